/* The line to the house: one long poll that is never let go, and messages sent one after the other. */

const MESSAGES = "/phone/messages";
const HEADERS = { "Content-Type": "application/json", "X-Aabendoer": "phone" };
const PATIENCE = 15000;
const PATIENCE_OF_POLL = 40000; // the house answers a poll within 20 s; after twice that the line is dead
const LONGEST_PAUSE = 15000;

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

/* fetch that gives up in time. `ends` gets a function that ends it early, where the browser can. */
async function reach(url, options, patience = PATIENCE, ends = null) {
  const control = window.AbortController ? new AbortController() : null;
  const end = () => control && control.abort();
  const timer = setTimeout(end, patience);
  if (ends) ends(end);
  const signal = control ? { signal: control.signal } : {};
  try {
    return await fetch(url, Object.assign({ credentials: "same-origin", cache: "no-store" }, signal, options));
  } finally {
    clearTimeout(timer);
  }
}

/* Become somebody new: a fresh cookie, and the house forgets the conversation. False, after a while: not now. */
export async function forget(person) {
  try {
    if ((await reach(`/phone/forget?person=${person}`, { method: "POST", headers: HEADERS })).ok) return true;
  } catch (problem) { /* no line: the same as a refusal */ }
  await sleep(1000);
  return false;
}

/* The demonstration: a one-time code for a role in a town, "" where there is none. */
export async function codeFor(role, town) {
  const answer = await reach("/phone/code", { method: "POST", headers: HEADERS, body: JSON.stringify({ role, town }) });
  return answer.ok ? (await answer.json()).code : "";
}

/* Send one message, and once more with a new cookie if the old one is gone. Throws when it did not arrive. */
export async function send(person, body) {
  const post = () => reach(`${MESSAGES}?person=${person}`, {
    method: "POST", headers: HEADERS, body: JSON.stringify(body),
  });
  let answer = await post();
  if (answer.status === 401) {
    await forget(person);
    answer = await post();
  }
  if (!answer.ok) throw new Error(String(answer.status));
}

/* Listen as `person` until the returned function is called. `heard` gets new messages, `linked` true or false and what
   else is wrong, in words. */
export function listen(person, heard, linked) {
  let cursor = "";
  let live = true;
  let failures = 0;
  let stop = () => {};
  let wake = () => {};

  async function poll() {
    // The first question, and one after a failure, is answered at once: it tells whether the line works.
    const wait = cursor === "" || failures ? "&wait=0" : "";
    const url = `${MESSAGES}?person=${person}&after=${encodeURIComponent(cursor)}${wait}`;
    const answer = await reach(url, {}, PATIENCE_OF_POLL, (end) => { stop = end; });
    if (answer.status === 401 && failures === 0) await forget(person);
    if (!answer.ok) throw new Error(String(answer.status));
    const news = await answer.json();
    if (!live) return;
    cursor = news.cursor;
    failures = 0;
    if (news.messages.length) heard(news.messages);
    else if (!wait) await sleep(200); // a house that is closing answers at once
    linked(true, news.trouble);
  }

  async function keepOn() {
    while (live) {
      try {
        await poll();
      } catch (problem) {
        if (!live) return;
        failures += 1;
        if (failures > 1 || cursor === "" || navigator.onLine === false) linked(false);
        const pause = Math.min(1000 * Math.pow(2, failures - 1), LONGEST_PAUSE);
        await Promise.race([sleep(pause), new Promise((done) => { wake = done; })]);
      }
    }
  }

  const hurry = () => wake();
  const cut = () => { linked(false); stop(); };
  window.addEventListener("online", hurry);
  window.addEventListener("offline", cut);
  document.addEventListener("visibilitychange", hurry);
  keepOn();
  return () => {
    live = false;
    stop();
    wake();
    window.removeEventListener("online", hurry);
    window.removeEventListener("offline", cut);
    document.removeEventListener("visibilitychange", hurry);
  };
}
