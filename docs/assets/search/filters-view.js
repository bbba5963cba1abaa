// Shows the filters: checkboxes with how many results each value would leave.
import { fill, make } from "./elements.js";

/** @import { Chosen, Counts, Filters } from "./filters.js" */

const MAX_VALUES = 12; // shown of a filter until the reader asks for all
const OPEN = ["document", "status"]; // open from the start where there is room

/**
 * Make a button for each value that is chosen, which takes it away.
 * @param {Chosen} chosen
 * @param {Record<string, string>} texts
 * @param {(left: Chosen) => void} onRemove
 */
export function makeChosen(chosen, texts, onRemove) {
  return Object.entries(chosen).flatMap(([name, values]) => values.map((value) => {
    const label = fill(texts.remove, { value });
    const button = make("button", { type: "button", class: "md-button", "aria-label": label },
      make("span", { dir: "auto" }, value), " ×");
    button.addEventListener("click", () => onRemove({ ...chosen, [name]: values.filter((each) => each !== value) }));
    return make("li", {}, button);
  }));
}

export class FiltersView {
  /**
   * @param {HTMLElement} element
   * @param {Record<string, string>} texts
   * @param {(chosen: Chosen) => void} onChange
   */
  constructor(element, texts, onChange) {
    this.element = element;
    this.texts = texts;
    /** @type {Set<string>} */
    this.whole = new Set(); // filters of which all values are shown
    element.addEventListener("change", () => onChange(this.read()));
  }

  /** @returns {Chosen} */
  read() {
    /** @type {Chosen} */
    const chosen = {};
    /** @type {NodeListOf<HTMLInputElement>} */
    const boxes = this.element.querySelectorAll("input:checked");
    for (const { name, value } of boxes) (chosen[name] ??= []).push(value);
    return chosen;
  }

  /**
   * @param {Filters} filters
   * @param {Map<string, Counts>} counts
   * @param {Chosen} chosen
   */
  show(filters, counts, chosen) {
    const focused = document.activeElement instanceof HTMLInputElement && this.element.contains(document.activeElement)
      ? [document.activeElement.name, document.activeElement.value] : null;
    for (const [name, { label }] of filters.filters) {
      let group = /** @type {HTMLDetailsElement | null} */ (this.element.querySelector(`[data-lb-filter="${name}"]`));
      if (!group) {
        group = make("details", { "data-lb-filter": name, open: OPEN.includes(name) }, make("summary"), make("ul"));
        this.element.append(group);
      }
      const own = counts.get(name) ?? [];
      const number = chosen[name]?.length ?? 0;
      group.hidden = !own.length;
      group.firstElementChild?.replaceChildren(label, number ? ` (${number})` : "");
      group.lastElementChild?.replaceChildren(...this.makeValues(name, own, chosen[name] ?? []));
    }
    if (focused) {
      /** @type {NodeListOf<HTMLInputElement>} */
      const boxes = this.element.querySelectorAll("input");
      [...boxes].find(({ name, value }) => name === focused[0] && value === focused[1])?.focus();
    }
  }

  /**
   * @param {string} name
   * @param {Counts} counts
   * @param {string[]} chosen
   */
  makeValues(name, counts, chosen) {
    const most = [...counts].sort((one, other) => other.count - one.count).slice(0, MAX_VALUES);
    const shown = this.whole.has(name) || counts.length <= MAX_VALUES + 1
      ? counts : counts.filter((each) => most.includes(each) || chosen.includes(each.value));
    const items = shown.map(({ value, count }) => {
      const box = make("input", { type: "checkbox", name, value });
      box.checked = chosen.includes(value);
      return make("li", {}, make("label", {}, box, " ", make("span", { dir: "auto" }, value), " ",
        make("span", { class: "lb-count" }, count.toLocaleString(document.documentElement.lang))));
    });
    if (shown.length < counts.length) {
      const number = String(counts.length);
      const button = make("button", { type: "button" }, fill(this.texts["more-values"], { number }));
      button.addEventListener("click", () => {
        this.whole.add(name);
        const list = button.closest("ul");
        list?.replaceChildren(...this.makeValues(name, counts, this.read()[name] ?? []));
        list?.querySelector("input")?.focus();
      });
      items.push(make("li", {}, button));
    }
    return items;
  }
}
