"""Which response answers which question: as the editors recorded it, and no more."""

from __future__ import annotations

import re

from factories import corpus, letter, moment, response
from letterbook.derived.tables.answers import ANSWERS
from letterbook.model.record import Answer, Letter, Response, TextKept
from letterbook.model.reference import Reference
from letterbook.model.schema import Paragraphs
from letterbook.outputs.letter_pages import render_letters
from letterbook.outputs.register_pages import render_registers
from letterbook.outputs.response_pages import render_responses
from letterbook.release import release
from letterbook.rendering.context import Site
from sites import site_of

ASKING = (
    "We would be grateful for your observations on the following matters:\n\n1. The mills.\n2. The weavers.\n3. All."
)
REPLYING = "Madam,\n\nThe mills were closed.\n\nThe weavers were paid.\n\nSo was everybody.\n"


def answer(question: int, *paragraphs: str) -> Answer:
    return Answer(question=question, paragraphs=tuple(map(Paragraphs, paragraphs)))


def make_site(*filed: Letter | Response) -> Site:
    return site_of(release(corpus(*filed), moment("2022-06-01T00:00Z")))


def read_matrix(site: Site) -> list[list[str]]:
    """The words of the table of questions on the first letter's page, row by row; [] if it has none."""
    body = next(iter(render_letters(site))).texts["body"]
    found = re.search(r'<h2 id="questions-answered">.*?</section>', body, re.DOTALL)
    rows = re.findall(r"<tr>(.*?)</tr>", found[0], re.DOTALL) if found else []
    return [[re.sub(r"<[^>]*>", "", cell) for cell in re.split(r"</t[hd]>", row)[:-1]] for row in rows]


def test_each_question_has_a_row_and_each_reply_a_column() -> None:
    site = make_site(
        letter(body=ASKING),
        response(dated="2021-04-01", body=REPLYING, answers=(answer(1, "2"), answer(3))),
        response(dated="2021-06-01", kind="further-reply", body=REPLYING, answers=(answer(2, "2-3", "4"),)),
    )

    assert read_matrix(site) == [
        ["", "Northwind Textiles’ reply, 1 April 2021", "Northwind Textiles’ further reply, 1 June 2021"],
        ["Question 1", "¶ 2", "not recorded"],
        ["Question 2", "not recorded", "¶ 2–3, ¶ 4"],
        ["Question 3", "answered", "not recorded"],
    ]


def test_questions_and_paragraphs_are_links() -> None:
    site = make_site(letter(body=ASKING), response(body=REPLYING, answers=(answer(2, "2-3"),)))
    body = next(iter(render_letters(site))).texts["body"]
    (own,) = render_responses(site)

    assert '<a href="#q2">Question 2</a>' in body
    assert 'href="../../communications/al-oth-1-2021/northwind-2021-04-01/#p2"' in body
    assert 'href="../../../communications/al-oth-1-2021/#q2"' in own.texts["body"]
    assert 'id="p2"' in own.texts["body"]


def test_a_paragraph_that_answers_says_which_question() -> None:
    """Where its answer begins, with a link to the question."""
    site = make_site(letter(body=ASKING), response(body=REPLYING, answers=(answer(2, "2-3"), answer(3))))
    (own,) = render_responses(site)

    marks = re.findall(
        r'id="(p[0-9]+)"[^>]*>[0-9]+</a><a class="lb-change"[^>]*href="([^"]*)">([^<]*)', own.texts["body"]
    )
    assert marks == [("p2", "../../../communications/al-oth-1-2021/#q2", "Answers question 2")]


def test_an_acknowledgement_has_no_column() -> None:
    site = make_site(letter(body=ASKING), response(kind="acknowledgement"))

    assert "questions-answered" not in next(iter(render_letters(site))).texts["body"]


def test_where_nothing_is_recorded_a_sentence_says_so() -> None:
    """Beside the responses, without a heading over nothing."""
    body = next(iter(render_letters(make_site(letter(body=ASKING), response())))).texts["body"]

    assert "The editors have not recorded which questions the responses answer." in body
    assert "not recorded</span>" not in body
    assert "questions-answered" not in body


def test_a_letter_whose_text_is_elsewhere_has_the_questions_that_were_counted() -> None:
    site = make_site(
        letter(body="", text=TextKept.NONE, questions=2), response(body=REPLYING, answers=(answer(2, "3"),))
    )

    assert [row[0] for row in read_matrix(site)] == ["", "Question 1", "Question 2"]


def test_a_reply_to_another_letter_has_no_column_since_its_numbers_are_of_the_other() -> None:
    other = letter("AL OTH 2/2021", sent="2021-01-12", body=ASKING)
    also = response("AL OTH 2/2021", body=REPLYING, answers=(answer(1, "2"),), also_answers=(_reference(),))

    assert read_matrix(make_site(letter(body=ASKING), other, also)) == []


def test_the_page_of_a_recipient_lists_what_its_responses_answer() -> None:
    site = make_site(
        letter(body=ASKING),
        response(dated="2021-04-01", body=REPLYING, answers=(answer(1, "2"), answer(3))),
        response(dated="2021-06-01", kind="further-reply", body=REPLYING),
    )
    (body,) = (each.texts["body"] for each in render_registers(site) if each.address == "recipients/northwind/")
    section = re.findall(r'<h2 id="questions-answered">.*?</section>', body, re.DOTALL)

    assert body.index('<a href="#questions-answered">Questions and answers</a>') < body.index("<h2")
    assert len(section) == 1
    first, second = re.findall(r"<li>(<a.*?)</li>", section[0])
    assert '<a href="../../communications/al-oth-1-2021/#q1">Question 1</a>: ' in first
    assert '<a href="../../communications/al-oth-1-2021/northwind-2021-04-01/#p2">¶ 2</a>' in first
    assert '/#q3">Question 3</a>: <span class="lb-small">answered</span>' in second
    assert "further reply" not in section[0]


def test_a_confidential_response_publishes_no_answers() -> None:
    """Even if a record with errors has some."""
    public = release(corpus(letter(), response(confidential=True, answers=(answer(1),))), moment("2022-06-01T00:00Z"))

    assert public.communications[0].responses[0].answers == ()


def test_the_answers_of_a_response_that_is_not_released_are_not_in_the_data() -> None:
    filed = (letter(body=ASKING), response(hold=True, body=REPLYING, answers=(answer(1, "2"),)))

    assert list(ANSWERS.list_cells(make_site(*filed).table_source)) == []


def test_the_data_have_a_row_for_each_question_and_response() -> None:
    site = make_site(letter(body=ASKING), response(body=REPLYING, answers=(answer(1, "2", "3-4"), answer(3))))

    assert [row[:5] for row in ANSWERS.list_cells(site.table_source)] == [
        ("AL OTH 1/2021", "northwind-2021-04-01", "northwind", 1, "2; 3-4"),
        ("AL OTH 1/2021", "northwind-2021-04-01", "northwind", 3, None),
    ]


def _reference() -> Reference:
    return Reference.parse("AL OTH 1/2021")
