// Keys that work on every page: / goes to the search, ? shows all keys. The person can switch single letters off.
const off = () => document.body.dataset.keys === "off";
const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || off() || typing(event.target)) return;
  const wanted = { "/": "[data-key-search]", "?": "[data-key-help]" }[event.key];
  const found = wanted && document.querySelector(wanted);
  if (!found || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  found.matches("a") ? found.click() : found.focus();
});
