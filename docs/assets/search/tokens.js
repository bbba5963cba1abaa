// The words of a text as search compares them. src/letterbook/search/tokens.py does the same; a test compares the two.
const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+/g;

// Words in lower case without accents; of scripts without spaces each pair of signs.
export function tokens(text) {
  const plain = text.normalize("NFKD").toLowerCase().replace(/\p{Mn}/gu, "").replace(/[^\p{L}\p{N}\p{M}]/gu, " ");
  return plain.split(" ").filter(Boolean).flatMap(parts);
}

function parts(word) {
  const found = [];
  let at = 0;
  for (const { 0: run, index } of word.matchAll(UNSPACED)) {
    if (index > at) found.push(word.slice(at, index));
    for (let each = 0; each < Math.max(run.length - 1, 1); each++) found.push(run.slice(each, each + 2));
    at = index + run.length;
  }
  if (at < word.length) found.push(word.slice(at));
  return found;
}

// Where the words of `wanted` (a set of tokens) stand in a text: pairs of first and last place.
export function places(text, wanted) {
  const found = [];
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    if (tokens(word).some((each) => wanted.has(each))) found.push([index, index + word.length]);
  }
  return found;
}
