// What a query asks for, whatever engine is asked.
import { tokens } from "./tokens.js";

const FIELDS = { reference: "reference", title: "title", recipient: "recipients", mandate: "mandates", instrument: "instruments", text: "text" };
const FIELD = new RegExp(`(^|[\\s+-])(${Object.keys(FIELDS).join("|")})s?:(?=\\S)`, "gi");

// The names of fields as indexes have them: `recipient:` as `recipients:`.
export const withFields = (text) => text.replace(FIELD, (_, before, name) => `${before}${FIELDS[name.toLowerCase()]}:`);

// And without them.
export const withoutFields = (text) => text.replace(FIELD, "$1");

export const MOST_WORDS = 40; // of a query: each costs a look at the index

// Phrases in quotes, as lists of words, those that are not to be there, and the rest of the query. A word with a sign
// before it and a hyphen within is a phrase, too: `-non-compliance` is not without `non` alone.
export function quoted(text) {
  const phrases = [];
  const unwanted = [];
  const rest = text.replace(/([+-]?)["“«]([^"”»]*)["”»]/g, (_, sign, phrase) => {
    if (tokens(phrase).length) (sign === "-" ? unwanted : phrases).push(tokens(phrase));
    return " ";
  }).replace(/(?<=^|\s)([+-])([^\s:*~^]+)(?=\s|$)/g, (whole, sign, term) => {
    if (tokens(term).length < 2) return whole;
    (sign === "-" ? unwanted : phrases).push(tokens(term));
    return " ";
  });
  return { phrases: phrases.slice(0, MOST_WORDS), unwanted: unwanted.slice(0, MOST_WORDS), rest };
}

// Whether somebody may still be typing the last word.
export const isOpen = (text) => !/\s$/.test(text);
