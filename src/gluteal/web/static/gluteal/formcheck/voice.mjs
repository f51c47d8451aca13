// Says counts and cues aloud, one at a time: a number is never kept waiting, a cue never cuts in.

const KEY = "gluteal-voice";

export class Voice {
  constructor() {
    this.on = localStorage.getItem(KEY) !== "off";
    this.language = document.documentElement.lang || "en";
  }

  /** @param {boolean} on */
  turn(on) {
    this.on = on;
    localStorage.setItem(KEY, on ? "on" : "off");
    if (!on) globalThis.speechSynthesis?.cancel();
  }

  /** Says at once, in place of what is being said. @param {string} text */
  now(text) {
    if (!this.on || !globalThis.speechSynthesis) return;
    speechSynthesis.cancel();
    this.speak(text);
  }

  /** Says after what is being said; lets go of it where something is waiting already. @param {string} text */
  next(text) {
    if (!this.on || !globalThis.speechSynthesis || speechSynthesis.pending) return;
    this.speak(text);
  }

  /** @param {string} text */
  speak(text) {
    const said = new SpeechSynthesisUtterance(text);
    said.lang = this.language;
    said.rate = 1.1;
    speechSynthesis.speak(said);
  }
}
