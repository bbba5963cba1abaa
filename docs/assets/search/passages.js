// The passage of a page in which most of what was searched for stands.
import { once } from "./once.js";
import { marked, placesOf } from "./places.js";

const EXCERPT = 240; // signs of a passage that a result shows, about
const BLOCKS = "p, li, blockquote, td, th, dt, dd, h1, h2, h3, h4, h5, h6";
const KEPT = 50; // pages, in case somebody goes on typing
const pages = new Map();

async function read(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.text();
}

// Of a page (its address is a URL): the passage as HTML, the place of it on the page, and what of `sought` stands
// anywhere on it; null where nothing does, or where the page does not come, since a result is worth showing without.
export async function passage(address, sought) {
  const html = await once(pages, address.href, () => read(address), KEPT).catch(() => "");
  const page = new DOMParser().parseFromString(html, "text/html");
  const words = new Set();
  let best = null;
  const numbers = new Map(); // a paragraph's number is its place, and no part of its text
  page.querySelectorAll(".lb-body .lb-number").forEach((each) => {
    numbers.set(each.parentElement, each.id);
    each.remove();
  });
  for (const block of page.querySelectorAll(`.lb-body :is(${BLOCKS}), .lb-summary`)) {
    if (block.querySelector(BLOCKS)) continue; // what is inside is looked at by itself
    const text = block.textContent.replace(/\s+/g, " ").trim();
    const found = placesOf(text, sought, languageOf(block));
    found.words.forEach((each) => words.add(each));
    if (found.words.size > (best?.found.words.size ?? 0)) best = { block, text, found };
  }
  if (!best) return null;
  const anchor = best.block.matches(".lb-summary") ? "summary" : numbers.get(best.block) ?? best.block.closest("[id]")?.id ?? "";
  return { excerpt: excerpt(best.text, best.found.places), anchor, words };
}

const languageOf = (element) => (element.closest("[lang]")?.lang ?? "en").split("-")[0].toLowerCase();

// About `EXCERPT` signs around the first place.
function excerpt(text, places) {
  const from = Math.max(0, text.lastIndexOf(" ", Math.max(0, places[0][0] - EXCERPT / 3)) + 1);
  const end = text.indexOf(" ", Math.min(text.length, from + EXCERPT));
  const to = end < 0 ? text.length : end;
  return (from > 0 ? "… " : "") + marked(text, places, from, to) + (to < text.length ? " …" : "");
}
