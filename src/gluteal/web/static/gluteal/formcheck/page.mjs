// The camera page: from the first button to the set in the diary. Words come from the page itself (#words).

import { draw } from "./draw.mjs";
import { Link } from "./link.mjs";
import { Voice } from "./voice.mjs";
import * as waiting from "./waiting.mjs";

/** @template {HTMLElement} T @param {string} name @param {new () => T} kind @returns {T} */
function part(name, kind) {
  const found = document.getElementById(name);
  if (!(found instanceof kind)) throw new Error(`the page has no ${name}`);
  return found;
}

const stage = part("stage", HTMLElement);
const canvas = part("picture", HTMLCanvasElement);
const begin = part("begin", HTMLButtonElement);
const go = part("go", HTMLButtonElement);
const sound = part("sound", HTMLButtonElement);
const turn = part("turn", HTMLButtonElement);
const count = part("count", HTMLElement);
const sideShown = part("side-shown", HTMLElement);
const cue = part("cue", HTMLElement);
const state = part("state", HTMLElement);
const quick = part("quick", HTMLElement);
const progress = part("progress", HTMLProgressElement);
const review = part("review", HTMLElement);
const result = part("result", HTMLElement);

const exercise = stage.dataset.exercise ?? "";
const screen = stage.dataset.screen; // the movement screen that this page is for, if it is one
const waitingAs = screen ?? exercise;
const measure = stage.dataset.measure ?? "reps";
/** @type {Record<string, number>} */
const aims = JSON.parse(stage.dataset.aims || "{}");

/** A sentence of the page. @param {string} name */
const word = (name) => document.querySelector(`#words [data-word="${name}"]`)?.textContent ?? "";

const LONGEST = 1700; // seconds; the server takes sets of half an hour
const voice = new Voice();
/** @type {Record<string, number>} */
const counts = {};
let running = false;
let facing = "user";
/** @type {number[]} */
let delays = [];
let pictures = 0;
let since = 0;
let adviceSaid = -1e9;

const link = new Link(
  `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${stage.dataset.socket}`,
  told,
  (open) => {
    if (!open && running) {
      say(word("away"));
      cue.textContent = "";
    }
    if (!open && !running && link.take) say(word("later"));
    if (open && (running || link.take)) say(running ? "" : word("reckoning"));
    if (!open && link.take) waiting.put(link.take);
    if (open && !running && !link.take) countWaiting();
  },
);

// What a set is worth is counted from its landmarks alone, also when it could not be counted at the time.
async function countWaiting() {
  const take = await waiting.get(waitingAs);
  if (!take || running || link.take) return;
  say(word("late"));
  link.resume(take);
}

/** @param {string} text */
function say(text) {
  state.textContent = text;
}

/** @param {any} answer @param {boolean} live */
function told(answer, live) {
  if (answer.kind === "seen") {
    for (const event of answer.events) happened(event, live);
    if (live) measured(answer.t);
  } else if (answer.kind === "error") {
    say(answer.text);
  } else if (answer.kind === "gone") {
    running = false;
    go.disabled = true;
    say(word("gone"));
  } else if (answer.kind === "report") {
    finished(answer);
  } else if (answer.kind === "kept") {
    document.dispatchEvent(new CustomEvent("kept"));
  }
}

/** @param {any} event @param {boolean} live whether it happened just now, so that it is worth saying */
function happened(event, live) {
  if (event.kind === "rep") {
    counts[event.rep.side] = event.count;
    show(event.rep.side, String(event.count));
    if (live) voice.now(String(event.count));
    if (event.rep.clean !== false) cue.textContent = "";
    otherSide(event.rep.side, live);
  } else if (event.kind === "hold") {
    counts[event.side] = event.seconds;
    show(event.side, `${event.seconds} s`);
    if (live && event.seconds % 10 === 0) voice.now(String(event.seconds));
    otherSide(event.side, live);
  } else if (event.kind === "cue") {
    cue.textContent = event.finding.cue;
    if (live) voice.next(event.finding.cue);
  } else if (event.kind === "stop") {
    cue.textContent = word("stop");
    if (live) voice.next(word("stop"));
  } else if (event.kind === "set-up") {
    const advice = event.setup.good ? "" : (event.setup.advice[0] ?? "");
    say(advice);
    if (live && advice && Date.now() - adviceSaid > 8000) {
      adviceSaid = Date.now();
      voice.next(advice);
    }
  }
}

/** @param {string} side @param {string} number */
function show(side, number) {
  count.textContent = number;
  sideShown.textContent = side === "both" ? "" : word(side);
  stage.dataset.counted = JSON.stringify(counts);
}

