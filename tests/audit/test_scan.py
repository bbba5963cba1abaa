"""The leak audit finds what is withheld wherever it is hidden, and nothing else."""

from __future__ import annotations

import base64
import datetime as dt
import gzip
import hashlib
import io
import json
import os
import random
import re
import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pypdfium2
import pytest

from letterbook import build
from letterbook.audit import audit
from letterbook.ingest import corpus
from letterbook.model.record import Corpus
from letterbook.release import gate, release
from letterbook.rendering.page import OutputFile
from letterbook.site import swap
from letterbook.site.manifest import write_theme_context
from letterbook.site.theme_engine import ThemeEngine
from letterbook.text.markdown import to_html
from pdf import pdf
from search_index import make_document, write_index
from workspaces import PROJECT, Workspace

SENTENCE = "The overseer of the northern quarry kept forty passports in a locked iron chest for three winters."
MOMENTS = int(os.environ.get("MOMENTS", "20"))
AS_OF = dt.datetime(2026, 11, 10, tzinfo=dt.UTC)


@pytest.fixture
def embargo_workspace(workspace: Workspace) -> Workspace:
    """A workspace with a released and a withheld letter, and the site built from it."""
    workspace.letter("AL OTH 1/2021", "2021-03-12", "12 March 2021\n\nThe text of a letter that is public.")
    with (workspace.data / "registers/recipients.yml").open("a", encoding="utf-8") as file:
        file.write("hidden:\n  name: Hidden Holdings\n  kind: company\n  aliases:\n    - Obscura Mining\n")
    path = workspace.letter(
        "AL OTH 3/2026",
        "2026-11-01",
        f"1 November 2026\n\n{SENTENCE}",
        more="subject: On the passports in the iron chest\nsummary: A quarry where the papers of workers were kept.\n",
    )
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("recipient: northwind", "recipient: hidden\n    addressee: Ms. Una Secreta"), "utf-8")
    workspace.build("--as-of", "2026-11-10")
    return workspace


def audit_site(workspace: Workspace) -> list[tuple[str, str]]:
    """Return the path and rule of each leak in the workspace's site."""
    loaded = corpus.load(workspace.data).corpus
    assert loaded is not None
    settings = ThemeEngine(workspace.folder / "mkdocs.yml", workspace.folder / "theme").settings
    leaks = audit(workspace.site, loaded, release(loaded, AS_OF), build.list_sources(settings))
    return [(each.path, each.rule) for each in leaks]


@pytest.mark.parametrize(
    "text",
    [
        "On the passports in the iron chest",
        "<!-- On the passports in the iron chest -->",
        "We wrote to Ms. Una Secreta.",
        "We wrote to Hidden Holdings.",
        "AL OTH no. 3/2026",
        "AL OTH 3 of 2026",
        "AL OTH 3/26",
        "JAL OTH No. ٣/٢٠٢٦",
        "The overseer kept forty passports in a locked iron chest for years.",
    ],
)
def test_a_hand_written_page_says_nothing_of_a_withheld_letter(embargo_workspace: Workspace, text: str) -> None:
    """Neither its title, the person or company it is sent to, its reference as people write it, nor a short text."""
    path = embargo_workspace.data / "letters/2026/al-oth-3-2026.md"
    short = "The overseer kept forty passports in a locked iron chest for years."
    path.write_text(path.read_text("utf-8").replace(SENTENCE, short), "utf-8")
    page = embargo_workspace.folder / "docs/about.md"
    page.write_text(f"{page.read_text('utf-8')}\n\n{text}\n", "utf-8")
    result = embargo_workspace.run("build", "--as-of", "2026-11-10")
    assert (result.exit_code, ": withheld-" in result.output) == (1, True)


@pytest.mark.parametrize(
    ("subject", "written"),
    [
        ("Mills of Łódź in XAA", "MILLS OF LODZ IN XAA"),
        ("İşçiler ve ısı", "ISCILER VE ISI"),
        ("رسائل الصيادين", "رســـائل الصيّادين"),
        ("Quarry 14 of the north", "Quarry ١٤ of the north"),
    ],
)
def test_a_title_is_found_in_every_spelling(embargo_workspace: Workspace, subject: str, written: str) -> None:
    """In capitals, in ASCII letters, stretched or with vowel signs, in other digits."""
    embargo_workspace.letter("AL OTH 4/2026", "2026-11-02", "2 November 2026\n\nNothing.", f'subject: "{subject}"\n')
    page = embargo_workspace.folder / "docs/about.md"
    page.write_text(f"{page.read_text('utf-8')}\n\n{written}\n", "utf-8")
    result = embargo_workspace.run("build", "--as-of", "2026-11-10")
    assert (result.exit_code, "about/index.html: withheld-title" in result.output) == (1, True)


