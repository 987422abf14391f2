// @ts-check
import { fill, h } from '../core/dom.js';

/** Says something at the top of the page, until it is closed or another page opens. @param {string} words */
export function notice(words) {
  const host = /** @type {Element} */ (document.getElementById('notices'));
  for (const old of host.children) {
    if (/** @type {HTMLElement} */ (old).dataset.words === words) {
      return;
    }
  }
  const box = h('p', { 'data-words': words }, words,
    h('button', { type: 'button', 'aria-label': 'Close this notice', onclick: () => box.remove() }, '×'));
  host.append(box);
}

export function clearNotices() {
  fill(/** @type {Element} */ (document.getElementById('notices')));
}
