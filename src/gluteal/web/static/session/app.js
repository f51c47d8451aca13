// The guided session: starts it, listens to taps, lets the clock run, and draws what is up.

import { drawFinish, drawNext } from "./screen-finish.js";
import { drawHome } from "./screen-home.js";
import { drawMore } from "./screen-more.js";
import { drawRun, tickRun } from "./screen-run.js";
import { drawSheet } from "./sheets.js";
import { drawTest } from "./screen-test.js";
import { keepAwake, setCues, wakeAudio } from "./cues.js";
import { el, show } from "./dom.js";
import { beat } from "./lead.js";
import { catchUp, listen, load, newGuide, reread, state } from "./state.js";
import { keepForGood, Overtaken } from "./store.js";
import { sync } from "./sync.js";
import { loadWords, t } from "./words.js";

const BEAT = 200; // milliseconds between two looks at the clock
const LOOK = 20_000; // milliseconds between two tries to send what waits
const QUIET = 350; // milliseconds after a change in which a second tap of the same thumb is not meant

const place = /** @type {HTMLElement} */ (document.getElementById("app"));
const sheetPlace = /** @type {HTMLDialogElement} */ (document.getElementById("sheet"));
let busy = false;
/** @type {Promise<void>} resolves when the tap under way is done with */
let underWay = Promise.resolve();
let changedAt = 0;

/**
 * Do what a tap asks for; one at a time, so that a double tap writes one set.
 * @param {() => Promise<any> | any} what
 * @param {boolean} [meant] whether it cannot be the second half of a double tap: it waits for its turn and is done
 */
export async function act(what, meant = false) {
  if (!meant && (busy || performance.now() - changedAt < QUIET)) return;
  while (busy) await underWay;
  busy = true;
  let over = () => {};
  underWay = new Promise((resolve) => (over = resolve));
  wakeAudio();
  const before = screenName();
  try {
    await what();
    state.error = "";
  } catch (error) {
    if (error instanceof Overtaken) await catchUp(); // the tap was meant for what stood here before: it is not done
    else state.error = t("error.phone", { reason: error instanceof Error ? error.message : String(error) });
  } finally {
    busy = false;
    over();
  }
  if (screenName() !== before) changedAt = performance.now();
  draw();
  if (state.outbox.some((row) => row.state === "waiting")) void exchange();
}

function screenName() {
  const at = state.run?.at;
  if (state.screen !== "run") return state.screen;
  return `run ${at ? `${at.uid} ${at.phase}` : "end"} ${state.sheet?.name ?? ""}`;
}

export function draw() {
  const screens = { home: drawHome, run: drawRun, finish: drawFinish, next: drawNext, test: drawTest, more: drawMore };
  const screen = screens[/** @type {keyof typeof screens} */ (state.screen)] ?? drawHome;
  document.body.dataset.big = String(state.settings.big);
  document.body.dataset.screen = state.screen;
  show(place, [status(), ...screen()], screenName());
  try {
    drawSheet(sheetPlace);
  } catch (error) {
    state.sheet = null; // a sheet that cannot be drawn must not hold up the session
    sheetPlace.close();
    console.error(error);
  }
  setCues(state.settings);
  void keepAwake(state.screen === "run" && state.settings.awake);
}

function status() {
  const waiting = state.outbox.filter((row) => row.state === "waiting").length;
  const refused = state.outbox.length - waiting;
  const words = [];
  if (state.network === "offline") words.push(t("status.offline"));
  if (state.network === "closed") words.push(t("status.closed"));
  if (waiting && state.network !== "sent" && state.network !== "unknown") words.push(t(waiting === 1 ? "status.waiting.one" : "status.waiting", { count: waiting }));
  if (refused) words.push(t("status.refused", { count: refused }));
  return [
    el("p.net", { id: "net", "data-waiting": waiting, "data-network": state.network }, words.join(" ")),
    state.error && el("p.notice.bad", { role: "alert" }, state.error),
  ];
}

/** Send and fetch; the screen is drawn anew where something changed. */
export async function exchange() {
  const before = JSON.stringify([state.network, state.outbox.map((row) => [row.uid, row.state])]);
  let come = false;
  const outcome = await sync(() => (come = true));
  if (outcome !== "busy") state.network = outcome;
  if (come) await newGuide();
  if (!state.person) await load();
  else await reread();
  const after = JSON.stringify([state.network, state.outbox.map((row) => [row.uid, row.state])]);
  if ((come || before !== after) && !busy && !sheetPlace.open) draw();
}

/** @param {string} screen */
export function go(screen) {
  state.screen = screen;
  state.sheet = null;
}

async function start() {
  await loadWords();
  await load();
  if (state.run?.at || (state.run && !state.run.ended)) state.screen = "run";
  draw();
  document.documentElement.dataset.ready = "yes";
  void keepForGood();
  await exchange();
  setInterval(() => {
    if (!busy && state.screen === "run") void beat(act).then(() => tickRun(place));
  }, BEAT);
  setInterval(() => void exchange(), LOOK);
  addEventListener("online", () => void exchange());
  listen(() => void (!busy && catchUp().then((on) => on && draw())));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") return;
    void catchUp().then(draw);
    void exchange();
  });
}

start().catch((error) => {
  place.replaceChildren(
    el("h1", {}, t("error.start")),
    el("p.notice.bad", { role: "alert" }, String(error?.message ?? error)),
  );
});
