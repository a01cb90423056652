// On a wide screen there is room for the filters beside the list: show them without a press.

const ROOM = "(min-width: 56em)";

function wide() {
  if (!window.matchMedia(ROOM).matches) return;
  for (const details of document.querySelectorAll("details[data-open-wide]")) details.open = true;
}

wide();
