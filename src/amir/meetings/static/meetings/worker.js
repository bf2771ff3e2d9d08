/* Without network: the page of nobody, on which a meeting can be written down. Nothing else is
   kept, and nothing that was made for somebody. */
"use strict";
const SHELL = "/m/offline/";
const kept = (request) => caches.match(request, { ignoreVary: true });
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const request = event.request;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(async () => (await kept(SHELL)) || Response.error()));
  } else if (["style", "script"].includes(request.destination)) {
    event.respondWith(kept(request).then((found) => found || fetch(request)));
  }
});
