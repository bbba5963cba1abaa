// The search page. Its address has the query, the filters and the order, and the page follows it.
import { listAdvice } from "./advice.js";
import { find, make } from "./elements.js";
import { Engine } from "./engine.js";
import { FiltersView, makeChosen } from "./filters-view.js";
import { PER_STEP, ResultsView, makeCards, moveFocus } from "./results-view.js";
import { selectRows } from "./rows.js";
import { save } from "./saving.js";
import { summarize } from "./summary.js";
import { tokenize } from "./tokens.js";

/** @import { Chosen } from "./filters.js" */
/** @import { Found } from "./engine.js" */
/** @import { Match } from "./small-index.js" */

/** @typedef {{ text: string, chosen: Chosen, order: "relevance" | "date" }} State what is searched for */

const TYPING = 150; // milliseconds without a keystroke, after which the search begins
const SAME_VISIT = 1500; // milliseconds within which a new address replaces the last one in the history

const page = find("[data-lb-search]");
/** @type {Record<string, string>} */
const texts = JSON.parse(page.dataset.lbSearch ?? "");
const root = new URL("../../", import.meta.url);
const languages = [...navigator.languages, document.documentElement.lang].map((each) => each.split("-")[0]);
const engine = new Engine(root, languages);
/** @type {HTMLInputElement} */
const field = find("input[type=search]", page);
/** @type {HTMLSelectElement} */
const orderField = find("select", page);
const summary = find("[data-lb-summary]", page);
const active = find("[data-lb-active]", page);
const results = find("[data-lb-results]", page);
const more = find("[data-lb-more]", page);
const take = find("[data-lb-take]", page);
const reset = find("[data-lb-reset]", page);
/** @type {HTMLDetailsElement} */
const filtersPane = find("[data-lb-filters]", page);
const resultsView = new ResultsView(results, engine, texts);
const filtersView = new FiltersView(find("[data-lb-values]", page), texts, (chosen) => {
  run({ ...readState(), chosen });
});

/** @type {Match[]} */
let matches = []; // all that is found
/** @type {Found | null} */
let found = null;
let searches = 0; // only the last one counts
let changedAt = -Infinity; // when the address last changed
let timer = 0;

/** @returns {State} */
function readAddress() {
  const parameters = new URLSearchParams(location.search);
  /** @type {Chosen} */
  const chosen = {};
  for (const name of new Set(parameters.keys())) {
    if (!["q", "order"].includes(name)) chosen[name] = parameters.getAll(name);
  }
  return { text: parameters.get("q") ?? "", chosen, order: readOrder(parameters.get("order")) };
}

/** @param {string | null} value @returns {State["order"]} */
const readOrder = (value) => (value === "date" ? "date" : "relevance");

/** What the fields ask for. Until the filters are shown, the address says which are chosen. */
function readState() {
  const chosen = filtersView.element.childElementCount ? filtersView.read() : readAddress().chosen;
  return { text: field.value, chosen, order: readOrder(orderField.value) };
}

/** @param {State} state */
function buildAddress({ text, chosen, order }) {
  const parameters = new URLSearchParams();
  if (text) parameters.set("q", text);
  for (const [name, values] of Object.entries(chosen)) values.forEach((value) => parameters.append(name, value));
  if (order === "date") parameters.set("order", order);
  const query = parameters.toString();
  return location.pathname + (query ? `?${query}` : "");
}

/** @param {State} state */
function updateAddress(state) {
  const address = buildAddress(state);
  if (address === location.pathname + location.search) return;
  const replaces = performance.now() - changedAt < SAME_VISIT;
  history[replaces ? "replaceState" : "pushState"](null, "", address);
  changedAt = performance.now();
}

/**
 * Search, and show what is found.
 * @param {State} state
 * @param {{ typing?: boolean, shown?: number }} [options] whether the reader is typing; how many results to show
 */
async function run(state, { typing = false, shown = PER_STEP } = {}) {
  const own = ++searches;
  updateAddress(state);
  results.setAttribute("aria-busy", "true");
  try {
    const hasChosen = Object.keys(state.chosen).length > 0;
    const [answer, cards, filters] = await Promise.all([
      engine.search(state.text, { typing }),
      engine.findCards(state.text),
      hasChosen || state.order === "date" ? engine.loadFilters() : null,
    ]);
    const chosen = filters ? filters.keepKnown(state.chosen) : {};
    const selected = filters ? filters.select(answer.matches, chosen) : answer.matches;
    if (filters && state.order === "date") {
      selected.sort((one, other) => filters.days[other.number] - filters.days[one.number] || other.number - one.number);
    }
    const isOnlyName = cards.length > 0 && !selected.length; // a page has the name, and no text has it
    const isNothing = !selected.length && (!cards.length || answer.matches.length > 0);
    const [suggestion, items, advice] = await Promise.all([
      isOnlyName ? "" : engine.suggest(state.text, answer),
      resultsView.makeResults(selected.slice(0, shown), answer.terms),
      isNothing ? listAdvice(state.text, answer, { engine, texts, makeLink: makeSuggestion, clearFilters }) : [],
    ]);
    if (own !== searches) return;
    found = answer;
    matches = selected;
    showNothing(isNothing, advice);
    show(state, makeCards(cards, root), items, suggestion);
    showChosen(chosen);
    await showFilters(chosen, own);
  } catch (error) {
    if (own === searches) showFailure();
    console.warn(error);
  }
}

