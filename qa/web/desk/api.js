// The public API, as the editor who is logged in. Nothing else is asked of the server.

export class Problem extends Error {
  constructor(body) {
    super(body.detail);
    this.body = body;
  }
}

const sentence = (status) => ({ detail: `the server answered ${status} and no reason`, status });

/** What the endpoint gives; null for no content. Throws a Problem whose message says what to do. */
export async function api(method, path, body) {
  const options = { method };
  if (body !== undefined) {
    options.headers = { "Content-Type": "application/json" };
    options.body = JSON.stringify(body);
  }
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Problem({ detail: "the server cannot be reached", status: 0 });
  }
  if (response.ok) return response.status === 204 ? null : response.json();
  const problem = await response.json().catch(() => sentence(response.status));
  if (response.status === 401 && path !== "/v1/session") location.reload(); // to log in again
  throw new Problem(problem);
}

/** Send a file; `progress` is called with the share that has left, 0 to 1. */
export function send(file, replace, progress) {
  const query = new URLSearchParams({ name: file.name, replace });
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest(); // fetch does not tell how much has left
    request.open("POST", `/v1/files?${query}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => progress(event.loaded / event.total));
    request.addEventListener("error", () => reject(new Problem(sentence(0))));
    request.addEventListener("load", () => {
      if (request.status === 200) resolve(request.response);
      else reject(new Problem(request.response ?? sentence(request.status)));
    });
    request.send(file);
  });
}

export const documentPath = (id) => `/v1/documents/${encodeURIComponent(id)}`;
