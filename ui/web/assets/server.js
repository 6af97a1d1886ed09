// Everything the page asks of its server. An answer that is an error throws `Refused`.

/** @import { ErrorAnswer, JobAnswer, UploadAnswer } from "../schemas/contract" */

export class Refused extends Error {
  /**
   * @param {string} message
   * @param {string | null} field The part of the form that it belongs to.
   * @param {string | null} code The error's class on the server; what to do is decided by it alone.
   */
  constructor(message, field = null, code = null) {
    super(message);
    this.field = field;
    this.code = code;
  }
}

/**
 * @template T
 * @param {string} method
 * @param {string} path
 * @param {object} [body]
 * @param {RequestInit} [more]
 * @returns {Promise<T>}
 */
async function ask(method, path, body, more = {}) {
  let response;
  try {
    response = await fetch(`/pullquote/${path}`, {
      method,
      credentials: "same-origin",
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
      ...more,
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Refused("Pullquote does not answer; see whether it still runs, then try again");
  }
  const text = await response.text();
  const answer = parsed(text);
  if (!response.ok) throw refusal(answer, text || response.statusText);
  if (answer === null) throw new Refused("The answer could not be read; reload the page");
  return /** @type {T} */ (answer);
}

/**
 * @param {string} text
 * @returns {unknown} Null when it is not JSON.
 */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * @param {unknown} answer
 * @param {string} otherwise What to say when the answer is not one of ours.
 */
function refusal(answer, otherwise) {
  const { error, field = null, code = null } = /** @type {Partial<ErrorAnswer>} */ (answer ?? {});
  return new Refused(error || otherwise, field, code);
}

/**
 * @template T
 * @param {string} path
 * @returns {Promise<T>}
 */
export const get = (path) => ask("GET", path);

/**
 * @template T
 * @param {string} path
 * @param {object} body
 * @param {RequestInit} [more]
 * @returns {Promise<T>}
 */
export const post = (path, body, more) => ask("POST", path, body, more);

/**
 * @template T
 * @param {string} path
 * @param {object} body
 * @param {RequestInit} [more]
 * @returns {Promise<T>}
 */
export const put = (path, body, more) => ask("PUT", path, body, more);

/**
 * @template T
 * @param {string} path
 * @returns {Promise<T>}
 */
export const remove = (path) => ask("DELETE", path);

/** @param {JobAnswer} job */
export const cancel = (job) => post(`jobs/${job.id}/cancel`, {});

/**
 * Send a file. fetch() does not tell how far an upload is, XMLHttpRequest does.
 *
 * @param {File} file
 * @param {(share: number) => void} onProgress
 * @returns {{ done: Promise<UploadAnswer>, stop: () => void }}
 */
export function upload(file, onProgress = () => {}) {
  const request = new XMLHttpRequest();
  const done = new Promise((resolve, reject) => {
    request.open("PUT", `/pullquote/uploads?name=${encodeURIComponent(file.name)}`);
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onload = () => {
      const answer = parsed(request.responseText);
      if (request.status < 300 && answer !== null) resolve(answer);
      else reject(refusal(answer, `The upload failed (${request.status})`));
    };
    request.onerror = () => reject(new Refused("The upload was interrupted; choose the file again"));
    request.onabort = () => reject(new Refused("The upload was stopped"));
    request.send(file);
  });
  return { done, stop: () => request.abort() };
}

/**
 * Ask how a job is until it has ended; answers its last snapshot, null when nobody wants it.
 *
 * @param {JobAnswer} job
 * @param {(job: JobAnswer) => void} onChange Sees every snapshot.
 * @param {() => boolean} isWanted
 * @returns {Promise<JobAnswer | null>}
 */
export async function watch(job, onChange, isWanted = () => true) {
  let misses = 0;
  let wait = 150;
  for (;;) {
    onChange(job);
    if (job.state === "done" || job.state === "failed" || job.state === "cancelled") return job;
    await new Promise((resolve) => setTimeout(resolve, wait));
    wait = Math.min(600, wait * 1.4);
    if (!isWanted()) return null;
    try {
      job = await get(`jobs/${job.id}`);
      misses = 0;
    } catch (error) {
      misses += 1;
      const refused = error instanceof Refused ? error : new Refused(String(error));
      if (misses > 6 || refused.code === "UnknownJobError") {
        return { ...job, state: "failed", error: refused.message, code: refused.code };
      }
    }
  }
}
