// The queue by keyboard: j and k move, Enter opens, x ticks; and the bar of bulk decisions follows the ticks.
const typing = (target) => target.closest("textarea, select, input:not([type=checkbox])") !== null;

customElements.define("queue-keys", class extends HTMLElement {
  connectedCallback() {
    this.rows = [...this.querySelectorAll("[data-row]")];
    this.all = this.querySelector("[data-all]");
    this.onKey = (event) => this.key(event);
    document.addEventListener("keydown", this.onKey);
    this.addEventListener("change", (event) => {
      if (event.target === this.all) this.boxes().forEach((box) => { box.checked = this.all.checked; });
      this.count();
    });
    this.count();
  }

  disconnectedCallback() { document.removeEventListener("keydown", this.onKey); }

  boxes() { return this.rows.map((row) => row.querySelector("input[type=checkbox]")).filter(Boolean); }

  count() {
    const ticked = this.boxes().filter((box) => box.checked).length;
    const bar = this.querySelector("[data-bulk]");
    if (!bar) return;
    bar.querySelector("[data-count]").textContent = ticked;
    bar.querySelectorAll("button").forEach((button) => { button.disabled = ticked === 0; });
  }

  get at() { return this.rows.findIndex((row) => row.getAttribute("aria-current") === "true"); }

  move(step) {
    const next = Math.min(Math.max(this.at + step, 0), this.rows.length - 1);
    this.rows.forEach((row, place) => { place === next ? row.setAttribute("aria-current", "true") : row.removeAttribute("aria-current"); });
    const link = this.rows[next].querySelector("[data-open]");
    link.focus({ preventScroll: true });
    this.rows[next].scrollIntoView({ block: "nearest" });
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || document.body.dataset.keys === "off") return;
    if (typing(event.target) || document.querySelector("dialog[open]")) return;
    const deeds = {
      j: () => this.move(1),
      k: () => this.move(this.at < 0 ? 1 : -1),
      x: () => { const box = this.rows[this.at]?.querySelector("input[type=checkbox]"); if (box) { box.checked = !box.checked; this.count(); } },
      Enter: () => { if (event.target === document.body) this.rows[this.at]?.querySelector("[data-open]").click(); else return false; },
    };
    if (deeds[event.key] && deeds[event.key]() !== false) event.preventDefault();
  }
});
