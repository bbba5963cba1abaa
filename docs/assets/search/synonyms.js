// Words and phrases that mean the same.
export const WORTH = 0.6; // of what means the same as a word, beside the word itself

export class Synonyms {
  // Of groups of phrases; a phrase is a list of words, mostly of one.
  constructor(groups) {
    this.others = new Map();
    for (const group of groups) {
      for (const phrase of group) {
        const key = phrase.join(" ");
        this.others.set(key, [...(this.others.get(key) ?? []), ...group.filter((each) => each !== phrase)]);
      }
    }
    this.longest = Math.max(1, ...groups.flat().map((phrase) => phrase.length));
  }

  // The items of a query one by one, or together where their words are a phrase, and where they may stand `together`:
  // [items, the phrases that mean the same].
  *units(items, wordOf, together = () => true) {
    for (let at = 0; at < items.length;) {
      const key = (length) => items.slice(at, at + length).map(wordOf).join(" ");
      let length = Math.min(this.longest, items.length - at);
      while (length > 1 && !(this.others.has(key(length)) && together(items.slice(at, at + length)))) length -= 1;
      yield [items.slice(at, at + length), this.others.get(key(length)) ?? []];
      at += length;
    }
  }
}
