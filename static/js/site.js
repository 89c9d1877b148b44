/* Courtesies only: everything on the page is there without them. */

/* The contents show where one is. */
const links = new Map([...document.querySelectorAll(".sections a")].map((a) => [a.hash.slice(1), a]));
const headings = [...links.keys()].map((id) => document.getElementById(id));
const follow = () => {
  const passed = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 3);
  const here = passed.length ? passed.at(-1).id : "";
  links.forEach((a, id) => (id === here ? a.setAttribute("aria-current", "true") : a.removeAttribute("aria-current")));
};
if (headings.length) {
  new IntersectionObserver(follow, { rootMargin: "0px 0px -66%" }).observe(headings[0]);
  addEventListener("scroll", follow, { passive: true });
}

/* Below a title the line that says how sure we are leads to the evidence. */
for (const line of document.querySelectorAll(":is(.title, .series figcaption) ~ .standing")) {
  const link = document.createElement("a");
  link.className = "standing";
  link.href = `${line.parentElement.querySelector(":is(.title, .picture-title) a").href}#evidence`;
  link.append(...line.childNodes);
  line.replaceWith(link);
}

/* A click on a statement opens its note; elsewhere the evidence of a record is fetched from its page. */
const fetched = async (link) => {
  const answer = await fetch(link.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const note = document.createElement("div");
  note.className = "note";
  note.popover = "auto";
  note.append(document.adoptNode(page.querySelector("#evidence")));
  for (const a of note.querySelectorAll("a")) a.href = new URL(a.getAttribute("href"), link.href);
  for (const part of note.querySelectorAll("[id]")) part.removeAttribute("id");
  link.after(note);
  return note;
};
const notes = new WeakMap();
addEventListener("click", async (event) => {
  const original = event.target.closest(".note [rel=external]");
  if (original) {
    /* The words above the link, as a text fragment, so that the page opens where they stand. */
    let quote = original.parentElement;
    while (quote && quote.tagName !== "BLOCKQUOTE") quote = quote.previousElementSibling;
    const words = quote.textContent.trim().split(/\s+/);
    const ends = words.length > 8 ? [words.slice(0, 4), words.slice(-4)] : [words];
    const parts = ends.map((part) => encodeURIComponent(part.join(" ")).replaceAll("-", "%2D"));
    original.hash = `:~:text=${parts.join(",")}`;
    return;
  }
  if (!HTMLElement.prototype.togglePopover) return;
  const statement = event.target.closest(".fact:has(+ .note-ref)");
  /* Who selects words wants to copy them. */
  if (statement && getSelection().isCollapsed) return statement.nextElementSibling.click();
  const link = event.target.closest("a.standing");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (location.protocol !== "file:") {
    event.preventDefault();
    try {
      if (!notes.has(link)) notes.set(link, await fetched(link));
      notes.get(link).togglePopover({ source: link });
    } catch {
      location.assign(link.href);
    }
  }
});

/* What a note is about stands first in it: the statement that has this number. */
const head = (part, number) => {
  const statement = number?.previousElementSibling;
  if (!statement?.matches(".fact")) return;
  const title = part.querySelector(":scope > b") ?? document.createElement("b");
  part.prepend(title);
  const said = statement.textContent.replace(/[,;:]$/, "");
  title.textContent = said[0].toUpperCase() + said.slice(1) + (/[.!?…]”?$/.test(said) ? "" : ".");
};
/* An open note has a button to close it. */
const label = (note) => {
  if (mark?.matches(".note-ref")) head(note, mark);
  if (note.querySelector(".note__close")) return;
  const close = document.createElement("button");
  close.className = "note__close";
  close.textContent = "×";
  close.setAttribute("aria-label", t("note.close"));
  close.addEventListener("click", () => note.hidePopover());
  note.prepend(close);
};

/* The list of a paragraph has the whole note of each of its statements. */
const fill = (list) => {
  for (const item of list.querySelectorAll("li:not(:has(.note__record))")) {
    const parts = [...document.getElementById(`n${item.value}`).cloneNode(true).children];
    item.replaceChildren(...parts.filter((part) => !part.matches("b, .note__close")));
    head(item, document.querySelector(`.note-ref[popovertarget=n${item.value}]`));
  }
};

/* Where there is a margin, a note opens in it, level with its number; the notes of a paragraph, below their button. */
let mark = null;
addEventListener("click", (event) => (mark = event.target.closest("[popovertarget], a.standing") ?? mark), true);
addEventListener(
  "beforetoggle",
  ({ target: note, newState }) => {
    if (newState !== "open" || !note.matches(".note, .support__list")) return;
    if (note.matches(".note")) label(note);
    else fill(note);
    const wide = mark && matchMedia("(width >= 64rem)").matches;
    note.classList.toggle("note--beside", wide);
    const { top, bottom } = mark?.getBoundingClientRect() ?? {};
    note.style.top = wide ? `${(note.matches(".note") ? top - 6 : bottom + 4) + scrollY}px` : "";
    note.style.right = wide
      ? `${document.documentElement.clientWidth - document.querySelector("main").getBoundingClientRect().right}px`
      : "";
    /* On a narrow screen the note takes the lower half: the statement stays in sight above it. */
    const low = mark && !wide ? mark.getBoundingClientRect().bottom - innerHeight * 0.45 : 0;
    if (low > 0) scrollBy(0, low);
  },
  true,
);

/* While it is open its number and statement are marked. Where it would end below the screen it is moved up. */
addEventListener(
  "toggle",
  ({ target: note, newState }) => {
    if (!note.matches(".note, .support__list")) return;
    const open = newState === "open";
    for (const part of document.querySelectorAll(".is-open")) part.classList.remove("is-open");
    if (open && mark?.matches(".note-ref")) for (const part of [mark, mark.previousElementSibling]) part?.classList.add("is-open");
    if (!note.matches(".note--beside")) return;
    if (open) {
      const { top, bottom } = note.getBoundingClientRect();
      const up = Math.min(bottom - innerHeight + 8, top - 8);
      if (up > 0) note.style.top = `${parseFloat(note.style.top) - up}px`;
    }
    const place = note.getBoundingClientRect();
    for (const row of document.querySelectorAll(".support")) {
      const { top, bottom } = row.getBoundingClientRect();
      row.classList.toggle("support--under", open && !row.contains(note) && top < place.bottom && bottom > place.top);
    }
  },
  true,
);

/* Whether sources are shown in the text is remembered. */
const shown = document.getElementById("show-sources");
if (shown) {
  shown.checked = localStorage.getItem("show-sources") === "true";
  shown.addEventListener("change", () => localStorage.setItem("show-sources", shown.checked));
}

/* What is to be copied has a button. */
for (const text of document.querySelectorAll(".cite pre")) {
  const button = document.createElement("button");
  button.textContent = t("cite.copy");
  button.setAttribute("aria-describedby", text.previousElementSibling.id);
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text.textContent);
    button.textContent = t("cite.copied");
  });
  text.after(button);
}
