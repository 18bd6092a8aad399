// A notice that leaves after a while; not while it is pointed at or holds the focus, and an error stays.
const STAYS_MS = 8000;

customElements.define("self-dismiss", class extends HTMLElement {
  connectedCallback() {
    if (this.classList.contains("notice-error")) return;
    this.timer = setInterval(() => { if (!this.matches(":hover, :focus-within")) this.remove(); }, STAYS_MS);
  }

  disconnectedCallback() { clearInterval(this.timer); }
});
