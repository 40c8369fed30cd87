// What the worker does with an alert: it shows it, whatever it holds, since browsers take the permission
// from who stays silent; and a touch leads to the page that it is about. The same is shown by Safari
// without any worker: the "declarative" form, which {"web_push": 8030} marks.
"use strict";

{
  const root = new URL("../", self.location.href).href;

  function told(event) {
    try {
      const {notification} = event.data.json();
      return typeof notification.title === "string" ? notification : {title: "Scrappy DDNS"};
    } catch {
      return {title: "Scrappy DDNS"};
    }
  }

  self.addEventListener("push", event => {
    const {title, body, tag, lang, silent, navigate} = told(event);
    event.waitUntil(
      self.registration.showNotification(title, {
        body,
        tag,
        lang,
        silent: Boolean(silent),
        // The next alert of a network takes the place of the one before, aloud.
        renotify: Boolean(tag) && !silent,
        icon: `${root}assets/icon-192.png`,
        data: {navigate},
      }));
  });

  // Only pages of this service are opened: an address that is none leads to the alerts.
  function target(navigate) {
    const alerts = `${root}dashboard/alerts`;
    try {
      const {href} = new URL(navigate ?? alerts, root);
      return href.startsWith(root) ? href : alerts;
    } catch {
      return alerts;
    }
  }

  async function open(address) {
    const windows = await self.clients.matchAll({type: "window", includeUncontrolled: true});
    const ours = windows.find(one => one.url.startsWith(root));
    if (!ours) return self.clients.openWindow(address);
    await ours.focus().catch(() => {}); // Not every system lets a worker do so.
    return ours.navigate(address).catch(() => self.clients.openWindow(address));
  }

  self.addEventListener("notificationclick", event => {
    event.notification.close();
    event.waitUntil(open(target(event.notification.data?.navigate)));
  });
}
