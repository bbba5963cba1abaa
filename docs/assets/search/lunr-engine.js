// Searches a prebuilt lunr index, and answers as Pagefind's public API does. Everything is loaded on first use.
import { places, tokens } from "./tokens.js";

const STEMMERS = { fr: "lunr.fr.js", es: "lunr.es.js" }; // lunr has the English one itself
const MOST_WORDS = 40; // of a query: each costs a look at the whole index
const MOST_EDITS = 2; // signs by which a word may differ: with more nearly all words are alike
const EXCERPT = 240; // signs of a passage that a result shows, about

const load = async (url) => {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
};

// lunr.js and its stemmers are classic scripts that put themselves into the window.
const script = (url) => new Promise((resolve, reject) => {
  const element = document.createElement("script");
  element.src = url;
  element.onload = resolve;
  element.onerror = () => reject(new Error(url));
  document.head.append(element);
});

export class LunrEngine {
  constructor(root) {
    this.root = root; // of the site, as an absolute URL
    this.loading = null;
    this.texts = null;
    this.pages = new Map();
  }

  init() {
    this.loading ??= this.start();
    return this.loading;
  }

  async start() {
    const here = new URL("search/", this.root);
    const library = new URL("assets/search/lunr/", this.root);
    const reading = [load(new URL("index.json", here)), load(new URL("documents.json", here))];
    if (!window.lunr) await script(new URL("lunr.js", library));
    const [index, shown] = await Promise.all(reading);
    this.documents = shown.documents;
    this.labels = shown.filters; // the name of a filter -> what it is called
    const wanted = Object.keys(STEMMERS).filter((each) => shown.languages.includes(each));
    if (wanted.length) await script(new URL("lunr.stemmer.support.js", library));
    for (const each of wanted) if (!lunr[each]) await script(new URL(STEMMERS[each], library));
    this.stemmers = [lunr.stemmer, ...wanted.map((each) => lunr[each].stemmer)];
    this.index = lunr.Index.load(index);
    this.related = this.byStem(Object.keys(this.index.invertedIndex));
    this.synonymous = new Map();
    for (const group of shown.synonyms) {
      for (const words of group) if (words.length === 1) this.synonymous.set(words[0], group);
    }
  }

  stems(word) {
    return new Set(this.stemmers.map((stemmer) => stemmer(new lunr.Token(word, {})).toString()));
  }

  // Each stem of the words of the index, and those words: an index has words as they are, and who searches stems.
  byStem(words) {
    const found = new Map();
    for (const word of words) {
      for (const stem of this.stems(word)) found.has(stem) ? found.get(stem).push(word) : found.set(stem, [word]);
    }
    return found;
  }

  // The words of the index that a word stands for: itself, those of one stem with it, and what means the same.
  meant(word) {
    const alike = (each) => [...this.stems(each)].flatMap((stem) => this.related.get(stem) ?? []);
    const others = (this.synonymous.get(word) ?? []).filter((group) => group.length === 1).flat();
    return new Set([word, ...alike(word), ...others, ...others.flatMap(alike)]);
  }

  filters() {
    return this.counted(this.documents.map((_, number) => number));
  }

  counted(numbers) {
    const found = Object.fromEntries(Object.values(this.labels).map((label) => [label, {}]));
    for (const number of numbers) {
      for (const [name, values] of Object.entries(this.documents[number].filters)) {
        const of = found[this.labels[name]];
        for (const value of values) of[value] = (of[value] ?? 0) + 1;
      }
    }
    return Object.fromEntries(Object.entries(found).filter(([, values]) => Object.keys(values).length));
  }

