// Lists: sort a table by its columns, and filter letters by type and status. Without a script, a list is complete and
// in the order of release or of names.

/**
 * @typedef {{ type: string, status: string, all: string, shown: string, statuses: Record<string, string> }} Words
 *   `shown` has a place for two numbers: `{shown} of {all}`.
 */

/**
 * Add buttons to the heads of every table, and a filter above the first list of letters.
 * @param {HTMLElement[]} lists
 */
export function enhanceLists(lists) {
  lists.forEach((list) => addSorting(/** @type {HTMLTableElement} */ (list.querySelector("table"))));
  if (!lists[0].dataset.lbLists) return;
  const words = /** @type {Words} */ (JSON.parse(lists[0].dataset.lbLists ?? ""));
  const rows = lists.flatMap((list) => [...list.querySelectorAll("tbody")].flatMap((body) => [...body.rows]));
  if (rows.length > 5) addFilters(lists, rows, words);
}

/** @param {HTMLTableElement} table */
function addSorting(table) {
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const heads = [...(table.tHead?.rows[0].cells ?? [])];
  const original = [...table.tBodies[0].rows];
  if (original.length < 2) return;
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.tabIndex = -1; // until it is known to be seen
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const isAscending = head.ariaSort !== "ascending";
      heads.forEach((each) => each.removeAttribute("aria-sort"));
      head.ariaSort = isAscending ? "ascending" : "descending";
      const sorted = original
        .map((row) => ({ row, key: readKey(row.cells[column]) }))
        .sort((a, b) => (isAscending ? 1 : -1) * collator.compare(a.key, b.key));
      table.tBodies[0].append(...sorted.map(({ row }) => row));
    });
  });
  // On a narrow screen the heads are for screen readers alone: the focus would not be seen on them.
  new ResizeObserver(([{ contentRect }]) => {
    table.tHead?.querySelectorAll("button").forEach((button) => { button.tabIndex = contentRect.height > 1 ? 0 : -1; });
  }).observe(/** @type {HTMLElement} */ (table.tHead));
}

/**
 * Return a cell's sort key: its date, its number, or its text.
 * @param {HTMLTableCellElement} cell
 */
const readKey = (cell) => (
  cell.querySelector("time")?.dateTime ?? cell.dataset.lbValue ?? cell.textContent?.trim() ?? ""
);

/** @param {HTMLTableRowElement} row */
const readType = (row) => row.cells[2].textContent?.trim() ?? "";

/** @param {HTMLTableRowElement} row */
const readStatuses = (row) => [...row.querySelectorAll(".lb-status")]
  .map((each) => [...each.classList].find((name) => name.startsWith("lb-status--"))?.slice(11) ?? "");

/**
 * @param {HTMLElement[]} lists
 * @param {HTMLTableRowElement[]} rows
 * @param {Words} words
 */
function addFilters(lists, rows, words) {
  const form = document.createElement("form");
  form.className = "lb-list-filter";
  form.addEventListener("submit", (event) => event.preventDefault());
  const types = [...new Set(rows.map(readType))].sort();
  const found = new Set(rows.flatMap(readStatuses));
  const type = addChoice(form, words.type, words.all, types.map((each) => [each, each]));
  const statuses = Object.entries(words.statuses).filter(([kind]) => found.has(kind));
  const status = addChoice(form, words.status, words.all, statuses);
  const count = form.appendChild(document.createElement("output"));
  form.addEventListener("change", () => {
    rows.forEach((row) => {
      const isWanted = (!type.value || readType(row) === type.value)
        && (!status.value || readStatuses(row).includes(status.value));
      row.hidden = !isWanted;
    });
    lists.forEach((list) => {
      const section = /** @type {HTMLElement} */ (list.closest("section"));
      section.hidden = [...list.querySelectorAll("tbody tr")].every((row) => /** @type {HTMLElement} */ (row).hidden);
    });
    const shown = rows.filter((row) => !row.hidden).length;
    count.textContent = words.shown.replace("{shown}", String(shown)).replace("{all}", String(rows.length));
  });
  lists[0].closest("section")?.before(form);
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 * @param {string} all
 * @param {string[][]} values Each a value and its name.
 */
function addChoice(form, name, all, values) {
  const label = form.appendChild(document.createElement("label"));
  const select = document.createElement("select");
  select.append(new Option(all, ""), ...values.map(([value, text]) => new Option(text, value)));
  label.append(`${name} `, select);
  return select;
}
