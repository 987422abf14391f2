// @ts-check

/** @typedef {any} Row a run as the list shows it, a job or a study: facts by name */

/** Numbers that go into an address must be read back: a column is named by its place. */
export const NO_TARGET = -1;

/** What the page knows at the moment, for all its parts. */
export class Desk {
  /** @param {import('../../frame/frame.js').Frame} frame */
  constructor(frame) {
    this.frame = frame;
    this.settings = frame.settings;
    this.s = frame.settings.values;
    /** The answer to `columns`. @type {any} */
    this.columns = null;
    /** @type {Map<string, Row>} */
    this.runs = new Map();
    /** @type {Map<string, Row>} */
    this.jobs = new Map();
    /** @type {Row[]} */
    this.studies = [];
    /** The answer to `curve` for the chosen run. @type {any} */
    this.curve = null;
    /** The training whose run the page turns to. @type {string|null} */
    this.following = null;
  }

  /**
   * Has something done. The page turns to the run that it makes.
   *
   * @param {string} question @param {Record<string, any>} body
   * @returns {Promise<string|null>} the job's id; null where it was refused, which is said
   */
  async command(question, body) {
    try {
      const { job } = await this.frame.ask(question, body);
      if (['train', 'fix', 'resume'].includes(question)) {
        this.following = job;
      }
      return job;
    } catch (error) {
      this.frame.fail(error);
      return null;
    }
  }

  /** The column to predict. @returns {string|null} */
  target() {
    return this.columns?.target ?? null;
  }

  /** Data and target, as every command takes them. */
  what() {
    return { data: this.s.data, target: this.target() };
  }

  /** @returns {Row|undefined} */
  chosen() {
    return this.s.run ? this.runs.get(this.s.run) : undefined;
  }

  /** An upload is kept under its hash; people know it by its name. @param {string} file */
  dataName(file) {
    return this.frame.lab.data.find((/** @type {any} */ one) => `${one.id}.csv` === file)?.name ?? file;
  }

  /** Jobs of a kind about a run, oldest first. @param {string} kind @param {string} run */
  about(kind, run) {
    return [...this.jobs.values()].filter(job => job.of === kind && job.subject === run);
  }
}
