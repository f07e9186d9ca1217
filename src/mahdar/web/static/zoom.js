// The keys of a time axis: + and - bring it nearer and farther, the arrows earlier and later, as the links under it do. Only while one of its links
// has the focus, so that the page scrolls as it does elsewhere.

const axis = document.querySelector(".zoomed");
const turned = axis?.dataset.turned === "rtl";
const keys = {
  "+": "nearer",
  "=": "nearer",
  "-": "farther",
  ArrowLeft: turned ? "later" : "earlier",
  ArrowRight: turned ? "earlier" : "later",
};
const KEPT = "mahdar.zoom";

axis?.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const link = keys[event.key] && axis.querySelector(`[data-zoom="${keys[event.key]}"]`);
  if (!link) return;
  event.preventDefault();
  try {
    sessionStorage.setItem(KEPT, keys[event.key]);
  } catch {
    // The focus starts anew on the next page.
  }
  location.assign(link.href.replace(/#.*/, "")); // Going to a fragment takes the focus away.
});

// The focus stays on the step that was taken, so that it can be taken again.
try {
  const step = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  if (step) (axis?.querySelector(`[data-zoom="${step}"]`) ?? axis?.querySelector("[data-zoom]"))?.focus({ preventScroll: true });
} catch {
  // Nothing may be kept.
}
