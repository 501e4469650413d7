/* What is seen of a conversation: bubbles, buttons, times. It sends nothing and knows no network. */

const words = document.getElementById("words").dataset;
const NEAR = 120000; // messages of one side within two minutes stand as one group

/* Eight digits in the Danish ways of writing them, 116 xxx, or a short number. */
const NUMBER = /((?:\+45 ?)?\b(?:\d{2} \d{2} \d{2} \d{2}|\d{2} \d{3} \d{3}|\d{8})\b|\b116 ?\d{3}\b|\b(?:112|113|114|1813|1888)\b)/;
/* 112 to 114 are telephone numbers only where the words before say so: a house can be no. 112 too. */
const RINGS = /(?:\b(?:ring\w*|kald\w*|tlf\.?|telefon\w*|nummer\w*|sms|call|phone|til|eller|på|or|on|og|and)|[:(/])\s*$|^\s*$|\n\s*$/i;

export function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

function button(label, act, className) {
  const made = make("button", className, label);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

/* `text` with its telephone numbers as links to ring; everything else stays plain text. */
export function withNumbers(text) {
  const line = document.createDocumentFragment();
  let before = "";
  text.split(NUMBER).forEach((piece, index) => {
    const rings = index % 2 === 1 && (piece.length > 3 || RINGS.test(before));
    if (rings) {
      const link = make("a", "", piece);
      link.href = "tel:" + piece.replace(/ /g, "");
      line.appendChild(link);
    } else {
      line.appendChild(document.createTextNode(piece));
    }
    before += piece;
  });
  return line;
}

const clock = (at) => String(at.getHours()).padStart(2, "0") + "." + String(at.getMinutes()).padStart(2, "0");

function day(at) {
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(at).setHours(0, 0, 0, 0)) / 86400000);
  if (days === 0) return words.today;
  if (days === 1) return words.yesterday;
  return at.toLocaleDateString("da-DK", { weekday: "long", day: "numeric", month: "long" });
}

export class Talk {
  /* `log` holds the messages, `view` scrolls. `take(body, shown)` is called with what a button says. */
  constructor(log, view, take) {
    this.log = log;
    this.view = view;
    this.take = take;
    this.clear();
  }

  clear() {
    this.log.textContent = "";
    this.shown = new Map();
    this.last = null;
  }

  has(id) {
    return this.shown.has(id);
  }

  /* One message of either side, once. Returns its element, or null when it was here already. */
  add(message) {
    if (this.has(message.id)) return null;
    const isMine = message.from === "me";
    const element = make("div", isMine ? "message mine" : "message");
    this.shown.set(message.id, element);
    this.place(element, message, isMine);
    element.appendChild(make("span", "unseen", isMine ? words.you : words.bot));
    if (isMine) this.own(element, message);
    else this.answer(element, message);
    const time = make("time", "time", clock(new Date(message.at)));
    time.dateTime = message.at;
    element.appendChild(time);
    this.log.appendChild(element);
    return element;
  }

  place(element, message, isMine) {
    const at = new Date(message.at);
    const last = this.last;
    if (!last || last.at.toDateString() !== at.toDateString()) {
      this.log.appendChild(make("p", "day", day(at)));
    } else if (last.isMine === isMine && at - last.at < NEAR) {
      last.element.classList.add("goes-on");
      element.classList.add("joined");
    }
    this.last = { element, at, isMine };
  }

  own(element, message) {
    const text = message.position ? words.position : message.text;
    element.appendChild(make("p", message.position ? "bubble position" : "bubble", text));
    if (message.tapped) this.settle(message.tapped.slice(0, message.tapped.lastIndexOf(":")));
  }

  answer(element, message) {
    if (message.language) element.lang = message.language;
    const bubble = make("div", "bubble");
    const text = make("p");
    text.appendChild(withNumbers(message.text));
    bubble.appendChild(text);
    if (message.pages.length) bubble.appendChild(this.more(message.pages));
    element.appendChild(bubble);
    const buttons = this.buttons(message);
    if (!buttons) return;
    // A greeting's shortcut must not take the choices of the answer before it away.
    if (buttons.dataset.asks) this.settle();
    element.classList.add("has-choices");
    element.appendChild(buttons);
  }

  more(pages) {
    const more = make("details");
    more.appendChild(make("summary", "", words.more));
    pages.forEach((page) => {
      const text = make("p");
      text.appendChild(withNumbers(page));
      more.appendChild(text);
    });
    return more;
  }

  /* The answers that can be taken now. */
  buttons(message) {
    const group = make("div", "choices");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", words.choices);
    group.dataset.question = message.question;
    group.dataset.asks = message.choices.length || message.asks_position ? "yes" : "";
    message.choices.forEach(({ key, label }) => {
      const tapped = message.question + ":" + key;
      group.appendChild(button(label, (event) => this.take({ tapped }, label, event)));
    });
    if (message.asks_position) {
      group.appendChild(button(words.share, (event) => this.take({ share: true }, "", event), "where"));
    }
    message.shortcuts.forEach(({ key, label }) => {
      group.appendChild(button(label, (event) => this.take({ text: key }, key, event), "shortcut"));
    });
    return group.children.length ? group : null;
  }

  /* Take the buttons away: those of one question, or all. */
  settle(question) {
    this.log.querySelectorAll(".choices").forEach((group) => {
      if (question !== undefined && group.dataset.question !== question) return;
      group.parentNode.classList.remove("has-choices");
      group.remove();
    });
  }

  /* How an own message fares: "sending", "sent" or "unsent", which offers to try again. */
  mark(id, state, again) {
    const element = this.shown.get(id);
    if (!element) return;
    element.classList.toggle("unsent", state === "unsent");
    const old = element.querySelector(".fate");
    // Made anew at each look for the line, the button would lose the focus again and again.
    if (old && state === "unsent") return;
    if (old) old.remove();
    if (state !== "unsent") return;
    const fate = make("p", "fate", words.unsent + " ");
    fate.appendChild(button(words.again, again));
    element.appendChild(fate);
  }

  /* Do what makes the view smaller or larger, and stay at the end if it was there. */
  keep(change) {
    const wasAtEnd = this.view.scrollHeight - this.view.clientHeight - this.view.scrollTop < 40;
    change();
    if (wasAtEnd) this.follow();
  }

  /* Show the newest without pushing the beginning of `first`, the first of what just came, out of sight. */
  follow(first) {
    const bottom = this.view.scrollHeight - this.view.clientHeight;
    const top = first ? first.offsetTop - 64 : bottom;
    this.view.scrollTop = Math.min(bottom, top);
  }
}
