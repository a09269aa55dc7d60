// Comfort on a form with an amount per grant year: what it adds up to while one types.
// The server reckons for itself.
"use strict";

const CENTS = 100;

// As the server reads an amount: points between thousands, a comma before cents; in cents.
function centsOf(text) {
  const found = /^€?\s*(\d{1,3}(?:\.\d{3})+|\d{1,12})(?:,(\d{2})|,-)?\s*€?$/.exec(text.trim());
  return found ? Number(found[1].replaceAll(".", "")) * CENTS + Number(found[2] ?? 0) : 0;
}

function shown(cents) {
  const amount = Math.abs(cents) / CENTS;
  const digits = Number.isInteger(amount) ? 0 : 2;
  const said = amount.toLocaleString("nl-NL", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return `${cents < 0 ? "−" : ""}€\u00a0${said}`;
}

function reckon() {
  const room = document.querySelector("#ruimte");
  if (!room) return;
  const fields = [...document.querySelectorAll("input[name^=amount_]")];
  const filled = fields.reduce((sum, field) => sum + centsOf(field.value), 0);
  const cents = (name) => Math.round(Number(room.dataset[name]) * CENTS);
  room.querySelector("[data-filled]").textContent = shown(filled);
  room.querySelector("[data-left]").textContent = shown(cents("free") + cents("held") - filled);
}

document.addEventListener("input", (event) => {
  if (event.target.name?.startsWith("amount_")) reckon();
});
document.addEventListener("htmx:afterSettle", reckon);
