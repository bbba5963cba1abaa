// Where in a text stands what was searched for.
import { standing } from "./tokens.js";

// `sought` tells by `has` whether a word of a language is one of those, and has `phrases`, lists of what tells the same
// for each word. Gives the `places` as pairs of first and last place, in order, and what stands there, a phrase in quotes,
// as `words`.
export function placesOf(text, sought, language) {
  const all = [...standing(text)];
  const words = new Set();
  const places = [];
  const found = (what, from, to) => words.add(what) && places.push([from, to]);
  for (const [token, from, to] of all) if (sought.has(token, language)) found(token, from, to);
  for (const phrase of sought.phrases) {
    for (let at = 0; at + phrase.length <= all.length; at++) {
      const last = at + phrase.length - 1;
      if (!phrase.every((word, each) => word.has(all[at + each][0], language))) continue;
      found(`"${all.slice(at, last + 1).map(([token]) => token).join(" ")}"`, all[at][1], all[last][2]);
    }
  }
  return { places: apart(places), words };
}

function apart(places) {
  const found = [];
  for (const [from, to] of places.sort((one, other) => one[0] - other[0])) {
    const last = found.at(-1);
    if (last && from < last[1]) last[1] = Math.max(last[1], to);
    else found.push([from, to]);
  }
  return found;
}

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

// A part of a text as HTML, with what stands at places marked.
export function marked(text, places, from = 0, to = text.length) {
  const escaped = (start, end) => text.slice(start, end).replace(/[&<>"]/g, (sign) => ESCAPES[sign]);
  let html = "";
  let at = from;
  for (const [start, end] of places.filter((each) => each[0] >= from && each[1] <= to)) {
    html += `${escaped(at, start)}<mark>${escaped(start, end)}</mark>`;
    at = end;
  }
  return html + escaped(at, to);
}
