// The screen of a session under way: getting ready, working, resting; one thing at a time, readable from the floor.

import { act, go } from "./app.js";
import { sideWords, signal } from "./cues.js";
import { el } from "./dom.js";
import { barbell, figure, fillRing, ring } from "./draw.js";
import { plansOf, setsOf, sourceOf, stepOf } from "./follow.js";
import { finishSet, longer, proposal, setWords, startWork, stepUp, stopHold, undo } from "./lead.js";
import { main, reserveWords } from "./parts.js";
import { workSeconds } from "./run.js";
import { state } from "./state.js";
import { amount, clock, dayWords, plain, span, t } from "./words.js";

/** @typedef {import("./types.js").Step} Step */

export function drawRun() {
  const step = stepUp();
  const { run, doc } = state;
  if (!run || !doc || !step) return [el("h1", {}, t("say.end")), main(t("run.finish"), () => act(() => go("finish")))];
  const phase = run.at?.phase ?? "ready";
  return [
    top(),
    el("div.stage", { "data-phase": phase, "data-uid": run.at?.uid ?? "" },
      el("p.eyebrow", {}, where(step)),
      el("h1", {}, step.card.name),
      step.side !== "both" && el("p.side-big", {}, sideWords(step.side)),
      asked(step),
      meter(step)),
    el("div.acts", {}, buttons(step)),
    saved(),
    phase === "work" ? [hints(step), details(step)] : [details(step), hints(step)],
  ];
}

function top() {
  const { run, doc, sets } = state;
  if (!run || !doc) return null;
  const marks = run.lines.filter((line) => !line.skipped).map((line) => {
    const plans = plansOf(doc, run, line, sets);
    const of = plans.reduce((sum, plan) => sum + plan.sets, 0);
    const done = setsOf(run, sourceOf(doc, line), line, sets).length;
    const share = of ? Math.min(done / of, 1) : 1;
    return el("span.seg", { "data-share": Math.round(share * 4), "data-now": String(line.id === run.at?.line) });
  });
  const whole = run.lines.filter((line) => !line.skipped).length;
  const place = run.lines.filter((line) => !line.skipped).findIndex((line) => line.id === run.at?.line) + 1;
  return el("div.run-top", {},
    el("button.plain", { key: "leave", onclick: () => act(() => go("home"), true), "aria-label": t("run.leave") }, "✕"),
    el("div.segs", { role: "img", "aria-label": t("run.progress", { place, whole }) }, marks),
    el("button.plain", { key: "menu", onclick: () => act(() => (state.sheet = { name: "menu" }), true), "aria-label": t("run.menu") }, "☰"));
}

/** @param {Step} step */
function where(step) {
  const part = t(`part.${step.from.part}`);
  return t("run.where", { part, round: step.round + 1, sets: step.plan.sets });
}

/** @param {Step} step */
function asked(step) {
  const steps = (/** @type {import("./types.js").SessionDocument} */ (state.doc)).steps[step.plan.steps];
  const place = stepOf(steps.follow.loads, step.target.load);
  const plates = steps.plates[place];
  const loaded = step.target.load && step.target.load.kind !== "none";
  return el("div.asked", {},
    el("p.amount-big", {}, span(step.target.amount, step.target.measure)),
    loaded && el("p.load", {}, place >= 0 ? steps.labels[place] : ""),
    step.target.load?.band && el("p.small.muted", {}, bandWords(step.target.load.band)),
    plates && steps.bar !== null && barbell(steps.bar, plates, step.target.load?.unit ?? ""),
    el("p.small.muted", {}, t("run.reserve", { left: left(step) })));
}

/** Which band it is, besides its name: maker or product, colour, length. @param {import("./types.js").BandUse} band */
function bandWords(band) {
  const known = [band.product === "unknown" ? "" : band.product, band.colour === band.name ? "" : band.colour];
  const long = band.resting_cm ? t("band.resting", { cm: plain(band.resting_cm) }) : "";
  return [...known, long].filter(Boolean).join(" · ");
}

/** @param {Step} step */
function left(step) {
  const [low, high] = step.target.rir;
  if (step.target.measure === "seconds") return t("left.hold");
  return low === high ? reserveWords(low, step.target.measure) : t("left.range", { low, high });
}

/** @param {Step} step */
function meter(step) {
  const at = state.run?.at;
  if (!at) return null;
  if (at.phase === "work" && at.until === null) {
    const [up, pause, down] = step.target.tempo;
    return el("div.meter", {},
      ring(t("run.tempo.label")),
      el("p.time", { id: "time", role: "timer" }, "1"),
      el("p.small.muted", { id: "beat" }, t("run.tempo", { up, pause, down })));
  }
  const label = t(`meter.${at.phase}`);
  return el("div.meter", {}, ring(label), el("p.time", { id: "time", role: "timer", "aria-label": label }, ""), el("p.small.muted", { id: "beat" }, label));
}

