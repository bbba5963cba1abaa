"""What the page of a letter shows, field by field, and what it does not."""

from __future__ import annotations

import hashlib
import re

import pypdfium2
import pytest

from pdf import pdf
from workspaces import Workspace

PUBLIC_PDF = pdf("A public copy")
INTERNAL_PDF = pdf("With names that stay here")
PAGE = "communications/al-oth-1-2021"


@pytest.fixture
def rich(workspace: Workspace) -> Workspace:
    """A letter in which every field of its front matter says something, in a group, answered and translated."""
    (workspace.data / "registers/groups.yml").write_text(
        "mills:\n  title:\n    en: The cotton mills\n  summary: Letters on one day.\n", encoding="utf-8"
    )
    with (workspace.data / "registers/recipients.yml").open("a", encoding="utf-8") as file:
        file.write("southwind:\n  name: Southwind Mining\n  kind: company\n")
    (workspace.data / "registers/instruments.yml").write_text(
        "ungp:\n  title: Guiding Principles on Business and Human Rights\n  short: Guiding Principles\n"
        "  provision: Principle\n  url: https://docs.un.org/en/A/HRC/17/31\n",
        encoding="utf-8",
    )
    folder = workspace.data / "attachments/al-oth-1-2021"
    folder.mkdir(parents=True)
    (folder / "letter.pdf").write_bytes(PUBLIC_PDF)
    (folder / "internal.pdf").write_bytes(INTERNAL_PDF)
    workspace.letter(
        "AL OTH 1/2021",
        "2021-03-12",
        "The text, with [redacted: identity] in it.",
        f"""\
reference_as_printed: AL Business (2000-9) OTH 1/2021
subject:
  en: Work in the mills of Norland
  fr: Le travail dans les filatures
summary: What the letter is about.
concerning:
  - xaa
also_sent_to:
  - southwind
  - xaa
  - others: two banks
group: mills
follows:
  - AL OTH 9/2020
  - UA OTH 3/2020
  - sent: 2020-08-18
    recipient: northwind
alleged_victims: 12
annex:
  - instrument: ungp
    provisions:
      - 13
      - 25-31
  - document: A/HRC/17/31
    cited_as: the 2011 report
    note: A note on it.
press_releases:
  - date: 2021-04-20
    title: Experts call for an inquiry
    url: https://www.example.org/press/1
source:
  url: https://www.example.org/official/1
allow:
  - rule: unverified-redaction
    reason: The PDF was looked through.
attachments:
  - file: letter.pdf
    title: The letter as sent
    language: en
    sha256: {hashlib.sha256(PUBLIC_PDF).hexdigest()}
    public_copy: true
  - file: internal.pdf
    title: With names
    language: en
    sha256: {hashlib.sha256(INTERNAL_PDF).hexdigest()}
release:
  date: 2021-04-20
  reason: press-release
corrections:
  - date: 2021-06-01
    note: The year in paragraph 3.
redactions:
  - date: 2021-06-02
note_internal: Nobody may read this.
""",
    )
    workspace.letter("UA OTH 3/2020", "2020-03-01")
    workspace.letter("AL OTH 2/2021", "2021-03-12", more="group: mills\n")
    second = workspace.data / "letters/2021/al-oth-2-2021.md"
    second.write_text(second.read_text(encoding="utf-8").replace("northwind", "southwind"), encoding="utf-8")
    (workspace.data / "letters/2021/al-oth-1-2021.fr.md").write_text(
        "---\ntranslation_of: al-oth-1-2021\nlanguage: fr\nofficial: false\ntranslated_by: une amie\n---\nLe texte, "
        "sans [redacted: identity] ici.\n",
        encoding="utf-8",
    )
    responses = workspace.data / "responses/al-oth-1-2021"
    responses.mkdir(parents=True)
    for date, kind in (("2021-03-20", "acknowledgement"), ("2021-05-20", "reply")):
        (responses / f"{date}-northwind.md").write_text(
            f"---\nletter: AL OTH 1/2021\nrecipient: northwind\nreceived: {date}\nlanguage: en\nkind: {kind}\n"
            "reference: NW/12\nsent_by: Its counsel\ncites_as: your letter of March\n---\nThank you.\n",
            encoding="utf-8",
        )
    return workspace


