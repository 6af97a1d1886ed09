// The views of the page, of which one is shown.

import { find, out } from "./dom.js";

const VIEWS = /** @type {const} */ (["start", "library", "bench"]);

/**
 * @param {HTMLElement} root
 * @param {typeof VIEWS[number]} view
 * @param {string} title
 */
export function showView(root, view, title) {
  root.dataset.view = view;
  for (const one of VIEWS) find(root, `.pq-${one}`, HTMLElement).hidden = one !== view;
  const heading = out(root, "title");
  heading.textContent = title;
  heading.hidden = !title;
  document.title = title ? `${title} · Pullquote` : "Pullquote";
  document.documentElement.scrollTop = 0;
}
