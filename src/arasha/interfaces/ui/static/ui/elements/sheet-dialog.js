// Links with `data-sheet` open in the page's dialog instead of a page of their own; forms inside stay inside.
const sheet = document.getElementById("sheet");

async function load(url, options = {}) {
  const answer = await fetch(url, { ...options, headers: { "HX-Request": "true" }, credentials: "same-origin" });
  if (answer.redirected || !answer.ok && answer.status !== 422) { location.assign(answer.redirected ? answer.url : url); return; }
  sheet.innerHTML = await answer.text();
  if (!sheet.open) sheet.showModal();
  (sheet.querySelector("[autofocus]") ?? sheet.querySelector("input, button, a"))?.focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-sheet]");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    load(link.href);
  } else if (event.target.closest("[data-close]") && sheet.open) {
    event.preventDefault();
    sheet.close();
  } else if (event.target === sheet) {
    sheet.close();
  }
});

sheet.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.hasAttribute("data-whole")) return;
  event.preventDefault();
  load(form.action, { method: "POST", body: new FormData(form, event.submitter) });
});

// What was revealed does not stay in the page when the dialog is closed.
sheet.addEventListener("close", () => { sheet.replaceChildren(); });
