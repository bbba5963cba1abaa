// Loads the manifest of the index and its parts, each once. A part that does not come is asked for again next time.
import { makeOnce } from "./once.js";
import { unpackPart } from "./parts.js";

/** @import { Part } from "./parts.js" */

/** @typedef {[firsts: string[], names: string[]]} Ranges the first word of each part, and its name */
/**
 * The contents of search.json.
 * @typedef {object} Manifest
 * @property {number} documents how many there are
 * @property {Record<string, number>} fields the weight of each field
 * @property {number} response-boost
 * @property {number} per-part how many results a part has
 * @property {string[]} languages of the texts
 * @property {Ranges} words
 * @property {Ranges} cards
 * @property {string[]} results
 * @property {string} positions
 * @property {string} lengths
 * @property {string} filters
 * @property {string[][]} synonyms groups of words and phrases with the same meaning
 * @property {string[]} stop-words
 */

/** A file that did not come, or came broken. */
export class MissingFile extends Error {}

const MAX_PARTS = 200; // kept for readers who go on searching

export class Files {
  /** @type {Manifest} */
  manifest; // set by `start`

  /** @param {URL} folder the site's search/ */
  constructor(folder) {
    this.folder = folder;
    /** @type {Map<string, Promise<Part>>} */
    this.parts = new Map();
  }

  /**
   * Load the manifest.
   * @param {RequestCache} [cache]
   */
  async start(cache = "default") {
    const response = await this.fetch("search.json", cache);
    this.manifest = await response.json().catch(fail);
  }

  /**
   * Whether the manifest has changed since it was loaded: the site may have been built anew, and a part have another
   * name.
   */
  async hasChanged() {
    const before = JSON.stringify(this.manifest);
    await this.start("reload");
    return JSON.stringify(this.manifest) !== before;
  }

  /**
   * @param {string} path
   * @param {RequestCache} [cache]
   */
  async fetch(path, cache = "default") {
    const response = await fetch(new URL(path, this.folder), { cache }).catch(fail);
    if (!response.ok) throw new MissingFile(`${path}: ${response.status}`);
    return response;
  }

  /**
   * Load a part by its kind and name.
   * @param {string} kind
   * @param {string} name
   */
  load(kind, name) {
    const path = `${kind}/${name}.bin`;
    return makeOnce(this.parts, path, async () => {
      const response = await this.fetch(path);
      return unpackPart(await response.blob()).catch(async () => {
        const again = await this.fetch(path, "reload"); // in case a broken copy is cached
        return unpackPart(await again.blob()).catch(fail);
      });
    }, MAX_PARTS);
  }

  /**
   * Load the part of a kind that has a word, if any has.
   * @param {"words" | "cards"} kind
   * @param {string} word
   * @returns {Promise<Part | null>}
   */
  async loadFor(kind, word) {
    const [firsts, names] = this.manifest[kind];
    const at = findLast(firsts, (first) => first <= word);
    return at < 0 ? null : this.load(kind, names[at]);
  }

  /**
   * Load the parts of a kind that may have words that begin alike, in order.
   * @param {"words" | "cards"} kind
   * @param {string} beginning
   * @returns {Promise<Part[]>}
   */
  async loadAll(kind, beginning) {
    const [firsts, names] = this.manifest[kind];
    const from = Math.max(0, findLast(firsts, (first) => first <= beginning));
    const to = findLast(firsts, (first) => first < beginning || first.startsWith(beginning));
    return Promise.all(names.slice(from, to + 1).map((name) => this.load(kind, name)));
  }
}

/** @param {unknown} error @returns {never} */
function fail(error) {
  throw new MissingFile(String(error));
}

/**
 * Return the index of the last item for which `holds`, which holds for the items up to some point; -1 for none.
 * @template T
 * @param {ArrayLike<T>} items
 * @param {(item: T) => boolean} holds
 */
export function findLast(items, holds) {
  let low = -1;
  let high = items.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (holds(items[middle])) low = middle;
    else high = middle;
  }
  return low;
}
