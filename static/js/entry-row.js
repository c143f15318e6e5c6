/* One entry on the page: what was typed, what is saved, and the way from the one to the other. */

const PAUSE_MS = 900;
const RETRY_MS = [2000, 4000, 8000, 15000, 30000];
const CONDITIONS = ["good", "current_repair", "capital_repair", "emergency"];

export class RowEditor {
  constructor(element, context) {
    this.element = element;
    this.context = context; // {client, texts, store, csrf, announce, saved}
    this.settlement = element.dataset.settlement;
    this.item = element.dataset.item;
    this.version = Number(element.dataset.version);
    this.inputs = new Map();
    for (const input of element.querySelectorAll("[data-field]")) this.inputs.set(input.dataset.field, input);
    this.stored = new Map();
    for (const [field, input] of this.inputs) this.stored.set(field, initialValue(input));
    this.restState = element.dataset.state;
    this.restText = this.stateText().textContent;
    this.busy = false;
    this.attempt = 0;
    this.listen();
    this.restore();
  }

  listen() {
    for (const input of this.inputs.values()) {
      const name = input.tagName === "SELECT" ? "change" : "input";
      input.addEventListener(name, () => this.typed(input));
    }
    this.element.addEventListener("focusout", (event) => {
      if (!this.element.contains(event.relatedTarget)) this.saveSoon(0);
    });
  }

  restore() {
    const kept = this.context.store.find(this.settlement, this.item);
    if (!kept || !this.editable) return;
    for (const [field, text] of Object.entries(kept.values)) {
      if (this.inputs.has(field)) this.inputs.get(field).value = text;
    }
    if (!this.changes().size) return this.context.store.forget(this.settlement, this.item);
    this.version = kept.version;
    this.showExisting();
    this.context.announce(this.context.texts.kept);
    this.saveSoon(0);
  }

  get editable() {
    return [...this.inputs.values()].some((input) => !input.readOnly && !input.disabled);
  }

  changes() {
    const changed = new Map();
    for (const [field, input] of this.inputs) {
      if (input.value.trim() !== this.stored.get(field)) changed.set(field, input.value);
    }
    return changed;
  }

  typed(input) {
    const changed = this.changes();
    this.cell(input.dataset.field).dataset.cellState = changed.has(input.dataset.field) ? "typing" : "";
    this.showError(input.dataset.field, "");
    this.showExisting();
    if (!changed.size) return this.rest();
    this.keep(changed);
    this.showState("typing");
    this.saveSoon(PAUSE_MS);
  }

  keep(changed) {
    this.context.store.keep(this.settlement, this.item, this.version, Object.fromEntries(changed));
  }

  saveSoon(delay) {
    clearTimeout(this.timer);
    if (this.changes().size) this.timer = setTimeout(() => this.save(), delay);
  }

  /* Esc: the cell goes back to what is saved. */
  takeBack(field) {
    const input = this.inputs.get(field);
    if (!input) return;
    input.value = this.stored.get(field);
    this.typed(input);
  }

  rest() {
    clearTimeout(this.timer);
    this.context.store.forget(this.settlement, this.item);
    this.showMessages([]);
    this.showState(this.restState, this.restText);
  }

  async save({ note = "", without = new Set() } = {}) {
    clearTimeout(this.timer);
    const sent = this.changes();
    for (const field of without) sent.delete(field);
    if (!sent.size) return;
    if (this.busy) {
      this.again = true;
      return;
    }
    this.busy = true;
    this.showState("saving");
    for (const field of sent.keys()) this.cell(field).dataset.cellState = "saving";
    const answer = await this.post(sent, note);
    this.busy = false;
    this.take(answer, sent);
    if (this.again) {
      this.again = false;
      this.saveSoon(0);
    }
  }

