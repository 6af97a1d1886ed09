// What the marks in the text mean, as far as there are any.

/** @import { Bench } from "./state.js" */

import { make, out } from "./dom.js";

/** @param {Bench} bench */
export function showLegend({ root, store }) {
  const place = out(root, "legend");
  store.on(["words"], ({ words }) => {
    const runs = words?.runs();
    const known = /** @type {const} */ ([
      ["pq-is-absent", "word", "not said in the recording", runs?.["pq-absent"].length],
      ["pq-is-estimated", "word", "time is estimated", runs?.["pq-estimated"].length],
      ["pq-is-low", "word", "time is uncertain", runs?.["pq-low"].length],
      ["pq-is-unscripted", "1.2 s", "said, but not in the transcript", words?.unscripted.length],
    ]);
    const shown = known.filter(([, , , count]) => count);
    place.replaceChildren(
      ...shown.map(([className, sample, text]) => make("span", {}, make("b", { className, textContent: sample }), text)),
    );
    place.hidden = !shown.length;
  });
}
