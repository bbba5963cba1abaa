// Finds documents by their words in a prebuilt lunr index.
import { load } from "./documents.js";
import { MOST_WORDS, isOpen, quoted, withFields, withoutFields } from "./query.js";
import { stemming } from "./stems.js";
import { tokens } from "./tokens.js";

const MOST_EDITS = 2; // signs by which a word may differ: with more nearly all words are alike

export class Words {
  constructor(root, about) {
    this.root = root;
    this.here = new URL("search/", root);
    this.about = about;
    this.texts = null;
  }

  async init() {
    const reading = load(new URL("index.json", this.here));
    this.stems = await stemming(this.root, this.about.languages);
    this.index = lunr.Index.load(await reading);
    this.related = this.byStem(Object.keys(this.index.invertedIndex));
    this.synonymous = new Map();
    for (const group of this.about.synonyms) {
      for (const words of group) if (words.length === 1) this.synonymous.set(words[0], group);
    }
  }

  // Each stem of the words of the index, and those words: an index has words as they are, and who searches stems.
  byStem(words) {
    const found = new Map();
    for (const word of words) {
      for (const stem of this.stems(word)) found.has(stem) ? found.get(stem).push(word) : found.set(stem, [word]);
    }
    return found;
  }

  // The words of the index that a word stands for: itself, those of one stem with it, and what means the same.
  meant(word) {
    const alike = (each) => [...this.stems(each)].flatMap((stem) => this.related.get(stem) ?? []);
    const others = (this.synonymous.get(word) ?? []).filter((group) => group.length === 1).flat();
    return new Set([word, ...alike(word), ...others, ...others.flatMap(alike)]);
  }

  // What a query asks for, as clauses of lunr and phrases; one that lunr cannot read is plain words.
  read(text) {
    const { phrases, unwanted, rest } = quoted(text);
    let clauses;
    try {
      const query = new lunr.Query(this.index.fields);
      new lunr.QueryParser(withFields(rest), query).parse();
      clauses = query.clauses;
    } catch (error) {
      if (!(error instanceof lunr.QueryParseError)) throw error;
      clauses = tokens(withoutFields(rest)).map((term) => ({ term, fields: this.index.fields, boost: 1 }));
    }
    return { phrases, unwanted, clauses: clauses.flatMap((clause) => this.simple(clause)).slice(0, MOST_WORDS) };
  }

  // A clause for each word of its term, in the form of the index.
  simple(clause) {
    const term = String(clause.term);
    const presence = clause.presence ?? lunr.Query.presence.OPTIONAL;
    if (term.includes("*")) return [{ ...clause, presence, term: term.split("*").map((each) => tokens(each).join("")).join("*") }];
    return tokens(term).map((word) => ({ ...clause, presence, term: word }));
  }

  // number of a document -> its score, and all words of the index that matched.
  asked(clause, words, last) {
    const scores = new Map();
    const query = (term, boost, more = {}) => {
      const options = { fields: clause.fields, boost: boost * (clause.boost ?? 1), usePipeline: false, wildcard: 0, ...more };
      for (const { ref, score, matchData } of this.index.query((q) => q.term(term, options))) {
        scores.set(Number(ref), (scores.get(Number(ref)) ?? 0) + score);
        Object.keys(matchData.metadata).forEach((each) => words.add(each));
      }
    };
    const { term, editDistance } = clause;
    if (term.includes("*")) query(term, 1);
    else if (editDistance) query(term, 1, { editDistance: Math.min(editDistance, MOST_EDITS) });
    else {
      for (const each of this.meant(term)) if (each in this.index.invertedIndex) query(each, each === term ? 1 : 0.6);
      if (last && term.length > 1) query(`${term}*`, 0.2); // somebody may still be typing it
    }
    return scores;
  }

  // Whether the words of a phrase stand one after another in the text of a document, by its number.
  async standing(phrase) {
    this.texts ??= load(new URL("texts.json", this.here)).catch((error) => {
      this.texts = null; // what failed once is tried again
      throw error;
    });
    const texts = await this.texts;
    const sought = ` ${phrase.join(" ")} `;
    return (number) => ` ${texts[number]} `.includes(sought);
  }

  // `scores` by document, and the `words` that were found.
  async matching(text) {
    const { phrases, unwanted: without, clauses } = this.read(text);
    const { REQUIRED, PROHIBITED, OPTIONAL } = lunr.Query.presence;
    const explicit = clauses.some((each) => each.presence !== OPTIONAL);
    const words = new Set();
    let scores = new Map(Array.from({ length: this.about.documents }, (_, number) => [number, 0]));
    let chosen = false;
    const keep = (found) => {
      scores = new Map([...scores].filter(([number]) => found.has(number)).map(([number, score]) => [number, score + found.get(number)]));
      chosen = true;
    };
    const optional = [];
    clauses.forEach((clause, at) => {
      const unwanted = clause.presence === PROHIBITED;
      const found = this.asked(clause, unwanted ? new Set() : words, at === clauses.length - 1 && isOpen(text));
      if (unwanted) found.forEach((_, number) => scores.delete(number));
      else if (clause.presence === REQUIRED || !explicit) keep(found);
      else optional.push(found);
    });
    for (const phrase of phrases) {
      for (const term of phrase) keep(this.asked({ term, fields: this.index.fields }, words, false));
      const standing = await this.standing(phrase);
      scores = new Map([...scores].filter(([number]) => standing(number)));
    }
    for (const phrase of without) {
      const standing = await this.standing(phrase);
      scores = new Map([...scores].filter(([number]) => !standing(number)));
      chosen = true;
    }
    for (const found of optional) found.forEach((score, number) => scores.has(number) && scores.set(number, scores.get(number) + score));
    if (!chosen && optional.length) scores = new Map([...scores].filter(([, score]) => score > 0));
    return { scores, words };
  }
}
