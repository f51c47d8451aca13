// The first screen: what is due, what is asked of the person, and the sessions that are on this phone.

import { act, go } from "./app.js";
import { el } from "./dom.js";
import { figure } from "./draw.js";
import { startSession } from "./lead.js";
import { main, stepper } from "./parts.js";
import { iso } from "./run.js";
import { keep, state } from "./state.js";
import { all } from "./store.js";
import { dayWords, minutes, plain, span, t } from "./words.js";

/** @typedef {import("./types.js").SessionDocument} SessionDocument */

export function drawHome() {
  const guide = state.guide;
  const head = el("h1", {}, guide?.name ? t("home.hello", { name: guide.name }) : t("home.title"));
  if (!guide) return [head, el("p.notice", {}, t(state.network === "closed" ? "home.closed" : "home.empty"))];
  if (guide.not_safe) {
    return [head, el("div.card", {}, el("p", {}, guide.not_safe), el("a.button", { href: "/start" }, t("home.answers")))];
  }
  return [
    head,
    guide.professional && el("p.notice.bad", {}, guide.professional),
    mornings(),
    sleep(),
    guide.deload && el("p.notice", {}, guide.deload),
    sessions(),
    tests(),
    el("nav.row", { "aria-label": t("home.more") },
      el("button.plain", { key: "settings", onclick: () => act(() => go("more")) }, t("home.settings")),
      el("a.button.plain", { href: "/" }, t("home.today"))),
  ];
}

/** @param {string} kind */
function written(kind) {
  return [...state.facts, ...state.outbox].map((row) => row.entry).filter((entry) => entry.kind === kind);
}

function mornings() {
  const guide = /** @type {import("./types.js").Guide} */ (state.guide);
  const answered = new Set(written("morning").map((entry) => entry.about));
  return guide.mornings
    .filter((one) => !answered.has(one.about))
    .map((one) =>
      el("section.card.ask", { "aria-label": t("morning.title") },
        el("h2", {}, t("morning.question", { day: dayWords(one.about) })),
        el("p", {}, t("morning.why")),
        el("div.row", {},
          el("button.main", { key: `fine-${one.about}`, onclick: () => morning(one.about, "back-to-normal") }, t("morning.fine")),
          el("button", { key: `up-${one.about}`, onclick: () => morning(one.about, "still-up") }, t("morning.up")))),
    );
}

/** @param {string} about @param {string} answer */
function morning(about, answer) {
  return act(() => {
    const now = iso(new Date());
    return keep([{ kind: "morning", uid: crypto.randomUUID(), at: now, day: now.slice(0, 10), source: "app", about, answer }], null);
  });
}

let hours = 7.5;

function sleep() {
  const guide = /** @type {import("./types.js").Guide} */ (state.guide);
  const today = iso(new Date()).slice(0, 10);
  if (guide.slept || written("sleep").some((entry) => entry.day === today || entry.day === guide.today)) return null;
  const move = (/** @type {number} */ by) => act(() => (hours = Math.min(Math.max(hours + by, 0), 16)));
  return el("details.card", { key: "sleep" },
    el("summary", {}, t("sleep.title")),
    el("p.small.muted", {}, t("sleep.why")),
    stepper({ key: "sleep", label: t("sleep.label"), text: t("sleep.hours", { hours: plain(hours) }), less: () => move(-0.5), more: () => move(0.5) }),
    el("button.main", { key: "sleep-keep", onclick: () => act(() => {
      const now = iso(new Date());
      return keep([{ kind: "sleep", uid: crypto.randomUUID(), at: now, day: now.slice(0, 10), source: "app", hours }], null);
    }) }, t("sleep.keep")));
}

function sessions() {
  const guide = /** @type {import("./types.js").Guide} */ (state.guide);
  const run = state.run && !state.run.ended ? state.run : null;
  const due = guide.sessions.find((one) => (run ? one.key === run.key : one.due));
  const others = guide.sessions.filter((one) => one !== due);
  return [
    due ? sessionCard(due, true) : el("p.card", {}, guide.why),
    others.length > 0 && el("h2", {}, t("home.next")),
    others.map((one) => sessionCard(one, false)),
  ];
}

/** @param {SessionDocument} doc @param {boolean} due */
function sessionCard(doc, due) {
  const under = state.run?.key === doc.key && !state.run.ended;
  const ended = doc.ended || written("session").some((entry) => entry.session === doc.key);
  const lines = el("ul.plan", {}, doc.lines.map((line) => {
    const plan = line.options[0].sides[0];
    return el("li", {},
      figure(doc.cards[line.choice]?.position ?? "standing"),
      el("span", {}, doc.cards[plan?.choice ?? line.choice]?.name ?? line.choice),
      plan && el("span.small.muted", {}, plan.sets ? `${plan.sets} × ${span(plan.target.amount, plan.target.measure)}` : t("off")));
  }));
  const label = t(under ? "home.resume" : ended ? "home.again" : due ? "home.start" : "home.early");
  return el(due ? "section.card.due" : "details.card", { key: `session-${doc.id}` },
    el(due ? "h2" : "summary", {}, due ? t("home.due") : dayWords(doc.day), el("span.chip", {}, minutes(doc.seconds))),
    ended && el("p.notice.good", {}, t("home.ended")),
    lines,
    due ? main(label, () => begin(doc)) : el("button", { key: `begin-${doc.id}`, onclick: () => begin(doc) }, label));
}

/** @param {SessionDocument} doc */
function begin(doc) {
  return act(async () => {
    const runs = await all("runs");
    const old = runs.find((run) => run.person === state.person && run.key === doc.key);
    await startSession(doc, old);
  });
}

function tests() {
  const guide = /** @type {import("./types.js").Guide} */ (state.guide);
  const done = new Set(written("retest").map((entry) => `${entry.test} ${entry.side}`));
  const open = guide.tests.filter((one) => !done.has(`${one.due.test} ${one.due.side}`));
  if (!open.length) return null;
  return el("section.card", {},
    el("h2", {}, t("tests.title")),
    el("p.small.muted", {}, t("tests.why")),
    el("ul.plan", {}, open.map((one) =>
      el("li", {},
        figure(one.card.position),
        el("span", {}, one.name, ", ", t(`side.${one.due.side}`).toLowerCase()),
        el("button", { key: `test-${one.due.test}-${one.due.side}`, onclick: () => act(() => {
          state.test = { test: one, phase: "before", since: 0, value: one.measure === "seconds" ? 30 : 10 };
          go("test");
        }) }, t("tests.do"))))));
}

