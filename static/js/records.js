/* The list of all records can be narrowed; without this it is simply whole. */
const form = document.getElementById("filter").content.firstElementChild;
document.getElementById("filter").replaceWith(form);
const status = form.querySelector("[role=status]");
/* Letters without case, and one form of apostrophe, whichever the keyboard has. */
const fold = (text) => text.toLowerCase().replaceAll("’", "'");
const kinds = [...document.querySelectorAll(".records__kind")];
const items = kinds.flatMap((kind) =>
  [...kind.querySelectorAll("li")].map((item) => ({ item, kind, text: fold(item.textContent) })),
);
const narrow = () => {
  const words = fold(form.words.value).trim().split(/\s+/);
  let shown = 0;
  for (const { item, kind, text } of items) {
    const fits =
      (!form.kind.value || kind.getAttribute("aria-labelledby") === form.kind.value) &&
      (!form.topic.value || (item.dataset.topic ?? "").split(" ").includes(form.topic.value)) &&
      (!form.by.value || item.dataset.by === form.by.value) &&
      words.every((word) => text.includes(word));
    item.hidden = !fits;
    shown += fits;
  }
  for (const kind of kinds) kind.hidden = !kind.querySelector("li:not([hidden])");
  status.textContent = `${shown} of ${items.length} records`;
  const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value)).toString();
  history.replaceState(null, "", query ? `?${query}` : location.pathname);
};
for (const [name, value] of new URLSearchParams(location.search)) if (form.elements[name]) form.elements[name].value = value;
form.addEventListener("input", narrow);
form.addEventListener("submit", (event) => event.preventDefault());
narrow();
