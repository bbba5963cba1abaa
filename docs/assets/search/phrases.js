// Makes terms of several words: of a phrase, for documents where the words follow one another, and of words that must
// all be in a document. lunr then treats them as it does a word.

/** @import { Field, Postings, Term } from "./postings.js" */

/**
 * Find a phrase. The places of its words are loaded for the documents that have all of them, the rarest word first.
 * @param {Term[][]} forms the forms of each word of the phrase
 * @param {number[]} fields in which to look for it
 * @param {Postings} postings
 * @returns {Promise<Term | null>} null if no document has it
 */
export async function findPhrase(forms, fields, postings) {
  const found = await Promise.all(forms[0][0].fields.map(async (_, field) => (
    fields.includes(field) ? findInField(forms, field, postings) : NOWHERE
  )));
  const name = `${forms.map(([form]) => form.name).join(" ")} ${fields.join()}`;
  return found.some(({ documents }) => documents.length) ? { name, fields: found } : null;
}

/** @type {Field} */
const NOWHERE = { documents: [], times: [] };

/**
 * @param {Term[][]} forms
 * @param {number} field
 * @param {Postings} postings
 * @returns {Promise<Field>}
 */
async function findInField(forms, field, postings) {
  const candidates = intersect(forms.map((own) => listDocuments(own, [field])));
  /** @type {Map<number, number[]>} */
  const starts = new Map(); // where the phrase can begin in each candidate
  /** @param {number} word */
  const countDocuments = (word) => forms[word].reduce((sum, form) => sum + form.fields[field].documents.length, 0);
  const order = [...forms.keys()].sort((one, other) => countDocuments(one) - countDocuments(other));
  for (const word of order) {
    if (!candidates.size) break;
    /** @type {Map<number, Set<number>>} */
    const possible = new Map();
    for (const form of forms[word]) {
      const own = Array.from(form.fields[field].documents).filter((each) => candidates.has(each));
      for (const [document, places] of await postings.loadPlaces(form, field, own)) {
        const known = possible.get(document) ?? new Set();
        places.forEach((place) => known.add(place - word));
        possible.set(document, known);
      }
    }
    for (const document of candidates) {
      const own = possible.get(document) ?? new Set();
      const left = starts.get(document)?.filter((start) => own.has(start)) ?? [...own];
      starts.set(document, left);
      if (!left.length) candidates.delete(document);
    }
  }
  const documents = [...candidates].sort((one, other) => one - other);
  return { documents, times: documents.map((each) => starts.get(each)?.length ?? 0) };
}

/**
 * Make a term for the documents that have all of some words; it scores nothing.
 * @param {Term[][]} forms the forms of each word
 * @param {number[]} fields in which the words may be
 * @returns {Term}
 */
export function joinTerms(forms, fields) {
  const documents = [...intersect(forms.map((own) => listDocuments(own, fields)))].sort((one, other) => one - other);
  return {
    name: `${forms.map(([form]) => form.name).join("&")} ${fields.join()}`,
    fields: forms[0][0].fields.map((_, field) => (
      field === fields[0] ? { documents, times: documents.map(() => 0) } : NOWHERE
    )),
  };
}

/**
 * @param {Term[]} forms
 * @param {number[]} fields
 */
function listDocuments(forms, fields) {
  return new Set(forms.flatMap((form) => fields.flatMap((field) => Array.from(form.fields[field].documents))));
}

/**
 * @param {Set<number>[]} sets at least one
 * @returns {Set<number>}
 */
function intersect(sets) {
  const [smallest, ...others] = [...sets].sort((one, other) => one.size - other.size);
  return new Set([...smallest].filter((each) => others.every((other) => other.has(each))));
}
