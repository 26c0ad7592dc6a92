// Open pages ask every second for what has changed. What has not changed stays in its place, with
// the focus, the scroll position and the selection.
"use strict";

function keep(old, fresh) {
  if (old.isEqualNode(fresh)) {
    return;
  }
  if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName || old.id !== fresh.id) {
    old.replaceWith(fresh);
    return;
  }
  if (old.nodeType !== Node.ELEMENT_NODE) {
    old.nodeValue = fresh.nodeValue;
    return;
  }
  for (const name of old.getAttributeNames()) {
    if (!fresh.hasAttribute(name)) {
      old.removeAttribute(name);
    }
  }
  for (const name of fresh.getAttributeNames()) {
    if (old.getAttribute(name) !== fresh.getAttribute(name)) {
      old.setAttribute(name, fresh.getAttribute(name));
    }
  }
  const olds = [...old.childNodes];
  const freshes = [...fresh.childNodes];
  freshes.forEach((node, i) => (i < olds.length ? keep(olds[i], node) : old.append(node)));
  olds.slice(freshes.length).forEach((node) => node.remove());
}

function focusAgain(id) {
  const again = id && document.activeElement === document.body && document.getElementById(id);
  if (again) {
    again.focus({ preventScroll: true });
  }
}

htmx.defineExtension("keep", {
  isInlineSwap: (style) => style === "keep",
  handleSwap: (style, target, fragment) => {
    const fresh = fragment.querySelector("main");
    if (style !== "keep" || !fresh) {
      return false;
    }
    const focused = document.activeElement.id;
    keep(target, fresh);
    focusAgain(focused);
    return [target];
  },
});

const away = document.getElementById("away");

document.addEventListener("htmx:sendError", () => {
  if (away.hidden) {
    away.textContent =
      "The program does not answer since " + new Date().toLocaleTimeString() + ": what you see is older.";
    away.hidden = false;
  }
});

document.addEventListener("htmx:beforeOnLoad", () => {
  away.hidden = true;
});
