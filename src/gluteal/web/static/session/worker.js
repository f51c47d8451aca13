// The service worker: keeps the files of the guided session, so that it opens without a network. The line before
// this one, put there by the server, names them and their version.
/* global KEPT */

const NAME = `gluteal-${KEPT.version}`;
const SHELL = "/session";
const OWN = new Set(KEPT.files);

self.addEventListener("install", (event) => {
  const fresh = KEPT.files.map((file) => new Request(file, { cache: "reload" }));
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(fresh)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const clean = caches.keys().then((names) =>
    Promise.all(names.filter((name) => name.startsWith("gluteal-") && name !== NAME).map((name) => caches.delete(name))),
  );
  event.waitUntil(clean.then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin || url.pathname.startsWith("/api/")) return;
  if (request.mode === "navigate") {
    event.respondWith(url.pathname === SHELL ? kept(SHELL, request) : fetch(request).catch(() => kept(SHELL, request)));
  } else if (OWN.has(url.pathname)) {
    const shared = url.pathname.startsWith("/static/gluteal/");
    event.respondWith(shared ? fetch(request).catch(() => kept(url.pathname, request)) : kept(url.pathname, request));
  }
});

/** What is kept under a path, or the network where it is not. */
async function kept(path, request) {
  const cache = await caches.open(NAME);
  return (await cache.match(path)) ?? fetch(request);
}