def test_common_words_of_pages_are_no_leak(embargo_workspace: Workspace) -> None:
    for number, subject in enumerate(("About this site", "Back to top", "Recipients", "Table of contents"), 4):
        text = "2 November 2026\n\nNothing."
        embargo_workspace.letter(f"AL OTH {number}/2026", "2026-11-02", text, f"subject: {subject}\n")
    embargo_workspace.build("--as-of", "2026-11-10")


def test_public_words_that_a_page_puts_together_are_no_leak(embargo_workspace: Workspace) -> None:
    """A file's name, a resolution's symbol, a signatory, theme texts: whatever the withheld letter has of them."""
    attached = pdf("The annex of a public letter")
    folder = embargo_workspace.data / "attachments/al-oth-2-2021"
    folder.mkdir(parents=True)
    (folder / "appendix.pdf").write_bytes(attached)
    more = (
        "attachments:\n  - file: appendix.pdf\n    title: Appendix\n    language: en\n"
        f"    sha256: {hashlib.sha256(attached).hexdigest()}\n    public_copy: true\n"
    )
    path = embargo_workspace.letter("AL OTH 2/2021", "2021-03-12", "12 March 2021\n\nA text that is public.", more)
    signed = "mandate: business\n    resolution: 53/3\n    signed_by: Ines Publica"
    path.write_text(path.read_text("utf-8").replace("mandate: business", signed), "utf-8")
    text = "2 November 2026\n\nSigned by Ines Publica\n\nA/HRC/RES/53/3\n\nAppendix: PDF, English\n\nappendix.pdf"
    hidden = embargo_workspace.data / "attachments/al-oth-4-2026"
    hidden.mkdir(parents=True)
    withheld = pdf("The annex of a withheld letter")
    (hidden / "appendix.pdf").write_bytes(withheld)
    more = more.replace(hashlib.sha256(attached).hexdigest(), hashlib.sha256(withheld).hexdigest())
    embargo_workspace.letter("AL OTH 4/2026", "2026-11-02", text, f"subject: Back to top\n{more}")
    embargo_workspace.build("--as-of", "2026-11-10")
    config = ["--config-file", str(embargo_workspace.folder / "mkdocs.yml")]
    assert embargo_workspace.run("audit", str(embargo_workspace.site), "--as-of", "2026-11-10", *config).exit_code == 0


def test_an_unchanged_site_has_no_leak(embargo_workspace: Workspace) -> None:
    assert audit_site(embargo_workspace) == []


def test_the_translator_of_a_withheld_response_is_found(embargo_workspace: Workspace) -> None:
    folder = embargo_workspace.data / "responses/al-oth-3-2026"
    folder.mkdir(parents=True)
    (folder / "2026-11-05-hidden.md").write_text(
        "---\nletter: AL OTH 3/2026\nrecipient: hidden\ndated: 2026-11-05\nlanguage: fr\nkind: reply\n---\nBonjour.\n",
        encoding="utf-8",
    )
    (folder / "2026-11-05-hidden.en.md").write_text(
        "---\ntranslation_of: 2026-11-05-hidden\nlanguage: en\nofficial: false\n"
        "translated_by: Ottoline Verrazzano\n---\nGood day.\n",
        encoding="utf-8",
    )
    _add(embargo_workspace, "index.html", "Ottoline Verrazzano")

    assert audit_site(embargo_workspace) == [("index.html", "withheld-title")]


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        "the northern quarry kept forty passports in a",
        "The overseer of the <em>northern</em> quarry <b>kept</b> forty&nbsp;passports in a locked iron chest",
        "The over<!-- a > b -->seer of the nor<!---->thern quarry kept for<wbr>ty pass<!-- <b> -->ports",
        "A quarry where the papers of workers were kept",
    ],
)
def test_words_of_a_withheld_text_are_found(embargo_workspace: Workspace, text: str) -> None:
    """Whole or in part, with markup and entities in between."""
    _add(embargo_workspace, "index.html", f"<p>{text}</p>")
    assert ("index.html", "withheld-text") in audit_site(embargo_workspace)


def test_a_leak_on_the_page_of_a_released_letter_is_found(embargo_workspace: Workspace) -> None:
    """The text of that letter is not searched there; everything beside it is."""
    page = "communications/al-oth-1-2021/index.html"
    _add(embargo_workspace, page, f"<p>The text of a letter that is public.</p><p>{SENTENCE}</p>")
    assert audit_site(embargo_workspace) == [(page, "withheld-text")]


def test_why_the_policy_allows_a_warning_is_for_the_editors(embargo_workspace: Workspace) -> None:
    reason = "The clerk in the second office misread the symbol and nobody there would send all of the letters again."
    policy = embargo_workspace.data / "policy.yml"
    allowed = f"allow:\n  - rule: misprinted-symbol\n    reason: {reason}\n"
    policy.write_text(policy.read_text(encoding="utf-8") + allowed, encoding="utf-8")
    _add(embargo_workspace, "index.html", f"<p>{reason}</p>")
    assert ("index.html", "withheld-text") in audit_site(embargo_workspace)


