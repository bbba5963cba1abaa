"""A record with many withheld things, and the same record without them."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from letterbook.ingest import corpus
from letterbook.model.public import Public
from letterbook.model.record import Corpus, Letter
from letterbook.release import release
from letterbook.release.conversion import derive_response_slug
from pdf import pdf
from workspaces import Workspace

SENTENCE = "Nobody may know that the ferry was sold before the inquest."


def load_record(workspace: Workspace) -> Corpus:
    """Load the record of a workspace."""
    record = corpus.load(workspace.data).corpus
    assert record is not None
    return record


def add_withheld(workspace: Workspace, at: dt.datetime) -> None:
    """Add withheld letters of every kind to a record: due tomorrow, held, withdrawn before release; with responses,
    attachments, a group, register entries and a public letter that they follow, and that one of them corrects; and to
    that letter responses that are not public."""
    _registers(workspace.data / "registers")
    today = at.date()
    _add_period(workspace.data / "policy.yml", today - dt.timedelta(days=65))
    long_ago = today - dt.timedelta(days=300)
    soon = today + dt.timedelta(days=8)
    put_off = f"release:\n  date: {soon}\n  reason: safety\n"
    corrected = f"corrections:\n  - date: {today}\n    note: {SENTENCE}\n    letter: AL OTH 9002/{long_ago.year}\n"
    known = _letter(workspace, 9000, today - dt.timedelta(days=800), corrected)
    held_correction = f"corrections:\n  - date: {today - dt.timedelta(days=20)}\n    note: A word.\n"
    for number, sent, state in (
        (9001, today - dt.timedelta(days=59), ""),
        (9002, long_ago, f"release:\n  hold: true\n  review: {today + dt.timedelta(days=2000)}\n  reason: safety\n"),
        (9003, long_ago, f"withdrawn:\n  date: {long_ago + dt.timedelta(days=9)}\n  reason: safety\n"),
        (9004, today - dt.timedelta(days=65), ""),
        (9005, long_ago, put_off),
    ):
        reference = _letter(
            workspace,
            number,
            sent,
            f"{held_correction if number == 9002 else ''}"
            f"subject: On the ferry\nconcerning:\n  - ferry-co\n  - northwind-ferries\nfollows:\n  - {known}\n{state}"
            "annex:\n  - instrument: ferry-code\n  - instrument: ferry-protocol\n",
            SENTENCE,
        )
        _response(workspace, reference, today, SENTENCE)
    also = f"also_answers:\n  - AL OTH 9002/{long_ago.year}\n"
    _response(workspace, known, today - dt.timedelta(days=200), "An answer to both letters.", also)
    _add_real_letter(workspace, long_ago, put_off)
    _add_questions(workspace, long_ago, put_off)
    _add_corrections(workspace, today - dt.timedelta(days=500), today - dt.timedelta(days=100), soon)
    _earlier_text(workspace, f"AL OTH 9002/{long_ago.year}", today - dt.timedelta(days=20))
    _response(workspace, known, today - dt.timedelta(days=400), SENTENCE, put_off)
    _response(workspace, known, today - dt.timedelta(days=700), "A public answer.")
    _response(workspace, known, today - dt.timedelta(days=9), SENTENCE, f"received: {soon}\n")
    _response(workspace, known, soon, SENTENCE)
    held = f"release:\n  hold: true\n  review: {today + dt.timedelta(days=2000)}\n  reason: safety\n"
    _response(workspace, known, today - dt.timedelta(days=600), SENTENCE, held)
    withdrawn = f"withdrawn:\n  date: {today - dt.timedelta(days=5)}\n  reason: safety\n"
    _response(workspace, known, today - dt.timedelta(days=500), SENTENCE, withdrawn)
    before_its_day = f"withdrawn:\n  date: {today - dt.timedelta(days=770)}\n  reason: safety\n"
    _response(workspace, known, today - dt.timedelta(days=780), SENTENCE, before_its_day)


def _add_real_letter(workspace: Workspace, sent: dt.date, put_off: str) -> None:
    """Add a withheld letter that is not fictional, and the only one to its recipient."""
    path = workspace.letter(f"AL OTH 9006/{sent.year}", str(sent), f"{sent:%-d %B %Y}\n\n{SENTENCE}", put_off)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("recipient: northwind", "recipient: ferry-town"), encoding="utf-8")


def _add_questions(workspace: Workspace, sent: dt.date, put_off: str) -> None:
    """Add a public letter with questions, and two responses that answer them, of which one is withheld."""
    reference = f"AL OTH 9007/{sent.year}"
    more = "example: true\ntext: none\nquestions: 3\nsource:\n  url: https://letters.example/9007\n"
    workspace.letter(reference, str(sent), "", more)
    for days, question, state in ((20, 1, ""), (30, 2, put_off)):
        more = f"text: none\nsource:\n  url: https://letters.example/{days}\nanswers:\n  - question: {question}\n"
        _response(workspace, reference, sent + dt.timedelta(days=days), None, more + state)


def _add_corrections(workspace: Workspace, sent: dt.date, past: dt.date, soon: dt.date) -> None:
    """Add a public letter with a response, each with a correction of a past day and one of a future day."""
    corrections = "".join(f"  - date: {day}\n    note: A word of the text.\n" for day in (past, soon))
    reference = _letter(workspace, 9008, sent, f"corrections:\n{corrections}", group="")
    dated = sent + dt.timedelta(days=70)
    _response(workspace, reference, dated, "A corrected answer.", f"corrections:\n{corrections}")
    for folder in ("", f"{dated}-northwind/"):
        _earlier_text(workspace, reference, past, folder, "A public tixt.")
        _earlier_text(workspace, reference, soon, folder)


def _earlier_text(
    workspace: Workspace, reference: str, replaced: dt.date, folder: str = "", text: str = SENTENCE
) -> None:
    slug = reference.lower().replace(" ", "-").replace("/", "-")
    path = workspace.data / "earlier" / slug / folder / f"{replaced}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    note = "note_internal: The night watchman found the mistake\n"
    path.write_text(f"---\nletter: {reference}\nreplaced: {replaced}\n{note}---\n{text}\n", encoding="utf-8")


def _add_period(policy: Path, day: dt.date) -> None:
    """Release allegation letters sent on one day thirty days later than others."""
    text = policy.read_text(encoding="utf-8")
    assert text.count("  - type: UA\n") == 1
    rules = "".join(
        f"  - type: AL\n    from: {first}\n    days: {days}\n"
        for first, days in ((day, 90), (day + dt.timedelta(days=1), 60))
    )
    policy.write_text(text.replace("  - type: UA\n", f"{rules}  - type: UA\n"), encoding="utf-8")


def _registers(folder: Path) -> None:
    invented = {"kind": "company", "example": True}
    entries = {
        "recipients": {
            "ferry-co": {"name": "Ferry Holdings", "aliases": ["Obscure Ferries"], **invented},
            "ferry-town": {"name": "Town of the Ferry", "kind": "company"},
            "northwind": {"name": "Northwind Textiles", **invented},
            "northwind-ferries": {
                "name": "Northwind Textiles",
                "aliases": ["Ferry Textiles"],
                "country": "XAA",
                **invented,
            },
        },
        "mandates": {"ferries": {"name": "Rapporteur on ferries", "label": "Ferries", "kind": "thematic"}},
        "instruments": {
            "ferry-code": {"title": "Code of Ferries", "short": "Ferry Code", "provision": "article"},
            "ferry-protocol": {  # a second one to a treaty that public letters cite
                "title": "Optional Protocol to the Convention on the Rights of Persons with Disabilities on ferries",
                "short": "Ferry Protocol",
                "provision": "article",
            },
        },
        "groups": {"ferry-letters": {"title": "Letters on the ferry"}},
    }
    for name, added in entries.items():
        with (folder / f"{name}.yml").open("a", encoding="utf-8") as file:
            file.write("\n" + yaml.safe_dump(added))


def _letter(
    workspace: Workspace,
    number: int,
    sent: dt.date,
    more: str = "",
    text: str = "A public text.",
    group: str = "group: ferry-letters\n",
) -> str:
    """Write a letter of the group, with a public attachment and one that is not public. Returns its reference."""
    folder = workspace.data / "attachments" / f"al-oth-{number}-{sent.year}"
    folder.mkdir(parents=True)
    attached = "attachments:\n"
    for name, public in (("annex", "true"), ("internal", "false")):
        content = pdf(f"{name} of {number}")
        (folder / f"{name}.pdf").write_bytes(content)
        attached += (
            f"  - file: {name}.pdf\n    title: The {name} of the letter on {number}\n    language: en\n"
            f"    sha256: {sha256(content).hexdigest()}\n    public_copy: {public}\n"
        )
    reference = f"AL OTH {number}/{sent.year}"
    more = f"example: true\n{group}note_internal: The source of {number} is the night watchman\n{more}"
    workspace.letter(reference, str(sent), f"{sent:%-d %B %Y}\n\n{text}", more + attached)
    return reference


def _response(workspace: Workspace, reference: str, dated: dt.date, text: str | None, more: str = "") -> None:
    folder = workspace.data / "responses" / reference.lower().replace(" ", "-").replace("/", "-")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{dated}-northwind.md").write_text(
        f"---\nletter: {reference}\nrecipient: northwind\ndated: {dated}\nlanguage: en\nkind: reply\n{more}---\n"
        + (f"{dated:%-d %B %Y}\n\n{text}\n" if text else ""),
        encoding="utf-8",
    )


def _empty_withdrawn(workspace: Workspace, record: Corpus, public: Public) -> None:
    """Remove the text of each letter and response of which only a notice is public."""
    filed = {(each.reference.key, ""): each.place.path for each in record.letters}
    filed |= {(each.letter.key, derive_response_slug(each)): each.place.path for each in record.responses}
    for notice in public.notices:
        path = workspace.data.parent / filed[notice.reference.key, notice.response or ""]
        _, front_matter, text = path.read_text(encoding="utf-8").split("---\n", 2)
        if text.strip():
            path.write_text(f"---\n{front_matter}---\nWithdrawn.\n", encoding="utf-8")


def _remove_earlier_texts(workspace: Workspace, record: Corpus, public: Public) -> None:
    """Remove the texts from before corrections that no page shows."""
    shown = {each.body for letter in public.communications for each in letter.earlier}
    shown |= {each.body for letter in public.communications for one in letter.responses for each in one.earlier}
    held = [each for letter in record.letters for each in letter.earlier]
    for earlier in (*held, *(each for response in record.responses for each in response.earlier)):
        if earlier.body not in shown:
            (workspace.data.parent / earlier.place.path).unlink(missing_ok=True)


def _remove_withheld_corrections(letter: Letter, workspace: Workspace, shown: set[str]) -> None:
    """Remove the corrections of a letter if one of them is by a withheld letter."""
    if any(each.letter and each.letter.key not in shown for each in letter.corrections):
        path = workspace.data.parent / letter.place.path
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"^corrections:\n(?: .*\n)+", "", text, flags=re.MULTILINE), encoding="utf-8")


def _remove_lone_groups(workspace: Workspace, record: Corpus, public: Public) -> None:
    """Remove the group from each public letter whose group has no other."""
    lone = {each.reference.key for each in public.communications if each.group is None}
    for letter in record.letters:
        if letter.group is not None and letter.reference.key in lone:
            path = workspace.data.parent / letter.place.path
            text = path.read_text(encoding="utf-8")
            path.write_text(re.sub(r"^group: .*\n", "", text, flags=re.MULTILINE), encoding="utf-8")


def remove_withheld(workspace: Workspace, at: dt.datetime) -> None:
    """Remove all that is not public: letters, responses, attachments, groups of a single letter, the text of what was
    withdrawn and has a notice, and register entries that nothing public uses."""
    record, public = load_record(workspace), release(load_record(workspace), at)
    shown = {each.reference.key for each in public.communications} | {each.reference.key for each in public.notices}
    responses = {(each.reference.key, each.response) for each in public.notices}
    responses |= {(each.letter.key, each.slug) for letter in public.communications for each in letter.responses}
    for letter in record.letters:
        slug = letter.reference.slug
        _remove_withheld_corrections(letter, workspace, shown)
        if letter.reference.key not in shown:
            for path in (workspace.data / "letters").rglob(f"{slug}.*"):
                path.unlink()
            for folder in ("responses", "attachments", "earlier"):
                shutil.rmtree(workspace.data / folder / slug, ignore_errors=True)
    for response in record.responses:
        if (response.letter.key, derive_response_slug(response)) not in responses:
            for path in (workspace.data / "responses" / response.letter.slug).glob(f"{response.slug}.*"):
                path.unlink()
    _remove_earlier_texts(workspace, record, public)
    _empty_withdrawn(workspace, record, public)
    _remove_lone_groups(workspace, record, public)
    for register in ("recipients", "mandates", "instruments", "groups"):
        path = workspace.data / "registers" / f"{register}.yml"
        words = "\n".join(each.read_text(encoding="utf-8") for each in workspace.data.glob("[lr]e*/*/*.md"))
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
        used = {id_: entries[id_] for id_ in entries if re.search(rf"[-:] {re.escape(id_)}$", words, re.MULTILINE)}
        if register == "instruments":
            plain = words.replace("’", "'").lower()
            used = {id_: each for id_, each in entries.items() if id_ in used or _is_named(each, plain)}
        path.write_text(yaml.safe_dump(used, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _is_named(instrument: dict[str, Any], words: str) -> bool:
    """Whether a text in lower case has one of an instrument's names, or its number if it is an ILO convention."""
    names = {each for field in ("title", "short") for each in _list_words(instrument[field])}
    names |= {*instrument.get("aliases", ()), *instrument.get("numbered", ())}
    names |= {re.sub(r" ?\(.*\)", "", each) for each in names}
    names |= {match[0] for each in names if (match := re.search(r"\bNo\. [0-9]+", each))}
    return any(re.search(rf"\b{re.escape(each.replace('’', chr(39)).lower())}\b", words) for each in names)


def _list_words(words: str | dict[str, str]) -> list[str]:
    return list(words.values()) if isinstance(words, dict) else [words]
