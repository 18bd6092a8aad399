// A long list with a field above it that narrows it: typing keeps the choices that hold every word. Without a script the
// list is an ordinary one.
customElements.define("pick-list", class extends HTMLElement {
  connectedCallback() {
    if (this.field) return;
    this.select = this.querySelector("select");
    this.groups = [...this.select.children].map((each) => each.cloneNode(true));
    this.field = document.createElement("input");
    Object.assign(this.field, { type: "search", className: "input", placeholder: this.dataset.label, autocomplete: "off" });
    this.field.setAttribute("aria-label", this.dataset.label);
    this.field.addEventListener("input", (event) => { event.stopPropagation(); this.narrow(); });
    this.field.addEventListener("change", (event) => event.stopPropagation());
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.prepend(this.field);
  }

  narrow() {
    const words = this.field.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const chosen = this.select.value;
    const fits = (option, group) => option.value === chosen || words.every((word) => `${group} ${option.textContent}`.toLocaleLowerCase().includes(word));
    const kept = this.groups.map((each) => each.cloneNode(true)).filter((each) => {
      if (each.matches("option")) return true;
      [...each.children].forEach((option) => { if (!fits(option, each.label)) option.remove(); });
      return each.children.length > 0;
    });
    this.select.replaceChildren(...kept);
    this.select.value = chosen;
  }

  key(event) {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const found = [...this.select.options].find((option) => option.value && option.value !== this.select.value);
    if (!found || !this.field.value) return;
    this.select.value = found.value;
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
  }
});
