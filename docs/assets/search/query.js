// Reads a query: words, phrases in quotation marks, `-` and `+`, fields, patterns with `*`, `~1`, `OR`, and dates.
import { foldWords, isUnspaced, tokenize } from "./tokens.js";
import { LONGEST } from "./words.js";

/**
 * A word, a phrase, or a pattern. `words` are tokens; a pattern has one text and how many letters may differ.
 * @typedef {{ kind: "word" | "phrase" | "day", words: string[] }
 *   | { kind: "pattern", words: string[], pattern: string, edits: number }} Alternative
 */
/**
 * Part of a query: any of its alternatives must be in a document, or none (`-`). `field` is "" for all fields.
 * @typedef {{ sign: "" | "+" | "-", field: string, alternatives: Alternative[] }} Item
 */

export const MAX_ITEMS = 40;
const MAX_EDITS = 2; // letters by which a word may differ: with more, almost any word would match

/** @type {Record<string, string>} */
const FIELDS = { // as readers type them -> as the index names them
  reference: "reference",
  title: "title",
  recipient: "recipients",
  mandate: "mandates",
  about: "about",
  instrument: "instruments",
  type: "type",
  text: "text",
};
const ITEM = new RegExp(
  `([+-]?)(?:(${Object.keys(FIELDS).join("|")})s?:\\s*)?(?:["“„«]([^"”“»]*)(?:["”“»]|$)|([^\\s"“”„«»]+))`, "giu",
);
const OR = /^(?:OR|OU|O)$/;
const LANGUAGES = ["en", "fr", "es"]; // in which dates are read

/**
 * Read a query.
 * @param {string} text
 * @param {Set<string>} stopWords which are left out if there are other words
 * @returns {Item[]}
 */
export function readQuery(text, stopWords) {
  const dates = findDates(text);
  const rest = dates.reduce((left, { written }) => left.replace(written, " "), text);
  /** @type {Item[]} */
  const items = dates.map(({ days, written }) => ({
    sign: "",
    field: "",
    alternatives: [
      ...days.map((day) => /** @type {Alternative} */ ({ kind: "day", words: [day] })),
      { kind: "phrase", words: tokenize(written) },
    ],
  }));
  let joins = false;
  for (const [, mark, name, quoted, plain] of rest.matchAll(ITEM)) {
    const sign = /** @type {Item["sign"]} */ (mark);
    if (plain && !sign && !name && OR.test(plain) && items.length) {
      joins = true;
      continue;
    }
    const field = name ? FIELDS[name.toLowerCase()] : "";
    const alternatives = quoted === undefined ? readTerm(plain, sign) : readPhrase(quoted);
    for (const alternative of alternatives) {
      const last = items.at(-1);
      if (joins && last && !sign && !last.sign) last.alternatives.push(alternative);
      else items.push({ sign, field, alternatives: [alternative] });
      joins = false;
    }
  }
  /** @param {Item} item */
  const says = ({ field, sign, alternatives: [first, ...others] }) => (
    field || sign || others.length || first.kind !== "word" || !stopWords.has(first.words[0])
  );
  const telling = items.filter(says);
  return (telling.some(({ sign }) => sign !== "-") ? telling : items).slice(0, MAX_ITEMS);
}

/**
 * @param {string} quoted
 * @returns {Alternative[]}
 */
function readPhrase(quoted) {
  const words = tokenize(quoted);
  return words.length ? [{ kind: words.length > 1 ? "phrase" : "word", words }] : [];
}

/**
 * Read what stands between spaces.
 * @param {string} term
 * @param {Item["sign"]} sign
 * @returns {Alternative[]}
 */
