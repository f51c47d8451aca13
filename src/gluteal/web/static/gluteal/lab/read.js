// Reads the two files of the figure: the bones, and a motion with its loads. Shapes are told in lab/bones.py and
// lab/figure.py; everything is little endian.

/**
 * @typedef {{ name: string, title: string, toward: number[], up: number[] }} View
 * @typedef {{ name: string, side: string, region: string | null, radius: number, belly: number }} Strand
 * @typedef {{ kind: string, points?: number[][][], radius?: number, closed?: boolean, middle?: number[],
 *   half?: number[] }} Prop
 * @typedef {{ frames: number, seconds: number[], bodies: string[], strands: Strand[], points: number,
 *   loaded: boolean, working: string, size: number, views: View[], props: Prop[],
 *   scale: { stops: number[], day: string[], night: string[] } }} Head
 * @typedef {{ head: Head, places: Int16Array, turns: Int16Array, paths: Int16Array, loads: Uint8Array }} Motion
 * @typedef {{ body: string, vertices: Float32Array, faces: Uint16Array }} Bone
 */

export const METRE = 10000; // stored steps
export const FULL = 250; // stored load of a muscle at its whole strength

/** @param {ArrayBuffer} file @returns {{ head: any, at: number }} */
function opened(file) {
  const length = new DataView(file).getUint32(0, true);
  const text = new TextDecoder().decode(new Uint8Array(file, 4, length));
  return { head: JSON.parse(text), at: 4 + length };
}

/** @param {string} address @returns {Promise<ArrayBuffer>} */
async function fetched(address) {
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  return answer.arrayBuffer();
}

/** @param {string} address @returns {Promise<Bone[]>} */
export async function readBones(address) {
  const file = await fetched(address);
  const { head, at } = opened(file);
  const vertices = head.bones.reduce((/** @type {number} */ sum, /** @type {any} */ bone) => sum + bone.vertices, 0);
  let point = at;
  let face = at + vertices * 6;
  return head.bones.map((/** @type {any} */ bone) => {
    const whole = new Int16Array(file.slice(point, point + bone.vertices * 6));
    const faces = new Uint16Array(file.slice(face, face + bone.faces * 6));
    point += bone.vertices * 6;
    face += bone.faces * 6;
    return { body: bone.body, vertices: Float32Array.from(whole, (step) => step * head.scale), faces };
  });
}

/** @param {string} address @returns {Promise<Motion>} */
export async function readMotion(address) {
  const file = await fetched(address);
  const { head, at } = opened(file);
  const places = head.frames * head.bodies.length * 3;
  const turns = head.frames * head.bodies.length * 4;
  const paths = head.frames * head.strands.length * head.points * 3;
  const second = at + places * 2;
  const third = second + turns * 2;
  const last = third + paths * 2;
  return {
    head,
    places: new Int16Array(file.slice(at, second)),
    turns: new Int16Array(file.slice(second, third)),
    paths: new Int16Array(file.slice(third, last)),
    loads: new Uint8Array(file.slice(last)),
  };
}
