// Splits text into the words that the search compares. src/letterbook/search/tokenize.py does the same; a test compares
// the two on every character.
import { CASES, DROPPED, LETTERS, NUMBERS, ZEROS } from "./folding.js";

/** @typedef {[token: string, start: number, end: number]} LocatedToken */

// Scripts written without spaces between words, such as Thai, Khmer, Japanese and Chinese.
const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+/g;
// A character with the marks on it, or the parts of a Korean syllable: what may be composed into one.
const CLUSTER = /[\u1100-\u11ff]+|\P{M}\p{M}*|\p{M}+/gu;
const ASCII = /^[\x00-\x7f]*$/; // eslint-disable-line no-control-regex

/** @type {Map<string, string>} */
const parts = new Map(); // what replaces each character that has no decomposition
/** @type {Map<string, string>} */
const cases = new Map();
/** @param {string} number */
const fromHex = (number) => String.fromCodePoint(parseInt(number, 16));
for (const range of DROPPED.split(" ")) {
  const [first, last = first] = range.split("-").map((each) => parseInt(each, 16));
  for (let number = first; number <= last; number++) parts.set(String.fromCodePoint(number), "");
}
for (const zero of ZEROS.split(" ")) {
  for (let digit = 0; digit < 10; digit++) {
    parts.set(String.fromCodePoint(parseInt(zero, 16) + digit), String(digit));
  }
}
for (const [pairs, map] of /** @type {const} */ ([[LETTERS, parts], [CASES, cases]])) {
  for (const pair of pairs.split(" ")) {
    const [one, others] = pair.split("-");
    map.set(fromHex(one), others.split("+").map(fromHex).join(""));
  }
}
const numbers = new Set(NUMBERS.split(" ").map(fromHex)); // in superscript: footnote marks, which are dropped

/** @type {Map<string, string>} */
const folded = new Map();

/**
 * Fold a character that is not ASCII: its words, with a space for what is no part of a word.
 * @param {string} character
 */
function foldCharacter(character) {
  let result = folded.get(character);
  if (result === undefined) {
    result = numbers.has(character) ? "" : [...character.normalize("NFKD")]
      .map((part) => parts.get(part) ?? part).join("").normalize("NFC");
    result = [...result].map((each) => cases.get(each) ?? each.toLowerCase()).join("")
      .replace(/[^\p{L}\p{M}\p{N}]/gu, " ");
    folded.set(character, result);
  }
  return result;
}

/**
 * Fold a text as `letterbook.text.normalize.fold_words` does: its words, with a space for each other character.
 * @param {string} text
 */
export function foldWords(text) {
  if (ASCII.test(text)) return text.toLowerCase().replace(/[^a-z0-9]/g, " ");
  return text.normalize("NFC").replace(/[\x00-\x7f]+|[^]/gu, (piece) => ( // eslint-disable-line no-control-regex
    piece.charCodeAt(0) < 128 ? piece.toLowerCase().replace(/[^a-z0-9]/g, " ") : foldCharacter(piece)
  ));
}

/**
 * Whether a word begins in a script written without spaces.
 * @param {string} word
 */
export const isUnspaced = (word) => word.search(UNSPACED) === 0;

/**
 * List the words of a text in their folded form. Scripts written without spaces give pairs of characters.
 * @param {string} text
 */
export function tokenize(text) {
  return foldWords(text).split(/\s+/).filter(Boolean)
    .flatMap((word) => [...splitWord(word)].map(([piece]) => piece));
}

/**
 * Split a run without spaces into its pieces, each with its offset. Scripts written without spaces give pairs of
 * characters.
 * @param {string} word
 * @returns {Generator<[piece: string, offset: number]>}
 */
function* splitWord(word) {
  let at = 0;
  for (const { 0: run, index } of word.matchAll(UNSPACED)) {
    if (index > at) yield [word.slice(at, index), at];
    for (let each = 0; each < Math.max(run.length - 1, 1); each++) yield [run.slice(each, each + 2), index + each];
    at = index + run.length;
  }
  if (at < word.length) yield [word.slice(at), at];
}

/**
 * Find the words of a text with their positions in it.
 * @param {string} text
 * @returns {Generator<LocatedToken>}
 */
export function* locateTokens(text) {
  let words = "";
  /** @type {number[]} */
  const starts = []; // where in the text each character of `words` comes from, and where it ends there
  /** @type {number[]} */
  const ends = [];
  for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
    const piece = foldWords(cluster);
    words += piece;
    for (let each = 0; each < piece.length; each++) {
      starts.push(index);
      ends.push(index + cluster.length);
    }
  }
  for (const { 0: word, index } of words.matchAll(/\S+/g)) {
    for (const [piece, at] of splitWord(word)) {
      yield [piece, starts[index + at], ends[index + at + piece.length - 1]];
    }
  }
}
