// What is known of documents, by their numbers: filters, references, what a result shows. Each file is loaded once.
import { once } from "./once.js";
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

// Words that readers put before a reference.
const BESIDE = new Set(["ref", "reference", "no", "letter", "communication", "lettre", "carta", "comunicacion", "referencia"]);

export class Documents {
  constructor(here, about) {
    this.here = here; // the folder search/ of the site
    this.about = about;
    this.number = about.documents;
    this.files = new Map();
  }

  async init() {
    this.values = Array.from({ length: this.number }, () => []); // of each document: [label of a filter, value]
    this.known = []; // the same of all documents, in their order
    for (const [name, values] of Object.entries(await this.file("filters.json"))) {
      const label = this.about.filters[name];
      this.known.push([label, Object.keys(values)]);
      for (const [value, runs] of Object.entries(values)) {
        const pair = [label, value];
        for (const number of numbers(runs)) this.values[number].push(pair);
      }
    }
  }

  file(name) {
    return once(this.files, name, () => load(new URL(name, this.here)));
  }

  // How many of some documents have each value of each filter; none as well.
  counted(numbers) {
    const found = Object.fromEntries(this.known.map(([label, values]) => [label, Object.fromEntries(values.map((each) => [each, 0]))]));
    for (const number of numbers) for (const [label, value] of this.values[number]) found[label][value] += 1;
    return found;
  }

  // A document has to have one of the values that are chosen of each filter.
  has(number, filters) {
    return Object.entries(filters).every(([label, values]) => {
      const wanted = [values?.any ?? values].flat();
      return !wanted.length || this.values[number].some((each) => each[0] === label && wanted.includes(each[1]));
    });
  }

  // The letters of which a text tells the reference, in whatever spelling, with any type, or none; where it tells nothing
  // else, with any year, too: `scores` of them, and the references as `phrases`. `all` is the reference as an index has
  // it, where the text tells nothing else.
  async referredTo(text) {
    const { types, codes } = this.about;
    const read = tokens(text).join(" ");
    const reference = new RegExp(`(?<![^ ])(${types.join("|")})? ?(${codes.join("|")}) ?0*(\\d{1,5})(?: (\\d{4}|\\d{2}))?(?![^ ])`, "g");
    const scores = new Map();
    const phrases = [];
    let all = "";
    for (const { 0: written, 1: type, 2: code, 3: number, 4: year } of codes.length ? read.matchAll(reference) : []) {
      const alone = read.replace(written, "").split(" ").every((word) => !word || BESIDE.has(word));
      if (!alone && !type && year?.length !== 4) continue; // some codes are words
      for (const [key, document] of Object.entries(await this.file(`references/${code}.json`))) {
        const [ownNumber, ownYear] = key.split("/");
        if (ownNumber !== number || !ownYear.endsWith(year ?? "")) continue;
        scores.set(document, year ? 1000 : 500);
        phrases.push([code, ownNumber, ownYear]);
        if (alone) all = [code, ownNumber, ...(year ? [ownYear] : [])].join(" ");
      }
    }
    return { scores, phrases, all };
  }

  async shown(number) {
    const each = this.about["per-file"];
    return (await this.file(`results/${Math.floor(number / each)}.json`))[number % each];
  }
}
