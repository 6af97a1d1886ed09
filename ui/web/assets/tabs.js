// The tabs: clip, basket, subtitles.

/** @import { Bench } from "./state.js" */

import { find } from "./dom.js";

/** @param {Bench} bench */
export function listenToTabs({ root, store }) {
  const tabs = [...root.querySelectorAll("[data-tab]")].filter((tab) => tab instanceof HTMLElement);
  const subtitles = find(root, '[data-actions="subtitles"]', HTMLElement);
  const look = find(root, "[data-look]", HTMLElement);

  store.on(["tab"], ({ tab }) => {
    for (const one of tabs) {
      const on = one.dataset.tab === tab;
      one.setAttribute("aria-selected", String(on));
      one.tabIndex = on ? 0 : -1;
      find(root, `[data-panel="${one.dataset.tab}"]`, HTMLElement).hidden = !on;
    }
    look.hidden = tab === "subtitles" || tab === "made";
    subtitles.hidden = tab !== "subtitles";
  });

  for (const [place, one] of tabs.entries()) {
    one.addEventListener("click", () => store.change({ tab: one.dataset.tab ?? "clip" }));
    one.addEventListener("keydown", (event) => {
      const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!by) return;
      const next = tabs[(place + by + tabs.length) % tabs.length];
      store.change({ tab: next.dataset.tab ?? "clip" });
      next.focus();
      event.preventDefault();
      event.stopPropagation();
    });
  }
}
