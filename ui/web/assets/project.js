// The project file of the recording on the workbench: a link that saves it.

/** @import { Bench } from "./state.js" */

import { find } from "./dom.js";

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
    void keep().then(() => location.assign(`/pullquote/project/${recording.id}`));
  });
}
