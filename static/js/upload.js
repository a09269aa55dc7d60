// Comfort when uploading: drag or choose, progress, and an interrupted upload is simply sent again.
"use strict";

const uploadOf = (event) => event.target.closest?.("[data-upload]");
const tell = (form, words) => {
  form.querySelector("[data-upload-said]").textContent = words;
};
const bar = (form) => form.querySelector("progress");

["dragover", "dragleave", "drop"].forEach((kind) => {
  document.addEventListener(kind, (event) => {
    const form = uploadOf(event);
    if (!form || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    form.classList.toggle("pmg-upload--over", kind === "dragover");
    if (kind !== "drop") return;
    const field = form.querySelector("input[type=file]");
    if (event.dataTransfer.files.length > 1 && !field.multiple) {
      tell(form, "Hier past één bestand. Kies er één.");
      return;
    }
    field.files = event.dataTransfer.files;
    tell(form, `Gekozen: ${[...field.files].map((file) => file.name).join(", ")}`);
  });
});

document.addEventListener("htmx:xhr:progress", (event) => {
  const form = uploadOf(event);
  if (!form || !event.detail.lengthComputable || !event.detail.total) return;
  const part = Math.round((100 * event.detail.loaded) / event.detail.total);
  bar(form).hidden = false;
  bar(form).value = part;
  tell(form, part < 100 ? `${part}% geüpload` : "Geüpload. Wij bewaren het bestand.");
});

const failed = (event) => {
  const form = uploadOf(event);
  if (!form) return;
  bar(form).hidden = true;
  tell(
    form,
    "Het uploaden is onderbroken. Uw keuze staat er nog: kies opnieuw uploaden. Er is niets dubbel bewaard.",
  );
};
["htmx:sendError", "htmx:timeout", "htmx:responseError"].forEach((kind) =>
  document.addEventListener(kind, failed),
);

// The page that comes back takes the place of this one: what is wrong is read out and seen at once.
document.addEventListener("htmx:afterSettle", () => {
  document.querySelector("[data-error-summary]")?.focus();
});
