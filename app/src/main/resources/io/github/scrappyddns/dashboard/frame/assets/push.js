// Alerts that come while no page is open. Each must be shown: a browser takes its permission back
// from who is told something and stays silent.
"use strict";

self.addEventListener("push", event => {
  let told = {};
  try {
    told = event.data.json().notification;
  } catch {
    // What cannot be read is an alert all the same: the dashboard says of what.
  }
  const {title = "Scrappy DDNS", navigate, ...options} = told;
  options.data = {page: navigate};
  event.waitUntil(self.registration.showNotification(title, options));
});

self.addEventListener("notificationclick", event => {
  event.notification.close();
  const page = event.notification.data?.page ?? self.registration.scope;
  event.waitUntil(open(page));
});

async function open(page) {
  for (const client of await self.clients.matchAll({type: "window", includeUncontrolled: true})) {
    if (client.url === page) return client.focus();
  }
  return self.clients.openWindow(page);
}
