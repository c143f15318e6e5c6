// Drop zone of the upload page and reload of the import page when its job ends. Both pages work without it.
const zone = document.getElementById("drop-zone");
if (zone) {
  const input = zone.querySelector("input[type=file]");
  const mark = (on) => zone.classList.toggle("drop-zone-over", on);
  zone.addEventListener("dragover", (event) => { event.preventDefault(); mark(true); });
  zone.addEventListener("dragleave", () => mark(false));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    mark(false);
    if (event.dataTransfer.files.length) input.files = event.dataTransfer.files;
  });
  // A file that is too large is not sent at all: the browser says so at once.
  const limit = Number(input.form.dataset.limitMb);
  input.addEventListener("change", () => {
    const large = input.files.length && input.files[0].size > limit * 1024 * 1024;
    input.setCustomValidity(large ? document.getElementById("file-hint").textContent : "");
  });
}
if (document.getElementById("import-progress")) {
  document.body.addEventListener("job-finished", () => window.location.reload());
}
