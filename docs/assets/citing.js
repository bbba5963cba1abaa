// The panel "Cite": writes a citation as BibTeX and as CSL-JSON from the RIS record on the page, and adds buttons that
// copy or download each citation.
import { save } from "./search/saving.js";

/** @typedef {Map<string, string[]>} Fields the values of each tag of an RIS record */
/**
 * @typedef {{
 *   described: string, copy: string, copyThis: string, download: string, downloadThis: string, copied: string
 * }} Words
 */

const RIS = { suffix: ".ris", type: "application/x-research-info-systems" };
const WRITTEN = [
  { name: "BibTeX", suffix: ".bib", type: "application/x-bibtex", write: writeBibtex },
  { name: "CSL-JSON", suffix: ".csl.json", type: "application/vnd.citationstyles.csl+json", write: writeCsl },
];
/** @type {Record<string, string>} */
const LATEX = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };

/**
 * @param {string} text an RIS record
 * @returns {Fields}
 */
export function readRis(text) {
  const fields = new Map();
  for (const [, tag, value] of text.matchAll(/^([A-Z][A-Z0-9]) {2}- (.*?)\r?$/gm)) {
    fields.set(tag, [...(fields.get(tag) ?? []), value]);
  }
  return fields;
}

/**
 * Names are in braces, so that BibTeX does not split or reorder them.
 * @param {string} id
 * @param {Fields} fields
 * @param {Words} words
 */
export function writeBibtex(id, fields, words) {
  const [, month, day] = readDate(fields);
  const lines = Object.entries({
    author: all(fields, "AU").map((each) => `{${escapeLatex(each)}}`).join(" and "),
    title: `{${escapeLatex(first(fields, "TI"))}}`,
    howpublished: escapeLatex(`${words.described}, ${first(fields, "DB")}`),
    number: escapeLatex(first(fields, "AN")),
    year: first(fields, "PY"),
    month: String(month),
    day: String(day),
    language: first(fields, "LA"),
    url: first(fields, "UR"),
  }).filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}}`);
  return `@misc{${id},\n${lines.join(",\n")}\n}\n`;
}

/**
 * @param {string} id
 * @param {Fields} fields
 */
export function writeCsl(id, fields) {
  /** @param {string} tag */
  const name = (tag) => all(fields, tag).map((literal) => ({ literal }));
  const item = {
    id,
    type: "personal_communication",
    title: first(fields, "TI"),
    author: name("AU"),
    recipient: name("A2"),
    issued: { "date-parts": [readDate(fields)] },
    genre: first(fields, "M3"),
    number: first(fields, "AN"),
    "container-title": first(fields, "DB"),
    language: first(fields, "LA"),
    URL: all(fields, "UR")[0], // left out where the site's address is not known
  };
  return `${JSON.stringify([item], null, 1)}\n`;
}

/** @param {HTMLElement} panel */
export function completePanel(panel) {
  const id = panel.dataset.lbCite ?? "";
  /** @type {Words} */
  const words = JSON.parse(panel.dataset.lbWords ?? "{}");
  const list = /** @type {HTMLElement} */ (panel.querySelector("dl"));
  const record = list.querySelector(".lb-code")?.textContent ?? "";
  const fields = readRis(record);
  for (const { name, write } of WRITTEN) {
    const term = document.createElement("dt");
    const text = document.createElement("dd");
    term.textContent = name;
    text.className = "lb-code";
    text.textContent = write(id, fields, words);
    list.append(term, text);
  }
  const status = document.createElement("p");
  status.className = "lb-small";
  status.setAttribute("role", "status");
  panel.append(status);
  list.querySelectorAll("dt").forEach((term) => {
    const name = term.textContent ?? "";
    const text = term.nextElementSibling?.textContent ?? "";
    const format = name === "RIS" ? RIS : WRITTEN.find((each) => each.name === name);
    if (navigator.clipboard) {
      addButton(term, words.copy, words.copyThis.replace("%", () => name), async () => {
        await navigator.clipboard.writeText(text);
        status.textContent = words.copied;
      });
    }
    if (format) {
      addButton(term, words.download, words.downloadThis.replace("%", () => name), () => {
        save(`${id}${format.suffix}`, format.type, format === RIS ? text.replaceAll("\n", "\r\n") : text);
      });
    }
  });
}

/**
 * @param {HTMLElement} term
 * @param {string} name
 * @param {string} label
 * @param {() => void} act
 */
function addButton(term, name, label, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = name;
  button.ariaLabel = label;
  button.addEventListener("click", act);
  term.append(" ", button);
}

/**
 * @param {Fields} fields
 * @param {string} tag
 */
function all(fields, tag) {
  return fields.get(tag) ?? [];
}

/**
 * @param {Fields} fields
 * @param {string} tag
 */
function first(fields, tag) {
  return all(fields, tag)[0] ?? "";
}

/** @param {Fields} fields */
function readDate(fields) {
  return first(fields, "DA").split("/").filter(Boolean).map(Number);
}

/** @param {string} text */
function escapeLatex(text) {
  return text.replace(/[\\~^&%$#_{}]/g, (sign) => LATEX[sign] ?? `\\${sign}`);
}
