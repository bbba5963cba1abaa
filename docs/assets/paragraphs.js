// A toolbar at the number of a paragraph copies the link to the paragraph, and its citation in each style. It appears
// when a reader points at the number, taps it or reaches it by keyboard. The panel "Cite" has the citations, with two
// empty elements for what a paragraph adds to them.

const LEAVING = 300; // milliseconds to get from the number to its toolbar
const CONFIRMED = 1500; // milliseconds for which a button says that it has copied

/** @type {{ number: HTMLElement, toolbar: HTMLElement } | undefined} */
let shown;
let leaving = 0;
/** @type {EventTarget | null} */
let dismissed = null; // the number whose toolbar a reader closed, until the reader goes elsewhere

/** @param {HTMLAnchorElement} number the link of a paragraph to itself */
export function offerCitations(number) {
  clearTimeout(leaving);
  const panel = /** @type {HTMLElement | null} */ (document.querySelector("[data-lb-cite]"));
  if (!panel || shown?.number === number || dismissed === number) return;
  if (shown?.toolbar.querySelector(":focus-visible")) return; // a pointer that passes by does not take the focus away
  hide();
  const toolbar = makeToolbar(number, panel);
  shown = { number, toolbar };
  number.after(toolbar);
  const { bottom = 0 } = document.querySelector(".lb-bar, .md-header")?.getBoundingClientRect() ?? {};
  const isCovered = toolbar.getBoundingClientRect().top < Math.max(bottom, 0);
  toolbar.classList.toggle("lb-below", isCovered);
}

/**
 * @param {HTMLAnchorElement} number
 * @param {HTMLElement} panel
 */
function makeToolbar(number, panel) {
  const words = JSON.parse(panel.dataset.lbWords ?? "{}");
  const paragraph = `¶ ${number.textContent}`;
  const address = document.querySelector("link[rel=canonical]")?.getAttribute("href") ?? location.href;
  const toolbar = document.createElement("span");
  toolbar.className = "lb-toolbar";
  toolbar.setAttribute("role", "toolbar");
  toolbar.ariaLabel = paragraph;
  toolbar.lang = document.documentElement.lang;
  toolbar.dir = document.body.dir;
  const status = document.createElement("span");
  status.className = "lb-unseen";
  status.setAttribute("role", "status");

  /**
   * @param {string} name
   * @param {string} label
   * @param {string} text
   */
  const addButton = (name, label, text) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.ariaLabel = label;
    button.tabIndex = toolbar.querySelector("button") ? -1 : 0;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text);
      status.textContent = words.copied;
      button.classList.add("lb-copied");
      setTimeout(() => {
        status.textContent = "";
        button.classList.remove("lb-copied");
      }, CONFIRMED);
    });
    toolbar.append(button);
  };

  addButton(words.copyLink, `${words.copyLink}: ${paragraph}`, new URL(`#${number.id}`, address).href);
  toolbar.append(words.citeLabel);
  for (const citation of panel.querySelectorAll("dd:has([data-lb-pinpoint])")) {
    const name = citation.previousElementSibling?.firstChild?.textContent?.trim() ?? "";
    addButton(name, words.copyThis.replace("%", () => `${name}, ${paragraph}`), cite(citation, number));
  }
  toolbar.append(status);
  toolbar.addEventListener("keydown", moveFocus);
  return toolbar;
}

/**
 * @param {Element} citation of the whole letter
 * @param {HTMLElement} number
 */
function cite(citation, number) {
  const copy = /** @type {Element} */ (citation.cloneNode(true));
  /** @type {Element} */ (copy.querySelector("[data-lb-pinpoint]")).textContent = `, ¶ ${number.textContent}`;
  const fragment = copy.querySelector("[data-lb-fragment]");
  if (fragment) fragment.textContent = `#${number.id}`;
  return copy.textContent ?? "";
}

/**
 * The toolbar is one stop for the keyboard: arrows move in it.
 * @param {KeyboardEvent} event
 */
function moveFocus(event) {
  const buttons = [.../** @type {HTMLElement} */ (event.currentTarget).querySelectorAll("button")];
  const at = buttons.findIndex((each) => each === document.activeElement);
  const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  const button = buttons.at(next % buttons.length);
  buttons.forEach((each) => { each.tabIndex = each === button ? 0 : -1; });
  button?.focus();
}

function hide() {
  shown?.toolbar.remove();
  shown = undefined;
}

/** @param {EventTarget | null} target */
function isShownAt(target) {
  return target instanceof Node && Boolean(shown?.number.contains(target) || shown?.toolbar.contains(target));
}

document.addEventListener("pointerover", ({ target, pointerType }) => {
  clearTimeout(leaving);
  if (target !== dismissed) dismissed = null;
  if (!shown || isShownAt(target) || isShownAt(document.activeElement) || pointerType === "touch") return;
  leaving = setTimeout(hide, LEAVING);
});
document.addEventListener("pointerdown", ({ target }) => {
  if (!isShownAt(target)) hide();
});
document.addEventListener("focusin", ({ target }) => {
  if (target !== dismissed) dismissed = null;
  if (!isShownAt(target)) hide();
});
document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape" || !shown) return;
  dismissed = shown.number;
  if (shown.toolbar.contains(document.activeElement)) shown.number.focus();
  hide();
});
