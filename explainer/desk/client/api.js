// What every part of the desk uses: questions to the preview, and elements of the page.
const ROOT = "/__preview/desk/";
export const { token, view, base, idLength } = document.documentElement.dataset;

export const address = (name, query = {}) => `${ROOT}${name}?${new URLSearchParams(query)}`;

// An answer of the preview; `status` is that of HTTP, `error` says what went wrong.
async function answer(response) {
  const type = response.headers.get("Content-Type") ?? "";
  const value = type.startsWith("application/json") ? await response.json() : { error: (await response.text()).trim() };
  return { status: response.status, ...value };
}

export async function ask(name, query = {}) {
  try {
    return await answer(await fetch(address(`api/${name}`, query)));
  } catch {
    return { status: 0, error: "The preview does not answer: it was ended." };
  }
}

export async function send(name, body) {
  try {
    const headers = { "Content-Type": "application/json", "X-Desk-Token": token };
    return await answer(await fetch(`${ROOT}api/${name}`, { method: "POST", headers, body: JSON.stringify(body) }));
  } catch {
    return { status: 0, error: "The preview does not answer: it was ended. Nothing was written; what you entered is still here." };
  }
}

export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (name in element && !name.startsWith("aria-")) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.filter(given));
  return element;
}

// A child that is left out is undefined, null or false.
const given = (child) => child !== undefined && child !== null && child !== false;

export const fill = (element, ...children) => element.replaceChildren(...children.filter(given));

let count = 0;
export const unique = (name) => `${name}-${(count += 1)}`;

export const button = (label, onclick, className = "") => make("button", { type: "button", onclick, className }, label);

export const spaced = (text) => text.replace(/\s+/gu, " ").trim();

// An id made of the letters and digits of a text as the program makes it, that no record has yet.
export function slug(text, taken = []) {
  const plain = text.toLowerCase().normalize("NFKD").replace(/[^\x00-\x7f]/g, "");
  const name = (plain.match(/[a-z0-9]+/g) ?? []).join("-");
  const ending = (end) => name.slice(0, idLength - end.length).replace(/-$/, "") + end;
  let fresh = ending("");
  for (let number = 2; fresh && taken.includes(fresh); number += 1) fresh = ending(`-${number}`);
  return fresh;
}

// What became of what was saved.
export function outcome({ written, built, problems }) {
  const shown = `the preview shows ${problems} ${problems === 1 ? "problem" : "problems"}`;
  return `Written to ${written.join(", ")}${built ? ", and built." : `; not built${problems ? `: ${shown}` : " yet"}.`}`;
}

// The attempts that have a passage of what was saved, each of which can be removed.
export const leftovers = ({ attempts }) =>
  attempts.map((name) => {
    const remove = button("Remove it", async () => {
      const { status, error } = await send("discard", { name });
      if (status === 200) row.remove();
      else row.append(` ${error}`);
    }, "small");
    const row = make("p", {}, "An attempt with the same passage is still unfinished: ", make("a", { href: address("record", { unfinished: name }) }, name), " ", remove);
    return row;
  });

export const recordLink = ({ id, kind }) => make("a", { href: address("record", { kind, id }) }, id);
