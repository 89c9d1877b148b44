// The desk: a page for each source, record and text, and for a citation of an outside page.
import { address, ask, base, button, make, outcome, recordLink, send, spaced, unique, view } from "./api.js";
import { showCheck } from "./check.js";
import { Form, Sheet } from "./form.js";
import { pick, showSource } from "./source.js";
import { Words } from "./words.js";

const main = document.getElementById("desk");
const query = new URLSearchParams(location.search);
const alert = (words) => make("p", { role: "alert" }, words);

async function overview() {
  const found = await ask("overview");
  if (found.error) return void main.replaceChildren(make("h1", {}, "Desk"), alert(found.error));
  document.title = `Desk — ${found.title}`;
  const sources = found.sources.map(({ id, title, cited, left, open, cells, url }) => make("li", {}, make("a", { href: address("source", { id }) }, title), " ",
    make("span", { className: "help" }, cells !== undefined ? `${cells} ${cells === 1 ? "cell" : "cells"} cited` : cited === undefined ? url || "no text" : `${cited} cited, ${left} left out, ${open} open`)));
  const record = pick("Edit a record, source or publisher", [...found.kinds], found);
  const edit = button("Edit", () => {
    const chosen = record.chosen();
    if (chosen) location.href = address("record", { kind: chosen.kind, id: chosen.id });
  });
  const newPublisher = (file) => make("a", { href: address("record", [["kind", "publisher"], ["kind", "source"], ["file", file]]) }, "Register it with a new publisher");
  const anyPublisher = found.refs.some(({ kind }) => kind === "publisher");
  const texts = found.texts.map((file) => make("li", {}, `${file}: a text of no source. `,
    ...(anyPublisher ? [make("a", { href: address("record", { kind: "source", file }) }, "Register it"), " · "] : []), newPublisher(file)));
  const kept = found.unfinished.map((name) => make("li", {}, make("a", { href: address("record", { unfinished: name }) }, name)));
  main.replaceChildren(
    make("h1", {}, "Desk"),
    make("h2", {}, "Sources"), make("ul", {}, ...texts, ...sources),
    make("p", {}, make("a", { href: address("outside") }, "Cite an outside page"), " · ", make("a", { href: address("record", { kind: "source" }) }, "A new source")),
    make("h2", {}, "Records"), make("div", { className: "row" }, record.element, edit), byName(found), newOne(found),
    make("h2", {}, "Pages"), make("ul", {}, ...found.pages.map(({ id, title }) => make("li", {}, make("a", { href: address("page", { id }) }, title)))),
    ...(found.drafts.length ? [make("h2", {}, "Drafts"), make("p", { className: "help" }, "Checked, and not published."), make("ul", {}, ...found.drafts.map(({ id, kind }) =>
      make("li", {}, kind === "page" ? make("a", { href: address("page", { id }) }, id) : recordLink({ id, kind }), " ", make("a", { href: `${base}${kind === "page" ? "" : "facts/"}${id}.html` }, "in the preview"))))] : []),
    ...(kept.length ? [make("h2", {}, "Unfinished"), make("p", { className: "help" }, "Kept in content/unfinished/, and not built."), make("ul", {}, ...kept)] : []),
  );
}

// A new actor or place by its name, with the citation found.
function byName(found) {
  const words = make("input", { id: unique("field") });
  const places = make("ul", { "aria-live": "polite" });
  const search = button("Find", async () => {
    const answer = await ask("named", { words: words.value.trim() });
    const rows = (answer.places ?? []).map(({ start, end, cite, words: shown, place }) => make("li", {}, ...["actor", "place"].flatMap((kind) =>
      [make("a", { href: address("record", { kind, source: cite.source, start, end }) }, `New ${kind}`), " "]), `${cite.prefix ?? ""} ${shown} ${cite.suffix ?? ""} `, make("span", { className: "help" }, [cite.source, place].filter(Boolean).join(", "))));
    places.replaceChildren(...(rows.length ? rows : [make("li", {}, answer.error ?? "No source text has this name.")]));
  });
  words.addEventListener("keydown", (event) => event.key === "Enter" && search.click());
  return make("div", {}, make("div", { className: "row" }, make("div", { className: "field" }, make("label", { htmlFor: words.id }, "A new actor or place, by its name"), words), search), places);
}

function newOne(found) {
  const kinds = make("select", { id: unique("field") }, ...found.kinds.map((kind) => make("option", {}, kind)));
  const go = button("Write it", () => (location.href = address("record", { kind: kinds.value })));
  return make("div", { className: "row" }, make("div", { className: "field" }, make("label", { htmlFor: kinds.id }, "A new record without a passage"), kinds), go);
}

