// A source at the desk: its text with each sentence cited, left out or open, and what can be done with chosen words.
import { address, ask, base, button, fill, leftovers, make, outcome, recordLink, send, spaced, unique } from "./api.js";
import { Form, Sheet, edited, named } from "./form.js";
import { Words } from "./words.js";

const STATES = { cited: "cited", left: "left out", open: "open" };
const USUAL = ["event", "quote", "figure", "agreement", "development", "inference", "actor", "place", "term"];

const titled = (parts) =>
  parts.map((part) => ({
    ...part,
    title: part.state === "cited" ? `cited by ${part.records.map(({ id }) => id).join(", ")}` : part.state === "left" ? `left out: ${part.reason}` : "",
  }));

function pick(label, kinds, choices) {
  const id = unique("pick");
  const options = choices.refs.filter(({ kind }) => (kinds ? kinds.includes(kind) : !["source", "publisher", "page"].includes(kind)));
  const list = make("datalist", { id }, ...options.map((each) => make("option", { value: each.id, label: `${each.label} (${each.kind})` })));
  const control = make("input", { id: unique("field"), autocomplete: "off", spellcheck: false, placeholder: "type to search" });
  control.setAttribute("list", id);
  return { control, element: make("div", { className: "field" }, make("label", { htmlFor: control.id }, label), control, list), chosen: () => options.find((each) => each.id === control.value.trim()) };
}

export async function showSource(main, query) {
  const id = query.get("id");
  const [source, choices] = await Promise.all([ask("source", { id }), ask("overview")]);
  if (source.error) return void main.replaceChildren(make("h1", {}, "Source"), make("p", { role: "alert" }, source.error));
  document.title = `${source.title} — Desk`;
  const heading = make("h1", {}, source.title);
  if (!source.parts) return showOutside(main, heading, source);
  main.classList.add("wide");
  const panel = make("section", { className: "panel", tabIndex: -1, "aria-label": "Chosen words" });
  const desk = { id, source, choices, panel, passage: null, sheet: null, words: null };
  desk.words = new Words(titled(source.parts), `Text of ${source.title}`, (start, end) => choose(desk, start, end), () => panel.focus());
  desk.legend = make("p", { className: "states" });
  const help = make("p", { className: "help" },
    "Choose words with the mouse; or with the arrow keys, with Shift for more words, up and down for sentences, ",
    make("kbd", {}, "s"), " for the whole sentence, ", make("kbd", {}, "n"), " for the next open one, and ", make("kbd", {}, "Enter"), " to go on.");
  main.replaceChildren(heading, desk.legend, help, make("div", { className: "columns" }, desk.words.element, panel));
  count(desk);
  empty(desk);
  if (query.has("start")) choose(desk, Number(query.get("start")), Number(query.get("end")));
}

// An outside page: what is cited of it.
function showOutside(main, heading, source) {
  const link = make("a", { href: address("outside", { url: source.url }) }, "Cite this page");
  const rows = source.claims.map(({ record, kind, claim }) => make("li", {}, recordLink({ id: record, kind }), `: ${claim}`));
  main.replaceChildren(heading, make("p", {}, "An outside page: ", make("a", { href: source.url }, source.url)),
    make("p", {}, link, " · ", make("a", { href: address("record", { kind: "source", id: source.id }) }, "Edit this source")),
    make("h2", {}, "What is cited of it"), make("ul", {}, ...rows));
}

function count({ legend, source }) {
  const marks = Object.entries(STATES).map(([state, label]) => {
    const number = source.parts.filter((part) => part.state === state).length;
    return make("span", { className: `key ${state}` }, `${number} ${label}`);
  });
  legend.replaceChildren(...marks);
}

function empty({ panel }) {
  panel.replaceChildren(make("p", { className: "help" }, "No words are chosen yet."));
}

async function refresh(desk) {
  const fresh = await ask("source", { id: desk.id });
  if (fresh.error) return;
  desk.source = fresh;
  desk.words.fill(titled(fresh.parts));
  count(desk);
  const choices = await ask("overview");
  if (!choices.error) desk.choices = choices;
}

async function choose(desk, start, end) {
  const turn = (desk.turn = (desk.turn ?? 0) + 1);
  const passage = await ask("passage", { source: desk.id, start, end });
  if (turn !== desk.turn) return; // other words were chosen meanwhile
  if (desk.sheet) {
    desk.passage = passage.error ? desk.passage : passage;
    return; // a form is open: the words are for its fields
  }
  desk.passage = passage.error ? null : passage;
  show(desk, passage);
}