/**
 * @param {State} state
 * @param {HTMLElement[]} cards
 * @param {HTMLElement[]} items
 * @param {string} suggestion what may have been meant by words that no document has
 */
function show({ text }, cards, items, suggestion) {
  results.replaceChildren(...items);
  results.setAttribute("aria-busy", "false");
  find("[data-lb-cards]", page).replaceChildren(...cards);
  find("[data-lb-to]", page).hidden = !cards.length;
  const [before, after] = texts.meant.split("{query}");
  find("[data-lb-meant]", page).replaceChildren(...(suggestion ? [before, makeSuggestion(suggestion), after] : []));
  more.hidden = items.length >= matches.length;
  take.hidden = !matches.length;
  summary.replaceChildren(found ? summarize(text, found, matches.length, texts) : "");
}

/**
 * Above the results, name each value that is chosen, with a button that takes it away. Without words to search for,
 * no result is more relevant than another.
 * @param {Chosen} chosen
 */
function showChosen(chosen) {
  active.replaceChildren(...makeChosen(chosen, texts, (left) => {
    run({ ...readState(), chosen: left });
    filtersPane.querySelector("summary")?.focus(); // the button that had the focus is now gone
  }));
  active.hidden = !active.childElementCount;
  /** @type {HTMLElement} */ (orderField.parentElement).hidden = !field.value.trim() && orderField.value !== "date";
}

/**
 * Show what to try, and other ways to browse.
 * @param {boolean} isNothing whether there is nothing else to show
 * @param {HTMLElement[]} advice
 */
function showNothing(isNothing, advice) {
  find("[data-lb-nothing]", page).hidden = !isNothing;
  find("[data-lb-try]", page).hidden = !advice.length;
  find("[data-lb-try] ul", page).replaceChildren(...advice);
}

/**
 * Show how many of the documents have each value, now that the first results are shown.
 * @param {Chosen} chosen
 * @param {number} own
 */
async function showFilters(chosen, own) {
  const filters = await engine.loadFilters();
  if (own !== searches || !found) return;
  filtersView.show(filters, filters.count(found.matches, chosen), chosen);
  const number = Object.values(chosen).flat().length;
  find("[data-lb-chosen]", page).textContent = number ? ` (${number})` : "";
  reset.hidden = !number;
}

/**
 * Make a link to another query.
 * @param {string} text
 */
function makeSuggestion(text) {
  const link = make("a", { href: buildAddress({ ...readState(), text }) }, text);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    field.value = text;
    run(readState());
    field.focus();
  });
  return link;
}

/** When a file does not come, as without a network, say so and offer to try again, and other ways to browse. */
function showFailure() {
  const button = make("button", { type: "button", class: "md-button" }, texts.again);
  button.addEventListener("click", () => run(readState()));
  summary.replaceChildren(`${texts.error} `, button);
  results.replaceChildren();
  results.setAttribute("aria-busy", "false");
  more.hidden = true;
  take.hidden = true;
  find("[data-lb-cards]", page).replaceChildren();
  find("[data-lb-to]", page).hidden = true;
  find("[data-lb-meant]", page).replaceChildren();
  showNothing(true, []);
}

function clearFilters() {
  run({ ...readState(), chosen: {} });
  field.focus(); // the button that had the focus is now hidden
}

async function showMore() {
  const own = searches;
  const start = results.childElementCount;
  try {
    const items = await resultsView.makeResults(matches.slice(start, start + PER_STEP), found?.terms ?? null);
    if (own !== searches) return;
    results.append(...items);
    more.hidden = results.childElementCount >= matches.length;
    items[0]?.querySelector("a")?.focus({ preventScroll: true });
  } catch (error) {
    showFailure();
    console.warn(error);
  }
}

/** Save the rows of the letters found. */
async function takeResults() {
  results.setAttribute("aria-busy", "true");
  try {
    save("search-results.csv", "text/csv", await selectRows(engine, matches));
    results.setAttribute("aria-busy", "false");
  } catch (error) {
    showFailure();
    console.warn(error);
  }
}

/** Follow the address, and show as many results, at the same place, as when the reader left it. */
async function followAddress() {
  const state = readAddress();
  const { shown, top } = history.state ?? {};
  field.value = state.text;
  orderField.value = state.order;
  changedAt = -Infinity;
  await run(state, { shown });
  if (top) window.scrollTo({ top, behavior: "instant" });
}

field.addEventListener("input", () => {
  engine.loadLunr().catch(() => {}); // while the reader types; if it does not come, the search says so
  clearTimeout(timer);
  timer = window.setTimeout(() => run(readState(), { typing: true }), TYPING);
});
find("form", page).addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  run(readState());
});
orderField.addEventListener("change", () => run(readState()));
more.addEventListener("click", showMore);
take.addEventListener("click", takeResults);
reset.addEventListener("click", clearFilters);
page.addEventListener("keydown", (event) => moveFocus(event, field, page));
window.addEventListener("pagehide", () => {
  history.replaceState({ shown: Math.max(results.childElementCount, PER_STEP), top: window.scrollY }, "");
});
window.addEventListener("popstate", followAddress);

history.scrollRestoration = "manual"; // the browser would scroll before there are results
filtersPane.open = window.matchMedia("(min-width: 60em)").matches;
find("[data-lb-ways]").hidden = true;
page.hidden = false;
summary.textContent = texts.searching;
if (!location.search) field.focus({ preventScroll: true });
if (tokenize(field.value).length && !location.search) run(readState(), { typing: true });
else followAddress();
