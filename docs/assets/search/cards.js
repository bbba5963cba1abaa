// Finds the pages that a query names: recipients, mandates, instruments and their provisions, groups, documents and
// letters.
import { dropPlural } from "./plurals.js";
import { tokenize } from "./tokens.js";

/** @import { Files } from "./files.js" */
/** @import { Part } from "./parts.js" */

/**
 * A page.
 * @typedef {object} Card
 * @property {string} url
 * @property {string} title
 * @property {string} kind
 * @property {string} [sought] its name in the index, if that is not the title
 * @property {Record<string, [title: string, url: string]>} [provisions] of an instrument, by how they are written
 */
/** @typedef {{ name: string, key: string, cards: Card[] }} Row a name, how it is compared, and the pages with it */

const MAX_CARDS = 4;
const MAX_WORDS = 24; // of a query in which names are looked for
const LONGEST_NAME = 16; // words
const SHORTEST_BEGINNING = 4; // letters of a name's first words that lead to its page
const BEFORE_NUMBERS = new Set(["no", "nos", "num", "nums", "number", "numero"]);
// "al xaa 3 2024", "xaa3 24", "xaa 3"
const REFERENCE = /(?<![^ ])(?:j?(?:al|ua|ol) ?)?([a-z]{3}) ?0*([0-9]{1,5})(?: ([0-9]{4}|[0-9]{2}))?(?![^ ])/g;
// What follows a provision but is not one: "(3)", ".3", "paragraph 3", "§ 3"
const PART = /(?<=\p{N}\p{L}?)\s*(?:\([^()]{1,5}\)|\.\p{N}+)/gu;
const PARAGRAPH = /(?:(?<!\p{L})(?:paragraph(?:s|es?)?|paras?|p[aá]rrafos?|alin[eé]as?)|§+|¶+)\.?\s*\p{N}+/giu;
// Words for a provision in English, French and Spanish.
const PROVISION = new Set(
  ("art arts article articles articulo articulos principle principles principe principes principio principios rule "
    + "rules regle regles regla reglas paragraph paragraphs paragraphe parrafo").split(" "),
);
/** @type {WeakMap<Part, Row[]>} */
const read = new WeakMap();

export class Cards {
  /** @param {Files} files */
  constructor(files) {
    this.files = files;
    this.stopWords = new Set(files.manifest["stop-words"]);
  }

  /**
   * Find the pages that a query names, the longest name first.
   * @param {string} text
   * @returns {Promise<Card[]>}
   */
  async find(text) {
    const words = tokenize(text).slice(0, MAX_WORDS);
    if (!words.length) return [];
    for (const find of [
      () => this.findLetters(words.join(" ")),
      () => this.findProvisions(text),
      () => this.findNames(words),
      () => this.findBeginning(words),
    ]) {
      const found = await find();
      if (found.length) return found.slice(0, MAX_CARDS);
    }
    return [];
  }

  /**
   * Find the pages whose name is the whole query.
   * @param {string} text
   */
  async findWhole(text) {
    const words = tokenize(text).slice(0, MAX_WORDS);
    if (!words.length) return [];
    const key = this.makeKey(words);
    const rows = await this.loadRows(words.find((each) => !this.stopWords.has(each)) ?? words[0]);
    return rows.filter((each) => each.key === key).flatMap(({ cards }) => cards);
  }

  /**
   * Find the letters whose reference a text has, in any spelling. If it has nothing else, the year may be missing.
   * @param {string} plain
   */
  async findLetters(plain) {
    /** @type {Card[]} */
    const found = [];
    for (const [match, code, number, year = ""] of plain.matchAll(REFERENCE)) {
      if (!year && match !== plain) continue;
      const beginning = `${code} ${number} `;
      const rows = await this.loadRows(code);
      found.push(...rows.filter(({ name }) => name.startsWith(beginning) && name.endsWith(year))
        .flatMap(({ cards }) => cards));
    }
    return found;
  }

