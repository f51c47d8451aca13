// The muscles of the figure: one surface for all of them, each a belly that swells and takes colour with its load.

import { FULL, METRE } from "./read.js";

/** @typedef {import("./read.js").Motion} Motion */

const RINGS = 15; // along a muscle
const ROUND = 8; // corners of a ring
const TENDON = 0.3; // thickness at the ends, as a share of the belly's
const SWELL = 0.55; // how much thicker at the whole strength

export class Muscles {
  /**
   * @param {any} three the module three.js
   * @param {Motion} motion
   */
  constructor(three, motion) {
    this.three = three;
    this.motion = motion;
    const strands = motion.head.strands.length;
    this.points = new Float32Array(strands * RINGS * ROUND * 3);
    this.normals = new Float32Array(this.points.length);
    this.colours = new Float32Array(this.points.length);
    const geometry = new three.BufferGeometry();
    geometry.setAttribute("position", new three.BufferAttribute(this.points, 3));
    geometry.setAttribute("normal", new three.BufferAttribute(this.normals, 3));
    geometry.setAttribute("color", new three.BufferAttribute(this.colours, 3));
    geometry.setIndex(faces(strands));
    const material = new three.MeshStandardMaterial({ vertexColors: true, roughness: 0.55, metalness: 0 });
    this.mesh = new three.Mesh(geometry, material);
    this.mesh.frustumCulled = false;
    this.mesh.castShadow = true;
    this.bellies = motion.head.strands.map((strand) => profile(strand.belly));
    /** @type {any[]} */
    this.scale = [];
    /** @type {string | null} */
    this.marked = null; // a region to bring out
    this.line = new Float32Array(motion.head.points * 3);
    this.ring = { at: new Float32Array(3), along: new Float32Array(3), side: new Float32Array(3) };
  }

  /** @param {boolean} night */
  paint(night) {
    const { stops, day, night: dim } = this.motion.head.scale;
    const hues = (night ? dim : day).map((name) => new this.three.Color(name));
    this.scale = Array.from({ length: FULL + 1 }, (_, step) => mixed(this.three, step / FULL, stops, hues));
    this.pale = new this.three.Color(night ? "#3a3330" : "#e9e0d6");
  }

  /** Pose all muscles between two frames. @param {number} one @param {number} other @param {number} share */
  pose(one, other, share) {
    const { head, paths, loads } = this.motion;
    const size = head.points * 3;
    for (let strand = 0; strand < head.strands.length; strand++) {
      const a = (one * head.strands.length + strand) * size;
      const b = (other * head.strands.length + strand) * size;
      for (let i = 0; i < size; i++) this.line[i] = (paths[a + i] * (1 - share) + paths[b + i] * share) / METRE;
      const before = loads[one * head.strands.length + strand];
      const after = loads[other * head.strands.length + strand];
      this.tube(strand, before * (1 - share) + after * share);
    }
    for (const name of ["position", "normal", "color"]) this.mesh.geometry.attributes[name].needsUpdate = true;
  }

  /** @param {number} strand @param {number} load stored steps */
  tube(strand, load) {
    const { radius, region } = this.motion.head.strands[strand];
    const thick = radius * (1 + (SWELL * load) / FULL);
    const quiet = this.marked !== null && region !== this.marked;
    const hue = quiet ? this.pale : this.scale[Math.round(load)];
    const belly = this.bellies[strand];
    let at = strand * RINGS * ROUND * 3;
    const side = this.ring.side;
    side[0] = 0.31;
    side[1] = 0.52;
    side[2] = 0.79;
    for (let ring = 0; ring < RINGS; ring++) {
      this.spot(ring / (RINGS - 1));
      const along = this.ring.along;
      upright(side, along); // the last ring's side carries over, so that the tube does not twist
      const up = [
        along[1] * side[2] - along[2] * side[1],
        along[2] * side[0] - along[0] * side[2],
        along[0] * side[1] - along[1] * side[0],
      ];
      const r = thick * belly[ring] * (quiet ? 0.6 : 1);
      for (let corner = 0; corner < ROUND; corner++, at += 3) {
        const cos = COS[corner];
        const sin = SIN[corner];
        for (let k = 0; k < 3; k++) {
          const out = side[k] * cos + up[k] * sin;
          this.normals[at + k] = out;
          this.points[at + k] = this.ring.at[k] + out * r;
        }
        this.colours[at] = hue.r;
        this.colours[at + 1] = hue.g;
        this.colours[at + 2] = hue.b;
      }
    }
  }

