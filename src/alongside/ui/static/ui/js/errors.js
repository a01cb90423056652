// Say first what is to finish, then lead to the field itself.

function focusErrors() {
  const summary = document.querySelector("[data-error-summary]");
  if (!summary) return;
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    const closed = field.closest("details:not([open])");
    if (closed) closed.open = true;
    const words = field.closest("fieldset")?.querySelector("legend") ?? field.labels?.[0];
    (words ?? field).scrollIntoView();
    field.focus({ preventScroll: true });
  });
}

focusErrors();
