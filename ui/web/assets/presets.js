// One's own caption looks beside those that come with Pullquote.

/** @import { Choices, Style } from "../schemas/contract" */

const OWN = "own:";

/** @param {string} name */
export const ownName = (name) => OWN + name;

/**
 * The name of a look of one's own; null for those that come with Pullquote.
 *
 * @param {string} value
 */
export const nameOf = (value) => (value.startsWith(OWN) ? value.slice(OWN.length) : null);

/**
 * What can be chosen, with these looks in place of the own ones before; "No captions" stays last.
 *
 * @param {Choices} choices
 * @param {Record<string, Style>} presets
 * @returns {Choices}
 */
export function withPresets(choices, presets) {
  const own = Object.entries(presets);
  const shipped = choices.styles.filter(([value]) => nameOf(value) === null && value !== "none");
  const none = choices.styles.filter(([value]) => value === "none");
  /** @type {[string, string][]} */
  const named = own.map(([name]) => [ownName(name), name]);
  const looks = Object.entries(choices.looks).filter(([value]) => nameOf(value) === null);
  return {
    ...choices,
    styles: [...shipped, ...named, ...none],
    looks: Object.fromEntries([...looks, ...own.map(([name, style]) => [ownName(name), style])]),
  };
}
