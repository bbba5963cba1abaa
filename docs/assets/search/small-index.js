// Makes a small index for lunr of the terms of a query: it has the same documents with the same scores as an index of
// the whole record would, and lunr answers the query from it. A score depends on one term and one document alone, so
// the terms of the query are enough.

/** @import { Manifest } from "./files.js" */
/** @import { Term } from "./postings.js" */

/**
 * A condition on documents: any of the terms. `presence` is one of lunr's; the boosts say what each term adds.
 * @typedef {{ terms: Map<Term, number>, fields: string[], presence: number }} Clause
 */
/** @typedef {{ number: number, score: number }} Match */

const K1 = 1.2; // lunr's own values
const B = 0.75;
const PRECISION = 1e6; // sums differ in the last digits with the order of their terms, and would break ties
const PIPELINE = "letterbook-terms";
const NO_METADATA = Object.freeze({});

/** @type {Map<string, string[]>} */
const expansions = new Map(); // the terms of each clause; lunr asks for them by the name of its function

export class SmallIndex {
  /**
   * @param {Manifest} manifest
   * @param {Uint32Array[]} lengths the words of each document, for each field; then twice the number of its language,
   *   and 1 more for a response
   * @param {string[]} [preferred] the reader's languages
   */
  constructor(manifest, lengths, preferred = []) {
    this.fields = Object.keys(manifest.fields);
    this.boosts = Object.values(manifest.fields);
    this.count = manifest.documents;
    this.responseBoost = manifest["response-boost"];
    this.lengths = lengths.slice(0, this.fields.length);
    const kinds = lengths[this.fields.length];
    this.responses = kinds.map((kind) => kind % 2);
    const ranks = manifest.languages.map((each) => (
      preferred.includes(each) ? preferred.indexOf(each) : preferred.length
    ));
    this.ranks = kinds.map((kind) => ranks[kind >> 1]); // of the language of each document: 0 is the reader's first
    this.averages = this.lengths.map((each) => each.reduce((sum, length) => sum + length, 0) / this.count);
    /** @type {WeakMap<Term, number>} */
    this.rarity = new WeakMap();
  }

  /**
   * Return the documents that satisfy all clauses, with their scores, the best first; of equal ones, those in the
   * reader's language first, then the latest release.
   * @param {Clause[]} clauses
   * @returns {Match[]}
   */
  query(clauses) {
    const { REQUIRED, PROHIBITED, OPTIONAL } = lunr.Query.presence;
    const isImpossible = clauses.some(({ terms, presence }) => presence === REQUIRED && !terms.size);
    if (!clauses.length || !this.count || isImpossible) return [];
    const candidates = this.findCandidates(clauses.filter((each) => each.presence === REQUIRED));
    const terms = new Map(clauses.flatMap(({ terms: own }) => [...own.keys()].map((term) => [term.name, term])));
    const isNegated = clauses.every((each) => each.presence === PROHIBITED);
    const index = this.load([...terms.values()], candidates, isNegated);
    const found = index.query((query) => {
      for (const [at, { terms, fields, presence }] of clauses.entries()) {
        const boosts = new Set(presence === PROHIBITED ? [0] : terms.values());
        if (presence === PROHIBITED || boosts.size === 1) {
          const [boost] = boosts;
          addClause(query, `${at}`, [...terms.keys()], { fields, presence, boost });
          continue;
        }
        if (presence === REQUIRED) addClause(query, `${at}`, [...terms.keys()], { fields, presence, boost: 0 });
        for (const boost of boosts) {
          const own = [...terms].filter(([, each]) => each === boost).map(([term]) => term);
          addClause(query, `${at} ${boost}`, own, { fields, presence: OPTIONAL, boost });
        }
      }
    });
    expansions.clear();
    return found.map(({ ref, score }) => ({ number: Number(ref), score: Math.round(score * PRECISION) / PRECISION }))
      .sort((one, other) => (
        other.score - one.score || this.ranks[one.number] - this.ranks[other.number] || other.number - one.number
      ));
  }

