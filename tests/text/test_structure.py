"""The parts of a letter are found, and every place in it has a permanent address."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from factories import SHARED
from letterbook.text.cues import CUES, Part
from letterbook.text.structure import find_annex, structure_text
from letterbook.text.visible_text import read_visible_text

SEED = SHARED / "seed" / "AL-OTH-167-2021.md"

ASKED = "We would be grateful for your observations on the following matters:\n\n"


class Page(HTMLParser):
    """The anchors of a text and what is at each."""

    def __init__(self, body: str, prefix: str = "") -> None:
        super().__init__()
        self.structure = structure_text(body, prefix=prefix)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.data: list[str] = []
        self.feed(self.structure.html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.elements.append((tag, attributes))
        self.ids += [attributes["id"]] if "id" in attributes else []
        self.links += [attributes["href"]] if "href" in attributes else []

    def handle_data(self, data: str) -> None:
        self.data.append(data)

    @property
    def words(self) -> str:
        """What a reader sees, including the numbers of paragraphs."""
        return " ".join("".join(self.data).split())

    @property
    def numbers(self) -> list[str]:
        """The numbers of the paragraphs, in order."""
        return [each["id"].removeprefix("p") for _, each in self.elements if each.get("class") == "lb-number"]

    @property
    def questions(self) -> list[str]:
        """The anchors of the questions."""
        return [each["id"] for tag, each in self.elements if tag == "li" and "id" in each]

    @property
    def parts(self) -> list[str]:
        """The anchors of the parts."""
        return [anchor for _, anchor in self.structure.parts]


PHRASES = [pytest.param(cue.part, phrase, id=phrase[:40]) for cue in CUES for phrase in cue.examples]


@pytest.mark.parametrize(("part", "phrase"), PHRASES)
def test_a_part_begins_at_the_paragraph_that_has_one_of_its_phrases(part: Part, phrase: str) -> None:
    page = Page(f"{'İ' * 300}lk. First.\n\n{phrase}\n\nLast.\n")

    assert page.structure.parts == ((part, part.value),)
    assert f'<p><span class="lb-part" id="{part}"></span><a class="lb-number" id="p2"' in page.structure.html


def test_a_part_begins_where_its_phrase_first_appears() -> None:
    page = Page("According to the information received: a\n\nAccording to the information received: b\n")

    assert page.ids == ["allegations", "p1", "p2"]


def test_a_part_begins_at_a_clear_phrase_rather_than_at_a_vague_one_before_it() -> None:
    vague = "We would like to draw your attention to information we have received concerning the mill."
    clear = "According to the information received:"

    assert Page(f"{vague}\n\n{clear}\n").ids == ["p1", "allegations", "p2"]
    assert Page(f"{vague}\n\nThe mill.\n").ids == ["allegations", "p1", "p2"]


def test_a_phrase_is_found_across_marks_emphasis_and_a_footnote() -> None:
    page = Page("*According* to the\ninformation **re\u00adceived**[^1]:\n\n[^1]: On 3 March.\n")

    assert page.parts == ["allegations"]


def test_a_phrase_in_a_heading_a_list_or_a_quotation_begins_nothing() -> None:
    phrase = "According to the information received:"

    assert Page(f"# {phrase}\n\n- {phrase}\n\n> {phrase}\n").parts == []


@pytest.mark.parametrize(
    "heading",
    [
        *("# Annex", "## **Annex**", "### Annexe I", "# Anexo", "# Приложение", "# 附件", "# ملحق"),
        *("**Annex**", "**ANNEX I: law**", "**Anexo**", "**Приложение 1**", "**附件一**", "**المرفق الأول**"),
        *(
            "Annex",
            "ANNEX",
            "ANNEX I – Reference to law",
            "Annex 2: List",
            "**Annex on Reference to human rights law**",
            "<u>Annex of the law</u>",
            "**Annex**  \n**Reference to law**",
            "Annex<br>Reference to law",
            "APPENDIX",
            "Annex[^1]\n\n[^1]: Added later.",
            "Annex I",
            "Annex 2",
            "Annexe :",
            "ANEXO A",
            "Приложение",
            "附件",
            "附件一",
            "ملحق",
            "المرفق",
        ),
    ],
)
def test_an_annex_begins_at_its_heading_in_six_languages_bold_or_not(heading: str) -> None:
    page = Page(f"Text.\n\n{heading}\n\nOf the annex.\n")

    assert page.structure.parts == ((Part.ANNEX, "annex"),)
    assert page.structure.html.count("<section") == page.structure.html.count("</section>") == 1
    assert page.structure.html.rstrip().endswith("Of the annex.</p>\n</section>")


@pytest.mark.parametrize(
    "line",
    [
        *("Annexes follow.", "Annex I of the Convention says so.", "# Annexation", "**Annexed land**", "The annex"),
        *("**Annex I** of the letter says so.", "**Annex I of the letter says so.**", "Annex I of the letter says"),
        *("> # Annex", "- Annex", "**Annex** on law, to which we refer below, " + "is long. " * 30),
    ],
)
def test_a_sentence_about_an_annex_begins_none(line: str) -> None:
    assert Page(f"Text.\n\n{line}\n\nText.\n").parts == []


def test_several_annexes_are_counted() -> None:
    page = Page("Text.\n\n# Annex I\n\nOne.\n\n# Annex II\n\nTwo.\n\n**Annexe**\n\nThree.\n")

    assert page.parts == ["annex", "annex-2", "annex-3"]
    assert [tag for tag, each in page.elements if each.get("class") == "lb-annex"] == ["section"] * 3


def test_paragraphs_list_items_and_headings_have_anchors() -> None:
    page = Page("# Head\n\nOne.\n\n- two\n- three\n  - four\n\n> five\n\n1. six\n\n   seven\n")

    assert page.numbers == ["1", "2", "3", "4", "5", "6", "7"]
    assert "s1" in page.ids
    assert page.structure.paragraphs == 7


def test_the_number_of_a_paragraph_leads_to_itself() -> None:
    assert Page("One.").elements[1] == ("a", {"class": "lb-number", "id": "p1", "href": "#p1"})


def test_a_footnote_has_its_own_number_and_not_one_of_the_site() -> None:
    page = Page("One.<sup>7</sup>\n\n<sup>7</sup> A note.\n\nTwo.\n")

    assert page.numbers == ["1", "2"]
    assert page.ids == ["p1", "fnref-7", "fn-7", "p2"]


@pytest.mark.parametrize("blank", ["&nbsp;", "\u00a0", "- &nbsp;"])
def test_a_paragraph_without_words_has_no_number(blank: str) -> None:
    assert Page(f"One.\n\n{blank}\n\n&nbsp;Two.\n").numbers == ["1", "2"]


def test_a_paragraph_added_by_a_correction_has_the_marked_number() -> None:
    page = Page("One.\n\n<!-- ¶ 1a -->\nAdded.\n\nTwo.\n")

    assert page.numbers == ["1", "1a", "2"]
    assert page.words == "1One. 1aAdded. 2Two."


def test_after_a_removed_paragraph_numbering_continues_from_the_mark() -> None:
    assert Page("One.\n\n<!-- ¶ 3 -->\nThree.\n\nFour.\n").numbers == ["1", "3", "4"]


@pytest.mark.parametrize("block", ["Three.", "- Three.", "1. Three.", "> Three.", "> - Three.", "**Three.**"])
def test_a_mark_applies_to_the_paragraph_or_item_below_it(block: str) -> None:
    page = Page(f"One.\n\n<!-- ¶ 12a -->\n{block}\n")

    assert page.numbers == ["1", "12a"]
    assert page.words == "1One. 12aThree."


@pytest.mark.parametrize(
    "block",
    [
        *("# Three", "Three\n===", "| a |\n|---|\n| b |", "a | b\n--|--\n1 | 2", "```\nThree\n```", "~~~\nThree\n~~~"),
        *("    code", "\tcode", "***", "---", "* * *", "___", "-", "> ---", "- # Three", "-     code", "1. ***"),
        *(
            "[^1]: A note.\n\n    Its second paragraph.",
            "<sup>1</sup> A note.",
            "[x]: https://example.org",
            "> [^1]: a",
        ),
    ],
)
def test_a_mark_above_something_other_than_a_paragraph_does_nothing(block: str) -> None:
    marked = structure_text(f"One[^1].<sup>1</sup> [x]\n\n<!-- ¶ 12a -->\n{block}\n\nLast.\n")

    assert marked == structure_text(f"One[^1].<sup>1</sup> [x]\n\n{block}\n\nLast.\n")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- One.\n<!-- ¶ 12a -->\n- Two.", "1One. 12aTwo."),
        ("- One.\n\n  <!-- ¶ 12a -->\n  Two.", "1One. 12aTwo."),
        ("- One.\n- <!-- ¶ 12a --> Two.", "1One. 12aTwo."),
        ("> One.\n>\n> <!-- ¶ 12a -->\n> Two.", "1One. 12aTwo."),
        ("One.\n\n<!-- ¶ 12a -->\n>Two.", "1One. 12aTwo."),
        ("One.\n\n<!-- ¶ 12a -->\n\n\nTwo.", "1One. 12aTwo."),
        ("One.\n\n<!-- ¶ 12a --> Two.", "1One. 12aTwo."),
        ("One.\n\n<!-- ¶ 7 -->\n<!-- note -->\n<!-- ¶ 12a -->\nTwo.", "1One. 12aTwo."),
        ("One.\n\n<!-- ¶ 12a -->\nÎ.\n\n<!-- ¶ 14 -->\nÉ.", "1One. 12aÎ. 14É."),
    ],
)
def test_a_mark_is_found_and_changes_nothing_else(text: str, words: str) -> None:
    page, bare = Page(text), Page(re.sub("(?m)^<!--.*-->\n|<!--.*?-->", "", text))

    assert page.words == words
    assert [tag for tag, _ in page.elements] == [tag for tag, _ in bare.elements]


@pytest.mark.parametrize("text", ['**"Two."**', "_(Two)_ is.", "*Two.*", "`Two`", "[Two](https://example.org)"])
def test_a_marked_paragraph_can_begin_with_emphasis_of_any_kind(text: str) -> None:
    def tags(body: str) -> list[str]:
        return [tag for tag, _ in Page(body).elements]

    assert tags(f"<!-- ¶ 1 -->\n{text}\n") == tags(f"{text}\n")


def test_a_mark_after_words_on_its_line_does_not_count() -> None:
    assert Page("One. <!-- ¶ 12a -->\n\nTwo.\n").words == "1One. 2Two."


def test_the_paragraphs_of_a_footnote_have_no_numbers() -> None:
    page = Page("One[^1].\n\n[^1]: A note.\n\n    Its second paragraph.\n\n    - An item.\n\nTwo.\n")

    assert page.words == "1One1. 1 A note. Its second paragraph. An item. 2Two."


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("# A\n\n## B\n\n# C", ["h3", "h4", "h3"]),
        ("### A\n\nText.\n\n### B", ["h3", "h3"]),
        ("## A\n\n> ##### B", ["h3", "h4"]),
        ("# A\n\n## B\n\n### C\n\n#### D\n\n##### E\n\n###### F", ["h3", "h4", "h5", "h6", "h6", "h6"]),
        ("# Annex\n\n## A", ["h3", "h4"]),
    ],
)
def test_headings_are_lower_than_those_of_the_page_and_keep_their_order(text: str, headings: list[str]) -> None:
    page = Page(text)

    assert [tag for tag, _ in page.elements if tag[0] == "h"] == headings
    assert re.findall(r"</(h\d)>", page.structure.html) == headings


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("# Annex II", "Annex II"),
        ("**Annex**", "Annex"),
        ('**Annex: "the *law*"**', 'Annex: "the law"'),
        ("# Annex & law[^1]\n\n[^1]: a", "Annex & law"),
        ("Annex I<br>Law", "Annex I Law"),
    ],
)
def test_an_annex_is_named_by_its_heading(heading: str, name: str) -> None:
    page = Page(f"Text.\n\n{heading}\n\nOf the annex.\n")

    assert [each["aria-label"] for tag, each in page.elements if tag == "section"] == [name]


@pytest.mark.parametrize(
    ("annex", "title"),
    [
        ("# Annex", ""),
        ("# ANNEX II", "ANNEX II"),
        ("**Annex**\n\n**References to the law**", "Annex: References to the law"),
        ("## Annex 2\n\n### Chronology", "Annex 2: Chronology"),
        ("**Annex**\n\nOf the annex.", ""),
        ("**Annex<br>References to\nthe law**\n\n**A. Treaties**", "Annex: References to the law"),
        ("**Annexe : le droit**", "Annexe : le droit"),
        ("**ملحق**\n\n**الإشارة إلى القانون**", "ملحق: الإشارة إلى القانون"),
        ("**附件**\n\n**人权法**", "附件: 人权法"),
    ],
)
def test_the_contents_have_the_title_of_an_annex_and_not_only_its_name(annex: str, title: str) -> None:
    section = structure_text(f"Text.\n\n{annex}\n\nMore of it.\n").sections[0]

    assert (section.part, section.anchor, section.title) == (Part.ANNEX, "annex", title)


def test_headings_are_in_the_contents_in_their_order_among_the_parts() -> None:
    text = "# Before\n\nOne.\n\n> # Quoted\n\nTwo.\n\n# Annex 1\n\n## Its title\n\nThree.\n\n## *In* it\n"
    structure = structure_text(text, prefix="fr-")

    assert [(each.anchor, each.title) for each in structure.sections] == [
        ("fr-s1", "Before"),
        ("fr-annex", "Annex 1: Its title"),
        ("fr-s5", "In it"),
    ]
    assert '<h4 id="fr-s5"><em>In</em> it</h4>' in structure.html


def test_a_mark_inside_a_line_is_dropped_like_any_comment() -> None:
    assert Page("One <!-- ¶ 2 --> is one.\n\nTwo.\n").words == "1One is one. 2Two."


def test_a_marked_paragraph_can_begin_a_part_and_a_marked_annex_is_one() -> None:
    page = Page("<!-- ¶ 4 -->\nAccording to the information received: a\n\n<!-- ¶ 9 -->\n**Annex**\n\nb\n")

    assert page.parts == ["allegations", "annex"]
    assert page.numbers == ["4", "9", "10"]


def test_a_number_given_twice_belongs_to_the_marked_paragraph_or_the_first() -> None:
    assert Page("One.\n\nNew.\n\n<!-- ¶ 2 -->\nTwo.\n\nThree.\n").words == "1One. New. 2Two. 3Three."
    assert Page("<!-- ¶ 5 -->\nFive.\n\n<!-- ¶ 5 -->\nAgain.\n").words == "5Five. Again."


def test_private_use_characters_of_a_letter_are_dropped() -> None:
    assert Page("\ue0007\ue001One.\n\n&#xE000;7&#xE001;Two\ue000.\n").words.isascii()


def test_the_questions_are_the_numbered_list_after_the_request() -> None:
    page = Page(f"1. none\n\n{ASKED}1. one\n2. two\n   - a\n   - b\n3. three\n\nWe thank you.\n\n1. none\n")

    assert (page.questions, page.structure.questions) == (["q1", "q2", "q3"], 3)


def test_without_a_request_no_list_is_questions() -> None:
    assert Page("Text.\n\n1. one\n2. two\n").questions == []


def test_a_question_and_list_cut_by_a_page_break_are_joined_again() -> None:
    page = Page(f"{ASKED}1. one\n2. two begins\n\nand ends.\n\n3. three\n4. four\n\nWe thank you.\n")

    assert page.questions == ["q1", "q2", "q3", "q4"]
    assert page.structure.html.count("<ol") == page.structure.html.count("</ol>") == 1
    assert re.search(r'two begins<p class="lb-cut">.*and ends\.</p></li>\s*<li id="q3">', page.structure.html)
    assert re.search(r"</ol>\s*<p>.*We thank you", page.structure.html)


def test_a_horizontal_rule_and_a_footnote_at_the_page_break_do_not_cut_the_list() -> None:
    page = Page(f"{ASKED}1. one\n2. two<sup>9</sup> begins\n\n---\n\n<sup>9</sup> A note.\n\nand ends.\n\n3. three\n")

    assert page.questions == ["q1", "q2", "q3"]
    assert [tag for tag, _ in page.elements].count("ol") == 1
    assert page.words.endswith("two9 begins9 A note.4and ends. 5three")


@pytest.mark.parametrize("between", ["- (a)\n- (b)", "# Head", "> said", "| a |\n|---|\n| b |", "a\n\nb\n\nc\n\nd"])
def test_questions_interrupted_by_other_text_continue_in_a_list_of_their_own(between: str) -> None:
    page = Page(f"{ASKED}1. one\n2. two\n\n{between}\n\n3. three\n")

    assert page.questions == ["q1", "q2", "q3"]
    assert page.structure.html.count("<ol") == page.structure.html.count("</ol>") == 2


def test_questions_that_begin_with_nought_are_asked_once() -> None:
    page = Page(f"{ASKED}0. First\n\ntext\n\n0. Again\n")

    assert page.questions == ["q0"]


def test_questions_have_the_numbers_that_the_letter_prints() -> None:
    assert Page(f"{ASKED}2) two\n4) four\n").questions == ["q2", "q4"]
    assert Page(f"{ASKED}1. one\n3. three\n\ncut\n\n4. four\n9. nine\n").questions == ["q1", "q3", "q4", "q9"]
    assert Page(f"{ASKED}1. one\n2. two\n2. two\n3. three\n").questions == ["q1", "q2", "q3"]


def test_a_list_that_continues_no_earlier_list_has_no_questions() -> None:
    page = Page(f"{ASKED}1. one\n\nText.\n\n5. five\n\n2. two\n")

    assert page.questions == ["q1"]


def test_the_publication_sentence_or_an_annex_ends_the_questions() -> None:
    for end in ("This communication and any response received will be made public.", "# Annex"):
        assert Page(f"{ASKED}1. one\n\n{end}\n\n2. two\n").questions == ["q1"]


def test_every_address_of_a_translation_has_its_prefix() -> None:
    page = Page(
        "# Head\n\nAccording to the information received:<sup>1</sup>\n\n<sup>1</sup> A note.\n\n"
        f"{ASKED}1. one\n\n# Annex\n",
        prefix="fr-",
    )

    assert all(each.startswith("fr-") for each in page.ids)
    assert all(each.startswith("#fr-") for each in page.links)
    assert {"fr-p1", "fr-q1", "fr-allegations", "fr-annex", "fr-fn-1"} <= set(page.ids)


@pytest.mark.parametrize("text", ["Text.\n\n# Annex\n\nLaw.", "é[^1]<br>x\n\n[^1]: y\n\n1. a\n\n**Annex I** \n\nLaw."])
def test_the_annex_begins_in_the_visible_text_where_it_does_on_the_page(text: str) -> None:
    begins = find_annex(text)

    assert begins is not None
    assert read_visible_text(text).text[begins:].startswith("Annex")


def test_a_text_without_an_annex_has_no_place_for_it() -> None:
    assert find_annex("Text.\n\nThe annex is missing.\n") is None


def test_an_empty_text_has_nothing() -> None:
    assert (structure_text("").html, structure_text("").parts, structure_text("").paragraphs) == ("", (), 0)


@pytest.mark.skipif(not SEED.is_file(), reason="the text of the letter is not on this machine")
def test_the_letter_to_xiaomi_has_its_parts_its_eight_questions_and_its_annex() -> None:
    page = Page(SEED.read_text(encoding="utf-8"))

    assert page.parts == ["allegations", "concerns", "questions", "publication", "annex"]
    assert page.questions == [f"q{number}" for number in range(1, 9)]
    assert page.structure.html.count("<section") == 1
    assert len(page.ids) == len(set(page.ids))


blocks = st.sampled_from(
    [
        *("Text.", "# Head", "## **Annex**", "Annex I", "**Annexe**", "- a\n- b", "> said", "---", "1. one\n2. two"),
        *("3. three", "According to the information received:", ASKED.strip(), "| a |\n|---|\n| b |", "<b>bold"),
        *(
            "<!-- ¶ 1 -->",
            "<!-- ¶ 2a -->",
            "<!-- ¶ 3 -->\nText.",
            "<!-- ¶ 4 -->\n- a",
            "0. nought",
            "2) a\n5) b",
            "x[^†]",
            "[^†]: y",
            "One<sup>1</sup>",
            "two[^1]",
        ),
        *(
            "<sup>1</sup> note",
            "[^1]: note",
            "```\n<p>code\n```",
            "</section><p id=p1>",
            "   - a\n      - b",
            "@@body@@",
        ),
        *("a\1b", "&#1;", "&amp;#1;", "a <!-- ¶ 1 --> b", "&#xE000;1&#xE001;c", "İstanbul", "<sup>\ue0001\ue001</sup>"),
    ]
)
letters = st.lists(blocks | st.text(max_size=8), max_size=20).map("\n\n".join)


@settings(max_examples=500, deadline=None)
@given(letters)
@example("<!-- ¶ 3 -->\n\n[^1]: <!-- ¶ 3 --> a\n\n[^1]")
def test_in_any_letter_each_address_is_unique_and_every_element_closed(text: str) -> None:
    page = Page(text)

    assert len(page.ids) == len(set(page.ids)), page.ids
    assert {each.removeprefix("#") for each in page.links if each.startswith("#")} <= set(page.ids)
    assert page.structure.paragraphs == len(page.numbers)
    assert page.structure.questions == len(page.questions)
    assert not re.search("[\ue000-\uf8ff]", page.structure.html)
    for tag in ("p", "li", "ol", "ul", "section", "span", "a", "blockquote", "table", "div"):
        assert len(re.findall(rf"<{tag}\b", page.structure.html)) == page.structure.html.count(f"</{tag}>")


@settings(max_examples=300, deadline=None)
@given(st.lists(blocks | st.integers(100, 999).map(lambda number: f"word{number} is said."), max_size=20))
def test_finding_the_parts_loses_no_word_and_keeps_their_order(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)

    assert re.findall(r"word\d{3}", Page(text).words) == re.findall(r"word\d{3}", text)
