/* A cell of the direction's grid, opened where it is: the entry's row beside the grid, as on the entry page. */

import { RowEditor } from "./entry-row.js";

export class CellEditor {
  constructor(page, aside, context, editors) {
    this.page = page;
    this.aside = aside;
    this.place = aside.querySelector("[data-cell-editor]");
    this.context = context;
    this.editors = editors; // row element -> its editor, shared with the page
    page.addEventListener("click", (event) => this.clicked(event));
    aside.addEventListener("keydown", (event) => this.pressed(event));
  }

  clicked(event) {
    if (event.target.closest("[data-close-cell]")) return void this.close();
    const link = event.target.closest("[data-open-cell]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return undefined;
    event.preventDefault();
    return void this.open(link);
  }

  /* Esc takes a changed field back first; in an unchanged one it leads back to the cell. */
  pressed(event) {
    if (event.key !== "Escape") return;
    if (this.editor?.changes().has(event.target.dataset.field)) return;
    event.preventDefault();
    event.stopPropagation();
    this.close();
  }

  async open(link) {
    if (!(await this.settled())) return;
    const response = await fetch(link.dataset.openCell, { credentials: "same-origin" }).catch(() => null);
    if (!response?.ok) return void window.location.assign(link.href);
    const parsed = new DOMParser().parseFromString(await response.text(), "text/html");
    this.forget();
    this.link = link;
    link.closest("td").classList.add("cell-open");
    this.place.replaceChildren(...parsed.body.childNodes);
    this.aside.hidden = false;
    this.aside.parentElement.classList.add("has-panel");
    const row = this.place.querySelector("[data-row]");
    const saved = (answer) => { this.context.saved(answer); showInGrid(this.page, link, answer); };
    this.editor = new RowEditor(row, { ...this.context, saved });
    this.editors.set(row, this.editor);
    row.querySelector(".cell-input")?.focus();
  }

  /* Whether nothing unsaved is left in the open cell; what can be saved is saved now. */
  async settled() {
    if (!this.editor?.changes().size) return true;
    await this.editor.save();
    if (!this.editor.changes().size) return true;
    this.place.querySelector("[aria-invalid=true], .row-message input, .row-message button, .cell-input")?.focus();
    return false;
  }

  async close() {
    if (!(await this.settled())) return;
    const { link } = this;
    this.forget();
    this.place.replaceChildren();
    this.aside.hidden = true;
    this.aside.parentElement.classList.remove("has-panel");
    link?.focus();
  }

  forget() {
    if (this.editor) this.editors.delete(this.editor.element);
    this.link?.closest("td").classList.remove("cell-open");
    this.editor = undefined;
    this.link = undefined;
  }
}

function showInGrid(page, link, answer) {
  const cell = link.closest("td");
  cell.dataset.state = answer.state;
  link.textContent = answer.summary || "—";
  const column = [...page.querySelectorAll(`td[data-of="${cell.dataset.of}"]`)];
  const entered = page.querySelector(`[data-entered="${cell.dataset.of}"]`);
  if (entered) entered.textContent = column.filter((one) => one.dataset.state !== "empty").length;
}
