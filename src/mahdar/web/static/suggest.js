// The search as one types: a combobox with a list (WAI-ARIA 1.2, list autocomplete with manual selection) on the field that every face has in
// its head. What is chosen is opened; what is written is searched as without this script.

const PAUSE = 140; // milliseconds without a stroke, after which it is asked

const field = document.getElementById("q");
const form = field?.form;
const address = form?.dataset.suggest;
if (address) begin();

function begin() {
  const list = document.createElement("ul");
  list.id = "suggested";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.label);
  list.hidden = true;
  const spoken = document.createElement("p");
  spoken.className = "unseen";
  spoken.setAttribute("role", "status");
  form.classList.add("suggests");
  form.append(list, spoken);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]]) field.setAttribute(name, value);

  let timer = 0;
  let asking = null;
  let chosen = -1;
  let asked = field.value.trim();

  function close() {
    clearTimeout(timer);
    asking?.abort();
    list.hidden = true;
    list.replaceChildren();
    chosen = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function choose(n) {
    const options = list.children;
    options[chosen]?.setAttribute("aria-selected", "false");
    chosen = n;
    const option = options[chosen];
    if (!option) {
      field.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", option.id);
  }

  // Text alone goes into the page, never markup.
  function part(name, text, language) {
    const made = document.createElement("span");
    made.className = name;
    made.textContent = text;
    made.dir = "auto";
    if (language) made.lang = language;
    return made;
  }

  function show(answer) {
    list.replaceChildren(
      ...answer.suggestions.map((one, n) => {
        const option = document.createElement("li");
        option.id = `suggested-${n}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.className = one.kind;
        option.dataset.address = one.address;
        option.append(part("label", one.label, one.language), part("also", one.also), part("note", one.note));
        return option;
      }),
    );
    chosen = -1;
    field.removeAttribute("aria-activedescendant");
    list.hidden = !answer.suggestions.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
    spoken.textContent = answer.said;
  }

  async function ask(query) {
    asking?.abort();
    const mine = (asking = new AbortController());
    const where = new URL(address, location.href);
    where.searchParams.set("q", query);
    try {
      const answer = await fetch(where, { signal: mine.signal, headers: { accept: "application/json" } });
      if (!answer.ok || mine.signal.aborted) return;
      const told = await answer.json();
      if (!mine.signal.aborted && document.activeElement === field) show(told);
    } catch {
      // Stale, or the server is away: the field works as before.
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    asked = field.value.trim();
    if (asked) timer = setTimeout(() => ask(asked), PAUSE);
    else close();
  });

  field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const last = list.children.length - 1;
    if (event.key === "ArrowDown" && list.hidden && asked) ask(asked);
    else if (event.key === "ArrowDown" && !list.hidden) choose(chosen >= last ? -1 : chosen + 1);
    else if (event.key === "ArrowUp" && !list.hidden) choose(chosen < 0 ? last : chosen - 1);
    else if (event.key === "Escape" && !list.hidden) close();
    else if (event.key === "Enter" && chosen >= 0) location.assign(list.children[chosen].dataset.address);
    else return;
    event.preventDefault();
  });

  // Before the field loses the focus.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.address);
  });
  field.addEventListener("blur", close);
  form.addEventListener("submit", close);
}
