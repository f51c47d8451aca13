// The end of a session: how hard it was, and what it changes the next time.

import { act, go } from "./app.js";
import { el } from "./dom.js";
import { sideWords } from "./cues.js";
import { drop, endSession, setWords, surplus } from "./lead.js";
import { answers, main } from "./parts.js";
import { state } from "./state.js";
import { nextTime } from "./sync.js";
import { span, t } from "./words.js";

/** @type {{effort: number | null, notes: string}} */
let said = { effort: null, notes: "" };

export function drawFinish() {
  const field = /** @type {HTMLTextAreaElement} */ (el("textarea", { key: "notes", rows: 2, maxlength: 2000, id: "finish-notes" }));
  field.value = said.notes;
  field.addEventListener("change", () => (said = { ...said, notes: field.value }));
  const scores = Array.from({ length: 11 }, (_, score) => /** @type {[number, string]} */ ([score, String(score)]));
  return [
    el("h1", {}, t("finish.title")),
    el("p", {}, t("finish.sets", { count: state.sets.length })),
    surplus().map((one) =>
      el("section.notice", { "aria-label": one.name },
        el("p", {}, t("finish.twice", { name: one.name, side: sideWords(/** @type {any} */ (one.side)).toLowerCase(), done: one.done, of: one.of })),
        el("button", { key: `drop-${one.last.uid}`, onclick: () => act(() => drop(one.last.uid)) }, t("finish.drop", { set: setWords(one.last) })))),
    el("section.card", {},
      answers({ key: "effort", label: t("finish.effort"), options: scores, chosen: said.effort ?? undefined, kind: "scale-pick",
        pick: (effort) => act(() => (said = { ...said, effort })) }),
      el("div.anchors", { "aria-hidden": "true" }, el("span", {}, t("finish.rest")), el("span", {}, t("finish.most"))),
      said.effort !== null && el("p.small", { role: "status" }, t(`effort.${said.effort}`)),
      el("div.field", {}, el("label", { for: "finish-notes" }, t("notes")), field)),
    main(t("finish.keep"), () => act(async () => {
      await endSession(said.effort, said.notes);
      said = { effort: null, notes: "" };
      state.next = null;
      void lookUp();
    }), { disabled: said.effort === null }),
    el("div.row", {},
      el("button", { key: "later", onclick: () => act(async () => {
        await endSession(null, said.notes);
        void lookUp();
      }) }, t("finish.later")),
      el("button.plain", { key: "back", onclick: () => act(() => go("run")) }, t("finish.back"))),
  ];
}

async function lookUp() {
  const { draw, exchange } = await import("./app.js");
  for (let tries = 0; tries < 10 && state.outbox.some((row) => row.state === "waiting"); tries += 1) {
    await exchange();
    if (state.network === "offline" || state.network === "closed") break;
    await new Promise((wake) => setTimeout(wake, 300));
  }
  const id = state.run?.key.split("/").at(-1) ?? "";
  const waiting = state.outbox.some((row) => row.state === "waiting" && row.entry.session === state.run?.key);
  state.next = waiting ? { waiting: true } : ((await nextTime(state.person ?? "", id)) ?? { waiting: true });
  if (state.screen === "next") draw();
}

export function drawNext() {
  const doc = state.doc;
  const found = state.next?.prescriptions;
  return [
    el("h1", {}, t("next.title")),
    !state.next && el("p.muted", { role: "status" }, t("next.reckoning")),
    state.next?.waiting && el("p.notice", {}, t("next.offline")),
    found && Object.values(found).map((answers) =>
      el("section.card", {},
        el("h2", {}, doc?.cards[answers[0].choice]?.name ?? answers[0].choice),
        answers.map((/** @type {any} */ one) =>
          el("div.next-line", {},
            el("p", {}, one.side !== "both" && el("strong", {}, t(`side.${one.side}`), " "),
              el("span.chip", { "data-change": one.change }, t(`change.${one.change}`)), " ",
              one.sets > 0 ? `${one.sets} × ${span(one.target.amount, one.target.measure)}` : t("off")),
            el("p.why", {}, one.why))))),
    main(t("next.home"), () => act(() => go("home"))),
  ];
}