/** @param {string} side @param {boolean} live */
function otherSide(side, live) {
  const aim = aims[side];
  if (!aim || (counts[side] ?? 0) !== aim) return;
  const other = side === "left" ? "right" : side === "right" ? "left" : null;
  const text = other && (counts[other] ?? 0) < (aims[other] ?? 0) ? word("other") : word("done");
  cue.textContent = text;
  if (live) voice.next(text);
}

/** Keeps how long it took from the camera to the answer. @type {Map<number, number>} */
const captured = new Map();
/** @param {number} t */
function measured(t) {
  const at = captured.get(t);
  if (at === undefined) return;
  for (const key of captured.keys()) if (key <= t) captured.delete(key);
  delays.push(performance.now() - at);
  if (delays.length > 600) delays = delays.slice(-300);
  const sorted = [...delays].sort((a, b) => a - b);
  stage.dataset.delay = sorted[sorted.length >> 1].toFixed(1);
  stage.dataset.delays = JSON.stringify(delays.slice(-300).map((d) => Math.round(d)));
}

// The eye: one picture at a time, the newest there is.

/** @type {Worker | null} */
let eye = null;
/** @type {((answer: any) => void) | null} */
let answeredBy = null;

function openEye() {
  const made = new Worker(stage.dataset.eye ?? "", { type: "module" });
  return new Promise((resolve, reject) => {
    made.onmessage = ({ data }) => {
      if (data.kind === "loaded") {
        stage.dataset.delegate = data.delegate;
        resolve(made);
      } else if (data.kind === "fault") {
        stage.dataset.fault = data.text;
        reject(new Error(data.text));
        answeredBy?.(null);
      } else {
        answeredBy?.(data);
      }
    };
    made.onerror = (event) => reject(new Error(event.message || "the worker did not start"));
    made.postMessage({ kind: "load", size: stage.dataset.size });
  });
}

/** @param {ImageBitmap} picture @param {number} t @returns {Promise<any>} */
function looked(picture, t) {
  return new Promise((resolve) => {
    answeredBy = resolve;
    eye?.postMessage({ kind: "look", t, picture }, [picture]);
  });
}

/** Fetches library and network on the server's side, once ever. */
async function fetched() {
  for (;;) {
    const answer = await fetch(stage.dataset.ready ?? "", {
      method: "POST",
      headers: { "X-CSRFToken": stage.dataset.token ?? "" },
    });
    if (!answer.ok) throw new Error(word("network"));
    const found = await answer.json();
    if (found.fault) throw new Error(found.fault);
    if (found.ready) {
      progress.hidden = true;
      return;
    }
    progress.hidden = false;
    progress.max = found.total;
    progress.value = found.done;
    say(word("fetching"));
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
}

const video = document.createElement("video");
video.muted = true;
video.playsInline = true;

async function openCamera() {
  for (const track of /** @type {MediaStream | null} */ (video.srcObject)?.getTracks() ?? []) track.stop();
  video.srcObject = await navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 }, facingMode: facing },
  });
  await video.play();
  canvas.classList.toggle("mirror", facing === "user");
}

/** @returns {Promise<number>} when the picture was taken, in this page's own time */
function nextPicture() {
  return new Promise((resolve) => {
    video.requestVideoFrameCallback((now, about) => resolve(about.captureTime ?? now));
  });
}

async function watch() {
  let last = 0;
  for (;;) {
    const taken = await nextPicture();
    const picture = await createImageBitmap(video);
    const stamp = Math.max(performance.now(), last + 1);
    last = stamp;
    const seen = await looked(picture, stamp);
    if (!seen) return;
    draw(canvas, seen.picture, seen.image);
    pictures += 1;
    if (!since) since = performance.now();
    stage.dataset.pictures = String(pictures);
    stage.dataset.ms = seen.ms.toFixed(1);
    stage.dataset.rate = ((1000 * pictures) / (performance.now() - since)).toFixed(1);
    if (running) {
      const t = Math.round(stamp - started) / 1000;
      if (t > 0) {
        captured.set(t, Math.min(taken, stamp));
        if (t > LONGEST) go.click();
        link.add({ t, image: seen.image, world: seen.world });
        if (t - kept > Math.max(KEPT_EVERY, t / 10)) keepGoing(t); // a long one is large, so more rarely
      }
    }
    if (pictures % 20 === 0 && stage.dataset.delay) {
      quick.textContent = word("quick")
        .replace("%rate%", stage.dataset.rate ?? "")
        .replace("%ms%", Math.round(Number(stage.dataset.delay ?? 0)).toString());
    }
  }
}

let started = 0;

// A set that is under way is kept on this device every few seconds: a page that is closed or killed loses no more than that.
const KEPT_EVERY = 5; // seconds
let kept = 0;
/** @param {number} t */
function keepGoing(t) {
  kept = t;
  if (link.take) void waiting.put(link.take);
}
addEventListener("pagehide", () => {
  if (running && link.take) void waiting.put(link.take);
});

