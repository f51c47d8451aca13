// On every page that is shown to nobody in particular: takes guide, diary and session off this device. What is not sent
// yet stays until it is; and where nobody has left by their own will, a session under way stays too.

import { all, commit, keys } from "./store.js";

const LEFT = "gluteal_left"; // the cookie by which the server says that a person has signed out here
const UNDER_WAY = 86_400_000 / 2; // milliseconds for which a session counts as under way

async function forget() {
  const runs = await all("runs");
  const left = document.cookie.split("; ").some((one) => one.startsWith(`${LEFT}=`));
  const waits = (await all("outbox")).some((row) => row.state === "waiting");
  const underWay = runs.some((run) => !run.ended && Date.now() - run.began < UNDER_WAY);
  if (!left && (waits || underWay)) return;
  const rows = [...runs.map((row) => ["runs", row.id]), ...(await all("facts")).map((row) => ["facts", row.uid])];
  const kept = (await keys("keep")).filter((key) => key !== "settings").map((key) => ["keep", key]);
  await commit([...rows, ...kept].map(([store, key]) => /** @type {any} */ ({ store, remove: key })));
  document.cookie = `${LEFT}=; max-age=0; path=/; samesite=lax`;
}

forget().catch(() => {}).finally(() => (document.documentElement.dataset.forgotten = "yes"));
