// Show how far a long upload is. Without this the browser sends the same form by itself.

const box = document.querySelector(".al-upload");
const bar = box?.querySelector("progress");
const words = box?.querySelector("p");
const form = document.querySelector('form[enctype="multipart/form-data"]');

function say(text) {
  words.textContent = text;
}

function arrived(request) {
  if (request.status === 201) {
    location.assign(request.getResponseHeader("Location"));
    return;
  }
  // Something is to finish: the page that says what takes the place of this one's content.
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const main = page.querySelector("main");
  if (!main) {
    location.reload();
    return;
  }
  document.querySelector("main").replaceWith(main);
  (main.querySelector(".govuk-error-summary") ?? main).focus();
  main.scrollIntoView();
}

function send(event) {
  const files = [...form.querySelectorAll('input[type="file"]')].flatMap((one) => [...one.files]);
  // A short one is there before anybody could read a bar.
  if (!box || files.reduce((sum, file) => sum + file.size, 0) < 1_000_000) return;
  event.preventDefault();
  const request = new XMLHttpRequest();
  request.open("POST", location.href);
  request.setRequestHeader("X-Upload-Progress", "1");
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    bar.value = Math.floor((loaded / total) * 100);
    say(`${bar.value} %`);
  });
  request.upload.addEventListener("load", () => say(box.dataset.uploadDone));
  request.addEventListener("load", () => arrived(request));
  request.addEventListener("error", () => {
    say(box.dataset.uploadFailed);
    button.disabled = false;
  });
  const button = form.querySelector("button");
  // Read before anything of the form is switched off: what is disabled is not sent.
  const typed = new FormData(form);
  button.disabled = true;
  box.hidden = false;
  box.scrollIntoView({ block: "nearest" });
  request.send(typed);
}

form?.addEventListener("submit", send);
