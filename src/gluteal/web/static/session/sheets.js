// What slides up over a session: other values than asked for, pain, ways out, the list of exercises.

import { act, go } from "./app.js";
import { el } from "./dom.js";
import { barbell } from "./draw.js";
import { painAnswer, plansOf, setsOf, sourceOf, stepOf } from "./follow.js";
import { alter, announce, answered, ask, correct, finishSet, keepDraft, proposal, setWords, stepUp } from "./lead.js";
import { answers, main, painScale, reserveOptions, stepper } from "./parts.js";
import { add, changeLine, doNow, onward, togglePair } from "./run.js";
import { keepRun, state } from "./state.js";
import { amount, t } from "./words.js";

/**
 * @typedef {import("./types.js").Step} Step
 * @typedef {import("./types.js").Said} Said
 * @typedef {import("./types.js").SessionDocument} SessionDocument
 * @typedef {import("./types.js").Run} Run
 */

/** @param {HTMLDialogElement} place */
export function drawSheet(place) {
  const sheet = state.screen === "run" ? state.sheet : null;
  if (!sheet) {
    if (place.open) place.close();
    return;
  }
  const kinds = { editor, pain, red, menu, swap, lines: menu, change };
  const focused = place.contains(document.activeElement) ? document.activeElement?.getAttribute("data-key") : null;
  place.replaceChildren(...kinds[sheet.name](sheet).filter((one) => one instanceof Node));
  if (!place.open) {
    place.oncancel = (event) => {
      event.preventDefault();
      if (state.sheet?.name !== "red") act(close, true);
    };
    place.onclose = () => state.sheet && drawSheet(place); // what has to be answered comes back
    place.showModal();
  }
  const again = focused && place.querySelector(`[data-key="${CSS.escape(focused)}"]`);
  if (again instanceof HTMLElement) again.focus();
}

function close() {
  state.sheet = null;
}

/** The name of an exercise; a guide of an older server may lack a card. @param {SessionDocument} doc @param {string} slug */
function nameOf(doc, slug) {
  return doc.cards[slug]?.name ?? slug;
}

/** @param {string} title */
function head(title) {
  return el("div.row.spread", {},
    el("h2", { id: "sheet-title" }, title),
    el("button.plain", { key: "close", onclick: () => act(close), "aria-label": t("close") }, "✕"));
}

/** @param {Step} step @param {Said} said @param {(said: Said) => any} put */
function fields(step, said, put) {
  const doc = /** @type {SessionDocument} */ (state.doc);
  const steps = doc.steps[step.plan.steps];
  const loads = steps.follow.loads;
  const place = Math.max(0, stepOf(loads, said.load));
  const by = step.target.measure === "seconds" ? 5 : 1;
  const now = said.amount ?? 0;
  const shown = steps.plates[place];
  return el("div.stack", {},
    stepper({ key: "amount", label: t(`measure.${step.target.measure}`), text: amount(now, step.target.measure),
      less: () => put({ ...said, amount: Math.max(0, now - by) }), more: () => put({ ...said, amount: now + by }), first: now <= 0 }),
    loads.length > 1 && stepper({ key: "load", label: t("load"), text: steps.labels[place],
      less: () => put({ ...said, load: loads[place - 1] }), more: () => put({ ...said, load: loads[place + 1] }),
      first: place === 0, last: place === loads.length - 1 }),
    shown && steps.bar !== null && barbell(steps.bar, shown, said.load?.unit ?? ""),
    answers({ key: "rir", label: t(step.target.measure === "seconds" ? "reserve.held" : "reserve.reps"),
      options: reserveOptions(step.target.measure), chosen: said.rir, pick: (rir) => put({ ...said, rir }) }),
    painScale(said.pain, (score) => put({ ...said, pain: score })),
    said.pain !== null && said.pain > 0 && sore(step, said, put),
    note(t("notes"), said));
}

/** @param {Step} step @param {Said} said @param {(said: Said) => any} put */
function sore(step, said, put) {
  const doc = /** @type {SessionDocument} */ (state.doc);
  const answer = doc.pains[step.card.pain]?.[said.pain ?? 0];
  const places = ["outer-hip", "front-hip", "buttock", "groin", "knee", "lower-back"];
  return el("div.stack", {},
    answer && el(`p.notice.${{ green: "good", amber: "warn", red: "bad" }[answer.light]}`, { role: "status" }, answer.sentence),
    answers({ key: "where", label: t("pain.where"), options: places.map((name) => [t(`place.${name}`), t(`place.${name}`)]),
      chosen: said.where, pick: (where) => put({ ...said, where }) }));
}

/**
 * What is typed goes into the draft without drawing anew: a tap that leaves the field has to find its button there.
 * @param {string} label @param {Said} said
 */
