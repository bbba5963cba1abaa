"""One field of a file is changed, and everything that an editor wrote around it stays."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from letterbook.editing.yaml_changes import UnsafeChange, append_item, set_field
from letterbook.ingest.front_matter import Node, ScalarNode, SequenceNode, read_letter
from letterbook.text.normalize import compose

RECORD = Path(__file__).resolve().parents[2] / "data"
LETTER = """\
---
# Entered by hand.
reference: AL XBV 7/2026
sent:   2026-02-02   # checked with the PDF
language: "en"

recipients:   # one only
# the State
- recipient: belvenor   # XBV
  named_as: 'The Republic'
summary: >- # neutral
  Several mandates write
  about the mill.

mandates:
    - mandate: business

      resolution: 44/15   # 2020
also: [a, "b, c"]  # in brackets
attachments:   # none yet
example: true
---
# Not a comment
The text: 2026-02-02
"""


def change(text: str, path: str, value: Any, **options: Any) -> str:
    return set_field(text.encode(), path, value, **options).decode()


def list_changed_lines(old: str, new: str) -> list[str]:
    return [each for each in difflib.ndiff(old.splitlines(), new.splitlines()) if each[0] in "-+"]


@pytest.mark.parametrize(
    ("path", "value", "lines"),
    [
        ("reference", "UA XBV 7/2026", ["- reference: AL XBV 7/2026", "+ reference: UA XBV 7/2026"]),
        (
            "sent",
            dt.date(2026, 2, 3),
            ["- sent:   2026-02-02   # checked with the PDF", "+ sent:   2026-02-03   # checked with the PDF"],
        ),
        ("language", "fr", ['- language: "en"', '+ language: "fr"']),
        (
            "recipients[0].named_as",
            "Belvenor's",
            ["-   named_as: 'The Republic'", "+   named_as: 'Belvenor''s'"],
        ),
        ("recipients[0].via", "the Mission", ["+   via: the Mission"]),
        (
            "mandates[0].resolution",
            "44/16",
            ["-       resolution: 44/15   # 2020", "+       resolution: 44/16   # 2020"],
        ),
        ("summary", "Short.", ["- summary: >- # neutral", "+ summary: Short. # neutral",
                               "-   Several mandates write", "-   about the mill."]),
        ("also[1]", "d", ['- also: [a, "b, c"]  # in brackets', '+ also: [a, "d"]  # in brackets']),
        ("also", ["x"], ['- also: [a, "b, c"]  # in brackets', "+ also:  # in brackets", "+   - x"]),
        ("attachments", [{"file": "a.pdf"}], ["+   - file: a.pdf"]),
        ("subject", "NO", ["+ subject: 'NO'"]),
    ],
)  # fmt: skip
def test_only_the_lines_of_the_field_change(path: str, value: Any, lines: list[str]) -> None:
    assert sorted(list_changed_lines(LETTER, change(LETTER, path, value))) == sorted(lines)


def test_a_long_text_is_folded_and_its_comment_stays() -> None:
    long = "Several mandates write about the mill and the river beside it, which is said to be poisoned by its waste."
    assert change("---\nsubject: Mill  # ours\n---\n", "subject", long) == (
        "---\nsubject: >-  # ours\n  Several mandates write about the mill and the river beside it, which is said to "
        "be poisoned by its waste.\n---\n"
    )


def test_a_new_field_goes_where_the_table_of_fields_has_it() -> None:
    changed = change(LETTER, "subject", "Mill", order=("reference", "language", "subject", "summary"))
    assert 'language: "en"\nsubject: Mill\n\nrecipients' in changed
    first = change(LETTER, "letter", "x", order=("letter", "reference"))
    assert "# Entered by hand.\nletter: x\nreference" in first


def test_an_item_is_added_with_the_indentation_that_the_list_has() -> None:
    added = append_item(LETTER.encode(), "mandates", {"mandate": "food", "resolution": "32/8"}).decode()
    assert list_changed_lines(LETTER, added) == ["+     - mandate: food", "+       resolution: 32/8"]
    added = append_item(LETTER.encode(), "recipients", {"recipient": "xaa"}).decode()
    assert list_changed_lines(LETTER, added) == ["+ - recipient: xaa"]
    added = append_item(LETTER.encode(), "follows", "AL XBV 1/2020").decode()
    assert list_changed_lines(LETTER, added) == ["+ follows:", "+   - AL XBV 1/2020"]


@pytest.mark.parametrize("empty", ["attachments: []  # none", "attachments:  # none"])
def test_an_empty_list_is_filled_in_block_style(empty: str) -> None:
    text = f"---\n{empty}\nexample: true\n---\n"
    assert append_item(text.encode(), "attachments", {"file": "a.pdf", "title": "A"}).decode() == (
        "---\nattachments:  # none\n  - file: a.pdf\n    title: A\nexample: true\n---\n"
    )


def test_line_endings_and_a_byte_order_mark_stay() -> None:
    content = b"\xef\xbb\xbf" + LETTER.replace("\n", "\r\n").encode()
    changed = append_item(set_field(content, "sent", dt.date(2026, 2, 3)), "attachments", {"file": "é.pdf"})
    expected = LETTER.replace("sent:   2026-02-02", "sent:   2026-02-03")
    expected = expected.replace("# none yet\n", "# none yet\n  - file: é.pdf\n")
    assert changed == b"\xef\xbb\xbf" + expected.replace("\n", "\r\n").encode()


def test_text_in_another_normal_form_stays() -> None:
    """The reader composes characters; what an editor wrote is left as it is."""
    text = "---\nsubject: e\u0301\u2028e\u0301 # e\u0301\nsent: x # u\u0308\n---\ne\u0301\n"
    assert change(text, "sent", "y") == text.replace("sent: x", "sent: y")


def test_a_register_without_a_last_line_end_is_changed() -> None:
    register = "# All.\nxaa:\n  name: Norland\n  code: XAA # here"
    assert change(register, "xaa.code", "XAB", is_register=True) == register.replace("XAA", "XAB")
    assert change(register, "xaa.kind", "state", is_register=True) == f"{register}\n  kind: state\n"
    assert change("# None yet.\n", "xaa", {"kind": "state"}, is_register=True) == "# None yet.\nxaa:\n  kind: state\n"


def test_front_matter_without_fields_gets_its_first() -> None:
    assert change("---\n---\nText\n", "sent", "x") == "---\nsent: x\n---\nText\n"


@pytest.mark.parametrize(
    ("change_file", "line", "why", "by_hand"),
    [
        (lambda text: append_item(text, "also", "d"), 19, "in brackets", "also:\n  - d"),
        (lambda text: set_field(text, "recipients", ["x"]), 9, "comments inside", "recipients:\n  - x"),
        (lambda text: append_item(text, "sent", "d"), 4, "not a list", "sent:\n  - d"),
    ],
)
def test_what_cannot_be_changed_safely_is_refused_with_what_to_write_by_hand(
    change_file: Callable[[bytes], bytes], line: int, why: str, by_hand: str
) -> None:
    with pytest.raises(UnsafeChange) as refused:
        change_file(LETTER.encode())
    assert (refused.value.line, refused.value.by_hand) == (line, by_hand)
    assert why in refused.value.why


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\na: &x 1\nsent: *x\n---\n", 2),
        ("---\nsent: 1\na: 1\nsent: 2\n---\n", 4),
        ("---\nsent: {\n---\n", 3),
        ("no front matter", 1),
        ("---\n{sent: 1}\n---\n", 2),
    ],
)
def test_anchors_repeated_fields_and_broken_files_are_refused(text: str, line: int) -> None:
    with pytest.raises(UnsafeChange) as refused:
        set_field(text.encode(), "sent" if "{sent" not in text else "other", "x")
    assert refused.value.line == line


def test_a_change_that_would_not_read_as_what_was_meant_is_refused() -> None:
    with pytest.raises(UnsafeChange, match="line 5: `language`: it cannot be changed safely as it is written"):
        change(LETTER, "language", "e\0n")


@pytest.mark.parametrize("path", ["recipients[1].recipient", "none.here", "sent.day", "recipients.x", "also[2]"])
def test_a_place_that_does_not_exist_is_an_error_of_the_caller(path: str) -> None:
    with pytest.raises(LookupError):
        change(LETTER, path, "x")


@pytest.mark.parametrize("path", sorted((RECORD / "letters").rglob("*[0-9].md")), ids=lambda path: path.stem)
def test_a_field_of_every_shipped_letter_can_be_changed(path: Path) -> None:
    content = path.read_bytes()
    changed = append_item(set_field(content, "sent", dt.date(2000, 1, 1)), "recipients", {"recipient": "xaa"})
    lines = list_changed_lines(content.decode(), changed.decode())
    assert [each for each in lines if not each.startswith("- sent")] == ["+ sent: 2000-01-01", "+   - recipient: xaa"]


# Files of every style: what is drawn is a tree and, for each part of it, a way to write it.

TEXTS = st.one_of(
    st.sampled_from(["belvenor", "NO", "a: b", "it's", "2024-03-03", "c # d", "é", "- x", '"q"', "[z]", "", "#"]),
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12).map(compose),
    st.lists(st.sampled_from(["mill", "river", "# no", "waste:", "l’eau"]), min_size=1, max_size=30).map(" ".join),
)
NAMES = st.sampled_from(["sent", "language", "recipients", "annex", "subject", "note", "text", "source"])
COMMENTS = st.one_of(st.just(""), st.just(""), st.uuids().map(lambda each: f"  # {each} it's: 'so"))


def quote(text: str, style: str) -> str:
    return (
        "'" + text.replace("'", "''") + "'"
        if style == "'"
        else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    )


@st.composite
def draw_scalar(draw: Any, indent: str) -> tuple[Any, list[str]]:
    """Return a text and the lines that follow its key."""
    text = draw(TEXTS)
    style = draw(st.sampled_from(["'", '"', "plain", ">-", "|", "empty", "below"]))
    comment = draw(COMMENTS)
    if style == "empty":
        return "", [comment]
    if style == "plain" and text.isalnum() and text.isascii():
        return text, [f" {text}{comment}"]
    if style in (">-", "|") and text and text == " ".join(text.split()):
        words = text.split(" ")
        half = len(words) // 2 if style == ">-" else 0
        lines = [" ".join(words[:half]), " ".join(words[half:])] if half else [text]
        value = text if style == ">-" else f"{text}\n"
        return value, [
            f" {style}{comment}",
            *(f"{indent}  {each}" for each in lines),
            *draw(st.sampled_from([[], [""]])),
        ]
    if style == "below":
        return text, [comment, f"{indent}   {quote(text, chr(39))}{draw(COMMENTS)}"]
    return text, [
        f"{draw(st.sampled_from([' ', '   ']))}{quote(text, style if style == chr(34) else chr(39))}{comment}"
    ]


@st.composite
def draw_mapping(draw: Any, indent: str, depth: int) -> tuple[dict[str, Any], list[str]]:
    tree: dict[str, Any] = {}
    lines: list[str] = []
    for name in draw(st.lists(NAMES, min_size=1, max_size=4, unique=True)):
        if lines:
            lines += draw(st.sampled_from([[], [], [""], [f"{indent}{draw(COMMENTS)}"], [draw(COMMENTS)]]))
        kind = draw(st.sampled_from(["scalar", "scalar", "list", "mapping", "brackets"])) if depth else "scalar"
        if kind == "scalar":
            tree[name], (first, *more) = draw(draw_scalar(indent))
        elif kind == "brackets":
            tree[name] = draw(st.lists(st.sampled_from(["a", "b c", "d, e"]), max_size=2))
            first, more = f" [{', '.join(quote(each, chr(34)) for each in tree[name])}]{draw(COMMENTS)}", []
        else:
            deeper = indent + draw(st.sampled_from(["  ", "    ", *([""] if kind == "list" else [])]))
            tree[name], more = draw((draw_list if kind == "list" else draw_mapping)(deeper, depth - 1))
            first = draw(COMMENTS)
        lines += [f"{indent}{name}:{first}", *more]
    return tree, lines


@st.composite
def draw_list(draw: Any, indent: str, depth: int) -> tuple[list[Any], list[str]]:
    tree: list[Any] = []
    lines: list[str] = []
    for _ in range(draw(st.integers(1, 3))):
        if draw(st.booleans()):
            item, inner = draw(draw_mapping(f"{indent}  ", depth))
            lines += [f"{indent}- {inner[0].lstrip()}", *inner[1:]]
        else:
            item = draw(TEXTS)
            lines.append(f"{indent}- {quote(item, chr(39))}{draw(COMMENTS)}")
        tree.append(item)
    return tree, lines


def list_paths(tree: Any, path: str = "") -> list[str]:
    """List the paths of every value in a tree."""
    steps = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    found = []
    for step, inner in steps:
        at = f"{path}[{step}]" if isinstance(step, int) else f"{path}.{step}" if path else step
        found += [at, *list_paths(inner, at)]
    return found


def read(content: bytes) -> Any:
    def to_plain(node: Node) -> Any:
        if isinstance(node, ScalarNode):
            return node.text
        if isinstance(node, SequenceNode):
            return [to_plain(each) for each in node.items]
        return {each.key: to_plain(each.value) for each in node.entries}

    document = read_letter(content)
    assert document.fields is not None, document.problems
    return to_plain(document.fields)


def find_parent(tree: Any, path: str) -> tuple[Any, Any]:
    """Return the mapping or list that has the value at a path, and its key or number there."""
    steps = [int(each[1:-1]) if each[0] == "[" else each for each in re.findall(r"\[[0-9]+\]|[^.\[]+", path)]
    for step in steps[:-1]:
        tree = tree[step]
    return tree, steps[-1]


def indent_of(line: bytes) -> int:
    return len(line) - len(line.lstrip(b" \xef\xbb\xbf"))


@given(st.data())
def test_a_change_reads_as_the_change_alone_and_every_other_line_stays(data: st.DataObject) -> None:
    _, lines = data.draw(draw_mapping("", 2))
    ending = data.draw(st.sampled_from(["\n", "\r\n"]))
    body = data.draw(st.sampled_from(["", "Text # x\n---\n\n", "e\u0301"]))
    content = ("---\n" + "\n".join(lines) + f"\n---\n{body}").replace("\n", ending).encode()
    content = data.draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + content
    path = data.draw(st.sampled_from([*list_paths(read(content)), "withdrawn"]))
    change_file = data.draw(st.sampled_from([set_field] if path.endswith("]") else [set_field, append_item]))
    value = data.draw(st.one_of(TEXTS, st.just({"recipient": "a # b", "via": "c"})))
    expected = read(content)
    parent, last = find_parent(expected, path)
    old = parent[last] if isinstance(last, int) else parent.get(last)
    try:
        changed = change_file(content, path, value)
    except UnsafeChange as refused:
        why = refused.why.partition(": ")[2]
    else:
        why = ""
    event(why or change_file.__name__)
    assert "as it is written" not in why
    if why:
        return
    parent[last] = value if change_file is set_field else [*(old or []), value]
    assert read(changed) == expected
    assert find_comments(changed) == find_comments(content)
    before, after = content.splitlines(keepends=True), changed.splitlines(keepends=True)
    own = find_line(content, path) - 1
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    same = 0
    while same < min(len(before), len(after)) - start and before[-1 - same] == after[-1 - same]:
        same += 1
    for number in range(start, len(before) - same):
        line = before[number]
        belongs = indent_of(line) > indent_of(before[own]) or line.lstrip()[:1] == b"-" or not line.strip()
        assert number == own or (number > own and belongs)


def find_line(content: bytes, path: str) -> int:
    """Return the line of the field or item at a path, as the reader has it; 0 for one that is missing."""
    node: Any = read_letter(content).fields
    line = 0
    for step in re.findall(r"\[[0-9]+\]|[^.\[]+", path):
        if step[0] == "[":
            node = node.items[int(step[1:-1])]
            line = node.line
        else:
            entry = next((each for each in node.entries if each.key == step), None)
            if entry is None:
                return 0
            line, node = entry.line, entry.value
    return line


def find_comments(content: bytes) -> list[str]:
    """List the comments that were drawn, without those that landed in a block of text and so are no comments."""
    texts = str(read(content))
    return [each for each in re.findall("# [0-9a-f-]{36}", content.decode()) if each not in texts]
