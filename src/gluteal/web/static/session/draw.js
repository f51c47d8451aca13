// Own drawings: a ring that runs down, the plates on a bar, a band, and how the body lies.

import { svg } from "./dom.js";
import { plain, t } from "./words.js";

const ROUND = 2 * Math.PI * 54;

/** A ring whose `.run` is filled by `share`. @param {string} label */
export function ring(label) {
  return svg(
    "svg",
    { class: "ring", viewBox: "0 0 120 120", role: "img", "aria-label": label },
    svg("circle", { class: "track", cx: 60, cy: 60, r: 54 }),
    svg("circle", { class: "run", cx: 60, cy: 60, r: 54, "stroke-dasharray": ROUND, "stroke-dashoffset": 0, transform: "rotate(-90 60 60)" }),
  );
}

/** @param {Element} drawn @param {number} share 0 to 1 that is left */
export function fillRing(drawn, share) {
  const run = drawn.querySelector(".run");
  run?.setAttribute("stroke-dashoffset", String(ROUND * (1 - Math.min(Math.max(share, 0), 1))));
}

/**
 * One end of the bar with its plates, heaviest inside.
 * @param {number} bar @param {number[]} plates one side @param {string} unit
 */
export function barbell(bar, plates, unit) {
  const most = Math.max(...plates, 1);
  let x = 46;
  const drawn = plates.map((plate) => {
    const height = 24 + 52 * Math.sqrt(plate / most);
    const width = 9 + 7 * (plate / most);
    const one = svg(
      "g",
      {},
      svg("rect", { class: "plate", x, y: 46 - height / 2, width, height, rx: 3 }),
      svg("text", { class: "mark", x: x + width / 2, y: 104, "text-anchor": "middle" }, plain(plate)),
    );
    x += Math.max(width, 24) + 2;
    return one;
  });
  const words = plates.length
    ? t("plates", { plates: plates.map(plain).join(" + "), bar: plain(bar), unit })
    : t("plates.none", { bar: plain(bar), unit });
  const wide = Math.max(x + 30, 150);
  return svg(
    "svg",
    { class: "bar", viewBox: `0 0 ${wide} 110`, role: "img", "aria-label": words },
    svg("rect", { class: "steel", x: 0, y: 43, width: wide - 8, height: 6, rx: 3 }),
    svg("rect", { class: "steel", x: 36, y: 36, width: 6, height: 20, rx: 2 }),
    drawn,
  );
}

// Each position as lines of a stick figure in a box of 64 by 40: head (cx, cy) and strokes.
/** @type {Record<string, [number, number, string]>} */
const FIGURES = {
  standing: [32, 6, "M32 11V24M32 24L27 38M32 24L37 38M24 17L32 14L40 17"],
  seated: [26, 8, "M26 13V26H40V38M26 17L36 22M20 27H46"],
  supine: [8, 26, "M13 28H34L44 18L50 31M17 29L26 33M4 34H60"],
  "side-lying": [8, 24, "M13 27L34 29L58 31M34 28L57 18M14 28L8 33M4 35H60"],
  prone: [8, 28, "M13 30H34L58 31M14 30L8 34M4 35H60"],
  quadruped: [12, 12, "M17 15H42V34H54M19 15V34M4 36H60"],
  "side-plank": [10, 14, "M14 18L36 26L58 33M15 19L14 34M36 26L57 20M4 36H60"],
  plank: [8, 18, "M13 20L34 25L58 32M15 21V34M4 36H60"],
  bench: [12, 14, "M17 17H38L48 24L50 36M8 20H22V36M4 37H60"],
};

/** @param {string} position */
export function figure(position) {
  const [cx, cy, strokes] = FIGURES[position] ?? FIGURES.standing;
  return svg(
    "svg",
    { class: "figure", viewBox: "0 0 64 40", role: "img", "aria-label": t(`position.${position}`) },
    svg("circle", { cx, cy, r: 4 }),
    svg("path", { d: strokes }),
  );
}