function note(label, said) {
  const field = /** @type {HTMLTextAreaElement} */ (el("textarea", { key: "notes", rows: 2, maxlength: 2000, id: "sheet-notes" }));
  field.value = said.notes;
  field.addEventListener("input", () => {
    said.notes = field.value;
    if (state.sheet?.name === "change") state.sheet.said = said;
    else keepDraft(said).catch(() => {}); // the tap that follows writes it down, or says why it cannot
  });
  return el("div.field", {}, el("label", { for: "sheet-notes" }, label), field);
}

function editor() {
  const step = stepUp();
  if (!step) return [];
  const said = state.run?.at?.draft ?? { ...proposal(step), pain: null };
  const put = (/** @type {Said} */ draft) => act(() => keepDraft(draft));
  return [head(t("editor.title", { name: step.card.name })), fields(step, said, put),
    main(t("editor.keep"), () => act(() => finishSet(step, said)), { key: "keep" })];
}

/** @param {any} sheet */
function change(sheet) {
  const done = state.sets.find((one) => one.uid === sheet.uid);
  const doc = /** @type {SessionDocument} */ (state.doc);
  const run = /** @type {Run} */ (state.run);
  const line = done && run.lines.find((one) => setsOf(run, sourceOf(doc, one), one, [done]).length);
  if (!done || !line) return [head(t("close"))];
  const from = sourceOf(doc, line);
  const plan = [...from.options.flatMap((one) => one.sides), ...from.red.flatMap((one) => one.sides)].find((one) => one.choice === done.exercise && one.side === done.side) ?? from.options[0].sides[0];
  const step = /** @type {Step} */ ({ line, from, plan, side: done.side, sets: [], round: 0, target: plan.target, card: doc.cards[plan.choice] });
  const said = sheet.said ?? { amount: done.amount, rir: done.rir, pain: done.pain, load: done.load, where: done.pain_where ?? "", notes: done.notes ?? "" };
  return [head(t("change.title", { set: setWords(done) })),
    fields(step, said, (next) => act(() => (state.sheet = { ...sheet, said: next }))),
    main(t("change.keep"), () => act(async () => {
      await correct(done, said);
      state.sheet = null;
      const answer = painAnswer(doc, { ...done, ...said });
      if (answer?.stop) await ask({ name: "red", line: line.id, side: done.side, choice: done.exercise, sentence: answer.sentence });
    }), { key: "keep" })];
}

function pain() {
  const step = stepUp();
  if (!step) return [];
  const first = { ...proposal(step), pain: null, rir: null, amount: state.run?.at?.held ?? Math.min(step.target.amount[0], 5) };
  const said = state.run?.at?.draft ?? first;
  const put = (/** @type {Said} */ draft) => act(() => keepDraft(draft));
  const now = said.amount ?? 0;
  const by = step.target.measure === "seconds" ? 5 : 1;
  return [head(t("pain.title")),
    painScale(said.pain, (score) => put({ ...said, pain: score })),
    said.pain !== null && sore(step, said, put),
    stepper({ key: "amount", label: t("pain.amount"), text: amount(now, step.target.measure),
      less: () => put({ ...said, amount: Math.max(0, now - by) }), more: () => put({ ...said, amount: now + by }), first: now <= 0 }),
    main(t("pain.keep"), () => act(() => finishSet(step, said)), { key: "keep", disabled: said.pain === null }),
    el("button", { key: "goon", onclick: () => act(close) }, t("pain.goon"))];
}

/** @param {any} sheet what red pain leads to: the table of the guide says which ways are open */
function red(sheet) {
  const doc = /** @type {SessionDocument} */ (state.doc);
  const run = /** @type {Run} */ (state.run);
  const line = run.lines.find((one) => one.id === sheet.line);
  if (!line) return [el("h2", { id: "sheet-title" }, t("red.title")), el("p.notice.bad", { role: "alert" }, sheet.sentence), main(t("close"), () => act(answered), { key: "keep" })];
  const from = sourceOf(doc, line);
  const after = from.red.find((one) => one.side === sheet.side);
  const easier = plansOf(doc, run, line, state.sets).find((one) => (one.side === sheet.side || one.side === "both") && one.sets > 0 && one.choice !== sheet.choice);
  const swaps = (after?.swaps ?? []).filter((slug) => slug !== sheet.choice);
  const side = sheet.side === "both" ? "" : t(`side.${sheet.side}`).toLowerCase();
  return [
    el("h2", { id: "sheet-title" }, t("red.title")),
    el("p.notice.bad", { role: "alert" }, sheet.sentence),
    el("p", {}, t("red.see")),
    easier && main(t("red.easier", { name: nameOf(doc, easier.choice), side }), () => act(async () => {
      await answered();
      announce();
    }), { key: "keep" }),
    el("div.stack", {}, swaps.map((slug) =>
      el("button", { key: `swap-${slug}`, onclick: () => act(() => alter(line.id, { option: slug })) }, t("red.swap", { name: nameOf(doc, slug) })))),
    el("button", { key: "leave-it", onclick: () => act(() => alter(line.id, { stopped: [...line.stopped, sheet.side] })) }, side ? t("red.stop.side", { side }) : t("red.stop")),
    side && el("button", { key: "leave-both", onclick: () => act(() => alter(line.id, { skipped: true })) }, t("red.stop")),
    el("button", { key: "end", onclick: () => act(async () => {
      await answered();
      go("finish");
    }) }, t("menu.end")),
  ];
}

