// Comfort on the workbench: the page works, and reckons, without this file.
"use strict";

const workbench = document.querySelector("[data-workbench]");

// What is accepted, while one chooses. The server reckons for itself.
const euros = new Intl.NumberFormat("nl-NL", { maximumFractionDigits: 0 });
function shown(amount) {
  return `${amount < 0 ? "−" : ""}€\u00a0${euros.format(Math.abs(amount))}`;
}
function acceptedOf(line) {
  const amount = Number(line.dataset.amount);
  switch (line.querySelector("input[type=radio]:checked")?.value) {
    case "accepted":
      return amount;
    case "partly":
      return Number(line.querySelector("[name$=-part]").value.replace(/[^\d-]/g, "")) || 0;
    default:
      return 0;
  }
}
function reckon() {
  const lines = [...workbench.querySelectorAll("[data-amount]")];
  const total = lines.reduce((sum, line) => sum + acceptedOf(line), 0);
  document.querySelectorAll("[data-accepted]").forEach((output) => {
    output.textContent = shown(total);
  });
}

// Who leaves with unsaved work is asked first.
let touched = false;
let sending = false;
if (workbench) {
  workbench.addEventListener("input", () => {
    touched = true;
    if (workbench.querySelector("[data-amount]")) reckon();
  });
  workbench.addEventListener("submit", () => {
    sending = true;
  });
  window.addEventListener("pageshow", () => {
    sending = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (touched && !sending) event.preventDefault();
  });
}

// "Vraag stellen" beside a line says which line the question is about.
document.querySelectorAll("[data-asks-about]").forEach((link) => {
  link.addEventListener("click", () => {
    document.querySelector("#id_about").value = link.dataset.asksAbout;
    document.querySelector("#id_question").focus();
  });
});