@pytest.mark.parametrize(
    "text",
    [
        "AL OTH 3/2026",
        "al-oth-3-2026",
        "OTH 3/2026",
        "JAL OTH 3/2026",
        "ALOTH 3/2026",
        "?code=OTH+3%2F2026",
        "UA OTH 3.2026",
        "OTH3/2026",
        "AL OTH 03/2026",
        "O&shy;TH 3/2026",
        "OT\u2060H 3/2026",
        "OT<abbr>H</abbr> 3/2026",
        "&amp;lt;b&amp;gt;AL OTH&amp;lt;/b&amp;gt;&amp;amp;nbsp;3/2026",
    ],
)
def test_a_withheld_reference_is_found_in_every_spelling(embargo_workspace: Workspace, text: str) -> None:
    _add(
        embargo_workspace,
        "years/2021/index.html",
        f"<p>{text}</p>" if "<" in text or "&" in text else f'<a href="{text}">x</a>',
    )
    assert audit_site(embargo_workspace) == [("years/2021/index.html", "withheld-reference")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("data/x.json", b'{"official": "https://body.example/?code=OTH+3%2F2026"}'),
        ("feed.xml", b"<loc>https://body.example/?code=OTH%203%2F2026</loc>"),
    ],
)
def test_a_percent_encoded_address_is_decoded_wherever_it_is(
    embargo_workspace: Workspace, name: str, content: bytes
) -> None:
    (embargo_workspace.site / name).write_bytes(content)
    assert audit_site(embargo_workspace) == [(name, "withheld-reference")]


def test_escapes_are_decoded_in_every_file(embargo_workspace: Workspace) -> None:
    """Also in data within a page."""
    escaped = "".join(f"\\u{ord(each):04x}" for each in SENTENCE)
    _add(embargo_workspace, "index.html", f'<script type="application/ld+json">{{"text": "{escaped}"}}</script>')
    assert audit_site(embargo_workspace) == [("index.html", "withheld-text")]


def test_an_escape_has_four_digits_whatever_follows(embargo_workspace: Workspace) -> None:
    """ASCII characters that follow it do not belong to it."""
    text = json.dumps("AL\u00a0OTH\u00a03/2026 – d\u00e9cembre")
    _add(embargo_workspace, "index.html", f"<script>x = {text}</script>")
    assert audit_site(embargo_workspace) == [("index.html", "withheld-reference")]


@pytest.mark.parametrize("packed", [bytes, gzip.compress])
def test_base64_is_decoded(embargo_workspace: Workspace, packed: Callable[[bytes], bytes]) -> None:
    coded = base64.b64encode(packed(SENTENCE.encode())).decode()
    (embargo_workspace.site / "data/x.json").write_text(json.dumps({"text": coded}), encoding="utf-8")
    _add(embargo_workspace, "index.html", f'<a href="data:text/plain;base64,{coded}">x</a>')
    assert audit_site(embargo_workspace) == [("data/x.json", "withheld-text"), ("index.html", "withheld-text")]


@pytest.mark.parametrize(
    "place", ["docs/assets/more.json", "docs/notes.txt", "docs/assets/letterbook.js", "docs/x.html"]
)
def test_a_hand_written_file_is_searched_like_a_page(embargo_workspace: Workspace, place: str) -> None:
    """It must neither name a withheld letter nor contain one."""
    paragraphs = "\n\n".join(f"{SENTENCE} In the year {year} too many papers lay there." for year in "abcdefgh")
    path = embargo_workspace.data / "letters/2026/al-oth-3-2026.md"
    path.write_text(path.read_text("utf-8").replace(SENTENCE, paragraphs), "utf-8")
    for text in ("// see AL OTH 3/2026", paragraphs):
        (embargo_workspace.folder / place).write_text(text, encoding="utf-8")
        result = embargo_workspace.run("build", "--as-of", "2026-11-10")
        assert (result.exit_code, f"{place.removeprefix('docs/')}: withheld-" in result.output) == (1, True)


@pytest.mark.parametrize(
    "place", ["text", "outside", "title", "bookmark", "file", "note", "field", "link", "label", "broken"]
)
def test_a_pdf_in_docs_is_read(embargo_workspace: Workspace, place: str) -> None:
    """Attachments with declared sums are not kept in docs/, so a PDF there is searched like a page."""
    path = embargo_workspace.folder / "docs/assets/report.pdf"
    path.write_bytes(pdf("Of the year", title="Of the year"))
    embargo_workspace.build("--as-of", "2026-11-10")
    path.write_bytes(_hide_in_pdf(place))
    result = embargo_workspace.run("build", "--as-of", "2026-11-10")
    assert (result.exit_code, "assets/report.pdf: withheld-reference" in result.output) == (1, True)


