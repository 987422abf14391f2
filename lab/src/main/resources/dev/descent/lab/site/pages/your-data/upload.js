// @ts-check
import { announce, fill, h } from '../../core/dom.js';
import { count } from '../../core/format.js';
import { upload } from '../../core/stream.js';
import { clearNotices, notice } from '../../frame/notices.js';
import { NO_TARGET } from './desk.js';

/**
 * A place to drop a file, or to choose one with.
 *
 * @param {import('./desk.js').Desk} desk
 * @param {import('./working.js').Working} working says how far it is
 */
export function dropPlace(desk, working) {
  const file = h('input', {
    type: 'file', id: 'own-file', accept: '.csv,.tsv,.txt,.gz', class: 'unseen',
    onchange: (/** @type {any} */ event) => event.target.files[0] && take(desk, working, event.target.files[0]),
  });
  const drop = h('label', { class: 'drop', for: 'own-file' }, h('b', {}, 'Drop a CSV here'), h('span', {}, 'or choose a file'), file);
  for (const type of ['dragover', 'dragleave', 'drop']) {
    drop.addEventListener(type, (/** @type {DragEvent} */ event) => {
      event.preventDefault();
      drop.classList.toggle('over', type === 'dragover');
      if (type === 'drop' && event.dataTransfer?.files[0]) {
        take(desk, working, event.dataTransfer.files[0]);
      }
    });
  }
  return drop;
}

/** @param {import('./desk.js').Desk} desk @param {import('./working.js').Working} working @param {File} file */
async function take(desk, working, file) {
  const { frame, settings } = desk;
  fill(working.element, `Sending ${file.name}…`);
  try {
    const line = await upload(file, share => fill(working.element, `Sending ${file.name}: ${Math.round(100 * share)}%`));
    if (!frame.lab.data.some((/** @type {any} */ one) => one.id === line.id)) {
      frame.lab.data.push(line);
    }
    clearNotices();
    announce(`${line.name}: ${count(line.rows)} rows.`);
    settings.set({ data: line.id, target: NO_TARGET, run: null });
  } catch (error) {
    notice(/** @type {any} */ (error).message);
  }
  working.show();
}
