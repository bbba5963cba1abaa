// Words and phrases with the same meaning.
import { tokenize } from "./tokens.js";

export const SYNONYM_WEIGHT = 0.6; // what a synonym counts beside the word itself

/** @typedef {{ text: string, words: string[] }} Synonym words in order, often only one, and how they are written */

export class Synonyms {
  /** @param {string[][]} groups the words and phrases of each meaning */
  constructor(groups) {
    /** @type {Map<string, Synonym[]>} */
    this.others = new Map();
    this.longest = 1;
    for (const group of groups) {
      const synonyms = group.map((text) => ({ text, words: tokenize(text) }));
      for (const { words } of synonyms) {
        const key = words.join(" ");
        const others = synonyms.filter((each) => each.words.join(" ") !== key);
        this.others.set(key, [...(this.others.get(key) ?? []), ...others]);
        this.longest = Math.max(this.longest, words.length);
      }
    }
  }

  /**
   * Split the items of a query into units, each with its synonyms. A unit is one item, or several whose words form a
   * phrase that has synonyms.
   * @template T
   * @param {T[]} items
   * @param {(item: T) => string} getWord
   * @returns {Generator<[items: T[], synonyms: Synonym[]]>}
   */
  *splitUnits(items, getWord) {
    for (let at = 0; at < items.length;) {
      /** @param {number} length */
      const joinWords = (length) => items.slice(at, at + length).map(getWord).join(" ");
      let length = Math.min(this.longest, items.length - at);
      while (length > 1 && !this.others.has(joinWords(length))) length -= 1;
      yield [items.slice(at, at + length), this.others.get(joinWords(length)) ?? []];
      at += length;
    }
  }
}
