// Scores of documents, as maps from a document's number to its score.

/** @typedef {Map<number, number>} Scores */

/**
 * Give every document the same score.
 * @param {number} count how many documents there are
 * @returns {Scores}
 */
export const scoreAll = (count) => new Map(Array.from({ length: count }, (_, number) => [number, 0]));

/**
 * Keep the documents that are in all of the maps, with the sum of their scores.
 * @param {Scores[]} maps at least one
 * @returns {Scores}
 */
export function intersect(maps) {
  const [first, ...others] = maps;
  const numbers = [...first.keys()].filter((number) => others.every((each) => each.has(number)));
  return new Map(numbers.map((number) => [number, maps.reduce((sum, each) => sum + (each.get(number) ?? 0), 0)]));
}

/**
 * Keep the documents that are in any of the maps, with the highest of their scores.
 * @param {Scores[]} maps
 */
export function unite(maps) {
  /** @type {Scores} */
  const union = new Map();
  for (const [number, score] of maps.flatMap((each) => [...each])) {
    union.set(number, Math.max(union.get(number) ?? 0, score));
  }
  return union;
}

/**
 * Multiply all scores by a weight.
 * @param {Scores} scores
 * @param {number} weight
 * @returns {Scores}
 */
export const multiply = (scores, weight) => new Map([...scores].map(([number, score]) => [number, score * weight]));
