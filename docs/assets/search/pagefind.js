// What Pagefind's components load: its public API, over the engine that this site has.
import { Engine } from "./engine.js";

const ROOT = new URL("../../", import.meta.url);
const engine = new Engine(ROOT);

// The components know no order, and say nothing where a search fails; the page sets here what is to be done.
export const choice = { order: "relevance", failed: () => {} };

let asked = 0; // searches, of which the last one counts

async function search(text, options = {}) {
  asked += 1;
  const own = asked;
  const failed = (error) => {
    if (own === asked) choice.failed();
    throw error;
  };
  const found = await engine.search(text, { order: choice.order, ...options }).catch(failed);
  return { ...found, results: found.results.map((each) => ({ ...each, data: () => each.data().catch(failed) })) };
}

export const createInstance = () => ({
  init: () => engine.init(),
  options: async () => {},
  mergeIndex: async () => {},
  preload: () => engine.init(),
  destroy: async () => {},
  filters: async () => {
    await engine.init();
    return engine.filters();
  },
  search,
  debouncedSearch: search,
});

const shared = createInstance();
export const { init, options, mergeIndex, preload, destroy, filters, debouncedSearch } = shared;
export { search };
