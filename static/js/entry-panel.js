/* The side panel: what is known of the entry in focus. */

const PAUSE_MS = 250;
const WIDE = window.matchMedia("(min-width: 1101px)");

export class SidePanel {
  constructor(page, element) {
    this.page = page;
    this.element = element;
    page.addEventListener("focusin", (event) => {
      const row = event.target.closest?.("[data-row]");
      if (row) this.follow(row);
    });
  }

  follow(row) {
    if (row === this.row || !WIDE.matches) return;
    this.row?.classList.remove("in-focus");
    row.classList.add("in-focus");
    this.row = row;
    this.refresh(PAUSE_MS);
  }

  refresh(delay = 0) {
    clearTimeout(this.timer);
    if (this.row && WIDE.matches) this.timer = setTimeout(() => this.load(this.row), delay);
  }

  async load(row) {
    const response = await fetch(row.dataset.panel, { credentials: "same-origin" }).catch(() => null);
    if (!response?.ok || row !== this.row) return;
    const parsed = new DOMParser().parseFromString(await response.text(), "text/html");
    this.element.replaceChildren(...parsed.body.childNodes);
    this.element.hidden = false;
    this.element.closest(".entry-columns").classList.add("has-panel");
  }
}
