// Registers the worker behind the pages, and lets this browser be alerted: it subscribes when
// somebody wants that, and says at every visit where its alerts go, since browsers change that
// without a word.
"use strict";

(() => {
  const {root, mark} = document.currentScript.dataset;
  const home = new URL(root, location.href);
  const orders = new URL("dashboard/channels/device", home);
  // Several dashboards may share a host.
  const KEY = "scrappy-device " + home.pathname;
  // Where this device is spoken of, on two of the pages.
  const place = document.querySelector("section.device");
  const form = place?.querySelector("form");

  function send(fields) {
    return fetch(orders, {method: "POST", body: new URLSearchParams({mark, ...fields})});
  }

  /** Some browsers have none, and none takes one from an address that it does not trust. */
  function register() {
    const worker = new URL("assets/worker.js", home);
    return navigator.serviceWorker?.register(worker, {scope: home.pathname});
  }

  function octets(base64) {
    const text = atob(base64.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(text, letter => letter.charCodeAt(0));
  }

  async function subscribe(pushManager) {
    const answer = await send({do: "key"});
    const text = await answer.text();
    if (!answer.ok) throw new Error(text);
    const wish = {userVisibleOnly: true, applicationServerKey: octets(text)};
    try {
      return await pushManager.subscribe(wish);
    } catch (trouble) {
      // It was subscribed to another server that had this address, or to one that was set up anew.
      const old = await pushManager.getSubscription();
      if (!old) throw trouble;
      await old.unsubscribe();
      return pushManager.subscribe(wish);
    }
  }

  function told(subscription, device) {
    const {endpoint, keys} = subscription.toJSON();
    return {endpoint, p256dh: keys.p256dh, auth: keys.auth, device, at: home.href};
  }

  /** Whether this browser is a channel, once that has been looked into. */
  async function comeBack() {
    const device = localStorage.getItem(KEY);
    if (!device || Notification.permission !== "granted") return false;
    await registered;
    const {pushManager} = await navigator.serviceWorker.ready;
    let subscription = (await pushManager.getSubscription()) ?? (await subscribe(pushManager));
    let answer = await send({do: "back", ...told(subscription, device)});
    if (answer.status === 409) {
      await subscription.unsubscribe();
      subscription = await subscribe(pushManager);
      answer = await send({do: "back", ...told(subscription, device)});
    }
    if (answer.status === 410) {
      localStorage.removeItem(KEY);
      await subscription.unsubscribe();
    }
    return answer.ok && !answer.redirected;
  }

  function show(states, words) {
    for (const part of place?.querySelectorAll("[data-device]") ?? []) {
      part.hidden = !states.includes(part.dataset.device);
    }
    if (words) place.querySelector(".reason").textContent = words;
  }

  function state() {
    const apple = /iPhone|iPad/.test(navigator.userAgent) ||
      (/Mac OS X/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);
    const installed = navigator.standalone || matchMedia("(display-mode: standalone)").matches;
    if (!isSecureContext) return "insecure";
    if (apple && !installed && !("PushManager" in window)) return "iphone";
    if (!("PushManager" in window && "serviceWorker" in navigator)) return "unsupported";
    return Notification.permission === "denied" ? "denied" : "ready";
  }

  async function alertThisDevice(event) {
    event.preventDefault();
    const button = form.querySelector("button");
    button.disabled = true;
    try {
      // First of all: it may only be asked for as long as somebody is pressing the button.
      if ((await Notification.requestPermission()) !== "granted") {
        show(["denied"]);
        return;
      }
      // Once more, as it may have failed when the page was loaded.
      await register();
      const {pushManager} = await navigator.serviceWorker.ready;
      const device = localStorage.getItem(KEY) ?? crypto.randomUUID();
      const fields = told(await subscribe(pushManager), device);
      localStorage.setItem(KEY, device);
      for (const [name, value] of Object.entries(fields)) form.elements[name].value = value;
      form.submit();
    } catch (trouble) {
      show(["failed", "ready"], trouble.message);
    } finally {
      button.disabled = false;
    }
  }

  const registered = register();
  registered?.catch(() => {});
  const now = state();
  if (form) {
    form.addEventListener("submit", alertThisDevice);
    show([now]);
  }
  if (now === "ready") {
    comeBack().then(known => known && show(["known"]), () => {});
  }
})();
