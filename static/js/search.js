/* The search field of every page, which by itself leads to the list of all records. What shows results is loaded at its first use. */
const searchForm = document.getElementById("search");
const load = (name, path) =>
  new Promise((resolve) => {
    const address = new URL(path, searchForm.action);
    const made = Object.assign(document.createElement(name), { onload: resolve });
    Object.assign(made, name === "link" ? { rel: "stylesheet", href: address } : { src: address, async: false });
    document.head.append(made);
  });
const loadRecords = () =>
  (loadRecords.done ??= Promise.all([
    load("link", "css/results.css"),
    load("script", "search-index.js"),
    load("script", "js/results.js"),
  ]));
searchForm.addEventListener("focusin", loadRecords, { once: true });
/* Who was faster than this script has the field already. */
if (searchForm.contains(document.activeElement)) loadRecords();
/* On a narrow screen the field is behind a button. */
searchForm.addEventListener("toggle", ({ newState }) => {
  if (newState === "open") searchForm.elements.words.focus();
});
