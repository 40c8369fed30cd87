// Debian's Firefox without a screen, led over WebDriver BiDi, and a stand-in for Mozilla's push
// service on loopback to which it subscribes. Takes orders, one line of JSON each, and answers each
// with one: {"value": …} or {"error": "…"}. Its first line is the address of the push service.
"use strict";

const crypto = require("crypto");
const http = require("http");
const readline = require("readline");
const puppeteer = require("puppeteer-core");
const {WebSocketServer} = require("ws");

const channels = new Set();
const gone = new Set();
const taken = [];
let socket = null;

const service = http.createServer((request, response) => {
  const channel = /^\/wpush\/v2\/([0-9a-f-]+)$/.exec(request.url)?.[1];
  const parts = [];
  request.on("data", part => parts.push(part));
  request.on("end", () => {
    const body = Buffer.concat(parts);
    taken.push({headers: request.headers, octets: body.length});
    if (!channels.has(channel) || gone.has(channel)) return response.writeHead(410).end();
    if (body.length > 4096) return response.writeHead(413).end();
    const {ttl, authorization, "content-encoding": encoding} = request.headers;
    if (encoding !== "aes128gcm" || !/^\d+$/.test(ttl) || !/^vapid t=.+, k=.+$/.test(authorization)) {
      return response.writeHead(400).end("a header is missing");
    }
    say({
      messageType: "notification",
      channelID: channel,
      version: crypto.randomUUID(),
      data: body.toString("base64url"),
      headers: {encoding},
    });
    response.writeHead(201, {Location: "/m/" + crypto.randomUUID()}).end();
  });
});

function say(message) {
  socket.send(JSON.stringify(message));
}

new WebSocketServer({server: service, handleProtocols: () => "push-notification"}).on(
  "connection",
  fresh => {
    socket = fresh;
    fresh.on("message", data => {
      const message = JSON.parse(data.toString());
      const {messageType, channelID} = message;
      if (!messageType) return fresh.send("{}");
      if (messageType === "hello") {
        const uaid = message.uaid || crypto.randomUUID().replaceAll("-", "");
        say({messageType, status: 200, uaid, use_webpush: true, broadcasts: {}});
      } else if (messageType === "register") {
        channels.add(channelID);
        const pushEndpoint = `http://127.0.0.1:${service.address().port}/wpush/v2/${channelID}`;
        say({messageType, status: 200, channelID, pushEndpoint});
      } else if (messageType === "unregister") {
        channels.delete(channelID);
        say({messageType, status: 200, channelID});
      }
    });
  },
);

let browser = null;
let page = null;
const complaints = [];

async function start(port) {
  browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: process.argv[2],
    headless: true,
    timeout: 120_000,
    extraPrefsFirefox: {
      "dom.push.serverURL": `ws://127.0.0.1:${port}/`,
      "dom.push.testing.allowInsecureServerURL": true,
      "dom.push.connection.enabled": true,
      "dom.push.testing.ignorePermission": true,
      "permissions.default.desktop-notification": 1,
      "dom.webnotifications.requireuserinteraction": false,
      // Without a desktop there is nobody else to show it.
      "alerts.useSystemBackend": false,
      "network.captive-portal-service.enabled": false,
      "network.connectivity-service.enabled": false,
      "browser.safebrowsing.update.enabled": false,
      "app.normandy.enabled": false,
    },
  });
  page = await browser.newPage();
  page.on("console", message => complaints.push(message.type() + ": " + message.text()));
  page.on("pageerror", error => complaints.push(String(error)));
}

const orders = {
  open: async ({url}) => {
    await page.goto(url);
  },
  until: async ({css, text}) => {
    await page.waitForFunction(
      (place, words) =>
        [...document.querySelectorAll(place)].some(
          part => part.checkVisibility() && part.textContent.includes(words)),
      {timeout: 30_000},
      css,
      text,
    );
  },
  click: async ({css}) => {
    await page.click(css);
  },
  type: async ({css, text}) => {
    await page.type(css, text);
  },
  evaluate: async ({script}) => page.evaluate(script),
  // A proxy that has the service below a path; the address of both.
  behind: async ({url, path}) => {
    const {hostname, port} = new URL(url);
    const proxy = http.createServer((request, response) => {
      if (!request.url.startsWith(path + "/")) return response.writeHead(404).end();
      const {method, headers} = request;
      const further = {hostname, port, method, headers, path: request.url.slice(path.length)};
      request.pipe(http.request(further, answer => {
        response.writeHead(answer.statusCode, answer.headers);
        answer.pipe(response);
      }));
    });
    await new Promise(resolve => proxy.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${proxy.address().port}${path}`;
  },
  // What the browser shows, once it shows as many as that.
  notifications: async ({number}) => {
    for (let left = 300; ; left--) {
      const shown = await page.evaluate(async () =>
        (await (await navigator.serviceWorker.ready).getNotifications()).map(
          ({title, body, tag, data, lang}) => ({title, body, tag, data, lang})));
      if (shown.length >= number || left === 0) return shown;
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  },
  taken: async () => taken,
  drop: async () => {
    channels.forEach(channel => gone.add(channel));
  },
  complaints: async () => complaints,
};

service.listen(0, "127.0.0.1", async () => {
  const {port} = service.address();
  try {
    await start(port);
    console.log(JSON.stringify({value: `http://127.0.0.1:${port}`}));
  } catch (error) {
    console.log(JSON.stringify({error: String(error.stack)}));
    process.exit(1);
  }
  for await (const line of readline.createInterface({input: process.stdin})) {
    const {order, ...values} = JSON.parse(line);
    try {
      console.log(JSON.stringify({value: (await orders[order](values)) ?? null}));
    } catch (error) {
      const seen = await page.evaluate(() => location.href + "\n" + document.body.innerText).catch(String);
      console.log(JSON.stringify({error: String(error.stack) + "\n" + seen + "\n" + complaints.join("\n")}));
    }
  }
  await browser.close();
  process.exit(0);
});
