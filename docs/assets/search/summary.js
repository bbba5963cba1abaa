// Says what a search found.
import { fill } from "./elements.js";

/** @import { Found } from "./engine.js" */

const MAX_SYNONYMS = 4; // named of those that were searched as well

/**
 * Write the line above the results.
 * @param {string} text the query
 * @param {Found} found
 * @param {number} count how many results there are, with the filters
 * @param {Record<string, string>} texts of the interface
 */
export function summarize(text, { kind, missing, synonyms }, count, texts) {
  if (kind === "none") return texts["no-words"];
  const key = ["zero", "one"][count] ?? "many";
  const number = count.toLocaleString(document.documentElement.lang);
  const notes = [fill(texts[kind === "everything" ? `all-${key}` : key], { number, query: text.trim() })];
  if (!count) return notes[0];
  if (kind === "most") notes.push(texts.most);
  if (missing.length) notes.push(fill(texts.missing, { words: missing.join(", ") }));
  if (synonyms.length) {
    const more = synonyms.length > MAX_SYNONYMS ? ["…"] : [];
    const words = [...synonyms.slice(0, MAX_SYNONYMS), ...more].join(", ");
    notes.push(fill(texts.also, { words }).replace("….", "…"));
  }
  return notes.join(" ");
}
