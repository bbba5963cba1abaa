// Finds the words of a query in a text, and marks them.
import { locateTokens } from "./tokens.js";

/**
 * Words to look for; a language has two letters.
 * @typedef {{ has(token: string, language?: string): boolean }} TermSet
 */
/** @typedef {TermSet & { phrases: TermSet[][] }} Terms words and phrases to look for */
/** @typedef {[start: number, end: number]} Place */

/**
 * Find terms in a text: their places in order, and the words found there, with phrases in quotation marks.
 * @param {string} text
 * @param {Terms} terms
 * @param {string} [language]
 */
export function findPlaces(text, terms, language) {
  const tokens = [...locateTokens(text)];
  /** @type {Set<string>} */
  const words = new Set();
  /** @type {Place[]} */
  const places = [];
  /** @param {string} word @param {number} start @param {number} end */
  const add = (word, start, end) => {
    words.add(word);
    places.push([start, end]);
  };
  for (const [token, start, end] of tokens) if (terms.has(token, language)) add(token, start, end);
  for (const phrase of terms.phrases) {
    for (let at = 0; at + phrase.length <= tokens.length; at++) {
      const last = at + phrase.length - 1;
      if (!phrase.every((word, each) => word.has(tokens[at + each][0], language))) continue;
      add(`"${tokens.slice(at, last + 1).map(([token]) => token).join(" ")}"`, tokens[at][1], tokens[last][2]);
    }
  }
  return { places: mergePlaces(places), words };
}

/**
 * Sort places, and merge those that overlap.
 * @param {Place[]} places
 */
function mergePlaces(places) {
  /** @type {Place[]} */
  const merged = [];
  for (const [start, end] of places.sort((one, other) => one[0] - other[0])) {
    const last = merged.at(-1);
    if (last && start < last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

/** @type {Record<string, string>} */
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/**
 * Render part of a text as HTML, with its places marked.
 * @param {string} text
 * @param {Place[]} places
 * @param {number} [from]
 * @param {number} [to]
 */
export function renderMarked(text, places, from = 0, to = text.length) {
  /** @param {number} start @param {number} end */
  const escape = (start, end) => text.slice(start, end).replace(/[&<>"]/g, (character) => ESCAPES[character]);
  let html = "";
  let at = from;
  for (const [start, end] of places.filter((each) => each[0] >= from && each[1] <= to)) {
    html += `${escape(at, start)}<mark>${escape(start, end)}</mark>`;
    at = end;
  }
  return html + escape(at, to);
}
