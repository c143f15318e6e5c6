/* The frame of every page: menus, errors, confirmations, selects that send themselves. All of it works without this file. */

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest?.("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

document.querySelector("[data-focus]")?.focus();

/* Where tabs scroll sideways, that of this page is in sight. */
for (const tab of document.querySelectorAll(".tabs [aria-current]")) {
  const row = tab.closest(".tabs");
  row.scrollLeft = tab.offsetLeft - row.offsetLeft - 16;
}

document.addEventListener("change", (event) => {
  const form = event.target.closest?.("form[data-autosubmit]");
  if (form) form.requestSubmit();
});

/* A form with data-confirm, or a button of it with its own, asks in a dialog before it is sent. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  const asking = event.submitter?.dataset.confirm ? event.submitter : form;
  const question = asking.dataset?.confirm;
  if (!question || form.dataset.confirmed) return;
  event.preventDefault();
  ask(question, asking.dataset.confirmLabel, asking.dataset.cancelLabel, () => {
    form.dataset.confirmed = "yes";
    form.requestSubmit(event.submitter);
  });
});

function ask(question, yes, no, proceed) {
  const dialog = document.createElement("dialog");
  dialog.className = "confirm";
  const text = document.createElement("p");
  text.textContent = question;
  dialog.setAttribute("aria-label", question);
  const row = document.createElement("div");
  row.className = "button-row";
  const accept = button(yes, "button");
  const refuse = button(no, "button button-quiet");
  accept.addEventListener("click", () => { dialog.close(); proceed(); });
  refuse.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  row.append(accept, refuse);
  dialog.append(text, row);
  document.body.append(dialog);
  dialog.showModal();
  refuse.focus();
}

function button(label, classes) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = classes;
  made.textContent = label;
  return made;
}

/* Words for the live region of the page, so that a screen reader tells what changed. */
export function say(text) {
  const live = document.getElementById("live");
  live.textContent = "";
  requestAnimationFrame(() => { live.textContent = text; });
}
