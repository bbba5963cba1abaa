// The search: answers queries from the parts of the index, which are loaded as they are needed.
import { readAddresses } from "./addresses.js";
import { Cards } from "./cards.js";
import { Files, MissingFile } from "./files.js";
import { Filters } from "./filters.js";
import { Planner } from "./plan.js";
import { Postings } from "./postings.js";
import { SmallIndex } from "./small-index.js";
import { Stemmers } from "./stems.js";
import { tokenize } from "./tokens.js";
import { Words } from "./words.js";

/** @import { Card } from "./cards.js" */
/** @import { Terms } from "./places.js" */
/** @import { Plan } from "./plan.js" */
/** @import { Match } from "./small-index.js" */

/**
 * What a result shows of a document.
 * @typedef {object} Result
 * @property {string} url
 * @property {string} title
 * @property {string} reference
 * @property {string} facts
 * @property {string} [status]
 * @property {string} [example]
 * @property {[url: string, name: string][]} [pdfs] that are searched, and the part that has the text of each
 */
/**
 * What a search found. `kind` is `all` where documents have all words, `most` where they have only most of them, and
 * `none` for a query without a word; `missing` are the words that no document has.
 * @typedef {object} Found
 * @property {"all" | "most" | "everything" | "none"} kind
 * @property {Match[]} matches the best first
 * @property {Terms | null} terms to mark
 * @property {string[]} missing
 * @property {string[]} synonyms which were searched as well
 */

const TYPES = "search/?type="; // how the address of a card for a type of letter begins
const SHORTEST_BEGINNING = 4; // letters

export class Engine {
  // Set by `start`:
  /** @type {SmallIndex} */
  index;
  /** @type {Planner} */
  planner;
  /** @type {Filters} */
  filters;
  /** @type {Cards} */
  cards;
  /** @type {Words} */
  words;

  /**
   * @param {URL} root the root of the site
   * @param {string[]} [languages] that the reader prefers, as their tags begin: `pt`
   * @param {(url: URL) => Promise<void>} [loadScript] adds a script
   */
  constructor(root, languages = [], loadScript) {
    this.root = root;
    this.languages = languages;
    this.files = new Files(new URL("search/", root));
    this.stemmers = new Stemmers(new URL("assets/search/lunr/", root), loadScript);
    /** @type {Promise<void> | null} */
    this.starting = null;
  }

  /** Load what every search needs, apart from lunr. If that fails, the next call tries again. */
  init() {
    this.starting ??= this.start().catch((error) => {
      this.starting = null;
      throw error;
    });
    return this.starting;
  }

  async start() {
    await this.files.start();
    await this.prepare();
  }

  /** Load lunr, without which there is no answer to words; the list of all documents does without it. */
  loadLunr() {
    return this.stemmers.start();
  }

  async prepare() {
    const { manifest } = this.files;
    const { columns } = await this.files.load("lengths", manifest.lengths);
    this.index = new SmallIndex(manifest, columns, this.languages);
    this.words = new Words(this.files, this.stemmers);
    this.planner = new Planner(manifest, this.words, new Postings(this.files));
    this.filters = new Filters(this.files);
    this.cards = new Cards(this.files);
  }

  /**
   * Do something that loads files. Where one is missing because the site was built anew, do it again with the new ones.
   * @template T
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  async load(work) {
    await this.init();
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof MissingFile) || !(await this.files.hasChanged())) throw error;
      await this.prepare();
      return work();
    }
  }

  /**
   * Find documents. An empty query finds all of them, the latest release first.
   * @param {string} text
   * @param {{ typing?: boolean }} [options] whether the reader may still be typing
   * @returns {Promise<Found>}
   */
  async search(text, { typing = false } = {}) {
    if (text.trim()) await Promise.all([this.loadLunr(), this.init()]);
    return this.load(async () => {
      const read = readAddresses(text);
      const [card] = await this.cards.findWhole(read);
      // "Other letter" names a type: the words alone are in many letters.
      const query = card?.url.startsWith(TYPES) ? `type:"${card.title}"` : read;
      const plan = text.trim() ? await this.planner.plan(query, typing) : null;
      if (!plan) return text.trim() ? { ...NOTHING, kind: "none" } : { ...NOTHING, matches: this.listAll() };
      const found = await this.answer(plan);
      if (found.matches.length) return found;
      // By another name: letters to China for "PRC".
      const name = card?.sought ?? card?.title;
      const other = name ? await this.planner.plan(`"${name}"`, false) : null;
      if (other) {
        const named = await this.answer(other);
        if (named.matches.length) return { ...named, synonyms: [name ?? ""] };
      }
      return plan.required.length < 2 ? found : { ...found, kind: "most", matches: this.findMost(plan) };
    });
  }

