// Plans how to answer a query: looks up its words, and makes the clauses that lunr is asked.
import { findPhrase, joinTerms } from "./phrases.js";
import { isOpen, readQuery } from "./query.js";
import { SYNONYM_WEIGHT, Synonyms } from "./synonyms.js";
import { isUnspaced } from "./tokens.js";

/** @import { Manifest } from "./files.js" */
/** @import { Term, Postings } from "./postings.js" */
/** @import { Alternative, Item } from "./query.js" */
/** @import { Clause } from "./small-index.js" */
/** @import { Synonym } from "./synonyms.js" */
/** @import { Words } from "./words.js" */

/**
 * How to answer a query. `clauses` are for lunr; `required` are those that must hold. `families` and `phrases` are what
 * to mark. `missing` are the words and phrases that no document has, `synonyms` the phrases that were searched as well.
 * @typedef {object} Plan
 * @property {Clause[]} clauses
 * @property {Clause[]} required
 * @property {Set<string>} families
 * @property {string[][]} phrases of families
 * @property {string[]} missing
 * @property {string[]} synonyms
 */

const OPEN_WEIGHT = 0.2; // what a longer word counts while the reader may still be typing it
const SHORTEST_OPEN = 3; // letters from which words that begin alike are searched
const SENTENCE = 6; // words of a query that is likely pasted, and may end within a word
const MAX_OPEN = 12; // how many of them
const MAX_PATTERN = 400; // how many families a pattern may stand for, the most common ones

export class Planner {
  /**
   * @param {Manifest} manifest
   * @param {Words} words
   * @param {Postings} postings
   */
  constructor(manifest, words, postings) {
    this.words = words;
    this.postings = postings;
    this.fields = Object.keys(manifest.fields);
    this.synonyms = new Synonyms(manifest.synonyms, new Set(manifest["stop-words"]));
    this.stopWords = new Set(manifest["stop-words"]);
  }

  /**
   * Plan how to answer a query; null if it has nothing to search for.
   * @param {string} text
   * @param {boolean} typing whether the reader may still be typing the last word
   * @returns {Promise<Plan | null>}
   */
  async plan(text, typing) {
    const items = readQuery(text, this.stopWords);
    if (!items.length) return null;
    /** @type {Plan} */
    const plan = { clauses: [], required: [], families: new Set(), phrases: [], missing: [], synonyms: [] };
    const mayBeCut = typing || items.length >= SENTENCE;
    const open = mayBeCut && isOpen(text) ? items.at(-1) : undefined;
    const needsPlus = items.some(({ sign }) => sign === "+");
    /** @param {Item} item */
    const getWord = ({ sign, field, alternatives: [first, ...others] }) => (
      sign || field || others.length || first.kind !== "word" ? "*" : first.words[0]
    );
    const units = [...this.synonyms.splitUnits(items, getWord)];
    const planned = await Promise.all(units.map(([unit, synonyms]) => this.planUnit(unit, synonyms, plan, open)));
    const { REQUIRED, OPTIONAL, PROHIBITED } = lunr.Query.presence;
    for (const [at, { terms, extra, fields, missing, synonyms }] of planned.entries()) {
      const { sign, optional } = units[at][0][0];
      const presence = sign === "-" ? PROHIBITED : optional || (needsPlus && !sign) ? OPTIONAL : REQUIRED;
      const clause = { terms, fields, presence };
      plan.clauses.push(clause);
      if (extra.size) plan.clauses.push({ terms: extra, fields, presence: OPTIONAL });
      if (presence === REQUIRED) plan.required.push(clause);
      if (!optional) plan.missing.push(...missing);
      plan.synonyms.push(...synonyms.filter((each) => !plan.synonyms.includes(each)));
    }
    return plan;
  }

  /**
   * Look up the terms of a unit: of one item, or of several that have synonyms together.
   * @param {Item[]} unit
   * @param {Synonym[]} synonyms
   * @param {Plan} plan to which what is to be marked is added
   * @param {Item | undefined} open the item that the reader may still be typing
   */
  async planUnit(unit, synonyms, plan, open) {
    const [{ sign, field, alternatives }] = unit;
    const fields = field ? [field] : this.fields;
    /** @type {Map<Term, number>} */
    const terms = new Map(); // one of which a document must have
    /** @type {Map<Term, number>} */
    const extra = new Map(); // which add to its score
    const marks = sign === "-" ? undefined : plan;
    if (unit.length > 1) {
      const words = unit.flatMap((item) => item.alternatives[0].words);
      await this.addWords(words, 1, fields, terms, extra, plan);
    } else {
      for (const each of alternatives) await this.addAlternative(each, fields, terms, marks);
    }
    const known = sign ? [] : await this.keepKnown(synonyms);
    const before = new Set(terms.keys());
    for (const { words: own } of known) {
      await this.addWords(own, SYNONYM_WEIGHT / known.length, fields, terms, extra, plan);
    }
    const isNew = [...terms.keys()].some((term) => !before.has(term));
    // A word that may be unfinished, or that no document has as it is: words that begin alike.
    for (const each of unit.length === 1 ? alternatives : []) {
      if (each.kind === "word" && (unit[0] === open || !terms.size)) await this.addLonger(each.words[0], terms, marks);
    }
    /** @type {string[]} */
    const missing = [];
    for (const item of terms.size || !marks ? [] : unit) {
      const isKnown = unit.length > 1 && (await this.findFamilies(item.alternatives[0].words[0])).length;
      if (!isKnown) missing.push(item.written);
    }
    return { terms, extra, fields, missing, synonyms: isNew ? known.map(({ text }) => text) : [] };
  }