def test_the_page_shows_every_field(rich: Workspace) -> None:
    """What the editors recorded is there to be read."""
    rich.build()
    page = _words(rich.page(PAGE))
    for told in (
        "AL OTH 1/2021",
        "printed as “AL Business (2000-9) OTH 1/2021”",
        "Work in the mills of Norland",
        "Allegation letter · to Northwind Textiles · sent 12 March 2021 · released 20 April 2021",
        "Released before the usual date: made public with a press release",
        "Northwind Textiles: replied after 69 days",
        "Similar letters sent to Southwind Mining, Norland, two banks",
        "What the letter is about.",
        "Working Group on business",
        "The cotton mills: AL OTH 2/2021",
        "AL OTH 9/2020, UA OTH 3/2020, a letter of 18 August 2020 to Northwind Textiles",
        "Alleged victims 12",
        "20 April 2021: Experts call for an inquiry",
        "Northwind Textiles’ acknowledgement, 20 March 2021 received 20 March 2021 · released 20 April 2021",
        "Northwind Textiles’ reply, 20 May 2021",
        "The text, with [redacted: identity] in it.",
        "Translation: French unofficial translation, by une amie",
        "Le texte, sans [supprimé: identité] ici.",
        "Guiding Principles on Business and Human Rights · official text Principle 13, 25–31 recorded by the editors",
        "A/HRC/17/31 (cited as “the 2011 report”) · official text A note on it.",
        "1 June 2021: The year in paragraph 3.",
        "Part of the text was removed on 2 June 2021.",
    ):
        assert told in page, told


def test_a_withdrawn_reply_leaves_a_link_to_its_notice_on_its_letter_and_in_lists(rich: Workspace) -> None:
    """Nobody is said not to have responded because a reply was withdrawn."""
    replies = rich.data / "responses/al-oth-1-2021"
    (replies / "2021-03-20-northwind.md").unlink()
    reply = replies / "2021-05-20-northwind.md"
    gone = "withdrawn:\n  date: 2021-08-01\n  reason: safety\n---\nThank"
    reply.write_text(reply.read_text(encoding="utf-8").replace("---\nThank", gone), encoding="utf-8")
    rich.build()

    for page in (PAGE, "communications", "recipients/northwind"):
        root = "../" * (page.count("/") + 1)
        status = 'response withdrawn on <time datetime="2021-08-01">1 August 2021</time>'
        if page == PAGE:
            status = f"Northwind Textiles: {status}"
        assert f'<a href="{root}{PAGE}/northwind-2021-05-20/">{status}</a>' in rich.page(page)
    assert "no response so far" not in rich.page(PAGE)
    assert 'withdrawn on <time datetime="2021-08-01">1 August 2021</time>.' in rich.page(f"{PAGE}/northwind-2021-05-20")


def test_a_letter_and_the_letter_that_corrects_it_are_linked_both_ways(workspace: Workspace) -> None:
    late = "release:\n  date: 2021-09-01\n  reason: safety\nreply_days: 30\n"
    corrections = "corrections:\n  - date: 2021-06-01\n    note: Paragraph 3.\n    letter: AL OTH 2/2021\n"
    workspace.letter("AL OTH 1/2021", "2021-03-12", "The first.", late + corrections)
    workspace.letter("AL OTH 2/2021", "2021-05-20", "The second.")
    workspace.build()

    corrected, correcting = workspace.page(PAGE), workspace.page("communications/al-oth-2-2021")
    assert "1 June 2021: Paragraph 3. · AL OTH 2/2021" in _words(corrected)
    assert '<a href="../../communications/al-oth-2-2021/">AL OTH 2/2021</a>' in corrected
    assert "Corrects AL OTH 1/2021" in _words(correcting)
    assert '<a href="../../communications/al-oth-1-2021/">AL OTH 1/2021</a>' in correcting
    assert "Release Released after the usual date: for the safety of a person" in _words(corrected)
    assert "released 1 September 2021" in _words(corrected)
    assert "Response due, 11 April 2021 after 30 days" in _words(corrected)


