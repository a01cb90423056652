// Remember the veil from list to list while this window is open. The switch itself is CSS.

const KEY = "al-veil";

function veil() {
  const box = document.querySelector("[data-veil]");
  if (!box) return;
  box.checked = sessionStorage.getItem(KEY) === "1";
  box.addEventListener("change", () => sessionStorage.setItem(KEY, box.checked ? "1" : "0"));
}

veil();