begin.addEventListener("click", async () => {
  begin.disabled = true;
  try {
    if (!navigator.mediaDevices) throw new Error(word("insecure"));
    say(word("camera"));
    await openCamera();
    await fetched();
    say(word("loading"));
    eye ??= await openEye();
    say("");
    stage.dataset.state = "ready";
    begin.hidden = true;
    go.hidden = false;
    go.focus();
    void navigator.wakeLock?.request("screen").catch(() => undefined);
    void watch();
  } catch (error) {
    begin.disabled = false;
    const refused = error instanceof DOMException && ["NotAllowedError", "NotFoundError", "NotReadableError"].includes(error.name);
    say(refused ? word("refused") : String(error instanceof Error ? error.message : error));
    stage.dataset.state = "fault";
  }
});

go.addEventListener("click", () => {
  if (running) {
    running = false;
    go.disabled = true;
    say(link.open && !link.silent ? word("reckoning") : word("later"));
    cue.textContent = "";
    if (link.take) void waiting.put(link.take);
    link.end();
    return;
  }
  for (const side of Object.keys(counts)) delete counts[side];
  review.hidden = true;
  count.textContent = "0";
  cue.textContent = "";
  go.textContent = word("end");
  started = performance.now();
  captured.clear();
  kept = 0;
  link.start({ exercise, size: [video.videoWidth, video.videoHeight], ...asScreen() });
  running = true;
  stage.dataset.state = "running";
  voice.now(word("begin"));
});

sound.addEventListener("click", () => {
  voice.turn(!voice.on);
  sound.setAttribute("aria-pressed", String(voice.on));
});
sound.setAttribute("aria-pressed", String(voice.on));

turn.addEventListener("click", () => {
  facing = facing === "user" ? "environment" : "user";
  if (video.srcObject) void openCamera().catch(() => say(word("refused")));
});

/** What a movement screen is started with: what should be the same next time. */
function asScreen() {
  if (!screen) return {};
  const typed = (/** @type {string} */ id) => /** @type {HTMLInputElement | null} */ (document.getElementById(id))?.value.trim();
  const step = Number.parseFloat(typed("step") ?? "");
  return { screen, conditions: typed("conditions") ?? "", ...(Number.isFinite(step) ? { step } : {}) };
}

/** @param {any} answer */
function finished(answer) {
  link.drop();
  void waiting.remove(waitingAs);
  running = false;
  go.disabled = false;
  go.textContent = word("again");
  say("");
  stage.dataset.state = "report";
  result.innerHTML = answer.html; // rendered by our own server
  for (const box of /** @type {NodeListOf<HTMLFieldSetElement>} */ (review.querySelectorAll("fieldset[data-side]"))) {
    const found = answer.report.sides.find((/** @type {any} */ side) => side.side === box.dataset.side);
    fill(box, found ?? null);
  }
  if (screen) signed(answer.screen ?? "");
  review.hidden = false;
  review.scrollIntoView({ behavior: "smooth" });
}

/** Holds ready what our server signed of a screen; without it there is nothing to keep. @param {string} text */
function signed(text) {
  const field = form.querySelector('[name="screen"]');
  if (field instanceof HTMLInputElement) field.value = text;
  for (const button of form.querySelectorAll("button")) button.hidden = !text;
}

/** Puts what was counted on one side into its fields. @param {HTMLFieldSetElement} box @param {any} found */
function fill(box, found) {
  const amount = found ? (measure === "seconds" ? Math.round(found.held_s) : found.reps) : 0;
  const side = box.dataset.side;
  /** @param {string} name @param {string} value */
  const set = (name, value) => {
    const field = box.querySelector(`[name="${side}-${name}"]`);
    if (field instanceof HTMLInputElement) field.value = value;
  };
  set("amount", amount ? String(amount) : "");
  set("clean_share", found?.clean_share === null || found?.clean_share === undefined ? "" : String(found.clean_share));
  set("judged", found?.judged ? String(found.judged) : "");
  box.dataset.counted = String(amount);
}

// Keeping the landmarks is asked for here and nowhere else, and done before the set goes into the diary.
const form = part("accept", HTMLFormElement);
form.addEventListener("submit", (event) => {
  const keep = form.querySelector('[name="keep"]');
  const uid = form.querySelector('[name$="-uid"]');
  const day = form.querySelector('[name="day"]');
  if (!(keep instanceof HTMLInputElement) || !keep.checked || !link.open || form.dataset.kept) return;
  if (!(uid instanceof HTMLInputElement) || !(day instanceof HTMLInputElement)) return;
  event.preventDefault();
  const send = () => {
    form.dataset.kept = "yes";
    form.requestSubmit();
  };
  document.addEventListener("kept", send, { once: true });
  setTimeout(() => form.dataset.kept || send(), 3000);
  link.keep(uid.value, day.value);
});
