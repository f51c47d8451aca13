// Settings of this phone, and what could not be sent.

import { act, go } from "./app.js";
import { el } from "./dom.js";
import { keepSettings, state } from "./state.js";
import { t } from "./words.js";

const SWITCHES = /** @type {const} */ (["speech", "beep", "vibration", "big", "metronome", "awake", "byItself"]);

export function drawMore() {
  const { settings, outbox } = state;
  return [
    el("h1", {}, t("more.title")),
    el("section.card", {},
      SWITCHES.map((name) =>
        el("button.switch", { key: name, role: "switch", "aria-checked": String(settings[name]), onclick: () => act(() => keepSettings({ [name]: !settings[name] })) },
          el("span", {}, el("strong", {}, t(`set.${name}`)), el("span.small.muted", {}, t(`set.${name}.why`))),
          el("span.knob", { "aria-hidden": "true" })))),
    outbox.length > 0 && el("section.card", {},
      el("h2", {}, t("unsent.title")),
      el("p.small.muted", {}, t("unsent.why")),
      el("ul.lines", {}, outbox.map((row) =>
        el("li", {}, `${row.entry.day} ${row.entry.exercise ?? row.entry.kind}`, row.state === "refused" && el("p.notice.bad", {}, row.sentence)))),
      el("a.button", { href: unsentFile(), download: "gluteal-unsent.json" }, t("unsent.save"))),
    el("button.main", { key: "main", onclick: () => act(() => go(state.run?.at ? "run" : "home")) }, t("more.back")),
  ];
}

function unsentFile() {
  const entries = state.outbox.map((row) => row.entry);
  return URL.createObjectURL(new Blob([JSON.stringify({ entries }, null, 1)], { type: "application/json" }));
}
