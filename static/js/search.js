/* The search field of every page, which by itself leads to the list of all records. What shows results is loaded at its first use. */
const searchForm = document.getElementById("search");
const loadScript = (path) =>
  new Promise((resolve) => {
    const script = document.createElement("script");
    Object.assign(script, { src: new URL(path, searchForm.action), async: false, onload: resolve });
    document.head.append(script);
  });
const loadRecords = () => (loadRecords.done ??= Promise.all(["search-index.js", "js/results.js"].map(loadScript)));
searchForm.addEventListener("focusin", loadRecords, { once: true });
/* On a narrow screen the field is behind a button. */
searchForm.addEventListener("toggle", ({ newState }) => {
  if (newState === "open") searchForm.elements.words.focus();
});