def test_a_confidential_response_is_shown_with_its_date_and_no_text(rich: Workspace) -> None:
    reply = rich.data / "responses/al-oth-1-2021/2021-05-20-northwind.md"
    text = reply.read_text(encoding="utf-8").replace("---\nThank you.\n", "confidential: true\n---\n")
    reply.write_text(text, encoding="utf-8")
    rich.build()

    page = _words(rich.page(f"{PAGE}/northwind-2021-05-20"))
    assert "The sender asked for this response to be kept confidential. Only its date is shown." in page
    assert "Thank you." not in page
    assert "Northwind Textiles: replied after 69 days" in _words(rich.page(PAGE))


def test_links_lead_to_what_is_released_and_to_nothing_else(rich: Workspace) -> None:
    """A companion and an earlier letter are links where they are there; others are what the letter says."""
    rich.build()
    page = rich.page(PAGE)
    assert '<a href="../../communications/al-oth-2-2021/">Southwind Mining</a>' in page
    assert '<a href="../../communications/ua-oth-3-2020/">UA OTH 3/2020</a>' in page
    assert "<a" not in page[page.index("AL OTH 9/2020") - 3 : page.index("AL OTH 9/2020")]
    assert '<a href="../../communications/al-oth-1-2021/">AL OTH 1/2021</a>' in rich.page(
        "communications/ua-oth-3-2020"
    )


def test_each_text_has_its_language_and_its_own_anchors(rich: Workspace) -> None:
    """A translation on the same page is told from the text that it translates."""
    rich.build()
    page = rich.page(PAGE)
    assert '<div class="lb-body" lang="en" dir="ltr">' in page
    assert '<div class="lb-body" lang="fr" dir="ltr">' in page
    assert 'id="p1"' in page
    assert 'id="fr-p1"' in page


def test_only_the_public_copy_of_an_attachment_is_published(rich: Workspace) -> None:
    """As it is, a real PDF; of the other neither bytes nor name nor title."""
    rich.build()
    published = rich.site / PAGE / "files/letter.pdf"
    assert published.read_bytes() == PUBLIC_PDF
    assert pypdfium2.PdfDocument(published)[0].get_textpage().get_text_bounded().startswith("A public copy")
    for path in rich.site.rglob("*"):
        assert "internal" not in path.name
        if path.is_file():
            content = path.read_bytes()
            assert b"internal.pdf" not in content
            assert b"With names" not in content
            assert b"Nobody may read this" not in content


def test_a_response_has_a_page_linked_both_ways(rich: Workspace) -> None:
    """With what it says of itself."""
    rich.build()
    assert 'href="../../communications/al-oth-1-2021/northwind-2021-05-20/"' in rich.page(PAGE)
    page = rich.page(f"{PAGE}/northwind-2021-05-20")
    assert 'href="../../../communications/al-oth-1-2021/"' in page
    words = _words(page)
    for told in (
        "Northwind Textiles’ reply: Work in the mills of Norland",
        "received 20 May 2021",
        "NW/12",
        "Its counsel",
        "your letter of March",
        "Thank you.",
    ):
        assert told in words


WITHDRAWN = '<time datetime="2022-01-01">1 January 2022</time>'


