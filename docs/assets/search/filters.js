// The filters: their values, how many documents have each, and which documents match those that are chosen.
import { addUp } from "./parts.js";

/** @import { Files } from "./files.js" */

/** @typedef {Record<string, string[]>} Chosen the chosen values of each filter, by its name */
/** @typedef {{ value: string, count: number }[]} Counts */
/**
 * A filter. Its values are numbered from 1; 0 is none. `starts` says where the values of each document, or of each
 * pair, begin in `numbers`.
 * @typedef {{ label: string, values: string[], numbers: Uint32Array, starts: ArrayLike<number> | null }} Filter
 */
/**
 * The text of the part with the filters.
 * @typedef {object} About
 * @property {string[]} paired the filters by facts about one recipient of a letter
 * @property {string[]} single the others
 * @property {Record<string, { label: string, values: string[] }>} filters in their order
 */

export class Filters {
  /** @param {Files} files */
  constructor(files) {
    this.files = files;
    /** @type {Map<string, Filter>} */
    this.filters = new Map();
    /** @type {string[]} */
    this.paired = [];
    /** @type {Uint32Array} */
    this.days = new Uint32Array(); // of each document
    /** @type {number[]} */
    this.pairs = []; // where the pairs of each document begin
  }

  async start() {
    if (this.filters.size) return;
    const { text, columns } = await this.files.load("filters", this.files.manifest.filters);
    /** @type {About} */
    const { paired, single, filters } = JSON.parse(text);
    const [days, pairs, ...others] = columns;
    this.days = days;
    this.pairs = addUp(pairs);
    this.paired = paired;
    /** @type {Map<string, Omit<Filter, "label" | "values">>} */
    const read = new Map();
    for (const name of paired) read.set(name, { numbers: others.shift() ?? days, starts: null });
    for (const name of single) {
      const starts = addUp(others.shift() ?? days);
      read.set(name, { numbers: others.shift() ?? days, starts });
    }
    for (const [name, filter] of Object.entries(filters)) {
      this.filters.set(name, { ...filter, ...(read.get(name) ?? { numbers: days, starts: null }) });
    }
  }

  /**
   * Keep the values that the record has: an old address may ask for others.
   * @param {Chosen} chosen
   * @returns {Chosen}
   */
  keepKnown(chosen) {
    const known = Object.entries(chosen).map(([name, values]) => (
      /** @type {[string, string[]]} */ ([name, values.filter((each) => this.filters.get(name)?.values.includes(each))])
    ));
    return Object.fromEntries(known.filter(([, values]) => values.length));
  }

  /**
   * Keep the documents that have one of the chosen values of each filter; those of paired filters must be of one
   * recipient.
   * @template {{ number: number }} T
   * @param {T[]} documents
   * @param {Chosen} chosen
   */
  select(documents, chosen) {
    const wanted = this.readChosen(chosen);
    if (!wanted.size) return documents;
    return documents.filter(({ number }) => this.matches(number, wanted));
  }

  /**
   * Count how many of some documents have each value of each filter, among those that match all other filters. Values
   * without a document are left out, unless they are chosen.
   * @param {{ number: number }[]} documents
   * @param {Chosen} chosen
   * @returns {Map<string, Counts>}
   */
  count(documents, chosen) {
    const all = this.readChosen(chosen);
    /** @type {Map<string, Counts>} */
    const counts = new Map();
    for (const [name, filter] of this.filters) {
      const wanted = new Map(all);
      wanted.delete(name);
      const own = new Uint32Array(filter.values.length + 1);
      for (const { number } of documents) {
        if (this.matches(number, wanted)) for (const value of this.listValues(name, number, wanted)) own[value] += 1;
      }
      counts.set(name, filter.values.map((value, at) => ({ value, count: own[at + 1] }))
        .filter(({ value, count }) => count || chosen[name]?.includes(value)));
    }
    return counts;
  }

  /**
   * @param {Chosen} chosen
   * @returns {Map<string, Set<number>>} the numbers of the chosen values
   */
  readChosen(chosen) {
    return new Map(Object.entries(chosen).map(([name, values]) => (
      [name, new Set(values.map((each) => (this.filters.get(name)?.values.indexOf(each) ?? -1) + 1))]
    )));
  }

  /**
   * @param {number} number of a document
   * @param {Map<string, Set<number>>} wanted
   */
  matches(number, wanted) {
    for (const [name, values] of wanted) {
      if (!this.paired.includes(name)) {
        const own = this.listValues(name, number, wanted);
        if (!own.some((each) => values.has(each))) return false;
      }
    }
    const isPaired = this.paired.some((name) => wanted.has(name));
    return !isPaired || this.listPairs(number, wanted).length > 0;
  }

  /**
   * List the pairs of a document that have the chosen values of all paired filters.
   * @param {number} number
   * @param {Map<string, Set<number>>} wanted
   */
  listPairs(number, wanted) {
    const pairs = [];
    for (let pair = this.pairs[number]; pair < this.pairs[number + 1]; pair++) {
      if (this.paired.every((name) => wanted.get(name)?.has(this.filters.get(name)?.numbers[pair] ?? 0) ?? true)) {
        pairs.push(pair);
      }
    }
    return pairs;
  }

  /**
   * List the values that a document has of a filter, each once: of a paired one, those of the pairs that match.
   * @param {string} name
   * @param {number} number
   * @param {Map<string, Set<number>>} wanted
   * @returns {number[]}
   */
  listValues(name, number, wanted) {
    const filter = this.filters.get(name);
    if (!filter) return [];
    const { numbers, starts } = filter;
    if (starts) return Array.from(numbers.subarray(starts[number], starts[number + 1]));
    return [...new Set(this.listPairs(number, wanted).map((pair) => numbers[pair]))].filter(Boolean);
  }
}
