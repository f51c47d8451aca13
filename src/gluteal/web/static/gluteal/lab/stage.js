// The stage on which the figure moves: light, floor, bones, things, and the eye that looks at it.

import { METRE } from "./read.js";
import { Muscles } from "./muscles.js";

/** @typedef {import("./read.js").Motion} Motion */
/** @typedef {import("./read.js").Bone} Bone */

const HIPS = 0.3; // metres round the middle of the pelvis that belong to the hips
const ANGLE = 26; // degrees that the eye sees from top to bottom
const ROPES = new Set(["band", "cable", "bar", "plate", "weight", "pad"]);
const DAY = { bone: "#f7f1e6", floor: "#e4d5c3", grid: "#d2c3b2", thing: "#c4b8ad", sky: "#ffffff", ground: "#cbb8a4", light: 2.4, glow: 2.0, load: "#8a7c70" };
const NIGHT = { bone: "#b5a79b", floor: "#3a302b", grid: "#463a34", thing: "#5a4e47", sky: "#fff3e6", ground: "#6b564a", light: 3.2, glow: 2.4, load: "#a39488" };

/** A round picture that is solid in the middle and gone at the rim. @param {any} three */
function faded(three) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 256;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const ring = pen.createRadialGradient(128, 128, 20, 128, 128, 127);
  ring.addColorStop(0, "#fff");
  ring.addColorStop(0.55, "#bbb");
  ring.addColorStop(1, "#000");
  pen.fillStyle = ring;
  pen.fillRect(0, 0, 256, 256);
  return new three.CanvasTexture(canvas);
}

export class Stage {
  /** @param {any} three @param {HTMLCanvasElement} canvas @param {Bone[]} bones */
  constructor(three, canvas, bones) {
    this.three = three;
    this.canvas = canvas;
    this.bones = bones;
    this.scene = new three.Scene();
    this.eye = new three.PerspectiveCamera(ANGLE, 1, 0.05, 60);
    this.pen = new three.WebGLRenderer({ canvas, antialias: true, alpha: true, powerPreference: "low-power" });
    this.pen.shadowMap.enabled = true;
    this.pen.shadowMap.type = three.PCFShadowMap;
    this.sky = new three.HemisphereLight("#fff", "#bbb", 1.3);
    this.sun = new three.DirectionalLight("#fff", 2);
    this.sun.castShadow = true;
    this.sun.shadow.mapSize.set(1024, 1024);
    this.sun.shadow.radius = 6;
    this.sun.shadow.bias = -0.0004;
    this.sun.shadow.normalBias = 0.01;
    this.scene.add(this.sky, this.sun, this.sun.target);
    this.hard = new three.MeshStandardMaterial({ roughness: 0.75 });
    this.thing = new three.MeshStandardMaterial({ roughness: 0.9 });
    this.load = new three.MeshStandardMaterial({ roughness: 0.6 });
    // A floor that fades out, and on it a second one that shows nothing but shadows.
    const floor = new three.MeshBasicMaterial({ transparent: true, depthWrite: false, alphaMap: faded(three) });
    this.ground = new three.Mesh(new three.CircleGeometry(1, 72), floor);
    this.shade = new three.Mesh(new three.CircleGeometry(1, 72), new three.ShadowMaterial({ opacity: 0.28 }));
    this.shade.receiveShadow = true;
    this.scene.add(this.ground, this.shade);
    /** @type {Map<string, any>} */
    this.bodies = new Map();
    for (const bone of bones) this.bodies.set(bone.body, this.bone(bone));
    this.things = new three.Group();
    this.scene.add(this.things);
    this.middle = new three.Vector3();
    this.hips = new three.Vector3();
    this.near = false; // the hips alone in the picture
    this.toward = new three.Vector3(0.5, -0.7, 0.4);
    this.up = new three.Vector3(0, 0, 1);
    this.zoom = 1;
    this.reach = HIPS;
    this.size = new three.Vector2();
    /** @type {any[]} */
    this.corners = [];
    /** @type {Muscles | null} */
    this.muscles = null;
    /** @type {Motion | null} */
    this.motion = null;
  }

  /** @param {Bone} bone */
  bone(bone) {
    const geometry = new this.three.BufferGeometry();
    geometry.setAttribute("position", new this.three.BufferAttribute(bone.vertices, 3));
    geometry.setIndex(new this.three.BufferAttribute(bone.faces, 1));
    geometry.computeVertexNormals();
    geometry.computeBoundingBox();
    geometry.computeBoundingSphere();
    const mesh = new this.three.Mesh(geometry, this.hard);
    mesh.castShadow = true;
    this.scene.add(mesh);
    return mesh;
  }

