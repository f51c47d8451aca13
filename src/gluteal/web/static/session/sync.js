// Sending what was written down, and fetching what other devices wrote. Nothing leaves the outbox before the server
// has said that it is kept; what it refuses stays here with its sentence.

import { all, commit, get } from "./store.js";

/**
 * @typedef {import("./types.js").OutboxRow} OutboxRow
 * @typedef {import("./types.js").FactRow} FactRow
 * @typedef {import("./types.js").Guide} Guide
 * @typedef {"sent" | "offline" | "closed" | "busy"} Outcome
 */

const PATIENCE = 15_000; // milliseconds before a request counts as lost; it is sent again later
const KEPT_DAYS = 21; // how long sent sets stay on the phone

/**
 * @param {string} path
 * @param {{method?: string, body?: any, csrf?: string, tag?: string}} [how]
 */
async function call(path, { method = "GET", body, csrf, tag } = {}) {
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (csrf) headers["X-CSRFToken"] = csrf;
  if (tag) headers["If-None-Match"] = tag;
  const signal = AbortSignal.timeout(PATIENCE);
  return fetch(path, { method, headers, signal, credentials: "same-origin", body: body === undefined ? undefined : JSON.stringify(body) });
}

const GUIDE_AGE = 600_000; // milliseconds after which the guide is asked for again
/** When the guide was asked for last, and for which day. */
let asked = { at: 0, day: "" };

/** Have the guide asked for the next time that there is a network. */
export function guideIsOld() {
  asked = { at: 0, day: "" };
}

/**
 * Send and fetch everything; only one tab does so at a time.
 * @param {(what: "guide" | "facts") => void} [changed] called when something new has come
 * @returns {Promise<Outcome>}
 */
export async function sync(changed = () => {}) {
  if (!navigator.locks) return once(changed);
  return navigator.locks.request("gluteal-sync", { ifAvailable: true }, (lock) => (lock ? once(changed) : "busy"));
}

/** @param {(what: "guide" | "facts") => void} changed @returns {Promise<Outcome>} */
async function once(changed) {
  try {
    const answer = await call("/api/me");
    if (!answer.ok) return answer.status < 500 ? "closed" : "offline";
    const me = await answer.json();
    await commit([{ store: "keep", key: "me", put: { person: me.person, name: me.name } }]);
    const outcome = await sendAll(me);
    if (await fetchNew(me.person)) changed("facts");
    const day = new Date().toDateString();
    if (asked.day !== day || Date.now() - asked.at > GUIDE_AGE) {
      if (await fetchGuide(me.person)) changed("guide");
      asked = { at: Date.now(), day };
    }
    return outcome;
  } catch {
    return "offline";
  }
}

/** @param {{person: string, csrf: string}} me @returns {Promise<Outcome>} */
async function sendAll(me) {
  const waiting = (await all("outbox")).filter((row) => row.person === me.person && row.state === "waiting");
  waiting.sort((a, b) => a.order - b.order);
  for (const row of waiting) {
    const answer = await call(`${row.path}?sent_at=${encodeURIComponent(new Date().toISOString())}`, {
      method: "PUT",
      body: row.entry,
      csrf: me.csrf,
    });
    if (answer.ok) {
      const kept = await answer.json();
      if (row.entry.kind !== "set") guideIsOld(); // it changes what is asked for, and asked of the person
      const fact = { uid: row.uid, person: me.person, entry: kept.entry, number: kept.number };
      await commit([
        { store: "facts", put: fact },
        { store: "outbox", remove: row.uid },
      ]);
    } else if (answer.status === 401) {
      return "closed";
    } else if (answer.status >= 500 || answer.status === 429 || answer.status === 403) {
      return "offline"; // its turn comes again
    } else {
      const sentence = await answer.json().then((told) => told.error.sentence, () => `${answer.status}`);
      await commit([{ store: "outbox", put: { ...row, state: "refused", sentence } }]);
    }
  }
  return "sent";
}

/** Fetch what arrived at the server since last time. @param {string} person @returns {Promise<boolean>} */
async function fetchNew(person) {
  /** @type {{guide: Guide} | undefined} */
  const kept = await get("keep", `guide:${person}`);
  let since = Math.max(await get("keep", `newest:${person}`) ?? 0, kept?.guide.newest ?? 0);
  if (!kept) return false;
  let any = false;
  const mine = new Map((await all("facts")).map((row) => [row.uid, row.number]));
  for (let more = true; more; ) {
    const answer = await call(`/api/entries?since=${since}`);
    if (!answer.ok) return any;
    const found = await answer.json();
    const puts = found.entries.map((/** @type {any} */ one) => ({
      store: "facts",
      put: { uid: one.entry.uid, person, entry: one.entry, number: one.number },
    }));
    since = found.newest;
    more = found.more;
    const news = found.entries.filter((/** @type {any} */ one) => mine.get(one.entry.uid) !== one.number);
    if (news.some((/** @type {any} */ one) => one.entry.kind !== "set")) guideIsOld();
    any ||= news.length > 0;
    await commit([...puts, { store: "keep", key: `newest:${person}`, put: since }]);
  }
  return any;
}

/** Fetch the guide where it has changed. @param {string} person @returns {Promise<boolean>} */
async function fetchGuide(person) {
  const kept = await get("keep", `guide:${person}`);
  const answer = await call(`/api/guide?offset=${-new Date().getTimezoneOffset()}`, { tag: kept?.tag });
  if (!answer.ok) return false;
  const guide = await answer.json();
  await commit([
    { store: "keep", key: `guide:${person}`, put: { guide, tag: answer.headers.get("ETag") } },
    ...(await old()),
  ]);
  return true;
}

/** @returns {Promise<import("./store.js").Change[]>} */
async function old() {
  const border = new Date(Date.now() - KEPT_DAYS * 86_400_000).toISOString().slice(0, 10);
  const facts = await all("facts");
  return facts.filter((row) => row.entry.day < border).map((row) => ({ store: "facts", remove: row.uid }));
}

/**
 * @param {string} person @param {string} session
 * @returns {Promise<{prescriptions: Record<string, any[]>} | null>}
 */
export async function nextTime(person, session) {
  try {
    const answer = await call(`/api/sessions/${encodeURIComponent(session)}/next`);
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}
