import assert from "node:assert/strict";
import { test } from "node:test";

import { PALETTE, voicesOf } from "../../../../ui/web/assets/voices.js";
import { planted } from "./planted.js";

/** @param {string[]} names */
function talk(...names) {
  const { answer } = planted();
  const paragraphs = names.map((speaker, n) => ({ text: "", first: n, stop: n + 1, speaker }));
  return planted({ paragraphs, at: answer.at.slice(0, names.length), role: "s".repeat(names.length) });
}

test("speakers are counted in the order in which they begin", () => {
  const voices = voicesOf(talk("B", "A", "B"), {});
  assert.deepEqual(voices.map(({ name, paragraphs, words }) => [name, paragraphs, words]), [["B", 2, 2], ["A", 1, 1]]);
});

test("a colour that was chosen is given to nobody else", () => {
  const voices = voicesOf(talk("A", "B", "C"), { B: "blue" });
  assert.deepEqual(voices.map(({ colour, isChosen }) => [colour, isChosen]), [["brown", false], ["blue", true], ["purple", false]]);
});

test("one speaker alone needs no colour, and more than there are colours share them", () => {
  assert.equal(voicesOf(talk("A", "A"), {})[0].colour, "none");
  const many = voicesOf(talk(..."ABCDEFGHIJ"), {}).map(({ colour }) => colour);
  assert.equal(new Set(many).size, PALETTE.length - 1);
  assert.equal(many.includes("none"), false);
  assert.equal(voicesOf(talk("constructor", "B"), {})[0].isChosen, false);
});
