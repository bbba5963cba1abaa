"""The page of a response: what it answers, what came before and after it, and where its text is."""

from __future__ import annotations

import re

from factories import attachment, corpus, letter, moment, response, translation
from letterbook.model.record import Answer, Indexing, Letter, Response, TextKept
from letterbook.model.reference import Reference
from letterbook.model.schema import Paragraphs, Words
from letterbook.outputs.response_pages import render_responses
from letterbook.release import release
from letterbook.rendering.page import Page
from sites import site_of

ASKING = "We would be grateful for your observations on the following matters:\n\n1. The mills.\n2. The weavers."
REPLYING = "Madam,\n\nThe mills were closed.\n\nThe weavers were paid.\n"
QUESTIONS = "letter-questions"


def render(*filed: Letter | Response, language: str = "en") -> list[Page]:
    public = release(corpus(*filed), moment("2022-06-01T00:00Z"))
    return list(render_responses(site_of(public, language)))


def body_of(*filed: Letter | Response, language: str = "en") -> str:
    """The body of the page of the only response."""
    (page,) = render(*filed, language=language)
    return page.texts["body"]


def answer(question: int, *paragraphs: str) -> Answer:
    return Answer(question=question, paragraphs=tuple(map(Paragraphs, paragraphs)))


def read_words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def read_questions(body: str) -> str:
    """The words of the folded questions."""
    found = re.search(rf'<details[^>]* id="{QUESTIONS}">.*?</details>', body, re.DOTALL)
    assert found
    return read_words(found[0])


def test_the_title_has_the_subject_marked_with_its_language() -> None:
    asking = letter(subject=Words((("fr", "Les filatures"),)), language="fr")
    (page,) = render(asking, response())
    assert re.search(
        r"<h1[^>]*>Northwind Textiles’ reply: <span lang=\"fr\" dir=\"ltr\">Les filatures</span></h1>",
        page.texts["body"],
    )
    assert page.texts["title"] == "Northwind Textiles’ reply: Les filatures (AL OTH 1/2021, 1 April 2021) - Letters"


def test_two_replies_of_one_day_and_kind_have_their_own_addresses_and_the_sender_is_a_link() -> None:
    pages = render(letter(), response(), response(slug="2021-04-01-northwind-2"))
    assert len({each.address for each in pages}) == 2
    assert all(
        '<a href="../../../recipients/northwind/">Northwind Textiles</a>' in each.texts["body"] for each in pages
    )


def test_the_questions_of_the_letter_are_folded_above_the_text_with_what_answers_them() -> None:
    body = body_of(letter(body=ASKING), response(body=REPLYING, answers=(answer(1, "2"),)))
    assert body.index(f'id="{QUESTIONS}"') < body.index('id="text"')
    assert read_questions(body).startswith("Questions in the letter (2) · 1 answered here, as recorded by the editors ")
    assert read_questions(body).endswith("Question 1 · answered: ¶ 2 The mills. Question 2 · not recorded The weavers.")
    assert '<a href="#p2">¶ 2</a>' in body
    assert body.count('id="p2"') == 1
    assert 'class="lb-answered"' in body


def test_where_nothing_is_recorded_a_sentence_says_so_once() -> None:
    words = read_questions(body_of(letter(body=ASKING), response(body=REPLYING)))
    assert words == (
        "Questions in the letter (2) The editors have not recorded which of these questions this response answers."
        " Question 1 The mills. Question 2 The weavers."
    )


def test_a_letter_held_elsewhere_has_its_counted_questions() -> None:
    asking = letter(body="", text=TextKept.NONE, questions=2)
    words = read_questions(body_of(asking, response(body=REPLYING, answers=(answer(2),))))
    assert words.endswith("Question 1 · not recorded Question 2 · answered")


def test_the_questions_are_in_the_language_of_the_site_if_there_is_a_translation() -> None:
    french = translation(
        body="Nous serions reconnaissants de recevoir vos observations sur les points suivants :\n\n1. Les filatures."
    )
    filed = (letter(body=ASKING, translations=(french,)), response(body=REPLYING))
    assert "Les filatures." in read_questions(body_of(*filed, language="fr"))
    assert "The mills." in read_questions(body_of(*filed))


