// Finds the passage of a page or its PDFs that contains the most words of the query.
import { makeOnce } from "./once.js";
import { findPlaces, markPlaces } from "./places.js";

/** @import { Engine, Result } from "./engine.js" */
/** @import { Place, Terms } from "./places.js" */

/**
 * A passage: where it is, its text as nodes, and every word of the query found in the same text.
 * @typedef {{ target: URL, page?: number, excerpt: (Node | string)[], words: Set<string> }} Passage
 */
/** @typedef {{ text: string, found: ReturnType<typeof findPlaces>, target: string, page?: number }} Candidate */

const EXCERPT = 240; // length of the passage that a result shows, in characters, roughly
const BLOCKS = "p, li, blockquote, td, th, dt, dd, h1, h2, h3, h4, h5, h6";
const SHORT = 80; // characters; a shorter paragraph says little, such as a date or a salutation
const SUMMARY = "section[aria-labelledby=summary] p";
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
 * Find the best passage of a page or, if more words are there, of the PDFs whose text is not on the page. If none is
 * found, as when only a name leads to a letter, return the beginning of the page; null if there is no text or nothing
 * loads, since a result is worth showing without a passage.
 * @param {Engine} engine
 * @param {Result} result
 * @param {Terms} terms
 * @returns {Promise<Passage | null>}
 */
export async function findPassage(engine, result, terms) {
  const address = new URL(result.url, engine.root);
  const sources = [
    listBlocks(address, terms),
    ...(result.pdfs ?? []).map(([url, name]) => listParagraphs(engine, new URL(url, engine.root), name, terms)),
  ];
  let best = null;
  /** @type {Candidate | null} */
  let first = null;
  for (const source of sources) {
    const candidates = await source.catch(() => []);
    const words = new Set(candidates.flatMap(({ found }) => [...found.words]));
    first ??= candidates.find(({ text }) => text.length >= SHORT) ?? null;
    for (const each of candidates) {
      if (each.found.words.size > (best?.found.words.size ?? 0)) best = { ...each, words };
    }
  }
  if (!best) return first && { target: address, excerpt: cutExcerpt(first.text, []), words: new Set() };
  const { text, found, target, page, words } = best;
  return { target: new URL(target), page, excerpt: cutExcerpt(text, found.places), words };
}

/**
 * List the blocks of a page, with the address at which each can be seen.
 * @param {URL} address
 * @param {Terms} terms
 * @returns {Promise<Candidate[]>}
 */
async function listBlocks(address, terms) {
  const html = await makeOnce(pages, address.href, () => fetchPage(address), MAX_PAGES);
  const page = new DOMParser().parseFromString(html, "text/html");
  /** @type {Map<Element | null, string>} */
  const anchors = new Map(); // a paragraph's number is its anchor, and not part of its text
  page.querySelectorAll(".lb-body .lb-number").forEach((number) => {
    anchors.set(number.parentElement, number.id);
    number.remove();
  });
  page.querySelectorAll(".lb-body .lb-change").forEach((note) => note.remove()); // nor is what the site says of it
  return [...page.querySelectorAll(`${SUMMARY}, .lb-body :is(${BLOCKS})`)]
    .filter((block) => !block.querySelector(BLOCKS)) // the blocks inside are handled on their own
    .map((block) => {
      const text = (block.textContent ?? "").replace(/\s+/g, " ").trim();
      const anchor = block.matches(SUMMARY) ? "summary" : anchors.get(block) ?? block.closest("[id]")?.id ?? "";
      return { text, found: findPlaces(text, terms), target: addHash(address, anchor) };
    });
}

/**
 * List the paragraphs of a PDF, with the address at which its page can be seen.
 * @param {Engine} engine
 * @param {URL} address
 * @param {string} name of the part that has its text
 * @param {Terms} terms
 * @returns {Promise<Candidate[]>}
 */
async function listParagraphs(engine, address, name, terms) {
  const texts = await engine.loadPdf(name);
  return texts.flatMap((content, at) => content.split("\n\n").map((text) => (
    { text, found: findPlaces(text, terms), target: addHash(address, `page=${at + 1}`), page: at + 1 }
  )));
}

/** @param {URL} address @param {string} hash */
const addHash = (address, hash) => (hash ? `${address.href}#${hash}` : address.href);

/**
 * Return about `EXCERPT` characters around the first place, or from the beginning.
 * @param {string} text
 * @param {Place[]} places
 */
function cutExcerpt(text, places) {
  const from = Math.max(0, text.lastIndexOf(" ", Math.max(0, (places[0]?.[0] ?? 0) - EXCERPT / 3)) + 1);
  const end = text.indexOf(" ", Math.min(text.length, from + EXCERPT));
  const to = end < 0 ? text.length : end;
  return [from > 0 ? "… " : "", ...markPlaces(text, places, from, to), to < text.length ? " …" : ""];
}
