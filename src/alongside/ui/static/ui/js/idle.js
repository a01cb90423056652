// Count down to the lock while nobody touches the page. The server locks by its own clock anyway;
// this only takes the words off the screen in time.

const WARNING = 60;
const SIGNS = ["pointerdown", "keydown", "scroll", "touchstart"];
const SHARED = "al-last-touch";

function idle() {
  const limit = Number(document.body.dataset.idleSeconds);
  const lock = document.querySelector("form[data-lock]");
  const box = document.querySelector("[data-idle]");
  if (!limit || !lock || !box) return;

  const text = box.querySelector("[data-idle-text]");
  let before = null;
  let last = 0;

  const touched = () => {
    last = Date.now();
    // Another tab of hers that is in use keeps this one open too.
    try {
      localStorage.setItem(SHARED, String(last));
    } catch {
      // Storage may be forbidden; then each tab counts alone.
    }
    if (!box.hidden) close();
  };
  const open = () => {
    before = document.activeElement;
    box.hidden = false;
    box.querySelector("[data-idle-stay]").focus();
  };
  const close = () => {
    box.hidden = true;
    before?.focus();
  };

  const tick = () => {
    const left = Math.ceil(limit - (Date.now() - last) / 1000);
    if (left <= 0) {
      clearInterval(timer);
      document.body.replaceChildren(lock);
      lock.hidden = true;
      lock.requestSubmit();
      return;
    }
    if (left > Math.min(WARNING, limit / 2)) {
      if (!box.hidden) close();
      return;
    }
    if (box.hidden) open();
    text.textContent = left === 1 ? text.dataset.one : text.dataset.many.replace("%s", left);
  };

  for (const sign of SIGNS) {
    addEventListener(sign, () => box.hidden && touched(), { passive: true, capture: true });
  }
  box.querySelector("[data-idle-stay]").addEventListener("click", touched);
  addEventListener("storage", (event) => {
    if (event.key === SHARED) last = Math.max(last, Number(event.newValue));
  });
  touched();
  const timer = setInterval(tick, 1000);
}

idle();
