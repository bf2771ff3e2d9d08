/* Passkeys: hands the page's options to the browser and puts its answer into the form. */
(() => {
  "use strict";
  const toBytes = (text) => {
    const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
  };
  const toText = (bytes) =>
    btoa(String.fromCharCode(...new Uint8Array(bytes)))
      .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

  const readable = (options) => {
    options.challenge = toBytes(options.challenge);
    if (options.user) options.user.id = toBytes(options.user.id);
    for (const list of [options.excludeCredentials, options.allowCredentials])
      for (const each of list || []) each.id = toBytes(each.id);
    return options;
  };

  const told = (credential) => {
    const answer = credential.response;
    const response = { clientDataJSON: toText(answer.clientDataJSON) };
    for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"])
      if (answer[part]) response[part] = toText(answer[part]);
    if (answer.getTransports) response.transports = answer.getTransports();
    return {
      id: credential.id,
      rawId: toText(credential.rawId),
      type: credential.type,
      response,
      clientExtensionResults: credential.getClientExtensionResults(),
    };
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const button = form.querySelector("button");
    const problem = form.querySelector("[data-problem]");
    if (!window.PublicKeyCredential) continue;
    button.hidden = false;
    for (const each of document.querySelectorAll("[data-without-passkeys]")) each.hidden = true;
    form.addEventListener("submit", async (event) => {
      if (form.elements.credential.value) return;
      event.preventDefault();
      problem.hidden = true;
      try {
        const publicKey = readable(JSON.parse(form.dataset.options).publicKey);
        const credential = await navigator.credentials[form.dataset.passkey]({ publicKey });
        form.elements.credential.value = JSON.stringify(told(credential));
        form.requestSubmit();
      } catch {
        problem.hidden = false;
      }
    });
  }
})();
