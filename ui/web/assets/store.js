// One place for what the page knows: its parts read `state`, write by `change`, and are told of both.

/** @template {object} S */
export class Store {
  /** @type {Readonly<S>} */
  #state;
  /** @type {Set<{ keys: (keyof S)[], step: (state: Readonly<S>, before: Readonly<S>) => void }>} */
  #listeners = new Set();
  /** @type {{ keys: string[], before: Readonly<S> }[]} */
  #untold = [];
  #isTelling = false;

  /** @param {S} state */
  constructor(state) {
    this.#state = Object.freeze({ ...state });
  }

  get state() {
    return this.#state;
  }

  /**
   * Replace some fields. Listeners are told after the change; one made while they are told waits
   * its turn, so that everybody hears of changes in the same order.
   *
   * @param {Partial<S>} fields
   */
  change(fields) {
    const before = this.#state;
    const keys = Object.keys(fields).filter(
      (key) => !Object.is(before[/** @type {keyof S} */ (key)], fields[/** @type {keyof S} */ (key)]),
    );
    if (!keys.length) return;
    this.#state = Object.freeze({ ...before, ...fields });
    this.#untold.push({ keys, before });
    if (this.#isTelling) return;
    this.#isTelling = true;
    try {
      for (let next = this.#untold.shift(); next; next = this.#untold.shift()) this.#tell(next);
    } finally {
      this.#isTelling = false;
      this.#untold.length = 0;
    }
  }

  /** @param {{ keys: string[], before: Readonly<S> }} change */
  #tell({ keys, before }) {
    for (const listener of [...this.#listeners]) {
      const concerned = listener.keys.some((key) => keys.includes(/** @type {string} */ (key)));
      if (concerned && this.#listeners.has(listener)) listener.step(this.#state, before);
    }
  }

  /**
   * Call `step` with the state and the one before whenever one of these fields was replaced.
   * Answers a function that ends it.
   *
   * @param {(keyof S)[]} keys
   * @param {(state: Readonly<S>, before: Readonly<S>) => void} step
   */
  on(keys, step) {
    const listener = { keys, step };
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
