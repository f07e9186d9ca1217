// What may be meant, as one types: a combobox with a list (WAI-ARIA 1.2, list autocomplete with manual selection). In the search, which every face
// has in its head, what is chosen is opened; in a form's field it is written there. What is written is sent as without this script.

const PAUSE = 140; // milliseconds without a stroke, after which it is asked

for (const field of document.querySelectorAll("input[data-suggest]")) begin(field);

function begin(field) {
  const opens = field.id === "q";
  const holder = opens ? field.form : field.parentElement;
  // The names of the page are offered where nothing is written yet; the browser's own list would stand over ours.
  const first = [...(field.list?.options ?? [])].map((option) => option.value);
  field.removeAttribute("list");

  const list = document.createElement("ul");
  list.id = opens ? "suggested" : `suggested-${field.id}`;
  list.className = "suggested";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.dataset.label);
  list.hidden = true;
  const spoken = document.createElement("span");
  spoken.className = "unseen";
  spoken.setAttribute("role", "status");
  holder.classList.add("suggests");
  holder.append(list, spoken);
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

  function take(option) {
    if (opens) {
      location.assign(option.dataset.address);
      return;
    }
    field.value = asked = option.dataset.value;
    close();
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

  function show(suggestions, said) {
    list.replaceChildren(
      ...suggestions.map((one, n) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${n}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.className = one.kind;
        option.dataset.address = one.address;
        option.dataset.value = one.value;
        option.append(part("label", one.label, one.language), part("also", one.also), part("note", one.note));
        return option;
      }),
    );
    chosen = -1;
    field.removeAttribute("aria-activedescendant");
    list.hidden = !suggestions.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
    spoken.textContent = said;
  }

  async function ask(query) {
    asking?.abort();
    const mine = (asking = new AbortController());
    const where = new URL(field.dataset.suggest, location.href);
    where.searchParams.set("q", query);
    try {
      const answer = await fetch(where, { signal: mine.signal, headers: { accept: "application/json" } });
      if (!answer.ok || mine.signal.aborted) return;
      const told = await answer.json();
      if (!mine.signal.aborted && document.activeElement === field) show(told.suggestions, told.said);
    } catch {
      // Stale, or the server is away: the field works as before.
    }
  }

  function offer() {
    if (asked) ask(asked);
    else show(first.map((value) => ({ kind: "entity", value, label: value, also: "", note: "", address: "" })), "");
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
    if (event.key === "ArrowDown" && list.hidden) offer();
    else if (event.key === "ArrowDown") choose(chosen >= last ? -1 : chosen + 1);
    else if (event.key === "ArrowUp" && !list.hidden) choose(chosen < 0 ? last : chosen - 1);
    else if (event.key === "Escape" && !list.hidden) close();
    else if (event.key === "Enter" && chosen >= 0) take(list.children[chosen]);
    else return;
    event.preventDefault();
  });

  // Before the field loses the focus.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });
  field.addEventListener("blur", close);
  field.form.addEventListener("submit", close);
}
