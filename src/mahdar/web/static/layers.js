// Which layers of the sheet are shown is kept from page to page, by this browser alone.

const KEY = "mahdar.layers";
const boxes = [...document.querySelectorAll(".layers input[type=checkbox]")];

function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY));
    return found && typeof found === "object" ? found : {};
  } catch {
    return {}; // Nothing was kept, or nothing may be.
  }
}

const chosen = kept();
for (const box of boxes) {
  if (typeof chosen[box.id] === "boolean") box.checked = chosen[box.id];
  box.addEventListener("change", () => {
    try {
      localStorage.setItem(KEY, JSON.stringify({ ...kept(), [box.id]: box.checked }));
    } catch {
      // It holds for this page.
    }
  });
}
