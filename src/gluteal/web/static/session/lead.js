// Leading through a session: what each tap and each end of a countdown brings about.

import { dropPlanned, planBeep, say, sideWords, signal } from "./cues.js";
import { asAsked, nextStep, openSteps, painAnswer } from "./follow.js";
import { begin, changeLine, iso, onward, PHONE_AWAY, placeOf, setDone, work, workSeconds } from "./run.js";
import { keep, keepRun, openRun, state } from "./state.js";
import { plain, span, t } from "./words.js";

/**
 * @typedef {import("./types.js").SessionDocument} SessionDocument
 * @typedef {import("./types.js").Run} Run
 * @typedef {import("./types.js").Step} Step
 * @typedef {import("./types.js").Said} Said
 */

export const LEAD = 5; // seconds between the end of a rest and the first repetition

/** The set that is up: the one that the run stands at, else the next one. @returns {Step | null} */
export function stepUp() {
  const { doc, run, sets } = state;
  if (!doc || !run) return null;
  const line = run.lines.find((one) => one.id === run.at?.line && !one.skipped);
  const open = line ? openSteps(doc, run, line, sets) : [];
  return open.find((one) => one.side === run.at?.side) ?? nextStep(doc, run, sets);
}

/** Begin a session, or take it up again. @param {SessionDocument} doc @param {Run | undefined} old */
export async function startSession(doc, old) {
  openRun(old ?? begin(doc, state.person ?? "", Date.now()));
  state.screen = "run";
  const run = /** @type {Run} */ (state.run);
  const going = { ...run, ended: null };
  const next = going.at ? going : onward(doc, going, state.sets, null, Date.now());
  await keepRun(next);
  announce();
  if (!next.at) state.screen = "finish";
}

/** Say what is up next, for who cannot look at the screen. */
export function announce() {
  const step = stepUp();
  const at = state.run?.at;
  if (!step || !at) return;
  const { follow, labels } = (/** @type {SessionDocument} */ (state.doc)).steps[step.plan.steps];
  const parts = [
    at.phase === "rest" ? t("say.rest", { seconds: Math.round(((at.until ?? 0) - Date.now()) / 1000) }) : "",
    step.card.name,
    sideWords(step.side),
    span(step.target.amount, step.target.measure),
    follow.loads.length > 1 ? labels[Math.max(0, follow.loads.indexOf(step.target.load))] : "",
  ];
  say(parts.filter(Boolean).join(". "));
  if (at.until) planBeep((at.until - Date.now()) / 1000);
}

export async function startWork() {
  const step = stepUp();
  if (!step || !state.run) return;
  dropPlanned();
  await keepRun(work(state.run, step, Date.now(), state.settings.byItself));
  signal("go");
  say(t("say.go"));
}

/** Stop a hold before its time: the seconds held so far are what is written down. */
export async function stopHold() {
  const at = state.run?.at;
  if (!state.run || !at) return;
  const held = Math.floor((Date.now() - at.since) / 1000);
  await keepRun({ ...state.run, at: { ...at, until: Date.now(), held } });
}

/** What a set done as asked for would be written down as. @param {Step} step @returns {Said} */
export function proposal(step) {
  const asked = asAsked(/** @type {SessionDocument} */ (state.doc), step);
  const held = state.run?.at?.held;
  return { ...asked, amount: held ?? asked.amount, pain: 0, where: "", notes: "" };
}

/**
 * Write a set down and go on.
 * @param {Step} step @param {Said} said @param {Record<string, string>} [extra]
 */
export async function finishSet(step, said, extra = {}) {
  const { run, doc } = state;
  if (!run || !doc) return;
  const done = setDone(fresh(run), step, said, new Date(), state.sets.length, extra);
  const answer = painAnswer(doc, done);
  /** @type {import("./types.js").Sheet} */
  const red = answer?.stop ? { name: "red", line: step.line.id, side: step.side, choice: done.exercise, sentence: answer.sentence } : null;
  const next = onward(doc, { ...run, last: done.uid, at: null, red }, [...state.sets, done], step, Date.now());
  await keep([done], next); // the set and the place after it together: a killed page finds both, or neither
  state.sheet = red;
  if (!next.at) {
    state.screen = state.sheet ? "run" : "finish";
    say(t("say.end"));
    return;
  }
  const up = stepUp();
  if (up && up.line.id === step.line.id && up.side !== step.side) say(t("say.other"));
  announce();
}

/** A run that stands at a uid under which nothing is written down yet. @param {Run} run @returns {Run} */
function fresh(run) {
  const used = [...state.outbox, ...state.facts].some((row) => row.uid === run.at?.uid);
  return run.at && used ? { ...run, at: { ...run.at, uid: crypto.randomUUID() } } : run;
}

