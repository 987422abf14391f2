// @ts-check

/**
 * The pages in the order of the navigation. A page is a module `pages/SLUG.js` whose default export is a Page
 * (frame/frame.js); it is loaded when it is opened. What it asks stands in `Routes.pages` on the server.
 *
 * Their full order: first-steps, learning-rate, optimizers, scaling, mini-batch, why, limits,
 * your-data, your-equation.
 *
 * @type {{slug: string, title: string, load: () => Promise<{default: import('./frame/frame.js').Page}>}[]}
 */
export const pages = [
  { slug: 'first-steps', title: 'First steps', load: () => import('./pages/first-steps.js') },
  { slug: 'learning-rate', title: 'Learning rate', load: () => import('./pages/learning-rate.js') },
  { slug: 'optimizers', title: 'Optimizers', load: () => import('./pages/optimizers.js') },
  { slug: 'scaling', title: 'Feature scaling', load: () => import('./pages/scaling.js') },
  { slug: 'why', title: 'Why it works', load: () => import('./pages/why.js') },
  { slug: 'limits', title: 'Where it stops', load: () => import('./pages/limits.js') },
  { slug: 'your-data', title: 'Your data', load: () => import('./pages/your-data.js') },
  { slug: 'your-equation', title: 'Your equation', load: () => import('./pages/your-equation.js') },
];
