// What the page knows at one moment.

/**
 * @import { Choices, CuesAnswer, Detail, EngineChoice, Item, JobAnswer, MadeResult, PassageAnswer, SubtitlesBody } from "../schemas/contract"
 * @import { Look } from "./bodies.js"
 * @import { Search } from "./search.js"
 * @import { Chosen } from "./selection.js"
 * @import { Store } from "./store.js"
 * @import { Colours } from "./voices.js"
 * @import { Words } from "./words.js"
 */

import { DEFAULTS, OWN } from "./bodies.js";
import { NOTHING } from "./search.js";

/**
 * @typedef {object} State
 * @property {Choices | null} choices What can be chosen; null until the server has said so.
 * @property {Detail | null} recording The recording on the workbench; null on the first view.
 * @property {Words | null} words Its words; null until they have come.
 * @property {Chosen | null} selection
 * @property {boolean} selecting Whether somebody is still dragging.
 * @property {PassageAnswer | null} passage What the server says of the selection.
 * @property {readonly Item[]} basket
 * @property {Colours} colours Chosen for speakers, by name.
 * @property {readonly MadeResult[]} made Finished clips and cards, newest first.
 * @property {Look} look
 * @property {CuesAnswer | null} cues The subtitles as the server has them; null until they are asked for.
 * @property {number} cue The chosen cue.
 * @property {SubtitlesBody | null} subtitles Their format and profile, once somebody has chosen.
 * @property {string} tab
 * @property {Search} search
 * @property {number} cursor The word that keys act on; -1 for none.
 * @property {number} spoken The word that is spoken now; -1 for none.
 * @property {boolean} follow Whether the text follows what is spoken.
 * @property {number} scrolledAt When somebody last moved the text, milliseconds since 1970.
 * @property {JobAnswer | null} aligning The alignment that is going on.
 * @property {EngineChoice | null} engine What it was asked for with.
 * @property {boolean} stopped Whether somebody stopped it.
 */

/** @typedef {Store<State>} PageStore */

/**
 * What the parts of the page share.
 *
 * @typedef {object} Bench
 * @property {HTMLElement} root
 * @property {PageStore} store
 * @property {(text: string) => void} say Tell it to a screen reader.
 */

/** Everything that belongs to one recording, when none is open. */
const CLOSED = {
  recording: null,
  words: null,
  selection: null,
  selecting: false,
  passage: null,
  basket: [],
  colours: {},
  made: [],
  cues: null,
  cue: 0,
  subtitles: null,
  search: NOTHING,
  cursor: -1,
  spoken: -1,
  scrolledAt: 0,
  aligning: null,
  engine: null,
  stopped: false,
};

/** @returns {State} */
export function initialState() {
  return {
    ...CLOSED,
    choices: null,
    look: { kind: "video", shape: "source", centre: 0.5, style: "", format: {}, ...DEFAULTS, ...OWN },
    tab: "clip",
    follow: true,
  };
}

/**
 * The fields that change when another recording is opened, or none.
 *
 * @param {State} state
 * @param {Detail | null} recording
 * @returns {Partial<State>}
 */
export function opened(state, recording) {
  const fields = { ...CLOSED, look: { ...state.look, ...OWN } };
  if (!recording) return fields;
  const { engine = null, stopped = false, subtitles = null } = recording.view;
  const { basket, colours } = recording;
  return { ...fields, recording, basket, colours, made: recording.made, engine, stopped, subtitles };
}
