// Reduces words to their stems with lunr's stemmers, which are loaded for the purpose.

/** @typedef {(word: string, language: string) => string} Stemmer the language has two letters */

/** @type {Record<"fr" | "es", string>} */
const STEMMERS = { fr: "lunr.fr.js", es: "lunr.es.js" }; // lunr itself brings the English one

/**
 * Load a classic script: lunr.js and its stemmers add themselves to the window.
 * @param {URL} url
 * @returns {Promise<void>}
 */
const loadScript = (url) => new Promise((resolve, reject) => {
  const element = document.createElement("script");
  element.src = url.href;
  element.onload = () => resolve();
  element.onerror = () => reject(new Error(url.href));
  document.head.append(element);
});

/** @param {string} language @returns {language is keyof typeof STEMMERS} */
const hasStemmer = (language) => language in STEMMERS;

/**
 * Load the stemmers for the languages of the texts. Words of a language without a stemmer are treated as English, as
 * most names and titles of instruments are.
 * @param {URL} root the root of the site
 * @param {string[]} languages
 * @returns {Promise<Stemmer>}
 */
export async function loadStemmer(root, languages) {
  const library = new URL("assets/search/lunr/", root);
  if (!window.lunr) await loadScript(new URL("lunr.js", library));
  const needed = Object.keys(STEMMERS).filter(hasStemmer).filter((each) => languages.includes(each));
  if (needed.length) await loadScript(new URL("lunr.stemmer.support.js", library));
  for (const each of needed) if (!lunr[each]) await loadScript(new URL(STEMMERS[each], library));
  return (word, language) => {
    const stem = (hasStemmer(language) && lunr[language]?.stemmer) || lunr.stemmer;
    return stem(new lunr.Token(word, {})).toString();
  };
}
