// An expected time that counts down, and says so when it was wrong.

export class Countdown {
  #line;
  #end = null;
  #timer;

  constructor(line) {
    this.#line = line;
    this.set(line.dataset.expectedS ? Number(line.dataset.expectedS) : null);
    this.#timer = setInterval(() => this.#show(), 1000);
  }

  /** Expect the end in `seconds` from now; null when nobody knows. */
  set(seconds) {
    this.#end = seconds === null ? null : Date.now() + seconds * 1000;
    this.#show();
  }

  stop() {
    clearInterval(this.#timer);
  }

  #show() {
    this.#line.textContent = this.#end === null ? "" : sentence((this.#end - Date.now()) / 1000);
  }
}

function sentence(left) {
  if (left < -10) return "It takes longer than expected.";
  if (left < 1) return "Any moment now.";
  if (left < 60) return `About ${Math.ceil(left)} s left.`;
  if (left < 3600) return `About ${Math.ceil(left / 60)} min left.`;
  return `About ${(left / 3600).toFixed(1)} h left.`;
}
