// The desk with the keyboard alone, and words chosen by selecting them. Everything can be done by plain forms without this script.

const token = document.querySelector('input[name="csrf"]')?.value;
const queue = document.querySelector("[data-queue]");
const cards = [...document.querySelectorAll("[data-card]")];
const said = document.getElementById("said");
const done = [];

const typing = (event) => event.target.closest("input, textarea, select");

// The queue: one card is current; it has the focus, or did last.
let current = 0;

function show(index) {
  const left = cards.filter((card) => !card.classList.contains("done"));
  if (!left.length) return;
  current = Math.min(Math.max(index, 0), cards.length - 1);
  cards[current].focus({ preventScroll: true });
  cards[current].scrollIntoView({ block: "nearest" });
}

function step(by) {
  let at = current + by;
  while (cards[at]?.classList.contains("done")) at += by;
  if (cards[at]) show(at);
}

async function send(form) {
  const answer = await fetch(form.action, {
    method: "POST",
    headers: { Accept: "application/json", "X-CSRF-Token": token },
    body: new URLSearchParams(new FormData(form)),
  });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.error.message);
  return told;
}

async function judge(card, form) {
  const label = form.querySelector("button").textContent.replace(/\s\S$/, "").trim();
  card.setAttribute("aria-busy", "true");
  try {
    const told = await send(form);
    // Of what several pages tell, each page has an entry; they are taken back together.
    const ids = told.judged.map((one) => one.judgement.id);
    done.push({ card, ids });
    tell(card, label, ids);
    step(1);
  } catch (error) {
    tell(card, error.message);
  } finally {
    card.removeAttribute("aria-busy");
  }
}

// What became of a card, with the way to what it changed and back.
function tell(card, words, ids) {
  card.querySelector(".outcome")?.remove();
  const line = document.createElement("p");
  line.className = "outcome";
  line.append(Object.assign(document.createElement("b"), { textContent: words }));
  const title = card.querySelector(".who-said");
  if (title) line.append(Object.assign(document.createElement("span"), { className: "why", textContent: title.textContent.trim().replace(/\s+/g, " ") }));
  if (ids) {
    const query = new URLSearchParams({ also: ids.slice(1).join(","), back: location.pathname + location.search });
    const what = Object.assign(document.createElement("a"), { textContent: queue.dataset.what, href: `/judgement/${ids[0]}?${query}` });
    const back = Object.assign(document.createElement("button"), { type: "button", textContent: queue.dataset.undo });
    back.addEventListener("click", () => undo(card));
    line.append(what, back);
  }
  card.classList.toggle("done", Boolean(ids));
  card.append(line);
  if (said) said.textContent = words;
}

async function undo(of) {
  const at = of ? done.findIndex((one) => one.card === of) : done.length - 1;
  if (at < 0) return;
  const [{ card, ids }] = done.splice(at, 1);
  const form = new URLSearchParams(ids.map((id) => ["id", id]));
  const answer = await fetch("/undo", { method: "POST", headers: { Accept: "application/json", "X-CSRF-Token": token }, body: form });
  if (!answer.ok) {
    tell(card, (await answer.json()).error.message);
    return;
  }
  card.classList.remove("done");
  card.querySelector(".outcome")?.remove();
  if (said) said.textContent = queue.dataset.undone;
  show(cards.indexOf(card));
}

if (queue) {
  for (const card of cards) {
    card.addEventListener("focusin", () => { current = cards.indexOf(card); });
    for (const form of card.querySelectorAll("form")) {
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        judge(card, form);
      });
    }
  }
  if (cards.length) {
    cards[0].focus({ preventScroll: true });
  }
}

function press(key) {
  const scope = queue ? cards[current] : document.querySelector("main");
  const made = scope?.querySelector(`[data-key="${key}"]`);
  if (!made) return false;
  if (made.matches("form")) made.requestSubmit();
  else made.click();
  return true;
}

document.addEventListener("keydown", (event) => {
  const form = document.getElementById("correct");
  if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
    return;
  }
  if (form && event.key === "Escape" && !event.isComposing) {
    // A list of suggestions goes first, by itself; then from an input to the text, so that nothing is lost by one key too many.
    if (event.target.getAttribute?.("aria-expanded") === "true") return;
    if (typing(event)) event.target.blur();
    else location.assign(form.querySelector("a.button").href);
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event)) return;
  if (event.key === "?") {
    const help = document.getElementById("help");
    if (help) {
      help.open = !help.open;
      if (help.open) help.scrollIntoView({ block: "nearest" });
      event.preventDefault();
    }
    return;
  }
  if (queue && (event.key === "j" || event.key === "k")) {
    event.preventDefault();
    event.stopImmediatePropagation();
    step(event.key === "j" ? 1 : -1);
  } else if (queue && event.key === "u") {
    event.preventDefault();
    undo();
  } else if (queue && event.key === "e") {
    const link = cards[current]?.querySelector("[data-evidence]");
    if (link) location.assign(link.href);
  } else if (event.key.length === 1 && !picking(event) && press(event.key)) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}, true);

