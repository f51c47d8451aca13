// A session under way: how it begins, and what each tap makes of it. Pure functions: a run in, a run out.

import { nextStep, pauseBefore } from "./follow.js";

/**
 * @typedef {import("./types.js").SessionDocument} SessionDocument
 * @typedef {import("./types.js").Run} Run
 * @typedef {import("./types.js").Step} Step
 * @typedef {import("./types.js").SetDone} SetDone
 * @typedef {import("./types.js").Side} Side
 * @typedef {import("./types.js").Load} Load
 */

export const PHONE_AWAY = 90; // seconds after which a countdown that is over waits for a tap instead of going on

/** @param {SessionDocument} doc @param {string} person @param {number} now @returns {Run} */
export function begin(doc, person, now) {
  const lines = doc.lines.map((line) => ({
    id: line.slot,
    slot: line.slot,
    source: line.slot,
    option: line.choice,
    skipped: false,
    added: false,
    stopped: /** @type {Side[]} */ ([]),
  }));
  return {
    id: `${person}|${doc.key}`,
    person,
    key: doc.key,
    began: now,
    lines,
    pairs: [],
    at: null,
    last: null,
    endUid: crypto.randomUUID(),
    ended: null,
  };
}

/**
 * A run whose lines are those of a guide that may have changed: what is gone goes, what is new comes last.
 * @param {Run} run @param {SessionDocument} doc @returns {Run}
 */
export function fitted(run, doc) {
  const known = new Set([...doc.lines, ...doc.extras].map((line) => line.slot));
  const kept = run.lines.filter((line) => known.has(line.source));
  const have = new Set(kept.map((line) => line.source));
  const fresh = begin(doc, run.person, run.began).lines.filter((line) => !have.has(line.source));
  const at = run.at && kept.some((line) => line.id === run.at?.line) ? run.at : null;
  return { ...run, lines: [...kept, ...fresh], at };
}

/**
 * Go on to the next set: to its rest, or to getting ready for it.
 * @param {SessionDocument} doc @param {Run} run @param {SetDone[]} sets @param {Step | null} before @param {number} now
 * @returns {Run}
 */
export function onward(doc, run, sets, before, now) {
  const next = nextStep(doc, run, sets);
  if (!next) return { ...run, at: null };
  const { phase, seconds } = pauseBefore(run, before, next);
  return { ...run, at: placeOf(next, phase, now, now + 1000 * seconds) };
}

/** @param {Step} step @param {import("./types.js").Phase} phase @param {number} since @param {number | null} until */
export function placeOf(step, phase, since, until) {
  return { line: step.line.id, side: step.side, round: step.round, uid: crypto.randomUUID(), phase, since, until };
}

/**
 * Begin the work of the set that is up; a timed hold has an end.
 * @param {Run} run @param {Step} step @param {number} now @param {boolean} byItself @returns {Run}
 */
export function work(run, step, now, byItself) {
  const at = run.at ?? placeOf(step, "work", now, null);
  const seconds = workSeconds(step);
  const timed = step.target.measure === "seconds" || byItself;
  return { ...run, at: { ...at, phase: "work", since: now, until: timed ? now + 1000 * seconds : null } };
}

/** How long a set takes when it is done as asked: the same for each side. @param {Step} step */
export function workSeconds(step) {
  const high = step.target.amount[1];
  if (step.target.measure === "seconds") return high;
  return high * Math.max(1, step.target.tempo.reduce((sum, part) => sum + part, 0));
}

/** @param {Run} run @param {string} id @param {Partial<import("./types.js").RunLine>} change @returns {Run} */
export function changeLine(run, id, change) {
  return { ...run, lines: run.lines.map((line) => (line.id === id ? { ...line, ...change } : line)) };
}

/** Put a line before the one that is up. @param {Run} run @param {string} id @returns {Run} */
export function doNow(run, id) {
  const line = run.lines.find((one) => one.id === id);
  if (!line) return run;
  const rest = run.lines.filter((one) => one.id !== id);
  const place = Math.max(0, rest.findIndex((one) => one.id === run.at?.line));
  return { ...run, lines: [...rest.slice(0, place), { ...line, skipped: false }, ...rest.slice(place)] };
}

/** @param {Run} run @param {import("./types.js").Line} from @returns {Run} */
export function add(run, from) {
  const id = `added-${crypto.randomUUID()}`;
  const line = { id, slot: null, source: from.slot, option: from.choice, skipped: false, added: true, stopped: /** @type {Side[]} */ ([]) };
  return doNow({ ...run, lines: [...run.lines, line] }, id);
}

/** @param {Run} run @param {[string, string]} pair @returns {Run} */
export function togglePair(run, pair) {
  const name = pair.join("|");
  const without = run.pairs.filter((one) => one.join("|") !== name && !one.some((id) => pair.includes(id)));
  const on = run.pairs.some((one) => one.join("|") === name);
  return { ...run, pairs: on ? without : [...without, pair] };
}

/**
 * @param {Run} run @param {Step} step
 * @param {{amount: number | null, rir: number | null, load: Load | null, pain: number | null, where: string,
 *   notes: string}} said
 * @param {Date} now @param {number} order @param {Record<string, string>} [extra]
 * @returns {SetDone}
 */
export function setDone(run, step, said, now, order, extra = {}) {
  return /** @type {SetDone} */ ({
    kind: "set",
    uid: run.at?.uid ?? crypto.randomUUID(),
    at: iso(now),
    day: iso(now).slice(0, 10),
    source: "app",
    exercise: step.plan.choice,
    side: step.side,
    measure: step.target.measure,
    amount: said.amount,
    load: said.load,
    rir: said.rir,
    pain: said.pain,
    pain_where: said.where || null,
    part: step.from.part,
    session: run.key,
    slot: step.line.slot,
    order,
    notes: said.notes,
    prescribed: step.target,
    extra,
  });
}

/** The moment with the phone's own offset, as the diary keeps it. @param {Date} moment */
export function iso(moment) {
  const minutes = -moment.getTimezoneOffset();
  const local = new Date(moment.getTime() + 60_000 * minutes).toISOString().slice(0, 19);
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${local}${minutes < 0 ? "-" : "+"}${String(hours).padStart(2, "0")}:${String(rest).padStart(2, "0")}`;
}
