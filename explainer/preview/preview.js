// The script of the preview: it shows what was built, the problems, and where each fact is written.
// The preview adds it to pages as it serves them; no page of the built site has it.
(() => {
  "use strict";
  const RESERVED = "/__preview/";
  const { key, look } = document.currentScript.dataset;
  let swapped = look;
  let asking = false;
  let again = false;
  let leaving = false;

  const kept = {
    get: (name) => sessionStorage.getItem(`preview-${name}`),
    set: (name, value) => sessionStorage.setItem(`preview-${name}`, value),
    take: (name) => {
      const value = kept.get(name);
      sessionStorage.removeItem(`preview-${name}`);
      return value;
    },
  };

  function make(tag, properties = {}, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  // The bar and the dialog are in a shadow root with a style sheet of their own: neither it nor the site's reaches the
  // other. What is added to the page itself is styled by preview-page.css.
  const host = make("div", { id: "preview" });
  const shadow = host.attachShadow({ mode: "open" });
  const status = make("span", { className: "status" });
  status.setAttribute("role", "status");
  const reopen = make("button", { type: "button", className: "reopen", hidden: true, onclick: () => open() });
  const own = make("a", { className: "own", hidden: true });
  const draft = make("strong", { className: "draft", hidden: true }, "Draft: not published");
  const desk = make("a", { className: "own", href: `${RESERVED}desk/` }, "Desk");
  const bar = make("div", { className: "bar" }, toggle("evidence", "All evidence", false, showEvidence),
    toggle("places", "Places", false, showPlaces), draft, desk, own, reopen, status);
  bar.setAttribute("role", "region");
  bar.setAttribute("aria-label", "Preview");
  const list = make("ol");
  const title = make("h2", { id: "title" });
  const more = make("p", { className: "more" });
  const close = make("button", { type: "button", autofocus: true, onclick: () => dialog.close() }, "Close (Esc)");
  const dialog = make("dialog", {}, make("div", { className: "head" }, title, close), list, more);
  dialog.setAttribute("role", "alertdialog");
  dialog.setAttribute("aria-labelledby", "title");
  shadow.append(make("link", { rel: "stylesheet", href: `${RESERVED}preview.css` }), bar, dialog);
  let state = null;

  function toggle(name, label, start, apply) {
    const box = make("input", { type: "checkbox", checked: (kept.get(name) ?? String(start)) === "true" });
    box.addEventListener("change", () => {
      kept.set(name, box.checked);
      apply(box.checked);
    });
    addEventListener("DOMContentLoaded", () => apply(box.checked));
    return make("label", {}, box, ` ${label}`);
  }

  function showEvidence(on) {
    for (const details of document.querySelectorAll("details.evidence")) details.open = on;
    // Of popovers only one can be open at a time: while all are shown they are plain blocks of the page.
    const those = on ? ":is(.note, .evidence)[popover]" : "[data-preview-popover]";
    for (const box of document.querySelectorAll(those)) {
      if (on) {
        box.dataset.previewPopover = box.getAttribute("popover");
        box.removeAttribute("popover");
      } else {
        box.setAttribute("popover", box.dataset.previewPopover);
        delete box.dataset.previewPopover;
      }
    }
  }

  function showPlaces(on) {
    document.documentElement.classList.toggle("preview-places", on);
  }

  function markFacts(places) {
    for (const mark of document.querySelectorAll("a.preview-edit")) mark.remove();
    for (const link of document.querySelectorAll("a[href]")) {
      const place = link.origin === location.origin && places[decodeURI(link.pathname)];
      if (!place || link.hash || link.closest("svg")) continue;
      link.after(edit(place, "preview-edit"));
    }
    // A statement has no link of its own: that of its note leads to the record.
    for (const number of document.querySelectorAll("button.note-ref")) {
      const link = number.popoverTargetElement?.querySelector(".note__record a");
      const place = link && places[decodeURI(link.pathname)];
      if (place) number.after(edit(place, "preview-edit"));
    }
  }

  function edit(place, className) {
    const mark = make("a", { className, href: place.open, title: `Edit ${place.place}` });
    mark.append("✎", make("span", {}, ` ${place.place}`));
    return mark;
  }

  function excerpt(problem) {
    const lines = problem.lines.map((line) => {
      const row = make("code", { className: line.marked ? "line marked" : "line" });
      row.append(make("span", { className: "number" }, `${line.marked ? "▸" : " "}${line.number} `), line.text || " ");
      return row;
    });
    return make("pre", { tabIndex: 0 }, ...lines);
  }

  function item(problem) {
    const where = make("a", { href: problem.open, className: "place" }, `${problem.place}:${problem.column}`);
    const parts = [where, make("p", { className: "message" }, problem.message), make("code", { className: "rule" }, problem.rule)];
    if (problem.lines.length) parts.push(excerpt(problem));
    if (problem.hint) parts.push(make("p", { className: "hint" }, `Hint: ${problem.hint}`));
    return make("li", {}, ...parts);
  }

  function open() {
    if (!dialog.open) dialog.showModal();
    kept.take("closed");
  }

  function showProblems() {
    const { count, problems, number, later } = state;
    const words = `${count} ${count === 1 ? "problem" : "problems"}`;
    reopen.hidden = count === 0;
    reopen.textContent = words;
    if (dialog.dataset.number === String(number)) return;
    dialog.dataset.number = number;
    title.textContent = `${words}: nothing built`;
    list.replaceChildren(...problems.map(item));
    const rest = count - problems.length;
    more.textContent = [rest ? `${rest} more are in the terminal.` : "", later].join(" ").trim();
    if (count === 0) dialog.close();
    else if (kept.get("closed") !== String(number)) open();
  }

  dialog.addEventListener("close", () => {
    if (state.count) kept.set("closed", state.number);
  });

  function swapStyles() {
    swapped = state.look;
    for (const link of document.querySelectorAll('link[rel~="stylesheet"]')) {
      const address = new URL(link.href);
      if (address.origin !== location.origin || address.pathname.startsWith(RESERVED)) continue;
      address.searchParams.set("preview", state.look);
      const fresh = link.cloneNode();
      fresh.href = address.href;
      fresh.addEventListener("load", () => link.remove()); // only now, or the page would be without styles for a moment
      fresh.addEventListener("error", () => link.remove());
      link.after(fresh);
    }
  }

  function apply() {
    if (leaving) return;
    if (state.key !== key) {
      leaving = true;
      kept.set("scroll", JSON.stringify([location.pathname, scrollX, scrollY]));
      location.reload();
      return;
    }
    if (state.look !== swapped) swapStyles();
    status.textContent = state.building ? `Building for ${state.building} s …` : "";
    desk.href = state.desk;
    draft.hidden = !state.draft;
    own.hidden = !state.own;
    if (state.own) own.replaceWith(Object.assign(own, { href: state.own.open, textContent: `✎ ${state.own.place}` }));
    markFacts(state.places);
    showProblems();
    host.dataset.number = state.number;
  }

  async function ask() {
    again = true;
    if (asking) return;
    asking = true;
    try {
      while (again) {
        again = false;
        const answer = await fetch(`${RESERVED}state?path=${encodeURIComponent(location.pathname)}`, { cache: "no-store" });
        state = await answer.json();
        apply();
      }
    } catch {
      // The preview was ended; livereload's script connects again when it is back, and then asks again.
    } finally {
      asking = false;
    }
  }

  // livereload's script makes a plugin of this and hands it every reload request of the server.
  window.LiveReloadPluginPreview = class {
    static identifier = "preview";
    static version = "1";
    reload() {
      ask();
      return true;
    }
  };
  document.addEventListener("LiveReloadConnect", ask); // what was built since the page was sent
  addEventListener("pageshow", (event) => event.persisted && ask());

  document.head.append(make("link", { rel: "stylesheet", href: `${RESERVED}preview-page.css` }));
  document.body.append(host);
  const [path, x, y] = JSON.parse(kept.take("scroll") ?? "[]");
  if (path === location.pathname) {
    const back = () => scrollTo({ left: x, top: y, behavior: "instant" });
    back();
    addEventListener("load", back);
  }
})();
