// Words and phrases with the same meaning.
import { dropPlural } from "./plurals.js";
import { tokenize } from "./tokens.js";

export const SYNONYM_WEIGHT = 0.6; // what all synonyms of a word count beside the word itself

/** @typedef {{ text: string, words: string[] }} Synonym words in order, often only one, and how they are written */

export class Synonyms {
  /**
   * @param {string[][]} groups the words and phrases of each meaning
   * @param {Set<string>} stopWords which queries do not have
   */
  constructor(groups, stopWords) {
    /** @type {Map<string, Synonym[]>} */
    this.others = new Map();
    this.longest = 1;
    for (const group of groups) {
      const synonyms = group.map((text) => {
        const words = tokenize(text);
        const telling = words.filter((word) => !stopWords.has(word));
        return { text, words: telling.length ? telling : words };
      });
      for (const { words } of synonyms) {
        const key = makeKey(words);
        const others = new Map([...(this.others.get(key) ?? []), ...synonyms]
          .map((each) => [makeKey(each.words), each]));
        others.delete(key);
        this.others.set(key, [...others.values()]);
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
      const joinWords = (length) => makeKey(items.slice(at, at + length).map(getWord));
      let length = Math.min(this.longest, items.length - at);
      while (length > 1 && !this.others.has(joinWords(length))) length -= 1;
      yield [items.slice(at, at + length), this.others.get(joinWords(length)) ?? []];
      at += length;
    }
  }
}

/**
 * Return how words are looked up: in any number.
 * @param {string[]} words
 */
const makeKey = (words) => words.map(dropPlural).join(" ");
