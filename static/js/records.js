/* The list of all records can be narrowed; without this it is simply whole, or in parts. */
const form = document.getElementById("filter").content.firstElementChild;
document.getElementById("filter").replaceWith(form);
const status = form.querySelector("[role=status]");
const narrow = async () => {
  const given = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  history.replaceState(null, "", given.size ? `?${given}` : location.pathname);
  if (given.size) await loadRecords();
  const { kind, topic, by, words } = form;
  const found = (given.size ? findRecords(words.value) : []).filter(
    (record) =>
      (!kind.value || record.kind.name === kind.value) &&
      (!topic.value || record.topics.includes(topic.value)) &&
      (!by.value || record.by === by.value),
  );
  const item = (record) => element("li", "", linkTo(record), " ", element("span", "soft", record.date));
  const parts = [...Map.groupBy(found, (record) => record.kind)].map(([{ plural }, records]) =>
    element("section", "records__kind", element("h2", "", plural), element("ul", "", ...records.map(item))),
  );
  document.getElementById("whole").hidden = Boolean(given.size);
  document.getElementById("narrowed").replaceChildren(...parts);
  const [shown, n] = [found.length, given.size && allRecords.length];
  status.textContent = given.size ? t("records.found", {shown, n}) : "";
};
for (const [name, value] of new URLSearchParams(location.search)) if (form.elements[name]) form.elements[name].value = value;
form.addEventListener("input", narrow);
form.addEventListener("submit", (event) => event.preventDefault());
narrow();
