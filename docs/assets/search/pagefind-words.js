// Finds documents by their words in Pagefind's indexes, one for each language. Each word is asked for by itself: so a
// whole word is worth more than a beginning in every language, and typing on asks only for what is new.
import { load, numbers } from "./documents.js";
import { once } from "./once.js";
import { MOST_WORDS, quoted, withoutFields, words } from "./query.js";
import { inAll, inAny, ofAll, weighed } from "./scores.js";
import { stemming } from "./stems.js";
import { Synonyms, WORTH } from "./synonyms.js";
import { isUnspaced } from "./tokens.js";

const SHORTEST = 4; // letters of a beginning: with less, half the index would be loaded
const KEPT = 300; // answers of the indexes, in case a word is asked for again
const LITTLE = 0.001; // what a common word is worth in a text
// With which words of English, French and Spanish go on after their stems, without accents.
const ENDINGS = "able ables ably al als ally ance ances ant ants ate ated ates ating ation ations ed ement ements ence ences ent ents er ers es ful ible ing ings ion ions ite ites ities ity ive ives ization ize ized less ly ment ments ness or ors s amiento amientos acion aciones ado ada ados adas ador adores ante antes ar er ir ible ico ica icos icas idad idades ido ida idos idas iendo ando ion iones mente o a os as e ee ees es eur eurs euse euses if ifs ique iques iste istes iva ivas ivo ivos ement ons ont".split(" ");
const SURE = 5000; // milliseconds for which indexes that were loaded anew are believed
const NOTHING = "zqxzqx"; // with which no word goes on

export class Words {
  constructor(root, about) {
    this.root = root;
    this.about = about;
    this.asked = new Map();
    this.checked = -Infinity;
    this.restarting = null;
    this.broken = false;
    this.synonyms = new Synonyms(about.synonyms);
  }

  async init() {
    const started = this.start();
    this.stem = await stemming(this.root, this.about.languages);
    await started;
  }

  async start() {
    this.indexes = await Promise.all(Object.entries(this.about.indexes).map(async ([name, common]) => {
      const base = new URL(`search/${name}/`, this.root);
      const { createInstance } = await import(new URL("pagefind.js", base).href);
      const instance = createInstance({ basePath: base.href });
      await instance.init();
      return { name, instance, common: new Map(Object.entries(common)) };
    }));
  }

  // Pagefind takes a file that does not come for one in which nothing stands, and asks for it no more. So a word that is
  // found nowhere is asked for once more, of indexes that are loaded anew: that fails where the network does.
  async anew() {
    if (performance.now() - this.checked < SURE) return false;
    const old = this.indexes;
    this.restarting ??= this.start().then(() => {
      this.checked = performance.now();
      this.asked.clear();
      setTimeout(() => old.forEach(({ instance }) => instance.destroy()), SURE); // somebody may be asking them
    }).finally(() => { this.restarting = null; });
    await this.restarting;
    return true;
  }

  // number of a document -> its score, for a query as Pagefind reads it; asked once.
  ask({ name, instance }, query) {
    return once(this.asked, `${name} ${query}`, async () => {
      const { results } = await instance.search(query).catch((error) => {
        this.checked = -Infinity; // it answers no more, also when the network is there again
        this.broken = true;
        throw error;
      });
      return new Map(results.map(({ id, score }) => [Number(id), score]));
    }, KEPT);
  }

  // The documents with a common word, of which the index is not asked where it stands: number -> how little it is worth,
  // more in a title. Asked once.
  often({ name }, file) {
    const address = new URL(`search/${name}/common/${file}.json`, this.root);
    return once(this.asked, address.href, async () => worths(await load(address)));
  }

  // In one index: `whole` has the documents with the word in any of its forms, `begun` those with one that goes on.
  async wordIn(index, word, open) {
    const begins = open && (word.length >= SHORTEST || isUnspaced(word));
    const going = new Set([...index.common].filter(([form]) => begins && form.startsWith(word)).map(([, file]) => file));
    const own = index.common.get(word);
    if (going.size || own !== undefined) {
      const begun = await Promise.all([...going].map((each) => this.often(index, each)));
      // What the word itself is worth would be told with all that goes on from it, and so with what is common.
      const whole = own === undefined ? new Map([...(await this.ask(index, `"${word}"`)).keys()].map((number) => [number, LITTLE * 10])) : await this.often(index, own);
      return { whole, begun: new Map(begun.flatMap((each) => [...each])) };
    }
    const whole = await this.ask(index, `"${word}"`);
    if (!whole.size && !begins) return { whole, begun: new Map() };
    const scored = await this.ask(index, word);
    const begun = new Map(begins ? [...scored].filter(([number]) => !whole.has(number)) : []);
    if (!whole.size && !(await this.goesOn(index, word, scored))) begun.clear();
    return { whole: new Map([...whole].map(([number]) => [number, scored.get(number) ?? LITTLE])), begun };
  }

  // Whether a word of the index begins so. Where none does, Pagefind takes the longest one with which the word begins:
  // that may be the stem of what is being typed (`detent` of `detention`, of which `detenti` was typed), or have nothing
  // to do with it.
  async goesOn(index, word, scored) {
    if (!alike(scored, await this.ask(index, word + NOTHING))) return true;
    const stems = await Promise.all(this.stemsOf(word, index.name).map((each) => this.ask(index, `"${each}"`)));
    return stems.some((each) => each.size && alike(each, scored));
  }

