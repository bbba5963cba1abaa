"""Finds what programs and drafts leave in a text: conflict marks, HTML, words such as DRAFT."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from letterbook.text.markdown import PARSER, classify, escape_html
from letterbook.text.normalize import fold
from letterbook.text.source import SourceBlock, SourceText
from letterbook.text.source_places import SourcePlaces

_CONFLICT = re.compile(r"^(?:(<{7}|>{7}|\|{7})(?: (\S.*))?|={7})$", re.MULTILINE)
_NAME = re.compile(r"\S+(?: \(.*\))?")
"""What follows the mark: a branch or a commit, with its subject in brackets."""

_TAG = re.compile(
    r"<(?: /?(?P<name> [A-Za-z][A-Za-z0-9]* )(?P<attributes> [^<>]* )> | !-- | !DOCTYPE\b | \?xml\b | !\[CDATA\[ )",
    re.VERBOSE,
)
_ATTRIBUTES = re.compile(
    r"""
    (?: \s+ [\w:.-]+ \s*=\s* (?: "[^"]*" | '[^']*' | [^\s"'=<>`]+ ) )*+
    (?: \s+ [\w:.-]+ )? \s*/?
    """,
    re.VERBOSE,
)
"""Attributes with their values; the last can be without. More words without values are words of the text."""
_ELEMENTS = """
    a abbr acronym address applet area article aside audio b base big blockquote body br button canvas caption center
    cite code col colgroup dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form
    frame frameset h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label legend li link main map mark
    menu meta nav nobr noscript object ol optgroup option p picture pre q s samp script section select small source
    span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr tt u ul
    var video wbr
"""
ELEMENTS = frozenset(_ELEMENTS.split())
"""The elements of HTML."""
_SURE = frozenset(["br", "div", "font", "hr", "img", "li", "p", "span", "table", "td", "th", "tr"])
"""Elements that are no words: `<section>` may mean the name of a section."""
_OFFICE = re.compile(r"</?[movw]:[A-Za-z]+[^<>]*>")
"""A tag of a word processor, which is no HTML for Markdown: <o:p>"""

_MARK = (
    r"(?:(?:strictly |private and |highly |privileged and |tres |strictement |estrictamente )?"
    r"(?:confidential|confidentiel|confidencial|конфиденциально)"
    r"|draft|first draft|final draft|brouillon|borrador|черновик|草稿|مسودة"
    r"|draft (?:letter|communication|reply|response)|projet de (?:lettre|reponse)|proyecto de (?:carta|respuesta)"
    r"|not for (?:circulation|distribution|publication|release)|do not (?:circulate|distribute|publish|release)"
    r"|(?:for )?internal use only|embargoed(?: until .{1,40})?|sous embargo(?: jusqu.{1,40})?)"
)
_DRAFT = re.compile(rf"\W*{_MARK}(?:\W+{_MARK})*\W*(?:v(?:ersion)? ?)?[0-9./ -]{{0,12}}\W*")
_LONGEST_MARK = 100
_BOLD = "**"
_BOLD_MARK = re.compile(rb"\*\*")
_BLOCKS = frozenset(["Paragraph", "Heading", "Item", "TableCell"])


def find_conflict_marks(body: str) -> Iterator[tuple[int, str]]:
    """Find the marks that an unfinished merge leaves: their lines, counted from 0, and the marks.

    A line of seven equals signs also makes a heading, and seven `>` a quotation. They count after `<<<<<<<`; without
    it, `>>>>>>>` needs the name of a branch or commit, and counts for the equals signs above it.
    """
    if "<<<<<<<" not in body and ">>>>>>>" not in body:
        return
    found = list(_CONFLICT.finditer(body))
    begun = any(match[1] == "<<<<<<<" for match in found)
    named = [match.start() for match in found if match[1] == ">>>>>>>" and _NAME.fullmatch(match[2] or "")]
    for match in found:
        if begun or match.start() in named or (match[1] is None and match.start() < max(named, default=0)):
            yield body.count("\n", 0, match.start()), match[0][:7]


def find_tags(source: SourceText) -> Iterator[tuple[int, str, str]]:
    """Find the tags of HTML that the page shows as plain text: for each line, counted from 0, the first tag and the
    name of its element, or "".

    What only looks like a tag, such as `<name of the company>` or a lone `<section>`, is none.
    """
    found = [
        (line + piece.count("\n", 0, match.start()), match, fold(match["name"] or ""))
        for line, piece in source.html
        for match in _TAG.finditer(piece)
    ]
    closed = {name for _, match, name in found if match[0].startswith("</")}
    opened = {name for _, match, name in found if not match[0].startswith("</")}
    seen: set[int] = set()
    for line, match, name in found:
        if line not in seen and (not name or _is_element(name, match["attributes"], paired=name in closed & opened)):
            seen.add(line)
            yield line, match[0], name
    for block in source.blocks:
        for line, text in block.lines if block.kind != "CodeBlock" else ():
            if line not in seen and (match_ := _OFFICE.search(text)):
                yield line, match_[0], ""


def find_stray_asterisks(body: str) -> Iterator[int]:
    """Find the lines, counted from 0, on which a block first shows the marks of bold text, which begin and end none.

    A single mark, asterisks with backslashes, and code are part of the text.
    """
    if _BOLD not in body:
        return
    read = escape_html(body)
    places = SourcePlaces(body, read)
    runs: list[tuple[int, int]] = []  # of text in a block, which a backslash or markup interrupts
    in_code = False
    for event, where in PARSER.events_with_range(read):
        edge, kind = classify(event)
        start, end = where["start"], where["end"]
        if kind == "CodeBlock":
            in_code = edge == "Start"
        elif kind == "Text" and not in_code:
            runs.append((runs.pop()[0], end) if runs and runs[-1][1] == start else (start, end))
        elif kind in _BLOCKS:
            found = [match.start() for run in runs for match in _BOLD_MARK.finditer(places.source, *run)]
            if len(found) > 1:
                yield places.find_line(found[0])
            runs = []


def find_draft_marks(blocks: Iterable[SourceBlock]) -> Iterator[tuple[int, str]]:
    """Find the lines that only mark the text as a draft or as confidential: their numbers, counted from 0, and words.

    Such a word in small letters within a paragraph is one of its words.
    """
    for block in blocks:
        if block.kind in ("CodeBlock", "TableCell") or block.is_note:
            continue
        for line, text in block.lines:
            if (
                len(text) < _LONGEST_MARK
                and (len(block.lines) == 1 or text[:5].isupper())
                and _DRAFT.fullmatch(fold(text))
            ):
                yield line, text


def _is_element(name: str, attributes: str, *, paired: bool) -> bool:
    sure = name in _SURE or (name in ELEMENTS and (paired or "=" in attributes))
    return sure and _ATTRIBUTES.fullmatch(attributes) is not None