  /**
   * Return the documents that have one of the terms of each clause, in one of its fields; null for all documents.
   * lunr leaves out the same ones; there are fewer to score.
   * @param {Clause[]} clauses that are required
   * @returns {Set<number> | null}
   */
  findCandidates(clauses) {
    /** @type {Set<number> | null} */
    let candidates = null;
    for (const { terms, fields } of clauses) {
      /** @type {Set<number>} */
      const own = new Set();
      for (const term of terms.keys()) {
        for (const field of fields) {
          const { documents } = term.fields[this.fields.indexOf(field)];
          for (let each = 0; each < documents.length; each++) {
            if (!candidates || candidates.has(documents[each])) own.add(documents[each]);
          }
        }
      }
      candidates = own;
    }
    return candidates;
  }

  /**
   * Let lunr load an index of some terms.
   * @param {Term[]} terms
   * @param {Set<number> | null} candidates the documents to have, or null for all
   * @param {boolean} complete whether to have documents without any term, too
   */
  load(terms, candidates, complete) {
    const sorted = terms.sort((one, other) => (one.name < other.name ? -1 : 1));
    /** @type {Map<string, number[]>} */
    const vectors = new Map();
    if (complete) for (let number = 0; number < this.count; number++) vectors.set(`${this.fields[0]}/${number}`, []);
    const inverted = sorted.map((term, index) => {
      const rarity = this.findRarity(term);
      /** @type {Record<string, unknown>} */
      const posting = { _index: index };
      for (const [at, name] of this.fields.entries()) {
        const { documents, times } = term.fields[at];
        /** @type {Record<number, object>} */
        const own = {};
        for (let each = 0; each < documents.length; each++) {
          const document = documents[each];
          if (candidates && !candidates.has(document)) continue;
          own[document] = NO_METADATA;
          const reference = `${name}/${document}`;
          let vector = vectors.get(reference);
          if (!vector) vectors.set(reference, vector = []);
          vector.push(index, this.score(rarity, at, document, times[each]));
        }
        posting[name] = own;
      }
      return [term.name, posting];
    });
    const index = lunr.Index.load({
      version: lunr.version,
      fields: this.fields,
      fieldVectors: [...vectors],
      invertedIndex: inverted,
      pipeline: [],
    });
    addPipeline(index);
    return index;
  }

  /**
   * Return the inverse document frequency of a term, as lunr computes it.
   * @param {Term} term
   */
  findRarity(term) {
    const known = this.rarity.get(term);
    if (known !== undefined) return known;
    const posting = Object.fromEntries(term.fields.map(({ documents }, at) => [at, { ...Array.from(documents) }]));
    const rarity = lunr.idf(posting, this.count);
    this.rarity.set(term, rarity);
    return rarity;
  }

  /**
   * Return what lunr's builder gives a term in a field of a document.
   * @param {number} rarity
   * @param {number} field
   * @param {number} document
   * @param {number} times
   */
  score(rarity, field, document, times) {
    const length = this.lengths[field][document] / this.averages[field];
    let score = rarity * ((K1 + 1) * times) / (K1 * (1 - B + B * length) + times);
    score *= this.boosts[field];
    score *= this.responses[document] ? this.responseBoost : 1;
    return Math.round(score * 1000) / 1000;
  }
}

/**
 * @param {LunrQuery} query
 * @param {string} key of the clause's terms
 * @param {Term[]} terms
 * @param {Omit<LunrClause, "usePipeline">} options
 */
function addClause(query, key, terms, options) {
  expansions.set(key, terms.map(({ name }) => name));
  query.term(key, { ...options, usePipeline: true });
}

/**
 * Let an index replace the keys of clauses by their terms.
 * @param {LunrIndex} index
 */
export function addPipeline(index) {
  if (!(PIPELINE in lunr.Pipeline.registeredFunctions)) lunr.Pipeline.registerFunction(expand, PIPELINE);
  index.pipeline.add(expand);
}

/**
 * The only function of the pipeline: replace the key of a clause by its terms.
 * @param {LunrToken} token
 */
function expand(token) {
  return (expansions.get(token.toString()) ?? []).map((term) => new lunr.Token(term, {}));
}
