// Brings words to their stems, with the stemmers of lunr, which is loaded for it.
const STEMMERS = { fr: "lunr.fr.js", es: "lunr.es.js" }; // lunr has the English one itself

// lunr.js and its stemmers are classic scripts that put themselves into the window.
const script = (url) => new Promise((resolve, reject) => {
  const element = document.createElement("script");
  element.src = url;
  element.onload = resolve;
  element.onerror = () => reject(new Error(url));
  document.head.append(element);
});

// A function that gives the stem of a word in a language (of two letters); the texts are in some `languages`. In one for
// which there is no stemmer words are taken for English, as names and titles of instruments mostly are.
export async function stemming(root, languages) {
  const library = new URL("assets/search/lunr/", root);
  if (!window.lunr) await script(new URL("lunr.js", library));
  const wanted = Object.keys(STEMMERS).filter((each) => languages.includes(each));
  if (wanted.length) await script(new URL("lunr.stemmer.support.js", library));
  for (const each of wanted) if (!lunr[each]) await script(new URL(STEMMERS[each], library));
  return (word, language) => (lunr[language]?.stemmer ?? lunr.stemmer)(new lunr.Token(word, {})).toString();
}