async function record() {
  const choices = await ask("overview");
  if (choices.error) return void main.replaceChildren(make("h1", {}, "Record"), alert(choices.error));
  const name = query.get("unfinished") ?? "";
  let described;
  if (name) {
    const kept = await ask("unfinished", { name });
    if (kept.error) return void main.replaceChildren(make("h1", {}, "Unfinished"), alert(kept.error));
    described = await Promise.all(kept.changes.map(async ({ kind, id = "", record }) => ({ ...(await ask("form", { kind, id })), values: record })));
  } else {
    const kinds = query.has("kind") ? query.getAll("kind") : [""];
    described = await Promise.all(kinds.map((kind) => ask("form", { ...Object.fromEntries(query), kind })));
  }
  const wrong = described.find(({ error }) => error);
  if (wrong) return void main.replaceChildren(make("h1", {}, "Record"), alert(wrong.error));
  const forms = described.map((each) => new Form(each, choices));
  follow(forms);
  const sheet = new Sheet(forms, { name, saved: (pages) => {
    const texts = forms.filter(({ kind, id, change }) => kind === "source" && !id && change.values.file).map(({ change }) => change.values.id);
    sheet.said.append(make("p", {}, ...pages.map((id) => make("a", { href: `${base}facts/${id}.html` }, `See ${id} in the preview`)),
      ...texts.map((id) => make("a", { href: address("source", { id }) }, `Read ${id} at the desk`))));
    sheet.said.focus();
  } });
  const { kind, id, file } = described.at(-1);
  document.title = `${id || `New ${kind}`} — Desk`;
  const discard = name && button("Discard it", async () => {
    await send("discard", { name });
    location.href = address("");
  });
  main.replaceChildren(make("h1", {}, id ? `Edit ${id}` : `New ${kind}`), make("p", { className: "help" }, `In content/${file}`), sheet.element);
  if (discard) sheet.actions.append(discard);
}

async function outside() {
  const choices = await ask("overview");
  if (choices.error) return void main.replaceChildren(make("h1", {}, "Cite an outside page"), alert(choices.error));
  document.title = "Cite an outside page — Desk";
  const url = make("input", { id: unique("field"), type: "url", value: query.get("url") ?? "", placeholder: "https://" });
  const rest = make("div", {});
  const go = button("Go on", () => step(url.value.trim(), rest, choices), "main");
  url.addEventListener("keydown", (event) => event.key === "Enter" && (event.preventDefault(), go.click()));
  main.replaceChildren(make("h1", {}, "Cite an outside page"), make("div", { className: "row" }, make("div", { className: "field" }, make("label", { htmlFor: url.id }, "Its address"), url), go), rest);
  if (url.value) go.click();
  else url.focus();
}

// The claim of a page, and the record that it is for; source and publisher are begun with it if they are not known.
async function step(url, rest, choices) {
  const found = await ask("outside", { url });
  if (found.error) return void rest.replaceChildren(alert(found.error));
  const known = found.known[0];
  const parts = known ? [] : [...(found.publisher ? [["publisher", found.publisher]] : []), ["source", found.source]];
  const said = known ? `This page is the source “${known.title}” (${known.id}).` : found.publisher ? "The address is new, and so is its host." : `The address is new; its host is that of ${found.publisher_name}.`;
  const claim = make("textarea", { id: unique("field"), rows: 3 });
  const kinds = make("select", { id: unique("field") }, ...choices.kinds.filter((kind) => !["source", "publisher", "left-out", "removed"].includes(kind)).map((kind) => make("option", {}, kind)));
  const existing = pick("or cite it in an existing record", null, choices);
  const holder = make("div", {});
  const write = button("Go on", async () => {
    if (!claim.value.trim()) return void holder.replaceChildren(alert("Say what the page says."));
    const source = known?.id ?? found.source.id;
    const text = spaced(claim.value);
    const chosen = existing.chosen();
    const asked = chosen ? { kind: chosen.kind, id: chosen.id } : { kind: kinds.value, source, claim: text };
    const described = await ask("form", asked);
    if (described.error) return void holder.replaceChildren(alert(described.error));
    if (chosen) described.values = { ...described.values, cite: [...(described.values.cite ?? []), { source, claim: text }] };
    const before = await Promise.all(parts.map(async ([kind, values]) => ({ ...(await ask("form", { kind })), values })));
    const forms = [...before, described].map((each) => new Form(each, choices));
    follow(forms);
    const sheet = new Sheet(forms, { saved: (pages) => {
      sheet.said.append(make("p", {}, ...pages.slice(-1).map((id) => make("a", { href: `${base}facts/${id}.html` }, "See it in the preview"))));
      sheet.said.focus();
    } });
    holder.replaceChildren(sheet.element);
    forms[0].first.focus();
  }, "main");
  rest.replaceChildren(make("p", { role: "status" }, said),
    make("div", { className: "field" }, make("label", { htmlFor: claim.id }, "What the page says, in your own words"), claim),
    make("div", { className: "row" }, make("div", { className: "field" }, make("label", { htmlFor: kinds.id }, "For a new record"), kinds), existing.element, write), holder);
  claim.focus();
}

