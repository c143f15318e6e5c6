/* The list of returns: mark every row of the page, or none. */

for (const button of document.querySelectorAll("[data-mark-all]")) {
  button.addEventListener("click", () => {
    const boxes = [...button.form.querySelectorAll("input[name=settlement]")];
    const mark = boxes.some((box) => !box.checked);
    for (const box of boxes) box.checked = mark;
  });
}
