// On every page: installs the service worker and fetches the guide, so that the session is on the phone before the
// network goes; and asks before somebody leaves with something unsent.

import { waits } from "./forget.js";
import { sync } from "./sync.js";

async function install() {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register("/sw.js", { scope: "/", updateViaCache: "none" });
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.dataset.leaves === undefined) return;
  event.preventDefault();
  void waits()
    .catch(() => false)
    .then((some) => (!some || confirm(form.dataset.leaves)) && form.submit());
});

const later = globalThis.requestIdleCallback ?? ((/** @type {() => void} */ what) => setTimeout(what, 500));
later(() => {
  install().catch(() => {});
  if (!document.body.classList.contains("guided")) sync().catch(() => {});
});
