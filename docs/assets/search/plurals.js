// Compares names and synonyms without their plurals. A word need not become a real one: both sides are changed alike.

/**
 * Return a folded word without the ending of an English, French or Spanish plural: `company` for `companies`.
 * @param {string} word
 */
export const dropPlural = (word) => (
  word.length < 4 ? word
    : word.replace(/ies$/, "y").replace(/(?<=[lnr]|ch|sh|x)es$/, "").replace(/(?<=[a-rt-z])s$/, "")
);
