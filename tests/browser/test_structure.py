"""The structure that a screen reader reads out: headings, rows of lists and tables, and the language of each part."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from page_kinds import ALL, list_addresses
from workspaces import Workspace

HEADINGS = """() => {
  const shown = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter((each) => each.checkVisibility());
  const levels = shown.map((each) => Number(each.tagName[1]));
  const wrong = shown.filter((each, place) => levels[place] > (levels[place - 1] ?? 0) + 1 || !each.innerText.trim());
  if (levels.filter((level) => level === 1).length !== 1) wrong.push(...document.querySelectorAll("h1"));
  const rows = [...document.querySelectorAll(".lb-list > li, .lb-results > li")];
  wrong.push(...rows.filter((row) => !row.querySelector("h2, h3, h4")));
  return wrong.map((each) => each.outerHTML.slice(0, 200));
}"""
"""What is wrong with the headings of a page: there is one of the first level, none skips a level, and each entry of a
list of letters, responses or results has one."""

TABLES = """() => [...document.querySelectorAll("main table")].flatMap((table) => {
  const isText = table.closest(".lb-body"); // in a letter, a table is as the letter has it
  const names = [table.caption, document.getElementById(table.getAttribute("aria-labelledby"))];
  const scopes = [...table.querySelectorAll("th")].every((each) => each.scope);
  const wrong = [];
  if (!isText && !names.some((each) => each?.textContent.trim())) wrong.push("no caption");
  if (!table.querySelector("th")) wrong.push("no headings");
  if (!scopes) wrong.push("a heading without scope");
  return wrong.map((each) => `${each}: ${table.outerHTML.slice(0, 200)}`);
})"""

LANGUAGES = """() => {
  const scripts = { ar: /\\p{Script=Arabic}{3}/u, zh: /\\p{Script=Han}{2}/u, ru: /\\p{Script=Cyrillic}{3}/u };
  const words = {
    en: /\\b(the|of|and|to|in|that|is|for|by)\\b/gi,
    fr: /\\b(le|les|des|du|et|une|dans|pour|par|est)\\b/gi,
    es: /\\b(el|los|las|del|y|una|para|por|es)\\b/gi,
  };
  const guess = (text) => {
    const script = Object.entries(scripts).find(([, pattern]) => pattern.test(text));
    if (script) return script[0];
    const counts = Object.entries(words).map(([each, pattern]) => [text.match(pattern)?.length ?? 0, each]);
    const [[most, language], [next]] = counts.sort(([a], [b]) => b - a);
    return most >= 4 && most > 2 * next ? language : null;
  };
  const wrong = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim();
    const parent = walker.currentNode.parentElement;
    const guessed = text && !parent.closest("script, [translate=no]") && guess(text);
    const marked = parent.closest("[lang]").lang;
    if (guessed && !marked.startsWith(guessed)) wrong.push(`${marked} instead of ${guessed}: ${text.slice(0, 80)}`);
  }
  return wrong;
}"""
"""The texts of a page that are marked as being in another language than their script or their commonest words show."""


@pytest.mark.parametrize("kind", ALL)
def test_headings_rows_tables_and_languages_are_marked(
    open_tab: Callable[..., Page], shipped_site: str, shipped_workspace: Workspace, kind: str
) -> None:
    with open_tab(1440) as page:
        for address in list_addresses(kind, shipped_workspace.site):
            page.goto(shipped_site + address)
            assert page.evaluate(HEADINGS) == [], address
            assert page.evaluate(TABLES) == [], address
            assert page.evaluate(LANGUAGES) == [], address
