"""A page of the theme is split at its tokens, and letters are written on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterbook.rendering.page import OutputFile, Page
from letterbook.site.specimens import CURRENT, TOKENS, BrokenSpecimen, Specimen, fill_specimens

ORDER = sorted(TOKENS)
DRAWN = "<html>" + "".join(f"<{each}>@@{each}@@</{each}>" for each in ORDER) + "</html>"
SPECIMEN = Specimen.parse("letter", DRAWN)


def texts(text: str, **more: str) -> dict[str, str]:
    """The same text for every token, under the first tab, but for `more`."""
    return dict.fromkeys(ORDER, text) | {"tab": ""} | more


def test_each_text_stands_in_the_place_of_its_token() -> None:
    written = "".join(f"<{each}>the {each}</{each}>" for each in ORDER)

    assert SPECIMEN.fill({each: f"the {each}" for each in ORDER} | {"tab": ""}) == f"<html>{written}</html>"


def test_tokens_may_stand_in_any_order_and_at_the_edges() -> None:
    drawn = "".join(f"@@{each}@@" for each in reversed(ORDER))

    assert Specimen.parse("letter", drawn).fill(texts("x")) == "x" * len(TOKENS)


@given(st.fixed_dictionaries(dict.fromkeys(ORDER, st.text() | st.just("@@title@@@@body@@@@tab:@@"))))
def test_a_text_full_of_tokens_is_printed_as_it_is(given_texts: dict[str, str]) -> None:
    written = "".join(f"<{each}>{given_texts[each]}</{each}>" for each in ORDER)

    assert SPECIMEN.fill(given_texts | {"tab": ""}) == f"<html>{written}</html>"


@pytest.mark.parametrize(
    ("tab", "expected"),
    [
        ("", f"<a{CURRENT}>Home</a><a>Letters</a><a>Reports</a>"),
        ("communications/", f"<a>Home</a><a{CURRENT}>Letters</a><a>Reports</a>"),
        ("reports/2021-06/", f"<a>Home</a><a>Letters</a><a{CURRENT}>Reports</a>"),
        ("years/", "<a>Home</a><a>Letters</a><a>Reports</a>"),
    ],
)
def test_the_tab_that_a_page_stands_under_is_the_current_one(tab: str, expected: str) -> None:
    tabs = "<a@@tab:@@>Home</a><a@@tab:communications/@@>Letters</a><a@@tab:reports/2021-06/@@>Reports</a>"

    filled = Specimen.parse("letter", f"{DRAWN}{tabs}<nav>{tabs}</nav>").fill(texts("", tab=tab))

    assert filled.endswith(f"</html>{expected}<nav>{expected}</nav>")


def test_indents_and_empty_lines_of_templates_go_and_white_space_that_says_something_stays() -> None:
    drawn = "<div>\n\n    <p>of the  mill\n  burnt</p>\n  </div>\n"
    drawn += "<pre>\n  a\n\n  b</pre>  \n  <SCRIPT>\n  `x\n  y`</SCRIPT>\n"

    written = Specimen.parse("letter", drawn + DRAWN).fill(texts(" \n  "))

    kept = "<div>\n<p>of the  mill\nburnt</p>\n</div>\n<pre>\n  a\n\n  b</pre>\n<SCRIPT>\n  `x\n  y`</SCRIPT>\n<html>"
    assert written.startswith(kept)
    assert written.count(" \n  ") == len(TOKENS)


@pytest.mark.parametrize("name", ORDER)
def test_a_theme_that_loses_a_token_is_told_which_and_where_to_look(name: str) -> None:
    with pytest.raises(BrokenSpecimen, match=rf"'letter' has lost the token @@{name}@@; look at overrides/"):
        Specimen.parse("letter", DRAWN.replace(f"@@{name}@@", ""))


@pytest.mark.parametrize("name", ORDER)
def test_a_theme_that_draws_a_token_twice_is_told_which(name: str) -> None:
    with pytest.raises(BrokenSpecimen, match=rf"'letter' has 2 copies of the token @@{name}@@"):
        Specimen.parse("letter", DRAWN.replace(f"@@{name}@@", "") + f"@@{name}@@@@{name}@@")


def test_a_token_that_nobody_knows_is_told() -> None:
    with pytest.raises(BrokenSpecimen, match=r"'letter' has an unknown token, @@footer@@"):
        Specimen.parse("letter", DRAWN + "@@footer@@")


@pytest.mark.parametrize("name", [*ORDER, "tab"])
def test_a_page_without_a_text_for_a_token_is_not_written(name: str) -> None:
    with pytest.raises(KeyError, match=name):
        SPECIMEN.fill({each: text for each, text in texts("x").items() if each != name})


def test_pages_are_written_on_their_specimens_and_files_go_through() -> None:
    other = Specimen.parse("list", DRAWN.replace("html", "main"))
    picture = OutputFile("assets/a.png", Path("a.png"))
    outputs: list[Page | OutputFile] = [
        Page("communications/a/", "letter", texts("é")),
        picture,
        Page("", "list", texts("é")),
        Page("404.html", "list", texts("é")),
    ]

    filled = list(fill_specimens({"letter": SPECIMEN, "list": other}, outputs))

    assert [each.path for each in filled] == ["communications/a/index.html", "assets/a.png", "index.html", "404.html"]
    assert filled[0].content == SPECIMEN.fill(texts("é")).encode()
    assert filled[1] is picture
    assert filled[2].content == filled[3].content == other.fill(texts("é")).encode()


def test_a_page_on_a_specimen_that_was_not_drawn_is_an_error() -> None:
    with pytest.raises(KeyError, match="response"):
        list(fill_specimens({"letter": SPECIMEN}, [Page("a/", "response", texts(""))]))
