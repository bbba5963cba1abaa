// What Pagefind's components load: its public API, over the engine that this site has.
import { Engine } from "./engine.js";

const ROOT = new URL("../../", import.meta.url);
const engine = new Engine(ROOT);

// The components know no order; the page sets it here.
export const choice = { order: "relevance" };

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
  search: (text, options = {}) => engine.search(text, { order: choice.order, ...options }),
  debouncedSearch: (text, options = {}) => engine.search(text, { order: choice.order, ...options }),
});

const shared = createInstance();
export const { init, options, mergeIndex, preload, destroy, filters, search, debouncedSearch } = shared;
