// What the search knows about each document, by its number: filters, references and what a result shows. Each file is
// loaded once.
import { makeOnce } from "./once.js";
import { tokenize } from "./tokens.js";

/** @import { Scores } from "./scores.js" */

/** @typedef {number[]} Runs numbers of documents: how many to skip, how many to take, and so on in turn */
/** @typedef {{ url: string, meta: Record<string, string> }} Result */
/**
 * The contents of search.json.
 * @typedef {object} About
 * @property {number} documents how many there are
 * @property {Runs} responses the documents that are responses
 * @property {Record<string, string>} filters the label of each filter
 * @property {"lunr" | "pagefind"} engine
 * @property {string[]} languages
 * @property {string[][][]} synonyms groups of phrases
 * @property {Record<string, Record<string, string>>} indexes Pagefind's: each one's common words and their files
 * @property {string[]} types of communications, as references have them
 * @property {string[]} codes of recipients, as references have them
 * @property {number} per-file how many results a file has
 */

/**
 * @param {URL} url
 * @returns {Promise<unknown>}
 */
export const loadJson = async (url) => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
};

/**
 * List the numbers of the documents in runs.
 * @param {Runs} runs
 */
export function* expandRuns(runs) {
  let at = 0;
  for (let each = 0; each < runs.length; each += 2) {
    at += runs[each];
    for (const end = at + runs[each + 1]; at < end; at++) yield at;
  }
}

// Words that readers put before a reference.
const BEFORE_REFERENCE = new Set([
  "ref", "reference", "no", "letter", "communication", "lettre", "carta", "comunicacion", "referencia",
]);

export class Documents {
  /**
   * @param {URL} folder the site's search/
   * @param {About} about
   */
  constructor(folder, about) {
    this.folder = folder;
    this.about = about;
    this.count = about.documents;
    /** @type {Map<string, Promise<unknown>>} */
    this.files = new Map();
    /** @type {[label: string, value: string][][]} */
    this.valuesOf = Array.from({ length: this.count }, () => []); // by document
    /** @type {[label: string, values: string[]][]} */
    this.filters = []; // all values of all documents, in the order of the file
  }

  async init() {
    const file = /** @type {Record<string, Record<string, Runs>>} */ (await this.loadFile("filters.json"));
    for (const [name, values] of Object.entries(file)) {
      const label = this.about.filters[name];
      this.filters.push([label, Object.keys(values)]);
      for (const [value, runs] of Object.entries(values)) {
        for (const number of expandRuns(runs)) this.valuesOf[number].push([label, value]);
      }
    }
  }

  /** @param {string} name */
  loadFile(name) {
    return makeOnce(this.files, name, () => loadJson(new URL(name, this.folder)));
  }

  /**
   * Count how many of the documents have each value of each filter, zero included.
   * @param {Iterable<number>} numbers
   * @returns {FilterCounts}
   */
  countValues(numbers) {
    const counts = Object.fromEntries(this.filters.map(([label, values]) => (
      [label, Object.fromEntries(values.map((each) => [each, 0]))]
    )));
    for (const number of numbers) for (const [label, value] of this.valuesOf[number]) counts[label][value] += 1;
    return counts;
  }

  /**
   * Whether a document has one of the chosen values of each filter.
   * @param {number} number
   * @param {ChosenFilters} filters
   */
  matchesFilters(number, filters) {
    return Object.entries(filters).every(([label, chosen]) => {
      const wanted = [typeof chosen === "object" && "any" in chosen ? chosen.any : chosen].flat();
      return !wanted.length || this.valuesOf[number].some((each) => each[0] === label && wanted.includes(each[1]));
    });
  }

  /**
   * Find the letters whose reference a text gives, in any spelling, with any type or none; if the text gives nothing
   * else, the year may be missing, too.
   * @param {string} text
   * @returns {Promise<{ scores: Scores, phrases: string[][], only: string }>} the letters' scores, their references as
   *   phrases, and the reference as indexes have it if the text gives nothing else
   */
  async findReferences(text) {
    const { types, codes } = this.about;
    const plain = tokenize(text).join(" ");
    const reference = new RegExp(
      `(?<![^ ])(${types.join("|")})? ?(${codes.join("|")}) ?0*(\\d{1,5})(?: (\\d{4}|\\d{2}))?(?![^ ])`,
      "g",
    );
    const scores = new Map();
    const phrases = [];
    let only = "";
    for (const { 0: match, 1: type, 2: code, 3: number, 4: year } of codes.length ? plain.matchAll(reference) : []) {
      const isAlone = plain.replace(match, "").split(" ").every((word) => !word || BEFORE_REFERENCE.has(word));
      if (!isAlone && !type && year?.length !== 4) continue; // some codes are also words
      const letters = /** @type {Record<string, number>} */ (await this.loadFile(`references/${code}.json`));
      for (const [key, document] of Object.entries(letters)) {
        const [ownNumber, ownYear] = key.split("/");
        if (ownNumber !== number || !ownYear.endsWith(year ?? "")) continue;
        scores.set(document, year ? 1000 : 500);
        phrases.push([code, ownNumber, ownYear]);
        if (isAlone) only = [code, ownNumber, ...(year ? [ownYear] : [])].join(" ");
      }
    }
    return { scores, phrases, only };
  }

  /**
   * Load what a result shows of a document.
   * @param {number} number
   */
  async loadResult(number) {
    const size = this.about["per-file"];
    const results = /** @type {Result[]} */ (await this.loadFile(`results/${Math.floor(number / size)}.json`));
    return results[number % size];
  }
}
