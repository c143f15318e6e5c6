/* Tables on a phone: each row becomes a card whose values carry their headings. Without this file they scroll sideways. */

const PHONE = window.matchMedia("(max-width: 640px)");

/* Cards lose the browser's own idea of a table, so the roles are said aloud as well. */
const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TFOOT: "rowgroup", TR: "row", TD: "cell" };

function roleOf(part) {
  if (part.tagName !== "TH") return ROLES[part.tagName];
  return part.closest("thead") ? "columnheader" : "rowheader";
}

function label(table) {
  const head = table.tHead?.rows;
  if (head?.length !== 1 || table.querySelector("[rowspan]")) return;
  const headings = [...head[0].cells].map((cell) => cell.innerText.replace(/[↑↓]/g, "").trim());
  if ([...head[0].cells].filter((cell) => cell.getClientRects().length).length < 3) return;
  for (const row of [...table.tBodies, ...(table.tFoot ? [table.tFoot] : [])].flatMap((body) => [...body.rows])) {
    let column = 0;
    for (const cell of row.cells) {
      if (cell !== row.cells[0] && !cell.dataset.label) cell.dataset.label = headings[column] ?? "";
      cell.classList.toggle("cell-empty", !cell.innerHTML.trim());
      column += cell.colSpan;
    }
  }
  for (const part of [table, ...table.querySelectorAll("thead, tbody, tfoot, tr, th, td")]) {
    if (!part.hasAttribute("role")) part.setAttribute("role", roleOf(part));
  }
  table.classList.add("table-cards");
}

function labelAll() {
  if (!PHONE.matches) return;
  for (const table of document.querySelectorAll("main .table:not(.table-cards, .dash-matrix)")) label(table);
}

labelAll();
PHONE.addEventListener("change", labelAll);
document.addEventListener("htmx:afterSettle", labelAll);
document.addEventListener("toggle", labelAll, true);
