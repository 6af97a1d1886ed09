import assert from "node:assert/strict";
import { test } from "node:test";

import { cardBody, exportBody, formatOf, shownTitle } from "../../../../ui/web/assets/bodies.js";
import { initialState, opened } from "../../../../ui/web/assets/state.js";

const CHOICES = { formats: { video: [["mp4", "MP4"]], audio: [["mp3", "MP3"]] } };
const LOOK = { ...initialState().look, style: "boxed" };
const ITEM = { first: 1, last: 3, start: 0.9, end: 2.2, text: "Well" };

test("the kind of file is the one chosen for the kind of clip, else the first", () => {
  assert.equal(formatOf(LOOK, CHOICES), "mp4");
  assert.equal(formatOf({ ...LOOK, kind: "audio", format: { video: "webm" } }, CHOICES), "mp3");
  assert.equal(formatOf({ ...LOOK, format: { video: "webm" } }, CHOICES), "webm");
});

test("a title that nobody wrote is left to the server, an empty one is sent", () => {
  assert.ok(!("title" in exportBody(LOOK, CHOICES, [ITEM], false)));
  assert.equal(exportBody({ ...LOOK, title: "" }, CHOICES, [ITEM], false).title, "");
});

test("a card of an audio clip has no shape of its own", () => {
  const look = { ...LOOK, shape: "9:16" };
  assert.equal(cardBody(look, null, ITEM).shape, "9:16");
  assert.equal(cardBody({ ...look, kind: "audio" }, null, ITEM).shape, "source");
});

test("a sound's title is its name, a video's is none until somebody writes one", () => {
  assert.equal(shownTitle(LOOK, { title: "a talk.part.mp3", video: false }), "a talk.part");
  assert.equal(shownTitle(LOOK, { title: "a talk.mp4", video: true }), "");
  assert.equal(shownTitle({ ...LOOK, title: "Ours" }, { title: "a talk.mp3", video: false }), "Ours");
});

test("another recording takes over the look but not what was of one recording only", () => {
  const before = { ...initialState(), look: { ...LOOK, title: "Ours", cover: "a.png" }, basket: [ITEM], cursor: 4 };
  const recording = { view: { stopped: true }, basket: [], made: [] };
  const fields = opened(before, recording);
  assert.deepEqual([fields.look.style, fields.look.title, fields.look.cover], ["boxed", null, null]);
  assert.deepEqual([fields.basket, fields.cursor, fields.stopped, fields.engine], [[], -1, true, null]);
});
