// Turns every <textarea data-rich-text> into an editor: a bar of buttons over an editable region. The area itself
// stays the field of the form, so that without this script, or when it fails, nothing is lost.
const COMMANDS = [
  ["bold", "strong"], ["italic", "em"], ["insertUnorderedList", "ul"], ["insertOrderedList", "ol"],
  ["heading", "h3"], ["paragraph", "p"], ["table", "table"], ["undo", "undo"],
];

function button(area, code, label) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "rich-button";
  made.dataset.command = code;
  made.setAttribute("aria-label", label);
  made.title = label;
  made.textContent = label;
  return made;
}

function run(region, code) {
  region.focus();
  if (code === "heading") document.execCommand("formatBlock", false, "h3");
  else if (code === "paragraph") document.execCommand("formatBlock", false, "p");
  else if (code === "table") insertTable();
  else document.execCommand(code);
}

function insertTable() {
  const row = (tag) => `<tr>${`<${tag}><br></${tag}>`.repeat(3)}</tr>`;
  document.execCommand("insertHTML", false, `<table><tbody>${row("th")}${row("td")}${row("td")}</tbody></table><p><br></p>`);
}

function labelOf(area) {
  const label = area.id && document.querySelector(`label[for="${area.id}"]`);
  return label ? label.textContent.trim() : "";
}

function enhance(area) {
  const words = JSON.parse(document.getElementById("rich-text-words")?.textContent || "{}");
  const frame = document.createElement("div");
  frame.className = "rich";
  const bar = document.createElement("div");
  bar.className = "rich-bar";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", words.toolbar || "");
  COMMANDS.forEach(([code, name]) => bar.append(button(area, code, words[name] || name)));
  const region = document.createElement("div");
  region.className = "rich-region rich-content";
  region.contentEditable = "true";
  region.setAttribute("role", "textbox");
  region.setAttribute("aria-multiline", "true");
  region.setAttribute("aria-label", labelOf(area));
  if (area.getAttribute("aria-describedby")) region.setAttribute("aria-describedby", area.getAttribute("aria-describedby"));
  region.innerHTML = area.value;
  bar.addEventListener("mousedown", (event) => event.preventDefault());
  bar.addEventListener("click", (event) => {
    const code = event.target.closest("button")?.dataset.command;
    if (code) { run(region, code); store(); }
  });
  const store = () => {
    const empty = !region.textContent.trim() && !region.querySelector("table");
    area.value = empty ? "" : region.innerHTML;
    area.dispatchEvent(new Event("input", { bubbles: true }));
  };
  region.addEventListener("input", store);
  region.addEventListener("blur", () => area.dispatchEvent(new Event("change", { bubbles: true })));
  region.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain");
    if (event.clipboardData.types.includes("text/html")) return; // cleaned by the server when it is saved
    event.preventDefault();
    document.execCommand("insertText", false, text);
  });
  frame.append(bar, region);
  area.hidden = true;
  area.after(frame);
  document.querySelector(`label[for="${area.id}"]`)?.addEventListener("click", () => region.focus());
}

document.querySelectorAll("textarea[data-rich-text]").forEach(enhance);
