// Reads a query: words, phrases in quotation marks, `-` and `+`, fields, patterns with `*` and `~1`, OR, NOT, dates.
import { findDates } from "./dates.js";
import { isUnspaced, locateTokens, tokenize } from "./tokens.js";
import { LONGEST } from "./words.js";

/**
 * A word, a phrase, or a pattern. `words` are tokens; a pattern has one text and how many letters may differ.
 * @typedef {{ kind: "word" | "phrase" | "day", words: string[] }
 *   | { kind: "pattern", words: string[], pattern: string, edits: number }} Alternative
 */
/**
 * Part of a query: any of its alternatives must be in a document, or none (`-`), unless it is optional. `field` is ""
 * for all fields; `written` is how the query has it.
 * @typedef {object} Item
 * @property {"" | "+" | "-"} sign
 * @property {string} field
 * @property {Alternative[]} alternatives
 * @property {string} written
 * @property {boolean} [optional]
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
// "letters sent to Belvenor", "lettre du 12 mars 2021": these words need not be in the letter, which is one.
const LETTERS = new Set((
  "letter letters communication communications sent dated lettre lettres envoyee envoyees envoye envoyes datee datees "
    + "carta cartas comunicacion comunicaciones enviada enviadas enviado enviados fechada fechadas"
).split(" "));
const LETTERS_TO = new RegExp(
  "^\\s*(?:letters?|lettres?|cartas?|communications?|comunicaci[oó]n(?:es)?)\\s+(?:\\p{L}+\\s+)?"
    + "(?:to|from|about|concerning|à|au|aux|concernant|a|al|sobre)\\s", "iu",
);
const QUOTED = /["“„«][^"”“»]*(?:["”“»]|$)/gu;
const OR = /^(?:OR|OU|O|\|{1,2})$/;
const NOT = "NOT";
const DATE = "\ue000"; // replaces a date while the rest is read; a private character

/**
 * Read a query.
 * @param {string} text
 * @param {Set<string>} stopWords which are left out if there are other words
 * @returns {Item[]}
 */
export function readQuery(text, stopWords) {
  const [rest, dates] = takeDates(text.normalize("NFC").replaceAll(DATE, " "));
  /** @type {Item[]} */
  const items = [];
  let joins = false;
  let excludes = false;
  for (const [, mark, name, quoted, plain] of rest.matchAll(ITEM)) {
    if (plain && !mark && !name) {
      if (OR.test(plain) && items.length) joins = true;
      if (plain === NOT) excludes = true;
      if ((OR.test(plain) && items.length) || plain === NOT) continue;
    }
    const sign = /** @type {Item["sign"]} */ (excludes ? "-" : mark);
    const field = name ? FIELDS[name.toLowerCase()] : "";
    const read = plain === DATE ? dates.splice(0, 1)
      : quoted === undefined ? readTerm(plain, sign) : readPhrase(quoted);
    for (const { alternatives, written } of read) {
      const last = items.at(-1);
      if (joins && last && !sign && !last.sign) {
        last.alternatives.push(...alternatives);
        last.written += ` OR ${written}`;
      } else {
        items.push({ sign, field, alternatives, written });
      }
      joins = false;
      excludes = false;
    }
  }
  /** @param {Item} item */
  const says = ({ field, sign, alternatives: [first, ...others] }) => (
    field || sign || others.length || first.kind !== "word" || !stopWords.has(first.words[0])
  );
  const telling = items.filter(says);
  const hasDate = telling.some(({ alternatives: [{ words: [word] }] }) => /^[0-9]{6,8}$/.test(word));
  if (hasDate || LETTERS_TO.test(text)) {
    for (const item of telling) item.optional = !item.sign && !item.field && LETTERS.has(item.alternatives[0].words[0]);
    if (telling.every(({ optional }) => optional)) telling.forEach((item) => { item.optional = false; });
  }
  return (telling.some(({ sign }) => sign !== "-") ? telling : items).slice(0, MAX_ITEMS);
}

/** @typedef {Pick<Item, "alternatives" | "written">} Read */

/**
 * Take the dates out of a query, apart from those in quotation marks. A date is a day or a month, or the words of it.
 * @param {string} text
 * @returns {[rest: string, dates: Read[]]}
 */
function takeDates(text) {
  const quotes = [...text.matchAll(QUOTED)].map(({ 0: quote, index }) => [index, index + quote.length]);
  const dates = findDates(text)
    .filter(({ start, end }) => !quotes.some(([from, to]) => start < to && end > from));
  let rest = text;
  for (const { start, end } of [...dates].reverse()) rest = `${rest.slice(0, start)} ${DATE} ${rest.slice(end)}`;
  return [rest, dates.map(({ start, end, days }) => {
    const written = text.slice(start, end);
    /** @type {Alternative[]} */
    const alternatives = days.map((day) => (
      day.length === 8 ? { kind: "day", words: [day] }
        : { kind: "pattern", words: [day], pattern: `${day}*`, edits: 0 }
    ));
    return { written, alternatives: [...alternatives, { kind: "phrase", words: tokenize(written) }] };
  })];
}

/**
 * @param {string} quoted
 * @returns {Read[]}
 */
function readPhrase(quoted) {
  const words = tokenize(quoted);
  const written = quoted.trim();
  return words.length ? [{ written, alternatives: [{ kind: words.length > 1 ? "phrase" : "word", words }] }] : [];
}

/**
 * Read the text between two spaces.
 * @param {string} term
 * @param {Item["sign"]} sign
 * @returns {Read[]}
 */
function readTerm(term, sign) {
  const [, plain, edits] = /** @type {RegExpExecArray} */ (/^(.*?)(?:~(\d*))?(?:\^\d*)?$/u.exec(term));
  const located = [...locateTokens(plain)];
  const words = located.map(([word]) => word);
  if (!words.length) return [];
  const written = plain.replace(/^[^\p{L}\p{N}(]+|[^\p{L}\p{N})]+$/gu, "");
  if (plain.includes("*")) {
    const pieces = plain.split("*").map((piece) => tokenize(piece));
    if (pieces.every((piece) => piece.length < 2)) {
      const pattern = pieces.map((piece) => piece.join("")).join("*");
      return [{ written: plain, alternatives: [{ kind: "pattern", words, pattern, edits: 0 }] }];
    }
  }
  if (edits !== undefined && words.length === 1 && words[0].length <= LONGEST && !isUnspaced(words[0])) {
    const most = Math.min(Number(edits || 1), MAX_EDITS);
    return [{
      written,
      alternatives: [most ? { kind: "pattern", words, pattern: words[0], edits: most } : { kind: "word", words }],
    }];
  }
  // `-non-compliance` must not exclude `non` alone, and 44/15 is one thing.
  const isOne = words.length > 1 && (sign || /\p{N}/u.test(term) || words.every(isUnspaced));
  if (isOne) return [{ written, alternatives: [{ kind: "phrase", words }] }];
  return located.map(([word, start, end]) => (
    { written: plain.slice(start, end), alternatives: [{ kind: "word", words: [word] }] }
  ));
}

/**
 * Whether the reader may still be typing the last word.
 * @param {string} text
 */
export const isOpen = (text) => /[\p{L}\p{N}\p{M}]$/u.test(text);
