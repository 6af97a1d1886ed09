// Profiles of subtitles of one's own: a file is taken, kept for all recordings, and forgotten.

/**
 * @import { Choices, Profiles } from "../schemas/contract"
 * @import { Bench } from "./state.js"
 */

import { asError, find, showError } from "./dom.js";
import { nameOf, ownName } from "./presets.js";
import * as server from "./server.js";

/**
 * What can be chosen, with these profiles in place of the own ones before.
 *
 * @param {Choices} choices
 * @param {readonly string[]} names
 * @returns {Choices}
 */
export function withProfiles(choices, names) {
  const shipped = choices.profiles.filter(([value]) => nameOf(value) === null);
  /** @type {[string, string][]} */
  const own = names.map((name) => [ownName(name), name]);
  return { ...choices, profiles: [...shipped, ...own] };
}

/** @param {Bench} bench */
export function offerProfiles({ root, store, say }) {
  const list = find(root, '[data-in="subtitle-profile"]', HTMLSelectElement);
  const file = find(root, '[data-in="profile-file"]', HTMLInputElement);
  const forget = find(root, '[data-do="forget-profile"]', HTMLButtonElement);
  const error = find(root, '[data-error="profile"]', HTMLElement);
  const show = () => (forget.hidden = nameOf(list.value) === null);

  /** @param {() => Promise<Profiles>} step */
  const change = async (step) => {
    showError(error, null);
    try {
      const { profiles, chosen } = await step();
      const { choices } = store.state;
      if (choices) store.change({ choices: withProfiles(choices, profiles) });
      list.value = chosen ?? list.options[0]?.value ?? "";
      list.dispatchEvent(new Event("change"));
      say(chosen ? `Profile ${nameOf(chosen)}` : "Profile forgotten");
    } catch (problem) {
      showError(error, asError(problem));
    }
  };

  file.addEventListener("change", () => {
    const [given] = file.files ?? [];
    file.value = "";
    if (given) void change(async () => server.post("profiles", { upload: (await server.upload(given).done).upload }));
  });
  forget.addEventListener("click", () => void change(() => server.post("profiles/forget", { name: nameOf(list.value) ?? "" })));
  list.addEventListener("change", show);
  store.on(["choices", "recording", "tab"], show);
}
