// Finds the landmarks of one person in pictures, in a worker, so that the page stays quick.
// In: {kind: "load", size} once, then {kind: "look", t, picture}. Out: {kind: "loaded" | "seen" | "fault"}.

/** @typedef {{detectForVideo: (picture: ImageBitmap, t: number) => any, close: () => void}} Landmarker */

const LIBRARY = new URL("../packages/@mediapipe/tasks-vision/", import.meta.url);
const NETWORKS = new URL("networks/", import.meta.url);
const TRIED = 12; // pictures after which a graphics chip has to have proved itself
const TOO_SLOW = 80; // ms a picture; the processor alone is faster than that on two cores

/** @type {Landmarker | null} */
let landmarker = null;
let delegate = "CPU";
let size = "full";
/** @type {number[]} */
let taken = [];

/** Whether there is a real graphics chip, not one that the processor pretends to be. */
function realGraphics() {
  try {
    const context = new OffscreenCanvas(1, 1).getContext("webgl2");
    const names = context?.getExtension("WEBGL_debug_renderer_info");
    if (!context || !names) return false;
    return !/swiftshader|llvmpipe|software|basic render/i.test(String(context.getParameter(names.UNMASKED_RENDERER_WEBGL)));
  } catch {
    return false;
  }
}

/** @param {string} wanted */
async function make(wanted) {
  const { FilesetResolver, PoseLandmarker } = await import(new URL("vision_bundle.mjs", LIBRARY).href);
  const base = new URL("wasm", LIBRARY).href;
  const files = await FilesetResolver.forVisionTasks(base, true); // true: the loader that a module worker can use
  const made = await PoseLandmarker.createFromOptions(files, {
    baseOptions: { modelAssetPath: new URL(`pose-${size}.task`, NETWORKS).href, delegate: wanted },
    runningMode: "VIDEO",
    numPoses: 1,
  });
  delegate = wanted;
  taken = [];
  return made;
}

async function load() {
  if (realGraphics()) {
    try {
      landmarker = await make("GPU");
    } catch {
      landmarker = null;
    }
  }
  landmarker ??= await make("CPU");
  postMessage({ kind: "loaded", delegate });
}

/** @param {number} value @param {number} digits */
function rounded(value, digits) {
  const scale = 10 ** digits;
  return Number.isFinite(value) ? Math.round(value * scale) / scale : 0;
}

/** @param {{t: number, picture: ImageBitmap}} asked */
async function look(asked) {
  if (!landmarker) return;
  const from = performance.now();
  const found = landmarker.detectForVideo(asked.picture, asked.t);
  const ms = performance.now() - from;
  const image = found.landmarks[0]?.map((/** @type {any} */ p) => [
    rounded(p.x, 5),
    rounded(p.y, 5),
    rounded(p.z, 4),
    rounded(p.visibility, 3),
  ]);
  const world = found.worldLandmarks[0]?.map((/** @type {any} */ p) => [rounded(p.x, 4), rounded(p.y, 4), rounded(p.z, 4)]);
  postMessage({ kind: "seen", t: asked.t, ms, picture: asked.picture, image: image ?? null, world: world ?? null }, {
    transfer: [asked.picture],
  });
  if (delegate === "GPU" && taken.push(ms) === TRIED) {
    taken.sort((a, b) => a - b);
    if (taken[TRIED >> 1] > TOO_SLOW) {
      landmarker.close();
      landmarker = await make("CPU");
      postMessage({ kind: "loaded", delegate });
    }
  }
}

onmessage = async ({ data }) => {
  try {
    if (data.kind === "load") {
      size = data.size;
      await load();
    } else {
      await look(data);
    }
  } catch (error) {
    postMessage({ kind: "fault", text: String(error) });
  }
};
