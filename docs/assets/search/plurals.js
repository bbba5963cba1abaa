// Compares names and synonyms without their plurals. A word need not become a real one: both sides are changed alike.

/**
 * Return a folded word without the ending of an English, French or Spanish plural, and without an `e` that may belong
 * to it: `company` for `companies`, `lettr` for `lettre` and `lettres`, `prision` for `prisiones`.
 * @param {string} word
 */
export const dropPlural = (word) => (
  word.length < 4 ? word
    : word.replace(/ies$/, "y").replace(/(?<=[a-rt-z])s$/, "").replace(/e$/, "")
);
