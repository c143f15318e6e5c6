// Signs the document of a page with NCALayer (or, in a demonstration, with its stand-in) on this computer.
const ANSWER_MS = 4000; // NCALayer greets at once; its window may then stay open as long as the person needs
const SIGNING = "1.3.6.1.5.5.7.3.4", ORGANISATION = "1.2.398.3.3.4.1.2";

function base64(buffer) {
  let text = "";
  for (const byte of new Uint8Array(buffer)) text += String.fromCharCode(byte);
  return btoa(text);
}

function request(data, form) {
  const usages = form.dataset.organisation ? [SIGNING, ORGANISATION] : [SIGNING];
  return JSON.stringify({
    module: "kz.gov.pki.knca.basics",
    method: "sign",
    args: {
      allowedStorages: null,
      format: "cms",
      data,
      signingParams: { decode: true, encapsulate: true, digested: false, tsaProfile: {} },
      signerParams: { extKeyUsageOids: usages },
      locale: form.dataset.language,
    },
  });
}

// Resolves with {state, details | signature}; a socket that closes early is a program that is not running.
function exchange(address, message, show) {
  return new Promise((resolve) => {
    let socket, greeted = false, done = false;
    const end = (result) => { if (!done) { done = true; clearTimeout(timer); resolve(result); if (socket) socket.close(); } };
    const timer = setTimeout(() => end({ state: "not_running" }), ANSWER_MS);
    try { socket = new WebSocket(address); } catch { end({ state: "not_running" }); return; }
    socket.onclose = socket.onerror = () => end(greeted ? { state: "cancelled" } : { state: "not_running" });
    socket.onmessage = (event) => {
      let said;
      try { said = JSON.parse(event.data); } catch { end({ state: "failed", details: "" }); return; }
      if (!greeted) { greeted = true; clearTimeout(timer); show("choosing"); socket.send(message); return; }
      end(outcome(said));
    };
  });
}

function outcome(said) {
  if (said.status !== true) return { state: "failed", details: said.details || said.message || said.code || "" };
  const result = said.body && said.body.result;
  if (!result) return { state: "cancelled" };
  return { state: "sending", signature: Array.isArray(result) ? result[0] : result };
}

function standInAddress(button, form) {
  const words = new URLSearchParams({ variant: form.querySelector("[data-variant]").value });
  for (const name of ["iin", "bin", "surname"]) words.set(name, button.dataset[name]);
  return `${button.dataset.standIn}?${words}`;
}

async function sign(form, button, show) {
  show("connecting");
  let data;
  try {
    const answer = await fetch(form.dataset.document, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(answer.status);
    data = base64(await answer.arrayBuffer());
  } catch { show("no_document"); return; }
  const address = button.dataset.standIn ? standInAddress(button, form) : form.dataset.address;
  const result = await exchange(address, request(data, form), show);
  form.querySelector("[data-details]").textContent = result.details || "";
  show(result.state);
  if (!result.signature) return;
  form.querySelector("[data-signature]").value = result.signature;
  form.submit();
}

for (const form of document.querySelectorAll("form[data-signing]")) {
  const show = (state) => form.querySelectorAll("[data-state]").forEach((one) => { one.hidden = one.dataset.state !== state; });
  form.querySelectorAll("[data-only-with-script]").forEach((one) => { one.hidden = false; });
  const buttons = form.querySelectorAll("[data-sign]");
  buttons.forEach((button) => button.addEventListener("click", async () => {
    buttons.forEach((one) => { one.disabled = true; });
    await sign(form, button, show);
    buttons.forEach((one) => { one.disabled = false; });
  }));
}
