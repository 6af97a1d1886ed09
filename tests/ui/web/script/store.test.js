import assert from "node:assert/strict";
import { test } from "node:test";

import { Store } from "../../../../ui/web/assets/store.js";

test("a listener hears of its fields alone, with the state before", () => {
  const store = new Store({ words: 1, tab: "clip" });
  const heard = [];
  store.on(["words"], (state, before) => heard.push([before.words, state.words]));
  store.change({ tab: "basket" });
  store.change({ words: 2 });
  assert.deepEqual(heard, [[1, 2]]);
});

test("the same value again is no change", () => {
  const basket = [];
  const store = new Store({ basket, at: NaN });
  let count = 0;
  store.on(["basket", "at"], () => (count += 1));
  store.change({ basket, at: NaN });
  assert.equal(count, 0);
  store.change({ basket: [] });
  assert.equal(count, 1);
});

test("a change made while listeners are told is heard by all of them after it", () => {
  const store = new Store({ first: 0, second: 0 });
  const heard = [];
  store.on(["first"], () => store.change({ second: 1 }));
  store.on(["first", "second"], (state, before) => heard.push([before.first, before.second, state.second]));
  store.change({ first: 1 });
  assert.deepEqual(heard, [[0, 0, 1], [1, 0, 1]]);
});

test("nobody writes into the state", () => {
  const store = new Store({ tab: "clip" });
  assert.throws(() => (store.state.tab = "basket"), TypeError);
});

test("a listener that ended hears nothing more, not even of the change that is being told", () => {
  const store = new Store({ n: 0 });
  const heard = [];
  store.on(["n"], () => end());
  const end = store.on(["n"], () => heard.push("n"));
  store.change({ n: 1 });
  assert.deepEqual(heard, []);
});

test("one listener's failure does not make later changes unheard", () => {
  const store = new Store({ n: 0 });
  const heard = [];
  const end = store.on(["n"], () => {
    throw new Error("broken");
  });
  store.on(["n"], (state) => heard.push(state.n));
  assert.throws(() => store.change({ n: 1 }), /broken/);
  end();
  store.change({ n: 2 });
  assert.deepEqual(heard, [2]);
});
