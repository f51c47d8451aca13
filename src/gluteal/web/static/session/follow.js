// Following the guide by table: which set comes next and what it asks for. Nothing is decided here: the tables are
// made by the core on the server, and this file only looks up what they say.

/**
 * @typedef {import("./types.js").SessionDocument} SessionDocument
 * @typedef {import("./types.js").Run} Run
 * @typedef {import("./types.js").RunLine} RunLine
 * @typedef {import("./types.js").Line} Line
 * @typedef {import("./types.js").SidePlan} SidePlan
 * @typedef {import("./types.js").SetDone} SetDone
 * @typedef {import("./types.js").Step} Step
 * @typedef {import("./types.js").Load} Load
 * @typedef {import("./types.js").Target} Target
 * @typedef {import("./types.js").Side} Side
 */

/** @param {SessionDocument} doc @param {RunLine} line @returns {Line} */
export function sourceOf(doc, line) {
  const found = [...doc.lines, ...doc.extras].find((one) => one.slot === line.source);
  if (!found) throw new Error(`no line ${line.source}`);
  return found;
}

/**
 * The sets of a line that are done, in their order. An added line has no slot: its sets are those of its exercise.
 * @param {Run} run @param {Line} from @param {RunLine} line @param {SetDone[]} sets
 */
export function setsOf(run, from, line, sets) {
  return sets.filter((one) =>
    line.slot ? one.slot === line.slot : one.slot === null && one.exercise === from.choice,
  );
}

/** @param {SessionDocument} doc @param {SetDone} done */
export function painAnswer(doc, done) {
  if (done.pain === null || done.pain === undefined) return null;
  const card = doc.cards[done.exercise];
  return (card && doc.pains[card.pain]?.[done.pain]) || null;
}

/**
 * What is asked of each side of a line now: its own plan, the way out that was chosen, or what stands after red pain.
 * @param {SessionDocument} doc @param {Run} run @param {RunLine} line @param {SetDone[]} all
 * @returns {SidePlan[]}
 */
export function plansOf(doc, run, line, all) {
  const from = sourceOf(doc, line);
  const sets = setsOf(run, from, line, all);
  const option = from.options.find((one) => one.choice === line.option) ?? from.options[0];
  const red = (/** @type {string} */ slug) =>
    new Set(sets.filter((one) => one.exercise === slug && painAnswer(doc, one)?.stop).map((one) => one.side));
  const hurt = red(option.choice);
  let plans = option.sides;
  const said = (/** @type {SidePlan} */ plan) => {
    const sore = sets.filter((one) => one.side === plan.side && one.exercise === option.choice && painAnswer(doc, one)?.stop).at(-1);
    return { ...plan, why: sore ? (painAnswer(doc, sore)?.sentence ?? plan.why) : plan.why };
  };
  if (hurt.size && option === from.options[0] && from.red.length) {
    const first = from.red.find((one) => hurt.has(one.side)) ?? from.red[0];
    plans = first.sides.map((plan) => {
      const own = hurt.has(plan.side) ? from.red.find((one) => one.side === plan.side) : undefined;
      return said(own?.sides.find((one) => one.side === plan.side) ?? plan);
    });
  } else if (hurt.size) {
    plans = plans.map((plan) => (hurt.has(plan.side) || hurt.has("both") ? { ...plan, sets: 0, change: "stop" } : plan));
  }
  return plans.map((plan) => {
    const stopped = line.stopped.includes(plan.side) || (plan.choice !== option.choice && red(plan.choice).has(plan.side));
    return stopped ? { ...plan, sets: 0, change: "stop" } : plan;
  });
}

/**
 * What the next set of a plan asks for, after the sets of today (looked up in the table of the plan).
 * @param {SessionDocument} doc @param {SidePlan} plan @param {SetDone[]} sets those of the line
 * @returns {Target}
 */