  /** Find place and direction on the smooth line through the path. @param {number} share 0 to 1 */
  spot(share) {
    const last = this.motion.head.points - 1;
    const exact = share * last;
    const i = Math.min(Math.floor(exact), last - 1);
    const t = exact - i;
    const p = this.line;
    for (let k = 0; k < 3; k++) {
      const p1 = p[i * 3 + k];
      const p2 = p[(i + 1) * 3 + k];
      const p0 = i > 0 ? p[(i - 1) * 3 + k] : 2 * p1 - p2;
      const p3 = i + 2 <= last ? p[(i + 2) * 3 + k] : 2 * p2 - p1;
      const c1 = (p2 - p0) / 2;
      const c2 = p0 - 2.5 * p1 + 2 * p2 - p3 / 2;
      const c3 = (p3 - p0) / 2 + 1.5 * (p1 - p2);
      this.ring.at[k] = p1 + t * (c1 + t * (c2 + t * c3));
      this.ring.along[k] = c1 + t * (2 * c2 + 3 * t * c3);
    }
    const along = this.ring.along;
    const length = Math.hypot(along[0], along[1], along[2]) || 1;
    for (let k = 0; k < 3; k++) along[k] /= length;
  }
}

const COS = Array.from({ length: ROUND }, (_, corner) => Math.cos((2 * Math.PI * corner) / ROUND));
const SIN = Array.from({ length: ROUND }, (_, corner) => Math.sin((2 * Math.PI * corner) / ROUND));

/** Turn `side` so that it stands upright on `along`, length 1. @param {Float32Array} side @param {Float32Array} along */
function upright(side, along) {
  let lean = side[0] * along[0] + side[1] * along[1] + side[2] * along[2];
  if (Math.abs(lean) > 0.98) {
    const x = side[0];
    side[0] = side[1];
    side[1] = side[2];
    side[2] = -x;
    lean = side[0] * along[0] + side[1] * along[1] + side[2] * along[2];
  }
  for (let k = 0; k < 3; k++) side[k] -= lean * along[k];
  const length = Math.hypot(side[0], side[1], side[2]) || 1;
  for (let k = 0; k < 3; k++) side[k] /= length;
}

/** How thick each ring is; the fleshy part takes up `belly` of the length, nearer to the origin. @param {number} belly */
function profile(belly) {
  const start = (1 - belly) * 0.12;
  return Array.from({ length: RINGS }, (_, ring) => {
    const share = (ring / (RINGS - 1) - start) / belly;
    const swell = share > 0 && share < 1 ? Math.sin(Math.PI * share) ** 0.75 : 0;
    return TENDON + (1 - TENDON) * swell;
  });
}

/** @param {number} strands */
function faces(strands) {
  const found = [];
  for (let strand = 0; strand < strands; strand++) {
    for (let ring = 0; ring < RINGS - 1; ring++) {
      for (let corner = 0; corner < ROUND; corner++) {
        const a = (strand * RINGS + ring) * ROUND + corner;
        const b = (strand * RINGS + ring) * ROUND + ((corner + 1) % ROUND);
        found.push(a, b, a + ROUND, b, b + ROUND, a + ROUND);
      }
    }
  }
  return found;
}

/** @param {any} three @param {number} load @param {number[]} stops @param {any[]} hues */
function mixed(three, load, stops, hues) {
  for (let i = 1; i < stops.length; i++) {
    if (load <= stops[i]) {
      return new three.Color().lerpColors(hues[i - 1], hues[i], (load - stops[i - 1]) / (stops[i] - stops[i - 1]));
    }
  }
  return hues[hues.length - 1];
}
