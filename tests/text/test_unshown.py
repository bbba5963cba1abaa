"""Every word of a text is on its page, or is reported at its line."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from commonmark_examples import list_examples, needs_specification
from letterbook.text.markdown import strip_tags, to_html, unescape_entities
from letterbook.text.source import read_source
from letterbook.text.unshown import Cause

PIECES = [
    '[mill]: https://mills.example "{}"\n',
    "[weir]: {}\n",
    "[{}]: gate.pdf\n",
    "[{}]",
    "[mill]",
    "[{}][mill]",
    "[{}][weir]",
    "[{}](gate.pdf '{}')",
    "[{}](https://mills.example '{}')",
    "![{}](gate.png '{}')",
    "<https://{}.example>",
    "| {} | {} |\n|---|---|\n",
    "| {} | {} | {} |\n",
    "```{}\n",
    "~~~ {}\n",
    "<!-- {}\n{} -->",
    "<!-- {}",
    "-->",
    "<div>{}",
    "<b>{}</b>",
    "<a title='{}'>",
    "<?{} ?>",
    "`{}`",
    "*{}*",
    "[^1]",
    "[^1]: {}\n",
    "> {}",
    "- {}",
    "1. {}",
    "    {}",
    "# {}",
    "===\n",
    "{} ",
    "&amp;",
    "\\",
    "|",
    "\n",
    "\n\n",
]
"""Markdown in which words can get lost; each pair of braces becomes a word of its own."""


WORD = re.compile(r"[^\W_]+")
MARKUP = re.compile(r"&#?\w+;|</?(?:b|i|u|em|strong|sup|sub|br) ?/?>|^[ >\t]*(?:(?:[-+*]|[0-9]{1,9}[.)])(?:\s+|$))+")


@st.composite
def texts(draw: st.DrawFn) -> str:
    text = "".join(draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12)))
    words = iter(range(text.count("{}")))
    return re.sub(r"\{\}", lambda _: f"word{next(words):02}", text)


def find_lost(text: str) -> list[tuple[int, str]]:
    """Return the words of a text that are neither on its page, nor in an address of the page, nor reported, with their
    lines. Entities, numbers of lists and the HTML that is kept are markup."""
    html = to_html(text)
    shown = "".join(WORD.findall(unescape_entities(strip_tags(html))))
    addresses = "".join(WORD.findall(unescape_entities(" ".join(re.findall(r'href="([^"]*)"', html)))))
    reported = {
        line for each in read_source(text).unshown for line in range(each.line, each.line + each.text.count("\n") + 2)
    }
    return [
        (number, word)
        for number, line in enumerate(text.split("\n"))
        if number not in reported
        for word in WORD.findall(MARKUP.sub(" ", line))
        if word not in shown and word not in addresses
    ]


@settings(max_examples=400)
@given(texts())
@example("| word00 | word01 |\n|---|---|\n| word02 | word03 | word04 |\n")
@example("[word00]: word01\n  'word02'\n\n[word03][word00]\n")
@example("- [word00]: word01\n\n> [word02]: word03\n> word04\n")
def test_no_word_is_lost_in_silence(text: str) -> None:
    assert find_lost(text) == []


@needs_specification
def test_no_word_of_the_specifications_examples_is_lost_in_silence() -> None:
    assert [(each, lost) for each in list_examples() if (lost := find_lost(each))] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a\n\n[Annex]: confidential\n", [(Cause.DEFINITION, 2, "[Annex]: confidential")]),
        ("> [a]: b\n> c\n", [(Cause.DEFINITION, 0, "[a]: b\n>")]),
        ("<!-- one\ntwo -->\n\n[a]: b\n", [(Cause.COMMENT, 0, "<!-- one\ntwo -->"), (Cause.DEFINITION, 3, "[a]: b")]),
        ("<div>\n\n<!-- é -->\n\n[a]: b\n", [(Cause.COMMENT, 2, "<!-- é -->"), (Cause.DEFINITION, 4, "[a]: b")]),
        ("|a|\n|-|\n|b|c|\n", [(Cause.CELL, 2, "c")]),
        ("``` wages\n1\n```\n", [(Cause.FENCE, 0, "wages")]),
        ('[a](https://b.example "c")', [(Cause.TITLE, 0, "c")]),
        ('[a]\n\n[A]: <https://b.example>\n"c"\n', [(Cause.TITLE, 3, "c")]),
        ("[a](b.pdf) [c](#)", [(Cause.LINK, 0, "b.pdf"), (Cause.LINK, 0, "#")]),
        ("![a](b.png)", [(Cause.IMAGE, 0, "b.png")]),
        ("a <!--\n--> ![é](b.png)", [(Cause.COMMENT, 0, "<!--\n-->"), (Cause.IMAGE, 1, "b.png")]),
    ],
)
def test_what_is_unshown_has_its_cause_its_line_and_its_source(text: str, found: list[tuple[Cause, int, str]]) -> None:
    assert [tuple(each) for each in read_source(text).unshown] == found


@pytest.mark.parametrize(
    "text",
    [
        "[a](https://b.example), [c][d], <https://g.example>\n\n[d]: https://d.example\n",
        "[e][]\n\n[E]: <mailto:e@e.example>\n",
        "[f]\n\n[f]: https://f.example/\\*&amp;\n",
        "1. a\n2) b\n- c\n  3. d\n\n> 4. e\n\n[^5]: f\n",
        "|a|b|\n|:-|-:|\n|c|\n|d\\|e|f|\n",
        "a\\_b &eacute; **c**  \nd<br>e<sup>2</sup> `[f]: g`\n\n    [h]: i\n",
        "Head\n====\n\n# Other #\n\n***\n",
    ],
)
def test_markup_is_not_unshown(text: str) -> None:
    assert read_source(text).unshown == ()


def test_a_block_has_its_words_and_lines_without_footnote_marks() -> None:
    text = "One<sup>1</sup> *two*[^2]\nthree  \nfour\n\n1. five\n\n   six\n\n<sup>1</sup> seven\n\n[^2]: eight\n"

    blocks = read_source(text).blocks

    assert [(each.kind, each.lines) for each in blocks] == [
        ("Paragraph", ((0, "One two"), (1, "three"), (2, "four"))),
        ("Paragraph", ((4, "five"),)),
        ("Paragraph", ((6, "six"),)),
        ("Paragraph", ((8, "seven"),)),
        ("Paragraph", ((10, "eight"),)),
    ]
    assert [each.is_note for each in blocks] == [False, False, False, True, True]
    assert [each.hard_breaks for each in blocks] == [1, 0, 0, 0, 0]
    assert blocks[1].containers == ("OrderedList", "Item")