function swap() {
  const step = stepUp();
  const doc = /** @type {SessionDocument} */ (state.doc);
  if (!step) return [];
  const { line, from } = step;
  return [head(t("swap.title", { name: step.card.name })),
    el("p.small.muted", {}, t("swap.why")),
    el("div.stack", {}, from.options.filter((one) => one.choice !== line.option).map((one) =>
      el("button.choice", { key: `swap-${one.choice}`, onclick: () => act(() => alter(line.id, { option: one.choice, stopped: [] })) },
        el("strong", {}, nameOf(doc, one.choice)),
        el("span.small.muted", {}, t(`option.${one.kind}`), doc.cards[one.choice]?.what_changes ? `: ${doc.cards[one.choice].what_changes}` : "")))),
    from.options.length < 2 && el("p", {}, t("swap.none")),
    el("button", { key: "skip-set", onclick: () => act(async () => {
      state.sheet = null;
      await alter(line.id, { stopped: [...line.stopped, step.side] });
    }) }, step.side === "both" ? t("swap.skip") : t("swap.skip.side", { side: t(`side.${step.side}`).toLowerCase() })),
    step.side !== "both" && el("button", { key: "skip", onclick: () => act(() => alter(line.id, { skipped: true })) }, t("swap.skip"))];
}

function menu() {
  const doc = /** @type {SessionDocument} */ (state.doc);
  const run = /** @type {Run} */ (state.run);
  const again = (/** @type {Run} */ next) => act(async () => {
    await keepRun(onward(doc, { ...next, at: null }, state.sets, null, Date.now()));
    state.sheet = null;
    if (!state.run?.at) go("finish");
    else announce();
  });
  const rows = run.lines.map((line) => {
    const from = sourceOf(doc, line);
    const sets = setsOf(run, from, line, state.sets);
    const of = plansOf(doc, run, line, state.sets).reduce((sum, plan) => sum + plan.sets, 0);
    return el("li", {},
      el("div", {}, el("strong", {}, nameOf(doc, line.option)), " ", el("span.small.muted", {}, line.skipped || (!of && !sets.length) ? t("menu.skipped") : t("menu.sets", { done: sets.length, of }))),
      sets.length > 0 && el("div.row", {}, sets.map((one) => el("button.plain.small", { key: `set-${one.uid}`, onclick: () => act(() => (state.sheet = { name: "change", uid: one.uid })) }, setWords(one)))),
      el("div.row", {},
        el("button.small", { key: `now-${line.id}`, onclick: () => again(doNow(run, line.id)) }, t("menu.now")),
        el("button.small", { key: `skip-${line.id}`, onclick: () => again(changeLine(run, line.id, { skipped: !line.skipped })) }, t(line.skipped ? "menu.unskip" : "menu.skip"))));
  });
  const pairs = doc.pairs.filter((pair) => [pair.first, pair.second].every((id) => run.lines.some((line) => line.id === id && !line.skipped)));
  return [head(t("menu.title")),
    el("ul.lines", {}, rows),
    doc.extras.length > 0 && el("details.quiet", { key: "add" }, el("summary", {}, t("menu.add")),
      el("div.stack", {}, doc.extras.filter((one) => !run.lines.some((line) => line.source === one.slot)).map((one) =>
        el("button", { key: `add-${one.slot}`, onclick: () => again(add(run, one)) }, nameOf(doc, one.choice))))),
    pairs.length > 0 && el("details.quiet", { key: "pairs" }, el("summary", {}, t("menu.pairs")),
      el("p.small.muted", {}, t("menu.pairs.why")),
      el("div.stack", {}, pairs.map((pair) => {
        const names = [pair.first, pair.second].map((id) => nameOf(doc, /** @type {any} */ (run.lines.find((line) => line.id === id)).option));
        const on = run.pairs.some((one) => one[0] === pair.first && one[1] === pair.second);
        return el("button.choice", { key: `pair-${pair.first}`, "aria-pressed": String(on), onclick: () => again(togglePair(run, [pair.first, pair.second])) },
          el("strong", {}, names.join(" + ")), el("span.small.muted", {}, pair.note));
      }))),
    el("button", { key: "settings", onclick: () => act(() => go("more")) }, t("home.settings")),
    el("button", { key: "end", onclick: () => act(() => go("finish")) }, t("menu.end"))];
}