  /**
   * Keep the synonyms of which the index has all words.
   * @param {Synonym[]} synonyms
   */
  async keepKnown(synonyms) {
    const known = await Promise.all(synonyms.map(async ({ words }) => (
      (await Promise.all(words.map((word) => this.findFamilies(word)))).every((families) => families.length)
    )));
    return synonyms.filter((_, at) => known[at]);
  }

  /**
   * Add the terms of an alternative.
   * @param {Alternative} alternative
   * @param {string[]} fields
   * @param {Map<Term, number>} terms
   * @param {Plan | undefined} marks
   */
  async addAlternative(alternative, fields, terms, marks) {
    const { kind, words } = alternative;
    if (kind === "phrase") {
      const families = await Promise.all(words.map((word) => this.findFamilies(word)));
      if (families.some((own) => !own.length)) return;
      const forms = await Promise.all(families.map((own) => Promise.all(own.map((each) => this.postings.load(each)))));
      const phrase = await findPhrase(forms, fields.map((each) => this.fields.indexOf(each)), this.postings);
      if (phrase) terms.set(phrase, 1);
      if (phrase && marks) marks.phrases.push(families.map((own) => own[0]));
      return;
    }
    const found = kind === "pattern"
      ? (await this.words.findPattern(alternative.pattern, alternative.edits)).sort((a, b) => b.size - a.size)
      : [];
    const families = kind === "pattern"
      ? [...new Set(found.map(({ family }) => family))].slice(0, MAX_PATTERN)
      : await this.findFamilies(words[0]);
    await this.addFamilies(families, 1, terms, marks);
  }

  /**
   * Add the words that begin like this.
   * @param {string} word
   * @param {Map<Term, number>} terms
   * @param {Plan | undefined} marks
   */
  async addLonger(word, terms, marks) {
    if (word.length < SHORTEST_OPEN && !isUnspaced(word)) return;
    const own = await this.findFamilies(word);
    const longer = (await this.words.findBeginning(word)).sort((one, other) => other.size - one.size);
    const families = [...new Set(longer.map(({ family }) => family))].filter((each) => !own.includes(each));
    await this.addFamilies(families.slice(0, MAX_OPEN), OPEN_WEIGHT, terms, marks);
  }

  /**
   * Add a term for documents that have all of some words, and terms for the words themselves.
   * @param {string[]} words
   * @param {number} weight
   * @param {string[]} fields
   * @param {Map<Term, number>} terms
   * @param {Map<Term, number>} extra
   * @param {Plan} plan
   */
  async addWords(words, weight, fields, terms, extra, plan) {
    const families = await Promise.all(words.map((word) => this.findFamilies(word)));
    if (families.some((own) => !own.length)) return;
    if (words.length === 1) {
      await this.addFamilies(families[0], weight, terms, plan);
      return;
    }
    const found = await Promise.all(families.map((own) => Promise.all(own.map((each) => this.postings.load(each)))));
    const numbers = fields.map((each) => this.fields.indexOf(each));
    terms.set(joinTerms(found, numbers), 0);
    const own = weight === 1 ? 1 : weight / words.length;
    for (const term of found.flat()) extra.set(term, Math.max(own, extra.get(term) ?? 0));
    plan.phrases.push(families.map((own) => own[0]));
  }

  /**
   * @param {string[]} families
   * @param {number} weight
   * @param {Map<Term, number>} terms
   * @param {Plan | undefined} marks
   */
  async addFamilies(families, weight, terms, marks) {
    for (const term of await Promise.all(families.map((family) => this.postings.load(family)))) {
      if (!terms.has(term)) terms.set(term, weight);
    }
    if (marks) families.forEach((family) => marks.families.add(family));
  }

  /**
   * Find the families of a word: its own or, if the index does not have it, those of words with its stem.
   * @param {string} word
   */
  async findFamilies(word) {
    const found = await this.words.find(word);
    const words = found ? [found] : await this.words.findStem(word);
    return [...new Set(words.map(({ family }) => family))];
  }
}
