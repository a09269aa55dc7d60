// Comfort only: every page works without this file.
"use strict";

// The error summary gets focus, so that it is read out and seen at once.
document.querySelector("[data-error-summary]")?.focus();

// A form is sent once, also after a double click. The browser's Back button revives it.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
});

// A filter of up to a few hundred rows answers while one types.
document.querySelectorAll("[data-filters-table]").forEach((field) => {
  const rows = document.querySelectorAll(`#${field.dataset.filtersTable} tbody tr`);
  field.addEventListener("input", () => {
    const wanted = field.value.trim().toLocaleLowerCase("nl");
    rows.forEach((row) => {
      row.hidden = !row.textContent.toLocaleLowerCase("nl").includes(wanted);
    });
  });
});

// A figure is put in where the cursor stands, instead of at the end.
document.querySelectorAll("[data-inserts]").forEach((button) => {
  button.addEventListener("click", (event) => {
    const box = button.form?.querySelector("textarea");
    if (!box) return;
    event.preventDefault();
    box.setRangeText(button.dataset.inserts, box.selectionStart, box.selectionEnd, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
  });
});