  // What a query asks for, as clauses of lunr and phrases; one that lunr cannot read is plain words.
  read(text) {
    const phrases = [];
    const rest = text.replace(/["“«]([^"”»]*)["”»]/g, (_, phrase) => {
      if (tokens(phrase).length) phrases.push(tokens(phrase));
      return " ";
    });
    let clauses;
    try {
      const query = new lunr.Query(this.index.fields);
      new lunr.QueryParser(rest, query).parse();
      clauses = query.clauses;
    } catch (error) {
      if (!(error instanceof lunr.QueryParseError)) throw error;
      clauses = tokens(rest).map((term) => ({ term, fields: this.index.fields, boost: 1 }));
    }
    return { phrases: phrases.slice(0, MOST_WORDS), clauses: clauses.flatMap((clause) => this.simple(clause)).slice(0, MOST_WORDS) };
  }

  // A clause for each word of its term, in the form of the index.
  simple(clause) {
    const term = String(clause.term);
    const presence = clause.presence ?? lunr.Query.presence.OPTIONAL;
    if (term.includes("*")) return [{ ...clause, presence, term: term.split("*").map((each) => tokens(each).join("")).join("*") }];
    return tokens(term).map((word) => ({ ...clause, presence, term: word }));
  }

  // number of a document -> its score, and all words of the index that matched.
  asked(clause, words, last) {
    const scores = new Map();
    const query = (term, boost, more = {}) => {
      const options = { fields: clause.fields, boost: boost * (clause.boost ?? 1), usePipeline: false, wildcard: 0, ...more };
      for (const { ref, score, matchData } of this.index.query((q) => q.term(term, options))) {
        scores.set(Number(ref), (scores.get(Number(ref)) ?? 0) + score);
        Object.keys(matchData.metadata).forEach((each) => words.add(each));
      }
    };
    const { term, editDistance } = clause;
    if (term.includes("*")) query(term, 1);
    else if (editDistance) query(term, 1, { editDistance: Math.min(editDistance, MOST_EDITS) });
    else {
      for (const each of this.meant(term)) if (each in this.index.invertedIndex) query(each, each === term ? 1 : 0.6);
      if (last && term.length > 1) query(`${term}*`, 0.2); // somebody may still be typing it
    }
    return scores;
  }

  async matching(text) {
    const { phrases, clauses } = this.read(text);
    const { REQUIRED, PROHIBITED, OPTIONAL } = lunr.Query.presence;
    const explicit = clauses.some((each) => each.presence !== OPTIONAL);
    const words = new Set();
    let scores = new Map(this.documents.map((_, number) => [number, 0]));
    let chosen = false;
    const keep = (found) => {
      scores = new Map([...scores].filter(([number]) => found.has(number)).map(([number, score]) => [number, score + found.get(number)]));
      chosen = true;
    };
    const optional = [];
    clauses.forEach((clause, at) => {
      const unwanted = clause.presence === PROHIBITED;
      const found = this.asked(clause, unwanted ? new Set() : words, at === clauses.length - 1 && !/\s$/.test(text));
      if (unwanted) found.forEach((_, number) => scores.delete(number));
      else if (clause.presence === REQUIRED || !explicit) keep(found);
      else optional.push(found);
    });
    for (const phrase of phrases) {
      for (const term of phrase) {
        keep(this.asked({ term, fields: this.index.fields }, words, false));
      }
      const texts = await this.wholeTexts();
      const sought = ` ${phrase.join(" ")} `;
      scores = new Map([...scores].filter(([number]) => ` ${texts[number]} `.includes(sought)));
    }
    for (const found of optional) found.forEach((score, number) => scores.has(number) && scores.set(number, scores.get(number) + score));
    if (!chosen && optional.length) scores = new Map([...scores].filter(([, score]) => score > 0));
    const reference = tokens(text).join("");
    this.documents.forEach(({ references }, number) => {
      if (references.includes(reference)) scores.set(number, (scores.get(number) ?? 0) + 1000);
      else if (reference.length > 3 && references.some((each) => /\d{4}$/.test(each) && each.slice(0, -4) === reference)) {
        scores.set(number, (scores.get(number) ?? 0) + 500);
      }
    });
    return { scores, words };
  }

  async wholeTexts() {
    this.texts ??= load(new URL("search/texts.json", this.root));
    return this.texts;
  }

  async search(text, { filters = {}, order = "relevance" } = {}) {
    await this.init();
    const all = text === null || !tokens(text).length;
    const { scores, words } = all
      ? { scores: new Map(this.documents.map((_, number) => [number, 0])), words: new Set() }
      : await this.matching(text);
    const found = [...scores.keys()];
    const chosen = found.filter((number) => this.has(number, filters));
    const newest = (a, b) => this.documents[b].date.localeCompare(this.documents[a].date) || a - b;
    chosen.sort(order === "date" || all ? newest : (a, b) => scores.get(b) - scores.get(a) || newest(a, b));
    return {
      results: chosen.map((number) => ({ id: String(number), score: scores.get(number), words: [], data: () => this.data(number, words) })),
      unfilteredResultCount: found.length,
      filters: this.counted(chosen),
      totalFilters: this.counted(found),
    };
  }

  // A document has to have one of the values that are chosen of each filter.
  has(number, filters) {
    const own = this.documents[number].filters;
    return Object.entries(filters).every(([label, values]) => {
      const name = Object.keys(this.labels).find((each) => this.labels[each] === label);
      const wanted = [values?.any ?? values].flat();
      return !wanted.length || wanted.some((each) => own[name]?.includes(each));
    });
  }

  // What a result shows: the passage in which most of the words stand, from the page itself.
  async data(number, words) {
    const { url, meta, filters } = this.documents[number];
    const address = new URL(url, this.root);
    const passage = words.size ? await this.passage(address, words) : null;
    if (words.size) address.searchParams.set("highlight", [...(passage?.words ?? words)].slice(0, 20).join(" "));
    if (passage?.anchor) address.hash = passage.anchor;
    const whole = address.pathname + address.search + address.hash;
    return { url: whole, raw_url: whole, meta: { ...meta, url: whole }, filters, excerpt: passage?.excerpt ?? "", sub_results: [], anchors: [] };
  }

  async passage(address, words) {
    if (!this.pages.has(address.href)) {
      this.pages.set(address.href, fetch(address).then((answer) => (answer.ok ? answer.text() : "")));
    }
    const page = new DOMParser().parseFromString(await this.pages.get(address.href), "text/html");
    let best = null;
    const numbers = new Map(); // a paragraph's number is its place, and no part of its text
    page.querySelectorAll(".lb-body .lb-number").forEach((each) => {
      numbers.set(each.parentElement, each.id);
      each.remove();
    });
    for (const block of page.querySelectorAll(".lb-body :is(p, li, blockquote, td), .lb-summary")) {
      const text = block.textContent.replace(/\s+/g, " ").trim();
      const found = places(text, words);
      const distinct = new Set(found.flatMap(([from, to]) => tokens(text.slice(from, to))).filter((each) => words.has(each)));
      if (found.length && (!best || distinct.size > best.distinct.size)) best = { block, text, found, distinct };
    }
    if (!best) return null;
    const anchor = best.block.matches(".lb-summary") ? "summary" : numbers.get(best.block) ?? best.block.closest("[id]")?.id ?? "";
    return { excerpt: excerpt(best.text, best.found), anchor, words: best.distinct };
  }
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
