// A draft is saved as it is typed: some time after a change the whole step is sent; the answer has the version,
// words for the live region, and what is wrong with the field that was just left.

const form = document.querySelector("form[data-draft]");
const PAUSE = 700;

function errorPlace(input) {
  return input.closest(".field, .effect-cell");
}

function showProblem(input, text) {
  const place = errorPlace(input);
  if (!place) return;
  const old = place.querySelector(":scope > .field-error, :scope > fieldset > .field-error");
  if (old) old.remove();
  place.classList.toggle("has-error", Boolean(text));
  input.removeAttribute("aria-invalid");
  if (!text) return;
  const line = document.createElement("span");
  line.className = "field-error";
  line.id = `${input.id}_error`;
  line.textContent = text;
  input.setAttribute("aria-invalid", "true");
  const hint = `${input.id}_helptext`;
  input.setAttribute("aria-describedby", document.getElementById(hint) ? `${hint} ${line.id}` : line.id);
  const control = input.closest("fieldset, .field-check") || input;
  if (control.parentElement === place) place.insertBefore(line, control);
  else place.append(line);
}

function start(draft) {
  const state = draft.querySelector("[data-draft-state]");
  let timer = 0;
  let sending = Promise.resolve();
  let signedOut = false;
  let stopped = false;

  // True when the portal took the values or said why not: only then may the page be left.
  async function send(input) {
    if (stopped) return true;
    let answer;
    try {
      if (signedOut && !(await renew())) return false;
      answer = await fetch(draft.action, { method: "POST", body: new FormData(draft), headers: { "X-Autosave": "1" } });
    } catch {
      state.textContent = draft.dataset.failed;
      return false;
    }
    const read = (answer.headers.get("content-type") || "").includes("json") ? await answer.json() : null;
    signedOut = answer.redirected || answer.status === 403;
    if (!read) {
      if (signedOut) sayWhereToSignIn();
      else state.textContent = draft.dataset.failed;
      return false;
    }
    state.textContent = read.said;
    if (!answer.ok) {
      stopped = stopped || Boolean(read.conflict);
      return true;
    }
    draft.elements.seen_version.value = read.version;
    if (input && input.name) showProblem(input, read.problems[input.name] || "");
    return true;
  }

  // The session ended while the person was typing: the page stays with all that was typed, and the link opens
  // beside it.
  function sayWhereToSignIn() {
    const link = document.createElement("a");
    link.href = draft.dataset.login;
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = draft.dataset.signIn;
    state.replaceChildren(document.createTextNode(`${draft.dataset.signedOut} `), link);
  }

  // After signing in elsewhere the form needs the new session's token.
  async function renew() {
    const page = await fetch(draft.action);
    const text = page.redirected || !page.ok ? "" : await page.text();
    const token = new DOMParser().parseFromString(text, "text/html").querySelector("form[data-draft] [name=csrfmiddlewaretoken]");
    if (!token) {
      sayWhereToSignIn();
      return false;
    }
    draft.elements.csrfmiddlewaretoken.value = token.value;
    signedOut = false;
    return true;
  }

  function queue(input, pause) {
    clearTimeout(timer);
    timer = setTimeout(() => { sending = sending.then(() => send(input)).catch(() => { state.textContent = draft.dataset.failed; }); }, pause);
  }

  draft.addEventListener("change", (event) => queue(event.target, 0));
  draft.addEventListener("input", (event) => {
    if (event.target.matches("textarea, input[type=text], input[type=tel]")) queue(null, PAUSE);
  });
  draft.addEventListener("submit", (event) => {
    if (draft.dataset.ready) return;
    event.preventDefault();
    clearTimeout(timer);
    draft.dataset.ready = "1";
    const button = event.submitter;
    sending = sending.then(() => send(null)).catch(() => false);
    sending.then((reached) => {
      if (!reached) {
        delete draft.dataset.ready;
        state.scrollIntoView({ block: "center" });
        return;
      }
      // Not before this event is over: a form ignores a submission that is asked for while one is being asked.
      setTimeout(() => draft.requestSubmit(button));
    });
  });
}

function suggest(list) {
  const input = document.querySelector("[data-suggest=places]");
  let timer = 0;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      if (input.value.trim().length < 2) return;
      const answer = await fetch(`${list.dataset.places}?q=${encodeURIComponent(input.value)}`);
      if (!answer.ok) return;
      const { found } = await answer.json();
      list.replaceChildren(...found.map((place) => Object.assign(document.createElement("option"), { value: place })));
    }, 200);
  });
}

if (form) start(form);
const places = document.querySelector("[data-places]");
if (places) suggest(places);
