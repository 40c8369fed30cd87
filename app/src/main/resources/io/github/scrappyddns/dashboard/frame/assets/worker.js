// The worker behind the pages. It holds what the page for the time without a network is made of, and
// the last alerts as plain data; no other page, no form and no answer of this service. What a push
// does stands in a file of its own.
"use strict";

importScripts("push.js?v");

const BUILD = "{{build}}";
const ROOT = new URL("../", self.location.href).href;
const ALERTS = `${ROOT}dashboard/alerts`;
const DATA = `${ALERTS}.json`;
const OFFLINE = `${ROOT}dashboard/offline`;
const SHELL_OF_ALL_BUILDS = `shell ${ROOT} `;
const SHELL = SHELL_OF_ALL_BUILDS + BUILD;
const HELD = `alerts ${ROOT}`;
const FILES = ["look.css?v", "page.js?v", "offline.js?v", "icon.svg?v", "icon-180.png?v", "icon-192.png?v", "app.webmanifest?v"]
  .map(name => `${ROOT}assets/${name}`);

// Only one language is held, whatever the browser asks for by now.
const ANY_LANGUAGE = {ignoreVary: true};

// Of an answer that was under way while somebody signed out, nothing is kept.
let timesForgotten = 0;

function forget() {
  timesForgotten++;
  return caches.delete(HELD);
}

async function hold() {
  const before = timesForgotten;
  try {
    const answer = await fetch(DATA, {redirect: "manual"});
    // Strangers are sent elsewhere.
    if (answer.type === "opaqueredirect" || answer.status === 401) await forget();
    if (!answer.ok || before !== timesForgotten) return;
    await (await caches.open(HELD)).put(DATA, answer);
    if (before !== timesForgotten) await forget();
  } catch {
    // No network: what is held stays.
  }
}

// The page for the time without a network speaks the language that the others speak.
async function keepLanguage(language) {
  const shell = await caches.open(SHELL);
  const held = await shell.match(OFFLINE, ANY_LANGUAGE);
  if (held?.headers.get("Content-Language") === language) return;
  const other = await fetch(OFFLINE, {cache: "reload"}).catch(() => undefined);
  if (!other?.ok) return;
  await shell.delete(OFFLINE, ANY_LANGUAGE);
  await shell.put(OFFLINE, other);
}

async function page(event) {
  const {request} = event;
  const bare = request.url.split(/[?#]/)[0];
  try {
    const answer = await fetch(request);
    if (answer.ok && bare !== OFFLINE && bare !== `${ROOT}login`) event.waitUntil(hold());
    if (answer.ok && bare !== OFFLINE) event.waitUntil(keepLanguage(answer.headers.get("Content-Language")));
    return answer;
  } catch {
    return bare === OFFLINE
      ? (await caches.open(SHELL)).match(OFFLINE, ANY_LANGUAGE)
      : Response.redirect(`${OFFLINE}#${request.url.substring(ROOT.length)}`);
  }
}

self.addEventListener("install", event => {
  const fresh = [OFFLINE, ...FILES].map(address => new Request(address, {cache: "reload"}));
  event.waitUntil(caches.open(SHELL).then(shell => shell.addAll(fresh)));
  self.skipWaiting();
});

self.addEventListener("activate", event => {
  const others = names =>
    names.filter(name => name.startsWith(SHELL_OF_ALL_BUILDS) && name !== SHELL);
  event.waitUntil(
    caches.keys()
      .then(names => Promise.all(others(names).map(name => caches.delete(name))))
      .then(() => self.clients.claim()));
});

self.addEventListener("fetch", event => {
  const {request} = event;
  const bare = request.url.split(/[?#]/)[0];
  // Who signs out, and who is asked to sign in, leaves nothing behind on the device.
  if (bare === `${ROOT}logout` || bare === `${ROOT}login`) event.waitUntil(forget());
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (FILES.includes(request.url)) {
    event.respondWith(caches.match(request, {cacheName: SHELL}).then(file => file ?? fetch(request)));
  } else if (bare === ALERTS) event.waitUntil(hold()); // The open page looks for news.
});

// What is told is held, before anybody looks.
self.addEventListener("push", event => event.waitUntil(hold()));
