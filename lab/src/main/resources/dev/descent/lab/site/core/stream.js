// @ts-check

/**
 * This tab's one stream of what happens. A lost connection is taken up again by the browser where it ended; where too
 * much came between it gets `again`, and asks for everything anew.
 *
 * @param {Record<string, (what: any) => void>} on what to do with each kind of event; `again` too
 * @param {(words: string|null) => void} state is told when the laboratory does not answer, and null when it does again
 * @returns {() => void} ends it
 */
export function listen(on, state) {
  const source = new EventSource('/api/events');
  for (const [name, act] of Object.entries(on)) {
    source.addEventListener(name, event => act(JSON.parse(/** @type {MessageEvent} */ (event).data)));
  }
  source.addEventListener('open', () => state(null));
  source.addEventListener('error', () => state(source.readyState === EventSource.CLOSED
    ? 'The laboratory was started anew, and this page\'s key is not known any more. Open the address that it printed; '
      + 'runs are kept.'
    : 'The laboratory does not answer. This page goes on by itself when it is there again; runs are kept.'));
  const leave = () => source.close();
  window.addEventListener('pagehide', leave);
  return () => {
    window.removeEventListener('pagehide', leave);
    source.close();
  };
}

/**
 * Sends a file. @param {File} file @returns {Promise<any>} its line of the index
 * @param {(share: number) => void} progress from 0 to 1
 */
export function upload(file, progress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/upload');
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('X-Descent-Lab', '1');
    request.setRequestHeader('X-Descent-Name', encodeURIComponent(file.name));
    request.upload.addEventListener('progress', event => event.lengthComputable && progress(event.loaded / event.total));
    request.addEventListener('load', () => {
      let said = /** @type {any} */ ({});
      try {
        said = JSON.parse(request.responseText);
      } catch {
        // An answer without words.
      }
      if (request.status === 200) {
        resolve(said);
      } else {
        reject(new Error(said.error ?? `The laboratory answered with ${request.status}.`));
      }
    });
    request.addEventListener('error', () => reject(new Error('The file did not arrive: the laboratory closed the connection. '
      + 'Larger files than 64 MiB are named when it starts: descent lab FILE.')));
    request.send(file);
  });
}
