// Finds documents by their words in a prebuilt lunr index.
import { loadJson } from "./documents.js";
import { makeOnce } from "./once.js";
import { MAX_WORDS, expandFields, extractPhrases, isOpen, splitWords } from "./query.js";
import { intersect, multiply, scoreAll, unite } from "./scores.js";
import { loadStemmer } from "./stems.js";
import { SYNONYM_WEIGHT, Synonyms } from "./synonyms.js";
import { isUnspaced, tokenize } from "./tokens.js";

/** @import { About } from "./documents.js" */
/** @import { Scores } from "./scores.js" */
/** @import { Stemmer } from "./stems.js" */
/** @import { Phrase } from "./synonyms.js" */

/** @typedef {LunrClause & { presence: number }} Clause */

const MAX_EDITS = 2; // letters by which a word may differ: with more, almost any word would match
const OPEN_WEIGHT = 0.2; // what a longer word counts while the reader may still be typing it

export class Words {
  // Set by `init`:
  /** @type {Stemmer} */
  stem;
  /** @type {LunrIndex} */
  index;
  /** @type {Record<string, string[]>} */
  written; // the words of each language
  /** @type {Map<string, string[]>} */
  related; // the words of each language and stem

  /**
   * @param {URL} root the root of the site
   * @param {About} about
   */
  constructor(root, about) {
    this.root = root;
    this.folder = new URL("search/", root);
    this.about = about;
    this.synonyms = new Synonyms(about.synonyms);
    /** @type {Map<string, Promise<unknown>>} */
    this.files = new Map();
  }

  async init() {
    const loading = loadJson(new URL("index.json", this.folder));
    this.stem = await loadStemmer(this.root, this.about.languages);
    const { written, ...index } = /** @type {{ written: Record<string, string> }} */ (await loading);
    this.index = lunr.Index.load(index);
    const byLanguage = Object.entries(written).map(([language, words]) => [language, words.split(" ")]);
    // Names and titles may be in any language, so every word also counts as English.
    this.written = { ...Object.fromEntries(byLanguage), en: Object.keys(this.index.invertedIndex) };
    this.related = this.groupByStem();
  }

  /** Group the words of the index by language and stem: the index has whole words, and readers search for stems. */
  groupByStem() {
    /** @type {Map<string, string[]>} */
    const groups = new Map();
    for (const [language, words] of Object.entries(this.written)) {
      for (const word of words) {
        const key = `${language} ${this.stem(word, language)}`;
        const group = groups.get(key);
        if (group) group.push(word);
        else groups.set(key, [word]);
      }
    }
    return groups;
  }

  /**
   * List the forms of a word: itself, and the words of the index with the same stem.
   * @param {string} word
   */
  findForms(word) {
    const languages = Object.keys(this.written);
    const forms = languages.flatMap((each) => this.related.get(`${each} ${this.stem(word, each)}`) ?? []);
    return new Set([word, ...forms]);
  }

  /**
   * Parse a query into clauses of lunr and phrases. If lunr cannot parse it, it is treated as plain words.
   * @param {string} text
   */
  parse(text) {
    const { phrases, excluded, rest } = extractPhrases(expandFields(text));
    const { fields } = this.index;
    /** @type {LunrClause[]} */
    let clauses;
    try {
      const query = new lunr.Query(fields);
      new lunr.QueryParser(rest, query).parse();
      clauses = query.clauses;
    } catch (error) {
      if (!(error instanceof lunr.QueryParseError)) throw error;
      const { OPTIONAL, PROHIBITED } = lunr.Query.presence;
      clauses = splitWords(rest).map(({ word, excluded }) => (
        { term: word, fields, boost: 1, presence: excluded ? PROHIBITED : OPTIONAL }
      ));
    }
    const simple = clauses.flatMap((clause) => this.simplify(clause)).slice(0, MAX_WORDS);
    return { phrases, excluded, open: isOpen(rest), clauses: simple };
  }

  /**
   * Split a clause into one for each word of its term, written as in the index.
   * @param {LunrClause} clause
   * @returns {Clause[]}
   */
  simplify(clause) {
    const term = String(clause.term);
    const presence = clause.presence ?? lunr.Query.presence.OPTIONAL;
    const parts = term.split("*").map(tokenize);
    if (parts.length > 1 && parts.every((each) => each.length < 2)) {
      return [{ ...clause, presence, term: parts.map((each) => each.join("")).join("*") }];
    }
    const clauses = parts.flat().map((word) => ({ ...clause, presence, term: word }));
    const last = clauses.at(-1);
    if (term.endsWith("*") && last) last.term += "*"; // in scripts without spaces, the last two characters
    return clauses;
  }

