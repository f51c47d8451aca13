// Puts a minus and a plus button around each number field, so that a thumb needs no keyboard.
// Pages work without it: the field itself is always there.

/** @param {HTMLElement} box */
function enliven(box) {
  const input = box.querySelector("input");
  if (!input || box.classList.contains("live")) return;
  const step = Number(box.dataset.step) || 1;
  const low = Number(input.min) || 0;
  const move = (/** @type {number} */ by) => {
    const now = Number(input.value) || 0;
    const next = Math.max(low, Math.round((now + by) * 1000) / 1000);
    input.value = String(input.max ? Math.min(Number(input.max), next) : next);
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };
  input.before(button("−", box.dataset.less || "less", () => move(-step)));
  input.after(button("+", box.dataset.more || "more", () => move(step)));
  box.classList.add("live");
}

/** @param {string} sign @param {string} name @param {() => void} act */
function button(sign, name, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = sign;
  made.setAttribute("aria-label", name);
  made.addEventListener("click", act);
  return made;
}

function all() {
  for (const box of document.querySelectorAll(".stepper")) enliven(/** @type {HTMLElement} */ (box));
}

document.addEventListener("htmx:load", all);
all();
