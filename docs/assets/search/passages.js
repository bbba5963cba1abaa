// The passage of a page in which most of the words stand.
import { places, tokens } from "./tokens.js";

const EXCERPT = 240; // signs of a passage that a result shows, about
const pages = new Map();

// Of a page (its address is a URL): the passage as HTML, the place of it on the page, and the words that stand there;
// null where there is none. `words` is asked by `has` for each word, as a set is.
export async function passage(address, words) {
  if (!pages.has(address.href)) {
    const failed = () => pages.delete(address.href) && ""; // the result is shown without its passage
    pages.set(address.href, fetch(address).then((answer) => (answer.ok ? answer.text() : ""), failed));
  }
  const page = new DOMParser().parseFromString(await pages.get(address.href), "text/html");
  let best = null;
  const numbers = new Map(); // a paragraph's number is its place, and no part of its text
  page.querySelectorAll(".lb-body .lb-number").forEach((each) => {
    numbers.set(each.parentElement, each.id);
    each.remove();
  });
  for (const block of page.querySelectorAll(".lb-body :is(p, li, blockquote, td), .lb-summary")) {
    if (block.querySelector("p, li, blockquote, td")) continue; // what is inside is looked at by itself
    const text = block.textContent.replace(/\s+/g, " ").trim();
    const found = places(text, words);
    const distinct = new Set(found.flatMap(([from, to]) => tokens(text.slice(from, to))).filter((each) => words.has(each)));
    if (found.length && (!best || distinct.size > best.distinct.size)) best = { block, text, found, distinct };
  }
  if (!best) return null;
  const anchor = best.block.matches(".lb-summary") ? "summary" : numbers.get(best.block) ?? best.block.closest("[id]")?.id ?? "";
  return { excerpt: excerpt(best.text, best.found), anchor, words: best.distinct };
}

// About `EXCERPT` signs around the first place, escaped, with the words marked.
function excerpt(text, found) {
  const from = Math.max(0, text.lastIndexOf(" ", Math.max(0, found[0][0] - EXCERPT / 3)) + 1);
  const end = text.indexOf(" ", Math.min(text.length, from + EXCERPT));
  const to = end < 0 ? text.length : end;
  const escaped = (part) => part.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);
  let html = from > 0 ? "… " : "";
  let at = from;
  for (const [start, stop] of found.filter((each) => each[0] >= from && each[1] <= to)) {
    html += `${escaped(text.slice(at, start))}<mark>${escaped(text.slice(start, stop))}</mark>`;
    at = stop;
  }
  return html + escaped(text.slice(at, to)) + (to < text.length ? " …" : "");
}