def _hide_in_pdf(place: str) -> bytes:
    """Return a PDF that names a withheld letter in one place, and never in plain bytes."""
    text = "see AL OTH 3/2026"
    written = f"<feff{text.encode('utf-16-be').hex()}>".encode()
    plain = pdf("Of the year", title="Of the year")
    address = b"x:AL-OTH-3-2026".hex().encode()
    notes = {
        "note": b"<< /Subtype /Text /Rect [9 9 20 20] /Contents %s >>" % written,
        "field": b"<< /Subtype /Widget /FT /Tx /T (x) /Rect [9 9 20 20] /V %s >>" % written,
        "link": b"<< /Subtype /Link /Rect [9 9 20 20] /A << /S /URI /URI <%s> >> >>" % address,
    }
    if place in notes:
        return plain.replace(b"/Type /Page /Parent", b"/Type /Page /Annots [%s] /Parent" % notes[place])
    if place == "title":
        return plain.replace(b"/Title (Of the year)", b"/Title " + written)
    if place == "label":
        return plain.replace(b"/Type /Catalog", b"/Type /Catalog /PageLabels << /Nums [0 << /P %s >>] >>" % written)
    if place == "bookmark":
        tree = b"90 0 obj << /First 91 0 R /Last 91 0 R >> endobj 91 0 obj << /Parent 90 0 R /Title %s >> endobj\nxref"
        return plain.replace(b"/Type /Catalog", b"/Type /Catalog /Outlines 90 0 R").replace(b"xref", tree % written, 1)
    if place == "file":
        document = pypdfium2.PdfDocument(plain)
        document.new_attachment("more.gz").set_data(gzip.compress(text.encode()))
        document.new_attachment("empty.txt").set_data(b"")
        saved = io.BytesIO()
        document.save(saved)
        return saved.getvalue()
    shown = b"BT /F1 9 Tf %d 700 Td (%s) Tj ET" % (9000 if place == "outside" else 50, text.encode())
    if place == "broken":
        shown = b"BT /F1 9 Tf 50 700 Td (see AL OT-) Tj 0 -11 Td (H 3/2026) Tj ET"
    packed = zlib.compress(shown)
    stream = b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(packed), packed)
    return re.sub(rb"<< /Length .*?endstream", lambda _: stream, plain, count=1, flags=re.DOTALL)


@pytest.mark.parametrize("content", [b"%PDF-1.7 and nothing", b"%PDF-1.4\n%%EOF"])
def test_a_pdf_that_cannot_be_read_stops_the_build(embargo_workspace: Workspace, content: bytes) -> None:
    (embargo_workspace.folder / "docs/assets/report.pdf").write_bytes(content)
    result = embargo_workspace.run("build", "--as-of", "2026-11-10")
    assert (result.exit_code, "assets/report.pdf: unreadable-file" in result.output) == (1, True)


@pytest.mark.parametrize("text", ["AL OTH 3/2026", "<!-- Hidden Holdings -->"])
def test_naming_a_withheld_letter_in_a_template_does_not_allow_it(embargo_workspace: Workspace, text: str) -> None:
    template = embargo_workspace.folder / "overrides/partials/copyright.html"
    template.write_text(template.read_text("utf-8") + f"<p>{text}</p>", "utf-8")
    result = embargo_workspace.run("build", "--as-of", "2026-11-10")
    assert (result.exit_code, "index.html: withheld-" in result.output) == (1, True)


@pytest.mark.parametrize("content", [SENTENCE.encode("cp037"), b"\x1f\x8bno gzip", "é".encode("cp1252")])
def test_a_file_in_no_known_encoding_is_found(embargo_workspace: Workspace, content: bytes) -> None:
    """Whatever its content."""
    (embargo_workspace.site / "notes.txt").write_bytes(content)
    assert ("notes.txt", "unreadable-file") in audit_site(embargo_workspace)


@pytest.mark.parametrize("name", ["al-oth-3-2026.md", "notes.md"])
def test_a_letter_in_the_folder_of_pages_stops_the_build(embargo_workspace: Workspace, name: str) -> None:
    """It is known by its name or by its passages."""
    paragraphs = "\n\n".join(f"{SENTENCE} In the year {year} too many papers lay there." for year in "abcdefgh")
    text = f"---\ntitle: Notes\n---\n\n{paragraphs}\n"
    path = embargo_workspace.data / "letters/2026/al-oth-3-2026.md"
    path.write_text(path.read_text("utf-8").replace(SENTENCE, paragraphs), "utf-8")
    (embargo_workspace.folder / "docs" / name).write_text(text, encoding="utf-8")
    result = embargo_workspace.run("build", "--as-of", "2026-11-10")
    assert result.exit_code == 1
    assert ("a path in the site: withheld-" if "oth" in name else "notes/index.html: withheld-text") in result.output