  // The stems of which a word may be the beginning of a form: some letters of an ending are typed already.
  stemsOf(word, language) {
    const cuts = Array.from({ length: Math.max(word.length - SHORTEST, 0) }, (_, each) => each + 1);
    return cuts.filter((cut) => {
      const [stem, typed] = [word.slice(0, -cut), word.slice(-cut)];
      return ENDINGS.some((ending) => ending.startsWith(typed) && this.stem(stem + ending, language) === this.stem(stem, language));
    }).map((cut) => word.slice(0, -cut));
  }

  // The documents with a word, in every language. A beginning is worth less than any whole word.
  async word(word, open) {
    const asked = () => Promise.all(this.indexes.map((index) => this.wordIn(index, word, open)));
    let found = await asked();
    if (!found.some(({ whole, begun }) => whole.size || begun.size) && (await this.anew())) found = await asked();
    const whole = new Map(found.flatMap((each) => [...each.whole]));
    const begun = found.flatMap((each) => [...each.begun]);
    const least = [...whole.values()].reduce((a, b) => Math.min(a, b), LITTLE * 10) / 2;
    const most = begun.reduce((a, [, score]) => Math.max(a, score), LITTLE);
    return new Map([...begun.map(([number, score]) => [number, (score / most) * least]), ...whole]);
  }

  // The documents in which the words of a phrase stand one after another.
  async phrase(words) {
    const standing = await Promise.all(this.indexes.map((index) => this.ask(index, `"${words.join(" ")}"`)));
    const numbers = standing.flatMap((scores) => [...scores.keys()]);
    const found = await Promise.all(words.map((word) => this.word(word, false)));
    return inAll([new Map(numbers.map((number) => [number, 0])), ...found]);
  }

  // Those with all of some words, or with what means the same as they.
  async either(words, others) {
    const own = await Promise.all(words.map(({ word, open }) => this.word(word, open)));
    const alike = await Promise.all(others.map((phrase) => (phrase.length > 1 ? this.phrase(phrase) : this.word(phrase[0], false))));
    return inAny([inAll(own), ...alike.map((each) => weighed(each, WORTH))]);
  }

  read(text) {
    const { phrases, unwanted, rest } = quoted(withoutFields(text));
    return { phrases, without: unwanted, asked: words(rest).slice(0, MOST_WORDS) };
  }

  // `scores` by document, and what was `sought`.
  async matching(text) {
    if (this.broken) {
      await this.anew();
      this.broken = false;
    }
    const { phrases, without, asked } = this.read(text);
    const units = [...this.synonyms.units(asked.filter((each) => !each.unwanted), ({ word }) => word)];
    const found = await Promise.all([...units.map((unit) => this.either(...unit)), ...phrases.map((phrase) => this.phrase(phrase))]);
    if (!found.length) found.push(ofAll(this.about.documents));
    const scores = inAll(found);
    const unwanted = [...asked.filter((each) => each.unwanted).map(({ word }) => this.word(word, false)), ...without.map((phrase) => this.phrase(phrase))];
    for (const each of await Promise.all(unwanted)) for (const number of each.keys()) scores.delete(number);
    return { scores, sought: this.sought(units, phrases) };
  }

  // What of a text was sought, as far as can be told without the index.
  sought(units, phrases) {
    const others = units.flatMap(([, alike]) => alike);
    const typed = units.flatMap(([words]) => words);
    const single = others.filter((each) => each.length === 1).flat();
    const begun = typed.filter(({ open }) => open).map(({ word }) => word);
    return {
      ...this.forms([...typed.map(({ word }) => word), ...single], begun),
      phrases: [...phrases, ...others.filter((each) => each.length > 1)].map((phrase) => phrase.map((word) => this.forms([word], []))),
    };
  }

  // Tells by `has` whether a word of a language is a form of some words, or goes on from what was begun.
  forms(words, begun) {
    // lunr has no stemmers for other scripts; there a word may differ in its last two letters.
    const cut = words.filter((word) => /[^\p{Script=Latin}\p{N}]/u.test(word) && word.length > 4).map((word) => word.slice(0, -2));
    const starts = [...begun, ...cut];
    const stems = new Map(); // by language
    const stemmed = (language) => {
      if (!stems.has(language)) stems.set(language, new Set(words.map((word) => this.stem(word, language))));
      return stems.get(language);
    };
    const known = new Map();
    const begins = new Set([...words, ...starts].map((word) => word.slice(0, 2))); // as their stems do: asked first, since stems cost
    const is = (token, language) => words.includes(token) || stemmed(language).has(this.stem(token, language)) || starts.some((word) => token.startsWith(word));
    return {
      has: (token, language) => {
        if (!begins.has(token.slice(0, 2))) return false;
        const key = `${language} ${token}`;
        if (!known.has(key)) known.set(key, is(token, language));
        return known.get(key);
      },
    };
  }
}

function worths(byWeight) {
  const found = new Map();
  for (const [weight, runs] of Object.entries(byWeight)) for (const number of numbers(runs)) found.set(number, weight ** 2 * LITTLE);
  return found;
}

const alike = (one, other) => one.size === other.size && [...one.keys()].every((number) => other.has(number));
