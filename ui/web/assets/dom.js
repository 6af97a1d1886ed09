// Finding and making elements.

import { sentence } from "./format.js";

/**
 * The element that a selector names, of the kind that it must be.
 *
 * @template {Element} E
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => E} kind
 * @returns {E}
 */
export function find(root, selector, kind) {
  const found = root.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`the page has no ${kind.name} ${selector}`);
  return found;
}

/**
 * @param {ParentNode} root
 * @param {string} name
 */
export const out = (root, name) => find(root, `[data-out="${name}"]`, HTMLElement);

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Partial<HTMLElementTagNameMap[T]> & { role?: string | null }} properties
 * @param {(Node | string)[]} children
 */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  Object.assign(element, properties);
  element.append(...children);
  return element;
}

/**
 * @param {string} text
 * @param {string} className
 * @param {() => void} step
 * @param {Partial<HTMLButtonElement>} properties
 */
export function button(text, className, step, properties = {}) {
  const element = make("button", { type: "button", className, textContent: text, ...properties });
  element.addEventListener("click", step);
  return element;
}

/**
 * @param {HTMLSelectElement} select
 * @param {readonly (readonly [string, string])[]} entries Values with their words.
 */
export function options(select, entries) {
  select.replaceChildren(...entries.map(([value, text]) => make("option", { value, textContent: text })));
}

/**
 * A row of radio buttons that look like one button each.
 *
 * @param {HTMLElement} holder
 * @param {string} name
 * @param {readonly (readonly [string, string])[]} entries
 * @param {(value: string) => void} choose
 */
export function segments(holder, name, entries, choose) {
  holder.replaceChildren(
    ...entries.map(([value, text]) => {
      const input = make("input", { type: "radio", name: `pq-${name}`, value });
      input.addEventListener("change", () => choose(value));
      return make("label", {}, input, text);
    }),
  );
}

/**
 * A sentence where something went wrong; none to take it away.
 *
 * @param {HTMLElement} box
 * @param {Error | null} error
 */
export function showError(box, error) {
  box.textContent = error ? sentence(error.message) : "";
  box.hidden = !error;
}

/**
 * @param {unknown} error
 * @returns {Error}
 */
export const asError = (error) => (error instanceof Error ? error : new Error(String(error)));

/** @param {unknown} error */
export const isAbort = (error) => error instanceof DOMException && error.name === "AbortError";
