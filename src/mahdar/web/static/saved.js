// Searches that are kept in this browser, for readers who may not write. Nothing of them is sent anywhere.

const KEY = "mahdar.saved";

function held() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    // Only addresses of lists: whatever else may stand there leads nowhere.
    return found.filter((one) => typeof one?.name === "string" && /^(search|statements)\?/.test(one?.query));
  } catch {
    return [];
  }
}

function hold(searches) {
  try {
    localStorage.setItem(KEY, JSON.stringify(searches));
    return true;
  } catch {
    return false; // A browser that keeps nothing.
  }
}

function show() {
  for (const section of document.querySelectorAll(".saved")) {
    const list = section.querySelector("[data-kept]");
    const one = section.querySelector("[data-kept-one]");
    for (const item of list.querySelectorAll("[data-here]")) item.remove();
    for (const { name, query } of held()) {
      const item = one.content.firstElementChild.cloneNode(true);
      item.dataset.here = "";
      const [to, feed, remove] = item.querySelectorAll("a.to, a.feed, button");
      const isolated = document.createElement("bdi");
      isolated.textContent = name;
      to.append(isolated);
      to.href = `/${query}`;
      feed.href = `/feed/${query}`;
      for (const unseen of item.querySelectorAll(".unseen")) unseen.textContent = `: ${name}`;
      remove.addEventListener("click", () => {
        hold(held().filter((other) => other.query !== query));
        show();
        section.querySelector("a")?.focus();
      });
      list.append(item);
    }
    section.hidden = !list.children.length;
  }
}

for (const form of document.querySelectorAll("form[data-keeps]")) {
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { name, query } = Object.fromEntries(new FormData(form));
    if (hold([...held().filter((one) => one.query !== query), { name: name.trim(), query }])) show();
  });
}
show();
