// What was chosen for clips and cards, as the server is asked for it.

/** @import { CardBody, Choices, Detail, ExportBody, Item } from "../schemas/contract" */

/**
 * @typedef {object} Look
 * @property {"video" | "audio"} kind
 * @property {string} shape
 * @property {number} centre Of the crop, as a share of the picture.
 * @property {string} style
 * @property {Record<string, string>} format By kind.
 * @property {string} fit
 * @property {string} seam Of the picture, where words are struck.
 * @property {string} loudness
 * @property {string} sidecar
 * @property {string} poster
 * @property {string} behind
 * @property {string | null} title Null until somebody writes one.
 * @property {string | null} speaker Null for those of the transcript, empty for nobody.
 * @property {string | null} cover Name of the picture.
 */

/** What few people change. */
export const DEFAULTS = { fit: "crop", seam: "jump", loudness: "", sidecar: "srt", poster: "", behind: "plain" };

/** Of one recording only: it does not go along to the next. */
export const OWN = { title: null, speaker: null, cover: null, behind: "plain" };

/**
 * The kind of file that is made of a kind of clip.
 *
 * @param {Look} look
 * @param {Choices | null} choices
 */
export function formatOf({ kind, format }, choices) {
  return format[kind] ?? choices?.formats[kind][0]?.[0] ?? "";
}

/**
 * @param {Look} look
 * @param {Choices | null} choices
 * @param {readonly Item[]} items
 * @param {boolean} joined
 * @returns {ExportBody}
 */
export function exportBody(look, choices, items, joined) {
  const { shape, centre, style } = look;
  return { items: [...items], joined, shape, centre, style, format: formatOf(look, choices), ...extraBody(look) };
}

/**
 * @param {Look} look
 * @returns {ExportBody}
 */
export function extraBody({ fit, seam, loudness, sidecar, poster, title, speaker, cover }) {
  return { fit, seam, loudness, sidecar, poster, speaker, cover: !!cover, ...(title === null ? {} : { title }) };
}

/**
 * @param {Look} look
 * @param {Detail | null} recording
 * @param {Item} item
 * @returns {CardBody}
 */
export function cardBody(look, recording, item) {
  const { kind, shape, behind, speaker } = look;
  const title = shownTitle(look, recording);
  return { first: item.first, last: item.last, ...(item.struck?.length ? { struck: item.struck } : {}), behind, speaker, title, shape: kind === "video" ? shape : "source" };
}

/**
 * The title that is shown: a video's clips name nothing unless somebody writes it.
 *
 * @param {Look} look
 * @param {Detail | null} recording
 */
export function shownTitle({ title }, recording) {
  if (title !== null) return title;
  return recording && !recording.video ? recording.title.replace(/\.[^.]*$/, "") : "";
}
