// Turns each figure on the page from a still or lightly moving picture into one that can be turned and scrubbed.
// Without WebGL, or where three.js could not be fetched, the picture stays.

import { readBones, readMotion } from "./read.js";
import { Stage } from "./stage.js";

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const dark = matchMedia("(prefers-color-scheme: dark)");

/** @type {Promise<any> | null} */
let three = null;
/** @type {Promise<import("./read.js").Bone[]> | null} */
let bones = null;

class Figure {
  /** @param {HTMLElement} box @param {Stage} stage */
  constructor(box, stage) {
    this.box = box;
    this.stage = stage;
    this.end = 0;
    this.moment = 0;
    this.playing = !calm.matches;
    this.canvas = /** @type {HTMLCanvasElement} */ (box.querySelector("canvas"));
    this.scrub = /** @type {HTMLInputElement} */ (box.querySelector("[data-scrub]"));
    this.play = /** @type {HTMLButtonElement} */ (box.querySelector("[data-play]"));
    this.near = /** @type {HTMLButtonElement} */ (box.querySelector("[data-near]"));
    this.views = /** @type {HTMLButtonElement[]} */ ([...box.querySelectorAll("[data-view]")]);
    this.asked = "";
    this.seen = "";
    this.last = 0;
    this.stale = true;
  }

  /** @param {HTMLElement} box @returns {Promise<Figure>} */
  static async of(box) {
    const kept = box.dataset;
    three ??= import(/** @type {string} */ (kept.three));
    bones ??= readBones(/** @type {string} */ (kept.bones));
    const canvas = /** @type {HTMLCanvasElement} */ (box.querySelector("canvas"));
    const figure = new Figure(box, new Stage(await three, canvas, await bones));
    await figure.load();
    figure.look("free");
    figure.listen();
    box.classList.add("live");
    figure.tell();
    requestAnimationFrame((now) => figure.tick(now));
    return figure;
  }

  /** Fetch the motion that the page names, unless it is on the stage already. */
  async load() {
    const address = /** @type {string} */ (this.box.dataset.motion);
    if (address === this.asked) return;
    this.asked = address;
    const motion = await readMotion(address);
    if (address !== this.asked) return; // a later one has been asked for since
    const first = !this.stage.motion;
    this.stage.show(motion);
    this.end = motion.head.seconds[motion.head.frames - 1];
    this.scrub.max = String(this.end);
    this.moment = first && calm.matches ? this.hardest(motion) : Math.min(this.moment, this.end);
    this.scrub.value = String(this.moment);
    for (const button of this.views) {
      const view = motion.head.views.find((one) => one.name === button.dataset.view);
      const title = view && button.dataset[view.title];
      if (title) button.textContent = title;
    }
    this.stale = true;
  }

  /** The moment of the greatest load, to show where nothing moves. @param {import("./read.js").Motion} motion */
  hardest(motion) {
    const count = motion.head.strands.length;
    let most = -1;
    let at = 0;
    for (let frame = 0; frame < motion.head.frames; frame++) {
      let sum = 0;
      for (let i = 0; i < count; i++) sum += motion.loads[frame * count + i];
      if (sum > most) [most, at] = [sum, frame];
    }
    return motion.head.seconds[at];
  }

  /** @param {string} name */
  look(name) {
    const view = this.stage.motion?.head.views.find((one) => one.name === name);
    if (!view) return;
    this.stage.toward.fromArray(view.toward);
    this.stage.up.fromArray(view.up);
    this.stage.zoom = 1;
    for (const button of this.views) button.setAttribute("aria-pressed", String(button.dataset.view === name));
    this.stale = true;
  }

