// A test that is due: how it is done, a clock or a counter, and its result written down.

import { act, go } from "./app.js";
import { signal } from "./cues.js";
import { el } from "./dom.js";
import { figure } from "./draw.js";
import { main, stepper } from "./parts.js";
import { iso } from "./run.js";
import { keep, state } from "./state.js";
import { amount, clock, t } from "./words.js";

/** @type {ReturnType<typeof setInterval> | undefined} */
let ticking;

export function drawTest() {
  clearInterval(ticking);
  const { test, phase, value } = state.test;
  const { card, due } = test;
  const put = (/** @type {object} */ change) => (state.test = { ...state.test, ...change });
  const timed = test.measure === "seconds";
  return [
    el("p.eyebrow", {}, t("tests.title")),
    el("h1", {}, `${test.name}`),
    el("p.side-big", {}, t(`side.${due.side}`)),
    el("p.small.muted", {}, due.why),
    phase === "before" && el("section.card", {}, figure(card.position), el("p", {}, card.set_up), el("p", {}, card.execution), test.load && el("p", {}, test.load_label)),
    phase === "holding" && holding(),
    phase !== "holding" && (phase === "after" || !timed) && stepper({ key: "value", label: t("tests.result"), text: amount(value, test.measure),
      less: () => act(() => put({ value: Math.max(0, value - 1) })), more: () => act(() => put({ value: value + 1 })) }),
    timed && phase === "before" && main(t("tests.start"), () => act(() => {
      signal("go");
      put({ phase: "holding", since: Date.now() });
    })),
    phase === "holding" && main(t("run.stop"), () => act(() => {
      signal("end");
      put({ phase: "after", value: Math.floor((Date.now() - state.test.since) / 1000) });
    })),
    (phase === "after" || !timed) && main(t("tests.keep"), () => act(() => save(value))),
    el("button.plain", { key: "back", onclick: () => act(() => go("home")) }, t("tests.not")),
  ];
}

function holding() {
  const time = el("p.time", { role: "timer" }, "0:00");
  ticking = setInterval(() => (time.textContent = clock((Date.now() - state.test.since) / 1000)), 250);
  return el("div.meter", {}, time);
}

/** @param {number} value */
async function save(value) {
  const { test } = state.test;
  const now = iso(new Date());
  await keep([{ kind: "retest", uid: crypto.randomUUID(), at: now, day: now.slice(0, 10), source: "app", test: test.due.test, side: test.due.side, value, unit: test.unit, load: test.load, conditions: "" }], null);
  go("home");
}
