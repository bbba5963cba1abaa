// Words and phrases with the same meaning.

export const SYNONYM_WEIGHT = 0.6; // what a synonym counts beside the word itself

/** @typedef {string[]} Phrase words in order, often only one */

export class Synonyms {
  /** @param {Phrase[][]} groups the phrases of each meaning */
  constructor(groups) {
    /** @type {Map<string, Phrase[]>} */
    this.others = new Map();
    for (const group of groups) {
      for (const phrase of group) {
        const key = phrase.join(" ");
        this.others.set(key, [...(this.others.get(key) ?? []), ...group.filter((each) => each !== phrase)]);
      }
    }
    this.longest = Math.max(1, ...groups.flat().map((phrase) => phrase.length));
  }

  /**
   * Split the items of a query into units, each with its synonyms. A unit is one item, or several whose words form a
   * phrase that has synonyms.
   * @template T
   * @param {T[]} items
   * @param {(item: T) => string} getWord
   * @param {(items: T[]) => boolean} [mayJoin] whether items may form one unit
   * @returns {Generator<[items: T[], synonyms: Phrase[]]>}
   */
  *splitUnits(items, getWord, mayJoin = () => true) {
    for (let at = 0; at < items.length;) {
      /** @param {number} length */
      const joinWords = (length) => items.slice(at, at + length).map(getWord).join(" ");
      let length = Math.min(this.longest, items.length - at);
      while (length > 1 && !(this.others.has(joinWords(length)) && mayJoin(items.slice(at, at + length)))) length -= 1;
      yield [items.slice(at, at + length), this.others.get(joinWords(length)) ?? []];
      at += length;
    }
  }
}