// The id of a new publisher or source is that which the other forms name: they follow when it is changed.
function follow(forms) {
  for (const [at, form] of forms.entries()) {
    const own = form.body.rows.get("id");
    if (!["publisher", "source"].includes(form.kind) || form.id) continue;
    let last = own.control.value;
    const change = () => {
      for (const other of forms.slice(at + 1)) {
        const naming = [...other.element.querySelectorAll("input[list]")].filter(({ value }) => value === last);
        for (const control of last ? naming : [other.body.at(form.kind)?.control]) if (control) control.value = own.control.value;
      }
      last = own.control.value;
    };
    own.control.addEventListener("input", change);
    own.control.addEventListener("change", change);
  }
}

// The text of a page: words of it are bound to a record.
async function page() {
  const id = query.get("id");
  const found = await ask("page", { id });
  if (found.error) return void main.replaceChildren(make("h1", {}, "Page"), alert(found.error));
  document.title = `${id} — Desk`;
  main.classList.add("wide");
  const panel = make("section", { className: "panel", tabIndex: -1, "aria-label": "Chosen words" }, make("p", { className: "help" }, "No words are chosen yet."));
  const words = new Words(marked(found.body), `Text of ${id}`, (start, end) => panelFor(start, end), () => panel.focus());
  main.replaceChildren(make("h1", {}, `Text of ${id}`), make("p", { className: "help" }, `content/${found.file}. Choose words of a statement, with the mouse or the arrow keys, and bind them to the record that supports them.`),
    make("div", { className: "columns" }, words.element, panel));

  function panelFor(start, end) {
    const chosen = Array.from(words.raw).slice(start, end).join("");
    const record = pick("The record that supports these words", null, found);
    const status = make("p", { role: "status", className: "said" });
    const texts = found.refs.filter(({ kind }) => kind === "source").map(({ id: source, label }) => make("li", {}, make("a", { href: address("source", { id: source }), target: "_blank" }, label)));
    const sources = make("details", {}, make("summary", {}, "No record yet? Write one from a source"), make("p", { className: "help" }, "Each opens in a window of its own."),
      make("ul", {}, ...texts, make("li", {}, make("a", { href: address("outside"), target: "_blank" }, "an outside page"))));
    const bind = async (anyway) => {
      const target = record.control.value.trim(); // it may have been written since this page was opened
      if (!target) return void (status.textContent = "Choose a record.");
      status.textContent = "Checking …";
      const lead = chosen.length - chosen.trimStart().length;
      const trail = chosen.length - chosen.trimEnd().length;
      const answer = await send("bind", { page: id, start: start + lead, end: end - trail, record: target, version: found.version, anyway });
      if (answer.status === 200) {
        status.textContent = outcome(answer);
        const fresh = await ask("page", { id });
        Object.assign(found, fresh);
        location.reload();
      } else if (answer.status === 409) {
        status.replaceChildren(`Not written: ${answer.error}. `, button("Read it again", () => location.reload()));
      } else {
        const faults = answer.faults?.map(({ message, hint }) => `${message}${hint ? ` — ${hint}` : ""}`).join("; ");
        status.replaceChildren(`Not written: ${faults ?? answer.error} `, ...(answer.faults ? [button("Write it anyway", () => bind(true))] : []));
      }
    };
    panel.replaceChildren(make("h2", {}, "Chosen words"), make("blockquote", {}, spaced(chosen)), make("div", { className: "row" }, record.element, button("Bind", () => bind(false), "main")), sources, status);
  }
}

// The parts of a text in Markdown: its links are marked.
function marked(body) {
  const parts = [];
  let at = 0;
  for (const found of body.matchAll(/\[[^\]]*\]\((fact|show|page|source):[^)]*\)/g)) {
    parts.push({ text: body.slice(at, found.index) }, { text: found[0], state: "bound" });
    at = found.index + found[0].length;
  }
  return [...parts, { text: body.slice(at) }].flatMap((part) => (part.state ? [part] : part.text.split(/(\n{2,})/).map((text) => ({ text })))).filter(({ text }) => text);
}

await { overview, source: () => showSource(main, query), record, page, outside, check: () => showCheck(main) }[view]();
main.dataset.ready = "true";