export function targetOf(doc, plan, sets) {
  const mine = sets.filter((one) => one.side === plan.side && one.exercise === plan.choice);
  const last = mine.at(-1);
  const { follow } = doc.steps[plan.steps];
  if (!last || last.measure !== plan.target.measure) return plan.target;
  const row = stepOf(follow.loads, last.load);
  if (row < 0) return { ...plan.target, load: last.load ?? plan.target.load };
  const sore = mine.some((one) => (painAnswer(doc, one)?.light ?? "green") !== "green");
  const reserve = last.rir === null ? null : Math.min(Math.round(last.rir), Math.max(...follow.answers.map(Number)));
  const table = sore ? follow.held : follow.free;
  return follow.targets[table[row][Math.max(0, follow.answers.indexOf(reserve))]];
}

/** @param {(Load | null)[]} loads @param {Load | null | undefined} load */
export function stepOf(loads, load) {
  return loads.findIndex((one) => nameOf(one) === nameOf(load ?? null));
}

/** @param {Load | null} load */
function nameOf(load) {
  if (!load || load.kind === "none") return "none";
  if (load.band) return ["band", load.band.name, load.band.stretched_cm ?? "", load.band.strands].join("|");
  return [load.kind, load.amount ?? "", load.unit ?? ""].join("|");
}

/** @param {Run} run @param {RunLine} line */
function partner(run, line) {
  const pair = run.pairs.find((one) => one.includes(line.id));
  const other = pair && pair.find((id) => id !== line.id);
  return run.lines.find((one) => one.id === other && !one.skipped);
}

/**
 * The set that comes next: of the first line that is not complete, the side with the fewest sets, in the plan's order.
 * Two lines done in turn count as one.
 * @param {SessionDocument} doc @param {Run} run @param {SetDone[]} all
 * @returns {Step | null}
 */
export function nextStep(doc, run, all) {
  for (const line of run.lines) {
    if (line.skipped) continue;
    const other = partner(run, line);
    const group = other ? run.lines.filter((one) => one === line || one === other) : [line];
    const open = group.flatMap((one) => openSteps(doc, run, one, all));
    if (open.length) return open.reduce((best, one) => (one.round < best.round ? one : best));
  }
  return null;
}

/** @param {SessionDocument} doc @param {Run} run @param {RunLine} line @param {SetDone[]} all @returns {Step[]} */
export function openSteps(doc, run, line, all) {
  const from = sourceOf(doc, line);
  const sets = setsOf(run, from, line, all);
  return plansOf(doc, run, line, all)
    .map((plan) => ({
      line,
      from,
      plan,
      sets,
      side: plan.side,
      card: doc.cards[plan.choice],
      round: sets.filter((one) => one.side === plan.side).length,
      target: targetOf(doc, plan, sets),
    }))
    .filter((step) => step.round < step.plan.sets);
}

/**
 * How long until the next set: time to get ready, or a rest and what is to be done in it.
 * @param {Run} run @param {Step | null} before the set just done @param {Step} next
 * @returns {{phase: "ready" | "rest", seconds: number}}
 */
export function pauseBefore(run, before, next) {
  const moving = next.from.change_s + next.card.setup_s;
  if (!before) return { phase: "ready", seconds: moving };
  const together = before.line.id === next.line.id || run.pairs.some((pair) => pair.includes(before.line.id) && pair.includes(next.line.id));
  if (together && before.round === next.round) {
    const seconds = before.line.id === next.line.id ? next.card.turn_s : moving;
    return { phase: "ready", seconds };
  }
  const rest = before.target.rest_s;
  if (before.line.id === next.line.id) return rest ? { phase: "rest", seconds: rest } : { phase: "ready", seconds: next.card.turn_s };
  return rest ? { phase: "rest", seconds: Math.max(rest, moving) } : { phase: "ready", seconds: moving };
}

/**
 * A set done as asked for: last amount where it is inside the range, else the upper end; the middle of the reserve.
 * @param {SessionDocument} doc @param {Step} step
 */
export function asAsked(doc, step) {
  const [low, high] = step.target.amount;
  const mine = step.sets.filter((one) => one.side === step.side && one.exercise === step.plan.choice);
  const done = mine.at(-1)?.amount ?? step.plan.last.at(-1)?.amount ?? null;
  const amount = done !== null && low <= done && done <= high ? done : high;
  const rir = Math.floor((step.target.rir[0] + step.target.rir[1]) / 2);
  return { amount, rir: Math.min(rir, 5), load: step.target.load };
}
