// Two handles over the bars of months: they write into the fields of days beside them, which are what is sent. Without this script they aren't there.

for (const range of document.querySelectorAll(".range[data-months]")) {
  const months = range.dataset.months.split(" ");
  const [since, until] = range.querySelectorAll("input[type=range]");
  const bars = range.querySelectorAll("rect");
  const form = range.closest("form");
  const spoken = new Intl.DateTimeFormat(document.documentElement.lang === "ar" ? "ar-u-nu-latn" : "en", { year: "numeric", month: "long", timeZone: "UTC" });
  const said = (month) => spoken.format(new Date(`${month}-01T00:00:00Z`));

  function show() {
    const [first, last] = [Number(since.value), Number(until.value)];
    for (const bar of bars) bar.classList.toggle("in", first <= Number(bar.dataset.n) && Number(bar.dataset.n) <= last);
    for (const handle of [since, until]) handle.setAttribute("aria-valuetext", said(months[Number(handle.value)]));
    // Where both stand at the end, the one that can still be moved lies above.
    since.classList.toggle("above", first === months.length - 1);
  }

  function move(handle) {
    if (Number(since.value) > Number(until.value)) handle.value = handle === since ? until.value : since.value;
    const at = Number(handle.value);
    // At the very end nothing is asked: what comes later is meant, too.
    const open = handle === since ? at === 0 : at === months.length - 1;
    form.elements[handle.dataset.end].value = open ? "" : months[at];
    show();
  }

  function written(handle) {
    const value = form.elements[handle.dataset.end].value.slice(0, 7);
    const found = months.findIndex((month) => month >= value);
    const at = handle === since ? found : value ? months.findLastIndex((month) => month <= `${value}~`) : -1;
    handle.value = at >= 0 && value ? at : handle === since ? 0 : months.length - 1;
    show();
  }

  for (const handle of [since, until]) {
    handle.addEventListener("input", () => move(handle));
    form.elements[handle.dataset.end].addEventListener("change", () => written(handle));
  }
  range.querySelector(".handles").hidden = false;
  show();
}
