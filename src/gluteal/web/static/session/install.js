// On every page: installs the service worker and fetches the guide, so that the session is on the phone before the
// network goes. Leaving takes the guide off this device; what is not sent yet stays until it is.

import { all, commit, keys } from "./store.js";
import { sync } from "./sync.js";

async function install() {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register("/sw.js", { scope: "/", updateViaCache: "none" });
}

async function forget() {
  const rows = [...(await all("runs")).map((row) => ["runs", row.id]), ...(await all("facts")).map((row) => ["facts", row.uid])];
  const kept = (await keys("keep")).filter((key) => key !== "settings").map((key) => ["keep", key]);
  await commit([...rows, ...kept].map(([store, key]) => /** @type {any} */ ({ store, remove: key })));
}

document.addEventListener("submit", (event) => {
  if (event.target instanceof HTMLFormElement && event.target.action.endsWith("/leave")) void forget();
});

const later = globalThis.requestIdleCallback ?? ((/** @type {() => void} */ what) => setTimeout(what, 500));
later(() => {
  install().catch(() => {});
  if (!document.body.classList.contains("guided")) sync().catch(() => {});
});
