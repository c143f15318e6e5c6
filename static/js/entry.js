/* The entry pages: each row saves itself; the page knows what is not saved yet. */

import { CellEditor } from "./entry-cell.js";
import { listenToKeys } from "./entry-keys.js";
import { SidePanel } from "./entry-panel.js";
import { RowEditor } from "./entry-row.js";
import { UnsavedStore } from "./entry-store.js";

const page = document.querySelector("[data-entry-page]");
const read = (id) => JSON.parse(document.getElementById(id).textContent);

function start() {
  const texts = read("entry-texts");
  const client = read("entry-client");
  const announcer = page.querySelector("[data-announcer]");
  const panelElement = document.getElementById("entry-panel");
  const panel = panelElement ? new SidePanel(page, panelElement) : null;
  const context = {
    client,
    texts,
    store: new UnsavedStore(client.user, client.year),
    csrf: () => page.querySelector("[name=csrfmiddlewaretoken]").value,
    announce: (text) => {
      announcer.textContent = "";
      requestAnimationFrame(() => { announcer.textContent = text; });
    },
    saved: (answer) => {
      showCounts(answer);
      document.body.dispatchEvent(new CustomEvent("entry-saved"));
      panel?.refresh(400);
    },
  };
  const editors = new Map();
  for (const row of page.querySelectorAll("[data-row]")) editors.set(row, new RowEditor(row, context));
  const aside = page.querySelector("[data-cell-aside]");
  if (aside) new CellEditor(page, aside, context, editors);
  listenToKeys(page, (input) => editors.get(input.closest("[data-row]")));
  guard(editors, context);
}

function showCounts(answer) {
  for (const [code, [entered, expected]] of Object.entries(answer.directions || {})) {
    const count = page.querySelector(`[data-count="${code}"]`);
    if (!count) continue;
    count.textContent = `${entered}/${expected}`;
    count.classList.toggle("tab-done", entered === expected);
  }
  const total = page.querySelector("[data-count-all]");
  if (total && answer.entered !== undefined) total.textContent = answer.entered;
}

function guard(editors, context) {
  const unsaved = () => [...editors.values()].filter((editor) => editor.changes().size);
  page.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-entry-form]")) return;
    event.preventDefault();
    unsaved().forEach((editor) => editor.save());
    if (!unsaved().length) context.announce(context.texts.all_saved);
  });
  window.addEventListener("online", () => unsaved().forEach((editor) => editor.saveSoon(0)));
  window.addEventListener("beforeunload", (event) => {
    if (unsaved().length) event.preventDefault();
  });
  // The back button may bring the page as it was: what others saved meanwhile is read anew.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && !unsaved().length) window.location.reload();
  });
}

if (page) start();