function readTerm(term, sign) {
  const [, plain, edits] = /** @type {RegExpExecArray} */ (/^(.*?)(?:~(\d*))?(?:\^\d*)?$/u.exec(term));
  const words = tokenize(plain);
  if (plain.includes("*")) {
    const pieces = plain.split("*").map((piece) => tokenize(piece));
    if (words.length && pieces.every((piece) => piece.length < 2)) {
      return [{ kind: "pattern", words, pattern: pieces.map((piece) => piece.join("")).join("*"), edits: 0 }];
    }
  }
  if (edits !== undefined && words.length === 1 && words[0].length <= LONGEST && !isUnspaced(words[0])) {
    const most = Math.min(Number(edits || 1), MAX_EDITS);
    return most ? [{ kind: "pattern", words, pattern: words[0], edits: most }] : [{ kind: "word", words }];
  }
  // `-non-compliance` must not exclude `non` alone, and 44/15 is one thing.
  const isOne = words.length > 1 && (sign || /\p{N}/u.test(term) || words.every(isUnspaced));
  return isOne ? [{ kind: "phrase", words }] : words.map((word) => ({ kind: "word", words: [word] }));
}

/**
 * Whether the reader may still be typing the last word.
 * @param {string} text
 */
export const isOpen = (text) => /[\p{L}\p{N}\p{M}]$/u.test(text);

/** @type {Map<string, number>} */
const months = new Map(); // by folded name

/** The names of the months, each with its number. */
function listMonths() {
  if (!months.size) {
    for (const language of LANGUAGES) {
      for (const month of /** @type {const} */ (["long", "short"])) {
        const format = new Intl.DateTimeFormat(language, { month, timeZone: "UTC" });
        for (let number = 0; number < 12; number++) {
          months.set(foldWords(format.format(Date.UTC(2021, number, 15))).trim(), number + 1);
        }
      }
    }
  }
  return months;
}

/**
 * Find the dates in a query, each with the days that it can mean, as the index has them: 20210312.
 * @param {string} text
 */
export function findDates(text) {
  const names = [...listMonths().keys()].sort((one, other) => other.length - one.length);
  // Accents may be typed or not, so a letter stands for itself with any mark.
  const name = names.map((each) => [...each].map((letter) => LETTERS[letter] ?? letter).join("")).join("|");
  const patterns = [
    `(?<y>\\d{4})[-./](?<m>\\d{1,2})[-./](?<d>\\d{1,2})`,
    `(?<d>\\d{1,2})[-./](?<m>\\d{1,2})[-./](?<y>\\d{4})`,
    `(?<d>\\d{1,2})(?:st|nd|rd|th|er)?\\s+(?:de\\s+|of\\s+)?(?<n>${name})\\.?,?\\s+(?:de\\s+|del\\s+)?(?<y>\\d{4})`,
    `(?<n>${name})\\.?\\s+(?<d>\\d{1,2})(?:st|nd|rd|th)?,?\\s+(?<y>\\d{4})`,
  ];
  /** @type {{ written: string, days: string[] }[]} */
  const found = [];
  let rest = text;
  for (const pattern of patterns) {
    rest = rest.replace(new RegExp(`(?<![\\p{L}\\p{N}/.-])${pattern}(?![\\p{N}/-])`, "giu"), (written, ...groups) => {
      const { y, m, d, n } = groups.at(-1);
      const month = n ? listMonths().get(foldWords(n).trim()) : Number(m);
      const readings = [[month ?? 0, Number(d)], ...(n || pattern === patterns[0] ? [] : [[Number(d), Number(m)]])];
      const days = readings.filter(([one, other]) => one >= 1 && one <= 12 && other >= 1 && other <= 31)
        .map(([one, other]) => `${y}${String(one).padStart(2, "0")}${String(other).padStart(2, "0")}`);
      if (!days.length) return written;
      found.push({ written, days: [...new Set(days)] });
      return " ";
    });
  }
  return found;
}

/** @type {Record<string, string>} */
const LETTERS = { a: "[aáàâ]", e: "[eéèê]", i: "[ií]", o: "[oóô]", u: "[uúû]" };
