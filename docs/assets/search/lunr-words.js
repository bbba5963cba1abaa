// Finds documents by their words in a prebuilt lunr index.
import { load } from "./documents.js";
import { once } from "./once.js";
import { MOST_WORDS, isOpen, quoted, withFields, words } from "./query.js";
import { inAll, inAny, ofAll, weighed } from "./scores.js";
import { stemming } from "./stems.js";
import { Synonyms, WORTH } from "./synonyms.js";
import { isUnspaced, tokens } from "./tokens.js";

const MOST_EDITS = 2; // signs by which a word may differ: with more nearly all words are alike

export class Words {
  constructor(root, about) {
    this.root = root;
    this.here = new URL("search/", root);
    this.about = about;
    this.synonyms = new Synonyms(about.synonyms);
    this.files = new Map();
  }

  async init() {
    const reading = load(new URL("index.json", this.here));
    this.stem = await stemming(this.root, this.about.languages);
    const { written, ...index } = await reading;
    this.index = lunr.Index.load(index);
    // Names and titles are in any language; all words are taken for English, too.
    this.written = { ...Object.fromEntries(Object.entries(written).map(([language, words]) => [language, words.split(" ")])), en: Object.keys(this.index.invertedIndex) };
    this.related = this.byStem();
  }

  // Each stem of the words of the index in each language in which they stand, and those words: an index has words as they
  // are, and who searches stems.
  byStem() {
    const found = new Map();
    for (const [language, words] of Object.entries(this.written)) {
      for (const word of words) {
        const key = `${language} ${this.stem(word, language)}`;
        found.has(key) ? found.get(key).push(word) : found.set(key, [word]);
      }
    }
    return found;
  }

  // The words of the index that a word stands for: itself, and those of one stem with it.
  meant(word) {
    return new Set([word, ...Object.keys(this.written).flatMap((each) => this.related.get(`${each} ${this.stem(word, each)}`) ?? [])]);
  }

  // What a query asks for, as clauses of lunr and phrases; one that lunr cannot read is plain words.
  read(text) {
    const { phrases, unwanted, rest } = quoted(withFields(text));
    let clauses;
    try {
      const query = new lunr.Query(this.index.fields);
      new lunr.QueryParser(rest, query).parse();
      clauses = query.clauses;
    } catch (error) {
      if (!(error instanceof lunr.QueryParseError)) throw error;
      const { OPTIONAL, PROHIBITED } = lunr.Query.presence;
      clauses = words(rest).map(({ word, unwanted }) => ({ term: word, fields: this.index.fields, boost: 1, presence: unwanted ? PROHIBITED : OPTIONAL }));
    }
    return { phrases, unwanted, open: isOpen(rest), clauses: clauses.flatMap((clause) => this.simple(clause)).slice(0, MOST_WORDS) };
  }

  // A clause for each word of its term, in the form of the index.
  simple(clause) {
    const term = String(clause.term);
    const presence = clause.presence ?? lunr.Query.presence.OPTIONAL;
    const parts = term.split("*").map(tokens);
    if (parts.length > 1 && parts.every((each) => each.length < 2)) return [{ ...clause, presence, term: parts.map((each) => each.join("")).join("*") }];
    const clauses = parts.flat().map((word) => ({ ...clause, presence, term: word }));
    if (term.endsWith("*") && clauses.length) clauses.at(-1).term += "*"; // of a script without spaces the last two signs
    return clauses;
  }

  // The scores of the documents that a clause finds; all words of the index that matched are added to `words`.
  asked(clause, words, open) {
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
      for (const each of this.meant(term)) if (each in this.index.invertedIndex) query(each, each === term ? 1 : WORTH);
      if (open && (term.length > 1 || isUnspaced(term))) query(`${term}*`, 0.2); // somebody may still be typing it
    }
    return scores;
  }

  // Those that clauses of one presence find together, or what means the same as they.
  async either(clauses, others, words, open) {
    const own = inAll(clauses.map((clause) => this.asked(clause, words, open && clause === clauses.at(-1))));
    const [{ fields }] = clauses;
    const inField = (phrase) => inAll(phrase.map((term) => this.asked({ ...clauses[0], term }, words, false)));
    const alike = others.map((phrase) => (phrase.length > 1 && fields.length === this.index.fields.length ? this.phrase(phrase) : inField(phrase)));
    return inAny([own, ...(await Promise.all(alike)).map((each) => weighed(each, WORTH))]);
  }

  // The scores of the documents in whose texts the words of a phrase stand one after another, in any of their forms.
  async phrase(phrase) {
    const texts = await once(this.files, "texts.json", () => load(new URL("texts.json", this.here)));
    const sought = new RegExp(`(?<![^ ])${phrase.map((word) => `(?:${[...this.meant(word)].join("|")})`).join(" ")}(?![^ ])`);
    const scores = phrase.map((term) => this.asked({ term, fields: this.index.fields }, new Set(), false));
    return new Map([...inAll(scores)].filter(([number]) => sought.test(texts[number])));
  }

  // `scores` by document, and what was `sought` and stands there.
  async matching(text) {
    const { phrases, unwanted, open, clauses } = this.read(text);
    const { REQUIRED, PROHIBITED } = lunr.Query.presence;
    const plain = ({ term, presence, editDistance }) => (editDistance || presence === PROHIBITED ? "*" : term);
    const explicit = clauses.some((each) => each.presence === REQUIRED);
    const words = new Set();
    const wanted = await Promise.all(phrases.map((phrase) => this.phrase(phrase)));
    const without = await Promise.all(unwanted.map((phrase) => this.phrase(phrase)));
    const optional = [];
    const alike = ([first, ...more]) => more.every((each) => each.presence === first.presence && String(each.fields) === String(first.fields));
    for (const [unit, others] of this.synonyms.units(clauses, plain, alike)) {
      const [{ presence }] = unit;
      if (presence === PROHIBITED) without.push(this.asked(unit[0], new Set(), false));
      else {
        const found = await this.either(unit, others, words, open && unit.at(-1) === clauses.at(-1));
        (presence === REQUIRED || !explicit ? wanted : optional).push(found);
        phrases.push(...others.filter((phrase) => phrase.length > 1));
      }
    }
    if (!wanted.length) wanted.push(optional.length ? weighed(inAny(optional), 0) : ofAll(this.about.documents));
    const scores = inAll(wanted);
    for (const found of optional) found.forEach((score, number) => scores.has(number) && scores.set(number, scores.get(number) + score));
    for (const found of without) for (const number of found.keys()) scores.delete(number);
    return { scores, sought: { has: (word) => words.has(word), phrases: phrases.map((phrase) => phrase.map((word) => this.meant(word))) } };
  }
}