def test_a_withdrawn_letter_has_only_a_notice(rich: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reference, day and reason; neither title nor text, here or anywhere, and its responses go with it."""
    monkeypatch.setenv("SITE_URL", "https://letters.example/")
    path = rich.data / "letters/2021/al-oth-1-2021.md"
    text = path.read_text(encoding="utf-8")
    withdrawn = "withdrawn:\n  date: 2022-01-01\n  reason: safety\n"
    path.write_text(text.replace("note_internal", withdrawn + "note_internal"), encoding="utf-8")
    rich.build()
    said = {
        PAGE: "AL OTH 1/2021 was withdrawn",
        f"{PAGE}/northwind-2021-05-20": "A response to AL OTH 1/2021 was withdrawn",
    }
    for address, title in said.items():
        page = rich.page(address)
        assert title in page
        assert f"on {WITHDRAWN}." in page
        assert "for the safety of a person" in page
        assert f"AL OTH 1/2021 (withdrawn on {WITHDRAWN}), Letterbook, https://letters.example/{address}/</p>" in page
        assert '<meta name="robots" content="noindex">' in page
    for file in rich.site.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            for gone in (b"Work in the mills", b"The cotton mills", b"Its counsel", b"A public copy", b"Le texte"):
                assert gone not in content, file
    assert "al-oth-1-2021" not in rich.page("communications")
    assert "al-oth-1-2021" not in (rich.site / "sitemap.xml").read_text(encoding="utf-8")


def test_a_letter_that_asks_not_to_be_indexed_is_in_listings_but_not_in_the_sitemap(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Search engines are asked, and the sitemap does not name it; the listing does."""
    monkeypatch.setenv("SITE_URL", "https://letters.example/")
    workspace.letter("AL OTH 1/2021", "2021-03-12", more="indexing: none\n")
    workspace.build()
    assert '<meta name="robots" content="noindex">' in workspace.page(PAGE)
    assert "al-oth-1-2021" not in (workspace.site / "sitemap.xml").read_text(encoding="utf-8")
    assert "al-oth-1-2021" in workspace.page("communications")


def test_many_mandates_are_folded_behind_their_count(workspace: Workspace) -> None:
    """Few stand open."""
    three = "".join(
        f"m{number}:\n  name: Mandate {number}\n  label: M{number}\n  kind: thematic\n" for number in range(5)
    )
    with (workspace.data / "registers/mandates.yml").open("a", encoding="utf-8") as file:
        file.write(three)
    path = workspace.letter("AL OTH 1/2021", "2021-03-12")
    workspace.build()
    assert "<details>" not in workspace.page(PAGE)
    many = "".join(f"  - mandate: m{number}\n" for number in range(5))
    text = path.read_text(encoding="utf-8").replace("  - mandate: business\n", many)
    path.write_text(text, encoding="utf-8")
    workspace.build()
    assert "<summary>5 mandates</summary>" in workspace.page(PAGE)
    assert "Joint allegation letter (5 mandates)" in workspace.page(PAGE)


def test_a_text_that_is_held_elsewhere_is_linked_where_it_would_be(workspace: Workspace) -> None:
    """With the number of questions; below an extract, where the text breaks off."""
    source = "source:\n  url: https://www.example.org/official/1\n"
    workspace.letter("AL OTH 1/2021", "2021-03-12", "", f"text: none\nquestions: 8\n{source}")
    workspace.letter("AL OTH 2/2021", "2021-03-12", "A part of it.", f"text: extract\n{source}")
    workspace.letter("AL OTH 3/2021", "2021-03-12", "All of it.", source)
    workspace.build()
    link = '<a class="md-button" href="https://www.example.org/official/1">Read the text on the official page</a>'

    none, extract, full = (workspace.page(f"communications/al-oth-{each}-2021") for each in (1, 2, 3))
    text = none.split('<h2 id="text">Text</h2>')[1].split("</section>")[0]
    assert "The text of this letter is not included here. It asks 8 questions." in text
    assert link in text
    assert link in extract.split("A part of it.")[1].split("</section>")[0]
    assert link not in full


def test_the_timeline_of_a_letter_has_every_event_with_its_day(rich: Workspace) -> None:
    """In order, with what the letter's own fields, the responses to it and the corrections say."""
    letter = rich.data / "letters/2021/al-oth-1-2021.md"
    text = letter.read_text(encoding="utf-8").replace("---\n", "---\nreply_days: 60\n", 1)
    letter.write_text(text, encoding="utf-8")
    reply = rich.data / "responses/al-oth-1-2021/2021-05-20-northwind.md"
    text = reply.read_text(encoding="utf-8").replace("2021-05-20", "2021-05-28").replace(": reply", ": further-reply")
    reply.with_name("2021-05-28-northwind.md").write_text(text, encoding="utf-8")
    rich.build()
    page = rich.page(PAGE)

    timeline = re.search(r'<ol class="lb-timeline">.*?</ol>', page, re.DOTALL)
    assert timeline
    days = [_words(f"<article>{each}").strip() for each in timeline[0].split("<li>")[1:]]
    assert days == [
        "Sent, 12 March 2021",
        "Northwind Textiles: acknowledgement, 20 March 2021 after 8 days",
        "Released, 20 April 2021 after 39 days",
        "Press release, 20 April 2021 after 39 days",
        "Response due, 11 May 2021 after 60 days",
        "Northwind Textiles: reply, 20 May 2021 after 69 days",
        "Northwind Textiles: further reply, 28 May 2021 after 77 days",
        "Correction, 1 June 2021 after 81 days",
        "Redaction, 2 June 2021 after 82 days",
    ]
    statuses = re.search(r'<ul class="lb-recipients">.*?</ul>', page, re.DOTALL)
    assert statuses
    address = "../../communications/al-oth-1-2021/northwind"
    assert f'<a href="{address}-2021-05-20/">replied after 69 days, after the 60 days given</a>' in statuses[0]
    assert f'<a href="{address}-2021-05-28/">further reply after 77 days</a>' in statuses[0]


def test_the_date_of_a_correction_is_under_the_title(rich: Workspace) -> None:
    """The last one, with a link to what was corrected; a letter without corrections has no such line."""
    rich.build()
    title, rest = rich.page(PAGE).split("</h1>")
    assert "#corrections" not in title
    assert '<a href="#corrections">Corrected <time datetime="2021-06-01">1 June 2021</time></a>' in rest.split("<h2")[0]
    assert "lb-corrected" not in rich.page("communications/al-oth-2-2021")


def test_the_text_comes_before_what_is_recorded_about_it(rich: Workspace) -> None:
    rich.build()
    body = rich.page(PAGE).split("<article")[1]
    order = ["<h1", 'id="summary"', 'id="timeline"', 'id="contents"', 'id="text"', 'id="responses"', 'id="facts"']
    places = [body.index(each) for each in order]
    assert places == sorted(places)


def test_the_contents_have_the_titles_of_annexes_in_the_language_of_the_text(workspace: Workspace) -> None:
    text = "Le texte.\n\n## Annexe 1\n\n### Droit international\n\nUn.\n\n## Annexe 2\n\nDeux.\n"
    path = workspace.letter("AL OTH 1/2021", "2021-03-12", text)
    path.write_text(path.read_text(encoding="utf-8").replace("language: en", "language: fr"), encoding="utf-8")
    workspace.build()
    contents = workspace.page(PAGE).split('id="contents-title"')[1].split("</nav>")[0]
    assert '<a href="#annex"><span lang="fr" dir="ltr">Annexe 1: Droit international</span></a>' in contents
    assert '<a href="#annex-2"><span lang="fr" dir="ltr">Annexe 2</span></a>' in contents


def _words(page: str) -> str:
    body = re.sub(r'<a class="lb-number".*?</a>|</?time\b[^>]*>', "", page[page.index("<article") :])
    text = re.sub(r"\s+", " ", re.sub(r"<br>|<[^>]+>", " ", body))
    return re.sub(r" ([,:)])", r"\1", text).replace("( ", "(")


def test_a_response_without_text_says_so(workspace: Workspace) -> None:
    """And where the official page is."""
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    path = workspace.data / "responses/al-oth-1-2021/2021-05-20-northwind.md"
    path.parent.mkdir(parents=True)
    path.write_text(
        "---\nletter: AL OTH 1/2021\nrecipient: northwind\ndated: 2021-05-20\nlanguage: en\nkind: reply\ntext: none\n"
        "source:\n  url: https://www.example.org/reply\n---\n",
        encoding="utf-8",
    )
    workspace.build()
    page = workspace.page(f"{PAGE}/northwind-2021-05-20")
    assert "The text of this response is not included here." in page
    assert 'href="https://www.example.org/reply"' in page
