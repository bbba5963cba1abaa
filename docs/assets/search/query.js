// Reads queries, whichever engine answers them.
import { tokenize } from "./tokens.js";

/** @typedef {{ word: string, excluded: boolean, open: boolean }} QueryWord `open`: more letters may follow */

export const MAX_WORDS = 40; // in a query: each one is looked up in the index

/** @type {Record<string, string>} */
const FIELDS = { // as readers type them -> as indexes name them
  reference: "reference",
  title: "title",
  recipient: "recipients",
  mandate: "mandates",
  instrument: "instruments",
  text: "text",
};
const FIELD_NAME = `(^|[\\s+-])(${Object.keys(FIELDS).join("|")})s?:\\s*`;
const FIELD = new RegExp(`${FIELD_NAME}(?=\\S)`, "gi");
const FIELD_PHRASE = new RegExp(`${FIELD_NAME}["“«]([^"”»]*)["”»]`, "gi");

/**
 * Write field names as indexes have them: `recipient:` as `recipients:`, and before each word of a quoted phrase.
 * @param {string} text
 */
export function expandFields(text) {
  /** @param {string} before @param {string} name */
  const writeField = (before, name) => `${before}${FIELDS[name.toLowerCase()]}:`;
  return text
    .replace(FIELD_PHRASE, (_, before, name, phrase) => (
      tokenize(phrase).map((word) => writeField(before, name) + word).join(" ")
    ))
    .replace(FIELD, (_, before, name) => writeField(before, name));
}

/**
 * Remove field names, and keep the words after them.
 * @param {string} text
 */
export const removeFields = (text) => text.replace(FIELD, "$1");

/**
 * Take the quoted phrases out of a query: those to find, those to exclude, and the rest of the query. A word with a
 * sign in front and a hyphen inside is a phrase, too: `-non-compliance` must not exclude `non` alone.
 * @param {string} text
 */
export function extractPhrases(text) {
  /** @type {string[][]} */
  const phrases = [];
  /** @type {string[][]} */
  const excluded = [];
  const rest = text.replace(/([+-]?)["“«]([^"”»]*)["”»]/g, (_, sign, phrase) => {
    if (tokenize(phrase).length) (sign === "-" ? excluded : phrases).push(tokenize(phrase));
    return " ";
  }).replace(/(?<=^|\s)([+-])([^\s:*~^]+)(?=\s|$)/g, (whole, sign, term) => {
    if (tokenize(term).length < 2) return whole;
    (sign === "-" ? excluded : phrases).push(tokenize(term));
    return " ";
  });
  return { phrases: phrases.slice(0, MAX_WORDS), excluded: excluded.slice(0, MAX_WORDS), rest };
}

/**
 * Split what is left of a query without its phrases into words.
 * @param {string} rest
 * @returns {QueryWord[]}
 */
export function splitWords(rest) {
  const words = removeFields(rest).split(/\s+/).filter(Boolean).flatMap((each) => (
    tokenize(each).map((word) => ({ word, excluded: each.startsWith("-"), open: each.endsWith("*") }))
  ));
  const last = words.at(-1);
  if (last && isOpen(rest)) last.open = true;
  return words;
}

/**
 * Whether the reader may still be typing the last word.
 * @param {string} text
 */
export const isOpen = (text) => !/\s$/.test(text);
