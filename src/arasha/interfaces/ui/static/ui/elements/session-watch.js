// Tells when the session is about to end, and when it has: nobody should lose a note to an expired session.
const WARN_S = 300;

customElements.define("session-watch", class extends HTMLElement {
  connectedCallback() {
    const left = Number(this.dataset.seconds);
    this.timers = [
      setTimeout(() => this.tell(this.dataset.soon), Math.max(0, left - WARN_S) * 1000),
      setTimeout(() => this.tell(this.dataset.ended), left * 1000),
    ];
  }

  disconnectedCallback() { this.timers.forEach(clearTimeout); }

  tell(text) {
    this.hidden = false;
    this.querySelector("[data-text]").textContent = text;
  }
});
