"""Front matter is read strictly: every fault has its line, and every value is text."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from letterbook.ingest.front_matter import (
    MAX_BYTES,
    MAX_DEPTH,
    Document,
    Entry,
    MappingNode,
    Problem,
    ReadingFault,
    ScalarNode,
    SequenceNode,
    read_letter,
    read_register,
)
from letterbook.text.normalize import compose

MB = 1_000_000


def letter(front_matter: str, body: str = "The text.\n") -> Document:
    """Read a letter with this front matter."""
    return read_letter(f"---\n{front_matter}\n---\n{body}".encode())


def faults(document: Document) -> list[tuple[str, int]]:
    """Return the rule and line of each problem."""
    return [(each.rule, each.line) for each in document.problems]


def field(document: Document, key: str) -> Entry:
    """Return a field of the front matter."""
    assert document.fields is not None, document.problems
    (found,) = [each for each in document.fields.entries if each.key == key]
    return found


def value(document: Document, key: str) -> str:
    """Return the text of a field."""
    found = field(document, key).value
    assert isinstance(found, ScalarNode)
    return found.text


def test_fields_and_body_are_read_with_their_lines() -> None:
    document = letter("reference: AL XAA 3/2024\nrecipients:\n  - recipient: xaa\n    via: a mission", "\nDear Sir,\n")

    recipients = field(document, "recipients").value
    assert (faults(document), value(document, "reference"), field(document, "reference").line) == (
        [],
        "AL XAA 3/2024",
        2,
    )
    assert recipients == SequenceNode(
        (MappingNode((Entry("recipient", 4, ScalarNode("xaa", 4)), Entry("via", 5, ScalarNode("a mission", 5))), 4),), 4
    )
    assert (document.body, document.body_line) == ("Dear Sir,\n", 8)
    assert document.lines[document.body_line - 1] == "Dear Sir,"


@pytest.mark.parametrize("blank", ["", "\n", "\n\n\n"])
def test_the_line_of_the_body_is_that_of_its_first_words(blank: str) -> None:
    document = letter("a: b", f"{blank}First words\n")

    assert document.lines[document.body_line - 1] == "First words"
    assert document.body.lstrip("\n") == "First words\n"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b"", ("missing-front-matter", 1), id="an empty file"),
        pytest.param(b"Dear Sir,\n", ("missing-front-matter", 1), id="a text alone"),
        pytest.param(b"\n---\na: b\n---\n", ("missing-front-matter", 1), id="an empty line above"),
        pytest.param(b"---yaml\na: b\n---\n", ("missing-front-matter", 1), id="a word behind the dashes"),
        pytest.param(b"---\n", ("unterminated-front-matter", 1), id="an opening alone"),
        pytest.param(b"---\na: b\n\nDear Sir,\n", ("unterminated-front-matter", 1), id="no end"),
        pytest.param(b"---\n- a\n- b\n---\n", ("invalid-front-matter", 2), id="a list"),
        pytest.param(b"---\n\n\njust words\n---\n", ("invalid-front-matter", 4), id="words"),
        pytest.param(b"---\na: b\nc: d: e\n---\n", ("invalid-yaml", 3), id="a colon in a value"),
        pytest.param(b"---\na: [b\n---\n", ("invalid-yaml", 2), id="a bracket never closed"),
        pytest.param(b"---\na: b\n\tc: d\n---\n", ("invalid-yaml", 3), id="a tab"),
        pytest.param(b'---\na: b\nc: "d\n---\n', ("invalid-yaml", 3), id="a quotation mark never closed"),
        pytest.param(b"---\na: b\n--- c\nd: e\n---\n", ("invalid-yaml", 3), id="a second document"),
        pytest.param(b"---\na: b\n...\nd: e\n---\n", ("invalid-yaml", 4), id="something behind the end of a document"),
        pytest.param(b"---\n? [a]\n: b\n---\n", ("invalid-yaml", 2), id="a list for a key"),
        pytest.param(b"---\na: b\nc: d\na: e\n---\n", ("duplicate-field", 4), id="a key twice"),
        pytest.param(b"---\na:\n  b: c\n  b: d\n---\n", ("duplicate-field", 4), id="a key twice, further in"),
        pytest.param(b"---\na: &x b\n---\n", ("yaml-alias", 2), id="an anchor"),
        pytest.param(b"---\na: b\nc: *a\n---\n", ("yaml-alias", 3), id="an alias"),
        pytest.param(b"---\na: b\n<<: *a\n---\n", ("yaml-alias", 3), id="a merge"),
        pytest.param(b"---\na: b\nc: !!python/object/apply:os.system [ls]\n---\n", ("yaml-tag", 3), id="a python tag"),
        pytest.param(b"---\na: !!str b\n---\n", ("yaml-tag", 2), id="a harmless tag"),
        pytest.param(b"---\n!!map\na: b\n---\n", ("yaml-tag", 2), id="a tag of all"),
        pytest.param(b"---\na: b\nc: d\xff\n---\n", ("invalid-encoding", 3), id="a byte of another encoding"),
        pytest.param(
            b"\xef\xbb\xbf---\na: b\n\xe9: d\n---\n", ("invalid-encoding", 3), id="one behind a byte-order mark"
        ),
        pytest.param(b"---\ra: b\r\xe9: d\r---\r", ("invalid-encoding", 3), id="one behind line ends of old"),
        pytest.param("---\na: b\n---\n".encode("utf-16"), ("invalid-encoding", 0), id="UTF-16"),
        pytest.param(b"---\na: b\n---\nDear\0 Sir\n", ("nul-character", 4), id="a NUL"),
        pytest.param(b"---\ra: b\r---\rDear\0 Sir", ("nul-character", 4), id="a NUL behind line ends of old"),
        pytest.param(b'---\na: b\nc: "\\0"\n---\n', ("nul-character", 3), id="a NUL written as an escape"),
    ],
)
def test_a_fault_is_reported_with_its_line_and_nothing_is_read(content: bytes, expected: tuple[str, int]) -> None:
    document = read_letter(content)

    assert expected in faults(document)
    assert all(line <= len(document.lines) for _, line in faults(document)) or not document.lines
    if expected[0] != ReadingFault.DUPLICATE_FIELD:
        assert (document.fields, len(document.problems)) == (None, 1)


CONTROLS = [*"\x01\x08\x0b\x0c\x10\x1d\x1f\x7f\x80\x85\x9f"]
NEVER_SHOWN = [*CONTROLS, *"\ufdd0\ufffe\uffff\U0001fffe\U0010ffff\ue000\uf0b7\U000f0000\U0010fffd"]
INVISIBLE = [
    *NEVER_SHOWN,
    *"\ufffc\ufffd\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff\u2062\u3164\U000e0041",
]


@pytest.mark.parametrize("character", INVISIBLE, ids=lambda each: f"U+{ord(each):04X}")
@pytest.mark.parametrize(
    "content",
    ["---\na: b\n\n\nc: d{}e\n---\n", "---\na: b\n---\n\nDear{} Sir\n"],
    ids=["in a field", "in the text"],
)
def test_an_invisible_character_is_reported_with_its_line_and_name(content: str, character: str) -> None:
    document = read_letter(content.format(character).encode())

    (problem,) = document.problems
    assert (problem.rule, problem.line) == ("invisible-character", 5)
    assert problem.subject.startswith(f"U+{ord(character):04X} (")


@pytest.mark.parametrize(
    "written",
    [
        "&#x202E;",
        "&#8238;",
        "&ZeroWidthSpace;",
        "&#x10;",
        "&#16;",
        "&#X85;",
        "&#xFFFE;",
        "&#xd83d;",
        "&#xE000;",
        "&#0;",
        "&#x110000;",
    ],
)
def test_an_invisible_character_written_as_an_entity_is_reported(written: str) -> None:
    assert faults(letter("a: b", f"Dear\n\n{written} Sir\n")) == [("invisible-character", 6)]


def test_an_invisible_character_written_as_a_yaml_escape_is_reported() -> None:
    assert faults(letter('a: b\nc: "d\\u202ee"')) == [("invisible-character", 3)]
    assert faults(read_register(b'a:\n  b: "\\u2066"\n')) == [("invisible-character", 2)]
    assert faults(letter('a: b\nc: "Case \\x1d of \\uffff"')) == [("invisible-character", 3)] * 2
    assert faults(letter('a: b\nc: "d\\ud83de"')) == [("invalid-yaml", 3)]


def test_a_control_character_does_not_hide_other_faults() -> None:
    """YAML itself refuses to read any further."""
    assert faults(letter("a: b\x01\na: c")) == [("invisible-character", 2), ("duplicate-field", 3)]


def test_what_only_looks_like_an_entity_is_text() -> None:
    assert faults(letter("a: b", "&#12ab; &#x; &#99999999; & &; &#9; &#10; &#x80 &copy;")) == []


@pytest.mark.parametrize(
    "text",
    [
        *("می\u200cخواهم", "क्\u200dष", "a\u200eb", "ع\u200fb", "ع\u061cb", "ភាសា\u200bខ្មែរ", "soft\u00adhyphen"),
        *("a\u2060b", "\u00a0a", "&amp; &#233;"),
    ],
)
def test_characters_that_scripts_need_are_allowed(text: str) -> None:
    assert faults(letter(f'a: "{text}"', text)) == []


def test_the_byte_that_is_not_utf8_is_named() -> None:
    assert [each.subject for each in read_letter(b"\xef\xbb\xbf---\na: \xe9\n---\n").problems] == ["0xe9"]


def test_a_key_given_twice_keeps_its_first_value_and_the_line_is_reported() -> None:
    document = letter("sent: 2021-03-12\nlanguage: en\nsent: 2022-03-12")

    assert document.problems == (Problem(rule="duplicate-field", line=4, subject="sent", detail="2"),)
    assert value(document, "sent") == "2021-03-12"


@pytest.mark.parametrize(
    ("line", "quoted"),
    [
        ("title: Letters: a history", 'title: "Letters: a history"'),
        ("title: [redacted] and more", 'title: "[redacted] and more"'),
        ("- others: companies: all", '- others: "companies: all"'),
        ('title: C:\\a: "b"', 'title: "C:\\\\a: \\"b\\""'),
        ("title: `code`", 'title: "`code`"'),
        ('title: "Yes" and no', 'title: "\\"Yes\\" and no"'),
        ("title: 'workers' union", "title: \"'workers' union\""),
    ],
)
def test_a_value_that_breaks_the_block_is_suggested_in_quotation_marks(line: str, quoted: str) -> None:
    (problem,) = letter(line).problems

    assert (problem.rule, problem.detail) == ("invalid-yaml", quoted)
    assert "invalid-yaml" not in dict(faults(letter(quoted)))


@pytest.mark.parametrize(
    ("block", "line", "what"),
    [
        ('a: b\nc: "d\ne: f\ng: h', 3, "a quotation mark is opened here but never closed"),
        ('a: b\nc: "d\ne: "f"\ng: h', 3, "a quotation mark is opened here but never closed"),
        ("a: b\nc: 'd\ne: f\nh: 'g'", 3, "a quotation mark is opened here but never closed"),
        ('a:\n  - "b\n  - "c"', 3, "a quotation mark is opened here but never closed"),
        ('a: b\nc: "d" and e\nf: g', 3, "text follows the closing quotation mark"),
        ("a: 'workers' union\nb: c", 2, "text follows the closing quotation mark"),
        ("a: b\nc: [d\ne: f", 3, "a bracket or brace is opened here but never closed"),
        ("a: b\nc: {d: e\nf: g", 3, "a bracket or brace is opened here but never closed"),
    ],
)
def test_an_unclosed_quote_or_bracket_is_reported_where_it_opens(block: str, line: int, what: str) -> None:
    (problem,) = letter(block).problems

    assert (problem.line, problem.subject) == (line, what)


def test_a_deeply_nested_value_is_reported_with_its_line() -> None:
    deep = MAX_DEPTH * "["
    assert faults(letter(f"a: b\nc: {deep}{']' * MAX_DEPTH}")) == [("excessive-nesting", 3)]
    assert faults(letter(f"a: b\nc: {deep[3:]}{']' * (MAX_DEPTH - 3)}")) == []


@pytest.mark.parametrize(
    ("written", "cut"),
    [
        ("title: Room # 12", "# 12"),
        ("title: Room   #12 and more", "#12 and more"),
        ("title: Room#12", ""),
        ('title: "Room # 12"', ""),
        ("title: 'Room # 12'", ""),
        ("title: |\n  Room # 12", ""),
        ("title:  # a comment", ""),
        ("# a comment\ntitle: Room", ""),
    ],
)
def test_the_part_of_a_plain_value_lost_to_a_comment_is_kept(written: str, cut: str) -> None:
    found = field(letter(written), "title").value

    assert isinstance(found, ScalarNode)
    assert found.cut == cut


@pytest.mark.parametrize(
    "text",
    [
        *("NO", "no", "on", "off", "yes", "true", "null", "~", "2.10", "0x1F", "1_000", "1e3", "012", "12:30:45"),
        *("2021-03-12", "2021-03-12T10:00", ".inf", "=", "<<"),
    ],
)
def test_a_value_is_read_as_text(text: str) -> None:
    assert value(letter(f"a: {text}"), "a") == text


def test_a_key_is_read_as_text() -> None:
    document = letter("on: a\nNO: b\n2.10: c\n<<: d")

    assert document.fields is not None
    assert [each.key for each in document.fields.entries] == ["on", "NO", "2.10", "<<"]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\N{BOM}"])
def test_a_byte_order_mark_and_any_line_ends_are_fine(ends: str, mark: str) -> None:
    lines = ["---", "a: b", "c:", "  - d", "---", "", "Dear Sir,", "text"]
    document = read_letter((mark + ends.join(lines)).encode())

    assert document == read_letter("\n".join(lines).encode())
    assert (value(document, "a"), document.body, document.body_line) == ("b", "Dear Sir,\ntext", 7)


@pytest.mark.parametrize("separator", ["\u2028", "\u2029"])
def test_a_line_end_known_only_to_yaml_shifts_no_line_number(separator: str) -> None:
    document = letter(f"a: b{separator}c\nd: e: f")

    assert faults(document) == [("invalid-yaml", 3)]
    assert value(letter(f"a: b{separator}c"), "a") == "b c"


@pytest.mark.parametrize("separator", ["\u2028", "\u2029"])
def test_words_with_a_line_end_between_them_that_no_page_shows_are_kept_apart(separator: str) -> None:
    assert letter("a: b", f"one{separator}two\n").body == "one two\n"


@pytest.mark.parametrize("block", ["", "\n", "# only a comment", "\n\n"])
def test_an_empty_block_has_no_fields_and_is_not_a_fault(block: str) -> None:
    document = letter(block)

    assert (document.fields is not None and document.fields.entries, faults(document)) == ((), [])


def test_dashes_in_the_body_belong_to_the_body() -> None:
    assert letter("a: b", "one\n\n---\n\ntwo\n").body == "one\n\n---\n\ntwo\n"


def test_a_file_of_five_million_bytes_is_read_and_a_larger_one_is_not() -> None:
    head = b"---\na: b\n---\n"
    full = head + b"x" * (MAX_BYTES - len(head))

    assert MAX_BYTES == 5 * MB
    assert faults(read_letter(full)) == []
    assert faults(read_letter(full + b"x")) == [("oversized-file", 0)]
    assert faults(read_register(b"#" * MAX_BYTES + b"\n")) == [("oversized-file", 0)]


@pytest.mark.parametrize(
    ("front_matter", "rule"),
    [
        pytest.param("[" * MB, "excessive-nesting", id="brackets"),
        pytest.param("{a: " * (MB // 4), "excessive-nesting", id="braces"),
        pytest.param("- " * (MB // 2), "excessive-nesting", id="dashes"),
        pytest.param("? " * (MB // 2), "excessive-nesting", id="questions"),
        pytest.param("a: [" + "x," * (MB // 2) + "]", None, id="a long list on one line"),
        pytest.param("a: [" + "x ," * (MB // 3) + "]", None, id="a long list with spaces"),
        pytest.param("a: {" + "x, " * (MB // 3) + "}", "duplicate-field", id="one key again and again"),
        pytest.param("a: &a [x, x]\nb: &b [*a, *a]\n" * (MB // 30), "yaml-alias", id="aliases of aliases"),
        pytest.param("".join(f"k{i}: v\n" for i in range(MB // 10)), None, id="many keys"),
        pytest.param("a: x" + " " * MB + "#", None, id="a far comment"),
        pytest.param(" \n" * (MB // 2), None, id="blank lines"),
        pytest.param('a: "' + "x" * MB, "invalid-yaml", id="a quotation mark never closed"),
    ],
)
def test_a_hostile_file_of_a_megabyte_is_read_safely(front_matter: str, rule: str | None) -> None:
    document = letter(front_matter)

    assert {each.rule for each in document.problems} == ({rule} if rule else set())


@settings(deadline=None)
@given(st.binary() | st.text().map(str.encode))
@example(b"---\n\xef\xbb\xbf---\n---\n")
@example(b"---\r\n---\r\n")
def test_any_bytes_are_read_without_an_exception(content: bytes) -> None:
    for document in (read_letter(content), read_letter(b"---\n" + content), read_register(content)):
        assert (document.fields is None) <= bool(document.problems)


yaml_like = st.lists(
    st.sampled_from(
        [
            *("---", "...", "\n", "\n\n", "\r", "\t", " ", "  ", ": ", ":", "- ", "? ", "#", " #", "|", ">", "|-\n"),
            *(",", "[", "]", "{", "}", "&a ", "*a", "!", "!!str ", "%", "@", "`", "'", '"', "\\", "\0", "\x85"),
            *("\u2028", "\N{BOM}", "é", "\U0001f600", "a", "b", "on", "1", "<<"),
        ]
    )
).map("".join)


@settings(max_examples=500, deadline=None)
@given(yaml_like, yaml_like)
def test_text_like_yaml_raises_nothing_and_its_faults_are_on_lines_that_exist(block: str, body: str) -> None:
    document = letter(block, body)
    lines = f"---\n{block}\n---\n{body}".replace("\r\n", "\n").replace("\r", "\n").split("\n")

    assert (document.fields is None) <= bool(document.problems)
    assert all(1 <= problem.line <= len(lines) for problem in document.problems)


words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1).map(str.strip)


@settings(deadline=None)
@given(st.dictionaries(st.from_regex(r"[a-z_]{1,12}", fullmatch=True), words, min_size=1), words)
def test_text_in_quotation_marks_is_read_back_in_its_normal_form(fields: dict[str, str], body: str) -> None:
    quoted = {key: each.replace("\\", "\\\\").replace('"', '\\"') for key, each in fields.items()}
    document = letter("\n".join(f'{key}: "{each}"' for key, each in quoted.items()), body)

    assert {key: value(document, key) for key in fields} == {key: compose(each) for key, each in fields.items()}
    assert document.body == compose(body)


def test_a_register_is_read_without_a_body() -> None:
    document = read_register(b"xaa:\n  name: Norland\nxbb:\n  name: Sudland\n")

    assert (field(document, "xbb").line, faults(document)) == (3, [])


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"- a\n", ("invalid-front-matter", 1)),
        (b"a: b\nc: d: e\n", ("invalid-yaml", 2)),
        (b"a: b\n---\nc: d\n", ("invalid-yaml", 2)),
        (b"a: b\na: c\n", ("duplicate-field", 2)),
        (b"a: &x b\n", ("yaml-alias", 1)),
    ],
)
def test_the_faults_in_a_register_are_reported_with_their_lines(content: bytes, expected: tuple[str, int]) -> None:
    assert faults(read_register(content)) == [expected]


@pytest.mark.parametrize("content", [b"", b"\n", b"# nothing yet\n", b"\xef\xbb\xbf"])
def test_an_empty_register_has_no_entries(content: bytes) -> None:
    assert read_register(content).fields == MappingNode((), 1)


def test_every_reading_fault_has_a_test_here() -> None:
    """A fault added later must be tested, too. A truncated value is known from the value itself."""
    shown = {
        each.rule
        for content in (
            *(b"", b"---\n", b"---\n- a\n---\n", b"---\na: [\n---\n", b"---\na: b\na: b\n---\n", b"---\na: *b\n---\n"),
            *(
                "\u202e".encode(),
                b"---\na: !!b c\n---\n",
                b"---\n" + b"[" * 99 + b"\n---\n",
                b"\xff",
                b"\0",
                b" " * (MAX_BYTES + 1),
            ),
        )
        for each in read_letter(content).problems
    }

    assert shown == set(ReadingFault) - {ReadingFault.TRUNCATED_VALUE}
