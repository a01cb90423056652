// Make or use a passkey: the server's challenge is in the form, the answer goes into its hidden field.

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (char) => char.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

const named = (list) => list?.map((one) => ({ ...one, id: bytes(one.id) }));

async function create({ publicKey: options }) {
  const made = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: named(options.excludeCredentials),
    },
  });
  const { attestationObject, clientDataJSON } = made.response;
  return answer(made, {
    attestationObject: text(attestationObject),
    clientDataJSON: text(clientDataJSON),
    transports: made.response.getTransports?.() ?? [],
  });
}

async function get({ publicKey: options }) {
  const used = await navigator.credentials.get({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      allowCredentials: named(options.allowCredentials),
    },
  });
  const { authenticatorData, clientDataJSON, signature, userHandle } = used.response;
  return answer(used, {
    authenticatorData: text(authenticatorData),
    clientDataJSON: text(clientDataJSON),
    signature: text(signature),
    userHandle: userHandle ? text(userHandle) : null,
  });
}

const answer = (credential, response) => ({
  id: credential.id,
  rawId: text(credential.rawId),
  type: credential.type,
  authenticatorAttachment: credential.authenticatorAttachment,
  clientExtensionResults: credential.getClientExtensionResults(),
  response,
});

const ceremonies = { create, get };

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const page = form.closest("main");
  for (const note of page.querySelectorAll("[data-without-script]")) note.hidden = true;
  form.querySelector("[data-with-script]").hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const failed = form.querySelector("[data-failed]");
    failed.hidden = true;
    try {
      const ceremony = ceremonies[form.dataset.passkey];
      const made = await ceremony(JSON.parse(form.dataset.options));
      form.elements.credential.value = JSON.stringify(made);
      form.submit();
    } catch {
      failed.hidden = false;
      failed.focus();
    }
  });
}
