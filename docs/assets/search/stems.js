// Stems the words that the index does not have, with lunr's stemmers; src/letterbook/search/stems.py stems the others.
import { makeOnce } from "./once.js";
import { tokenize } from "./tokens.js";

/** @typedef {(word: string) => string} Stem */

/** @type {Record<"fr" | "es", string>} */
const STEMMERS = { fr: "lunr.fr.js", es: "lunr.es.js" }; // lunr itself brings the English one
export const ARABIC = /[\u0600-\u06ff]/;
const ARABIC_PREFIX = /^[وف]?(?:ال|لل|[بك]ال)(?=..)/;

/**
 * Load a classic script: lunr.js and its stemmers add themselves to the window.
 * @param {URL} url
 * @returns {Promise<void>}
 */
const loadScript = (url) => new Promise((resolve, reject) => {
  const element = document.createElement("script");
  element.src = url.href;
  element.onload = () => resolve();
  element.onerror = () => {
    element.remove();
    reject(new Error(url.href));
  };
  document.head.append(element);
});

export class Stemmers {
  /**
   * @param {URL} folder where lunr's scripts are
   * @param {(url: URL) => Promise<void>} [load] adds a script
   */
  constructor(folder, load = loadScript) {
    this.folder = folder;
    this.load = load;
    /** @type {Map<string, Promise<void>>} */
    this.scripts = new Map();
  }

  /**
   * Load a script, unless it is there or on its way.
   * @param {string} name
   */
  loadOnce(name) {
    return makeOnce(this.scripts, name, () => this.load(new URL(name, this.folder)));
  }

  /** Load lunr itself. */
  async start() {
    if (!globalThis.lunr) await this.loadOnce("lunr.js");
  }

  /**
   * Load the stemmers of the languages of the texts.
   * @param {string[]} languages
   * @returns {Promise<Stem[]>}
   */
  async loadStems(languages) {
    const needed = /** @type {const} */ (["fr", "es"]).filter((each) => languages.includes(each));
    if (needed.length && !lunr.stemmerSupport) await this.loadOnce("lunr.stemmer.support.js");
    for (const each of needed) if (!lunr[each]) await this.loadOnce(STEMMERS[each]);
    const stemmers = [lunr.stemmer, ...needed.map((each) => lunr[each]?.stemmer)];
    return [
      stemArabic,
      ...stemmers.filter((each) => each !== undefined).map((stem) => (
        /** @param {string} word */
        (word) => tokenize(stem(new lunr.Token(word, {})).toString()).join("")
      )),
    ];
  }
}

/**
 * Return an Arabic word without its article; "" for a word of another script.
 * @param {string} word
 */
const stemArabic = (word) => (ARABIC.test(word) ? word.replace(ARABIC_PREFIX, "") : "");
