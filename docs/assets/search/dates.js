// Finds the dates and months in a query, as people write them in the six official languages of the United Nations.
import { foldWords } from "./tokens.js";

/**
 * A date as it is written, from `start` to `end` of the query, and the days that it can mean, as the index has them:
 * 20210312, or 202103 for a month.
 * @typedef {{ start: number, end: number, days: string[] }} FoundDate
 */

const LANGUAGES = ["en", "en-GB", "fr", "es", "ru", "ar-EG", "ar-SY"]; // Chinese dates have numbers
const YEAR = "(?<y>\\d{4})";
const DAY = "(?<d>\\d{1,2})(?:st|nd|rd|th|er|o|\u00b0)?";
const OF = "(?:\\s*[-/.,]\\s*|\\s+(?:(?:of|de|del)\\s+)?)"; // between the parts of a date in words

/**
 * Return the folded names that a format gives the days of a year, each with the number of its month.
 * @param {Intl.DateTimeFormatOptions} options
 * @param {"month" | "weekday"} type
 */
function listNames(options, type) {
  /** @type {Map<string, number>} */
  const names = new Map();
  for (const language of LANGUAGES) {
    const format = new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" });
    for (let day = 1; day < 366; day += type === "month" ? 28 : 51) {
      const date = new Date(Date.UTC(2021, 0, day));
      const part = format.formatToParts(date).find((each) => each.type === type)?.value ?? "";
      names.set(foldWords(part).trim(), date.getUTCMonth() + 1);
    }
  }
  names.delete("");
  return names;
}

/** @param {Iterable<string>} names */
const joinNames = (names) => [...names].sort((one, other) => other.length - one.length).join("|");

/** @type {{ months: Map<string, number>, patterns: RegExp[] } | null} */
let grammar = null;

function readGrammar() {
  if (grammar) return grammar;
  // With a day, Russian months have another form.
  const months = new Map([
    ...listNames({ month: "long" }, "month"), ...listNames({ month: "short" }, "month"),
    ...listNames({ month: "long", day: "numeric" }, "month"),
  ]);
  const name = `(?<n>${joinNames(months.keys())})\\.?`;
  const weekdays = joinNames(listNames({ weekday: "long" }, "weekday").keys());
  const weekday = `(?:(?:${weekdays})[.,\u060c]?\\s+(?:(?:the|le|el)\\s+)?)?`;
  const patterns = [
    `${weekday}${YEAR}\u5e74(?<m>\\d{1,2})\u6708(?:(?<d>\\d{1,2})[\u65e5\u53f7])?`,
    `${weekday}${YEAR}[-./](?<m>\\d{1,2})[-./](?<d>\\d{1,2})`,
    `${weekday}(?<d>\\d{1,2})(?<sign>[-./])(?<m>\\d{1,2})\\k<sign>(?<y>\\d{4}|\\d{2})`,
    `${weekday}${DAY}${OF}${name}${OF}${YEAR}`,
    `${weekday}${name}\\s+${DAY}${OF}${YEAR}`,
    `${name}${OF}${YEAR}`,
    `${YEAR}-(?<m>\\d{2})`,
  ].map((each) => new RegExp(`(?<![\\p{L}\\p{N}/.-])${each}(?![\\p{L}\\p{N}/-])`, "gu"));
  grammar = { months, patterns };
  return grammar;
}

/**
 * Fold each letter and digit of a text if it stays a single character, so that places in the text stay the same.
 * @param {string} text
 */
const foldInPlace = (text) => text.replace(/[\p{L}\p{Nd}]/gu, (each) => {
  const folded = foldWords(each).trim();
  return folded.length === each.length ? folded : each;
});

/**
 * Find the dates in a query, in their order.
 * @param {string} text in composed form (NFC)
 * @returns {FoundDate[]}
 */
export function findDates(text) {
  if (!/\p{Nd}/u.test(text)) return [];
  const { months, patterns } = readGrammar();
  /** @type {FoundDate[]} */
  const found = [];
  let rest = foldInPlace(text);
  for (const pattern of patterns) {
    rest = rest.replace(pattern, (written, ...groups) => {
      const { y, m, d, n, sign } = groups.at(-1);
      const days = listDays(y.length === 2 ? `20${y}` : y, n ? months.get(n) ?? 0 : Number(m), d, Boolean(sign));
      if (!days.length) return written;
      const start = groups.at(-3);
      found.push({ start, end: start + written.length, days });
      return "\n".repeat(written.length);
    });
  }
  return found.sort((one, other) => one.start - other.start);
}

/**
 * List the days that a date can mean.
 * @param {string} year
 * @param {number} month
 * @param {string | undefined} day undefined for a month
 * @param {boolean} isAmbiguous whether the month may come first: 03/12/2021
 */
function listDays(year, month, day, isAmbiguous) {
  /** @param {number} number */
  const write = (number) => String(number).padStart(2, "0");
  if (day === undefined) return month >= 1 && month <= 12 ? [`${year}${write(month)}`] : [];
  const readings = [[month, Number(day)], ...(isAmbiguous ? [[Number(day), month]] : [])];
  const days = readings.filter(([one, other]) => one >= 1 && one <= 12 && other >= 1 && other <= 31)
    .map(([one, other]) => `${year}${write(one)}${write(other)}`);
  return [...new Set(days)];
}
