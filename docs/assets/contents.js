// The contents in the sidebar of a letter mark the part in view. On a narrow screen the sidebar is two panels, each
// with a button that opens it: a panel closes when a reader follows a link in it to a place on the page, or leaves it.

/** How far below the top of the window a part must have come to count as in view, in parts of the window. */
const LINE = 0.3;

/** @param {HTMLElement} contents */
export function markContents(contents) {
  const links = new Map([...contents.querySelectorAll("a")].map((link) => [readFragment(link), link]));
  const parts = [...links.keys()].map((id) => document.getElementById(id)).filter((each) => each !== null);
  /** @type {HTMLAnchorElement | undefined} */
  let current;
  const box = /** @type {HTMLElement} */ (contents.closest(".md-sidebar__scrollwrap") ?? contents.parentElement);
  let followed = NaN; // where the page came to rest after a link to one of the parts

  /** @param {HTMLAnchorElement | undefined} link */
  const mark = (link) => {
    if (link === current) return;
    current?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "true");
    current = link;
    if (link) scrollIntoView(box, link);
  };

  const update = () => {
    if (Math.abs(scrollY - followed) < 2) return;
    followed = NaN;
    const line = findLine();
    mark(links.get(parts.filter((part) => part.getBoundingClientRect().top <= line).at(-1)?.id ?? ""));
  };

  const follow = () => {
    const link = links.get(readFragment(location));
    if (!link) return;
    followed = scrollY;
    mark(link);
  };

  let isWaiting = false;
  window.addEventListener("scroll", () => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => {
      isWaiting = false;
      update();
    });
  }, { passive: true });
  window.addEventListener("hashchange", follow);
  update();
  follow();
}

/** @param {HTMLElement} panel */
export function closeWhenLeft(panel) {
  const close = () => {
    if (panel.matches(":popover-open")) panel.hidePopover();
  };
  panel.addEventListener("click", ({ target }) => {
    if (/** @type {Element} */ (target).closest("a[href^='#']")) close();
  });
  panel.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !panel.contains(/** @type {Node} */ (relatedTarget))) close();
  });
  window.matchMedia("(min-width: 60em)").addEventListener("change", close);
}

/** @param {{ hash: string }} address */
const readFragment = ({ hash }) => decodeURIComponent(hash.slice(1));

/** The line that a part must have passed: in the last screen it moves down, so that each part there has its turn. */
function findLine() {
  const left = document.documentElement.scrollHeight - innerHeight - scrollY;
  const last = Math.max(0, 1 - left / innerHeight);
  return innerHeight * (LINE + (1 - LINE) * last);
}

/**
 * Scroll a box, and nothing else, so that a part of it can be seen.
 * @param {HTMLElement} box
 * @param {HTMLElement} part
 */
function scrollIntoView(box, part) {
  const [outer, inner] = [box.getBoundingClientRect(), part.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom) {
    box.scrollTop += inner.top - outer.top - (outer.height - inner.height) / 2;
  }
}
