// Shows what a search found: cards of pages that the query names, and the results, each with its passage once in view.
import { fill, make } from "./elements.js";
import { findPassage } from "./passages.js";
import { findPlaces, markPlaces } from "./places.js";

/** @import { Card } from "./cards.js" */
/** @import { Engine, Result } from "./engine.js" */
/** @import { Terms } from "./places.js" */
/** @import { Match } from "./small-index.js" */

export const PER_STEP = 20; // results that are shown at a time
const MAX_MARKED = 30; // words and phrases of a query that are marked in a letter

/**
 * Make the list of cards.
 * @param {Card[]} cards
 * @param {URL} root
 */
export function makeCards(cards, root) {
  return cards.map(({ url, title, kind }) => (
    make("li", {},
      make("a", { href: new URL(url, root).href, dir: "auto" }, title), " ",
      make("span", { class: "lb-small" }, kind))
  ));
}

export class ResultsView {
  /**
   * @param {HTMLElement} list
   * @param {Engine} engine
   * @param {Record<string, string>} texts of the interface
   */
  constructor(list, engine, texts) {
    this.list = list;
    this.engine = engine;
    this.texts = texts;
    /** @type {WeakMap<Element, () => void>} */
    this.waiting = new WeakMap();
    this.observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        this.observer.unobserve(target);
        this.waiting.get(target)?.();
      }
    }, { rootMargin: "200px" });
  }

  /**
   * Load and make the results for some documents.
   * @param {Match[]} matches
   * @param {Terms | null} terms to mark
   */
  async makeResults(matches, terms) {
    const results = await Promise.all(matches.map(({ number }) => this.engine.loadResult(number)));
    return results.map((result) => this.makeResult(result, terms));
  }

  /**
   * @param {Result} result
   * @param {Terms | null} terms
   */
  makeResult(result, terms) {
    const address = new URL(result.url, this.engine.root);
    const link = make("a", { href: address.href });
    const places = terms ? findPlaces(result.title, terms).places : [];
    link.append(...markPlaces(result.title, places));
    const eyebrow = make("p", { class: "lb-eyebrow" }, result.reference);
    const kind = result.example === this.texts.real ? "real" : "example";
    if (result.example) eyebrow.append(" ", make("span", { class: `lb-tag lb-tag--${kind}` }, result.example));
    const item = make("li", { class: "lb-result" },
      eyebrow,
      make("h2", { class: "lb-result-title", dir: "auto" }, link),
      make("p", { class: "lb-small" }, result.facts));
    if (result.status) item.append(make("p", { class: "lb-small" }, result.status));
    if (terms) {
      const place = result.pdfs ? make("p", { class: "lb-small lb-in-pdf" }) : null; // its line is kept free
      const excerpt = make("p", { class: "lb-excerpt", dir: "auto" });
      item.append(...(place ? [place] : []), excerpt);
      this.waiting.set(item, () => this.addPassage(result, terms, { link, place, excerpt }, places.length > 0));
      this.observer.observe(item);
    }
    return item;
  }

  /**
   * Show the best passage of a result, and let the link lead to it; for one in a PDF, there is a link of its own.
   * @param {Result} result
   * @param {Terms} terms
   * @param {{ link: HTMLAnchorElement, place: HTMLElement | null, excerpt: HTMLElement }} elements
   * @param {boolean} isInTitle whether the title has some of the terms
   */
  async addPassage(result, terms, { link, place, excerpt }, isInTitle) {
    const passage = await findPassage(this.engine, result, terms);
    if (passage) excerpt.replaceChildren(...passage.excerpt);
    if (!passage?.words.size && !isInTitle) return;
    if (passage?.page) {
      const page = passage.page.toLocaleString(document.documentElement.lang);
      place?.replaceChildren(make("a", { href: passage.target.href }, fill(this.texts["in-pdf"], { page })));
      return;
    }
    const words = new Set([...(passage?.words ?? []), ...findPlaces(link.textContent ?? "", terms).words]);
    const target = new URL(passage?.target ?? link.href);
    target.searchParams.set("highlight", [...words].slice(0, MAX_MARKED).join(" "));
    link.href = target.href;
  }
}

/**
 * Move the focus from one link to the next or the one before, with the arrow keys.
 * @param {KeyboardEvent} event
 * @param {HTMLElement} field from which the first link is reached
 * @param {HTMLElement} page
 */
export function moveFocus(event, field, page) {
  if (!["ArrowDown", "ArrowUp"].includes(event.key) || event.altKey || event.ctrlKey || event.metaKey) return;
  /** @type {HTMLElement[]} */
  const stops = [field, ...page.querySelectorAll(/** @type {"a"} */ ("[data-lb-cards] a, .lb-result-title a"))];
  const at = stops.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const next = at < 0 ? undefined : stops[at + (event.key === "ArrowDown" ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
