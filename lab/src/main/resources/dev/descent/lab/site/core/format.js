// @ts-check

/**
 * A number as people read it: three significant digits, a true minus, no trailing zeros; never "3.1m".
 *
 * @param {number|null|undefined} value
 * @param {number} [digits]
 */
export function number(value, digits = 3) {
  if (value === null || value === undefined || Number.isNaN(value)) {
    return '–';
  }
  if (!Number.isFinite(value)) {
    return value > 0 ? '∞' : '−∞';
  }
  if (value === 0) {
    return '0';
  }
  const size = Math.abs(value);
  if (size >= 1e6 || size < 1e-4) {
    const [mantissa, exponent] = value.toExponential(digits - 1).split('e');
    return minus(trimmed(mantissa) + 'e' + Number(exponent));
  }
  if (size >= 10 ** digits) {
    return count(Math.round(value));
  }
  return minus(trimmed(value.toPrecision(digits)));
}

/** A whole number, with commas from ten thousand on, as in the terminal. @param {number} value */
export function count(value) {
  const text = String(Math.round(Math.abs(value)));
  const grouped = text.length < 4 ? text : text.replace(/\B(?=(\d{3})+$)/g, ',');
  return (value < 0 ? '−' : '') + grouped;
}

/** A number as it can be typed and read back, for links and commands. @param {number} value */
export function typed(value) {
  return String(Number(value.toPrecision(6)));
}

/** "first", "4th", "22nd". @param {number} place from 1 */
export function ordinal(place) {
  const ending = place % 100 > 10 && place % 100 < 14 ? 'th' : ['th', 'st', 'nd', 'rd'][place % 10] ?? 'th';
  return ['first', 'second', 'third'][place - 1] ?? place + ending;
}

/** "1 update", "20 updates". @param {number} n @param {string} noun */
export function counted(n, noun) {
  return count(n) + ' ' + noun + (n === 1 ? '' : /(s|sh|ch)$/.test(noun) ? 'es' : 's');
}

/** @param {number[]|Float64Array} values */
export function point(values) {
  return '(' + Array.from(values, v => number(v)).join(', ') + ')';
}

/** @param {string} text */
function trimmed(text) {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** @param {string} text */
function minus(text) {
  return text.replace(/-/g, '−');
}
