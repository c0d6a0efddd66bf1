// The finished pictures: copy the link, look at each one large.

export function switchOnResult(job) {
  switchOnCopying(job);
  const dialog = job.querySelector("#viewer");
  if (dialog) switchOnViewer(dialog, [...job.querySelectorAll(".samples a")]);
}

function switchOnCopying(job) {
  const button = job.querySelector("#copy");
  const field = job.querySelector("#link");
  button.hidden = false;
  button.addEventListener("click", async () => {
    const copied = await copy(field);
    button.textContent = copied ? "Link copied" : "Press Ctrl+C to copy";
    setTimeout(() => (button.textContent = "Copy link"), 2500);
  });
}

async function copy(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    // No permission, or no https: the field's own selection still can be copied.
    field.select();
    return document.execCommand("copy");
  }
}

function switchOnViewer(dialog, links) {
  let shown = 0;

  const show = (index) => {
    shown = (index + links.length) % links.length;
    const picture = dialog.querySelector("img");
    picture.src = links[shown].href;
    picture.alt = links[shown].querySelector("img").alt;
    dialog.querySelector("#viewer-caption").textContent = `Picture ${shown + 1} of ${links.length}`;
    const save = dialog.querySelector("#viewer-save");
    save.href = links[shown].href;
    save.download = links[shown].dataset.fileName;
  };

  links.forEach((link, index) =>
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab or window is wanted
      event.preventDefault();
      show(index);
      dialog.showModal();
    }),
  );
  dialog.querySelector("#viewer-back").addEventListener("click", () => show(shown - 1));
  dialog.querySelector("#viewer-next").addEventListener("click", () => show(shown + 1));
  dialog.querySelector("#viewer-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft") show(shown - 1);
    if (event.key === "ArrowRight") show(shown + 1);
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => links[shown].focus());
}