def test_a_draft_that_is_not_published_allows_nothing(embargo_workspace: Workspace) -> None:
    (embargo_workspace.folder / "docs/decisions/draft.md").write_text(
        "On the passports in the iron chest", encoding="utf-8"
    )
    _add(embargo_workspace, "index.html", "<p>On the passports in the iron chest</p>")
    assert ("index.html", "withheld-title") in audit_site(embargo_workspace)


@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("2 de noviembre de 2026", ""),
        ("Le 2 novembre 2026", ""),
        ("2 November 2026", "subject: Allegation letter to Northwind Textiles, 2 November 2026\n"),
        ("2 November 2026", "subject: Letter to Northwind Textiles\n"),
        ("The text of a letter that is public.", ""),
        ("We protect Human Rights wherever they are.", ""),
    ],
)
def test_words_that_pages_and_editors_both_use_are_no_leak(
    workspace: Workspace, language: str, text: str, more: str
) -> None:
    """Dates, titles made of public names, and sentences that a public letter writes with an entity or a mark."""
    settings = workspace.folder / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("language: en", f"language: {language}"), "utf-8")
    public = "The text of a letter that is public. We **p**rotect Human&nbsp;Rights <!-- x --> wherever they are."
    workspace.letter("AL OTH 1/2021", "2021-03-12", f"12 March 2021\n\n{public}")
    workspace.letter("AL OTH 3/2026", "2026-11-02", f"{text}\n\nAll else is withheld.", more)
    workspace.build("--as-of", "2026-11-02T12:00Z")


@pytest.mark.parametrize("text", ["Hidden Holdings", "OBSCURA MINING", "Obscura&#32;<i>Mining</i>"])
def test_a_register_entry_that_no_released_letter_uses_is_found(embargo_workspace: Workspace, text: str) -> None:
    _add(embargo_workspace, "index.html", text)
    assert audit_site(embargo_workspace) == [("index.html", "withheld-name")]


@pytest.mark.parametrize("text", ["On the passports in the iron chest", "Ms. Una Secreta"])
def test_titles_and_addressees_are_found(embargo_workspace: Workspace, text: str) -> None:
    _add(embargo_workspace, "index.html", text)
    assert ("index.html", "withheld-title") in audit_site(embargo_workspace)


def _zip_text(text: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("inner.json.gz", gzip.compress(json.dumps({"text": text}).encode()))
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "packed"),
    [
        ("data/search.json", lambda text: json.dumps({"t": text}).encode()),
        ("data/all.csv", str.encode),
        ("feed.xml", lambda text: f"<e>{text}</e>".encode()),
        ("assets/words.js", lambda text: f'x="{text}"'.encode()),
        ("index.bin", lambda text: gzip.compress(text.encode())),
        ("all.zip", _zip_text),
        ("data/escaped.json", lambda text: "".join(f"\\u{ord(each):04x}" for each in text).encode()),
        ("data/wide.json", lambda text: text.encode("utf-16")),
    ],
)
def test_a_text_is_found_in_every_kind_of_archive(
    embargo_workspace: Workspace, name: str, packed: Callable[[str], bytes]
) -> None:
    path = embargo_workspace.site / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(packed(SENTENCE))
    assert (name, "withheld-text") in audit_site(embargo_workspace)


def replace_index(workspace: Workspace, text: str) -> None:
    """Replace the search index of a site by that of one document."""
    page = (workspace.site / "search/index.html").read_bytes()
    shutil.rmtree(workspace.site / "search")
    write_index(workspace.site, [make_document(0, {"text": [(text, "en")]})])
    (workspace.site / "search/index.html").write_bytes(page)


def test_a_word_of_the_search_index_that_no_public_text_has_is_found(embargo_workspace: Workspace) -> None:
    """Without its neighbours."""
    replace_index(embargo_workspace, "The passports of the letter")
    assert audit_site(embargo_workspace) == [("search/", "withheld-word")]


def test_a_text_is_found_in_the_order_of_the_words_in_the_search_index(embargo_workspace: Workspace) -> None:
    """Also where a public letter has each of its words, in any form."""
    words = " ".join(sorted(SENTENCE.split()))
    embargo_workspace.letter("AL OTH 2/2021", "2021-03-12", f"12 March 2021\n\n{words}")
    embargo_workspace.build("--as-of", "2026-11-10")
    assert audit_site(embargo_workspace) == []
    replace_index(embargo_workspace, words)
    assert audit_site(embargo_workspace) == []
    replace_index(embargo_workspace, SENTENCE)
    assert audit_site(embargo_workspace) == [("search/", "withheld-text")]


