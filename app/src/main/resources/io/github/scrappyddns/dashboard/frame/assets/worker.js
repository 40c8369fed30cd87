// What works for the dashboard while no page of it is open.
"use strict";

importScripts("push.js");
