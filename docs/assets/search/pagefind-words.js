// Finds documents by their words in Pagefind's indexes, one for each language. Each word is asked for by itself: so a
// whole word is worth more than a beginning in every language, and typing on asks only for what is new.
import { load, numbers } from "./documents.js";
import { MOST_WORDS, isOpen, quoted, withoutFields } from "./query.js";
import { stemming } from "./stems.js";
import { tokens } from "./tokens.js";

const SHORTEST = 4; // letters of a beginning: with less, half the index would be loaded
const LITTLE = 0.001; // what a common word is worth in a text
const NOTHING = "zqxzqx"; // with which no word goes on

export class Words {
  constructor(root, about) {
    this.root = root;
    this.about = about;
    this.asked = new Map();
    this.synonymous = new Map();
    for (const group of about.synonyms) {
      const single = group.filter((words) => words.length === 1).flat();
      for (const word of single) this.synonymous.set(word, single.filter((each) => each !== word));
    }
  }

  async init() {
    const started = Object.entries(this.about.indexes).map(async ([name, common]) => {
      const base = new URL(`search/${name}/`, this.root);
      const { createInstance } = await import(new URL("pagefind.js", base).href);
      const instance = createInstance({ basePath: base.href });
      await instance.init();
      return { name, instance, common: new Map(Object.entries(common)) };
    });
    this.stems = await stemming(this.root, this.about.languages);
    this.indexes = await Promise.all(started);
  }

  // number of a document -> its score, for a query as Pagefind reads it; asked once.
  ask({ name, instance }, query) {
    const key = `${name} ${query}`;
    if (!this.asked.has(key)) {
      this.asked.set(key, instance.search(query).then(({ results }) => new Map(results.map(({ id, score }) => [Number(id), score]))));
    }
    return this.asked.get(key);
  }

  // The documents with a common word, of which the index is not asked where it stands: number -> how little it is worth,
  // more in a title. Asked once.
  often({ name }, file) {
    const key = `${name} ${file} common`;
    if (!this.asked.has(key)) this.asked.set(key, load(new URL(`search/${name}/common/${file}.json`, this.root)).then(worths));
    return this.asked.get(key);
  }

  // In one index: `whole` has the documents with the word in any of its forms, `begun` those with one that goes on.
  async wordIn(index, word, open) {
    const begins = open && word.length >= SHORTEST;
    const going = new Set([...index.common].filter(([form]) => begins && form.startsWith(word)).map(([, file]) => file));
    const own = index.common.get(word);
    if (going.size || own !== undefined) {
      const begun = await Promise.all([...going].map((each) => this.often(index, each)));
      return { whole: own === undefined ? new Map() : await this.often(index, own), begun: new Map(begun.flatMap((each) => [...each])) };
    }
    const whole = await this.ask(index, `"${word}"`);
    if (!whole.size && !begins) return { whole, begun: new Map() };
    const scored = await this.ask(index, word);
    const begun = new Map(begins ? [...scored].filter(([number]) => !whole.has(number)) : []);
    if (!whole.size && !(await this.goesOn(index, word, scored))) begun.clear();
    return { whole: new Map([...whole].map(([number]) => [number, scored.get(number) ?? LITTLE])), begun };
  }

  // Whether a word of the index begins so. Where none does, Pagefind takes the longest one with which the word begins:
  // that may be its stem (`detent` of `detention`, of which `detenti` was typed), or have nothing to do with it.
  async goesOn(index, word, scored) {
    if (!alike(scored, await this.ask(index, word + NOTHING))) return true;
    const shorter = [1, 2, 3].map((cut) => word.slice(0, -cut)).filter((each) => each.length >= SHORTEST);
    const stems = await Promise.all(shorter.map((each) => this.ask(index, `"${each}"`)));
    return stems.some((each) => each.size && alike(each, scored));
  }