  /**
   * Score the documents that match a clause.
   * @param {LunrClause} clause
   * @param {Set<string>} words to which all matching words of the index are added
   * @param {boolean} open whether the reader may still be typing the word
   */
  searchClause(clause, words, open) {
    /** @type {Scores} */
    const scores = new Map();
    /** @param {string} term @param {number} weight @param {Partial<LunrClause>} [more] */
    const search = (term, weight, more = {}) => {
      const boost = weight * (clause.boost ?? 1);
      const options = { fields: clause.fields, boost, usePipeline: false, wildcard: 0, ...more };
      for (const { ref, score, matchData } of this.index.query((query) => query.term(term, options))) {
        scores.set(Number(ref), (scores.get(Number(ref)) ?? 0) + score);
        Object.keys(matchData.metadata).forEach((each) => words.add(each));
      }
    };
    const { term, editDistance } = clause;
    if (term.includes("*")) search(term, 1);
    else if (editDistance) search(term, 1, { editDistance: Math.min(editDistance, MAX_EDITS) });
    else {
      for (const each of this.findForms(term)) {
        if (each in this.index.invertedIndex) search(each, each === term ? 1 : SYNONYM_WEIGHT);
      }
      if (open && (term.length > 1 || isUnspaced(term))) search(`${term}*`, OPEN_WEIGHT);
    }
    return scores;
  }

  /**
   * Score the documents that match all clauses of a unit, or one of its synonyms.
   * @param {Clause[]} clauses of one presence
   * @param {Phrase[]} synonyms
   * @param {Set<string>} words to which all matching words of the index are added
   * @param {boolean} open
   */
  async searchUnit(clauses, synonyms, words, open) {
    const own = clauses.map((clause) => this.searchClause(clause, words, open && clause === clauses.at(-1)));
    const inAllFields = clauses[0].fields.length === this.index.fields.length;
    /** @param {Phrase} phrase */
    const searchInFields = (phrase) => (
      intersect(phrase.map((term) => this.searchClause({ ...clauses[0], term }, words, false)))
    );
    const others = await Promise.all(synonyms.map((phrase) => (
      phrase.length > 1 && inAllFields ? this.searchPhrase(phrase) : searchInFields(phrase)
    )));
    return unite([intersect(own), ...others.map((each) => multiply(each, SYNONYM_WEIGHT))]);
  }

  /**
   * Score the documents whose text has the words of a phrase in sequence, in any of their forms.
   * @param {Phrase} phrase
   */
  async searchPhrase(phrase) {
    const loading = makeOnce(this.files, "texts.json", () => loadJson(new URL("texts.json", this.folder)));
    const texts = /** @type {string[]} */ (await loading);
    const forms = phrase.map((word) => `(?:${[...this.findForms(word)].join("|")})`);
    const pattern = new RegExp(`(?<![^ ])${forms.join(" ")}(?![^ ])`);
    const { fields } = this.index;
    const scores = intersect(phrase.map((term) => this.searchClause({ term, fields }, new Set(), false)));
    return new Map([...scores].filter(([number]) => pattern.test(texts[number])));
  }

  /**
   * Score the documents that match a query, and list the terms to mark in them.
   * @param {string} text
   */
  async match(text) {
    const { phrases, excluded, open, clauses } = this.parse(text);
    const { REQUIRED, PROHIBITED } = lunr.Query.presence;
    const hasRequired = clauses.some((each) => each.presence === REQUIRED);
    /** @type {Set<string>} */
    const words = new Set();
    const wanted = await Promise.all(phrases.map((phrase) => this.searchPhrase(phrase)));
    const unwanted = await Promise.all(excluded.map((phrase) => this.searchPhrase(phrase)));
    /** @type {Scores[]} */
    const optional = [];
    /** @param {Clause} clause */
    const getWord = ({ term, presence, editDistance }) => (editDistance || presence === PROHIBITED ? "*" : term);
    /** @param {Clause[]} clauses */
    const mayJoin = ([first, ...others]) => others.every((each) => (
      each.presence === first.presence && String(each.fields) === String(first.fields)
    ));
    for (const [unit, synonyms] of this.synonyms.splitUnits(clauses, getWord, mayJoin)) {
      const [{ presence }] = unit;
      if (presence === PROHIBITED) unwanted.push(this.searchClause(unit[0], new Set(), false));
      else {
        const scores = await this.searchUnit(unit, synonyms, words, open && unit.at(-1) === clauses.at(-1));
        (presence === REQUIRED || !hasRequired ? wanted : optional).push(scores);
        phrases.push(...synonyms.filter((phrase) => phrase.length > 1));
      }
    }
    if (!wanted.length) {
      wanted.push(optional.length ? multiply(unite(optional), 0) : scoreAll(this.about.documents));
    }
    const scores = intersect(wanted);
    for (const extra of optional) {
      for (const [number, score] of extra) {
        const base = scores.get(number);
        if (base !== undefined) scores.set(number, base + score);
      }
    }
    for (const documents of unwanted) for (const number of documents.keys()) scores.delete(number);
    const terms = {
      /** @param {string} token */
      has: (token) => words.has(token),
      phrases: phrases.map((phrase) => phrase.map((word) => this.findForms(word))),
    };
    return { scores, terms };
  }
}
