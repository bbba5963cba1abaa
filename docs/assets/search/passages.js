// Finds the passage of a page that contains most of what was searched for.
import { makeOnce } from "./once.js";
import { findPlaces, markPlaces } from "./places.js";

/** @import { Place, Terms } from "./places.js" */

const EXCERPT = 240; // length of the passage that a result shows, in characters, roughly
const BLOCKS = "p, li, blockquote, td, th, dt, dd, h1, h2, h3, h4, h5, h6";
const MAX_PAGES = 50; // kept for readers who go on typing

/** @type {Map<string, Promise<string>>} */
const pages = new Map();

/** @param {URL} address */
async function fetchPage(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.text();
}

/**
 * Find the best passage of a page: its text as nodes, the anchor it has on the page, and every word of the query found
 * anywhere on the page. Null if none is found, or if the page does not load: a result is worth showing without it.
 * @param {URL} address
 * @param {Terms} terms
 */
export async function findPassage(address, terms) {
  const html = await makeOnce(pages, address.href, () => fetchPage(address), MAX_PAGES).catch(() => "");
  const page = new DOMParser().parseFromString(html, "text/html");
  /** @type {Set<string>} */
  const words = new Set();
  let best = null;
  /** @type {Map<Element | null, string>} */
  const anchors = new Map(); // a paragraph's number is its anchor, and not part of its text
  page.querySelectorAll(".lb-body .lb-number").forEach((number) => {
    anchors.set(number.parentElement, number.id);
    number.remove();
  });
  for (const block of page.querySelectorAll(`.lb-body :is(${BLOCKS}), .lb-summary`)) {
    if (block.querySelector(BLOCKS)) continue; // the blocks inside have their own turn
    const text = (block.textContent ?? "").replace(/\s+/g, " ").trim();
    const found = findPlaces(text, terms);
    found.words.forEach((each) => words.add(each));
    if (found.words.size > (best?.found.words.size ?? 0)) best = { block, text, found };
  }
  if (!best) return null;
  const { block } = best;
  const anchor = block.matches(".lb-summary") ? "summary" : anchors.get(block) ?? block.closest("[id]")?.id ?? "";
  return { excerpt: cutExcerpt(best.text, best.found.places), anchor, words };
}

/**
 * Return about `EXCERPT` characters around the first place.
 * @param {string} text
 * @param {Place[]} places at least one
 */
function cutExcerpt(text, places) {
  const from = Math.max(0, text.lastIndexOf(" ", Math.max(0, places[0][0] - EXCERPT / 3)) + 1);
  const end = text.indexOf(" ", Math.min(text.length, from + EXCERPT));
  const to = end < 0 ? text.length : end;
  return [from > 0 ? "… " : "", ...markPlaces(text, places, from, to), to < text.length ? " …" : ""];
}
