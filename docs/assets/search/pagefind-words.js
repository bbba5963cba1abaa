// Finds documents by their words in Pagefind's indexes, one for each language. Each word is looked up by itself, so
// that a whole word counts more than a beginning in every language, and typing on looks up only what is new.
import { expandRuns, loadJson } from "./documents.js";
import { makeOnce } from "./once.js";
import { MAX_WORDS, extractPhrases, removeFields, splitWords } from "./query.js";
import { intersect, multiply, scoreAll, unite } from "./scores.js";
import { loadStemmer } from "./stems.js";
import { SYNONYM_WEIGHT, Synonyms } from "./synonyms.js";
import { isUnspaced } from "./tokens.js";

/** @import { About, Runs } from "./documents.js" */
/** @import { TermSet, Terms } from "./places.js" */
/** @import { QueryWord } from "./query.js" */
/** @import { Scores } from "./scores.js" */
/** @import { Stemmer } from "./stems.js" */
/** @import { Phrase } from "./synonyms.js" */

/**
 * An instance of Pagefind's own API.
 * @typedef {object} Pagefind
 * @property {() => Promise<void>} init
 * @property {() => Promise<void>} destroy
 * @property {(query: string) => Promise<{ results: { id: string, score: number }[] }>} search
 */
/** @typedef {{ createInstance(options: { basePath: string }): Pagefind }} PagefindModule */
/**
 * The index of one language; `common` has the file of each common word.
 * @typedef {{ name: string, instance: Pagefind, common: Map<string, string> }} Index
 */
/** @typedef {{ whole: Scores, begun: Scores }} Found documents with a word in any form, or with one it begins */
/** @typedef {[words: QueryWord[], synonyms: Phrase[]]} Unit */

const SHORTEST = 4; // letters of a beginning: with fewer, half the index would be loaded
const MAX_ANSWERS = 300; // of the indexes, kept for words that are looked up again
const MINIMUM = 0.001; // what a common word counts in a text
const WHOLE_MINIMUM = MINIMUM * 10;
const TRUSTED = 5000; // milliseconds for which newly loaded indexes are trusted
const UNKNOWN = "zqxzqx"; // no word contains it

// English, French and Spanish word endings that may follow a stem, without accents.
const ENDINGS = [
  "able ables ably al als ally ance ances ant ants ate ated ates ating ation ations ed ement ements ence ences ent",
  "ents er ers es ful ible ing ings ion ions ite ites ities ity ive ives ization ize ized less ly ment ments ness",
  "or ors s amiento amientos acion aciones ado ada ados adas ador adores ante antes ar er ir ible ico ica icos icas",
  "idad idades ido ida idos idas iendo ando ion iones mente o a os as e ee ees es eur eurs euse euses if ifs ique",
  "iques iste istes iva ivas ivo ivos ement ons ont",
].join(" ").split(" ");

export class Words {
  // Set by `init`:
  /** @type {Stemmer} */
  stem;
  /** @type {Index[]} */
  indexes;

  /**
   * @param {URL} root the root of the site
   * @param {About} about
   */
  constructor(root, about) {
    this.root = root;
    this.about = about;
    /** @type {Map<string, Promise<Scores>>} */
    this.answers = new Map();
    this.loadedAt = -Infinity; // when the indexes were last reloaded
    /** @type {Promise<void> | null} */
    this.reloading = null;
    this.broken = false;
    this.synonyms = new Synonyms(about.synonyms);
  }

  async init() {
    const started = this.start();
    this.stem = await loadStemmer(this.root, this.about.languages);
    await started;
  }

  async start() {
    this.indexes = await Promise.all(Object.entries(this.about.indexes).map(async ([name, common]) => {
      const base = new URL(`search/${name}/`, this.root);
      const { createInstance } = /** @type {PagefindModule} */ (await import(new URL("pagefind.js", base).href));
      const instance = createInstance({ basePath: base.href });
      await instance.init();
      return { name, instance, common: new Map(Object.entries(common)) };
    }));
  }

  /**
   * Reload the indexes, unless they have just been reloaded; return whether they were. Pagefind treats a file that
   * fails to load as empty, and never requests it again. So a word that is found nowhere is looked up once more in
   * newly loaded indexes, and that fails if the network does.
   */
  async reload() {
    if (performance.now() - this.loadedAt < TRUSTED) return false;
    const old = this.indexes;
    this.reloading ??= this.start().then(() => {
      this.loadedAt = performance.now();
      this.answers.clear();
      setTimeout(() => old.forEach(({ instance }) => instance.destroy()), TRUSTED); // they may still be in use
    }).finally(() => { this.reloading = null; });
    await this.reloading;
    return true;
  }

