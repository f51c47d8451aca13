// On every page: installs the service worker and fetches the guide, so that the session is on the phone before the
// network goes.

import { sync } from "./sync.js";

async function install() {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register("/sw.js", { scope: "/", updateViaCache: "none" });
}

const later = globalThis.requestIdleCallback ?? ((/** @type {() => void} */ what) => setTimeout(what, 500));
later(() => {
  install().catch(() => {});
  if (!document.body.classList.contains("guided")) sync().catch(() => {});
});
