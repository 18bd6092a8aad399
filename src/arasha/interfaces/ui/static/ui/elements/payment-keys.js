// A payment by keyboard: 1, 2, 3 decide; n writes a note; t takes it in hand or puts it back; u goes back to the queue.
customElements.define("payment-keys", class extends HTMLElement {
  connectedCallback() {
    this.onKey = (event) => this.key(event);
    document.addEventListener("keydown", this.onKey);
  }

  disconnectedCallback() { document.removeEventListener("keydown", this.onKey); }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || document.body.dataset.keys === "off") return;
    if (document.querySelector("dialog[open]")) return;
    const typing = event.target.closest("textarea, input, select") !== null;
    if (typing) { if (event.key === "Escape") event.target.blur(); return; }
    const found = {
      1: "[data-decide='1']", 2: "[data-decide='2']", 3: "[data-decide='3']", n: "[data-note]", t: "[data-take]", u: "[data-back]",
    }[event.key];
    const target = found && [...document.querySelectorAll(found)].find((each) => each.checkVisibility());
    if (!target) return;
    event.preventDefault();
    target.matches("textarea") ? target.focus() : target.click();
  }
});
