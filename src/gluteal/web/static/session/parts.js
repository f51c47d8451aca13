// Parts that several screens share: steppers, scales, a line of what is asked for.

import { el } from "./dom.js";
import { t } from "./words.js";

/**
 * A number with a button on either side, for a thumb; no keyboard is needed.
 * @param {{key: string, label: string, text: string, less: () => void, more: () => void, first?: boolean, last?: boolean}} how
 */
export function stepper({ key, label, text, less, more, first = false, last = false }) {
  return el(
    "div.pick",
    { role: "group", "aria-label": label },
    el("span.label", {}, label),
    el("button", { key: `${key}-less`, onclick: less, disabled: first, "aria-label": t("less", { what: label }) }, "−"),
    el("output", { "aria-live": "polite" }, text),
    el("button", { key: `${key}-more`, onclick: more, disabled: last, "aria-label": t("more", { what: label }) }, "+"),
  );
}

/**
 * One of several answers as a row of buttons.
 * @template T
 * @param {{key: string, label: string, options: [T, string][], chosen: T | undefined, pick: (value: T) => void, kind?: string}} how
 */
export function answers({ key, label, options, chosen, pick, kind = "chips-pick" }) {
  return el(
    `div.${kind}`,
    { role: "group", "aria-label": label },
    el("span.label", {}, label),
    el(
      "div.row",
      {},
      options.map(([value, words]) =>
        el("button", { key: `${key}-${value}`, "aria-pressed": String(value === chosen), onclick: () => pick(value) }, words),
      ),
    ),
  );
}

/** The scale of pain with its anchors. @param {number | null} chosen @param {(score: number) => void} pick */
export function painScale(chosen, pick) {
  return el(
    "div.pain",
    { role: "group", "aria-label": t("pain.question") },
    el("span.label", {}, t("pain.question")),
    el(
      "div.scale-row",
      {},
      Array.from({ length: 11 }, (_, score) =>
        el("button", { key: `pain-${score}`, "aria-pressed": String(score === chosen), "aria-label": t(`pain.${score}`, { score }), onclick: () => pick(score) }, score),
      ),
    ),
    el("div.anchors", { "aria-hidden": "true" }, el("span", {}, t("pain.none")), el("span", {}, t("pain.worst"))),
  );
}

/** @param {import("./types.js").Measure} measure @returns {[number | null, string][]} */
export function reserveOptions(measure) {
  const kind = measure === "seconds" ? "held" : "reps";
  const scores = measure === "seconds" ? [0, 1, 2, 3, 5] : [0, 1, 2, 3, 4, 5];
  return [...scores.map((score) => /** @type {[number, string]} */ ([score, t(`reserve.${kind}.${score}`)])), [null, t("reserve.unknown")]];
}

/** @param {number | null} rir @param {import("./types.js").Measure} measure */
export function reserveWords(rir, measure) {
  if (rir === null) return "";
  const score = Math.min(Math.max(Math.round(rir), 0), 5);
  const kind = measure === "seconds" ? "held" : "reps";
  return t(`left.${kind}.${measure === "seconds" && score === 4 ? 3 : score}`);
}

/** @param {string} text @param {() => void} onclick @param {Record<string, any>} [more] */
export function main(text, onclick, more = {}) {
  return el("button.main.large", { key: "main", onclick, ...more }, text);
}