@pytest.mark.parametrize("name", ["words", "postings", "positions", "lengths", "results", "filters", "cards"])
def test_a_part_of_the_search_index_that_cannot_be_read_is_a_leak(embargo_workspace: Workspace, name: str) -> None:
    """So is one that nothing lists, and a manifest that is none."""
    part = next((embargo_workspace.site / "search" / name).iterdir())
    content = part.read_bytes()
    part.write_bytes(content[:-1])
    assert [rule for _, rule in audit_site(embargo_workspace)] == ["unknown-index"]
    part.write_bytes(content)
    assert audit_site(embargo_workspace) == []
    part.with_name("aaaaaaaa.bin").write_bytes(content)
    assert audit_site(embargo_workspace) == [("search/search.json", "unknown-index")]


def test_an_index_in_an_unknown_format_is_not_trusted(embargo_workspace: Workspace) -> None:
    (embargo_workspace.site / "search/search.json").write_text("[1]", encoding="utf-8")
    assert audit_site(embargo_workspace) == [("search/search.json", "unknown-index")]


def test_a_file_or_folder_whose_name_leaks_is_reported_without_its_name(embargo_workspace: Workspace) -> None:
    (embargo_workspace.site / "communications/al-oth-3-2026").mkdir()
    assert audit_site(embargo_workspace) == [("", "withheld-reference")]


