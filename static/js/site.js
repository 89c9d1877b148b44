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

/* The number after a statement is the one stop for the keyboard: its note holds the link as well. */
for (const link of document.querySelectorAll("a.fact:has(+ .n)")) link.tabIndex = -1;

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
  const link = event.target.closest("a.fact, a.standing");
  if (!link || !HTMLElement.prototype.togglePopover) return;
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const button = link.nextElementSibling;
  if (button?.popoverTargetElement) {
    event.preventDefault();
    button.click();
  } else if (link.matches(".standing") && location.protocol !== "file:") {
    event.preventDefault();
    try {
      if (!notes.has(link)) notes.set(link, await fetched(link));
      notes.get(link).togglePopover({ source: link });
    } catch {
      location.assign(link.href);
    }
  }
});

/* An open note says which words it is about, and has a button to close it. */
const label = (note) => {
  const words = mark?.matches("button") ? mark.previousElementSibling : null;
  const number = note.querySelector(":scope > b");
  if (number && words?.matches("a.fact")) {
    /* Without the stop that belongs to the sentence. */
    const said = words.textContent.replace(/[.,]”$/, "”");
    number.textContent = `${number.textContent.split(" ")[0]} · ${said[0].toUpperCase()}${said.slice(1)}`;
  }
  if (note.querySelector(".note__close")) return;
  const close = document.createElement("button");
  close.className = "note__close";
  close.textContent = t("note.close");
  close.addEventListener("click", () => note.hidePopover());
  note.prepend(close);
};

/* Where there is a margin, a note opens in it, level with its number. */
let mark = null;
addEventListener("click", (event) => (mark = event.target.closest("[popovertarget], a.standing") ?? mark), true);
addEventListener(
  "beforetoggle",
  ({ target: note, newState }) => {
    if (newState !== "open" || !note.matches(".note")) return;
    label(note);
    const wide = mark && matchMedia("(width >= 64rem)").matches;
    note.classList.toggle("note--beside", wide);
    note.style.top = wide ? `${mark.getBoundingClientRect().top + scrollY - 6}px` : "";
    note.style.right = wide
      ? `${document.documentElement.clientWidth - document.querySelector("main").getBoundingClientRect().right}px`
      : "";
    /* On a narrow screen the note takes the lower half: the statement stays in sight above it. */
    const low = mark && !wide ? mark.getBoundingClientRect().bottom - innerHeight * 0.45 : 0;
    if (low > 0) scrollBy(0, low);
  },
  true,
);

/* It is moved up where it would end below the screen, and what it covers of the margin makes room. */
addEventListener(
  "toggle",
  ({ target: note, newState }) => {
    if (!note.matches(".note--beside")) return;
    const open = newState === "open";
    if (open) {
      const { top, bottom } = note.getBoundingClientRect();
      const up = Math.min(bottom - innerHeight + 8, top - 8);
      if (up > 0) note.style.top = `${parseFloat(note.style.top) - up}px`;
    }
    const place = note.getBoundingClientRect();
    for (const margin of document.querySelectorAll(".margin")) {
      const { top, bottom } = margin.getBoundingClientRect();
      margin.classList.toggle("margin--under", open && top < place.bottom && bottom > place.top);
    }
  },
  true,
);

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