  async post(sent, note) {
    const body = {
      settlement: this.settlement,
      year: this.context.client.year,
      item: this.item,
      seen_version: this.version,
      values: Object.fromEntries(sent),
      note_on_warning: note,
    };
    try {
      const response = await fetch(this.context.client.cell, {
        method: "POST",
        credentials: "same-origin",
        redirect: "error",
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.context.csrf() },
        body: JSON.stringify(body),
      });
      const type = response.headers.get("Content-Type") || "";
      if (response.status >= 500 || response.status === 429) return { status: "waiting" };
      if (!type.includes("json")) return { status: response.status === 403 ? "signed_out" : "waiting" };
      return await response.json();
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      return { status: "waiting" }; // the connection is lost
    }
  }

  take(answer, sent) {
    const handler = {
      saved: () => this.takeSaved(answer, sent),
      invalid: () => this.takeInvalid(answer, sent),
      confirm: () => this.askNote(answer),
      conflict: () => this.askWhose(answer),
      waiting: () => this.wait(),
    }[answer.status];
    if (handler) return handler();
    const status = answer.status === "signed_out" ? "signed_out" : "refused";
    this.showState(status);
    if (answer.text) this.showMessages([paragraph("message-error", answer.text)]);
    this.context.announce(answer.text || this.context.texts[status]);
    if (status === "signed_out") this.retry();
  }

  takeSaved(answer, sent) {
    this.attempt = 0;
    this.version = answer.version;
    for (const [field, text] of Object.entries(answer.values)) {
      const input = this.inputs.get(field);
      if (!input) continue;
      this.stored.set(field, text);
      if (input.value === sent.get(field) || !sent.has(field) && !this.typing(input)) input.value = text;
    }
    for (const field of sent.keys()) {
      this.cell(field).dataset.cellState = "saved";
      this.showError(field, "");
    }
    this.restState = answer.state;
    this.restText = this.context.texts.saved;
    const left = this.changes();
    const hidden = this.element.querySelector("[data-version-input]");
    if (hidden) hidden.value = String(this.version);
    this.showExisting();
    this.context.saved(answer);
    if (left.size) return this.keep(left);
    this.rest();
    this.context.announce(this.context.texts.saved);
    return undefined;
  }

  typing(input) {
    return document.activeElement === input && input.value.trim() !== this.stored.get(input.dataset.field);
  }

  takeInvalid(answer, sent) {
    const wrong = new Set();
    const general = [];
    for (const problem of answer.problems) {
      if (this.inputs.has(problem.field)) {
        wrong.add(problem.field);
        this.showError(problem.field, problem.text);
      } else {
        general.push(paragraph("message-error", problem.labelled));
      }
    }
    for (const field of sent.keys()) this.cell(field).dataset.cellState = wrong.has(field) ? "invalid" : "typing";
    this.showMessages(general);
    this.showState("invalid");
    this.context.announce(answer.problems.map((problem) => problem.labelled).join(". "));
    const others = [...sent.keys()].filter((field) => !wrong.has(field));
    if (wrong.size && others.length && others.length < sent.size) this.save({ without: wrong });
  }

  askNote(answer) {
    const { texts } = this.context;
    const id = `${this.element.id}-note`;
    const input = Object.assign(document.createElement("input"), { type: "text", id, maxLength: 2000 });
    const label = Object.assign(document.createElement("label"), { htmlFor: id, textContent: texts.confirm_label });
    const go = button(texts.confirm_button, () => {
      if (input.value.trim()) this.save({ note: input.value });
      else input.focus();
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        go.click();
      }
    });
    const line = document.createElement("p");
    line.className = "confirm-note";
    line.append(label, input, go);
    const warnings = answer.problems.map((problem) => paragraph("message-warning", problem.labelled));
    this.showMessages([...warnings, line]);
    this.showState("confirm");
    this.context.announce(`${texts.confirm}. ${answer.problems.map((problem) => problem.labelled).join(". ")}`);
  }

  askWhose(answer) {
    const { texts } = this.context;
    for (const field of answer.fields) this.cell(field).dataset.cellState = "conflict";
    const buttons = document.createElement("p");
    buttons.className = "message-buttons";
    buttons.append(
      button(texts.take_theirs, () => this.takeTheirs(answer)),
      button(texts.put_mine, () => {
        this.version = answer.version;
        this.save();
      }),
    );
    this.showMessages([paragraph("message-conflict", answer.text), buttons]);
    this.showState("conflict");
    this.context.announce(answer.text);
  }

  takeTheirs(answer) {
    this.version = answer.version;
    for (const [field, text] of Object.entries(answer.values)) {
      if (!this.inputs.has(field)) continue;
      const mine = this.changes().has(field) && !answer.fields.includes(field);
      this.stored.set(field, text);
      if (!mine) this.inputs.get(field).value = text;
      this.cell(field).dataset.cellState = "";
    }
    this.showExisting();
    this.restState = answer.state;
    this.restText = this.context.texts.taken;
    this.rest();
    this.inputs.get(answer.fields[0])?.focus();
    this.saveSoon(0);
  }

  wait() {
    this.showState("waiting");
    this.context.announce(this.context.texts.waiting);
    this.retry();
  }

  retry() {
    clearTimeout(this.timer);
    const delay = RETRY_MS[Math.min(this.attempt, RETRY_MS.length - 1)];
    this.attempt += 1;
    this.timer = setTimeout(() => this.save(), delay);
  }

  cell(field) {
    return this.inputs.get(field).closest("[data-cell]");
  }

  stateText() {
    return this.element.querySelector("[data-state-text]");
  }

  showState(state, text = this.context.texts[state]) {
    this.element.dataset.state = state;
    this.stateText().textContent = text;
  }

  showError(field, text) {
    const input = this.inputs.get(field);
    const error = this.cell(field).querySelector(".cell-error");
    if (error) error.textContent = text;
    if (text) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    if (text) input.closest("details")?.setAttribute("open", "");
  }

  showMessages(nodes) {
    const box = this.element.querySelector("[data-row-message]");
    box.querySelector("[data-row-problems]").replaceChildren(...nodes);
    box.hidden = !nodes.length && !box.querySelector(".message-remark");
  }

  showExisting() {
    const output = this.element.querySelector("[data-existing]");
    if (!output) return;
    const texts = CONDITIONS.map((field) => this.inputs.get(field)?.value.trim() || "");
    const numbers = texts.map((text) => Number(text.replace(/\s/g, "")));
    const known = texts.some(Boolean) && !numbers.some(Number.isNaN);
    output.textContent = known ? String(numbers.reduce((sum, number) => sum + number, 0)) : "—";
  }
}

function initialValue(input) {
  if (input.tagName !== "SELECT") return input.defaultValue.trim();
  return [...input.options].find((option) => option.defaultSelected)?.value ?? input.options[0].value;
}

function paragraph(className, text) {
  return Object.assign(document.createElement("p"), { className, textContent: text });
}

function button(text, action) {
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: text });
  made.className = "button button-quiet";
  made.addEventListener("click", action);
  return made;
}
