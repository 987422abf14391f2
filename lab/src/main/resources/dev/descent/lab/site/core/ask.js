// @ts-check

const KINDS = { f64: Float64Array, f32: Float32Array, i32: Int32Array };

/** An answer that says what went wrong, in words for people. */
export class Refused extends Error {
  /** @param {number} status @param {string} message */
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/**
 * Asks the server. Facts and blocks of the answer come as one object: `{ startLoss: 9.1, gdPoints: Float64Array }`.
 *
 * @param {string} page
 * @param {string} question
 * @param {Record<string, any>} body null values are left out
 * @returns {Promise<any>}
 */
export async function ask(page, question, body) {
  const said = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null && value !== undefined));
  let response;
  try {
    response = await fetch(`/api/${page}/${question}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Descent-Lab': '1' },
      body: JSON.stringify(said),
    });
  } catch {
    throw new Refused(0, 'The laboratory does not answer: it was stopped. Start it again and open the address that it '
      + 'prints; this page\'s settings are in its address, so copy that first.');
  }
  if (!response.ok) {
    throw new Refused(response.status, await reason(response));
  }
  return decode(await response.arrayBuffer());
}

/** What the laboratory is: version, program's name, data. @returns {Promise<any>} */
export async function about() {
  const response = await fetch('/api/lab');
  if (!response.ok) {
    throw new Refused(response.status, await reason(response));
  }
  return response.json();
}

/** @param {Response} response */
async function reason(response) {
  if (response.status === 401) {
    return 'This page\'s key is not known any more: the laboratory was started anew. Open the address that it printed.';
  }
  try {
    return (await response.json()).error;
  } catch {
    return `The laboratory answered with ${response.status}.`;
  }
}

/** The wire format of Answer.java. @param {ArrayBuffer} buffer */
export function decode(buffer) {
  const length = new DataView(buffer).getInt32(0, true);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  const answer = head.facts;
  let at = 4 + length;
  for (const block of head.blocks) {
    const Kind = KINDS[/** @type {'f64'} */ (block.kind)];
    answer[block.name] = new Kind(buffer, at, block.length);
    at += Math.ceil(block.length * Kind.BYTES_PER_ELEMENT / 8) * 8;
  }
  return answer;
}

/**
 * For dragging: one request at a time, and of those that were meant meanwhile only the last.
 *
 * @template T
 * @param {() => Promise<T>} request
 * @param {(answer: T) => void} done
 * @param {(error: any) => void} failed
 */
export function latest(request, done, failed) {
  let running = false;
  let wanted = false;
  return async () => {
    if (running) {
      wanted = true;
      return;
    }
    running = true;
    try {
      do {
        wanted = false;
        done(await request());
      } while (wanted);
    } catch (error) {
      failed(error);
    } finally {
      running = false;
    }
  };
}
