// The lab page: shows each slider's value, hands each new motion to the figures, copies the address.

import { enliven } from "./figure.js";

/** Say beside a slider what it stands at. @param {Element} slider */
function tell(slider) {
  if (!(slider instanceof HTMLInputElement) || slider.type !== "range") return;
  const said = document.getElementById(`${slider.id}-value`);
  if (said) said.textContent = slider.value.replace("-", "−");
}

/** Let each figure on the page show the motion that came with the last answer. */
function pass() {
  for (const word of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-figure]"))) {
    const box = document.getElementById(word.dataset.figure ?? "");
    if (box && word.dataset.address) box.dataset.motion = word.dataset.address;
  }
  enliven();
}

document.addEventListener("input", (event) => tell(/** @type {Element} */ (event.target)));
document.addEventListener("htmx:afterSettle", pass);
document.addEventListener("click", async (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-copy]") : null;
  if (!(button instanceof HTMLElement)) return;
  try {
    await navigator.clipboard.writeText(location.href);
    button.textContent = button.dataset.copied ?? "";
  } catch {
    location.hash = ""; // no clipboard here: the address bar holds the same address
  }
});
document.addEventListener("reset", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  setTimeout(() => {
    for (const slider of form.querySelectorAll("input[type=range]")) tell(slider);
    form.dispatchEvent(new Event("change", { bubbles: true }));
  });
});
for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-copy]"))) {
  button.hidden = !navigator.clipboard;
}
