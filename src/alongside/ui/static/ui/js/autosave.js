// Save what is typed: two seconds after it stops, on leaving a field, and when the page is hidden.
// Nothing is kept in the browser; a failed save is tried again, later each time.

const PAUSE = 2000;
const FIRST_RETRY = 4000;
const LONGEST_RETRY = 60000;
const PATIENCE = 1500;

function watch(form) {
  const status = form.querySelector("[data-autosave-status]");
  // A form that came back with errors holds words that no draft has yet.
  let saved = document.querySelector("[data-error-summary]") ? null : written(form);
  let timer = 0;
  let wait = FIRST_RETRY;
  let running = null;
  let stopped = false;

  const say = (words, failed = false) => {
    if (!status) return;
    status.textContent = words;
    status.classList.toggle("al-autosave--failed", failed);
  };
  const later = (milliseconds) => {
    clearTimeout(timer);
    timer = setTimeout(save, milliseconds);
  };
  const failed = () => {
    say(status?.dataset.failed ?? "", true);
    later(wait);
    wait = Math.min(wait * 2, LONGEST_RETRY);
  };
  const stop = (words) => {
    stopped = true;
    clearTimeout(timer);
    say(words, true);
  };

  const dirty = () => !stopped && written(form) !== saved;

  function save() {
    clearTimeout(timer);
    if (!running && dirty()) running = post(written(form)).finally(() => (running = null));
    return running;
  }

  async function post(body) {
    try {
      const answer = await send(form, body);
      if (answer.conflict) {
        stop(answer.conflict);
        return;
      }
      saved = body;
      wait = FIRST_RETRY;
      say((status?.dataset.saved ?? "%s").replace("%s", answer.saved));
      if (dirty()) later(PAUSE);
    } catch {
      failed();
    }
  }

  // What is on its way may be older than what is in the form.
  const flush = async () => {
    await running;
    await save();
  };

  form.addEventListener("input", () => later(PAUSE));
  form.addEventListener("change", () => later(PAUSE));
  form.addEventListener("focusout", save);
  form.addEventListener("submit", () => stop(""));
  document.addEventListener("visibilitychange", () => document.hidden && save());
  addEventListener("pagehide", save);
  return { dirty, flush };
}

// The fields as the form itself would send them; files wait for the real submit.
function written(form) {
  const fields = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  return new URLSearchParams(fields).toString();
}

async function send(form, body) {
  const response = await fetch(form.dataset.autosave, {
    method: "POST",
    body,
    headers: {
      Accept: "application/json",
      "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8",
    },
    // Outlives the page, up to the 64 KiB a browser allows for that.
    keepalive: body.length < 60000,
    redirect: "error",
  });
  const answer = response.headers.get("Content-Type")?.includes("json") ? await response.json() : {};
  if (answer.conflict) return answer;
  if (!response.ok || !answer.saved) throw new Error(`not saved: ${response.status}`);
  return answer;
}

// Lock at once for the eye; first let what was just typed reach the server, which needs her keys.
function saveBeforeLocking(watched) {
  const lock = document.querySelector("form[data-lock]");
  lock?.addEventListener("submit", async (event) => {
    if (!watched.some(({ dirty }) => dirty())) return;
    event.preventDefault();
    document.documentElement.classList.add("al-covered");
    const settled = Promise.all(watched.map(({ flush }) => flush()));
    await Promise.race([settled, new Promise((done) => setTimeout(done, PATIENCE))]);
    lock.submit();
  });
}

saveBeforeLocking([...document.querySelectorAll("form[data-autosave]")].map(watch));
