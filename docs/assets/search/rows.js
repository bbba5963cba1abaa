// Selects the rows of the table of communications for the results of a search, unchanged.
import { MissingFile } from "./files.js";

/** @import { Engine } from "./engine.js" */
/** @import { Match } from "./small-index.js" */

const TABLE = "data/communications.csv";
const ROW = /(?:[^"\r\n]+|"(?:[^"]|"")*")+\r\n/g; // a quoted cell may have line ends
const LETTER = /communications\/[^/]+\//; // the address of a letter, in that of a response too

/**
 * Return the head of the table and the row of each letter found, itself or by a response to it, newest release first.
 * @param {Engine} engine
 * @param {Match[]} matches
 */
export async function selectRows(engine, matches) {
  const [results, table] = await Promise.all([
    Promise.all(matches.map(({ number }) => engine.loadResult(number))),
    loadTable(new URL(TABLE, engine.root)),
  ]);
  const letters = new Set(results.map(({ url }) => LETTER.exec(url)?.[0]));
  const [head, ...rows] = table.match(ROW) ?? [];
  return [head, ...rows.filter((row) => letters.has(row.match(/communications\/[^/]+\/(?=\r\n$)/)?.[0]))].join("");
}

/** @param {URL} url */
async function loadTable(url) {
  const response = await fetch(url);
  if (!response.ok) throw new MissingFile(`${url}: ${response.status}`);
  return response.text();
}
