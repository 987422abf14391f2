// @ts-check

/**
 * Makes an element. Children are nodes or text, never markup, so a name from somebody's data stays a name.
 *
 * @param {string} name
 * @param {Record<string, any>} [properties] `class`, `on…` listeners, attributes; null and false leave one out
 * @param {...(Node|string|number|null|undefined|false)} children
 * @returns {any} the element
 */
export function h(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (key.startsWith('on')) {
      element.addEventListener(key.slice(2), value);
    } else if (key === 'value') {
      /** @type {any} */ (element).value = value;
    } else {
      element.setAttribute(key, value === true ? '' : String(value));
    }
  }
  append(element, children);
  return element;
}

/**
 * Replaces everything in an element.
 *
 * @param {Element} element
 * @param {...(Node|string|number|null|undefined|false)} children
 */
export function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
  return element;
}

/** @param {Element} element @param {any[]} children */
function append(element, children) {
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== false) {
      element.append(child instanceof Node ? child : String(child));
    }
  }
}

/** Says something to those who do not see the page. @param {string} words */
export function announce(words) {
  const live = document.getElementById('live');
  if (live) {
    live.textContent = words;
  }
}

const MATHML = new Set(['math', 'mrow', 'mi', 'mn', 'mo', 'msup', 'msub', 'msubsup', 'mfrac', 'msqrt', 'mover',
  'mtext', 'mtable', 'mtr', 'mtd', 'munder', 'mstyle', 'mspace']);

/**
 * The printer's MathML as nodes: known elements only, and no attribute but the printer's own.
 *
 * @param {string} text from dev.descent.equation.Printer
 * @returns {Node}
 */
export function mathml(text) {
  const from = new DOMParser().parseFromString(text, 'text/html').body.firstElementChild;
  const space = 'http://www.w3.org/1998/Math/MathML';
  /** @param {Node} node @returns {Node} */
  const copy = node => {
    if (!(node instanceof Element)) {
      return document.createTextNode(node.textContent ?? '');
    }
    const name = node.localName;
    const made = document.createElementNS(space, MATHML.has(name) ? name : 'mrow');
    for (const attribute of ['display', 'columnalign', 'accent']) {
      const value = node.getAttribute(attribute);
      if (value !== null) {
        made.setAttribute(attribute, value);
      }
    }
    node.childNodes.forEach(child => made.append(copy(child)));
    return made;
  };
  return from ? copy(from) : document.createTextNode(text);
}