  listen() {
    this.play.addEventListener("click", () => {
      this.playing = !this.playing;
      this.tell();
    });
    this.scrub.addEventListener("input", () => {
      this.playing = false;
      this.moment = Number(this.scrub.value);
      this.stale = true;
      this.tell();
    });
    for (const button of this.views) {
      button.addEventListener("click", () => this.look(/** @type {string} */ (button.dataset.view)));
    }
    this.near.addEventListener("click", () => {
      this.stage.near = !this.stage.near;
      this.near.setAttribute("aria-pressed", String(this.stage.near));
      this.stale = true;
    });
    this.canvas.addEventListener("pointerdown", (event) => this.canvas.setPointerCapture(event.pointerId));
    this.canvas.addEventListener("pointermove", (event) => {
      if (event.buttons || event.pointerType === "touch") this.turn(event.movementX / 120, event.movementY / 120);
    });
    this.canvas.addEventListener("keydown", (event) => this.key(event));
    this.canvas.addEventListener(
      "wheel",
      (event) => {
        if (!event.ctrlKey) return; // the wheel alone scrolls the page; a pinch arrives with ctrl
        event.preventDefault();
        this.closer(Math.exp(-event.deltaY / 200));
      },
      { passive: false },
    );
    dark.addEventListener("change", () => {
      this.stage.paint();
      this.stale = true;
    });
    new ResizeObserver(() => (this.stale = true)).observe(this.canvas);
    this.canvas.addEventListener("webglcontextlost", () => this.box.classList.remove("live"));
    document.addEventListener("pointerover", (event) => this.mark(event.target));
    document.addEventListener("focusin", (event) => this.mark(event.target));
  }

  /** Bring out the muscles of the region under the pointer or the focus. @param {EventTarget | null} target */
  mark(target) {
    const row = target instanceof Element ? target.closest("[data-region]") : null;
    const region = row instanceof HTMLElement ? (row.dataset.region ?? null) : null;
    const { muscles } = this.stage;
    if (!muscles || muscles.marked === region) return;
    muscles.marked = region;
    this.stale = true;
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const turns = { ArrowLeft: [-0.15, 0], ArrowRight: [0.15, 0], ArrowUp: [0, 0.15], ArrowDown: [0, -0.15] };
    const by = turns[/** @type {keyof typeof turns} */ (event.key)];
    if (by) this.turn(by[0], by[1]);
    else if (event.key === "+" || event.key === "=") this.closer(1.15);
    else if (event.key === "-") this.closer(1 / 1.15);
    else if (event.key === " ") this.play.click();
    else return;
    event.preventDefault();
  }

  /** Walk the eye round the figure. @param {number} across @param {number} upward radians */
  turn(across, upward) {
    const { toward, up } = this.stage;
    if (toward.z > 0.99) {
      toward.addScaledVector(up, -0.12).normalize(); // out of the view from straight above
    }
    up.set(0, 0, 1);
    const length = Math.hypot(toward.x, toward.y);
    const round = Math.atan2(toward.y, toward.x) - across;
    const high = Math.min(1.5, Math.max(-0.1, Math.atan2(toward.z, length) + upward));
    toward.set(Math.cos(round) * Math.cos(high), Math.sin(round) * Math.cos(high), Math.sin(high));
    for (const button of this.views) button.setAttribute("aria-pressed", "false");
    this.stale = true;
  }

  /** @param {number} times */
  closer(times) {
    this.stage.zoom = Math.min(4, Math.max(0.6, this.stage.zoom * times));
    this.stale = true;
  }

  tell() {
    this.play.textContent = (this.playing ? this.play.dataset.pause : this.play.dataset.go) ?? "";
  }

  /** @param {number} now milliseconds */
  tick(now) {
    if (!this.box.isConnected) return;
    const passed = Math.min((now - this.last) / 1000, 0.1);
    this.last = now;
    if (this.playing && this.end > 0 && !document.hidden) {
      this.moment = (this.moment + passed) % this.end;
      this.scrub.value = String(this.moment);
      this.stale = true;
    }
    if (this.stale) {
      this.stage.pose(this.moment);
      this.stage.draw();
      this.stale = false;
    }
    requestAnimationFrame((next) => this.tick(next));
  }
}

/** @type {WeakMap<HTMLElement, Promise<Figure | null>>} */
const figures = new WeakMap();

/** @returns {boolean} whether this browser can draw in three dimensions */
function able() {
  try {
    return document.createElement("canvas").getContext("webgl2") !== null;
  } catch {
    return false;
  }
}

/** @type {boolean | null} */
let can = null; // asked once: each answer costs the browser a drawing context

export function enliven() {
  can ??= able();
  if (!can) return;
  for (const box of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-motion]"))) {
    const known = figures.get(box);
    if (known) {
      known.then((figure) => figure?.load()).catch(() => {}); // what is on the stage stays
      continue;
    }
    const coming = Figure.of(box).catch(() => {
      three = bones = null; // the picture stays; the next page may try again
      return null;
    });
    figures.set(box, coming);
  }
}

enliven();
