"use strict";
// Loads textual-serve's terminal once the font is there, and says what became of the game when its socket closes.

const WORDS = { 1000: "quit", 4000: "quit", 4001: "idle", 4002: "elsewhere", 4003: "broken" };
const KEYS = { escape: "\x1b", up: "\x1b[A", down: "\x1b[B", space: " ", enter: "\r" };
const SOON = 2000; // milliseconds between two tries to reach the server again

const terminal = document.getElementById("terminal");
let socket;

const typing = () => terminal.querySelector("textarea");

function tell(when) {
  for (const section of document.querySelectorAll("[data-when]")) {
    section.hidden = section.dataset.when !== when;
  }
  document.body.classList.add("told");
  document.querySelector(`[data-when="${when}"] a`).focus();
}

async function tryAgain() {
  for (;;) {
    await new Promise((done) => setTimeout(done, SOON));
    try {
      if ((await fetch("/alive", { cache: "no-store" })).ok) break;
    } catch {
      // still away
    }
  }
  location.reload();
}

// textual.js keeps its socket to itself; this is how its opening and its close code are seen.
window.WebSocket = class extends WebSocket {
  constructor(...where) {
    super(...where);
    socket = this;
    let opened = false;
    this.addEventListener("open", () => {
      opened = true;
      // A finger on the page takes a choice; a keyboard would cover it, and comes when it is asked for.
      typing().inputMode = matchMedia("(pointer: coarse)").matches ? "none" : "text";
      typing().focus();
    });
    this.addEventListener("close", (event) => {
      if (WORDS[event.code]) {
        tell(WORDS[event.code]);
      } else if (opened) {
        tell("lost");
        tryAgain();
      } else {
        tell("unreached");
      }
    });
  }
};

document.getElementById("keys").addEventListener("click", (event) => {
  const key = event.target.dataset.key;
  if (KEYS[key]) {
    socket.send(JSON.stringify(["stdin", KEYS[key]]));
  } else if (key === "letters") {
    typing().inputMode = typing().inputMode === "none" ? "text" : "none";
    typing().blur();
    typing().focus();
  }
});

window.addEventListener("load", async () => {
  // Forty-four columns at the least, if that leaves letters one can read.
  const size = Math.max(10, Math.min(16, Math.floor(window.innerWidth / 44 / 0.6)));
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  terminal.dataset.fontSize = size;
  terminal.dataset.sessionWebsocketUrl = `${scheme}//${location.host}/ws`;
  const styles = ["", "bold ", "italic ", "italic bold "];
  await Promise.allSettled(styles.map((style) => document.fonts.load(`${style}${size}px "Roboto Mono"`)));
  const script = document.createElement("script");
  script.src = "/static/textual.js";
  script.onload = () => window.onload();
  document.head.append(script);
});
