// The private check: what is typed never leaves this page. It is brought into its one form and hashed here (PBKDF2, as
// rules/private_check.py says); the server is asked for the bucket of the first two bytes, which thousands share; whether
// the hash is in it is seen here.
const SALT = "arasha private check 1", ROUNDS = 100000, BYTES = 16;
const LEAST_LABELS = 2, MOST_NAMES = 5;

const digits = (text) => text.normalize("NFKC").replace(/[\s\-‐‑‒–—−()./]/g, "");

// ISO 13616: the first four characters go last, letters are numbers from 10, and the whole is 1 modulo 97.
const checks = (account) =>
  [...account.slice(4) + account.slice(0, 4)].map((sign) => parseInt(sign, 36)).join("").split("").reduce((rest, digit) => (10 * rest + Number(digit)) % 97, 0) === 1;

// The one form of each kind, or none when it cannot be read; a site may be listed by any name above its own.
const READ = {
  phone(text) {
    const number = digits(text);
    for (const [spelling, code] of [[/^(?:\+|00|810)([1-9]\d{6,14})$/, ""], [/^[78](\d{10})$/, "7"], [/^([67]\d{9})$/, "7"]]) {
      const found = number.match(spelling);
      if (found) return [`+${code}${found[1]}`];
    }
    return [];
  },
  iban(text) {
    const account = digits(text).toUpperCase();
    return /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(account) && checks(account) ? [account] : [];
  },
  domain(text) {
    try {
      const host = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(text.trim()) ? text.trim() : `https://${text.trim()}`).hostname;
      const labels = host.replace(/\.$/, "").split(".");
      if (labels.length < LEAST_LABELS || labels.some((label) => !label)) return [];
      const names = labels.map((_, place) => labels.slice(place).join(".")).slice(0, 1 - LEAST_LABELS);
      return names.slice(-MOST_NAMES);
    } catch { return []; }
  },
};

const bytes = (text) => new TextEncoder().encode(text);
const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

async function hashOf(kind, canonical) {
  const key = await crypto.subtle.importKey("raw", bytes(`${kind}\0${canonical}`), "PBKDF2", false, ["deriveBits"]);
  return hex(await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt: bytes(SALT), iterations: ROUNDS }, key, 8 * BYTES));
}

customElements.define("private-check", class extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.check(); });
    this.form.hidden = false;
  }

  async check() {
    const kind = this.form.elements.kind.value;
    this.show("working");
    try {
      const names = READ[kind](this.form.elements.what.value);
      if (!names.length) return this.show("unread");
      const found = await Promise.all(names.map((name) => this.isListed(kind, name)));
      this.show(found.includes(true) ? "listed" : "clear");
    } catch { this.show("failed"); }
  }

  async isListed(kind, name) {
    const hash = await hashOf(kind, name);
    const address = this.dataset.buckets.replace("/0/", `/${parseInt(hash.slice(0, 4), 16)}/`);
    const answer = await fetch(address, { credentials: "omit", referrerPolicy: "no-referrer" });
    if (!answer.ok) throw new Error(answer.status);
    return (await answer.json()).hashes.includes(hash);
  }

  show(result) {
    for (const each of this.querySelectorAll("[data-result]")) each.hidden = each.dataset.result !== result;
  }
});
