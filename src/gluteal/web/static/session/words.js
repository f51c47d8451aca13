// All texts of the guided session, in the person's language, as /session/words.json gives them.

/** @type {Record<string, string>} */
let texts = {};

export async function loadWords() {
  const answer = await fetch("/session/words.json");
  texts = await answer.json();
}

/**
 * Return the text with this key, with `{name}` replaced by each value.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function t(key, values = {}) {
  const text = texts[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** @param {number} value */
export function plain(value) {
  return String(Math.round(value * 100) / 100);
}

/** @param {[number, number]} range @param {import("./types.js").Measure} measure */
export function span([low, high], measure) {
  if (measure === "seconds" && high >= 120) return low === high ? clock(high) : `${clock(low)}–${clock(high)}`;
  const range = low === high ? plain(high) : `${plain(low)}–${plain(high)}`;
  return t(`span.${measure}`, { range });
}

/** @param {number} value @param {import("./types.js").Measure} measure */
export function amount(value, measure) {
  if (measure === "seconds" && value >= 120) return clock(value);
  return t(`amount.${measure}${value === 1 ? ".one" : ""}`, { amount: plain(value) });
}

/** @param {number} seconds */
export function clock(seconds) {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** @param {string} day YYYY-MM-DD */
export function dayWords(day) {
  const [year, month, date] = day.split("-").map(Number);
  const format = { weekday: "long", day: "numeric", month: "long" };
  const told = document.documentElement.lang || "en";
  const language = told === "en" ? "en-GB" : told; // day before month, as on all other pages
  return new Intl.DateTimeFormat(language, /** @type {any} */ (format)).format(new Date(year, month - 1, date));
}

/** @param {number} seconds */
export function minutes(seconds) {
  return t("minutes", { count: Math.max(1, Math.round(seconds / 60)) });
}
