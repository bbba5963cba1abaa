// The words of a text as search compares them. src/letterbook/search/tokens.py does the same; a test compares the two.
const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+/g;

// Whether a word is of a script without spaces.
export const isUnspaced = (word) => word.search(UNSPACED) === 0;

// Words in lower case without accents; of scripts without spaces each pair of signs.
export function tokens(text) {
  const plain = text.normalize("NFKD").toLowerCase().replace(/\p{Mn}/gu, "").replace(/[^\p{L}\p{N}\p{M}]/gu, " ");
  return plain.split(" ").filter(Boolean).flatMap((word) => [...pieces(word)].map(([piece]) => piece));
}

// The parts of what stands between spaces, and where each begins: of scripts without spaces each pair of signs.
function* pieces(word) {
  let at = 0;
  for (const { 0: run, index } of word.matchAll(UNSPACED)) {
    if (index > at) yield [word.slice(at, index), at];
    for (let each = 0; each < Math.max(run.length - 1, 1); each++) yield [run.slice(each, each + 2), index + each];
    at = index + run.length;
  }
  if (at < word.length) yield [word.slice(at), at];
}

// The words of a text as they stand in it: token, first and last place.
export function* standing(text) {
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    for (const [piece, at] of pieces(word)) {
      for (const token of tokens(piece)) yield [token, index + at, index + at + piece.length];
    }
  }
}
