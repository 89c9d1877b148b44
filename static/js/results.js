/* What looks through the records of search-index.js, and shows the first of them below the search field. */

/* Letters without case or marks, and one form of apostrophe, whichever the keyboard has. */
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[‘’ʼ`]/g, "'").toLowerCase();
const allRecords = searchIndex.flatMap(([name, plural, singular, records]) => {
  const kind = { name, plural, singular };
  return records.map(([url, title, date, text, topics, by]) => {
    const head = fold(title);
    return { url, title, date, text, topics, by, kind, head, whole: `${head} ${fold(text)}` };
  });
});

const wordsOf = (query) => fold(query).trim().split(/\s+/);

/* The records that have all the words: first those that have them in the title. */
const findRecords = (query) => {
  const words = wordsOf(query);
  const within = (text) => words.every((word) => text.includes(word));
  const found = allRecords.filter((record) => within(record.whole));
  return [...found.filter((record) => within(record.head)), ...found.filter((record) => !within(record.head))];
};

const element = (name, className, ...parts) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...parts);
  return made;
};
const linkTo = (record, ...more) => {
  const link = element("a", "", record.title, ...more);
  link.href = new URL(record.url, searchForm.action);
  return link;
};

{
  const SHOWN = 8;
  const field = searchForm.elements.words;
  const count = element("p", "search__count");
  count.role = "status";
  const list = element("ul", "");
  const all = element("a", "search__all");
  const results = element("div", "search__results", count, list, all);
  results.hidden = true;
  searchForm.append(results);
  /* Where the title does not have all the words, a piece of what is said below it does. */
  const item = (record, words) => {
    const link = linkTo(record, element("span", "soft", record.kind.singular));
    const missing = words.find((word) => !record.head.includes(word));
    if (missing) {
      const start = record.text.lastIndexOf(" ", fold(record.text).indexOf(missing) - 30) + 1;
      const end = start + 110;
      const piece = `${start ? "… " : ""}${record.text.slice(start, end)}${record.text[end] ? " …" : ""}`;
      link.append(element("span", "soft search__words", piece));
    }
    return element("li", "", link);
  };
  const show = () => {
    const words = field.value.trim();
    const found = words ? findRecords(words) : [];
    const n = found.length;
    results.hidden = !words;
    count.textContent = n ? t("search.found", {n}) : t("search.none");
    list.replaceChildren(...found.slice(0, SHOWN).map((record) => item(record, wordsOf(words))));
    all.hidden = n <= SHOWN;
    all.textContent = t("search.all", {n});
    all.href = `${searchForm.action}?${new URLSearchParams({ words })}`;
  };
  field.addEventListener("focus", show);
  field.addEventListener("input", show);
  searchForm.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (results.hidden || !(step || event.key === "Escape")) return;
    event.preventDefault();
    if (step) {
      const stops = [field, ...results.querySelectorAll("a:not([hidden])")];
      stops[stops.indexOf(document.activeElement) + step]?.focus();
    } else {
      field.focus();
      results.hidden = true;
    }
  });
  for (const name of ["pointerdown", "focusin"])
    addEventListener(name, ({ target }) => {
      if (!searchForm.contains(target)) results.hidden = true;
    });
  loadRecords().then(show);
}
