// The search: the same interface as Pagefind's public API, over the documents and one of two engines that find words in
// them. Everything is loaded on first use.
import { Documents, expandRuns, loadJson } from "./documents.js";
import { findPassage } from "./passages.js";
import { findPlaces, renderMarked } from "./places.js";
import { scoreAll } from "./scores.js";
import { tokenize } from "./tokens.js";

/** @import { About } from "./documents.js" */
/** @import { Terms } from "./places.js" */
/** @import { Scores } from "./scores.js" */

/** @typedef {"relevance" | "date"} Order */
/**
 * What an engine does: score the documents that match a query, and tell which terms to mark in them.
 * @typedef {{ init(): Promise<void>, match(text: string): Promise<{ scores: Scores, terms: Terms }> }} WordEngine
 */

const RESPONSE_WEIGHT = 0.6; // a response repeats much of its letter, and comes after it
const MAX_MARKED = 30; // words and phrases of a query that are marked in a letter
const ENGINES = { lunr: () => import("./lunr-words.js"), pagefind: () => import("./pagefind-words.js") };

export class Engine {
  // Set by `start`:
  /** @type {Documents} */
  documents;
  /** @type {Set<number>} */
  responses;
  /** @type {WordEngine} */
  words;

  /** @param {URL} root the root of the site */
  constructor(root) {
    this.root = root;
    /** @type {Promise<void> | null} */
    this.loading = null;
  }

  init() {
    this.loading ??= this.start().catch((error) => {
      this.loading = null; // so that the next call tries again
      throw error;
    });
    return this.loading;
  }

  async start() {
    const folder = new URL("search/", this.root);
    const about = /** @type {About} */ (await loadJson(new URL("search.json", folder)));
    this.documents = new Documents(folder, about);
    this.responses = new Set(expandRuns(about.responses));
    const { Words } = await ENGINES[about.engine]();
    this.words = new Words(this.root, about);
    await Promise.all([this.documents.init(), this.words.init()]);
  }

  countFilters() {
    return this.documents.countValues(scoreAll(this.documents.count).keys());
  }

  /**
   * Score the documents that match a query; without a query, all of them, and no terms.
   * @param {string | null} text
   * @returns {Promise<{ scores: Scores, terms: Terms | null }>}
   */
  async match(text) {
    if (text === null || !tokenize(text).length) return { scores: scoreAll(this.documents.count), terms: null };
    const references = await this.documents.findReferences(text);
    const { scores, terms } = await this.words.match(references.only ? `${references.only} ` : text);
    for (const [number, score] of scores) if (this.responses.has(number)) scores.set(number, score * RESPONSE_WEIGHT);
    for (const [number, score] of references.scores) scores.set(number, (scores.get(number) ?? 0) + score);
    if (!references.only) return { scores, terms };
    const phrases = references.phrases.map((words) => words.map((word) => new Set([word])));
    return { scores, terms: { has: () => false, phrases } };
  }

  /**
   * @param {string | null} text
   * @param {{ filters?: ChosenFilters, order?: Order }} [options]
   */
  async search(text, { filters = {}, order = "relevance" } = {}) {
    await this.init();
    const { scores, terms } = await this.match(text);
    const found = [...scores.keys()];
    const chosen = found.filter((number) => this.documents.matchesFilters(number, filters));
    /** @param {number} number */
    const getScore = (number) => scores.get(number) ?? 0;
    // Documents are numbered by date, the newest first.
    chosen.sort((a, b) => (order === "date" ? 0 : getScore(b) - getScore(a)) || a - b);
    const counts = this.documents.countValues(chosen);
    // Choosing another value of a filter widens the search: its values are counted as if none were chosen.
    for (const label of Object.keys(filters).filter((each) => each in counts)) {
      const { [label]: _, ...others } = filters;
      const withOthers = found.filter((number) => this.documents.matchesFilters(number, others));
      counts[label] = this.documents.countValues(withOthers)[label];
    }
    return {
      results: chosen.map((number) => ({
        id: String(number),
        score: getScore(number),
        words: [],
        data: () => this.loadData(number, terms),
      })),
      unfilteredResultCount: found.length,
      filters: counts,
      totalFilters: counts, // the components show these beside the chosen values
    };
  }

  /**
   * Load what a result shows, with the best passage of the page itself.
   * @param {number} number
   * @param {Terms | null} terms
   */
  async loadData(number, terms) {
    const { url, meta } = await this.documents.loadResult(number);
    const address = new URL(url, this.root);
    const passage = terms && (await findPassage(address, terms));
    const title = terms && findPlaces(meta.title, terms, document.documentElement.lang);
    const words = new Set([...(passage?.words ?? []), ...(title?.words ?? [])]);
    if (words.size) address.searchParams.set("highlight", [...words].slice(0, MAX_MARKED).join(" "));
    if (passage?.anchor) address.hash = passage.anchor;
    const link = address.pathname + address.search + address.hash;
    return {
      url: link,
      raw_url: link,
      meta: { ...meta, title: renderMarked(meta.title, title?.places ?? []), url: link },
      filters: {},
      excerpt: passage?.excerpt ?? "",
      sub_results: [],
      anchors: [],
    };
  }
}