function show(desk, passage) {
  const { panel } = desk;
  if (passage.error) return void panel.replaceChildren(make("p", { role: "status" }, passage.error));
  const { cite, words, place, found, records, state } = passage;
  const beside = [["after", cite.prefix], ["before", cite.suffix], ["in", place]].filter(([, each]) => each);
  const rows = Object.entries(found).filter(([, each]) => each.length).map(([name, each]) =>
    make("div", {}, make("dt", {}, name), ...each.map(({ words, value }) => make("dd", {}, value === words ? words : `${words} → ${value}`))));
  const status = make("div", { role: "status", className: "said" });
  fill(panel,
    make("h2", {}, "Chosen words"),
    make("blockquote", {}, words),
    make("p", { className: "help" }, beside.map(([where, words]) => `${where} “${words}”`).join(", ").replace(/in “([^”]*)”$/, "in $1")),
    rows.length > 0 && make("dl", { className: "found" }, ...rows),
    records.length > 0 && make("p", {}, "Cited by ", ...records.flatMap((each, number) => [number ? ", " : "", recordLink(each)])),
    newRecord(desk),
    citeAlso(desk, status),
    state === "open" && leaveOut(desk, status),
    status,
  );
}

function newRecord(desk) {
  const id = unique("field");
  const rest = desk.choices.kinds.filter((kind) => !USUAL.includes(kind) && !["source", "publisher", "left-out", "removed"].includes(kind));
  const kinds = make("select", { id }, ...[...USUAL, ...rest].map((kind) => make("option", {}, kind)));
  kinds.value = guess(desk.passage);
  const go = () => write(desk, kinds.value);
  kinds.addEventListener("keydown", (event) => event.key === "Enter" && (event.preventDefault(), go()));
  return make("div", { className: "row" }, make("div", { className: "field" }, make("label", { htmlFor: id }, "A new record"), kinds), button("Write it", go, "main"));
}

// The kind that is chosen at first: what the words most often are.
function guess({ found, cite }) {
  if (!cite.exact) return "figure"; // a cell
  if (found.speech.length) return "quote";
  if (found.numbers.length && cite.exact.split(" ").length < 6) return "figure";
  return cite.exact.split(" ").length < 4 && /^\p{Lu}/u.test(cite.exact) ? "actor" : "event";
}

async function write(desk, kind) {
  const { panel, passage } = desk;
  const described = await ask("form", { kind, source: desk.id, start: passage.start, end: passage.end });
  if (described.error) return void panel.replaceChildren(make("p", { role: "alert" }, described.error));
  const dates = passage.found.dates.map(({ value }) => value);
  const form = new Form(described, desk.choices, { dates, taken: () => desk.passage?.cite.exact ?? desk.passage?.sentence });
  const back = () => {
    desk.sheet = null;
    show(desk, desk.passage);
    panel.focus();
  };
  const saved = async (pages) => {
    const links = pages.map((id) => make("a", { href: `${base}facts/${id}.html` }, "See it in the preview"));
    sheet.said.append(make("p", {}, ...links, " ", button("Next words", () => {
      desk.sheet = null;
      empty(desk);
      desk.words.element.focus();
    })));
    sheet.said.focus();
    await refresh(desk);
  };
  const sheet = new Sheet([form], { saved, back });
  desk.sheet = sheet;
  const more = button("Cite the chosen words too", () => {
    const { cite, found } = desk.passage;
    form.body.at("cite").add(cite);
    const date = form.body.at("date")?.control;
    if (date && !date.value && found.dates.length === 1) date.value = found.dates[0].value; // a dateline, for instance
    edited(form.element);
  });
  panel.replaceChildren(sheet.element);
  if (form.body.at("cite")) sheet.actions.append(more);
  form.first.focus();
}

function citeAlso(desk, status) {
  const record = pick("Cite also in an existing record", null, desk.choices);
  const go = button("Cite", async () => {
    const chosen = record.chosen();
    if (!chosen) return void (status.textContent = "Choose a record.");
    const form = await ask("form", { kind: chosen.kind, id: chosen.id });
    if (form.error) return void (status.textContent = form.error);
    const values = { ...form.values, cite: [...(form.values.cite ?? []), desk.passage.cite] };
    await report(desk, status, { changes: [{ kind: chosen.kind, id: chosen.id, version: form.version, values }] });
  });
  return make("div", { className: "row" }, record.element, go);
}

function leaveOut(desk, status) {
  const reason = make("input", { id: unique("field") });
  const go = button("Leave out", async () => {
    if (!reason.value.trim()) return void (status.textContent = "Say why.");
    const form = await ask("form", { kind: "left-out" });
    const values = { source: desk.id, exact: desk.passage.sentence, reason: spaced(reason.value) };
    await report(desk, status, { changes: [{ kind: "left-out", id: "", version: form.version, values }] });
  });
  return make("div", { className: "row" }, make("div", { className: "field" }, make("label", { htmlFor: reason.id }, "Leave this sentence out, because"), reason), go);
}

async function report(desk, status, body) {
  status.textContent = "Checking …";
  const answer = await send("save", body);
  if (answer.status === 200) {
    status.replaceChildren(outcome(answer), ...leftovers(answer));
    await refresh(desk);
    return;
  }
  const faults = answer.faults?.map(({ message, hint }) => `${message}${hint ? ` — ${hint}` : ""}`).join("; ");
  const anyway = answer.faults && button("Write it anyway", () => report(desk, status, { ...body, anyway: true, name: named(answer.kept) }));
  status.replaceChildren(`Not written: ${faults ?? answer.error}`, answer.kept ? ` What you entered is kept in ${answer.kept}. ` : "", ...(anyway ? [anyway] : []));
}

export { pick };
