// Printing needs a script: the button is hidden until there is one.
document.querySelectorAll("[data-lb-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
// On paper nothing can be unfolded; afterwards it is folded as before.
let folded = [];
window.addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("details:not([open])")];
  folded.forEach((details) => { details.open = true; });
});
window.addEventListener("afterprint", () => {
  folded.forEach((details) => { details.open = false; });
});
// A page that is not here: find the letter by its reference, in whatever spelling it was typed or linked.
document.querySelectorAll("[data-lb-find]").forEach((form) => {
  const reference = /(?:J?(?:AL|UA|OL))?[\s_-]*([A-Z]{3})[\s_-]*0*(\d{1,5})[\s_]*[/._\s-][\s_]*(\d{4})(?!\d)/i;
  const addressOf = (text) => {
    const found = reference.exec(text);
    return found && `${form.dataset.lbFind}${found[1]}-${found[2]}-${found[3]}/`.toLowerCase();
  };
  const input = form.querySelector("input");
  const tried = location.pathname.replace(/%20/g, " ").split("/").find((part) => reference.test(part));
  if (tried) input.value = reference.exec(tried).slice(1).join(" ").toUpperCase().replace(/ (\d+)$/, "/$1");
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const address = addressOf(input.value);
    form.querySelector("[role=alert]").hidden = Boolean(address);
    if (address) location.assign(address);
  });
});
// Where the search has not come with all the rest, its page shows other ways in.
window.addEventListener("load", () => {
  document.querySelectorAll("[data-lb-ways]").forEach((ways) => ways.classList.add("lb-shown"));
});
// "/" leads to the search, as long as nobody is writing.
window.addEventListener("keydown", (event) => {
  const writing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || writing || event.ctrlKey || event.metaKey || event.altKey) return;
  const field = ["pagefind-input input", "[data-lb-search-box]"].map((each) => document.querySelector(each)).find((each) => each?.offsetParent);
  event.preventDefault();
  if (field) field.focus();
  else location.assign(document.querySelector(".lb-search-box a").href);
});
// Who comes from the search finds the words marked.
const sought = new URLSearchParams(location.search).get("highlight");
if (sought) {
  const here = document.currentScript?.src ?? document.querySelector("script[src$='assets/letterbook.js']").src;
  import(new URL("search/marking.js", here)).then(({ mark }) => mark(sought));
}
