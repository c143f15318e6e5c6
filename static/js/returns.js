/* Lists with marks (returns, recodings): mark every row of the page, or none. */

for (const button of document.querySelectorAll("[data-mark-all]")) {
  button.addEventListener("click", () => {
    const boxes = [...button.form.querySelectorAll("input[name=settlement], input[name=change]")];
    const mark = boxes.some((box) => !box.checked);
    for (const box of boxes) box.checked = mark;
  });
}