/** Ask what red pain asks; it is on the disk, so that a killed page asks again. @param {import("./types.js").Sheet} red */
export async function ask(red) {
  if (state.run) await keepRun({ ...state.run, red });
  state.sheet = red;
}

/** What red pain asked is answered. */
export async function answered() {
  if (state.run) await keepRun({ ...state.run, red: null });
  state.sheet = null;
}

/** Take the last set back. @param {string} uid */
export async function undo(uid) {
  const done = state.sets.find((one) => one.uid === uid);
  if (!done || !state.run || !state.doc) return;
  const now = iso(new Date());
  const correction = { kind: "correction", uid: crypto.randomUUID(), at: now, day: now.slice(0, 10), source: "app", replaces: uid, by: null, why: "undone" };
  await keep([correction], { ...state.run, last: null, at: null });
  const step = nextStep(state.doc, /** @type {Run} */ (state.run), state.sets);
  if (step) await keepRun({ .../** @type {Run} */ (state.run), ended: null, at: placeOf(step, "ready", Date.now(), null) });
  state.screen = "run";
}

/** Put other values in the place of a set. @param {import("./types.js").SetDone} done @param {Said} said */
export async function correct(done, said) {
  const now = iso(new Date());
  const by = { ...done, amount: said.amount, rir: said.rir, pain: said.pain, load: said.load, pain_where: said.where || null, notes: said.notes };
  const correction = { kind: "correction", uid: crypto.randomUUID(), at: now, day: now.slice(0, 10), source: "app", replaces: done.uid, by, why: "changed" };
  await keep([correction], state.run);
}

/** @param {string} line @param {Partial<import("./types.js").RunLine>} change */
export async function alter(line, change) {
  if (!state.run || !state.doc) return;
  const run = changeLine(state.run, line, change);
  state.run = run;
  await keepRun(onward(state.doc, { ...run, at: null, red: null }, state.sets, null, Date.now()));
  state.sheet = null;
  if (!state.run?.at) state.screen = "finish";
  else announce();
}

/**
 * Look at the clock: a countdown that has run out brings the next thing, unless nobody was here for long.
 * @param {(what: () => Promise<any>) => Promise<any>} act
 */
export async function beat(act) {
  const at = state.run?.at;
  if (!at || at.until === null || Date.now() < at.until || state.sheet) return;
  const over = (Date.now() - at.until) / 1000;
  if (over > PHONE_AWAY) return;
  if (at.phase === "ready") return act(startWork);
  if (at.phase === "rest") {
    return act(async () => {
      signal("end");
      const run = /** @type {Run} */ (state.run);
      await keepRun({ ...run, at: { ...at, phase: "ready", since: Date.now(), until: Date.now() + 1000 * LEAD } });
      say(t("say.ready"));
    });
  }
  const step = stepUp();
  if (at.phase === "work" && step && at.held === undefined) {
    return act(async () => {
      signal("end");
      const held = step.target.measure === "seconds" ? Math.round(workSeconds(step)) : undefined;
      if (!state.settings.byItself) {
        await keepRun({ .../** @type {Run} */ (state.run), at: { ...at, held: held ?? null } });
        return;
      }
      // Nobody was asked how it was, so nothing is claimed about it: reserve and pain stay open.
      const said = { ...proposal(step), amount: held ?? step.target.amount[1], rir: null, pain: null };
      await finishSet(step, said, { logged: "by itself" });
    });
  }
}

/** @param {number} seconds */
export async function longer(seconds) {
  const at = state.run?.at;
  if (!state.run || !at) return;
  const until = Math.max(at.until ?? Date.now(), Date.now()) + 1000 * seconds;
  await keepRun({ ...state.run, at: { ...at, until } });
  planBeep((until - Date.now()) / 1000);
}

/** @param {Said} draft */
export async function keepDraft(draft) {
  const at = state.run?.at;
  if (state.run && at) await keepRun({ ...state.run, at: { ...at, draft } });
}

/** @param {number | null} effort @param {string} notes */
export async function endSession(effort, notes) {
  const { run } = state;
  if (!run) return;
  const now = iso(new Date());
  const minutes = Math.min(Math.round((Date.now() - run.began) / 60_000), 24 * 60);
  const entry = { kind: "session", uid: run.endUid, at: now, day: now.slice(0, 10), source: "app", session: run.key, effort, minutes, notes };
  await keep([entry], { ...run, at: null, ended: Date.now() });
  state.screen = "next";
}

/** @param {import("./types.js").SetDone} done */
export function setWords(done) {
  const parts = [sideWords(done.side).toLowerCase(), done.amount === null ? "" : t(`amount.${done.measure}`, { amount: plain(done.amount) })];
  return parts.filter(Boolean).join(", ");
}
