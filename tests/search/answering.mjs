// Answers queries in Node, without a browser. Each line that it reads is a request, each that it writes the answer.
//   node answering.mjs SCRIPTS LUNR
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";
import vm from "node:vm";

const [scripts, library] = process.argv.slice(2).map((each) => pathToFileURL(`${each}/`));

/** @param {URL} url */
async function loadScript(url) {
  vm.runInThisContext(await readFile(new URL(url.pathname.split("/").at(-1), library), "utf8"));
}

let refused = new Set(); // paths of files that do not come
let asked = [];
globalThis.fetch = async (url) => {
  asked.push(url.href);
  if ([...refused].some((each) => url.href.includes(each))) return new Response("", { status: 500 });
  return readFile(fileURLToPath(url)).then((content) => new Response(content), () => new Response("", { status: 404 }));
};

const { Engine } = await import(new URL("engine.js", scripts));
const { SmallIndex, addPipeline } = await import(new URL("small-index.js", scripts));
const { foldWords, locateTokens, tokenize } = await import(new URL("tokens.js", scripts));
const { readQuery } = await import(new URL("query.js", scripts));

/** Make an index of the whole record with lunr's own builder. */
function buildWhole(documents, fields, responseBoost) {
  const builder = new lunr.Builder();
  builder.ref("id");
  for (const [name, boost] of Object.entries(fields)) builder.field(name, { boost });
  for (const [id, { words, response }] of documents.entries()) {
    builder.add({ id: String(id), ...words }, { boost: response ? responseBoost : 1 });
  }
  const index = builder.build();
  addPipeline(index);
  return index;
}

const engines = new Map();
const getEngine = (site, languages = []) => {
  const key = `${site} ${languages}`;
  if (!engines.has(key)) engines.set(key, new Engine(pathToFileURL(`${site}/`), languages, loadScript));
  return engines.get(key);
};

const ANSWERS = {
  tokenize: ({ texts }) => texts.map((each) => [foldWords(each), tokenize(each)]),
  locate: ({ texts }) => texts.map((each) => [...locateTokens(each)]),
  read: ({ queries }) => queries.map((each) => readQuery(each, new Set())),

  /** What each query finds, also in an index of the whole record. */
  async compare({ site, queries, documents }) {
    const engine = getEngine(site);
    await engine.init();
    await engine.loadLunr();
    const { manifest } = engine.files;
    const whole = buildWhole(documents, manifest.fields, manifest["response-boost"]);
    const { columns } = await engine.files.load("lengths", manifest.lengths);
    const complete = Object.assign(new SmallIndex(manifest, columns), { load: () => whole });
    const answers = [];
    for (const query of queries) {
      const plan = await engine.planner.plan(query, false);
      const clauses = plan?.clauses ?? [];
      answers.push({
        clauses: clauses.map(({ terms, ...each }) => ({ ...each, terms: [...terms].map(([{ name }, boost]) => [name, boost]) })),
        found: engine.index.query(clauses).map(({ number, score }) => [number, score]),
        whole: complete.query(clauses).map(({ number, score }) => [number, score]),
      });
    }
    return answers;
  },

  /** The text of each page of a PDF, by the name of its part. */
  pages: ({ site, name }) => getEngine(site).loadPdf(name),

  /** What each query finds: addresses, and what is said about them. */
  async search({ site, queries, refuse = [], languages = [] }) {
    refused = new Set(refuse);
    asked = [];
    const engine = getEngine(site, languages);
    const answers = [];
    for (const query of queries) {
      try {
        const { matches, kind, missing, synonyms } = await engine.search(query);
        const cards = await engine.findCards(query);
        const urls = await Promise.all(matches.map(async ({ number }) => (await engine.loadResult(number)).url));
        answers.push({
          kind, missing, synonyms, urls,
          cards: cards.map(({ url }) => url),
          meant: await engine.suggest(query, { kind, missing }),
        });
      } catch (error) {
        answers.push({ error: error.constructor.name });
      }
    }
    return { answers, asked };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { what, ...request } = JSON.parse(line);
  let answer;
  try {
    answer = await ANSWERS[what](request);
  } catch (error) {
    answer = { failed: String(error.stack) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
