// What the pages can do more with JavaScript: filters that answer at once, sentences by arrow keys.
"use strict";

// A changed choice asks at once; words wait for Enter or the button.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form.filters");
  if (form && event.target.matches("select, input[type=date]")) form.requestSubmit();
});

// Empty fields stay out of the address.
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form.filters")) return;
  for (const field of event.target.elements) if (field.name && !field.value) field.disabled = true;
});
window.addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll("form.filters :disabled")) field.disabled = false;
});

// On a phone the filters are folded until something was asked.
if (matchMedia("(max-width: 44rem)").matches) {
  for (const more of document.querySelectorAll(".more-filters:not([data-asked])")) more.open = false;
}

// Sentences: one of them is in the tab order, arrow keys go to the others.
const sentences = document.querySelectorAll(".beads .s");
if (sentences.length) {
  sentences[0].tabIndex = 0;
  const numberOf = (sentence) => [...sentence.classList].find((name) => /^s\d+$/.test(name));
  const inRow = (row) => [...row.querySelectorAll(":scope > td")]
    .map((cell) => [...cell.querySelectorAll(".s")]);

  const beside = (sentence, step) => {
    const cells = inRow(sentence.closest("tr"));
    const at = cells.findIndex((cell) => cell.includes(sentence));
    for (let next = at + step; next >= 0 && next < cells.length; next += step) {
      const partner = cells[next].find((one) => one.classList.contains(numberOf(sentence)));
      if (partner || cells[next].length) return partner || cells[next][0];
    }
    return null;
  };
  const below = (sentence, step) => {
    const lang = sentence.closest("td").lang;
    const column = [...document.querySelectorAll(".beads td .s")]
      .filter((one) => one.closest("td").lang === lang);
    return column[column.indexOf(sentence) + step] || null;
  };
  const moves = {
    ArrowLeft: (one) => beside(one, -1), ArrowRight: (one) => beside(one, 1),
    ArrowUp: (one) => below(one, -1), ArrowDown: (one) => below(one, 1),
  };
  document.addEventListener("keydown", (event) => {
    if (!event.target.matches(".beads .s") || !(event.key in moves)) return;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next = moves[event.key](event.target);
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  document.addEventListener("focusin", (event) => {
    if (!event.target.matches(".beads .s")) return;
    for (const one of document.querySelectorAll(".beads .s[tabindex='0']")) one.tabIndex = -1;
    event.target.tabIndex = 0;
  });
}
