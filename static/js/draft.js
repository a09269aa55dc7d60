// Comfort on a page with a draft: totals while one types, and nothing lost with a session or a line.
"use strict";

const draft = document.querySelector("[data-draft]");
const kept = `draft:${location.pathname}`;
const said = document.querySelector("#opgeslagen");
const isText = (field) => field.name && field.type !== "hidden" && field.type !== "submit";
const fields = () => [...draft.elements].filter(isText);

// What the server holds of each field, as far as this page knows.
const held = new Map(fields().map((field) => [field.name, field.value]));

// -- Totals ------------------------------------------------------------------------------------

// As the server reads an amount: points between thousands, no cents.
const readAmount = (text) => {
  const typed = text.trim().replace(/^€\s*|\s*€$/g, "").replace("−", "-");
  if (!typed) return 0;
  const found = /^(-?)\s*(\d{1,3}(?:\.\d{3})+|\d+)(?:,(?:0{1,2}|-))?$/.exec(typed);
  return found ? Number(found[1] + found[2].replaceAll(".", "")) : NaN;
};

const euro = (amount) => {
  const digits = Math.abs(amount).toLocaleString("nl-NL", { maximumFractionDigits: 0 });
  return `${amount < 0 ? "-" : ""}€\u00a0${digits}`;
};

const addUp = () => {
  const rows = document.querySelectorAll("#totalen dd");
  if (rows.length < 2) return;
  const lines = fields().filter((field) => /^deel-[1-9]\d*-amount$/.test(field.name));
  const total = lines.reduce((sum, field) => sum + readAmount(field.value), 0);
  const spent = draft.elements["deel-0-spent"];
  const told = [total, spent.value.trim() ? readAmount(spent.value) : NaN];
  told.push(told[1] - told[0]);
  rows.forEach((row, place) => {
    const words = Number.isNaN(told[place]) ? "nog niet te berekenen" : euro(told[place]);
    row.replaceChildren(words);
  });
};

// -- What was typed and is not held by the server yet lies in this tab, until it is ---------------

const keep = () => {
  const typed = fields()
    .filter((field) => field.value !== held.get(field.name))
    .map((field) => [field.name, held.get(field.name), field.value]);
  if (typed.length) sessionStorage.setItem(kept, JSON.stringify(typed));
  else sessionStorage.removeItem(kept);
};

const restore = () => {
  const typed = JSON.parse(sessionStorage.getItem(kept) ?? "[]");
  const notice = document.querySelector("[data-restored]");
  const list = document.querySelector("[data-restored-list]");
  typed.forEach(([name, before, text]) => {
    const field = draft.elements[name];
    if (field?.value === text) return;
    notice.hidden = false;
    if (field?.value === before) {
      field.value = text;
      return;
    }
    // A colleague was there in the meantime: the text is shown, never put over it.
    const item = document.createElement("li");
    const where = field ? document.querySelector(`label[for="${field.id}"]`)?.textContent : "";
    item.textContent = `${where || "Weggehaalde regel"}: een collega wijzigde dit. U typte: ${text}`;
    list.append(item);
  });
  if (!notice.hidden) draft.dispatchEvent(new Event("input", { bubbles: true }));
};

let sent = new Map();
draft.addEventListener("input", () => {
  addUp();
  keep();
});
draft.addEventListener("htmx:beforeRequest", () => {
  sent = new Map(fields().map((field) => [field.name, field.value]));
});
// Where the answer is another page, somebody has to sign in again first.
draft.addEventListener("htmx:beforeSwap", (event) => {
  const answered = new URL(event.detail.xhr.responseURL, location.href).pathname;
  if (answered === location.pathname && event.detail.xhr.status < 400) return;
  event.detail.shouldSwap = false;
  said.textContent =
    "Nog niet opgeslagen: uw sessie is verlopen. Vernieuw deze pagina en meld u opnieuw aan. Wat u typte, komt dan terug.";
});
draft.addEventListener("htmx:sendError", () => {
  said.textContent =
    "Nog niet opgeslagen: er is geen verbinding. Wat u typte, blijft in dit venster bewaard.";
});
draft.addEventListener("htmx:afterSwap", () => {
  if (said.querySelector(".pmg-text--danger")) return;
  sent.forEach((text, name) => held.set(name, text));
  keep();
  addUp();
});
draft.addEventListener("submit", keep);

// After htmx, so that it hears of what came back, and saves it.
document.addEventListener("DOMContentLoaded", () => {
  restore();
  addUp();
});
