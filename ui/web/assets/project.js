// The project file of the recording on the workbench: a link that saves it.

/** @import { Bench } from "./state.js" */

import { find, make } from "./dom.js";

/**
 * Show the link while a recording is open. What was chosen last is kept before the file is written.
 *
 * @param {Bench} bench
 * @param {() => Promise<void>} keep
 */
export function offerProject({ root, store }, keep) {
  const link = find(root, '[data-out="project"]', HTMLAnchorElement);
  store.on(["recording"], ({ recording }) => (link.hidden = !recording));
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const { recording } = store.state;
    if (!recording) return;
    // As a download: an answer that is no file does not take the page's place.
    void keep().then(() => make("a", { href: `/pullquote/project/${recording.id}`, download: "" }).click());
  });
}