/** @param {Step} step */
function buttons(step) {
  const at = state.run?.at;
  if (at?.phase === "rest") {
    return [
      main(t("run.goon"), () => act(startWork)),
      el("div.row", {},
        el("button", { key: "longer", onclick: () => act(() => longer(15)) }, t("run.longer")),
        el("button", { key: "swap", onclick: () => act(() => (state.sheet = { name: "swap" }), true) }, t("run.swap"))),
    ];
  }
  if (at?.phase === "work") {
    const running = step.target.measure === "seconds" && at.held === undefined;
    if (running) return [main(t("run.stop"), () => act(stopHold)), secondary()];
    const said = proposal(step);
    const hard = step.from.hard;
    const words = t(hard ? "run.done" : "run.done.easy", {
      amount: amount(said.amount ?? 0, step.target.measure),
      left: reserveWords(said.rir, step.target.measure),
    });
    return [main(words, () => act(() => finishSet(step, hard ? said : { ...said, rir: null })), { "data-done": "yes" }), secondary()];
  }
  return [
    main(t("run.start"), () => act(startWork)),
    el("div.row", {},
      el("button", { key: "longer", onclick: () => act(() => longer(10)) }, t("run.wait")),
      el("button", { key: "swap", onclick: () => act(() => (state.sheet = { name: "swap" }), true) }, t("run.swap"))),
  ];
}

function secondary() {
  return el("div.row", {},
    el("button", { key: "other", onclick: () => act(() => (state.sheet = { name: "editor" }), true) }, t("run.other")),
    el("button.hurt", { key: "hurts", onclick: () => act(() => (state.sheet = { name: "pain" }), true) }, t("run.hurts")),
    el("button", { key: "swap", onclick: () => act(() => (state.sheet = { name: "swap" }), true) }, t("run.swap")));
}

function saved() {
  const uid = state.run?.last;
  const done = uid && state.sets.find((one) => one.uid === uid);
  if (!done) return null;
  return el("p.saved", { role: "status" },
    t("run.saved", { set: setWords(done) }), " ",
    el("button.plain", { key: "undo", onclick: () => act(() => undo(done.uid)) }, t("run.undo")),
    el("button.plain", { key: "change", onclick: () => act(() => (state.sheet = { name: "change", uid: done.uid })) }, t("run.change")));
}

/** @param {Step} step */
function hints(step) {
  const { card } = step;
  return el("section.card.hints", { "aria-label": t("run.how") },
    figure(card.position),
    card.modification && el("p.notice", {}, card.modification),
    card.support && el("p.notice", {}, t("run.support")),
    card.felt && el("p", {}, el("strong", {}, t("run.felt")), " ", card.felt),
    el("details.quiet", { key: "how" }, el("summary", {}, t("run.setup")),
      el("p", {}, card.set_up), el("p", {}, card.execution),
      el("ul", {}, card.cues.map((cue) => el("li", {}, cue))),
      card.not_felt && el("p.muted", {}, card.not_felt)));
}

/** @param {Step} step */
function details(step) {
  const { plan } = step;
  const notes = plan.last.map((one) => one.notes).filter(Boolean);
  return el("section.card.quiet-card", { "aria-label": t("run.last") },
    el("p", {}, el("strong", {}, t("run.last")), " ",
      plan.last.length
        ? `${dayWords(/** @type {string} */ (plan.last_day))}: ${plan.last.map((one) => [one.amount ?? "–", one.rir === null ? "" : `(${one.rir})`].filter(Boolean).join(" ")).join(", ")} · ${plan.last.at(-1)?.load}`
        : t("run.never")),
    notes.map((note) => el("p.note", {}, note)),
    el("p.why", {}, el("strong", {}, t("run.why")), " ", plan.why),
    plan.offer && el("p.small", {}, plan.offer),
    step.card.camera && el("p", {}, el("a.button.plain", { href: camera(step) }, t("run.camera"))));
}

/** The camera page of a step; it writes into the same slot and leads back here. @param {Step} step */
function camera(step) {
  const asked = new URLSearchParams({ session: state.doc?.id ?? "", slot: step.from.slot, back: "session" });
  return `/form/${step.card.slug}?${asked}`;
}

let counted = "";

/** Move the hands of the clock without drawing the screen anew. @param {HTMLElement} place */
export function tickRun(place) {
  const at = state.run?.at;
  const time = place.querySelector("#time");
  const drawn = place.querySelector(".ring");
  if (!at || !time || !drawn) return;
  const now = Date.now();
  if (at.until !== null) {
    const rest = (at.until - now) / 1000;
    const whole = (at.until - at.since) / 1000;
    set(time, at.held !== undefined ? (at.held === null ? "✓" : clock(at.held)) : rest > 0 ? clock(rest) : t("run.over", { time: clock(-rest) }));
    fillRing(drawn, whole > 0 ? rest / whole : 0);
    const left = Math.ceil(rest);
    const name = `${at.uid}${at.phase}${left}`;
    if (left > 0 && left <= 3 && counted !== name) {
      counted = name;
      signal("tick");
    }
    return;
  }
  const step = at.phase === "work" ? stepUp() : null;
  if (!step) return set(time, "");
  const cycle = Math.max(1, step.target.tempo.reduce((sum, part) => sum + part, 0));
  const gone = (now - at.since) / 1000;
  const reps = Math.min(Math.floor(gone / cycle) + 1, step.target.amount[1]);
  set(time, gone >= workSeconds(step) ? "✓" : String(reps));
  fillRing(drawn, 1 - (gone % cycle) / cycle);
  const name = `${at.uid}rep${reps}`;
  if (state.settings.metronome && counted !== name && gone < workSeconds(step)) {
    counted = name;
    signal("tick");
  }
}

/** @param {Element} place @param {string} text */
function set(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