  /** Take another motion; the eye stays where it is. @param {Motion} motion */
  show(motion) {
    if (this.muscles) {
      this.scene.remove(this.muscles.mesh);
      this.muscles.mesh.geometry.dispose();
      this.muscles.mesh.material.dispose();
    }
    const marked = this.muscles ? this.muscles.marked : null;
    this.motion = motion;
    this.muscles = new Muscles(this.three, motion);
    this.muscles.marked = marked;
    this.scene.add(this.muscles.mesh);
    for (const mesh of this.bodies.values()) mesh.scale.setScalar(motion.head.size);
    this.setThings();
    this.paint();
    this.measure();
  }

  paint() {
    const night = matchMedia("(prefers-color-scheme: dark)").matches;
    const look = night ? NIGHT : DAY;
    this.hard.color.set(look.bone);
    this.thing.color.set(look.thing);
    this.load.color.set(look.load);
    this.ground.material.color.set(look.floor);
    this.sky.color.set(look.sky);
    this.sky.groundColor.set(look.ground);
    this.sun.intensity = look.light;
    this.sky.intensity = look.glow;
    this.muscles?.paint(night);
  }

  setThings() {
    for (const old of [...this.things.children]) {
      old.geometry.dispose();
      this.things.remove(old);
    }
    for (const prop of this.motion?.head.props ?? []) {
      if (!prop.middle || !prop.half) continue;
      const box = new this.three.BoxGeometry(prop.half[0] * 2, prop.half[1] * 2, prop.half[2] * 2);
      const mesh = new this.three.Mesh(box, this.thing);
      mesh.position.set(prop.middle[0], prop.middle[1], prop.middle[2]);
      mesh.castShadow = mesh.receiveShadow = true;
      this.things.add(mesh);
    }
    this.lines = (this.motion?.head.props ?? []).filter((prop) => prop.points);
    this.ropes = this.lines.map((prop) => {
      const paint = prop.kind === "arm" ? this.hard : ROPES.has(prop.kind) ? this.load : this.thing;
      const mesh = new this.three.Mesh(new this.three.BufferGeometry(), paint);
      mesh.castShadow = true;
      mesh.frustumCulled = false;
      mesh.userData.prop = prop;
      this.things.add(mesh);
      return mesh;
    });
  }

  /** Find everything that must be in the picture: the corners of each bone in each frame, and the things. */
  measure() {
    const motion = /** @type {Motion} */ (this.motion);
    const box = new this.three.Box3();
    const turn = new this.three.Quaternion();
    const place = new this.three.Vector3();
    this.corners = [];
    for (let frame = 0; frame < motion.head.frames; frame += 2) {
      motion.head.bodies.forEach((body, index) => {
        const mesh = this.bodies.get(body);
        if (!mesh) return;
        this.read(frame, index, place, turn);
        const { min, max } = mesh.geometry.boundingBox;
        for (let i = 0; i < 8; i++) {
          const corner = new this.three.Vector3(i & 1 ? max.x : min.x, i & 2 ? max.y : min.y, i & 4 ? max.z : min.z);
          corner.multiplyScalar(motion.head.size).applyQuaternion(turn).add(place);
          this.corners.push(corner);
          box.expandByPoint(corner);
        }
      });
    }
    box.getCenter(this.middle);
    const pelvis = this.bodies.get("pelvis");
    const trunk = motion.head.bodies.indexOf("pelvis");
    const hips = new this.three.Box3();
    for (let frame = 0; frame < motion.head.frames; frame++) {
      this.read(frame, trunk, place, turn);
      hips.expandByPoint(pelvis.geometry.boundingSphere.center.clone().applyQuaternion(turn).add(place));
    }
    hips.getCenter(this.hips);
    this.reach = hips.getSize(place).length() / 2 + HIPS * motion.head.size;
    const reach = Math.max(0.9, box.getSize(new this.three.Vector3()).length() * 0.62);
    for (const [disc, height] of [[this.ground, -0.003], [this.shade, -0.001]]) {
      disc.scale.setScalar(reach * 1.15);
      disc.position.set(this.middle.x, this.middle.y, height);
    }
    this.sun.target.position.copy(this.middle);
    this.sun.position.copy(this.middle).add(new this.three.Vector3(1.2, -1.0, 3.2));
    const { camera } = this.sun.shadow;
    camera.left = camera.bottom = -reach;
    camera.right = camera.top = reach;
    camera.far = 8;
    camera.updateProjectionMatrix();
  }

