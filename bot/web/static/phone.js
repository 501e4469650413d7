/* The browser phone: what the person does, joined to the line (wire.js) and to what is seen (talk.js). */

import { forget, listen, send } from "./wire.js";
import { Talk } from "./talk.js";

const find = (id) => document.getElementById(id);
const view = find("talk");
const text = find("text");
const composer = find("composer");
const welcome = find("welcome");
const writing = find("writing");
const offline = find("offline");
const trouble = find("trouble");
const nowhere = find("nowhere");
const PATIENCE = 15000;

const talk = new Talk(find("log"), view, take);
let person = "a";
let hangUp = () => {};
let line = Promise.resolve(); // messages leave one after the other, in the order in which they were written
let unsent = [];
let hints = [];
let isSettled = false;

/* A random UUID, version 4; crypto.randomUUID is missing in older browsers and off https. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/* What has not been sent survives a reload of this tab, and nothing longer. */
const shelf = () => `unsent-${person}`;
function keepUnsent() {
  try {
    sessionStorage.setItem(shelf(), JSON.stringify(unsent));
  } catch (problem) { /* no storage: a reload loses what was not sent */ }
}
function loadUnsent() {
  try {
    return JSON.parse(sessionStorage.getItem(shelf())) || [];
  } catch (problem) {
    return [];
  }
}

/* Somebody writes: shown from half a second after sending until the answer, or until nobody believes it any more. */
function wait() {
  stopWaiting();
  hints = [
    setTimeout(() => talk.keep(() => { writing.hidden = false; }), 500),
    setTimeout(stopWaiting, PATIENCE),
  ];
}
function stopWaiting() {
  hints.forEach(clearTimeout);
  writing.hidden = true;
}

/* Show the message at once, then send it. */
export function say(body, shown) {
  const item = { body: Object.assign({ id: newId() }, body), shown, at: new Date().toISOString() };
  nowhere.hidden = true;
  unsent.push(item);
  keepUnsent();
  show(item);
  talk.follow();
  post(item);
}

function show({ body, shown, at }) {
  welcome.hidden = true;
  talk.add({ id: body.id, from: "me", text: shown, tapped: body.tapped, position: Boolean(body.position), at });
}

function post(item) {
  const sender = person;
  talk.mark(item.body.id, "sending");
  wait();
  line = line.then(async () => {
    if (sender !== person || !unsent.includes(item)) return;
    try {
      await send(sender, item.body);
      if (sender === person) arrived(item.body.id);
    } catch (problem) {
      if (sender === person && unsent.includes(item)) {
        stopWaiting();
        talk.mark(item.body.id, "unsent", () => post(item));
        talk.follow();
      }
    }
  });
}

function arrived(id) {
  const item = unsent.find(({ body }) => body.id === id);
  if (!item) return;
  unsent.splice(unsent.indexOf(item), 1);
  keepUnsent();
  talk.mark(id, "sent");
}

function heard(messages) {
  welcome.hidden = true;
  let first = null;
  messages.forEach((message) => {
    if (message.from === "me") arrived(message.id);
    const element = talk.add(message);
    if (element && message.from === "bot") {
      first = first || element;
      stopWaiting();
    }
  });
  talk.follow(first);
}

/* The line works or not. What was left unsent comes below the conversation, so only once that was fetched. */
function linked(isLinked, wrong = trouble.textContent) {
  const isBack = isLinked && (!offline.hidden || !isSettled);
  talk.keep(() => {
    offline.hidden = isLinked;
    trouble.textContent = wrong;
    trouble.hidden = !wrong;
  });
  if (!isSettled) unsent.forEach(show);
  isSettled = true;
  if (isBack) unsent.slice().forEach(post);
  else if (!isLinked) unsent.forEach(({ body }) => talk.mark(body.id, "unsent", () => unsent.slice().forEach(post)));
}

/* A button under a message was pressed. With the keyboard the focus would vanish with it: it goes on writing. */
function take(body, shown, event) {
  if (event.detail === 0) text.focus();
  if (body.share) sharePosition();
  else say(body, shown);
}

function sharePosition() {
  const fail = () => {
    nowhere.hidden = false;
    text.focus();
  };
  if (!navigator.geolocation) return fail();
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      talk.settle();
      say({ position: { lat: coords.latitude, lon: coords.longitude } }, "");
    },
    fail,
    { timeout: 15000, maximumAge: 60000 },
  );
}

function empty() {
  hangUp();
  stopWaiting();
  talk.clear();
  welcome.hidden = false;
  isSettled = false;
}

/* Go on as another invented person. */
export function become(who) {
  empty();
  person = who;
  unsent = loadUnsent();
  hangUp = listen(person, heard, linked);
}

/* Begin as somebody new. Nothing is sent before the house has forgotten the old one. */
export function beginAnew() {
  const who = person;
  empty();
  unsent = [];
  keepUnsent();
  line = line.then(async () => {
    while (!(await forget(who))) offline.hidden = false;
    if (who === person) become(who);
  });
}

function fit() {
  text.style.height = "auto";
  text.style.height = `${text.scrollHeight}px`;
}

function ask(isAsked) {
  talk.keep(() => { find("tidy-question").hidden = !isAsked; });
  find("tidy").setAttribute("aria-expanded", String(isAsked));
  find(isAsked ? "tidy-yes" : "tidy").focus();
}

text.addEventListener("input", fit);
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    submit();
  }
});
composer.addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});
function submit() {
  const said = text.value.trim();
  text.focus();
  if (!said) return;
  text.value = "";
  fit();
  say({ text: said }, said);
}

find("tidy").addEventListener("click", () => ask(find("tidy-question").hidden));
find("tidy-no").addEventListener("click", () => ask(false));
find("tidy-yes").addEventListener("click", () => {
  ask(false);
  beginAnew();
});
document.addEventListener("click", ({ target }) => {
  if (target.dataset && target.dataset.says) say({ text: target.dataset.says }, target.dataset.says);
});

/* What has the focus may go away: with its press, or with what comes from the house. Whoever uses keys, or has the page
   read aloud, then goes on writing instead of at the top; for a finger it would only bring up the keyboard. */
let held = null;
let usesKeys = false;
document.addEventListener("focusin", ({ target }) => { held = target; });
document.addEventListener("pointerdown", () => { usesKeys = false; }, true);
document.addEventListener("keydown", () => { usesKeys = true; }, true);
document.addEventListener("click", ({ detail }) => { usesKeys = usesKeys || detail === 0; }, true);
new MutationObserver(() => {
  if (usesKeys && held && !held.getClientRects().length) text.focus();
}).observe(document.body, { subtree: true, childList: true, attributeFilter: ["hidden"] });

/* Where the keyboard lies over the page instead of shortening it (iOS), the page shortens itself. */
if (window.visualViewport) {
  window.visualViewport.addEventListener("resize", () => {
    const seen = `${window.visualViewport.height}px`;
    talk.keep(() => document.documentElement.style.setProperty("--seen", seen));
  });
}

become(person);
