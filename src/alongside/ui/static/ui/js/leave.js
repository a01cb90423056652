// Leave at once: cover the page, then replace it in the history. The link works without this.

const PRESSES = 3;
const WITHIN = 2000;

function leave() {
  const link = document.querySelector("a[data-leave]");
  if (!link) return;

  const go = () => {
    document.documentElement.classList.add("al-covered");
    document.title = "";
    location.replace(link.href);
  };

  link.addEventListener("click", (event) => {
    event.preventDefault();
    go();
  });

  let presses = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift") {
      presses = [];
      return;
    }
    if (event.repeat) return;
    presses = [...presses.filter((at) => event.timeStamp - at < WITHIN), event.timeStamp];
    if (presses.length >= PRESSES) go();
  });

  // A page out of the browser's own store was asked of nobody: the server knows whether she left.
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    document.documentElement.classList.add("al-covered");
    location.reload();
  });
}

leave();
