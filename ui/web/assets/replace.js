// Another transcript for the recording on the workbench, where one was refused.

/**
 * @import { Detail } from "../schemas/contract"
 * @import { Bench } from "./state.js"
 */

import { asError, button, make, showError } from "./dom.js";
import * as server from "./server.js";

/**
 * A button that opens a form for the new transcript.
 *
 * @param {Bench} bench
 * @param {(detail: Detail) => Promise<void>} onReplaced
 */
export function replaceButton({ store }, onReplaced) {
  const holder = make("span", { className: "pq-replace" });
  const open = button("Replace transcript", "pq-button", () => {
    holder.replaceChildren(form);
    text.focus();
  });
  const text = make("textarea", { ariaLabel: "The recording's transcript", placeholder: "Paste the transcript of this recording, or browse for its file", rows: 5 });
  const file = make("input", { type: "file", className: "pq-hidden", ariaLabel: "Transcript file" });
  const name = make("span", { className: "pq-note" });
  const error = make("p", { className: "pq-error", role: "alert", hidden: true });
  const submit = make("button", { type: "submit", className: "pq-button pq-primary", textContent: "Replace and align" });
  const form = make(
    "form",
    {},
    text,
    make("div", { className: "pq-actions" }, make("label", { className: "pq-button" }, "Browse", file), name, submit),
    error,
  );
  file.addEventListener("change", () => {
    name.textContent = file.files?.[0]?.name ?? "";
    if (file.files?.[0]) text.value = "";
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { recording, engine } = store.state;
    if (!recording) return;
    submit.disabled = true;
    showError(error, null);
    try {
      const chosen = file.files?.[0];
      const transcript = chosen ? { upload: (await server.upload(chosen).done).upload } : { text: text.value };
      /** @type {Detail} */
      const detail = await server.put(`recordings/${recording.id}/transcript`, { transcript });
      await onReplaced({ ...detail, view: { ...detail.view, engine } });
    } catch (problem) {
      showError(error, asError(problem));
    } finally {
      submit.disabled = false;
    }
  });
  holder.append(open);
  return holder;
}
