// What is known of documents, by their numbers: filters, references, what a result shows. Each file is loaded once.
import { tokens } from "./tokens.js";

export const load = async (url) => {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
};

// The numbers that runs tell: how many are left out, how many follow, and so on.
export function* numbers(runs) {
  let at = 0;
  for (let each = 0; each < runs.length; each += 2) {
    at += runs[each];
    for (const end = at + runs[each + 1]; at < end; at++) yield at;
  }
}

export class Documents {
  constructor(here, about) {
    this.here = here; // the folder search/ of the site
    this.about = about;
    this.number = about.documents;
    this.files = new Map();
  }

  async init() {
    this.values = Array.from({ length: this.number }, () => []); // of each document: [label of a filter, value]
    for (const [name, values] of Object.entries(await this.file("filters.json"))) {
      for (const [value, runs] of Object.entries(values)) {
        const pair = [this.about.filters[name], value];
        for (const number of numbers(runs)) this.values[number].push(pair);
      }
    }
  }

  file(name) {
    if (!this.files.has(name)) this.files.set(name, load(new URL(name, this.here)));
    return this.files.get(name);
  }

  all() {
    return Array.from({ length: this.number }, (_, number) => number);
  }

  // How many of some documents have each value of each filter.
  counted(numbers) {
    const found = Object.fromEntries(Object.values(this.about.filters).map((label) => [label, {}]));
    for (const number of numbers) for (const [label, value] of this.values[number]) found[label][value] = (found[label][value] ?? 0) + 1;
    return Object.fromEntries(Object.entries(found).filter(([, values]) => Object.keys(values).length));
  }

  // A document has to have one of the values that are chosen of each filter.
  has(number, filters) {
    return Object.entries(filters).every(([label, values]) => {
      const wanted = [values?.any ?? values].flat();
      return !wanted.length || this.values[number].some((each) => each[0] === label && wanted.includes(each[1]));
    });
  }

  // The letters with a reference in whatever spelling, of any type, or of any year: number -> how much that is worth.
  async referredTo(text) {
    const { types, codes } = this.about;
    const [, letters, digits] = tokens(text).join("").match(/^([a-z]{3,6})(\d{1,9})$/) ?? [];
    const code = letters?.slice(-3);
    const type = letters?.slice(0, -3);
    const found = new Map();
    if (!codes.includes(code) || (type && !types.includes(type))) return found;
    for (const [key, number] of Object.entries(await this.file(`references/${code}.json`))) {
      if (key === digits) found.set(number, 1000);
      else if (key.slice(0, -4) === digits) found.set(number, 500);
    }
    return found;
  }

  async shown(number) {
    const each = this.about["per-file"];
    return (await this.file(`results/${Math.floor(number / each)}.json`))[number % each];
  }
}
