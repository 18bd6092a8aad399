// A button that copies `data-text` and says so.
customElements.define("copy-text", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", async () => {
      await navigator.clipboard.writeText(this.dataset.text);
      const label = this.querySelector("[data-label]");
      if (label) label.textContent = this.dataset.done;
    });
  }
});
