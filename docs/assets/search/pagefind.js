// The module that Pagefind's components load: its public API, over this site's engine.
import { Engine } from "./engine.js";

/** @import { Order } from "./engine.js" */
/** @typedef {{ filters?: ChosenFilters, order?: Order }} Options */

const ROOT = new URL("../../", import.meta.url);
const engine = new Engine(ROOT);

// The components cannot sort, and stay silent when a search fails: the page sets here what to do.
/** @type {{ order: Order, onFailure: () => void }} */
export const settings = { order: "relevance", onFailure: () => {} };

let searches = 0; // only the last one counts

/**
 * @param {string | null} text
 * @param {Options} [options]
 */
async function search(text, options = {}) {
  searches += 1;
  const own = searches;
  /** @param {unknown} error @returns {never} */
  const fail = (error) => {
    if (own === searches) settings.onFailure();
    throw error;
  };
  const found = await engine.search(text, { order: settings.order, ...options }).catch(fail);
  return { ...found, results: found.results.map((each) => ({ ...each, data: () => each.data().catch(fail) })) };
}

export const createInstance = () => ({
  init: () => engine.init(),
  options: async () => {},
  mergeIndex: async () => {},
  preload: () => engine.init(),
  destroy: async () => {},
  filters: async () => {
    await engine.init();
    return engine.countFilters();
  },
  search,
  debouncedSearch: search,
});

const shared = createInstance();
export const { init, options, mergeIndex, preload, destroy, filters, debouncedSearch } = shared;
export { search };
