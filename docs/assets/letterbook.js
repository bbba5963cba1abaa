// The address of this script, beside which the others are.
const script = document.currentScript ?? document.querySelector("script[src$='assets/letterbook.js']");
const { src } = /** @type {HTMLScriptElement} */ (script);

/** @param {string} name */
const importScript = (name) => import(new URL(name, src).href);
const canImport = location.protocol !== "file:"; // browsers import nothing from a file

// Show the print button: it stays hidden without a script.
/** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("[data-lb-print]")).forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});

// Complete the panel with citations when a reader opens it.
/** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-lb-cite]")).forEach((panel) => {
  panel.addEventListener("toggle", async () => {
    if (!canImport) return;
    const { completePanel } = await importScript("citing.js");
    completePanel(panel);
  }, { once: true });
});

// Copy the address of the page.
/** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("[data-lb-copy]")).forEach((button) => {
  button.hidden = !navigator.clipboard;
  button.ariaLive = "polite"; // so that "Copied" is read out
  const name = button.textContent;
  button.addEventListener("click", async () => {
    const address = document.querySelector("link[rel=canonical]")?.getAttribute("href");
    await navigator.clipboard.writeText(address ?? location.href.replace(/[?#].*/, ""));
    button.textContent = button.dataset.lbCopy ?? "";
    setTimeout(() => { button.textContent = name; }, 2000);
  });
});

// The contents mark the part in view, unless the theme's own script is there to do it.
const hasThemeScript = document.querySelector("#__config") !== null;
const marked = hasThemeScript ? "[data-lb-contents]" : "[data-lb-contents], [data-md-component=toc]";
const contents = /** @type {HTMLElement | null} */ (document.querySelector(marked));
if (contents && canImport) {
  importScript("contents.js").then(({ markContents, closeWhenLeft }) => {
    markContents(contents);
    document.querySelectorAll(".lb-beside > [popover]").forEach(closeWhenLeft);
  });
}

// The number of a paragraph offers its link and its citation, but not to a reader who came to it by a link: what it
// offers would cover the line above.
let usesKeys = false;
document.addEventListener("keydown", () => { usesKeys = true; }, true);
document.addEventListener("pointerdown", () => { usesKeys = false; }, true);
for (const type of ["pointerover", "focusin"]) {
  document.addEventListener(type, async (event) => {
    const number = /** @type {Element} */ (event.target).closest("a.lb-number");
    if (!number || !navigator.clipboard || !canImport) return;
    if (type === "focusin" && number.matches(":target") && !usesKeys) return;
    const { offerCitations } = await importScript("paragraphs.js");
    offerCitations(number);
  });
}

// Following a number does not move the page: its paragraph is in view, with the toolbar under the pointer.
document.addEventListener("click", (event) => {
  const number = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (event.target).closest("a.lb-number"));
  if (!number || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const { scrollX: left, scrollY: top } = window;
  location.hash = number.hash;
  window.scrollTo({ left, top, behavior: "instant" });
});

// Before printing, write the address and the date at the foot of each sheet, and open every collapsed section, unless
// it only has what two texts have in common; close it again afterwards.
/** @type {HTMLDetailsElement[]} */
let collapsed = [];
window.addEventListener("beforeprint", () => {
  const { documentElement: root } = document;
  const words = /** @type {HTMLMetaElement | null} */ (document.querySelector("meta[name='letterbook:retrieved']"));
  const address = location.protocol === "file:" ? "" : `${location.origin}${location.pathname} · `;
  const language = root.lang === "en" ? "en-GB" : root.lang;
  const date = new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(new Date());
  root.style.setProperty("--lb-retrieved", JSON.stringify(`${address}${words?.content} ${date}`));
  collapsed = [...document.querySelectorAll("details")]
    .filter((details) => !details.open && !details.classList.contains("lb-unchanged"));
  collapsed.forEach((details) => { details.open = true; });
});
window.addEventListener("afterprint", () => {
  collapsed.forEach((details) => { details.open = false; });
});

