// Building elements without markup in strings, so that no text of a person is ever read as code.

/**
 * @typedef {string | number | Node | null | undefined | boolean} Leaf
 * @typedef {Leaf | readonly any[]} Child leaves, or lists of them in lists
 */

/**
 * @param {string} name of the element, with classes after dots: "button.main.large"
 * @param {Record<string, any>} [set] attributes; `on…` are listeners, `key` keeps the focus when a screen is redrawn
 * @param {...Child} children
 * @returns {HTMLElement}
 */
export function el(name, set = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  const made = document.createElement(tag);
  if (classes.length) made.className = classes.join(" ");
  if (tag === "button") /** @type {HTMLButtonElement} */ (made).type = "button";
  fill(made, set, children);
  return made;
}

/**
 * @param {string} tag
 * @param {Record<string, string | number>} [set]
 * @param {...Child} children
 * @returns {SVGElement}
 */
export function svg(tag, set = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  fill(made, set, children);
  return made;
}

/** @param {Element} made @param {Record<string, any>} set @param {Child[]} children */
function fill(made, set, children) {
  for (const [name, value] of Object.entries(set)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "key") made.setAttribute("data-key", value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, String(value));
  }
  append(made, children);
}

/** @param {Element} made @param {Child[]} children */
function append(made, children) {
  for (const child of children) {
    if (Array.isArray(child)) append(made, child);
    else if (child instanceof Node) made.append(child);
    else if (child !== null && child !== undefined && typeof child !== "boolean") made.append(String(child));
  }
}

/**
 * Replace what is shown, and keep the focus on the same thing where it is still there; else it goes to the heading.
 * @param {HTMLElement} place
 * @param {Child[]} children
 * @param {string} screen the name of the screen: the focus moves when it changes
 */
export function show(place, children, screen) {
  const focused = document.activeElement;
  const key = place.contains(focused) ? focused?.getAttribute("data-key") : null;
  const open = new Set([...place.querySelectorAll("details[open][data-key]")].map((one) => one.getAttribute("data-key")));
  const changed = place.dataset.screen !== screen;
  place.dataset.screen = screen;
  place.replaceChildren();
  append(place, children);
  for (const one of place.querySelectorAll("details[data-key]")) {
    if (!changed && open.has(one.getAttribute("data-key"))) one.setAttribute("open", "");
  }
  const again = key && place.querySelector(`[data-key="${CSS.escape(key)}"]`);
  const heading = place.querySelector("h1");
  if (again instanceof HTMLElement) again.focus({ preventScroll: true });
  else if ((changed || focused === document.body || key) && heading instanceof HTMLElement) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: !changed });
  }
  if (changed) scrollTo(0, 0);
}
