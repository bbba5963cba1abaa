// Marks the words of a query in the text of a letter or response.
import { findPlaces } from "./places.js";
import { extractPhrases } from "./query.js";
import { tokenize } from "./tokens.js";

/** @param {string} query */
export function mark(query) {
  const { phrases, rest } = extractPhrases(query);
  const words = new Set(tokenize(rest));
  const terms = {
    /** @param {string} token */
    has: (token) => words.has(token),
    phrases: phrases.map((phrase) => phrase.map((word) => new Set([word]))),
  };
  const body = document.querySelector(".md-content");
  if (!body) return; // a redirect
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const text = /** @type {Text} */ (walker.currentNode);
    if (!text.parentElement?.closest("script, style, nav")) texts.push(text);
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
