// @ts-check
import { typed } from './format.js';

/**
 * A page's settings, each with its way into the address and back. Only what differs from its default stands there.
 *
 * @typedef {{initial: any, write: (value: any) => string, read: (text: string) => any}} Setting
 *   `read` gives undefined for what makes no sense
 */

/** The longest address, from `#` on. */
export const MOST_CHARACTERS = 500;

/** @param {number} initial @param {number} low @param {number} high @returns {Setting} */
export function real(initial, low, high) {
  return {
    initial, write: typed, read: text => {
      const value = Number(text);
      return text !== '' && value >= low && value <= high ? value : undefined;
    },
  };
}

/** @param {number} initial @param {number} low @param {number} high @returns {Setting} */
export function whole(initial, low, high) {
  return {
    initial, write: String, read: text => {
      const value = Number(text);
      return /^\d+$/.test(text) && value >= low && value <= high ? value : undefined;
    },
  };
}

/** @param {string} initial @param {string[]} words @returns {Setting} */
export function choice(initial, words) {
  return { initial, write: String, read: text => (words.includes(text) ? text : undefined) };
}

/** An id or a few plain words. @param {string|null} initial @returns {Setting} */
export function name(initial) {
  return { initial, write: String, read: text => (/^[a-z0-9-]{1,64}$/.test(text) ? text : undefined) };
}

/** What somebody typed, as it stands. @param {string} initial @param {number} most characters @returns {Setting} */
export function text(initial, most) {
  return { initial, write: String, read: typedText => (typedText !== '' && typedText.length <= most ? typedText : undefined) };
}

/** Some numbers, or null for the page's own. @param {number} count @returns {Setting} */
export function numbers(count) {
  return {
    initial: null, write: values => values.map(typed).join(','), read: text => {
      const values = text.split(',').map(Number);
      return values.length === count && values.every(Number.isFinite) ? values : undefined;
    },
  };
}

/**
 * Reads an address.
 *
 * @param {string} hash from `#` on
 * @param {Record<string, Setting>} schema
 * @returns {{values: Record<string, any>, unknown: string[]}} what was said, and what nobody knows or can read
 */
export function read(hash, schema) {
  const values = Object.fromEntries(Object.entries(schema).map(([key, setting]) => [key, setting.initial]));
  const unknown = [];
  for (const [key, text] of new URLSearchParams(hash.split('?')[1] ?? '')) {
    const value = Object.hasOwn(schema, key) ? schema[key].read(text) : undefined;
    if (value === undefined) {
      unknown.push(`${key}=${text}`);
    } else {
      values[key] = value;
    }
  }
  return { values, unknown };
}

/**
 * Writes an address.
 *
 * @param {string} slug
 * @param {Record<string, any>} values
 * @param {Record<string, Setting>} schema
 */
export function write(slug, values, schema) {
  const parts = [];
  for (const [key, setting] of Object.entries(schema)) {
    const value = values[key];
    if (value !== null && setting.write(value) !== (setting.initial === null ? null : setting.write(setting.initial))) {
      parts.push(key + '=' + encodeURIComponent(setting.write(value)).replace(/%2C/g, ','));
    }
  }
  return `#/${slug}` + (parts.length ? '?' + parts.join('&') : '');
}

/** The page that an address means. @param {string} hash */
export function slugOf(hash) {
  return /^#\/([a-z0-9-]*)/.exec(hash)?.[1] ?? '';
}

/** A page's settings while it is open: whoever changes one tells all others, and the address follows. */
export class Settings {
  /** @param {string} slug @param {Record<string, Setting>} schema @param {Record<string, any>} values */
  constructor(slug, schema, values) {
    this.slug = slug;
    this.schema = schema;
    this.values = values;
    /** @type {((changed: string[]) => void)[]} */
    this.listeners = [];
  }

  /** @param {(changed: string[]) => void} listener */
  on(listener) {
    this.listeners.push(listener);
  }

  /** @param {Record<string, any>} patch */
  set(patch) {
    const changed = Object.keys(patch).filter(key => String(patch[key]) !== String(this.values[key]));
    if (changed.length === 0) {
      return;
    }
    Object.assign(this.values, patch);
    history.replaceState(null, '', location.pathname + this.hash());
    this.listeners.forEach(listener => listener(changed));
  }

  hash() {
    return write(this.slug, this.values, this.schema);
  }
}
