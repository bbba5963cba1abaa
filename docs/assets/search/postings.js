// Loads where families of words occur: in which fields of which documents, how often, and at which places.
import { findLast } from "./files.js";
import { makeOnce } from "./once.js";
import { addUp } from "./parts.js";

/** @import { Files } from "./files.js" */
/** @import { Part } from "./parts.js" */

/** @typedef {{ documents: ArrayLike<number>, times: ArrayLike<number> }} Field where a term occurs in one field */
/**
 * Where a term occurs, for each field. Its name is unique.
 * @typedef {{ name: string, fields: Field[] }} Term
 */

const MAX_TERMS = 500; // kept for readers who go on searching

export class Postings {
  /** @param {Files} files */
  constructor(files) {
    this.files = files;
    /** @type {Map<string, Promise<Term>>} */
    this.terms = new Map();
  }

  /**
   * Load a family.
   * @param {string} family
   * @returns {Promise<Term>}
   */
  load(family) {
    return makeOnce(this.terms, family, async () => {
      const part = await this.loadPart(family);
      return readFamily(part, family, Object.keys(this.files.manifest.fields).length);
    }, MAX_TERMS);
  }

  /**
   * Load the part that has a family; the part with its first word names it.
   * @param {string} family
   */
  async loadPart(family) {
    const words = await this.files.loadFor("words", family);
    const listed = words?.text.split("\n\n")[1].split("\n") ?? [];
    const at = findLast(listed, (line) => line.slice(line.indexOf(" ") + 1) <= family);
    return at < 0 ? null : this.files.load("postings", listed[at].slice(0, listed[at].indexOf(" ")));
  }

  /**
   * Load the places of a family in one field of some documents.
   * @param {Term} term of a family
   * @param {number} field
   * @param {number[]} documents in rising order; the family is in that field of each
   * @returns {Promise<Map<number, number[]>>} the places in each document
   */
  async loadPlaces(term, field, documents) {
    const { documents: all, times } = term.fields[field];
    const wanted = new Map();
    for (const document of documents) wanted.set(findLast(all, (each) => each <= document), document);
    const list = await this.files.load("positions", this.files.manifest.positions);
    const [fields, starts] = list.columns;
    const firsts = list.text.split("\n").map((line, at) => ({
      name: line.slice(0, line.indexOf(" ")),
      family: line.slice(line.indexOf(" ") + 1),
      field: fields[at],
      start: starts[at],
    }));
    /** @param {number} posting */
    const locate = (posting) => findLast(firsts, (each) => (
      each.family !== term.name ? each.family < term.name
        : each.field !== field ? each.field < field : each.start <= posting
    ));
    const names = new Set([...wanted.keys()].map((posting) => firsts[locate(posting)].name));
    const parts = await Promise.all([...names].map((name) => this.files.load("positions", name)));
    /** @type {Map<number, number[]>} */
    const places = new Map();
    for (const part of parts) readPlaces(part, term.name, field, times, wanted, places);
    return places;
  }
}

/**
 * @param {Part | null} part
 * @param {string} family
 * @param {number} width how many fields there are
 * @returns {Term}
 */
function readFamily(part, family, width) {
  const at = part ? part.text.split("\n").indexOf(family) : -1;
  if (!part || at < 0) throw new Error(`the index has no postings of ${family}`);
  const [counts, steps, times] = part.columns;
  let start = 0;
  for (let each = 0; each < at * width; each++) start += counts[each];
  const fields = Array.from(counts.subarray(at * width, (at + 1) * width), (count) => {
    const documents = steps.slice(start, start + count);
    for (let each = 1; each < count; each++) documents[each] += documents[each - 1];
    start += count;
    return { documents, times: times.subarray(start - count, start) };
  });
  return { name: family, fields };
}

/**
 * Add the places that a part has of a family in some of its postings.
 * @param {Part} part
 * @param {string} family
 * @param {number} field
 * @param {ArrayLike<number>} times of the whole family in the field
 * @param {Map<number, number>} wanted the document of each posting that is asked for
 * @param {Map<number, number[]>} places
 */
function readPlaces(part, family, field, times, wanted, places) {
  const [fields, starts, counts, lengths, firsts, steps] = part.columns;
  const offsets = addUp(counts);
  const stepOffsets = addUp(lengths);
  for (const [run, name] of part.text.split("\n").entries()) {
    if (name !== family || fields[run] !== field) continue;
    let step = stepOffsets[run];
    for (let each = 0; each < counts[run]; each++) {
      const posting = starts[run] + each;
      const more = times[posting] - 1;
      const document = wanted.get(posting);
      if (document !== undefined) {
        places.set(document, addUp([firsts[offsets[run] + each], ...steps.subarray(step, step + more)]).slice(1));
      }
      step += more;
    }
  }
}
