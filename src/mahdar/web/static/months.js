// Two sliders over the columns of a list's months. They write into the fields since and until, which are what is sent.

for (const range of document.querySelectorAll(".months .range")) begin(range);

function begin(range) {
  const form = range.closest("form");
  const [from, to] = range.querySelectorAll("input");
  const columns = [...form.querySelectorAll("[data-month]")];
  const last = columns.length - 1;
  const { since, until } = form.elements;

  // The ends stand for all that there is: also what is of an earlier month than is drawn, or of none.
  function show() {
    for (const slider of [from, to]) {
      const [month] = columns[slider.value].textContent.split(" · ");
      slider.setAttribute("aria-valuetext", month);
    }
    columns.forEach((column, n) => column.classList.toggle("in", n >= from.value && n <= to.value));
    // Both at one end: the one that can still be moved lies above.
    range.classList.toggle("at-end", Number(from.value) === last);
  }

  function move(slider) {
    if (Number(from.value) > Number(to.value)) slider.value = slider === from ? to.value : from.value;
    since.value = Number(from.value) === 0 ? "" : columns[from.value].dataset.month;
    until.value = Number(to.value) === last ? "" : columns[to.value].dataset.month;
    show();
  }

  from.addEventListener("input", () => move(from));
  to.addEventListener("input", () => move(to));
  range.hidden = false;
  show();
}
