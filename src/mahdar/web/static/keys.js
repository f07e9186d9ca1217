// The keyboard, and addresses that mark characters. Everything can be read without this script.

const items = [...document.querySelectorAll("[data-item]")];

function links(item, selector) {
  return item.querySelector(selector) ?? item.querySelector("a");
}

function move(step) {
  const at = items.findIndex((item) => item.contains(document.activeElement));
  const chosen = items.findIndex((item) => item.classList.contains("on"));
  const from = at >= 0 ? at : chosen >= 0 ? chosen : step > 0 ? -1 : items.length;
  const next = items[Math.min(Math.max(from + step, 0), items.length - 1)];
  const link = next && links(next, "a");
  if (!link) return;
  link.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function evidence() {
  const item = items.find((candidate) => candidate.contains(document.activeElement));
  const link = item && links(item, "[data-evidence]");
  if (link) location.assign(link.href);
}

// The search, which every face has in its head.
function find() {
  const field = document.getElementById("q");
  field.focus();
  field.select();
}

// The form of what the card tells that is shown, or of the item where the reader is; else of what the page is about.
function correct() {
  const told = document.querySelector(".carded");
  const card = told && document.querySelector(`.card[data-for="${told.dataset.tells ?? told.getAttribute("aria-describedby")}"]`);
  const item = items.find((candidate) => candidate.contains(document.activeElement)) ?? document;
  const link = card?.querySelector("[data-corrects]") ?? item.querySelector("[data-correct]");
  if (link) location.assign(link.href);
}

const keys = { c: correct, "/": find, j: () => move(1), k: () => move(-1), e: evidence };

// A reason that is shown over the text goes away without moving the pointer or the focus, and may come again.
function hush() {
  for (const role of document.querySelectorAll(".role:is(:hover, :focus)")) {
    role.classList.add("hushed");
    for (const end of ["mouseleave", "blur"]) role.addEventListener(end, () => role.classList.remove("hushed"), { once: true });
  }
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hush();
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

// `#char=START,END` without a mark made by the server: ask for the page with these characters marked.
function settle() {
  const span = /^#char=(\d+,\d+)$/.exec(decodeURIComponent(location.hash));
  if (!span || !document.querySelector(".sheet")) return;
  const mark = document.getElementById(`char=${span[1]}`);
  if (mark) {
    mark.scrollIntoView({ block: "center" });
    return;
  }
  const address = new URL(location.href);
  if (address.searchParams.get("mark") === span[1]) return;
  address.searchParams.delete("part"); // It may stand in another.
  address.searchParams.set("mark", span[1]);
  location.replace(address);
}

window.addEventListener("hashchange", settle);
document.fonts.ready.then(settle);

// The margin beside a long page scrolls by itself; show the chosen item in it.
const chosen = document.querySelector(".side .item.on");
if (chosen) {
  const side = chosen.closest(".side");
  side.scrollTop += chosen.getBoundingClientRect().top - side.getBoundingClientRect().top - side.clientHeight / 3;
}
