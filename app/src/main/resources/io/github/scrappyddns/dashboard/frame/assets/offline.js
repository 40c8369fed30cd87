// The page for the time without a network: it shows the alerts that are held on this device, and goes
// on to the page that was asked for as soon as the service answers again.
"use strict";

{
  const PERIOD = 5_000;
  const root = new URL("../", document.currentScript.src).href;
  const data = `${root}dashboard/alerts.json`;
  const here = `${root}dashboard/offline`;
  const time = new Intl.DateTimeFormat(document.documentElement.lang, {dateStyle: "medium", timeStyle: "short"});
  const part = id => document.getElementById(id);

  // What stands behind the # may be anything: only pages of this service are gone on to.
  function target() {
    const alerts = `${root}dashboard/alerts`;
    try {
      const {href} = new URL(location.hash.substring(1) || alerts, root);
      return href.startsWith(root) && !href.startsWith(here) ? href : alerts;
    } catch {
      return alerts;
    }
  }

  function say(element, moment) {
    element.dateTime = moment;
    element.textContent = time.format(new Date(moment));
  }

  function entry(alert) {
    const row = part("held-alert").content.cloneNode(true);
    for (const name of ["about", "what", "address", "note"]) {
      row.querySelector(`[data-part=${name}]`).textContent = alert[name];
    }
    row.querySelector("[data-part=unread]").hidden = !alert.unread;
    row.querySelector("li").classList.toggle("unread", alert.unread);
    say(row.querySelector("[data-part=at]"), alert.at);
    return row;
  }

  async function show() {
    const answer = await self.caches?.match(data, {cacheName: `alerts ${root}`, ignoreVary: true});
    if (!answer) return;
    const {at, alerts} = await answer.json();
    say(part("held-at"), at);
    part("held-alerts").replaceChildren(...alerts.map(entry));
    part("held-alerts").hidden = alerts.length === 0;
    part("held-empty").hidden = alerts.length > 0;
    part("held").hidden = false;
    part("held-none").hidden = true;
  }

  async function look() {
    try {
      const answer = await fetch(here, {method: "HEAD", cache: "no-store"});
      if (answer.ok) location.replace(target());
    } catch {
      // Not yet.
    }
  }

  part("again").href = target();
  show();
  setInterval(look, PERIOD);
  addEventListener("online", look);
}
