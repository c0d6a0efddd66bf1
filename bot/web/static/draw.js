// Asks for jobs through the API, so that a refused prompt stays in its box with the reason beside it.

const box = document.getElementById("prompt");
const errorLine = document.getElementById("prompt-error");
const leftLine = document.getElementById("prompt-left");

/** The last wish and its key: a second try after a lost answer has the same key and can't become two jobs. */
let asked = { wish: "", key: "" };

export function switchOnForms() {
  // On the document, because the form that draws again comes when the pictures are finished.
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-draw]")) return;
    event.preventDefault();
    draw(event.target);
  });
  for (const example of document.querySelectorAll(".examples button")) {
    example.addEventListener("click", (event) => {
      event.preventDefault();
      fill(example.value);
    });
  }
  addEventListener("pageshow", (event) => event.persisted && comeBack());
  box?.addEventListener("input", countLeft);
  box?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    box.form.requestSubmit();
  });
  if (box) countLeft();
}

async function draw(form) {
  const button = form.querySelector("[type=submit]");
  const wish = wishOf(form);
  if (wish === null || button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch("/api/jobs", {
      method: "POST",
      headers: { "Content-Type": "application/json", "Idempotency-Key": keyOf(wish) },
      body: wish,
    });
    const result = await answer.json();
    if (answer.ok) {
      location.assign(result.path);
      return; // busy until this page is left, so that a second click asks for nothing
    }
    complain(result.error.message, box, result.error.appeal);
  } catch {
    complain("Nonet can't be reached just now. Your prompt is still here: try again in a moment.");
  }
  button.removeAttribute("aria-busy");
}

/** Who comes back by the browser's history may wish the same again. */
function comeBack() {
  asked = { wish: "", key: "" };
  for (const button of document.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
}

function wishOf(form) {
  const fields = new FormData(form);
  const seed = (fields.get("seed") ?? "").trim();
  if (seed !== "" && !/^\d{1,15}$/.test(seed)) {
    complain("A seed is a whole number, as 7 or 1234.", form.elements.seed);
    return null;
  }
  return JSON.stringify({ prompt: fields.get("prompt"), seed: seed === "" ? null : Number(seed) });
}

function keyOf(wish) {
  if (asked.wish !== wish) {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    asked = { wish, key: Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("") };
  }
  return asked.key;
}

function complain(sentence, field = box, appeal = "") {
  forgive();
  errorLine.textContent = sentence;
  if (appeal) errorLine.append(" ", linkTo(appeal, "Appeal"));
  field.setAttribute("aria-invalid", "true");
  field.focus();
}

function linkTo(path, words) {
  const link = document.createElement("a");
  link.href = path;
  link.textContent = words;
  return link;
}

function forgive() {
  errorLine.textContent = "";
  for (const field of document.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
}

function fill(prompt) {
  box.value = prompt;
  forgive();
  countLeft();
  box.focus();
  box.form.scrollIntoView({ block: "center" });
}

function countLeft() {
  const left = Number(box.dataset.limit) - Array.from(box.value).length;
  leftLine.hidden = left > 100;
  leftLine.classList.toggle("over", left < 0);
  leftLine.textContent = left < 0 ? `${-left} characters too many` : `${left} characters left`;
}
