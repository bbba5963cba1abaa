// The search page. Its address has the query, the filters and the order, and the page follows it.
import { settings } from "./pagefind.js";

/** @import { Order } from "./engine.js" */

/**
 * Find an element that the page always has.
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [parent]
 * @returns {T}
 */
function find(selector, parent = page) {
  const element = /** @type {T | null} */ (parent.querySelector(selector));
  if (!element) throw new Error(`the page has no ${selector}`);
  return element;
}

/** @type {HTMLElement} */
const page = find("[data-lb-search]", document);
/** @type {Record<string, string>} */
const labels = JSON.parse(page.dataset.lbSearch ?? ""); // name of a filter in addresses -> its label
const names = Object.fromEntries(Object.entries(labels).map(([name, label]) => [label, name]));
/** @type {Record<string, string>} */
const words = JSON.parse(page.dataset.lbWords ?? "");
/** @type {HTMLSelectElement} */
const orderField = find("select");
const instance = window.PagefindComponents.getInstanceManager().getInstance("default");
let isFollowing = true; // until the index is loaded and the page shows what its address asks for
/** @type {{ index: string, top: number } | null} */
let lastSeen = null; // the result at the top when the reader left, and where it was, for when they come back

/** @param {ChosenFilters[string]} chosen */
function listValues(chosen) {
  return [typeof chosen === "object" && "any" in chosen ? chosen.any : chosen].flat().filter(Boolean);
}

/** @returns {HTMLInputElement} */
const findInput = () => find("pagefind-input input"); // a new one whenever the component renders again

function readAddress() {
  const parameters = new URLSearchParams(location.search);
  /** @type {Record<string, string[]>} */
  const filters = {};
  for (const [name, label] of Object.entries(labels)) {
    if (parameters.has(name)) filters[label] = parameters.getAll(name);
  }
  /** @type {Order} */
  const order = parameters.get("order") === "date" ? "date" : "relevance";
  return { text: parameters.get("q") ?? "", filters, order };
}

/**
 * @param {string} text
 * @param {ChosenFilters} filters
 */
function buildAddress(text, filters) {
  const parameters = new URLSearchParams();
  if (text) parameters.set("q", text);
  for (const [label, chosen] of Object.entries(filters)) {
    for (const value of listValues(chosen)) parameters.append(names[label] ?? label, value);
  }
  if (settings.order === "date") parameters.set("order", "date");
  const query = parameters.toString();
  return location.pathname + (query ? `?${query}` : "");
}

// Each search has an address of its own, but while the reader is typing, the last one is replaced.
let updatedAt = 0;
/**
 * @param {string} text
 * @param {ChosenFilters} [filters]
 */
function updateAddress(text, filters) {
  const chosen = Object.values(filters ?? {}).flatMap(listValues).length;
  find("[data-lb-chosen]").textContent = chosen ? `(${chosen})` : "";
  find("[data-lb-reset]").hidden = !chosen;
  if (isFollowing) return;
  const address = buildAddress(text, filters ?? {});
  if (address === location.pathname + location.search) return;
  const isTyping = Date.now() - updatedAt < 1500;
  history[isTyping ? "replaceState" : "pushState"](null, "", address);
  updatedAt = Date.now();
}

/** @param {Order} order */
function setOrder(order) {
  settings.order = order;
  orderField.value = order;
}

function followAddress() {
  const { text, filters, order } = readAddress();
  lastSeen = history.state?.seen ?? null;
  isFollowing = true;
  setOrder(order);
  findInput().value = text;
  instance.triggerSearchWithFilters(text, dropUnknown(filters));
  isFollowing = false;
}

/**
 * Drop values that the record does not have (any more): an old address may ask for them.
 * @param {Record<string, string[]>} filters
 */
function dropUnknown(filters) {
  const all = instance.totalFilters ?? {};
  /** @type {Record<string, string[]>} */
  const known = {};
  for (const [label, chosen] of Object.entries(filters)) {
    const values = chosen.filter((each) => each in (all[label] ?? {}));
    if (values.length) known[label] = values;
  }
  return known;
}

// Once the index is loaded, follow the address, or search for what the reader has typed meanwhile.
function start() {
  const typed = findInput().value;
  const { text, filters } = readAddress();
  if (typed === text) followAddress();
  else {
    isFollowing = false;
    instance.triggerSearchWithFilters(typed, dropUnknown(filters));
  }
}

// When the search fails, as it does without a network, say so and offer other ways to browse.
function showFailure() {
  find("pagefind-summary .pf-summary").textContent = words.error_search;
  find(".pf-results").setAttribute("aria-busy", "false");
  find("[data-lb-nothing]").hidden = false;
  isFollowing = false;
}

// Once the index is loaded, perhaps at the second attempt, an empty query finds everything. If this were set earlier,
// the components would begin with that search.
function enableFacets() {
  queueMicrotask(() => { instance.faceted = true; });
}

// Show the latest year first: the components sort numbers in ascending order.
function sortYears() {
  const years = page.querySelector(`[data-filter-name="${CSS.escape(labels.year)}"] .pf-filter-options`);
  /** @type {NodeListOf<HTMLInputElement> | undefined} */
  const fields = years?.querySelectorAll("input");
  if (fields?.length && fields[0].value < fields[fields.length - 1].value) {
    years?.append(...[...years.children].reverse());
  }
}

instance.setTranslations(words);
settings.onFailure = showFailure;
orderField.addEventListener("change", () => {
  settings.order = orderField.value === "date" ? "date" : "relevance";
  instance.triggerSearchWithFilters(instance.searchTerm ?? "", instance.searchFilters ?? {});
});
find("[data-lb-reset]").addEventListener("click", () => {
  instance.triggerSearchWithFilters(instance.searchTerm ?? "", {});
  findInput().focus(); // the button that had the focus is now hidden
});
instance.on("search", updateAddress);
instance.on("filters", sortYears);
instance.on("filters", enableFacets);
instance.on("results", ({ results }) => {
  find("[data-lb-nothing]").hidden = Boolean(results?.length);
  const result = lastSeen && page.querySelector(`[data-pf-result-index="${lastSeen.index}"]`);
  if (lastSeen && result) {
    window.scrollBy({ top: result.getBoundingClientRect().top - lastSeen.top, behavior: "instant" });
  }
  lastSeen = null;
});
window.addEventListener("pagehide", () => {
  /** @type {NodeListOf<HTMLElement>} */
  const results = page.querySelectorAll("[data-pf-result-index]");
  const first = window.scrollY && [...results].find((each) => each.getBoundingClientRect().bottom > 0);
  const seen = first && { index: first.dataset.pfResultIndex, top: first.getBoundingClientRect().top };
  history.replaceState(seen ? { seen } : null, "");
});
window.addEventListener("popstate", followAddress);
/** @type {HTMLDetailsElement} */ (find(".lb-search-filters")).open = window.matchMedia("(min-width: 60em)").matches;
find("[data-lb-ways]", document).hidden = true;
page.hidden = false;
find("pagefind-summary .pf-summary").textContent = words.searching;
history.scrollRestoration = "manual"; // the browser would scroll before there are results
const { text, filters, order } = readAddress();
setOrder(order); // for readers who type before the index is loaded
instance.searchFilters = filters;
findInput().value = text;
if (!location.search) findInput().focus({ preventScroll: true });
instance.triggerLoad().then(start, showFailure);