  /** @param {number} frame @param {number} index @param {any} place @param {any} turn */
  read(frame, index, place, turn) {
    const { head, places, turns } = /** @type {Motion} */ (this.motion);
    const at = frame * head.bodies.length + index;
    place.set(places[at * 3], places[at * 3 + 1], places[at * 3 + 2]).divideScalar(METRE);
    turn.set(turns[at * 4 + 1], turns[at * 4 + 2], turns[at * 4 + 3], turns[at * 4]).normalize();
  }

  /** Pose everything at a moment. @param {number} second */
  pose(second) {
    const motion = /** @type {Motion} */ (this.motion);
    const { seconds, bodies, frames } = motion.head;
    let next = seconds.findIndex((moment) => moment > second);
    if (next < 0) next = frames - 1;
    const before = Math.max(0, next - 1);
    const length = seconds[next] - seconds[before];
    const share = length > 0 ? Math.min(1, Math.max(0, (second - seconds[before]) / length)) : 0;
    const place = new this.three.Vector3();
    const turn = new this.three.Quaternion();
    bodies.forEach((body, index) => {
      const mesh = this.bodies.get(body);
      if (!mesh) return;
      this.read(before, index, mesh.position, mesh.quaternion);
      this.read(next, index, place, turn);
      mesh.position.lerp(place, share);
      mesh.quaternion.slerp(turn, share);
    });
    this.muscles?.pose(before, next, share);
    for (const rope of this.ropes ?? []) this.rope(rope, before, next, share);
  }

  /** @param {any} mesh @param {number} one @param {number} other @param {number} share */
  rope(mesh, one, other, share) {
    const prop = mesh.userData.prop;
    const { points, radius, closed } = prop;
    const line = points[one].map((/** @type {number[]} */ spot, /** @type {number} */ i) =>
      new this.three.Vector3(...spot).lerp(new this.three.Vector3(...points[other][i]), share),
    );
    mesh.geometry.dispose();
    if (line.length === 2) {
      const along = line[1].clone().sub(line[0]);
      mesh.geometry = new this.three.CylinderGeometry(radius, radius, along.length(), 24);
      mesh.position.addVectors(line[0], line[1]).multiplyScalar(0.5);
      mesh.quaternion.setFromUnitVectors(new this.three.Vector3(0, 1, 0), along.normalize());
    } else {
      const tight = prop.kind === "arm" ? 0.05 : 0.5;
      const curve = new this.three.CatmullRomCurve3(line, closed, "catmullrom", tight);
      mesh.geometry = new this.three.TubeGeometry(curve, line.length * 4, radius, 10, closed);
    }
  }

  /** Draw one picture, the whole motion in view. */
  draw() {
    const box = this.canvas.getBoundingClientRect();
    if (!box.width || !box.height) return;
    const dots = Math.min(window.devicePixelRatio || 1, 2);
    if (this.pen.getPixelRatio() !== dots) this.pen.setPixelRatio(dots);
    this.pen.getSize(this.size);
    if (this.size.x !== Math.round(box.width) || this.size.y !== Math.round(box.height)) {
      this.pen.setSize(Math.round(box.width), Math.round(box.height), false);
    }
    this.eye.aspect = box.width / box.height;
    this.eye.updateProjectionMatrix();
    const far = (this.near ? this.nearby() : this.distance()) / this.zoom;
    const middle = this.near ? this.hips : this.middle;
    this.eye.up.copy(this.up);
    this.eye.position.copy(middle).addScaledVector(this.toward, far);
    this.eye.lookAt(middle);
    this.pen.render(this.scene, this.eye);
  }

  /** How far away the eye must be for the hips to fill the picture. */
  nearby() {
    return this.reach / (Math.tan((ANGLE / 2) * (Math.PI / 180)) * Math.min(1, this.eye.aspect));
  }

  /** How far away the eye must be for every corner to be in the picture. */
  distance() {
    const right = new this.three.Vector3().crossVectors(this.up, this.toward).normalize();
    const up = new this.three.Vector3().crossVectors(this.toward, right);
    const high = Math.tan((ANGLE / 2) * (Math.PI / 180)) * 0.94;
    const wide = high * this.eye.aspect;
    const gap = new this.three.Vector3();
    let most = 0.6;
    for (const corner of this.corners) {
      gap.subVectors(corner, this.middle);
      const near = gap.dot(this.toward);
      most = Math.max(most, near + Math.abs(gap.dot(right)) / wide, near + Math.abs(gap.dot(up)) / high);
    }
    return most;
  }
}