  /**
   * Find provisions of an instrument: "art. 19 ICCPR", "ICCPR article 19(3)", "articles 19 and 21 of the ICCPR".
   * @param {string} text
   */
  async findProvisions(text) {
    const words = tokenize(text.replace(PARAGRAPH, " ").replace(PART, " ")).slice(0, MAX_WORDS);
    /** @param {string[]} name */
    const find = async (name) => (await this.findNames(name)).filter(({ provisions }) => provisions);
    /** @type {Card[]} */
    const found = [];
    for (const number of new Set(words.filter((each) => /^[0-9]{1,3}[a-z]?$/.test(each)))) {
      const others = words.filter((each) => each !== number);
      const whole = await find(others); // "Guiding Principle 13"
      const cards = whole.length ? whole : await find(others.filter((each) => !PROVISION.has(each)));
      for (const { kind, provisions } of cards) {
        const [title, url] = provisions?.[number] ?? [];
        if (title && url) found.push({ url, title, kind });
      }
    }
    return found;
  }

  /**
   * Find the names in a text: all of it, or else the longest that it has.
   * @param {string[]} words
   */
  async findNames(words) {
    /** @type {Map<string, Card>} */
    const found = new Map();
    const whole = this.makeKey(words);
    const onlyStops = words.every((each) => this.stopWords.has(each));
    for (let at = 0; at < words.length;) {
      let length = 0;
      if (onlyStops || !this.stopWords.has(words[at])) {
        /** @type {Map<string, Row[]>} */
        const rows = new Map();
        for (const row of await this.loadRows(words[at])) rows.set(row.key, [...(rows.get(row.key) ?? []), row]);
        for (length = Math.min(words.length - at, LONGEST_NAME); length > 0; length--) {
          const key = this.makeKey(words.slice(at, at + length));
          const own = rows.get(key);
          // A short name within a longer query is more likely a word: "un", "us".
          if (!own || (own[0].name.length < 4 && key !== whole && !/[0-9]/.test(key))) continue;
          for (const card of own.flatMap(({ cards }) => cards)) {
            if (!found.get(card.url)?.provisions) found.set(card.url, card);
          }
          break;
        }
      }
      at += Math.max(length, 1);
    }
    return [...found.values()];
  }

  /**
   * Find the recipients and mandates whose names begin with the words of a query, if they are few. Of a State's names,
   * only the one it is shown by: "State" does not mean the State of Belvenor.
   * @param {string[]} words
   */
  async findBeginning(words) {
    const key = this.makeKey(words);
    if (key.length < SHORTEST_BEGINNING || this.stopWords.has(key)) return [];
    const rows = await this.loadRows(words.find((each) => !this.stopWords.has(each)) ?? words[0]);
    /** @param {Card} card */
    const isMeant = ({ url, title }) => (
      url.startsWith("mandates/") || (url.startsWith("recipients/") && this.makeKey(tokenize(title)).startsWith(key))
    );
    const found = new Map(rows.filter((each) => each.key.startsWith(`${key} `)).flatMap(({ cards }) => cards)
      .filter(isMeant).map((card) => [card.url, card]));
    return found.size <= MAX_CARDS ? [...found.values()] : [];
  }

  /**
   * Return how a name is compared: without plurals, "of the" and the like, and "No." before a number.
   * @param {string[]} words
   */
  makeKey(words) {
    const telling = words.filter((each, at) => (
      !this.stopWords.has(each) && !(BEFORE_NUMBERS.has(each) && /^[0-9]/.test(words[at + 1] ?? ""))
    ));
    return (telling.length ? telling : words).map(dropPlural).join(" ");
  }

  /**
   * Load the names that begin with a word in any number.
   * @param {string} word
   * @returns {Promise<Row[]>}
   */
  async loadRows(word) {
    const parts = await this.files.loadAll("cards", word.length > 3 ? dropPlural(word).replace(/y$/, "") : word);
    return parts.flatMap((part) => this.readPart(part));
  }

  /** @param {Part} part */
  readPart(part) {
    let rows = read.get(part);
    if (!rows) {
      rows = part.text.split("\n").map((row) => {
        const [name, ...cards] = JSON.parse(row);
        return { name, key: this.makeKey(name.split(" ")), cards };
      });
      read.set(part, rows);
    }
    return rows;
  }
}
