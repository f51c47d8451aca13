// What the app knows at this moment, and the few ways in which it changes: each change is on the disk before it is
// on the screen.

import { all, commit, get } from "./store.js";
import { fitted } from "./run.js";

/**
 * @typedef {import("./types.js").State} State
 * @typedef {import("./types.js").Entry} Entry
 * @typedef {import("./types.js").Run} Run
 * @typedef {import("./types.js").SetDone} SetDone
 */

/** @type {import("./types.js").Settings} */
const DEFAULTS = { speech: false, beep: true, vibration: true, big: true, metronome: true, byItself: false, awake: true };

/** @type {State} */
export const state = {
  person: null,
  guide: null,
  doc: null,
  run: null,
  sets: [],
  facts: [],
  outbox: [],
  settings: DEFAULTS,
  network: "unknown",
  screen: "home",
  sheet: null,
  next: null,
  error: "",
  test: null,
};

/** Read everything that is kept on this phone. */
export async function load() {
  const me = await get("keep", "me");
  state.settings = { ...DEFAULTS, ...(await get("keep", "settings")) };
  state.person = me?.person ?? null;
  const kept = state.person ? await get("keep", `guide:${state.person}`) : null;
  state.guide = kept?.guide ?? null;
  await reread();
  if (state.run) openRun(state.run);
  else await resume();
}

/** Read again what other tabs and other phones may have changed. */
export async function reread() {
  state.facts = (await all("facts")).filter((row) => row.person === state.person);
  state.outbox = (await all("outbox")).filter((row) => row.person === state.person);
  if (state.doc) state.sets = setsOf(state.doc);
}

/** Take up the session that was under way when the page was left, if there is one. */
async function resume() {
  const runs = (await all("runs")).filter((run) => run.person === state.person && !run.ended);
  const fresh = runs.sort((a, b) => b.began - a.began).find((run) => Date.now() - run.began < 86_400_000 / 2);
  if (fresh) openRun(fresh);
}

/** @param {Run} run */
export function openRun(run) {
  const doc = state.guide?.sessions.find((one) => one.key === run.key) ?? null;
  if (!doc) return false;
  state.doc = doc;
  state.run = fitted(run, doc);
  state.sets = setsOf(doc);
  state.sheet = run.red ?? null;
  return true;
}

/** Another tab has gone on with the session: go on from where it stands there. Tells whether anything had changed. */
export async function catchUp() {
  const stored = state.run && (await get("runs", state.run.id));
  if (!stored || (stored.rev ?? 0) === (state.run?.rev ?? 0)) return false;
  await reread();
  openRun(stored);
  state.screen = stored.ended ? "home" : "run";
  return true;
}

/** A newer guide has come: the session under way goes on in it. */
export async function newGuide() {
  const kept = state.person ? await get("keep", `guide:${state.person}`) : null;
  if (!kept) return;
  state.guide = kept.guide;
  await reread();
  if (!state.run) return;
  const doc = kept.guide.sessions.find((/** @type {any} */ one) => one.key === state.run?.key);
  if (!doc) return; // its session is over for the server: the one at hand goes on
  state.doc = doc;
  state.run = fitted(state.run, doc);
  state.sets = setsOf(doc);
}

/**
 * The sets of a session: from the guide, from this phone and from others, each uid once, after all corrections.
 * @param {import("./types.js").SessionDocument} doc
 * @returns {SetDone[]}
 */
export function setsOf(doc) {
  /** @type {Map<string, SetDone>} */
  const found = new Map(doc.done.map((one) => [one.uid, one]));
  const entries = [...state.facts, ...state.outbox].map((row) => row.entry);
  for (const entry of entries) {
    if (entry.kind === "set" && entry.session === doc.key) found.set(entry.uid, /** @type {SetDone} */ (entry));
  }
  for (const entry of entries.filter((one) => one.kind === "correction").sort((a, b) => (a.at < b.at ? -1 : 1))) {
    if (!found.has(entry.replaces)) continue;
    if (entry.by) found.set(entry.replaces, { ...entry.by, uid: entry.replaces });
    else found.delete(entry.replaces);
  }
  return [...found.values()].sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || a.order - b.order);
}

/**
 * Write entries into the outbox together with the run that they belong to, and only then go on.
 * @param {Entry[]} entries @param {Run | null} [run]
 */
export async function keep(entries, run = state.run) {
  const person = state.person ?? "";
  let order = Math.max(Date.now(), ...state.outbox.map((row) => row.order + 1));
  const rows = entries.map((entry) => ({
    uid: entry.uid,
    person,
    path: entry.kind === "set" ? `/api/sets/${entry.uid}` : `/api/entries/${entry.uid}`,
    entry,
    order: order++,
    state: /** @type {"waiting"} */ ("waiting"),
    sentence: "",
  }));
  const next = run && later(run);
  await commit([
    ...rows.map((row) => ({ store: /** @type {const} */ ("outbox"), put: row })),
    ...(next ? [{ store: /** @type {const} */ ("runs"), put: next, after: run?.rev ?? 0 }] : []),
  ]);
  state.outbox = [...state.outbox, ...rows];
  if (next) state.run = next;
  if (next) tell();
  if (state.doc) state.sets = setsOf(state.doc);
}

/** @param {Run} run */
export async function keepRun(run) {
  const next = later(run);
  state.run = next; // at once: what is written after it follows on it
  await commit([{ store: "runs", put: next, after: run.rev ?? 0 }]);
  tell();
}

/** @param {Run} run @returns {Run} */
function later(run) {
  return { ...run, rev: (run.rev ?? 0) + 1 };
}

const tabs = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("gluteal-session");

/** Tell the other tabs of this phone that the session has gone on. */
function tell() {
  tabs?.postMessage("on");
}

/** @param {() => void} heard called when another tab has gone on with the session */
export function listen(heard) {
  if (tabs) tabs.onmessage = heard;
}

/** @param {Partial<import("./types.js").Settings>} change */
export async function keepSettings(change) {
  state.settings = { ...state.settings, ...change };
  await commit([{ store: "keep", key: "settings", put: state.settings }]);
}
