// A search as Pagefind's public API has it, over documents and one of two engines for their words. All is loaded on
// first use.
import { Documents, load } from "./documents.js";
import { passage } from "./passages.js";
import { tokens } from "./tokens.js";

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
    const { Words } = await import(ENGINES[about.engine]);
    this.words = new Words(this.root, about);
    await Promise.all([this.documents.init(), this.words.init()]);
  }

  filters() {
    return this.documents.counted(this.documents.all());
  }

  // `scores` of the documents that were found, and the `words` (asked by `has`) that were.
  async matching(text) {
    if (text === null || !tokens(text).length) return { scores: new Map(this.documents.all().map((number) => [number, 0])), words: null };
    const { scores, words } = await this.words.matching(text);
    for (const [number, worth] of await this.documents.referredTo(text)) scores.set(number, (scores.get(number) ?? 0) + worth);
    return { scores, words };
  }

  async search(text, { filters = {}, order = "relevance" } = {}) {
    await this.init();
    const { scores, words } = await this.matching(text);
    const found = [...scores.keys()];
    const chosen = found.filter((number) => this.documents.has(number, filters));
    // Numbers are in the order of time, the newest first.
    chosen.sort((a, b) => (order === "date" ? 0 : scores.get(b) - scores.get(a)) || a - b);
    const counts = this.documents.counted(chosen);
    for (const label of Object.keys(filters)) { // another value of it would be found as well: it is counted as if none were chosen
      const { [label]: _, ...others } = filters;
      counts[label] = this.documents.counted(found.filter((number) => this.documents.has(number, others)))[label] ?? {};
    }
    return {
      results: chosen.map((number) => ({ id: String(number), score: scores.get(number), words: [], data: () => this.data(number, words) })),
      unfilteredResultCount: found.length,
      filters: counts,
      totalFilters: this.documents.counted(found),
    };
  }

  // What a result shows, with the passage from the page itself.
  async data(number, words) {
    const { url, meta } = await this.documents.shown(number);
    const address = new URL(url, this.root);
    const found = words ? await passage(address, words) : null;
    if (found) address.searchParams.set("highlight", [...found.words].slice(0, 20).join(" "));
    if (found?.anchor) address.hash = found.anchor;
    const whole = address.pathname + address.search + address.hash;
    return { url: whole, raw_url: whole, meta: { ...meta, url: whole }, filters: {}, excerpt: found?.excerpt ?? "", sub_results: [], anchors: [] };
  }
}
