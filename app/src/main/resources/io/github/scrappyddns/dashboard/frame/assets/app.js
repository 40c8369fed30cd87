// How to install the pages as an app on this device.
"use strict";

{
  const hints = document.getElementById("app");
  if (hints) {
    const {userAgent, maxTouchPoints} = navigator;
    // An iPad calls itself a Mac, of which none has a screen to touch.
    const apple =
      /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1);
    const device = apple ? "iphone" : /Android/.test(userAgent) ? "android" : "desk";
    for (const hint of hints.querySelectorAll("[data-device]")) {
      hint.hidden = hint.dataset.device !== device;
    }
    for (const part of hints.querySelectorAll("[data-secure]")) {
      part.hidden = (part.dataset.secure === "yes") !== isSecureContext;
    }
    // Who reads this in the app has it installed.
    hints.hidden = matchMedia("(display-mode: standalone)").matches;
    const install = document.getElementById("install");
    addEventListener("beforeinstallprompt", event => {
      event.preventDefault();
      install.hidden = false;
      install.onclick = () => event.prompt();
    });
    addEventListener("appinstalled", () => { hints.hidden = true; });
  }
}
