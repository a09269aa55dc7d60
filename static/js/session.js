// Told before the session ends, and when it has ended: nobody types for nothing.
"use strict";

const place = document.querySelector("[data-session-alert]");
const seconds = Number(place?.dataset.sessionAlert);
const SEEN = "session-seen";
const WARN_BEFORE = 5 * 60 * 1000;
let timer;

const say = (text, action) => {
  const shown = document.querySelector("[data-session-template]").content.cloneNode(true);
  shown.querySelector("[data-text]").textContent = text;
  shown.querySelector("[data-action]").replaceWith(action);
  place.replaceChildren(shown);
};

const button = (text, onClick) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "utrecht-link-button utrecht-link-button--html-button";
  made.textContent = text;
  made.addEventListener("click", onClick);
  return made;
};

// In another tab, so that what was typed here stays.
const signIn = () => {
  const link = document.createElement("a");
  link.className = "nl-link";
  link.href = "/";
  link.target = "_blank";
  link.textContent = "Log opnieuw in (opent in een nieuw tabblad)";
  return link;
};

const ended = (text) => {
  clearTimeout(timer);
  if (!place.querySelector("[data-ended]")) {
    say(text, signIn());
    place.firstElementChild.dataset.ended = "yes";
  }
};

const left = () => Number(localStorage.getItem(SEEN)) + seconds * 1000 - Date.now();

// Any page renews the session. Whoever signed in again got a new token, which the forms here need.
const stay = async () => {
  const answer = await fetch(place.dataset.stay, { cache: "no-store" }).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = page.querySelector("[name=csrfmiddlewaretoken]");
  if (!token) return ended(place.dataset.ended);
  document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => {
    field.value = token.value;
  });
  place.replaceChildren();
  seen();
};

const warn = () => {
  if (left() > WARN_BEFORE) return wait(); // another tab was at work in the meantime
  if (left() <= 0) return ended(place.dataset.ended);
  const at = new Date(Date.now() + left());
  const hour = at.toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" });
  say(
    `U wordt om ${hour} uitgelogd, omdat u een tijd geen pagina hebt geopend.`,
    button("Ingelogd blijven", stay),
  );
  timer = setTimeout(warn, left() + 1000);
};

const wait = () => {
  clearTimeout(timer);
  timer = setTimeout(warn, Math.max(0, left() - WARN_BEFORE));
};

const seen = () => {
  localStorage.setItem(SEEN, Date.now());
  wait();
};

if (place) {
  seen();
  // A computer that slept has not counted on.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    if (place.querySelector("[data-ended]")) stay();
    else wait();
  });
  document.body.addEventListener("htmx:beforeOnLoad", (event) => {
    if (event.detail.xhr.status === 401) ended(event.detail.xhr.responseText);
    else seen();
  });
}
