// Draws the very picture that was looked at, and the skeleton on it.

const LEFT = [[11, 13], [13, 15], [11, 23], [23, 25], [25, 27], [27, 31], [27, 29]];
const RIGHT = [[12, 14], [14, 16], [12, 24], [24, 26], [26, 28], [28, 32], [28, 30]];
const ACROSS = [[11, 12], [23, 24]];
const SEEN = 0.5; // points that the network itself thinks hidden are drawn faint
const COLOURS = { left: "#ffb000", right: "#4cc9ff", across: "#ffffff" };

/**
 * @param {HTMLCanvasElement} canvas
 * @param {ImageBitmap} picture closed afterwards
 * @param {number[][] | null} image
 */
export function draw(canvas, picture, image) {
  if (canvas.width !== picture.width || canvas.height !== picture.height) {
    canvas.width = picture.width;
    canvas.height = picture.height;
  }
  const pen = canvas.getContext("2d");
  if (!pen) return;
  pen.drawImage(picture, 0, 0);
  picture.close();
  if (!image) return;
  const { width, height } = canvas;
  const thick = Math.max(3, height / 120);
  pen.lineCap = "round";
  /** @param {number[][]} bones @param {string} colour */
  const lines = (bones, colour) => {
    for (const [a, b] of bones) {
      const sure = Math.min(image[a][3], image[b][3]) >= SEEN;
      for (const [wide, ink] of /** @type {[number, string][]} */ ([[thick + 3, "#000000"], [thick, colour]])) {
        pen.globalAlpha = (sure ? 1 : 0.3) * (ink === "#000000" ? 0.45 : 1);
        pen.strokeStyle = ink;
        pen.lineWidth = wide;
        pen.beginPath();
        pen.moveTo(image[a][0] * width, image[a][1] * height);
        pen.lineTo(image[b][0] * width, image[b][1] * height);
        pen.stroke();
      }
    }
  };
  lines(ACROSS, COLOURS.across);
  lines(LEFT, COLOURS.left);
  lines(RIGHT, COLOURS.right);
  pen.globalAlpha = 1;
}
