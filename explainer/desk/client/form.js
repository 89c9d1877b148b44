// The form of a record, made from what its model says of each field.
import { ask, button, leftovers, make, outcome, send, slug, spaced, unique } from "./api.js";

// Options of a list that a field is searched in, as a datalist that all fields of the same kinds share.
class Lists {
  constructor(choices) {
    this.choices = choices;
    this.made = new Map();
    this.element = make("div", { hidden: true });
  }

  of(kinds) {
    const key = kinds.join(" ");
    if (!this.made.has(key)) {
      const refs = this.choices.refs.filter(({ kind }) => (kinds.length ? kinds.includes(kind) : !["source", "publisher", "page"].includes(kind)));
      this.add(key, refs.map(({ id, label, kind }) => ({ value: id, label: `${label} (${kind})` })));
    }
    return this.made.get(key);
  }

  plain(options) {
    const key = `plain ${options.join(" ")}`;
    if (!this.made.has(key)) this.add(key, options.map((value) => ({ value, label: value })));
    return this.made.get(key);
  }

  add(key, options) {
    const id = unique("list");
    this.element.append(make("datalist", { id }, ...options.map(({ value, label }) => make("option", { value, label }))));
    this.made.set(key, id);
  }
}

// Tells the sheet of a change that no control reports.
export const edited = (element) => element.dispatchEvent(new Event("input", { bubbles: true }));

const filled = (value) => value !== undefined && value !== "" && !(Array.isArray(value) && !value.length);

// Each widget is { element, control, read(), at(key) }: `control` takes the focus and what is wrong, `at` is the widget within.
function widget(field, value, context, label) {
  const { type } = field;
  const inputs = {
    id: () => input(value, { spellcheck: false, autocomplete: "off" }),
    date: () => input(value, { placeholder: "YYYY-MM-DD", setList: context.lists.plain(context.dates), autocomplete: "off" }),
    time: () => input(value, { setList: context.lists.plain(field.options), autocomplete: "off" }),
    ref: () => input(value, { setList: context.lists.of(field.kinds), spellcheck: false, autocomplete: "off", placeholder: "type to search" }),
    text: () => area(value),
    exact: () => area(value, context),
    choice: () => select(field.options.map((option) => [option, option]), value),
    term: () => select(Object.entries(context.choices.terms[field.words] ?? {}), value),
    flag: () => flag(value),
    words: () => pair(value, label),
    group: () => group(field, value, context, label),
    list: () => list(field, value, context, label),
    map: () => map(field, value, context, label),
  };
  return inputs[type]();
}

function input(value, { setList, ...properties }) {
  const control = make("input", { type: "text", value: value ?? "", ...properties });
  if (setList) control.setAttribute("list", setList);
  return { element: control, control, read: () => spaced(control.value), put: (text) => (control.value = text) };
}

