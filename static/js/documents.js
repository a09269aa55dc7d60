// Comfort only: arrow keys turn the pages of a document that has the focus.
"use strict";

const KEYS = { ArrowLeft: "[data-previous]", ArrowRight: "[data-next]" };
let turned = false;

document.querySelector("[data-keys]")?.removeAttribute("hidden");

document.addEventListener("keydown", (event) => {
  const viewer = event.target.closest?.("[data-viewer]");
  if (!viewer || !KEYS[event.key] || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.target.matches("input, textarea, select")) return;
  const link = viewer.querySelector(KEYS[event.key]);
  if (!link) return;
  event.preventDefault();
  turned = true;
  link.click();
});

// After a turn the new page has the focus, so that the next key turns it again.
document.addEventListener("htmx:afterSettle", () => {
  const page = document.querySelector("[data-viewer] [data-page]");
  document.querySelector("[data-keys]")?.removeAttribute("hidden");
  if (!turned || !page) return;
  turned = false;
  page.focus({ preventScroll: true });
});
