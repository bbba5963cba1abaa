// Scores of documents: maps of number -> score.

// Of all documents, where nothing tells them apart.
export const ofAll = (documents) => new Map(Array.from({ length: documents }, (_, number) => [number, 0]));

// Those that are in all of some maps, with what they have together.
export function inAll(maps) {
  const [first, ...others] = maps;
  const numbers = [...first.keys()].filter((number) => others.every((each) => each.has(number)));
  return new Map(numbers.map((number) => [number, maps.reduce((sum, each) => sum + each.get(number), 0)]));
}

// Those that are in any, with the most that they have in one.
export function inAny(maps) {
  const found = new Map();
  for (const [number, score] of maps.flatMap((each) => [...each])) found.set(number, Math.max(found.get(number) ?? 0, score));
  return found;
}

export const weighed = (scores, worth) => new Map([...scores].map(([number, score]) => [number, score * worth]));
