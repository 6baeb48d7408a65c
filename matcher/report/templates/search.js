"use strict";
// Search over the tables of the report: shows the rows that hold all words asked for, opens the lists they stand in.
(() => {
  const box = document.getElementById("find");
  const count = document.getElementById("found");
  const plain = (text) => text.toLowerCase().replaceAll("ё", "е");
  const said = (cell) => (cell.querySelector("details") === null ? cell.textContent : cell.firstElementChild.textContent);
  const rows = [...document.querySelectorAll("table.find tbody tr")].map((row) => ({
    row,
    text: plain([...row.cells].filter((cell) => !cell.classList.contains("wide")).map(said).join(" ")),
    counts: row.closest("details.list") === null,
  }));
  const lists = [...document.querySelectorAll("details.list")];
  document.getElementById("search").hidden = false;
  box.addEventListener("input", () => {
    const words = plain(box.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const { row, text, counts } of rows) {
      row.hidden = !words.every((word) => text.includes(word));
      found += row.hidden || !counts ? 0 : 1;
    }
    for (const table of document.querySelectorAll("table.find")) {
      const empty = words.length > 0 && [...table.tBodies[0].rows].every((row) => row.hidden);
      table.hidden = empty;
      if (table.previousElementSibling?.tagName === "H3") table.previousElementSibling.hidden = empty;
    }
    for (const list of lists) {
      const table = list.querySelector("table.find");
      const hit = table !== null && !table.hidden;
      list.open = words.length > 0 && hit;
      list.hidden = words.length > 0 && !hit;
    }
    count.textContent = words.length > 0 ? `${count.dataset.label} ${found}` : "";
  });
})();
