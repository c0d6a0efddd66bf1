// Shows how a job gets on: place and time, nine tiles that fill in, then the finished page.

import { Countdown } from "./countdown.js";

const SILENCE_S = 20; // the server gives a sign of life every 5 s, so by then the connection is dead
const AGAIN_S = 5;

const title = document.title;

/** Follow the job of this page to its end, through lost connections; call `finished` when its result is shown. */
export function watchJob(job, finished) {
  const watch = { job, finished, countdown: new Countdown(document.getElementById("expected")), silence: 0 };
  connect(watch);
}

function connect(watch) {
  const source = new EventSource(watch.job.dataset.events);
  const handlers = {
    open: () => {},
    alive: () => {},
    progress: (data) => showProgress(watch, data),
    preview: showPreview,
    ended: () => {
      disconnect(watch, source);
      showResult(watch);
    },
  };
  for (const [name, handle] of Object.entries(handlers)) {
    source.addEventListener(name, (event) => {
      trust(watch, source);
      handle(event.data && JSON.parse(event.data));
    });
  }
  source.addEventListener("error", () => {
    showTrouble(true);
    if (source.readyState === EventSource.CLOSED) connectAgain(watch, source);
  });
  trust(watch, source);
}

/** The connection works; if it then says nothing for too long, it doesn't. */
function trust(watch, source) {
  showTrouble(false);
  clearTimeout(watch.silence);
  watch.silence = setTimeout(() => connectAgain(watch, source), SILENCE_S * 1000);
}

function disconnect(watch, source) {
  clearTimeout(watch.silence);
  source.close();
}

function connectAgain(watch, source) {
  disconnect(watch, source);
  showTrouble(true);
  setTimeout(() => connect(watch), AGAIN_S * 1000);
}

function showTrouble(shown) {
  document.getElementById("trouble").hidden = !shown;
}

function showProgress(watch, { headline, expected_s, done, total }) {
  const line = document.getElementById("headline");
  if (line.textContent !== headline) {
    line.textContent = headline;
    announce(headline);
  }
  watch.countdown.set(expected_s);
  const bar = document.getElementById("progress");
  bar.hidden = total === null;
  if (total === null) return;
  bar.max = total;
  bar.value = done;
  document.title = `${Math.floor((100 * done) / total)} % · ${title}`;
}

function showPreview({ sample, png }) {
  const tile = document.querySelectorAll("#job .tile")[sample - 1];
  const picture = tile.querySelector("img") ?? tile.appendChild(new Image());
  picture.alt = "";
  picture.src = `data:image/png;base64,${png}`;
}

/** Take the job of the finished page in place of ours, when its pictures are here. */
async function showResult(watch) {
  watch.countdown.stop();
  const page = await finishedPage();
  if (page === null) {
    showTrouble(true);
    setTimeout(() => showResult(watch), AGAIN_S * 1000);
    return;
  }
  const job = document.adoptNode(page.getElementById("job"));
  await Promise.allSettled([...job.querySelectorAll(".tile img")].map((picture) => picture.decode()));
  const focused = watch.job.contains(document.activeElement);
  job.classList.add("fresh");
  watch.job.replaceWith(job);
  document.getElementById("next-heading").textContent = page.getElementById("next-heading").textContent;
  document.title = job.dataset.state === "done" ? `✓ ${title}` : title;
  if (focused) document.getElementById("main").focus();
  announce(job.dataset.announcement);
  watch.finished(job);
}

/** The server knows how it looks; null if it can't be had yet. */
async function finishedPage() {
  try {
    const answer = await fetch(location.pathname);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.querySelector("#job:not([data-events])") && page;
  } catch {
    return null;
  }
}

function announce(sentence) {
  document.getElementById("announcement").textContent = sentence;
}