def test_an_undeclared_file_is_found(embargo_workspace: Workspace) -> None:
    """A file of any kind that the program did not write, and a changed copy of one that it did."""
    (embargo_workspace.site / "letter.pdf").write_bytes(pdf("Nobody knows"))
    style = next(embargo_workspace.site.glob("assets/letterbook.css"))
    style.write_text(style.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    (embargo_workspace.site / "linked.html").symlink_to("/etc/hostname")
    assert audit_site(embargo_workspace) == [
        ("assets/letterbook.css", "unknown-file"),
        ("letter.pdf", "unknown-file"),
        ("linked.html", "unknown-file"),
    ]


def test_what_a_released_letter_or_a_hand_written_page_says_is_no_leak(embargo_workspace: Workspace) -> None:
    """Wherever it is said in public; the withheld letter stays withheld."""
    more = "corrections:\n  - date: 2026-11-05\n    note: See AL OTH 3/2026.\n"
    embargo_workspace.letter("AL OTH 2/2021", "2021-03-12", f"12 March 2021\n\n{SENTENCE}", more=more)
    about = embargo_workspace.folder / "docs/about.md"
    about.write_text(
        about.read_text(encoding="utf-8") + "\nSome kept forty passports in a locked chest.\n", encoding="utf-8"
    )
    embargo_workspace.build("--as-of", "2026-11-10")
    assert audit_site(embargo_workspace) == []


@pytest.mark.parametrize(
    "written",
    [
        SENTENCE,
        SENTENCE.replace("northern", "nor*th*ern").replace("passports", "pass**ports**"),
        SENTENCE.replace("northern", "nor&shy;thern").replace("forty", "f&#111;rty"),
        SENTENCE.replace("passports", "pass<!-- so -->ports").replace("locked", "lo<b>ck</b>ed"),
        SENTENCE.replace("chest", "che%73t"),
    ],
)
def test_what_a_released_letter_says_is_no_leak_however_it_is_written(
    embargo_workspace: Workspace, written: str
) -> None:
    """And wherever it is published."""
    embargo_workspace.letter("AL OTH 2/2021", "2021-03-12", f"12 March 2021\n\n{written}")
    embargo_workspace.build("--as-of", "2026-11-10")
    _add(embargo_workspace, "years/2021/index.html", SENTENCE)
    assert audit_site(embargo_workspace) == []


def test_a_released_letter_with_the_same_words_in_another_order_allows_nothing(
    embargo_workspace: Workspace,
) -> None:
    words = " ".join(sorted(SENTENCE.split()))
    embargo_workspace.letter("AL OTH 2/2021", "2021-03-12", f"12 March 2021\n\n{words}")
    embargo_workspace.build("--as-of", "2026-11-10")
    _add(embargo_workspace, "years/2021/index.html", SENTENCE)
    assert audit_site(embargo_workspace) == [("years/2021/index.html", "withheld-text")]


@pytest.mark.parametrize(
    "body",
    [
        "The *over*seer of [the northern](https://example.org/a/b) quarry **k**ept for&shy;ty in[^1] it.\n\n[^1]: A.",
        "The overseer&nbsp;of the northern&nbsp;quarry kept&nbsp;forty passports&nbsp;in a locked&nbsp;iron chest.",
    ],
)
def test_a_withheld_text_is_found_as_a_page_would_show_it(embargo_workspace: Workspace, body: str) -> None:
    embargo_workspace.letter("AL OTH 4/2026", "2026-11-02", f"2 November 2026\n\n{body}")
    embargo_workspace.build("--as-of", "2026-11-10")
    _add(embargo_workspace, "years/2021/index.html", to_html(body))
    assert ("years/2021/index.html", "withheld-text") in audit_site(embargo_workspace)


def test_single_words_of_a_released_letter_hide_nothing_on_its_page(embargo_workspace: Workspace) -> None:
    embargo_workspace.letter("AL OTH 2/2021", "2021-03-12", "12 March 2021\n\nOTH\n\nA line of its own.")
    embargo_workspace.build("--as-of", "2026-11-10")
    page = "communications/al-oth-2-2021/index.html"
    _add(embargo_workspace, page, "<p>AL <b>OTH</b> 3/2026</p>")
    assert audit_site(embargo_workspace) == [(page, "withheld-reference")]


def test_a_backslash_hides_nothing(embargo_workspace: Workspace) -> None:
    path = embargo_workspace.letter("AL OTH 4/2026", "2026-11-02", "2 November 2026\n\nNothing.")
    text = path.read_text(encoding="utf-8").replace("sent:", "subject: 'Disk D:\\norland\\torture of the dead'\nsent:")
    path.write_text(text, encoding="utf-8")
    embargo_workspace.build("--as-of", "2026-11-10")
    _add(embargo_workspace, "years/2021/index.html", "<p>Disk D:\\norland\\torture of the dead</p>")
    assert audit_site(embargo_workspace) == [("years/2021/index.html", "withheld-title")]


def test_a_letter_that_mentions_pdf_is_read_as_a_page(embargo_workspace: Workspace) -> None:
    path = embargo_workspace.letter("AL OTH 2/2021", "2021-03-12", "12 March 2021\n\nNothing.")
    text = path.read_text(encoding="utf-8").replace("sent:", 'subject: "%PDF-1.7 · files of the ministry"\nsent:')
    path.write_text(text, encoding="utf-8")
    embargo_workspace.build("--as-of", "2026-11-10")
    assert audit_site(embargo_workspace) == []


@pytest.mark.parametrize("encoding", ["utf-16", "cp1251"])
def test_a_hand_written_file_that_is_not_in_utf_8_is_reported(embargo_workspace: Workspace, encoding: str) -> None:
    (embargo_workspace.folder / "docs/assets/table.csv").write_bytes("Смотритель северной каменоломни".encode(encoding))
    assert "unreadable-file" in embargo_workspace.run("build", "--as-of", "2026-11-10").output


def test_the_command_reports_where_a_leak_is_and_never_what(embargo_workspace: Workspace) -> None:
    """Exit codes 0 and 1; a moment in the future is refused, since a preview is never published."""
    config = ["--config-file", str(embargo_workspace.folder / "mkdocs.yml")]
    sound = embargo_workspace.run("audit", str(embargo_workspace.site), *config)
    assert (sound.exit_code, "Nothing withheld was found in" in sound.output) == (0, True)
    _add(embargo_workspace, "index.html", SENTENCE)
    leaking = embargo_workspace.run("audit", str(embargo_workspace.site), *config)
    assert leaking.exit_code == 1
    assert leaking.output == "The site contains withheld content.\nindex.html: withheld-text\n"
    assert embargo_workspace.run("audit", str(embargo_workspace.site), "--as-of", "2999-01-01", *config).exit_code == 2
    assert embargo_workspace.run("audit", str(embargo_workspace.folder / "none"), *config).exit_code == 2


def test_a_gate_that_lets_too_much_through_is_found(
    embargo_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The leak audit asks the release rule itself and does not trust the gate. The old site stays, and the report has
    no secret."""
    before = {path: path.read_bytes() for path in embargo_workspace.site.rglob("*") if path.is_file()}
    monkeypatch.setattr(gate._Gate, "_has_begun", lambda _, day: day is not None)  # noqa: SLF001 - broken on purpose
    result = embargo_workspace.run("build", "--as-of", "2026-11-10")
    assert result.exit_code == 1
    assert "Nothing was built: the site contains withheld content." in result.output
    assert "data/release.json: withheld-reference" in result.output
    for secret in ("3/2026", "oth-3", "Hidden", "Secreta", "quarry"):
        assert secret not in result.output
    assert {path: path.read_bytes() for path in embargo_workspace.site.rglob("*") if path.is_file()} == before


@pytest.fixture
def corrected_workspace(workspace: Workspace) -> Workspace:
    """A workspace with a public letter that is corrected on 5 November 2026, and its text before that."""
    workspace.letter(
        "AL OTH 1/2021",
        "2021-03-12",
        "12 March 2021\n\nThe text of a letter that is public.",
        "corrections:\n  - date: 2026-11-05\n    note: The second paragraph.\n",
    )
    path = workspace.data / "earlier/al-oth-1-2021/2026-11-05.md"
    path.parent.mkdir(parents=True)
    path.write_text(
        f"---\nletter: AL OTH 1/2021\nreplaced: 2026-11-05\n---\n12 March 2021\n\n{SENTENCE}\n", encoding="utf-8"
    )
    return workspace


def test_an_earlier_text_is_public_from_the_day_of_its_correction(corrected_workspace: Workspace) -> None:
    """On its page alone: neither search nor data have it."""
    page = corrected_workspace.site / "communications/al-oth-1-2021/changes/index.html"
    corrected_workspace.build("--as-of", "2026-11-04")
    assert not page.exists()
    corrected_workspace.build("--as-of", "2026-11-05")
    assert SENTENCE in page.read_text("utf-8")
    holding = [
        path for path in corrected_workspace.site.rglob("*") if path.is_file() and b"overseer" in path.read_bytes()
    ]
    assert holding == [page]


def test_an_earlier_text_whose_day_has_not_come_is_found_anywhere(corrected_workspace: Workspace) -> None:
    page = corrected_workspace.folder / "docs/about.md"
    page.write_text(f"{page.read_text('utf-8')}\n\n{SENTENCE}\n", "utf-8")
    corrected_workspace.build("--as-of", "2026-11-05")
    result = corrected_workspace.run("build", "--as-of", "2026-11-04")
    assert (result.exit_code, "about/index.html: withheld-text" in result.output) == (1, True)


def test_a_gate_that_lets_an_earlier_text_through_too_early_is_found(
    corrected_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate._Gate, "_list_earlier", lambda _, filed, __: filed.earlier)  # noqa: SLF001 - broken on purpose
    result = corrected_workspace.run("build", "--as-of", "2026-11-04")
    assert result.exit_code == 1
    assert "released-too-early" in result.output
    assert "communications/al-oth-1-2021/changes/index.html: withheld-text" in result.output


@pytest.mark.parametrize(
    "state",
    [
        "release:\n  hold: true\n  review: 2027-01-01\n  reason: safety\n",
        "withdrawn:\n  date: 2026-11-06\n  reason: safety\n",
    ],
)
def test_the_earlier_text_of_a_withheld_letter_is_withheld_too(corrected_workspace: Workspace, state: str) -> None:
    """Of one that was put on hold, or withdrawn, after its correction."""
    path = corrected_workspace.data / "letters/2021/al-oth-1-2021.md"
    path.write_text(path.read_text("utf-8").replace("corrections:", f"{state}corrections:"), "utf-8")
    loaded = corpus.load(corrected_workspace.data).corpus
    assert loaded is not None
    corrected_workspace.site.mkdir()
    (corrected_workspace.site / "index.html").write_text(f"<p>{SENTENCE}</p>", "utf-8")
    assert ("index.html", "withheld-text") in audit_site(corrected_workspace)


def test_the_shipped_record_raises_no_false_alarm(tmp_path: Path) -> None:
    """At random moments over the years that it covers; a failure prints its moment."""
    loaded = corpus.load(PROJECT / "data").corpus
    assert loaded is not None
    engine = ThemeEngine(PROJECT / "mkdocs.yml", tmp_path / "theme")
    site = build.assemble_site(release(loaded, AS_OF), engine.settings, preview=False)
    theme = engine.render(write_theme_context(site, tmp_path))
    theme = replace(theme, files=())  # the home page is for one moment only
    sources = build.list_sources(engine.settings)

    def render(record: Corpus, moment: dt.datetime) -> Iterator[OutputFile]:
        site = build.assemble_site(release(record, moment), engine.settings, preview=False)
        return build.render_files(site, theme)

    chance = random.Random(20261123)  # noqa: S311 - not for secrets
    first, last = dt.datetime(2019, 1, 1, tzinfo=dt.UTC), dt.datetime(2027, 6, 1, tzinfo=dt.UTC)
    for number in range(MOMENTS):
        moment = first + (last - first) * chance.random()
        public = release(loaded, moment)
        folder = tmp_path / f"site-{number}"
        swap.write_files(render(loaded, moment), folder)
        again = partial(render, moment=moment)
        assert audit(folder, loaded, public, sources, render_again=again) == (), moment
        shutil.rmtree(folder)


def _add(workspace: Workspace, name: str, html: str) -> None:
    path = workspace.site / name
    path.write_text(path.read_text(encoding="utf-8").replace("</body>", f"{html}</body>"), encoding="utf-8")


def test_the_list_of_files_may_hold_nothing_but_paths(embargo_workspace: Workspace) -> None:
    assert audit_site(embargo_workspace) == []
    with (embargo_workspace.site / "data/files.txt").open("a", encoding="utf-8") as file:
        file.write(f"{SENTENCE}\n")
    assert audit_site(embargo_workspace) == [("data/files.txt", "withheld-text")]
