// @ts-check
import { about } from './core/ask.js';
import { fill, h } from './core/dom.js';
import { read, slugOf } from './core/settings.js';
import { Frame } from './frame/frame.js';
import { notice, clearNotices } from './frame/notices.js';
import { openLink } from './frame/share.js';
import { pages } from './pages.js';

// The key of the printed address has done its work; it need not be seen, copied or projected.
if (location.search) {
  history.replaceState(null, '', location.pathname + location.hash);
}

const THEME = 'descent-theme';
const root = document.documentElement;
const main = /** @type {HTMLElement} */ (document.getElementById('main'));
/** @type {Frame|null} */
let open = null;
/** @type {Promise<any>} */
const lab = about();

/** @param {string|null} theme light, dark, or null for what the system says */
function show(theme) {
  if (theme) {
    root.dataset.theme = theme;
  } else {
    delete root.dataset.theme;
  }
  open?.redraw();
}

function isDark() {
  return (root.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';
}

export function project() {
  const on = root.classList.toggle('projection');
  document.getElementById('project')?.setAttribute('aria-pressed', String(on));
  open?.redraw();
}

function tools() {
  const theme = h('button', {
    type: 'button', 'aria-label': 'Light or dark', title: 'Light or dark', onclick: () => {
      const next = isDark() ? 'light' : 'dark';
      localStorage.setItem(THEME, next);
      show(next);
    },
  }, '◐');
  const projection = h('button', {
    type: 'button', id: 'project', 'aria-pressed': 'false', title: 'For a projector (P while a chart has the focus)',
    onclick: project,
  }, 'Project');
  const link = h('button', { type: 'button', title: 'Open a copied link', onclick: openLink }, 'Open a link');
  fill(/** @type {Element} */ (document.getElementById('tools')), link, projection, theme);
}

function navigation() {
  const nav = /** @type {Element} */ (document.getElementById('pages'));
  fill(nav, ...pages.map(page => h('a', { href: `#/${page.slug}`, 'data-slug': page.slug }, page.title)));
}

async function route() {
  const slug = slugOf(location.hash) || pages[0].slug;
  const entry = pages.find(page => page.slug === slug) ?? pages[0];
  const { default: page } = await entry.load();
  const { values, unknown } = read(location.hash, page.settings);
  open?.close();
  clearNotices();
  if (entry.slug !== slug) {
    notice(`There is no page "${slug}"; this is ${entry.title}.`);
  }
  if (unknown.length) {
    notice(`Not understood in this link, and left out: ${unknown.join(', ')}.`);
  }
  document.querySelectorAll('#pages a').forEach(link => {
    if (/** @type {HTMLElement} */ (link).dataset.slug === entry.slug) {
      link.setAttribute('aria-current', 'page');
      link.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    } else {
      link.removeAttribute('aria-current');
    }
  });
  document.title = `${page.title} · Descent lab`;
  open = new Frame(main, page, values, await lab, project);
  await open.start();
}

async function start() {
  show(localStorage.getItem(THEME));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => open?.redraw());
  navigation();
  tools();
  window.addEventListener('hashchange', () => route().catch(fail));
  await route();
  root.dataset.ready = 'yes';
}

/** @param {any} error */
function fail(error) {
  notice(error.message ?? String(error));
}

start().catch(fail);
