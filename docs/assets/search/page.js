// The search page: its address holds query, filters and order, and is followed.
import { choice } from "./pagefind.js";

const page = document.querySelector("[data-lb-search]");
const names = JSON.parse(page.dataset.lbSearch); // the name of a filter in addresses -> what it is called
const called = Object.fromEntries(Object.entries(names).map(([name, label]) => [label, name]));
const order = page.querySelector("select");
const instance = window.PagefindComponents.getInstanceManager().getInstance("default");
const words = JSON.parse(page.dataset.lbWords);
instance.setTranslations(words);
let restoring = true; // until the address that somebody came with has been followed

function asked() {
  const given = new URLSearchParams(location.search);
  const filters = {};
  for (const [name, label] of Object.entries(names)) if (given.has(name)) filters[label] = given.getAll(name);
  return { text: given.get("q") ?? "", filters, order: given.get("order") === "date" ? "date" : "relevance" };
}

function addressOf(text, filters) {
  const given = new URLSearchParams();
  if (text) given.set("q", text);
  for (const [label, values] of Object.entries(filters ?? {})) {
    for (const value of [values?.any ?? values].flat()) if (value) given.append(called[label] ?? label, value);
  }
  if (choice.order === "date") given.set("order", "date");
  const query = given.toString();
  return location.pathname + (query ? `?${query}` : "");
}

// A new address for each search: while somebody types, the last one is written over.
let written = 0;
function remember(text, filters) {
  if (restoring) return;
  const address = addressOf(text, filters);
  if (address === location.pathname + location.search) return;
  const typing = Date.now() - written < 1500;
  history[typing ? "replaceState" : "pushState"](null, "", address);
  written = Date.now();
}

function restore() {
  const wanted = asked();
  restoring = true;
  choice.order = wanted.order;
  order.value = wanted.order;
  const input = page.querySelector("pagefind-input input");
  if (input) input.value = wanted.text;
  instance.triggerSearchWithFilters(wanted.text, wanted.filters);
  restoring = false;
}

// Nothing can be searched, as where the network is gone: it is said, with the other ways in.
function failed() {
  page.querySelector("pagefind-summary").textContent = words.error_search;
  page.querySelector("[data-lb-nothing]").hidden = false;
  restoring = false;
}

order.addEventListener("change", () => {
  choice.order = order.value;
  instance.triggerSearchWithFilters(instance.searchTerm ?? "", instance.searchFilters ?? {});
});
page.querySelector("[data-lb-reset]").addEventListener("click", () => {
  instance.triggerSearchWithFilters(instance.searchTerm ?? "", {});
});
instance.on("search", remember);
instance.on("results", ({ results }) => {
  const nothing = !results?.length;
  page.querySelector("[data-lb-nothing]").hidden = !nothing;
  page.querySelector("[data-lb-reset]").hidden = !Object.values(instance.searchFilters ?? {}).some((each) => [each?.any ?? each].flat().length);
});
window.addEventListener("popstate", restore);
page.querySelector(".lb-search-filters").open = window.matchMedia("(min-width: 60em)").matches;
page.hidden = false;
instance.triggerLoad().then(restore, failed);
