// Returns a sentence for each thing that makes the page hard to use for someone.
() => {
  const problems = [];
  const check = (good, problem) => good || problems.push(problem);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const show = (element) => element.outerHTML.slice(0, 90);
  const visible = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;

  check(document.documentElement.lang, "the page has no language");
  check(document.title.trim(), "the page has no title");
  check(all("main").length === 1, "there is not one main landmark");
  check(all("h1").filter(visible).length === 1, "there is not one h1");
  all("h1, h2, h3, h4").filter(visible).reduce((before, heading) => {
    const level = Number(heading.tagName[1]);
    check(level <= before + 1, `a heading level is skipped before ${show(heading)}`);
    return level;
  }, 0);

  for (const image of all("img")) check(image.hasAttribute("alt"), `no alt: ${show(image)}`);
  for (const image of all("#job .samples img")) check(image.alt, `no description: ${show(image)}`);

  const ids = all("[id]").map((element) => element.id);
  check(new Set(ids).size === ids.length, "an id is used twice");
  for (const name of ["for", "aria-describedby", "aria-labelledby"]) {
    for (const element of all(`[${name}]`)) {
      for (const id of element.getAttribute(name).split(/\s+/)) {
        check(document.getElementById(id), `${name} leads nowhere: ${show(element)}`);
      }
    }
  }
  check(!all("[tabindex]").some((element) => element.tabIndex > 0), "the order of the Tab key is changed");
  check(!document.querySelector("[aria-hidden=true] :is(a, button, input, textarea)"), "something hidden gets the focus");

  check(document.documentElement.scrollWidth <= innerWidth, `the page is ${document.documentElement.scrollWidth} px wide`);
  for (const element of all("button, .button, summary, input, textarea, .samples a").filter(visible)) {
    const { width, height } = (element.closest(".choice") ?? element).getBoundingClientRect();
    check(Math.min(width, height) >= 24, `too small to hit: ${show(element)}`);
  }
  check(document.getAnimations().length === 0, "something moves although motion is not wanted");

  // Contrast, WCAG 2.2, 1.4.3
  const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
  const luminance = ([red, green, blue]) => {
    const [r, g, b] = [red, green, blue].map((c) => (c / 255 <= 0.04045 ? c / 3294.6 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const background = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = channels(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.textContent.trim() || !visible(element) || element.closest(".unseen, noscript")) continue;
    const style = getComputedStyle(element);
    const [light, dark] = [luminance(channels(style.color)), luminance(background(element))].sort((a, b) => b - a);
    const size = parseFloat(style.fontSize);
    const enough = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
    const ratio = (light + 0.05) / (dark + 0.05);
    check(ratio >= enough, `contrast ${ratio.toFixed(1)} of ${show(element)}`);
  }
  return problems;
}