  // The documents with a word, in every language. A beginning is worth less than any whole word.
  async word(word, open) {
    const found = await Promise.all(this.indexes.map((index) => this.wordIn(index, word, open)));
    const whole = new Map(found.flatMap((each) => [...each.whole]));
    const begun = found.flatMap((each) => [...each.begun]);
    const least = [...whole.values()].reduce((a, b) => Math.min(a, b), LITTLE * 10) / 2;
    const most = begun.reduce((a, [, score]) => Math.max(a, score), LITTLE);
    return new Map([...begun.map(([number, score]) => [number, (score / most) * least]), ...whole]);
  }

  // And with those that mean the same.
  async meant(word, open) {
    const others = await Promise.all((this.synonymous.get(word) ?? []).map((each) => this.word(each, false)));
    const found = await this.word(word, open);
    for (const [number, score] of others.flatMap((each) => [...each])) found.set(number, Math.max(found.get(number) ?? 0, score * 0.6));
    return found;
  }

  // The documents in which the words of a phrase stand one after another.
  async phrase(words) {
    const found = await Promise.all(this.indexes.map((index) => this.ask(index, `"${words.join(" ")}"`)));
    return new Map(found.flatMap((scores) => [...scores.keys()].map((number) => [number, 0])));
  }

  read(text) {
    const { phrases, unwanted, rest } = quoted(text);
    const asked = withoutFields(rest).split(/\s+/).filter(Boolean).flatMap((each) => {
      const unwanted = each.startsWith("-");
      return tokens(each.replace(/^[+-]/, "")).map((word) => ({ word, unwanted, open: each.endsWith("*") }));
    });
    const last = asked.at(-1);
    if (last && isOpen(rest)) last.open = true;
    return { phrases, without: unwanted, asked: asked.slice(0, MOST_WORDS) };
  }

  // `scores` by document, and the `words` that were found, to be asked by `has`.
  async matching(text) {
    const { phrases, without, asked } = this.read(text);
    const wanted = asked.filter((each) => !each.unwanted);
    const sought = [...wanted, ...phrases.flat().map((word) => ({ word, open: false }))];
    const found = await Promise.all(sought.map(({ word, open }) => this.meant(word, open)));
    const standing = await Promise.all(phrases.map((phrase) => this.phrase(phrase)));
    const lists = [...standing, ...found];
    if (!lists.length) lists.push(new Map(Array.from({ length: this.about.documents }, (_, number) => [number, 0])));
    const scores = new Map([...lists[0].keys()].filter((number) => lists.every((each) => each.has(number))).map((number) => [
      number, lists.reduce((sum, each) => sum + each.get(number), 0),
    ]));
    for (const { word } of asked.filter((each) => each.unwanted)) for (const number of (await this.word(word, false)).keys()) scores.delete(number);
    for (const phrase of without) for (const number of (await this.phrase(phrase)).keys()) scores.delete(number);
    return { scores, words: this.standing(sought) };
  }

  // Whether a word of a text is one that was sought, as far as can be told without the index.
  standing(sought) {
    const words = sought.flatMap(({ word }) => [word, ...(this.synonymous.get(word) ?? [])]);
    const stems = new Set(words.flatMap((word) => [...this.stems(word)]));
    const begun = sought.filter(({ open }) => open).map(({ word }) => word);
    // lunr has no stemmers for other scripts; there a word may differ in its last two letters.
    begun.push(...words.filter((word) => /[^\p{Script=Latin}\p{N}]/u.test(word) && word.length > 4).map((word) => word.slice(0, -2)));
    const known = new Map();
    const begins = new Set([...words, ...begun].map((word) => word.slice(0, 2))); // as their stems do: asked first, since stems cost
    const has = (token) => begins.has(token.slice(0, 2)) && (words.includes(token) || [...this.stems(token)].some((stem) => stems.has(stem)) || begun.some((word) => token.startsWith(word)));
    return { has: (token) => (known.has(token) ? known.get(token) : known.set(token, has(token)).get(token)) };
  }
}

function worths(byWeight) {
  const found = new Map();
  for (const [weight, runs] of Object.entries(byWeight)) for (const number of numbers(runs)) found.set(number, weight ** 2 * LITTLE);
  return found;
}

const alike = (one, other) => one.size === other.size && [...one.keys()].every((number) => other.has(number));
