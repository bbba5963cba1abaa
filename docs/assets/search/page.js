// The search page: its address holds query, filters and order, and is followed.
import { choice } from "./pagefind.js";

const page = document.querySelector("[data-lb-search]");
const part = (name) => page.querySelector(`[data-lb-${name}]`);
const names = JSON.parse(page.dataset.lbSearch); // the name of a filter in addresses -> what it is called
const called = Object.fromEntries(Object.entries(names).map(([name, label]) => [label, name]));
const words = JSON.parse(page.dataset.lbWords);
const order = page.querySelector("select");
const instance = window.PagefindComponents.getInstanceManager().getInstance("default");
let following = true; // the address, until the index is there and that has been done
let seen = null; // the result that was on top when somebody left, and where, for when they come back

const values = (filter) => [filter?.any ?? filter].flat().filter(Boolean);
const input = () => page.querySelector("pagefind-input input"); // a new one wherever the component is drawn again

function asked() {
  const given = new URLSearchParams(location.search);
  const filters = {};
  for (const [name, label] of Object.entries(names)) if (given.has(name)) filters[label] = given.getAll(name);
  return { text: given.get("q") ?? "", filters, order: given.get("order") === "date" ? "date" : "relevance" };
}

function addressOf(text, filters) {
  const given = new URLSearchParams();
  if (text) given.set("q", text);
  for (const [label, filter] of Object.entries(filters ?? {})) for (const value of values(filter)) given.append(called[label] ?? label, value);
  if (choice.order === "date") given.set("order", "date");
  const query = given.toString();
  return location.pathname + (query ? `?${query}` : "");
}

// A new address for each search: while somebody types, the last one is written over.
let written = 0;
function remember(text, filters) {
  const chosen = Object.values(filters ?? {}).flatMap(values).length;
  part("chosen").textContent = chosen ? `(${chosen})` : "";
  part("reset").hidden = !chosen;
  if (following) return;
  const address = addressOf(text, filters);
  if (address === location.pathname + location.search) return;
  const typing = Date.now() - written < 1500;
  history[typing ? "replaceState" : "pushState"](null, "", address);
  written = Date.now();
}

function follow() {
  const wanted = asked();
  seen = history.state?.seen ?? null;
  following = true;
  order.value = choice.order = wanted.order;
  input().value = wanted.text;
  instance.triggerSearchWithFilters(wanted.text, known(wanted.filters));
  following = false;
}

// Without values that the record does not have (any more), as an old address may.
function known(filters) {
  const all = instance.totalFilters ?? {};
  const kept = Object.entries(filters).map(([label, chosen]) => [label, chosen.filter((each) => each in (all[label] ?? {}))]);
  return Object.fromEntries(kept.filter(([, chosen]) => chosen.length));
}

// The index is there: the address is followed, or what was typed meanwhile.
function begin() {
  const typed = input().value;
  if (typed === asked().text) follow();
  else {
    following = false;
    instance.triggerSearchWithFilters(typed, known(asked().filters));
  }
}

// Nothing can be searched, as where the network is gone: it is said, with the other ways in.
function failed() {
  page.querySelector("pagefind-summary .pf-summary").textContent = words.error_search;
  page.querySelector(".pf-results").setAttribute("aria-busy", "false");
  part("nothing").hidden = false;
  following = false;
}

// The index is there, maybe at a second try: without words everything is found. Said earlier, the components would search
// for that before anything else.
function loaded() {
  queueMicrotask(() => { instance.faceted = true; });
}

// Years come newest first; the components have them as numbers are sorted.
function turned() {
  const years = page.querySelector(`[data-filter-name="${CSS.escape(names.year)}"] .pf-filter-options`);
  if (years && years.firstElementChild?.querySelector("input").value < years.lastElementChild.querySelector("input").value) years.append(...[...years.children].reverse());
}

instance.setTranslations(words);
choice.failed = failed;
order.addEventListener("change", () => {
  choice.order = order.value;
  instance.triggerSearchWithFilters(instance.searchTerm ?? "", instance.searchFilters ?? {});
});
part("reset").addEventListener("click", () => {
  instance.triggerSearchWithFilters(instance.searchTerm ?? "", {});
  input().focus(); // what was pressed is gone
});
instance.on("search", remember);
instance.on("filters", turned);
instance.on("filters", loaded);
instance.on("results", ({ results }) => {
  part("nothing").hidden = Boolean(results?.length);
  const before = seen && page.querySelector(`[data-pf-result-index="${seen.index}"]`);
  if (before) window.scrollBy({ top: before.getBoundingClientRect().top - seen.top, behavior: "instant" });
  seen = null;
});
window.addEventListener("pagehide", () => {
  const top = window.scrollY && [...page.querySelectorAll("[data-pf-result-index]")].find((each) => each.getBoundingClientRect().bottom > 0);
  history.replaceState(top ? { seen: { index: top.dataset.pfResultIndex, top: top.getBoundingClientRect().top } } : null, "");
});
window.addEventListener("popstate", follow);
page.querySelector(".lb-search-filters").open = window.matchMedia("(min-width: 60em)").matches;
document.querySelector("[data-lb-ways]").hidden = true;
page.hidden = false;
page.querySelector("pagefind-summary .pf-summary").textContent = words.searching;
history.scrollRestoration = "manual"; // results come when the browser has long scrolled
order.value = choice.order = asked().order; // for whoever types before the index is there
instance.searchFilters = asked().filters;
input().value = asked().text;
if (!location.search) input().focus({ preventScroll: true });
instance.triggerLoad().then(begin, failed);