  /**
   * Score the documents that match a query of Pagefind's.
   * @param {Index} index
   * @param {string} query
   */
  query({ name, instance }, query) {
    return makeOnce(this.answers, `${name} ${query}`, async () => {
      const { results } = await instance.search(query).catch((error) => {
        this.loadedAt = -Infinity; // it stays broken even when the network is back
        this.broken = true;
        throw error;
      });
      return new Map(results.map(({ id, score }) => [Number(id), score]));
    }, MAX_ANSWERS);
  }

  /**
   * Load the documents with a common word, which is not looked up in the index, and how little it counts: more in a
   * title.
   * @param {Index} index
   * @param {string} file
   */
  loadCommon({ name }, file) {
    const address = new URL(`search/${name}/common/${file}.json`, this.root);
    return makeOnce(this.answers, address.href, async () => (
      expandWeights(/** @type {Record<string, Runs>} */ (await loadJson(address)))
    ));
  }

  /**
   * Score the documents with a word in one index.
   * @param {Index} index
   * @param {string} word
   * @param {boolean} open whether the reader may still be typing the word
   * @returns {Promise<Found>}
   */
  async searchIndex(index, word, open) {
    const mayContinue = open && (word.length >= SHORTEST || isUnspaced(word));
    const longer = [...index.common].filter(([form]) => mayContinue && form.startsWith(word));
    const longerFiles = new Set(longer.map(([, file]) => file));
    const ownFile = index.common.get(word);
    if (longerFiles.size || ownFile !== undefined) {
      const begun = await Promise.all([...longerFiles].map((file) => this.loadCommon(index, file)));
      // Pagefind would score the word together with all words that it begins, the common ones included.
      const whole = ownFile === undefined
        ? setScores([...(await this.query(index, `"${word}"`)).keys()], WHOLE_MINIMUM)
        : await this.loadCommon(index, ownFile);
      return { whole, begun: new Map(begun.flatMap((each) => [...each])) };
    }
    const whole = await this.query(index, `"${word}"`);
    if (!whole.size && !mayContinue) return { whole, begun: new Map() };
    const scored = await this.query(index, word);
    const begun = new Map(mayContinue ? [...scored].filter(([number]) => !whole.has(number)) : []);
    if (!whole.size && !(await this.beginsWord(index, word, scored))) begun.clear();
    return { whole: new Map([...whole.keys()].map((number) => [number, scored.get(number) ?? MINIMUM])), begun };
  }

  /**
   * Whether a word of the index begins with these letters. If none does, Pagefind answers for the longest word that
   * the letters themselves begin with: that may be the stem of what is being typed (`detent` of `detention`, for
   * `detenti`), or something unrelated.
   * @param {Index} index
   * @param {string} word
   * @param {Scores} scored what Pagefind answered
   */
  async beginsWord(index, word, scored) {
    if (!haveSameKeys(scored, await this.query(index, word + UNKNOWN))) return true;
    const stems = await Promise.all(this.findStems(word, index.name).map((each) => this.query(index, `"${each}"`)));
    return stems.some((each) => each.size && haveSameKeys(each, scored));
  }

  /**
   * List the stems that a half-typed word may have, if its last letters are the beginning of an ending.
   * @param {string} word
   * @param {string} language
   */
  findStems(word, language) {
    const cuts = Array.from({ length: Math.max(word.length - SHORTEST, 0) }, (_, each) => each + 1);
    return cuts.filter((cut) => {
      const [stem, typed] = [word.slice(0, -cut), word.slice(-cut)];
      return ENDINGS.some((ending) => (
        ending.startsWith(typed) && this.stem(stem + ending, language) === this.stem(stem, language)
      ));
    }).map((cut) => word.slice(0, -cut));
  }

  /**
   * Score the documents with a word, in every language. A beginning counts less than any whole word.
   * @param {string} word
   * @param {boolean} open whether the reader may still be typing the word
   */
  async searchWord(word, open) {
    const searchAll = () => Promise.all(this.indexes.map((index) => this.searchIndex(index, word, open)));
    let found = await searchAll();
    if (!found.some(({ whole, begun }) => whole.size || begun.size) && (await this.reload())) found = await searchAll();
    const whole = new Map(found.flatMap((each) => [...each.whole]));
    const begun = found.flatMap((each) => [...each.begun]);
    const lowest = [...whole.values()].reduce((a, b) => Math.min(a, b), WHOLE_MINIMUM) / 2;
    const highest = begun.reduce((a, [, score]) => Math.max(a, score), MINIMUM);
    /** @type {Scores} */
    const scores = new Map(begun.map(([number, score]) => [number, (score / highest) * lowest]));
    whole.forEach((score, number) => scores.set(number, score));
    return scores;
  }

  /**
   * Score the documents that have the words of a phrase in sequence.
   * @param {Phrase} words
   */
  async searchPhrase(words) {
    const matches = await Promise.all(this.indexes.map((index) => this.query(index, `"${words.join(" ")}"`)));
    const found = await Promise.all(words.map((word) => this.searchWord(word, false)));
    return intersect([setScores(matches.flatMap((each) => [...each.keys()]), 0), ...found]);
  }

