// Finds the pages that a query names: recipients, mandates, instruments and their provisions, groups, documents and
// letters.
import { findLast } from "./files.js";
import { tokenize } from "./tokens.js";

/** @import { Files } from "./files.js" */
/** @import { Part } from "./parts.js" */

/**
 * A page. `provisions` are the title and the address of those of an instrument, by how they are written.
 * @typedef {{ url: string, title: string, kind: string, provisions?: Record<string, [string, string]> }} Card
 */

const MAX_CARDS = 4;
const MAX_WORDS = 24; // of a query in which names are looked for
const LONGEST_NAME = 16; // words
// "al xaa 3 2024", "xaa3 24", "xaa 3"
const REFERENCE = /(?<![^ ])(?:j?(?:al|ua|ol) ?)?([a-z]{3}) ?0*([0-9]{1,5})(?: ([0-9]{4}|[0-9]{2}))?(?![^ ])/g;
// Words for a provision in English, French and Spanish.
const PROVISION = new Set(
  ("art arts article articles articulo articulos principle principles principe principes principio principios rule "
    + "rules regle regles regla reglas paragraph paragraphs paragraphe parrafo").split(" "),
);
/** @type {WeakMap<Part, [name: string, ...cards: Card[]][]>} */
const read = new WeakMap();

export class Cards {
  /** @param {Files} files */
  constructor(files) {
    this.files = files;
  }

  /**
   * Find the pages that a query names, the longest name first.
   * @param {string} text
   * @returns {Promise<Card[]>}
   */
  async find(text) {
    const words = tokenize(text).slice(0, MAX_WORDS);
    if (!words.length) return [];
    const letters = await this.findLetters(words.join(" "));
    if (letters.length) return letters.slice(0, MAX_CARDS);
    const provisions = await this.findProvisions(words);
    if (provisions.length) return provisions.slice(0, MAX_CARDS);
    return (await this.findNames(words)).slice(0, MAX_CARDS);
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
      const rows = await this.loadRows(beginning);
      found.push(...rows.filter(([name]) => name.startsWith(beginning) && name.endsWith(year))
        .flatMap(([, ...cards]) => cards));
    }
    return found;
  }

  /**
   * Find provisions of an instrument: "art. 19 ICCPR", "ICCPR article 19", "article 19 of the ICCPR".
   * @param {string[]} words
   */
  async findProvisions(words) {
    /** @param {string[]} name */
    const find = async (name) => (await this.findNames(name)).filter(({ provisions }) => provisions);
    for (const number of words.filter((each) => /^[0-9]{1,3}[a-z]?$/.test(each))) {
      const others = words.filter((each) => each !== number);
      const whole = await find(others); // "Guiding Principle 13"
      const cards = whole.length ? whole : await find(others.filter((each) => !PROVISION.has(each)));
      const found = cards.flatMap(({ kind, provisions }) => {
        const [title, url] = provisions?.[number] ?? [];
        return title && url ? [{ url, title, kind }] : [];
      });
      if (found.length) return found;
    }
    return [];
  }

  /**
   * Find the names in a text: all of it, or else the longest that it has.
   * @param {string[]} words
   */
  async findNames(words) {
    /** @type {Map<string, Card>} */
    const found = new Map();
    for (let at = 0; at < words.length;) {
      const longest = Math.min(words.length - at, LONGEST_NAME);
      const rows = await this.loadRows(words[at]);
      let length = longest;
      for (; length > 0; length--) {
        const name = words.slice(at, at + length).join(" ");
        const row = rows[findLast(rows, ([each]) => each <= name)];
        // A short name within a longer query is more likely a word: "un", "us".
        if (row?.[0] !== name || (name.length < 4 && words.length > 1 && !/[0-9]/.test(name))) continue;
        for (const card of /** @type {Card[]} */ (row.slice(1))) found.set(card.url, card);
        break;
      }
      at += Math.max(length, 1);
    }
    return [...found.values()];
  }

  /**
   * Load the names that begin like this, with their cards.
   * @param {string} beginning
   */
  async loadRows(beginning) {
    const parts = await this.files.loadAll("cards", beginning);
    return parts.flatMap(readCards);
  }
}

/**
 * Return the reference in an address of the official site, which has it as `code`, or the text itself.
 * @param {string} text
 */
export function readAddress(text) {
  const match = /^\s*https?:\/\/\S*[?&]code=([^&\s]+)/i.exec(text);
  if (!match) return text;
  try {
    return decodeURIComponent(match[1].replace(/\+/g, " "));
  } catch {
    return text;
  }
}

/** @param {Part} part */
function readCards(part) {
  let rows = read.get(part);
  if (!rows) {
    rows = part.text.split("\n").map((row) => JSON.parse(row));
    read.set(part, rows);
  }
  return rows;
}
