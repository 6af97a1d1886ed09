// Asked for while Gradio is still drawing its frame, so that nobody waits for both in turn.

import * as server from "./server.js";

const opensSample = new URLSearchParams(location.search).get("open") === "sample";

/** The recording to be opened at once, if any. */
export const wanted = opensSample ? null : (location.hash.match(/^#r=([\w-]+)$/)?.[1] ?? localStorage.getItem("pq-last"));

/** @type {Map<string, Promise<any>>} */
const asked = new Map();

/** @param {string} path */
function ask(path) {
  const answer = server.get(path);
  // Whoever takes the answer hears of its failure; until then nobody is to be told.
  answer.catch(() => {});
  asked.set(path, answer);
}

/**
 * The answer to what was asked early, once; asks now for what was not.
 *
 * @template T
 * @param {string} path
 * @returns {Promise<T>}
 */
export function take(path) {
  const answer = asked.get(path);
  asked.delete(path);
  return answer ?? server.get(path);
}

/** What nobody took grows old. */
export const drop = () => asked.clear();

ask("state");
if (wanted) {
  ask(`recordings/${wanted}`);
  ask(`recordings/${wanted}/words`);
}
