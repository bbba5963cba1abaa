// A search as Pagefind's public API has it, over documents and one of two engines for their words. All is loaded on
// first use.
import { Documents, load, numbers } from "./documents.js";
import { passage } from "./passages.js";
import { marked, placesOf } from "./places.js";
import { ofAll } from "./scores.js";
import { tokens } from "./tokens.js";

const RESPONSE = 0.6; // what a word is worth in a response: it says much of its letter again, and comes after it
const MARKED = 30; // words and phrases of a search that are marked in a letter
const ENGINES = { lunr: "./lunr-words.js", pagefind: "./pagefind-words.js" };

export class Engine {
  constructor(root) {
    this.root = root; // of the site, as an absolute URL
    this.loading = null;
  }

  init() {
    this.loading ??= this.start().catch((error) => {
      this.loading = null; // what failed once is tried again
      throw error;
    });
    return this.loading;
  }

  async start() {
    const here = new URL("search/", this.root);
    const about = await load(new URL("search.json", here));
    this.documents = new Documents(here, about);
    this.responses = new Set(numbers(about.responses));
    const { Words } = await import(ENGINES[about.engine]);
    this.words = new Words(this.root, about);
    await Promise.all([this.documents.init(), this.words.init()]);
  }

  filters() {
    return this.documents.counted(ofAll(this.documents.number).keys());
  }

  // `scores` of the documents that were found, and what was `sought` in them, as `placesOf` takes it.
  async matching(text) {
    if (text === null || !tokens(text).length) return { scores: ofAll(this.documents.number), sought: null };
    const referred = await this.documents.referredTo(text);
    const { scores, sought } = await this.words.matching(referred.all ? `${referred.all} ` : text);
    for (const [number, score] of scores) if (this.responses.has(number)) scores.set(number, score * RESPONSE);
    for (const [number, worth] of referred.scores) scores.set(number, (scores.get(number) ?? 0) + worth);
    return { scores, sought: referred.all ? { has: () => false, phrases: referred.phrases.map((words) => words.map((word) => new Set([word]))) } : sought };
  }

  async search(text, { filters = {}, order = "relevance" } = {}) {
    await this.init();
    const { scores, sought } = await this.matching(text);
    const found = [...scores.keys()];
    const chosen = found.filter((number) => this.documents.has(number, filters));
    // Numbers are in the order of time, the newest first.
    chosen.sort((a, b) => (order === "date" ? 0 : scores.get(b) - scores.get(a)) || a - b);
    const counts = this.documents.counted(chosen);
    for (const label of Object.keys(filters).filter((each) => each in counts)) { // another value of it would be found as well: it is counted as if none were chosen
      const { [label]: _, ...others } = filters;
      counts[label] = this.documents.counted(found.filter((number) => this.documents.has(number, others)))[label];
    }
    return {
      results: chosen.map((number) => ({ id: String(number), score: scores.get(number), words: [], data: () => this.data(number, sought) })),
      unfilteredResultCount: found.length,
      filters: counts,
      totalFilters: counts, // the components show these beside what is chosen
    };
  }

  // What a result shows, with the passage from the page itself.
  async data(number, sought) {
    const { url, meta } = await this.documents.shown(number);
    const address = new URL(url, this.root);
    const found = sought && (await passage(address, sought));
    const title = sought ? placesOf(meta.title, sought, document.documentElement.lang) : { places: [], words: new Set() };
    const words = new Set([...(found?.words ?? []), ...title.words]);
    if (words.size) address.searchParams.set("highlight", [...words].slice(0, MARKED).join(" "));
    if (found?.anchor) address.hash = found.anchor;
    const whole = address.pathname + address.search + address.hash;
    return { url: whole, raw_url: whole, meta: { ...meta, title: marked(meta.title, title.places), url: whole }, filters: {}, excerpt: found?.excerpt ?? "", sub_results: [], anchors: [] };
  }
}
