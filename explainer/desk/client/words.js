// A text whose words are chosen with the mouse, or with the arrow keys alone.
import { make } from "./api.js";

const WORD = /[\p{L}\p{N}]+(?:[-'’.,][\p{L}\p{N}]+)*/gu;

export class Words {
  // `parts` are pieces of the text in order: { text, state?, title? }; `chosen` is called with (start, end), in characters.
  constructor(parts, label, chosen, leave) {
    this.chosen = chosen;
    this.raw = parts.map((part) => part.text).join("");
    this.words = [...this.raw.matchAll(WORD)].map((found) => [found.index, found.index + found[0].length]);
    this.anchor = this.focus = -1;
    this.starts = new Map();
    this.sentences = [];
    this.element = make("div", { className: "words", tabIndex: 0, role: "textbox", "aria-readonly": "true", "aria-multiline": "true", "aria-label": label });
    this.fill(parts);
    this.element.addEventListener("keydown", (event) => this.key(event, leave));
    document.addEventListener("selectionchange", () => this.changed());
  }

  // Shows the same text with new states; words that were chosen meanwhile, and not yet reported, stay chosen.
  fill(parts) {
    const chosen = this.selected();
    const waiting = chosen && chosen.join("-") !== this.last;
    this.starts.clear();
    this.sentences = [];
    this.last = ""; // the same words may be chosen again
    globalThis.CSS.highlights?.delete("chosen");
    let at = 0;
    const pieces = parts.map((part) => {
      const node = document.createTextNode(part.text);
      this.starts.set(node, at);
      if (part.state) this.sentences.push([at, at + part.text.length, part.state]);
      at += part.text.length;
      const className = part.state ?? (/^\s*\n\s*$/.test(part.text) ? "break" : "");
      return make("span", { className, title: part.title ?? "" }, node);
    });
    this.element.replaceChildren(...pieces);
    if (waiting) this.choose(...chosen);
  }

  // The start and end of a selection within the text, in UTF-16 units; null if there is none.
  selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed || !this.element.isConnected) return null;
    const range = selection.getRangeAt(0);
    if (!this.element.contains(range.startContainer) || !this.element.contains(range.endContainer)) return null;
    return [this.offset(range.startContainer, range.startOffset), this.offset(range.endContainer, range.endOffset)];
  }

  changed() {
    if (!this.selected()) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.report(), 200);
  }

  report() {
    const [start, end] = this.selected() ?? [null, null];
    const key = `${start}-${end}`;
    if (start === null || end === null || key === this.last) return;
    this.last = key;
    const range = getSelection().getRangeAt(0);
    // The words stay marked while a form has the focus, where the browser can do that.
    if (globalThis.Highlight) CSS.highlights.set("chosen", new Highlight(range.cloneRange()));
    this.asked = this.chosen(...[start, end].map((edge) => Array.from(this.raw.slice(0, edge)).length));
  }

  // Where a place in the page is in the text, in UTF-16 units; null if it is not in it.
  offset(node, at) {
    if (this.starts.has(node)) return this.starts.get(node) + at;
    const next = node.childNodes[at] ?? null;
    for (const [text, start] of this.starts) {
      if (next ? next.contains(text) : node.contains(text) && !node.nextSibling) return next ? start : this.raw.length;
      if (next && next.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING) return start;
    }
    return this.raw.length;
  }

  place(at) {
    for (const [node, start] of this.starts) if (at <= start + node.data.length) return [node, at - start];
    return null;
  }

  choose(start, end) {
    const [first, last] = [this.place(start), this.place(end)];
    getSelection().setBaseAndExtent(...first, ...last);
    last[0].parentElement.scrollIntoView({ block: "nearest" });
    this.changed();
  }

  key(event, leave) {
    if (event.ctrlKey || event.altKey || event.metaKey || !this.words.length) return;
    const last = this.words.length - 1;
    const at = Math.max(this.focus, 0);
    const sentence = this.sentenceOf(this.words[at][0]);
    const wordAt = (offset) => Math.max(0, this.words.findIndex(([, end]) => end > offset));
    const first = (number) => wordAt(this.sentences[Math.min(Math.max(number, 0), this.sentences.length - 1)]?.[0] ?? 0);
    const moves = {
      ArrowRight: () => (this.focus < 0 ? 0 : Math.min(at + 1, last)),
      ArrowLeft: () => Math.max(at - 1, 0),
      ArrowDown: () => (this.focus < 0 ? 0 : first(sentence + 1)),
      ArrowUp: () => first(sentence - 1),
      Home: () => 0,
      End: () => last,
      n: () => this.nextOpen(sentence, first),
    };
    if (event.key === "Enter") {
      if (this.focus < 0) return;
      this.report();
      Promise.resolve(this.asked).then(leave);
    } else if (event.key === "s" && this.sentences.length) {
      const [start, end] = this.sentences[sentence];
      this.anchor = wordAt(start);
      this.focus = Math.max(this.words.findLastIndex((word) => word[1] <= end), this.anchor);
      this.choose(start, end);
    } else if (moves[event.key]) {
      this.focus = moves[event.key]();
      if (!event.shiftKey || this.anchor < 0) this.anchor = this.focus;
      const [low, high] = [Math.min(this.anchor, this.focus), Math.max(this.anchor, this.focus)];
      this.choose(this.words[low][0], this.words[high][1]);
    } else return;
    event.preventDefault();
  }

  sentenceOf(offset) {
    return Math.max(0, this.sentences.findLastIndex(([start]) => start <= offset));
  }

  nextOpen(sentence, first) {
    const open = this.sentences.flatMap(([, , state], number) => (state === "open" ? [number] : []));
    const next = open.find((number) => number > sentence || this.focus < 0) ?? open[0];
    return next === undefined ? Math.max(this.focus, 0) : first(next);
  }
}
