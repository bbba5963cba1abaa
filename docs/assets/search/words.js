// Finds words in the index, by what a query has of them: the whole word, its beginning, a pattern, or something near.
import { findLast } from "./files.js";
import { ARABIC } from "./stems.js";
import { isUnspaced } from "./tokens.js";

/** @import { Files } from "./files.js" */
/** @import { Part } from "./parts.js" */
/** @import { Stemmers } from "./stems.js" */

/** @typedef {{ word: string, family: string, size: number }} Word `size` grows with the documents of the family */

const ARTICLES = ["ال", "وال", "بال", "لل", "كال", "فال"]; // with which an Arabic word may begin
const SHORTEST_STEM = 3;
const SHARED = 0.6; // of a word, which its forms are taken to begin with
const NEAR = 2; // letters by which a word may differ that is suggested for another
const SHORT = 4; // the longest word for which only one letter may differ
export const LONGEST = 30; // letters of a word for which near ones are looked for: lunr needs ever more memory for it
/** @type {WeakMap<Part, Word[]>} */
const read = new WeakMap();

export class Words {
  /**
   * @param {Files} files
   * @param {Stemmers} stemmers
   */
  constructor(files, stemmers) {
    this.files = files;
    this.stemmers = stemmers;
  }

  /**
   * Find a word as it is.
   * @param {string} word
   * @returns {Promise<Word | null>}
   */
  async find(word) {
    const part = await this.files.loadFor("words", word);
    const words = part ? readWords(part) : [];
    const found = words[findLast(words, (each) => each.word <= word)];
    return found?.word === word ? found : null;
  }

  /**
   * Find the words that begin like this.
   * @param {string} beginning
   */
  async findBeginning(beginning) {
    const parts = await this.files.loadAll("words", beginning);
    return parts.flatMap(readWords).filter(({ word }) => word.startsWith(beginning));
  }

  /**
   * Find the words of a family: they begin like its first word, apart from the last letters.
   * @param {string} family
   */
  async findForms(family) {
    const beginning = family.slice(0, Math.max(Math.ceil(family.length * SHARED), 1));
    const words = await this.findBeginning(beginning);
    return new Set([family, ...words.filter((each) => each.family === family).map(({ word }) => word)]);
  }

  /**
   * Find the words that have the stem of a word which the index does not have.
   * @param {string} word
   */
  async findStem(word) {
    if (isUnspaced(word) || /\p{N}/u.test(word)) return [];
    const stems = await this.stemmers.loadStems(this.files.manifest.languages);
    for (const stem of stems) {
      const own = stem(word);
      if (own.length < SHORTEST_STEM) continue;
      const beginnings = [own.slice(0, -1), ...(ARABIC.test(own) ? ARTICLES.map((article) => article + own) : [])];
      const found = await Promise.all(beginnings.map((each) => this.findBeginning(each)));
      const related = found.flat().filter((each) => stem(each.word) === own);
      if (related.length) return related;
    }
    return [];
  }

  /**
   * Find the words that match a pattern, in which `*` stands for any letters, or that differ from a word by so many
   * letters. lunr itself matches; this loads the words that can match at all.
   * @param {string} pattern
   * @param {number} edits
   */
  async findPattern(pattern, edits) {
    const beginning = edits ? "" : pattern.slice(0, pattern.indexOf("*"));
    const parts = await this.files.loadAll("words", beginning);
    return matchWords(parts.flatMap(readWords), pattern, edits);
  }

  /**
   * Find the words that somebody may have meant who typed another: those with the same first letter that differ least,
   * the most common first.
   * @param {string} word
   */
  async findNear(word) {
    if (isUnspaced(word) || word.length < SHORT || word.length > LONGEST || /\p{N}/u.test(word)) return [];
    const parts = await this.files.loadAll("words", word.slice(0, 1));
    const stopWords = new Set(this.files.manifest["stop-words"]);
    const words = parts.flatMap(readWords)
      .filter((each) => Math.abs(each.word.length - word.length) <= NEAR && !stopWords.has(each.word));
    for (let edits = 1; edits <= (word.length <= SHORT ? 1 : NEAR); edits++) {
      const found = matchWords(words, word, edits).filter((each) => each.word[0] === word[0]);
      if (found.length) return found.sort((one, other) => other.size - one.size);
    }
    return [];
  }
}

/**
 * Return the words that lunr matches with a pattern.
 * @param {Word[]} words in their order
 * @param {string} pattern
 * @param {number} edits
 */
function matchWords(words, pattern, edits) {
  const builder = new lunr.TokenSet.Builder();
  for (const { word } of words) builder.insert(word);
  builder.finish();
  const set = edits ? lunr.TokenSet.fromFuzzyString(pattern, edits) : lunr.TokenSet.fromString(pattern);
  const matched = new Set(builder.root.intersect(set).toArray());
  return words.filter(({ word }) => matched.has(word));
}

/**
 * Read the words of a part, each with its family.
 * @param {Part} part
 * @returns {Word[]}
 */
function readWords(part) {
  let words = read.get(part);
  if (!words) {
    const [cuts, sizes] = part.columns;
    words = part.text.split("\n\n")[0].split("\n").map((line, at) => {
      const [word, rest = ""] = line.split(" ");
      const family = cuts[at] || rest ? [...word].slice(0, [...word].length - cuts[at]).join("") + rest : word;
      return { word, family, size: sizes[at] };
    });
    const own = new Map(words.filter(({ word, family }) => word === family).map((each) => [each.word, each.size]));
    for (const each of words) each.size ||= own.get(each.family) ?? 0;
    read.set(part, words);
  }
  return words;
}
