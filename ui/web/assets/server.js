// Everything the page asks of its server. An answer that is an error throws `Refused`.

export class Refused extends Error {
  constructor(message, field, code) {
    super(message);
    this.field = field;
    this.code = code; // the error's class on the server; what to do is decided by this alone
  }
}

async function ask(method, path, body, options = {}) {
  let response;
  try {
    response = await fetch(`/pullquote/${path}`, {
      method,
      credentials: "same-origin",
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
      ...options,
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refused("Pullquote does not answer; see whether it still runs, then try again");
  }
  const text = await response.text();
  let answer = {};
  try {
    answer = JSON.parse(text);
  } catch {
    if (response.ok) throw new Refused("the answer could not be read; reload the page");
  }
  if (!response.ok) throw new Refused(answer.error || text || response.statusText, answer.field, answer.code);
  return answer;
}

export const get = (path, options) => ask("GET", path, undefined, options);
export const post = (path, body = {}, options) => ask("POST", path, body, options);
export const put = (path, body, options) => ask("PUT", path, body, options);
export const remove = (path) => ask("DELETE", path);

// fetch() does not tell how far an upload is, XMLHttpRequest does.
export function upload(file, onProgress) {
  const request = new XMLHttpRequest();
  const done = new Promise((resolve, reject) => {
    request.open("PUT", `/pullquote/uploads?name=${encodeURIComponent(file.name)}`);
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onload = () => {
      let answer = {};
      try {
        answer = JSON.parse(request.responseText);
      } catch {
        // Not ours: the status says enough.
      }
      if (request.status < 300) resolve(answer);
      else reject(new Refused(answer.error || `the upload failed (${request.status})`, answer.field, answer.code));
    };
    request.onerror = () => reject(new Refused("the upload was interrupted; choose the file again"));
    request.onabort = () => reject(new Refused("the upload was stopped"));
    request.send(file);
  });
  return { done, stop: () => request.abort() };
}

// Ask how a job is until it has ended. `onChange` sees every snapshot.
export async function watch(job, onChange, isWanted = () => true) {
  let misses = 0;
  let wait = 150;
  for (;;) {
    onChange(job);
    if (["done", "failed", "cancelled"].includes(job.state)) return job;
    await new Promise((resolve) => setTimeout(resolve, wait));
    wait = Math.min(600, wait * 1.4);
    if (!isWanted()) return null;
    try {
      job = await get(`jobs/${job.id}`);
      misses = 0;
    } catch (error) {
      misses += 1;
      if (misses > 6 || error.code === "UnknownJobError") return { ...job, state: "failed", error: error.message };
    }
  }
}

export const cancel = (job) => post(`jobs/${job.id}/cancel`);
