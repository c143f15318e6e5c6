/* The grid of yearly values: every cell is saved when one leaves it. The form works without this file. */

import { say } from "./frame.js";

const RETRY_MS = [2000, 5000, 10000, 20000];
const words = JSON.parse(document.getElementById("grid-words")?.textContent ?? "{}");

class Cell {
  constructor(element, address, csrf) {
    this.element = element;
    this.address = address;
    this.csrf = csrf;
    this.code = element.dataset.cell;
    this.version = Number(element.dataset.version);
    this.input = element.querySelector(".pd-input");
    [this.storedInput, this.seenInput] = element.querySelectorAll('input[type="hidden"]');
    this.place = element.querySelector("[data-problem]");
    this.attempt = 0;
    this.input.addEventListener("change", () => this.save());
    this.input.addEventListener("keydown", (event) => this.pressed(event));
  }

  /* Enter goes down, Esc takes the stored value back. */
  pressed(event) {
    if (event.key === "Escape") {
      this.input.value = this.storedInput.value;
      this.show("", "");
    } else if (event.key === "Enter") {
      event.preventDefault();
      const row = this.element.parentElement[event.shiftKey ? "previousElementSibling" : "nextElementSibling"];
      const next = row?.cells[this.element.cellIndex]?.querySelector(".pd-input");
      if (next) next.focus();
      else this.input.blur();
    }
  }

  get changed() {
    return this.input.value.trim() !== this.storedInput.value.trim();
  }

  async save() {
    if (!this.changed || this.busy) return;
    this.busy = true;
    const sent = this.input.value;
    this.show("saving", words.saving);
    const answer = await this.post(sent);
    this.busy = false;
    this.take(answer, sent);
  }

  async post(text) {
    try {
      const response = await fetch(this.address, {
        method: "POST",
        credentials: "same-origin",
        redirect: "error",
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.csrf },
        body: JSON.stringify({ cell: this.code, text, seen_version: this.version }),
      });
      const type = response.headers.get("Content-Type") || "";
      if (response.status >= 500 || !type.includes("json")) return { status: "lost" };
      return await response.json();
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      return { status: "lost" };
    }
  }

  take(answer, sent) {
    if (answer.status === "saved") return this.saved(answer, sent);
    if (answer.status === "conflict") return this.ask(answer);
    if (answer.status === "lost") return this.retry();
    this.show("invalid", answer.text);
    say(answer.text);
    return undefined;
  }

  saved(answer, sent) {
    this.attempt = 0;
    this.keep(answer);
    if (this.input.value === sent) this.input.value = answer.value;
    this.show("saved", "");
    say(words.saved);
    if (this.changed) this.save();
  }

  keep(answer) {
    this.version = answer.version;
    this.storedInput.value = answer.value;
    this.seenInput.value = String(answer.version);
  }

  retry() {
    this.show("waiting", words.lost);
    const delay = RETRY_MS[Math.min(this.attempt, RETRY_MS.length - 1)];
    this.attempt += 1;
    setTimeout(() => this.save(), delay);
  }

  /* Two people in one cell: the second is told and chooses. */
  ask(answer) {
    const mine = this.input.value;
    this.keep(answer);
    this.show("invalid", answer.text);
    say(answer.text);
    const row = document.createElement("span");
    row.className = "pd-choice";
    row.append(
      choice(words.mine, () => { this.input.value = mine; this.show("", ""); this.save(); }),
      choice(words.theirs, () => { this.input.value = answer.value; this.show("", ""); this.input.focus(); }),
    );
    this.place.append(row);
  }

  show(state, text) {
    this.element.dataset.state = state;
    this.place.textContent = text;
    if (state === "invalid") {
      this.input.setAttribute("aria-invalid", "true");
      this.input.setAttribute("aria-describedby", this.place.id);
    } else {
      this.input.removeAttribute("aria-invalid");
    }
  }
}

function choice(label, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button button-quiet button-small";
  made.textContent = label;
  made.addEventListener("click", act);
  return made;
}

for (const grid of document.querySelectorAll("[data-grid]")) {
  const csrf = grid.closest("form")?.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  const cells = [...grid.querySelectorAll("[data-cell]")].filter((cell) => cell.querySelector(".pd-input"));
  const made = cells.map((cell) => new Cell(cell, grid.dataset.grid, csrf));
  let sent = false;
  grid.closest("form")?.addEventListener("submit", () => { sent = true; });
  window.addEventListener("beforeunload", (event) => {
    if (!sent && made.some((cell) => cell.changed)) event.preventDefault();
  });
}
