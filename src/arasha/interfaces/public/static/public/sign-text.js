// Signing a text with NCALayer, the national authority's program on the person's own machine: it listens at a fixed
// address, is handed the text, shows it, asks for the key and its password, and gives the signature back. The key never
// comes near this page. Without the program, or without a script, the text is signed as a file, as the page says below.
const PROGRAM = "wss://127.0.0.1:13579/";
const SIGNING = "1.3.6.1.5.5.7.3.4", LOG_IN = "1.3.6.1.5.5.7.3.2"; // purposes of keys: e-mail protection, client log-in

const question = (element) => ({
  module: "kz.gov.pki.knca.basics",
  method: "sign",
  args: {
    format: "cms",
    data: element.dataset.text,
    signingParams: { decode: "true", encapsulate: "true", digested: "false", tsaProfile: null },
    signerParams: { extKeyUsageOids: [element.dataset.act ? SIGNING : LOG_IN], chain: null },
    locale: document.documentElement.lang,
  },
});

// What the program answered: a signature, nothing when the person declined, or an error.
function signatureIn(answer) {
  if (answer.status === false || (answer.code && answer.code !== "200")) throw new Error("refused");
  const found = answer.body?.result ?? answer.responseObject;
  return Array.isArray(found) ? found[0] : found;
}

const sign = (element) => new Promise((resolve, reject) => {
  const socket = new WebSocket(PROGRAM);
  let asked = false;
  socket.onerror = () => reject(new Error("absent"));
  socket.onclose = () => reject(new Error(asked ? "refused" : "absent"));
  socket.onmessage = (message) => {
    if (message.data === "--heartbeat--") return;
    const answer = JSON.parse(message.data);
    if (answer.result?.version) { // the program's greeting
      asked = true;
      socket.send(JSON.stringify(question(element)));
      return;
    }
    try { resolve(signatureIn(answer)); } catch (error) { reject(error); }
    socket.close();
  };
});

customElements.define("sign-text", class extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    this.button.hidden = false;
    this.button.addEventListener("click", () => this.sign());
  }

  async sign() {
    this.button.disabled = true;
    this.show("working");
    try {
      const signature = await sign(this);
      if (!signature) return this.show("declined");
      const field = this.querySelector("input");
      field.value = signature;
      field.form.submit();
    } catch (error) {
      this.show(error.message === "absent" ? "absent" : "refused");
    } finally { this.button.disabled = false; }
  }

  show(result) {
    for (const each of this.querySelectorAll("[data-result]")) each.hidden = each.dataset.result !== result;
  }
});
