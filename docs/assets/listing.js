// Lists: sort a table by its columns, and filter letters by the choices of a form. Without a script, a list is complete
// and in the order of release or of names.

/**
 * Let a reader sort every table, and filter the letters of a page.
 * @param {HTMLElement[]} lists
 */
export function enhanceLists(lists) {
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector("[data-lb-list-filter]"));
  form?.addEventListener("change", () => filter(form, lists));
  form?.addEventListener("submit", (event) => event.preventDefault());
  lists.forEach((list) => addSorting(/** @type {HTMLTableElement} */ (list.querySelector("table"))));
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

/**
 * What a row has for each choice of the filter.
 * @type {Record<string, (row: HTMLTableRowElement) => string[]>}
 */
const READERS = {
  type: (row) => [row.cells[2].textContent?.trim() ?? ""],
  status: (row) => [...row.querySelectorAll(".lb-status")]
    .map((each) => [...each.classList].find((name) => name.startsWith("lb-status--"))?.slice(11) ?? ""),
  mark: (row) => [.../** @type {NodeListOf<HTMLElement>} */ (row.querySelectorAll("[data-lb-mark]"))]
    .map((each) => each.dataset.lbMark ?? ""),
};

/**
 * Show the rows that have all that is chosen, hide the headings of lists without any, and say how many are left.
 * @param {HTMLFormElement} form
 * @param {HTMLElement[]} lists
 */
function filter(form, lists) {
  const chosen = [...form.querySelectorAll("select")].filter((each) => each.value);
  let shown = 0;
  let all = 0;
  for (const list of lists) {
    const rows = /** @type {HTMLTableRowElement[]} */ ([...list.querySelectorAll("tbody tr")]);
    rows.forEach((row) => { row.hidden = !chosen.every(({ name, value }) => READERS[name](row).includes(value)); });
    const left = rows.filter((row) => !row.hidden).length;
    /** @type {HTMLElement} */ (list.closest("section")).hidden = !left;
    shown += left;
    all += rows.length;
  }
  const words = form.dataset.lbShown ?? "";
  /** @type {HTMLOutputElement} */ (form.querySelector("output")).textContent = words
    .replace("{shown}", String(shown)).replace("{all}", String(all));
}
