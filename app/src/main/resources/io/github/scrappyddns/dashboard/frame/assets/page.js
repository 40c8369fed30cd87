// What a page does by itself: it looks for news every ten seconds while somebody can see it, and
// changes only what has changed, so that focus, scroll and what was typed stay as they are.
"use strict";

const PERIOD = 10_000;
const SOON = 2_000;

function same(one, other) {
  return one.nodeType === other.nodeType && one.nodeName === other.nodeName && one.id === other.id;
}

function become(old, fresh) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
    return;
  }
  for (const {name} of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && name !== "open") old.removeAttribute(name);
  }
  for (const {name, value} of fresh.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  const parts = [...fresh.childNodes];
  parts.forEach((part, i) => {
    const here = old.childNodes[i];
    if (here && same(here, part)) become(here, part);
    else if (part.id && [...old.children].some(child => child.id === part.id)) {
      const known = [...old.children].find(child => child.id === part.id);
      old.insertBefore(known, here);
      become(known, part);
    } else old.insertBefore(document.importNode(part, true), here ?? null);
  });
  while (old.childNodes.length > parts.length) old.lastChild.remove();
}

async function look() {
  const live = document.querySelectorAll("[data-live]");
  if (document.hidden || live.length === 0) return;
  try {
    const from = document.querySelector("[data-look]")?.dataset.look ?? location.href;
    const answer = await fetch(from, {headers: {Accept: "text/html"}});
    // What was waited for has happened: the page goes on by itself.
    if (answer.redirected && document.querySelector("[data-soon]")) location.assign(answer.url);
    if (!answer.ok || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of live) {
      const news = fresh.querySelector(`[data-live="${part.dataset.live}"]`);
      if (news) become(part, news);
    }
  } catch {
    // The service is away for a moment: the next look finds it.
  }
}

setInterval(look, PERIOD);
// Where somebody waits for a thing that is to happen now.
setInterval(() => {
  if (document.querySelector("[data-soon]")) look();
}, SOON);
document.addEventListener("visibilitychange", look);

// Where a picture is wider than the screen, now is what one wants to see first.
for (const picture of document.querySelectorAll(".picture")) picture.scrollLeft = picture.scrollWidth;
