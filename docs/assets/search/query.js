// What a query asks for, whatever engine is asked.
import { tokens } from "./tokens.js";

const FIELDS = { reference: "reference", title: "title", recipient: "recipients", mandate: "mandates", instrument: "instruments", text: "text" };
const NAMED = `(^|[\\s+-])(${Object.keys(FIELDS).join("|")})s?:\\s*`;
const FIELD = new RegExp(`${NAMED}(?=\\S)`, "gi");
const PHRASE = new RegExp(`${NAMED}["“«]([^"”»]*)["”»]`, "gi");

// The names of fields as indexes have them: `recipient:` as `recipients:`, and before each word of a phrase.
export function withFields(text) {
  const named = (before, name) => `${before}${FIELDS[name.toLowerCase()]}:`;
  return text
    .replace(PHRASE, (_, before, name, phrase) => tokens(phrase).map((word) => named(before, name) + word).join(" "))
    .replace(FIELD, (_, before, name) => named(before, name));
}

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

// The words of what is not quoted, each with whether it is not to be there, and whether more may follow.
export function words(rest) {
  const found = withoutFields(rest).split(/\s+/).filter(Boolean).flatMap((each) => (
    tokens(each).map((word) => ({ word, unwanted: each.startsWith("-"), open: each.endsWith("*") }))
  ));
  if (found.length && isOpen(rest)) found.at(-1).open = true;
  return found;
}

// Whether somebody may still be typing the last word.
export const isOpen = (text) => !/\s$/.test(text);