  /**
   * Find the documents that satisfy a plan.
   * @param {Plan} plan
   * @returns {Promise<Found>}
   */
  async answer(plan) {
    const { missing, synonyms } = plan;
    const matches = this.index.query(plan.clauses);
    return { kind: "all", matches, terms: await this.findMarks(plan), missing, synonyms };
  }

  /** @returns {Match[]} */
  listAll() {
    const { documents } = this.files.manifest;
    return Array.from({ length: documents }, (_, each) => ({ number: documents - 1 - each, score: 0 }));
  }

  /**
   * Find the documents that satisfy the most of the required clauses, if that is at least half of them.
   * @param {Plan} plan
   */
  findMost(plan) {
    const { OPTIONAL, REQUIRED } = lunr.Query.presence;
    /** @type {Map<number, number>} */
    const counts = new Map();
    for (const clause of plan.required) {
      for (const number of this.index.findCandidates([clause]) ?? []) counts.set(number, (counts.get(number) ?? 0) + 1);
    }
    const most = Math.max(0, ...counts.values());
    if (most * 2 < plan.required.length) return [];
    const clauses = plan.clauses.filter(({ terms, presence }) => terms.size || presence !== REQUIRED)
      .map((clause) => (clause.presence === REQUIRED ? { ...clause, presence: OPTIONAL } : clause));
    return this.index.query(clauses).filter(({ number }) => counts.get(number) === most);
  }

  /**
   * Find what may have been meant by a query: similar words for those that no document has, or "prison OR jail" for
   * "prison or jail" if no document has both.
   * @param {string} text
   * @param {Pick<Found, "kind" | "missing">} found
   */
  async suggest(text, { kind, missing }) {
    if (kind === "most" && !missing.length) {
      const either = text.replace(/(?<=\S\s+)(?:or|ou|o)(?=\s+\S)/giu, "OR");
      return either === text || /["“„«]/.test(text) ? "" : either;
    }
    let suggestion = text;
    for (const written of missing) {
      const [word, ...others] = tokenize(written);
      const [near] = others.length ? [] : await this.load(() => this.words.findNear(word));
      if (!near) return "";
      const pattern = `(?<![\\p{L}\\p{N}])${written.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")}(?![\\p{L}\\p{N}])`;
      suggestion = suggestion.replace(new RegExp(pattern, "u"), copyCase(near.word, written));
    }
    return suggestion === text ? "" : suggestion;
  }

  /**
   * Return the longest beginning that a word shares with words of the index, if it is at least half of the word.
   * @param {string} word
   */
  async findBeginning(word) {
    const letters = [...tokenize(word)[0]];
    for (let length = letters.length - 1; length >= Math.max(SHORTEST_BEGINNING, letters.length / 2); length--) {
      const beginning = letters.slice(0, length).join("");
      const found = await this.load(() => this.words.findBeginning(beginning));
      if (found.length) return beginning;
    }
    return "";
  }

  /**
   * List the forms of the words of a plan, to be marked.
   * @param {Plan} plan
   * @returns {Promise<Terms>}
   */
  async findMarks(plan) {
    /** @type {Map<string, Set<string>>} */
    const forms = new Map();
    for (const family of new Set([...plan.families, ...plan.phrases.flat()])) {
      forms.set(family, await this.words.findForms(family));
    }
    const words = new Set([...plan.families].flatMap((family) => [...(forms.get(family) ?? [])]));
    return {
      has: (token) => words.has(token),
      phrases: plan.phrases.map((phrase) => phrase.map((family) => forms.get(family) ?? new Set())),
    };
  }

  /**
   * Load what a result shows of a document.
   * @param {number} number
   */
  loadResult(number) {
    return this.load(async () => {
      const size = this.files.manifest["per-part"];
      const part = await this.files.load("results", this.files.manifest.results[Math.floor(number / size)]);
      /** @type {Result[]} */
      const results = JSON.parse(part.text);
      return results[number % size];
    });
  }

  /**
   * Load the text of each page of a PDF.
   * @param {string} name of the part that has it
   * @returns {Promise<string[]>}
   */
  loadPdf(name) {
    return this.load(async () => JSON.parse((await this.files.load("pages", name)).text));
  }

  /**
   * Find the pages that a query names.
   * @param {string} text
   * @returns {Promise<Card[]>}
   */
  findCards(text) {
    return this.load(() => this.cards.find(readAddresses(text)));
  }

  /**
   * Load the filters.
   * @returns {Promise<Filters>}
   */
  loadFilters() {
    return this.load(async () => {
      await this.filters.start();
      return this.filters;
    });
  }
}

/** @type {Found} */
const NOTHING = { kind: "everything", matches: [], terms: null, missing: [], synonyms: [] };

/**
 * Return a word capitalised like another: at its beginning, or throughout.
 * @param {string} word
 * @param {string} model
 */
function copyCase(word, model) {
  if (model.length > 1 && model === model.toUpperCase()) return word.toUpperCase();
  return model[0] === model[0].toUpperCase() ? word[0].toUpperCase() + word.slice(1) : word;
}
