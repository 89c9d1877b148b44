// The round of a second person: one statement after another beside its evidence, signed or rejected.
import { address, ask, button, make, recordLink, send, spaced, unique } from "./api.js";

const WHO = "desk-who";

export async function showCheck(main) {
  document.title = "Check — Desk";
  const found = await ask("check");
  if (found.error) return void main.replaceChildren(make("h1", {}, "Check"), make("p", { role: "alert" }, found.error));
  const who = make("input", { id: unique("field"), value: localStorage.getItem(WHO) ?? "", autocomplete: "name" });
  who.addEventListener("change", () => localStorage.setItem(WHO, spaced(who.value)));
  const said = make("p", { role: "status" }, found.said);
  const place = make("section", { className: "check", tabIndex: -1, "aria-label": "Statement" });
  main.replaceChildren(make("h1", {}, "Check"),
    make("p", { className: "help" }, "Read each statement beside its evidence: is the verb right, the subject, the tone? ", make("kbd", {}, "r"), " right, ", make("kbd", {}, "w"), " wrong, ", make("kbd", {}, "l"), " later."),
    make("div", { className: "field" }, make("label", { htmlFor: who.id }, "Who reads"), who), said, place);
  let at = 0;
  let busy = false;

  function show() {
    const statement = found.statements[at];
    if (!statement) return void place.replaceChildren(make("p", {}, found.statements.length ? "That was the last one." : "Nothing is open."));
    const evidence = statement.evidence.map(({ cite, words }) => make("li", {},
      cite.exact ? make("q", {}, words) : words, " ", make("a", { href: address("source", { id: cite.source }) }, cite.source), cite.claim ? " (our account of the page)" : ""));
    const remark = make("input", { id: unique("field") });
    const where = statement.page ? make("a", { href: address("page", { id: statement.page }) }, statement.page) : "record";
    place.replaceChildren(
      make("p", { className: "help" }, `${at + 1} of ${found.statements.length}: `, where, ": ", ...statement.records.flatMap((each, number) => [number ? ", " : "", recordLink(each)])),
      make("blockquote", {}, statement.text), statement.by ? make("p", {}, `Rejected by ${statement.by}: ${statement.remark}`) : "", make("h2", {}, "Evidence"), make("ul", {}, ...evidence),
      make("div", { className: "field" }, make("label", { htmlFor: remark.id }, "What is wrong, if it is"), remark),
      make("div", { className: "actions" }, button("Right (r)", () => sign("right"), "main"), button("Wrong (w)", () => sign("wrong")), button("Later (l)", later)),
    );
    place.remark = remark;
    place.focus();
  }

  function later() {
    if (busy) return;
    at += 1;
    show();
  }

  async function sign(verdict) {
    const remark = spaced(place.remark.value);
    if (!spaced(who.value)) return void (said.textContent = "Say who reads.", who.focus());
    if (verdict === "wrong" && !remark) return void (said.textContent = "Say what is wrong.", place.remark.focus());
    if (busy) return;
    busy = true;
    try {
      await write(verdict, remark);
    } finally {
      busy = false;
    }
  }

  async function write(verdict, remark) {
    const { statement_sha256, evidence_sha256 } = found.statements[at];
    const answer = await send("sign", { statement_sha256, evidence_sha256, verdict, remark: verdict === "wrong" ? remark : "", by: spaced(who.value), version: found.version });
    const fresh = [200, 409].includes(answer.status) ? await ask("check") : {};
    if (fresh.version !== undefined) found.version = fresh.version;
    if (answer.status === 409) return void (said.textContent = `Not signed: ${answer.error}. It has been read again: sign once more.`);
    if (answer.status !== 200) return void (said.textContent = `Not signed: ${answer.error ?? answer.faults.map(({ message }) => message).join("; ")}`);
    said.textContent = fresh.said ?? fresh.error;
    at += 1;
    show();
  }

  addEventListener("keydown", (event) => {
    if (["INPUT", "TEXTAREA", "SELECT"].includes(event.target.tagName) || event.ctrlKey || event.altKey || event.metaKey) return;
    const act = { r: () => sign("right"), w: () => sign("wrong"), l: later }[event.key];
    if (act && found.statements[at]) {
      event.preventDefault();
      act();
    }
  });
  show();
}