function area(value, context) {
  const control = make("textarea", { rows: 1, value: value ?? "" });
  const put = (text) => {
    control.value = text;
    control.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const take = context?.taken && button("Take the chosen words", () => put(context.taken() || control.value), "small");
  const element = take ? make("div", { className: "with-button" }, control, take) : control;
  return { element, control, read: () => spaced(control.value), put };
}

function select(options, value) {
  const known = !value || options.some(([id]) => id === value);
  const all = [["", "—"], ...options, ...(known ? [] : [[value, `${value} (unknown)`]])];
  const control = make("select", {}, ...all.map(([id, label]) => make("option", { value: id }, label === id || !id ? label : `${label} (${id})`)));
  control.value = value ?? "";
  return { element: control, control, read: () => control.value };
}

function flag(value) {
  const control = make("input", { type: "checkbox", checked: value === "true" });
  return { element: control, control, read: () => (control.checked ? "true" : "") };
}

function pair(value, label) {
  const [one, other] = Array.isArray(value) ? value : [value, ""];
  const first = input(one, {});
  const second = input(other, { "aria-label": `${label}: words of the end of a range` });
  second.control.placeholder = "words of its end, if it is a range";
  const read = () => (second.read() ? [first.read(), second.read()] : first.read());
  return { element: make("div", { className: "pair" }, first.element, second.element), control: first.control, read };
}

// The parts of a record within a record; absent if none of them is filled in.
function group(field, value, context, label) {
  const rows = fields(field.fields, value ?? {}, { ...context, path: `${label}: ` });
  const element = make("fieldset", {}, make("legend", {}, label), ...rows.elements);
  element.tabIndex = -1;
  return { element, control: element, read: rows.read, at: rows.at };
}

function list(field, value, context, label) {
  const items = [];
  const holder = make("div", { className: "items" });
  const add = (each) => {
    const within = widget(field.item, each, context, `${label} ${items.length + 1}`);
    if (!within.control.labels?.length && within.control.tagName !== "FIELDSET") within.control.setAttribute("aria-label", `${label} ${items.length + 1}`);
    const remove = button("Remove", () => {
      items.splice(items.indexOf(item), 1);
      row.remove();
      more.focus();
      edited(holder);
    }, "small");
    remove.setAttribute("aria-label", `Remove ${label} ${items.length + 1}`);
    const note = make("p", { className: "fault", id: unique("fault"), hidden: true });
    const row = make("div", { className: "item" }, folded(within.element, each), remove, note);
    const item = { ...within, note };
    items.push(item);
    holder.append(row);
    return item;
  };
  const more = button(`Add ${label}`, () => {
    add(undefined).control.focus();
    edited(holder);
  }, "small");
  for (const each of [value ?? []].flat()) add(each);
  const element = make("fieldset", { className: "list" }, make("legend", {}, label), holder, more);
  element.tabIndex = -1;
  const read = () => {
    const values = items.map((item) => item.read()).filter(filled);
    return field.single && values.length === 1 ? values[0] : values;
  };
  return { element, control: element, add, read, at: (key) => items[key] };
}

// A part of a record that is filled in already is shown by its words, and opened to be changed.
function folded(element, value) {
  if (typeof value !== "object") return element;
  const words = Object.values(value).flat().filter((each) => typeof each === "string").join(" · ");
  return make("details", { className: "folded" }, make("summary", {}, words), element);
}

function map(field, value, context, label) {
  const rows = [];
  const holder = make("div", { className: "items" });
  const add = (key, each) => {
    const [name, within] = [widget(field.key, key, context, label), widget(field.value, each, context, label)];
    name.control.setAttribute("aria-label", `${label} ${rows.length + 1}: which`);
    within.control.setAttribute("aria-label", `${label} ${rows.length + 1}: value`);
    const note = make("p", { className: "fault", id: unique("fault"), hidden: true });
    rows.push({ name, within: { ...within, note } });
    holder.append(make("div", { className: "item pair" }, name.element, within.element, note));
    return name;
  };
  for (const [key, each] of Object.entries(value ?? {})) add(key, each);
  const more = button(`Add ${label}`, () => add(undefined, undefined).control.focus(), "small");
  const element = make("fieldset", { className: "list" }, make("legend", {}, label), holder, more);
  element.tabIndex = -1;
  const read = () => {
    const pairs = rows.map(({ name, within }) => [name.read(), within.read()]).filter(([key, each]) => key && filled(each));
    return pairs.length ? Object.fromEntries(pairs) : "";
  };
  return { element, control: element, read, at: (key) => rows.find(({ name }) => name.read() === key)?.within };
}

// The rows of some fields: those that are usual or filled in first, the others in a part that opens.
function fields(all, values, context) {
  const rows = new Map();
  const shown = [];
  const hidden = [];
  for (const field of all) {
    const label = field.name.replaceAll("_", " ");
    const one = widget(field, values[field.name], context, label);
    const note = make("p", { className: "fault", id: unique("fault"), hidden: true });
    const help = make("p", { className: "help", id: unique("help") }, field.help);
    const own = one.element.tagName === "FIELDSET";
    one.control.setAttribute("aria-describedby", `${help.id} ${note.id}`);
    if (field.required && !own) one.control.setAttribute("aria-required", "true");
    one.control.id ||= unique("field");
    const name = own ? "" : make("label", { htmlFor: one.control.id }, label, field.required ? make("span", { className: "needed" }, " needed") : "");
    const row = make("div", { className: `field field--${field.type}` }, name, one.element, note, help);
    rows.set(field.name, { ...one, note, row });
    (field.usual || filled(values[field.name]) ? shown : hidden).push(row);
  }
  const rest = hidden.length ? [make("details", {}, make("summary", {}, `${hidden.length} more fields`), ...hidden)] : [];
  const read = () => {
    const values = all.map((field) => [field, rows.get(field.name).read()]);
    if (!values.some(([, value]) => filled(value))) return "";
    const listed = ({ required, type, single }) => required && type === "list" && !single; // written as [] if it is empty
    return Object.fromEntries(values.filter(([field, value]) => filled(value) || listed(field)).map(([{ name }, value]) => [name, value]));
  };
  return { elements: [...shown, ...rest], rows, read, at: (name) => rows.get(name) };
}

// The name of what is kept in a file.
export const named = (file) => file.replace(/^.*\/|\.yaml$/g, "");

// One record in a form.
export class Form {
  constructor(described, choices, { dates = [], taken = null } = {}) {
    Object.assign(this, described);
    const lists = new Lists(choices);
    const context = { choices, lists, dates, taken };
    this.body = fields(described.fields, described.values, context);
    const title = this.id ? `${this.kind} ${this.id}` : `New ${this.kind}`;
    this.heading = make("h2", { tabIndex: -1 }, title);
    this.element = make("section", { className: "form" }, this.heading, lists.element, ...this.body.elements);
    if (!this.id) this.proposeId();
    else if (this.body.rows.has("id")) this.body.rows.get("id").control.readOnly = true;
  }

  // Until it is changed by hand, the id of a new record is made from its title or name.
  proposeId() {
    const [own, title] = [this.body.rows.get("id"), this.body.rows.get("title") ?? this.body.rows.get("name")];
    if (!own || !title || own.control.value) return;
    let free = true;
    own.control.addEventListener("input", () => (free = false));
    const propose = () => {
      if (!free) return;
      own.control.value = slug(title.control.value, this.taken);
      own.control.dispatchEvent(new Event("change"));
    };
    title.control.addEventListener("input", propose);
    propose();
  }

  // Where writing begins: the first needed field that is empty, but for the id, which follows from another.
  get first() {
    const rows = [...this.body.rows].filter(([name]) => name !== "id").map(([, row]) => row.control);
    return rows.find((control) => control.getAttribute("aria-required") && !control.value) ?? this.heading;
  }

  get change() {
    return { kind: this.kind, id: this.id, version: this.version, values: this.body.read() || {} };
  }

  clear() {
    for (const note of this.element.querySelectorAll(".fault")) note.hidden = true;
    for (const control of this.element.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid");
  }

  // Shows what is wrong at the field of a path, or at what is around it; returns the control, or null if there is none.
  fault({ keys, message, hint }) {
    let place = null;
    for (let within = this.body, rest = keys; rest.length && within?.at; rest = rest.slice(1)) {
      within = within.at(rest[0]);
      if (within?.note) place = within;
    }
    if (!place) return null;
    const said = `${message}${hint ? ` — ${hint}` : ""}`;
    if (place.note.hidden) place.note.replaceChildren(said);
    else place.note.append(make("br"), said);
    place.note.hidden = false;
    place.control.setAttribute("aria-invalid", "true");
    for (let around = place.control.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
    return place.control;
  }
}

// Some forms that are saved together; `saved` is called with the built pages of the facts when they are written.
export class Sheet {
  constructor(forms, { saved = () => {}, name = "", back = null } = {}) {
    this.forms = forms;
    this.saved = saved;
    this.name = name;
    this.dirty = false;
    this.said = make("div", { className: "said", role: "status", tabIndex: 0 });
    this.save = button("Save", () => this.send(false), "main");
    this.anyway = button("Write it anyway", () => this.send(true));
    this.anyway.hidden = true;
    this.actions = make("div", { className: "actions" }, this.said, this.save, this.anyway, back && button("Back to the words", back));
    this.element = make("form", { className: "sheet", noValidate: true }, ...forms.map((form) => form.element), this.actions);
    this.element.addEventListener("input", () => (this.dirty = true));
    this.element.addEventListener("submit", (event) => event.preventDefault());
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.send(false);
    });
    this.leave = (event) => this.dirty && this.element.isConnected && event.preventDefault();
    addEventListener("beforeunload", this.leave);
  }

  say(...children) {
    this.said.replaceChildren(...children);
  }

  async send(anyway) {
    for (const form of this.forms) form.clear();
    this.save.disabled = this.anyway.disabled = true;
    this.say(make("p", {}, "Checking …"));
    const changes = this.forms.map((form) => form.change);
    const answer = await send("save", { changes, anyway, name: this.name });
    this.save.disabled = this.anyway.disabled = false;
    if (answer.status === 200) {
      this.dirty = false;
      for (const control of this.actions.querySelectorAll("button")) control.hidden = true;
      const pages = this.forms.flatMap(({ fact }, number) => (fact ? [changes[number].values.id] : []));
      this.say(make("p", {}, outcome(answer)), ...leftovers(answer));
      this.saved(answer.built ? pages : []);
    } else if (answer.status === 422) this.wrong(answer);
    else if (answer.status === 409) this.changed(answer, anyway);
    else {
      this.say(make("p", {}, `Not saved. ${answer.error}`));
      this.said.focus();
    }
  }

  wrong({ faults, kept }) {
    this.name = named(kept);
    const rest = [];
    let first = null;
    for (const fault of faults) {
      const control = fault.change === null ? null : this.forms[fault.change].fault(fault);
      if (!control) rest.push(fault);
      first ??= control;
    }
    this.anyway.hidden = faults.some(({ rule }) => ["schema", "yaml", "readable"].includes(rule));
    const count = `${faults.length} ${faults.length === 1 ? "problem" : "problems"}`;
    this.say(
      make("p", {}, `Not written into the explainer: ${count}. What you entered is kept in ${kept}, which is not built.`),
      rest.length ? make("ul", {}, ...rest.map(({ message, hint, where }) => make("li", {}, `${where ? `${where}: ` : ""}${message}${hint ? ` — ${hint}` : ""}`))) : "",
    );
    this.dirty = false;
    (first ?? this.said).focus();
  }

  changed({ file, now, kept }, anyway) {
    this.name = named(kept);
    const again = button("Save mine over it", async () => {
      for (const form of this.forms) {
        const fresh = await ask("form", { kind: form.kind, id: form.id });
        if (fresh.version !== undefined) form.version = fresh.version;
      }
      this.send(anyway);
    });
    this.say(
      make("p", {}, `Not written: ${file} was changed since this page read it. What you entered is still here${now ? "; this is what stands there now" : ""}.`),
      now ? make("pre", { tabIndex: 0 }, now) : "",
      again,
    );
    this.said.focus();
  }
}
