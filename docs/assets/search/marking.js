// Marks the words of a query in the text of a letter or response.
import { findPlaces } from "./places.js";
import { readQuery } from "./query.js";

/** @param {string} query */
export function mark(query) {
  const items = readQuery(query, new Set()).map(({ alternatives }) => alternatives[0]);
  const words = new Set(items.flatMap((each) => (each.kind === "word" ? each.words : [])));
  const terms = {
    /** @param {string} token */
    has: (token) => words.has(token),
    phrases: items.filter(({ kind }) => kind === "phrase").map((each) => each.words.map((word) => new Set([word]))),
  };
  const body = document.querySelector(".md-content");
  if (!body) return; // a redirect
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const text = /** @type {Text} */ (walker.currentNode);
    if (!text.parentElement?.closest("script, style, nav, .lb-beside")) texts.push(text);
  }
  for (const text of texts) {
    for (const [start, end] of findPlaces(text.data, terms).places.reverse()) {
      text.splitText(end);
      const element = document.createElement("mark");
      element.className = "lb-found";
      const word = text.splitText(start);
      word.replaceWith(element);
      element.append(word);
    }
  }
  const target = location.hash && document.querySelector(`[id="${CSS.escape(location.hash.slice(1))}"]`);
  (target || document.querySelector("mark.lb-found"))?.scrollIntoView({ block: "center" });
}
