// @ts-check
// Draws a line chart above each table that is marked for it, from the table's own figures.
// Without this file, or without uPlot, the table stands alone and says the same.

/** @typedef {{ label: string, kind: string, colour: string, values: (number | null)[] }} Column */

const script = /** @type {HTMLScriptElement | null} */ (document.getElementById("chart-script"));
const address = script?.dataset.uplot;

/** @param {string} name */
function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** @param {HTMLTableElement} table @returns {{ days: number[], columns: Column[], marked: boolean[] }} */
function read(table) {
  const heads = [...table.querySelectorAll("thead th")].slice(1);
  const rows = [...table.querySelectorAll("tbody tr")];
  const days = rows.map((row) => {
    const day = /** @type {HTMLElement} */ (row.querySelector("th")).dataset.day ?? "";
    return Date.parse(`${day}T12:00:00`) / 1000;
  });
  const columns = heads.map((head, at) => ({
    label: head.textContent ?? "",
    kind: /** @type {HTMLElement} */ (head).dataset.kind ?? "line",
    colour: /** @type {HTMLElement} */ (head).dataset.colour ?? "both",
    values: rows.map((row) => {
      const cell = /** @type {HTMLElement | undefined} */ (row.querySelectorAll("td")[at]);
      const figure = cell?.dataset.figure ?? "";
      return figure === "" ? null : Number(figure);
    }),
  }));
  return { days, columns, marked: rows.map((row) => "mark" in /** @type {HTMLElement} */ (row).dataset) };
}

/** @param {Column} column @param {boolean[]} marked @param {boolean} alone */
function series(column, marked, alone) {
  const stroke = column.colour === "target" ? colour("ink") : colour(`side-${column.colour}`);
  if (column.kind === "target") {
    return { label: column.label, stroke, width: 1.5, dash: [5, 4], points: { show: false } };
  }
  if (column.kind !== "line") {
    // Where both sides are alike, the broken line of one lies on the broader line of the other.
    const right = column.colour === "right";
    const dash = right ? [6, 5] : [];
    return { label: column.label, stroke, width: right ? 1.5 : 2.5, dash, points: { show: alone, size: 4 } };
  }
  const dash = column.colour === "right" ? [7, 3] : [];
  return {
    label: column.label,
    stroke,
    width: 2,
    dash,
    spanGaps: true,
    points: {
      show: true,
      size: 6,
      stroke,
      fill: colour("surface"),
      /** @param {unknown} _plot @param {number} _series @param {boolean} show */
      filter: (_plot, _series, show) => {
        if (!show) return null;
        const shown = [];
        for (let at = 0; at < marked.length; at += 1) if (column.values[at] !== null) shown.push(at);
        return shown;
      },
    },
  };
}

/** @param {any} plot @param {boolean[]} marked @param {number[]} days */
function shade(plot, marked, days) {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.fillStyle = colour("sunken");
  for (let at = 0; at < days.length; at += 1) {
    if (!marked[at]) continue;
    const x = plot.valToPos(days[at], "x", true);
    ctx.fillRect(x - 5, bbox.top, 10, bbox.height);
  }
  ctx.restore();
}

/** @param {string} css @param {string} alpha */
function faint(css, alpha) {
  return css.startsWith("#") && css.length === 7 ? `${css}${alpha}` : css;
}

/**
 * A band that can be told from a plain one that lies behind it.
 * @param {string} css
 */
function stripes(css) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 8;
  const paint = tile.getContext("2d");
  if (!paint) return "transparent";
  paint.strokeStyle = css;
  paint.globalAlpha = 0.7;
  for (const from of [-8, 0, 8]) {
    paint.moveTo(from, 8);
    paint.lineTo(from + 8, 0);
  }
  paint.stroke();
  return paint.createPattern(tile, "repeat") ?? "transparent";
}

/** @param {any} uPlot @param {HTMLElement} box */
function draw(uPlot, box) {
  const table = /** @type {HTMLTableElement | null} */ (document.getElementById(box.dataset.chart ?? ""));
  if (!table) return;
  box.replaceChildren();
  const { days, columns, marked } = read(table);
  const bands = columns.flatMap((column, at) =>
    column.kind === "high"
      ? [{ series: [at + 1, at], fill: column.colour === "right" ? stripes(colour("side-right")) : faint(colour(`side-${column.colour}`), "40") }]
      : [],
  );
  const figures = columns.flatMap((column) => column.values.filter((value) => value !== null));
  const most = Math.max(1, ...figures);
  const least = columns.some((column) => column.kind !== "line") ? 0 : Math.min(...figures);
  const room = Math.max((most - least) * 0.15, most * 0.05, 0.5);
  const end = box.dataset.most ? Math.max(Number(box.dataset.most), most) : 0;
  const axis = {
    stroke: colour("muted"),
    grid: { stroke: colour("line"), width: 1 },
    ticks: { show: false },
    font: "12px system-ui, sans-serif",
  };
  const language = document.documentElement.lang.replace(/^en$/, "en-GB") || "en-GB"; // days before months, as in the texts
  /** @param {number} second */
  const short = (second) => new Date(second * 1000).toLocaleDateString(language, { day: "numeric", month: "short" });
  new uPlot(
    {
      width: Math.max(box.clientWidth, 200),
      height: 150,
      cursor: { show: false },
      legend: { show: false },
      scales: { y: { range: end ? [0, Math.max(end, most)] : [Math.max(0, least - room), most + room] } },
      axes: [
        {
          ...axis,
          space: 64,
          size: 28,
          incrs: [1, 2, 3, 7, 14, 28, 56, 91, 182, 365].map((n) => n * 86400),
          values: (/** @type {any} */ _plot, /** @type {number[]} */ splits) => splits.map(short),
        },
        { ...axis, size: 40, space: 34 },
      ],
      series: [{}, ...columns.map((column) => series(column, marked, days.length < 3))],
      bands,
      hooks: { drawClear: [(/** @type {any} */ plot) => shade(plot, marked, days)] },
    },
    [days, ...columns.map((column) => column.values)],
    box,
  );
}

async function start() {
  if (!address) return;
  const boxes = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-chart]")]);
  if (!boxes.length) return;
  const { default: uPlot } = await import(address);
  const all = () => boxes.forEach((box) => draw(uPlot, box));
  all();
  let width = window.innerWidth;
  window.addEventListener("resize", () => {
    if (window.innerWidth === width) return;
    width = window.innerWidth;
    all();
  });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", all);
}

await start();

export {};