def test_what_cannot_answer_shows_no_questions() -> None:
    for changes in ({"kind": "acknowledgement"}, {"kind": "extension-request"}, {"confidential": True, "body": ""}):
        assert QUESTIONS not in body_of(letter(body=ASKING), response(**changes))
    assert QUESTIONS not in body_of(letter(), response())


def test_a_page_with_the_words_of_a_letter_that_search_engines_leave_out_is_left_out_too() -> None:
    (page,) = render(letter(body=ASKING, indexing=Indexing.NONE), response(body=REPLYING))
    assert "The mills." in page.texts["body"]
    assert not page.indexed


def read_neighbours(page: Page) -> list[str]:
    return [
        read_words(each) for each in re.findall(r'<nav class="lb-neighbours".*?</nav>', page.texts["body"], re.DOTALL)
    ]


def test_the_responses_to_a_letter_follow_each_other_by_date() -> None:
    pages = render(
        letter(),
        response(dated="2021-06-01", kind="further-reply"),
        response(dated="2021-03-20", kind="acknowledgement"),
        response(dated="2021-05-20"),
    )
    found = {each.address.split("/")[2]: read_neighbours(each) for each in pages}
    assert found == {
        "northwind-2021-03-20": ["Responses to AL OTH 1/2021 Next response: Northwind Textiles’ reply, 20 May 2021"],
        "northwind-2021-05-20": [
            (
                "Responses to AL OTH 1/2021 Previous response: Northwind Textiles’ acknowledgement, 20 March 2021"
                " Next response: Northwind Textiles’ further reply, 1 June 2021"
            )
        ],
        "northwind-2021-06-01": [
            "Responses to AL OTH 1/2021 Previous response: Northwind Textiles’ reply, 20 May 2021"
        ],
    }


def test_a_response_to_two_letters_has_its_place_among_the_responses_to_each() -> None:
    also = response("AL OTH 2/2021", dated="2021-05-01", also_answers=(Reference.parse("AL OTH 1/2021"),))
    pages = render(letter(), letter("AL OTH 2/2021", sent="2021-01-12"), response(), also)
    (own,) = (each for each in pages if "al-oth-2-2021" in each.address)
    assert read_neighbours(own) == [
        "Responses to AL OTH 1/2021 Previous response: Northwind Textiles’ reply, 1 April 2021"
    ]


def test_a_withheld_or_withdrawn_response_leaves_no_gap() -> None:
    """The pages of the others are what they would be without it."""
    others = (letter(), response(dated="2021-03-20", kind="acknowledgement"), response(dated="2021-06-01"))
    alone = render(*others)
    for changes in ({"hold": True}, {"withdrawn": "2021-07-01"}):
        assert render(*others, response(dated="2021-05-01", **changes)) == alone


def test_a_response_whose_text_is_in_a_file_links_to_it_in_the_place_of_the_text() -> None:
    body = body_of(letter(), response(body="", text=TextKept.NONE, attachments=(attachment("reply.pdf"),)))
    section = re.search(r'<section class="lb-text".*?</section>', body, re.DOTALL)
    assert section
    assert "The text of this response is not included here." in section[0]
    assert '/files/reply.pdf"' in section[0]


def test_the_text_of_a_confidential_response_is_not_said_to_be_elsewhere() -> None:
    body = body_of(letter(body=ASKING), response(body="", confidential=True))
    assert "The sender asked for this response to be kept confidential." in body
    assert "lb-facing" not in body


def test_the_answering_paragraphs_of_a_translation_are_linked_too() -> None:
    """A reader of the site's language finds them without scrolling through a text in another."""
    english = translation("en", body=REPLYING)
    reply = response(
        language="ar", body="سيدتي،\n\nأغلقت.\n\nدفعت.", translations=(english,), answers=(answer(1, "2"),)
    )
    body = body_of(letter(body=ASKING), reply)
    assert '<a href="#p2">¶ 2</a>, <a href="#en-p2">¶ 2 (English)</a>' in body
    assert body.count('class="lb-facing"') == 1
