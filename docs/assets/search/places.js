// Finds the words of a query in a text, and marks them.
import { locateTokens } from "./tokens.js";

/** @typedef {{ has(token: string): boolean }} TermSet words to look for */
/** @typedef {TermSet & { phrases: TermSet[][] }} Terms words and phrases to look for */
/** @typedef {[start: number, end: number]} Place */

/**
 * Find terms in a text: their places in order, and the words found there, with phrases in quotation marks.
 * @param {string} text
 * @param {Terms} terms
 */
export function findPlaces(text, terms) {
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
  for (const [token, start, end] of tokens) if (terms.has(token)) add(token, start, end);
  for (const phrase of terms.phrases) {
    for (let at = 0; at + phrase.length <= tokens.length; at++) {
      const last = at + phrase.length - 1;
      if (!phrase.every((word, each) => word.has(tokens[at + each][0]))) continue;
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

/**
 * Return part of a text as nodes, with its places marked.
 * @param {string} text
 * @param {Place[]} places
 * @param {number} [from]
 * @param {number} [to]
 * @returns {(Node | string)[]}
 */
export function markPlaces(text, places, from = 0, to = text.length) {
  /** @type {(Node | string)[]} */
  const nodes = [];
  let at = from;
  for (const [start, end] of places.filter((each) => each[0] >= from && each[1] <= to)) {
    const mark = document.createElement("mark");
    mark.textContent = text.slice(start, end);
    nodes.push(text.slice(at, start), mark);
    at = end;
  }
  return [...nodes, text.slice(at, to)];
}