// On a "not found" page, look up the letter by its reference, however it was typed or linked.
/** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("[data-lb-find]")).forEach((form) => {
  const reference = /(?:J?(?:AL|UA|OL))?[\s_-]*([A-Z]{3})[\s_-]*0*(\d{1,5})[\s_]*[/._\s-][\s_]*(\d{4})(?!\d)/i;
  const input = /** @type {HTMLInputElement} */ (form.querySelector("input"));
  const alert = /** @type {HTMLElement} */ (form.querySelector("[role=alert]"));

  /** @param {string} text */
  const buildAddress = (text) => {
    const match = reference.exec(text);
    return match && `${form.dataset.lbFind}${match[1]}-${match[2]}-${match[3]}/`.toLowerCase();
  };

  const parts = location.pathname.replace(/%20/g, " ").split("/");
  const match = parts.map((part) => reference.exec(part)).find(Boolean);
  if (match) input.value = `${match[1]} ${match[2]}/${match[3]}`.toUpperCase();
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const address = buildAddress(input.value);
    alert.hidden = Boolean(address);
    if (address) location.assign(address);
  });
});

// If the search has not loaded by the time everything else has, its page offers other ways to browse.
window.addEventListener("load", () => {
  document.querySelectorAll("[data-lb-ways]").forEach((ways) => ways.classList.add("lb-shown"));
  if (location.protocol !== "file:") return; // from where no script may load a file
  /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-lb-noscript], [data-lb-file]"))
    .forEach((each) => { each.hidden = "lbNoscript" in each.dataset; });
});

// "/" moves to the search, unless the reader is typing.
window.addEventListener("keydown", (event) => {
  const target = /** @type {Partial<Element>} */ (event.target);
  const isTyping = target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  const selectors = ["[data-lb-search] input[type=search]", "[data-lb-search-box]"];
  const fields = selectors.map((each) => /** @type {HTMLElement | null} */ (document.querySelector(each)));
  const field = fields.find((each) => each?.offsetParent);
  event.preventDefault();
  if (field) field.focus();
  else location.assign(/** @type {HTMLAnchorElement} */ (document.querySelector(".lb-search-box a")).href);
});

// Mark the words of the query for readers who come from the search.
const highlight = new URLSearchParams(location.search).get("highlight");
if (highlight) importScript("search/marking.js").then(({ mark }) => mark(highlight));

// Lists can be sorted, and those of letters filtered.
const filter = /** @type {HTMLElement | null} */ (document.querySelector("[data-lb-list-filter]"));
if (filter && !canImport) filter.hidden = true;
const lists = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".lb-letters:not(.lb-latest *)")]);
if (lists.length && canImport) importScript("listing.js").then(({ enhanceLists }) => enhanceLists(lists));

// On narrow screens the navigation is a drawer. The theme opens it with a label, which no key reaches: a button takes
// its place. The style sheet keeps the closed drawer out of reach.
const drawer = /** @type {HTMLInputElement | null} */ (document.querySelector("[data-md-toggle=drawer]"));
const label = /** @type {HTMLElement | null} */ (document.querySelector(".md-header label[for=__drawer]"));
const navigation = /** @type {HTMLElement | null} */ (document.querySelector(".md-sidebar--primary"));
if (drawer && label && navigation) {
  const menu = document.createElement("button");
  menu.type = "button";
  menu.className = `${label.className} lb-menu`;
  menu.ariaLabel = navigation.querySelector("nav")?.ariaLabel ?? "";
  menu.ariaExpanded = String(drawer.checked);
  menu.append(...label.childNodes);
  label.replaceWith(menu);
  menu.addEventListener("click", () => drawer.click());
  navigation.addEventListener("click", ({ target }) => { // a link may lead to another part of the same page
    if (drawer.checked && /** @type {Element} */ (target).closest("a")) drawer.click();
  });
  drawer.addEventListener("change", () => {
    const isLeft = !drawer.checked && navigation.contains(document.activeElement);
    menu.ariaExpanded = String(drawer.checked);
    if (drawer.checked) navigation.querySelector("a")?.focus();
    else if (isLeft) menu.focus();
  });
  navigation.addEventListener("focusout", ({ relatedTarget }) => {
    if (drawer.checked && relatedTarget && !navigation.contains(/** @type {Node} */ (relatedTarget))) drawer.click();
  });
  window.addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && drawer.checked) drawer.click();
  });
}

// The header shows the title of the page once its heading is out of sight.
const heading = document.querySelector("h1");
const title = document.querySelector("[data-md-component=header-title]");
const header = /** @type {HTMLElement | null} */ (document.querySelector(".md-header"));
if (heading && title && header && !hasThemeScript) {
  new IntersectionObserver(([{ isIntersecting, boundingClientRect }]) => {
    const isAbove = !isIntersecting && boundingClientRect.top < header.offsetHeight;
    title.classList.toggle("md-header__title--active", isAbove);
  }, { rootMargin: `-${header.offsetHeight}px 0px 0px` }).observe(heading);
}
