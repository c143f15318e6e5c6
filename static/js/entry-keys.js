/* Moving between cells: arrows, Enter down, Shift+Enter up, Esc takes the cell back; Tab stays the browser's. */

function rowsOf(page) {
  return [...page.querySelectorAll("[data-row]")];
}

function inputsOf(row) {
  return [...row.querySelectorAll("tr:first-child .cell-input")];
}

function focusOn(input) {
  if (!input) return;
  input.focus();
  if (input.select) input.select();
}

function moveRow(page, input, direction) {
  const rows = rowsOf(page);
  const row = input.closest("[data-row]");
  const place = Math.max(inputsOf(row).indexOf(input), 0);
  const next = rows[rows.indexOf(row) + direction];
  if (!next) return false;
  const inputs = inputsOf(next);
  const same = inputs.find((other) => other.dataset.field === input.dataset.field);
  focusOn(same || inputs[Math.min(place, inputs.length - 1)]);
  return true;
}

function moveCell(input, direction) {
  const inputs = inputsOf(input.closest("[data-row]"));
  focusOn(inputs[inputs.indexOf(input) + direction]);
}

/* Left and right leave a text only at its edge, or when all of it is selected. */
function atEdge(input, direction) {
  if (input.tagName === "SELECT") return true;
  const { selectionStart: start, selectionEnd: end, value } = input;
  if (start === 0 && end === value.length) return true;
  return start === end && (direction < 0 ? start === 0 : end === value.length);
}

export function listenToKeys(page, editorOf) {
  page.addEventListener("focusin", (event) => {
    if (event.target.matches("input.cell-input")) event.target.select();
  });
  page.addEventListener("keydown", (event) => {
    const input = event.target;
    if (!input.matches(".cell-input") || event.altKey || event.ctrlKey || event.metaKey) return;
    if (handleKey(page, input, event, editorOf)) event.preventDefault();
  });
}

function handleKey(page, input, event, editorOf) {
  const text = input.tagName === "TEXTAREA";
  const select = input.tagName === "SELECT";
  switch (event.key) {
    case "Escape":
      editorOf(input)?.takeBack(input.dataset.field);
      return true;
    case "Enter":
      if (text) return false;
      if (!moveRow(page, input, event.shiftKey ? -1 : 1)) editorOf(input)?.saveSoon(0);
      return true;
    case "ArrowUp":
    case "ArrowDown":
      return !text && !select && moveRow(page, input, event.key === "ArrowUp" ? -1 : 1);
    case "ArrowLeft":
    case "ArrowRight": {
      const direction = event.key === "ArrowLeft" ? -1 : 1;
      if (text || event.shiftKey || !atEdge(input, direction)) return false;
      moveCell(input, direction);
      return true;
    }
    default:
      return false;
  }
}
