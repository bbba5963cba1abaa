// What to try if nothing is found: only suggestions that can help with this query.
import { fill, make } from "./elements.js";
import { tokenize } from "./tokens.js";

/** @import { Engine, Found } from "./engine.js" */

/**
 * List what to try; empty if nothing can help.
 * @param {string} text the query
 * @param {Found} found without the filters
 * @param {{
 *   engine: Engine, texts: Record<string, string>,
 *   makeLink: (query: string) => HTMLElement, clearFilters: () => void,
 * }} page
 * @returns {Promise<HTMLElement[]>}
 */
export async function listAdvice(text, { kind, matches, missing }, { engine, texts, makeLink, clearFilters }) {
  const items = [];
  if (matches.length) {
    const number = matches.length.toLocaleString(document.documentElement.lang);
    const button = make("button", { type: "button" }, texts.reset);
    button.addEventListener("click", clearFilters);
    items.push(make("li", {}, fill(texts["try-filters"], { number }), " ", button));
  }
  if (kind === "none" || kind === "everything") return items;
  const words = tokenize(text);
  if (!matches.length && words.length > 1) items.push(make("li", {}, texts["try-fewer"]));
  for (const word of missing.filter((each) => tokenize(each).length === 1)) {
    const beginning = await engine.findBeginning(word);
    const link = beginning && makeLink(text.replace(word, `${beginning}*`));
    if (link) items.push(make("li", {}, texts["try-beginning"], " ", link));
  }
  if (!matches.length && words.some((each) => /^[0-9]+$/.test(each))) {
    items.push(make("li", {}, texts["try-reference"]));
  }
  if (!items.length) items.push(make("li", {}, texts["try-other"]));
  return items;
}
