// The card of a name, or of a statement, a time or a meeting in the text: it comes with the pointer, the focus or a tap, stays while the pointer is on it, and goes with Esc. Without this
// script the style sheet shows the same words under the line.

const WAIT = 140; // milliseconds: to come, so that a passing pointer brings nothing, and to go, so that the pointer can reach the card
const GAP = 6; // pixels between the words and their card, and between the card and the edge of the screen

const cards = new Map([...document.querySelectorAll(".card")].map((card) => [card.dataset.for, card]));
const supported = cards.size > 0 && "popover" in HTMLElement.prototype;
let shown = null; // {card, name}
let timer = 0;

const TOLD = "a[aria-describedby^='card-'], [data-tells]";
const layer = (name) => document.getElementById(name.dataset.layer ?? (name.classList.contains("in-name") ? "show-names" : "show-references"));

// What is told of where the pointer is: the innermost of what is shown.
function named(target) {
  let found = target instanceof Element ? target.closest(TOLD) : null;
  while (found && !layer(found)?.checked) found = found.parentElement.closest(TOLD);
  return found;
}

function hide() {
  clearTimeout(timer);
  if (!shown) return;
  shown.card.hidePopover();
  shown.name.classList.remove("carded");
  shown = null;
}

// Under the words (those of them that the pointer is on, where they go on in another line), else over them; never off the screen.
function place(card, name, point) {
  const boxes = [...name.getClientRects()];
  const box = boxes.find((one) => point && one.top <= point.y && point.y <= one.bottom) ?? boxes[0];
  const { width, height } = card.getBoundingClientRect();
  const start = document.dir === "rtl" || getComputedStyle(name).direction === "rtl" ? box.right - width : box.left;
  const below = box.bottom + GAP;
  const top = below + height <= innerHeight || box.top < height + 2 * GAP ? below : box.top - height - GAP;
  card.style.left = `${Math.max(GAP, Math.min(start, document.documentElement.clientWidth - width - GAP))}px`;
  card.style.top = `${top}px`;
}

function show(name, point) {
  clearTimeout(timer);
  if (!layer(name)?.checked || shown?.name === name) return;
  hide();
  const card = cards.get(name.dataset.tells ?? name.getAttribute("aria-describedby"));
  if (!card) return;
  // Names that are alike share a card; which of them is to be corrected the form is told by its characters.
  const correct = card.querySelector("[data-corrects]");
  if (correct && name.dataset.at) {
    const form = new URL(correct.href);
    form.searchParams.set("at", name.dataset.at);
    correct.href = form;
  }
  card.showPopover();
  place(card, name, point);
  name.classList.add("carded");
  shown = { card, name };
}

function later(act) {
  clearTimeout(timer);
  timer = setTimeout(act, WAIT);
}

if (supported) {
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const name = named(event.target);
    const point = { x: event.clientX, y: event.clientY };
    if (name) later(() => show(name, point));
    else if (shown?.card.contains(event.target)) clearTimeout(timer);
    else if (!shown?.name.matches(":focus-visible")) later(hide);
  });
  document.addEventListener("focusin", (event) => {
    const name = named(event.target);
    if (name?.matches(":focus-visible")) show(name);
    else if (!shown?.card.contains(event.target)) hide();
  });
  // The first tap shows the card, which has a link; a second one follows the name's own.
  let finger = false;
  document.addEventListener("pointerdown", (event) => (finger = event.pointerType === "touch"));
  document.addEventListener("click", (event) => {
    const name = named(event.target);
    if (finger && name?.dataset.tells) {
      if (shown?.name === name) hide();
      else show(name, { x: event.clientX, y: event.clientY });
    } else if (finger && name && shown?.name !== name && layer(name)?.checked) {
      event.preventDefault();
      show(name, { x: event.clientX, y: event.clientY });
    } else if (!name && !shown?.card.contains(event.target)) hide();
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  addEventListener("scroll", hide, { passive: true });
  addEventListener("resize", hide);
}