// Words chosen in the page's text. Code points, not the halves in which scripts count letters beyond the first plane.
const text = document.getElementById("text");
const picks = document.getElementById("picks");
const points = (string) => [...string].length;

function chosen() {
  const selection = getSelection();
  if (!text || !selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
  const before = document.createRange();
  before.selectNodeContents(text);
  before.setEnd(range.startContainer, range.startOffset);
  const words = range.toString();
  // Spaces around a word that was chosen as a whole aren't meant.
  const lead = words.length - words.trimStart().length;
  const kept = words.trim();
  if (!kept) return null;
  const start = Number(text.dataset.start) + points(before.toString()) + points(words.slice(0, lead));
  return { start, end: start + points(kept), words: kept, entity: named(range) };
}

// Whom the chosen words name, where they hold one name, or stand in it.
function named(range) {
  const held = [...text.querySelectorAll("[data-entity]")].filter((one) => range.intersectsNode(one));
  const names = new Set(held.map((one) => one.dataset.entity));
  return names.size === 1 ? held[0].dataset.entity : null;
}

function offer() {
  const found = chosen();
  if (!picks) return;
  picks.hidden = !found;
  if (found) document.getElementById("picked").textContent = `«${found.words}»`;
}

function take(field) {
  const found = chosen();
  if (!found) return;
  const form = document.getElementById("correct");
  const span = `${found.start},${found.end}`;
  if (field === "f.speaker") {
    form.elements.words.value = span;
    if (found.entity) form.elements["f.speaker"].value = found.entity;
  } else {
    form.elements[field].value = span;
  }
  const shown = form.querySelector(`[data-of="${field === "f.speaker" ? "words" : field}"]`);
  if (shown) shown.textContent = `«${found.words}»`;
  getSelection().removeAllRanges();
  picks.hidden = true;
  form.elements[field].focus();
}

// A key says what chosen words are.
function picking(event) {
  if (!picks || picks.hidden) return false;
  const button = [...picks.querySelectorAll("[data-pick]")].find((one) => one.querySelector("kbd")?.textContent === event.key);
  if (!button) return false;
  event.preventDefault();
  take(button.dataset.pick);
  return true;
}

if (text) {
  document.addEventListener("selectionchange", offer);
  for (const button of picks.querySelectorAll("[data-pick]")) {
    // Before the tap takes the selection away.
    button.addEventListener("pointerdown", (event) => event.preventDefault());
    button.addEventListener("click", () => take(button.dataset.pick));
  }
  // Arrows choose word by word; with Shift they extend what is chosen. To the left is onward in Arabic.
  text.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: "forward", ArrowRight: "backward", ArrowDown: "forward", ArrowUp: "backward" }[event.key];
    if (!way || event.altKey || event.metaKey) return;
    event.preventDefault();
    const unit = event.key === "ArrowDown" || event.key === "ArrowUp" ? "line" : event.ctrlKey ? "character" : "word";
    const selection = getSelection();
    if (!selection.rangeCount || !text.contains(selection.anchorNode)) {
      const from = text.querySelector("mark") ?? text;
      selection.collapse(from, 0);
    }
    if (!event.shiftKey) {
      if (way === "forward") selection.collapseToEnd();
      else selection.collapseToStart();
      if (unit === "line") selection.modify("move", way, "line");
      else if (way === "backward") selection.modify("move", "backward", "word");
    }
    selection.modify("extend", event.shiftKey || unit === "character" ? way : "forward", unit === "line" ? (event.shiftKey ? "line" : "word") : unit);
    if (!event.shiftKey && way === "forward" && !selection.toString().trim()) selection.modify("extend", "forward", "word");
  });
  const mark = text.querySelector("mark");
  if (mark) text.scrollTop = mark.offsetTop - text.offsetTop - text.clientHeight / 3;
  for (const form of document.querySelectorAll("form")) {
    form.addEventListener("submit", (event) => { if (form.dataset.sent) event.preventDefault(); form.dataset.sent = "1"; });
  }
}
