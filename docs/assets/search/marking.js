// Marks what was searched for, in the text of a letter or response.
import { placesOf } from "./places.js";
import { quoted } from "./query.js";
import { tokens } from "./tokens.js";

export function mark(query) {
  const { phrases, rest } = quoted(query);
  const words = new Set(tokens(rest));
  const sought = { has: (token) => words.has(token), phrases: phrases.map((phrase) => phrase.map((word) => new Set([word]))) };
  const body = document.querySelector(".md-content");
  if (!body) return; // a page that leads on
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest("script, style, nav")) texts.push(walker.currentNode);
  for (const text of texts) {
    for (const [from, to] of placesOf(text.data, sought).places.reverse()) {
      text.splitText(to);
      const marked = document.createElement("mark");
      marked.className = "lb-found";
      const word = text.splitText(from);
      word.replaceWith(marked);
      marked.append(word);
    }
  }
  const target = location.hash && document.querySelector(`[id="${CSS.escape(location.hash.slice(1))}"]`);
  (target || document.querySelector("mark.lb-found"))?.scrollIntoView({ block: "center" });
}
