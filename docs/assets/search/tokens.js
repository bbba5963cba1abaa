// Splits text into the words that the search compares. src/letterbook/search/tokenize.py does the same; a test compares
// the two.

/** @typedef {[token: string, start: number, end: number]} LocatedToken */

// Scripts written without spaces between words, such as Thai, Khmer, Japanese and Chinese.
const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+/g;

/**
 * Whether a word begins in a script written without spaces.
 * @param {string} word
 */
export const isUnspaced = (word) => word.search(UNSPACED) === 0;

/**
 * List the words of a text in lower case and without accents. Scripts written without spaces give pairs of characters.
 * @param {string} text
 */
export function tokenize(text) {
  const plain = text.normalize("NFKD").toLowerCase().replace(/\p{Mn}/gu, "").replace(/[^\p{L}\p{N}\p{M}]/gu, " ");
  return plain.split(" ").filter(Boolean).flatMap((word) => [...splitWord(word)].map(([piece]) => piece));
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
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    for (const [piece, at] of splitWord(word)) {
      for (const token of tokenize(piece)) yield [token, index + at, index + at + piece.length];
    }
  }
}
