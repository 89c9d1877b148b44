/* The list of all records can be narrowed; without this it is simply whole, or in parts. */
const whole = document.currentScript.dataset.all;
const form = document.getElementById("filter").content.firstElementChild;
document.getElementById("filter").replaceWith(form);
const status = form.querySelector("[role=status]");
/* Letters without case, and one form of apostrophe, whichever the keyboard has. */
const fold = (text) => text.toLowerCase().replaceAll("’", "'");
let kinds = [];
let items = [];
const read = () => {
  kinds = [...document.querySelectorAll(".records__kind")];
  items = kinds.flatMap((kind) =>
    [...kind.querySelectorAll("li")].map((item) => ({ item, kind, text: fold(item.textContent) })),
  );
  /* The ids of the parts stay with the links to their pages. */
  if (!whole) return;
  for (const kind of kinds) {
    const id = `all-${kind.dataset.kind}`;
    kind.setAttribute("aria-labelledby", id);
    kind.firstElementChild.id = id;
  }
};
/* All records are loaded when somebody first looks for one. */
const load = () => {
  if (items.length || document.getElementById("loading")) return;
  const script = Object.assign(document.createElement("script"), { id: "loading", src: whole });
  script.addEventListener("load", () => {
    read();
    narrow();
  });
  document.head.append(script);
};
const narrow = () => {
  const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value)).toString();
  history.replaceState(null, "", query ? `?${query}` : location.pathname);
  if (whole) {
    document.getElementById("all").hidden = !query;
    document.getElementById("kinds").hidden = Boolean(query);
    if (query) load();
    if (!query || !items.length) return void (status.textContent = "");
  }
  const words = fold(form.words.value).trim().split(/\s+/);
  let shown = 0;
  for (const { item, kind, text } of items) {
    const fits =
      (!form.kind.value || kind.dataset.kind === form.kind.value) &&
      (!form.topic.value || (item.dataset.topic ?? "").split(" ").includes(form.topic.value)) &&
      (!form.by.value || item.dataset.by === form.by.value) &&
      words.every((word) => text.includes(word));
    item.hidden = !fits;
    shown += fits;
  }
  for (const kind of kinds) kind.hidden = !kind.querySelector("li:not([hidden])");
  status.textContent = t("records.found", {shown, n: items.length});
};
for (const [name, value] of new URLSearchParams(location.search)) if (form.elements[name]) form.elements[name].value = value;
form.addEventListener("input", narrow);
form.addEventListener("submit", (event) => event.preventDefault());
if (whole) {
  form.addEventListener("focusin", load, { once: true });
} else read();
narrow();