  /**
   * Score the documents that match all words of a unit, or one of its synonyms.
   * @param {QueryWord[]} words
   * @param {Phrase[]} synonyms
   */
  async searchUnit(words, synonyms) {
    const own = await Promise.all(words.map(({ word, open }) => this.searchWord(word, open)));
    const others = await Promise.all(synonyms.map((phrase) => (
      phrase.length > 1 ? this.searchPhrase(phrase) : this.searchWord(phrase[0], false)
    )));
    return unite([intersect(own), ...others.map((each) => multiply(each, SYNONYM_WEIGHT))]);
  }

  /** @param {string} text */
  parse(text) {
    const { phrases, excluded, rest } = extractPhrases(removeFields(text));
    return { phrases, excluded, words: splitWords(rest).slice(0, MAX_WORDS) };
  }

  /**
   * Score the documents that match a query, and list the terms to mark in them.
   * @param {string} text
   */
  async match(text) {
    if (this.broken) {
      await this.reload();
      this.broken = false;
    }
    const { phrases, excluded, words } = this.parse(text);
    const units = [...this.synonyms.splitUnits(words.filter((each) => !each.excluded), ({ word }) => word)];
    const found = await Promise.all([
      ...units.map((unit) => this.searchUnit(...unit)),
      ...phrases.map((phrase) => this.searchPhrase(phrase)),
    ]);
    if (!found.length) found.push(scoreAll(this.about.documents));
    const scores = intersect(found);
    const unwanted = await Promise.all([
      ...words.filter((each) => each.excluded).map(({ word }) => this.searchWord(word, false)),
      ...excluded.map((phrase) => this.searchPhrase(phrase)),
    ]);
    for (const each of unwanted) for (const number of each.keys()) scores.delete(number);
    return { scores, terms: this.listTerms(units, phrases) };
  }

  /**
   * List the terms to mark in a text, as far as they are known without the index.
   * @param {Unit[]} units
   * @param {Phrase[]} phrases
   * @returns {Terms}
   */
  listTerms(units, phrases) {
    const synonyms = units.flatMap(([, each]) => each);
    const typed = units.flatMap(([words]) => words);
    const single = synonyms.filter((each) => each.length === 1).flat();
    const begun = typed.filter(({ open }) => open).map(({ word }) => word);
    const allPhrases = [...phrases, ...synonyms.filter((each) => each.length > 1)];
    return {
      ...this.matchForms([...typed.map(({ word }) => word), ...single], begun),
      phrases: allPhrases.map((phrase) => phrase.map((word) => this.matchForms([word], []))),
    };
  }

  /**
   * Make a set that has all forms of some words, and all words with one of the beginnings.
   * @param {string[]} words
   * @param {string[]} begun
   * @returns {TermSet}
   */
  matchForms(words, begun) {
    // lunr has no stemmers for other scripts: there, the last two letters of a word may differ.
    const otherScripts = words.filter((word) => /[^\p{Script=Latin}\p{N}]/u.test(word) && word.length > 4);
    const beginnings = [...begun, ...otherScripts.map((word) => word.slice(0, -2))];
    /** @type {Map<string, Set<string>>} */
    const stems = new Map(); // by language
    /** @param {string} language */
    const findStems = (language) => {
      const known = stems.get(language) ?? new Set(words.map((word) => this.stem(word, language)));
      stems.set(language, known);
      return known;
    };
    /** @param {string} token @param {string} language */
    const isForm = (token, language) => (
      words.includes(token)
      || findStems(language).has(this.stem(token, language))
      || beginnings.some((each) => token.startsWith(each))
    );
    /** @type {Map<string, boolean>} */
    const answers = new Map();
    // A form shares the first two letters, as stems do. They are compared first, since stemming is slow.
    const firstLetters = new Set([...words, ...beginnings].map((word) => word.slice(0, 2)));
    return {
      has: (token, language = "en") => {
        if (!firstLetters.has(token.slice(0, 2))) return false;
        const key = `${language} ${token}`;
        const answer = answers.get(key) ?? isForm(token, language);
        answers.set(key, answer);
        return answer;
      },
    };
  }
}

/**
 * Read a file of a common word: documents by the weight that the word has in them.
 * @param {Record<string, Runs>} byWeight
 */
function expandWeights(byWeight) {
  /** @type {Scores} */
  const scores = new Map();
  for (const [weight, runs] of Object.entries(byWeight)) {
    for (const number of expandRuns(runs)) scores.set(number, Number(weight) ** 2 * MINIMUM);
  }
  return scores;
}

/**
 * Give documents the same score.
 * @param {number[]} numbers
 * @param {number} score
 * @returns {Scores}
 */
const setScores = (numbers, score) => new Map(numbers.map((number) => [number, score]));

/** @param {Scores} one @param {Scores} other */
const haveSameKeys = (one, other) => one.size === other.size && [...one.keys()].every((number) => other.has(number));
