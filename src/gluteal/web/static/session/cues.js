// What a person hears and feels: speech, a beep, vibration. Each can be off; the text on the screen is always there.

import { t } from "./words.js";

/** @type {AudioContext | null} */
let audio = null;
/** @type {OscillatorNode[]} */
let planned = [];
/** @type {import("./types.js").Settings} */
let chosen;

/** @param {import("./types.js").Settings} settings */
export function setCues(settings) {
  chosen = settings;
  if (!settings.speech) globalThis.speechSynthesis?.cancel();
}

/** Browsers let a page make sounds once it has been touched. */
export function wakeAudio() {
  if (!chosen?.beep || !globalThis.AudioContext) return;
  audio ??= new AudioContext();
  if (audio.state === "suspended") audio.resume().catch(() => {});
}

/** Say a sentence: aloud where that is on, and always to a screen reader. @param {string} text */
export function say(text) {
  const line = document.getElementById("said");
  if (line) line.textContent = text;
  if (!chosen?.speech || !globalThis.speechSynthesis) return;
  speechSynthesis.cancel();
  const speech = new SpeechSynthesisUtterance(text);
  speech.lang = document.documentElement.lang || "en";
  speechSynthesis.speak(speech);
}

/** @param {"tick" | "go" | "end"} kind */
export function signal(kind) {
  const [pitch, length] = { tick: [660, 0.06], go: [990, 0.25], end: [520, 0.4] }[kind];
  if (chosen?.beep && audio?.state === "running") tone(audio.currentTime, pitch, length);
  // Browsers let a page vibrate once it has been touched, and complain before that.
  if (chosen?.vibration && navigator.vibrate && navigator.userActivation?.hasBeenActive) {
    navigator.vibrate({ tick: 30, go: [120, 60, 120], end: [250, 100, 250] }[kind]);
  }
}

/**
 * Plan the beep at the end of a rest on the clock of the sound card, which goes on while a page sleeps.
 * @param {number} seconds from now
 */
export function planBeep(seconds) {
  dropPlanned();
  if (!chosen?.beep || audio?.state !== "running" || seconds <= 0) return;
  planned = [3, 2, 1].filter((left) => left < seconds).map((left) => tone(audioTime(seconds - left), 660, 0.06));
  planned.push(tone(audioTime(seconds), 990, 0.3));
}

export function dropPlanned() {
  for (const one of planned) {
    try {
      one.stop();
    } catch {
      continue; // it has ended
    }
  }
  planned = [];
}

/** @param {number} seconds */
function audioTime(seconds) {
  return (audio?.currentTime ?? 0) + seconds;
}

/** @param {number} when @param {number} pitch @param {number} length */
function tone(when, pitch, length) {
  const context = /** @type {AudioContext} */ (audio);
  const source = context.createOscillator();
  const volume = context.createGain();
  source.frequency.value = pitch;
  volume.gain.setValueAtTime(0.0001, when);
  volume.gain.exponentialRampToValueAtTime(0.4, when + 0.01);
  volume.gain.exponentialRampToValueAtTime(0.0001, when + length);
  source.connect(volume).connect(context.destination);
  source.start(when);
  source.stop(when + length + 0.05);
  return source;
}

/** @param {import("./types.js").Side} side */
export function sideWords(side) {
  return side === "both" ? "" : t(`side.${side}`);
}

/** @type {WakeLockSentinel | null} */
let lock = null;

/** Keep the screen on while a session is open and the page is seen. @param {boolean} wanted */
export async function keepAwake(wanted) {
  if (!wanted) {
    await lock?.release().catch(() => {});
    lock = null;
    return;
  }
  if (lock && !lock.released) return;
  if (!navigator.wakeLock || document.visibilityState !== "visible") return;
  lock = await navigator.wakeLock.request("screen").catch(() => null);
}
