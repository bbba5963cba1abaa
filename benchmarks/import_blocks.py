"""A letter of the shipped record as blocks, from which each producer makes a file, and what an import should find."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from letterbook.model.record import Corpus, Letter, Response
from letterbook.model.registers import RecipientKind
from letterbook.text.dates import LANGUAGES

FORMS = (
    "REFERENCE:\n{type} {key}",
    "REFERENCE: {type} {key}",
    "{type} {key}",
    "Ref.: {type} {key}\n(please use this reference in your reply)",
    "{type}{code} {number}/{year}",
    "{type} {code} {number}.{year}",
    "{type} Housing (2000-9) Food (2000-9) G/SO 214 (53-24) {key}",
)
"""The forms in which letters print their references."""
SCARRED = "al-xls-6-2022.md"
"""A letter of the record that is damaged on purpose."""
NOTES = (
    "The register of the harbour office has the same figure for each month of that year.",
    "See the report of the inspectors, which was published two weeks later, at page 14.",
)
"""Footnotes that a layout adds."""
_NUMBERED = re.compile(r"([0-9]+)\. (.*)", re.DOTALL)
_NOTE = re.compile(r"\[\^([^\]]+)\]:\s*(.*)", re.DOTALL)
_CONVERTED = re.compile(r"<sup>([0-9]+)</sup>\s+(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A piece of a letter: `kind` is text, heading, item, bullet, table or note; `text` keeps bold and marks of
    footnotes as in Markdown, and a table's rows. `label` is the number of an item or footnote."""

    kind: str
    text: str
    label: str = ""

    @property
    def rows(self) -> list[list[str]]:
        """The cells of a table, by row; the first row is its head."""
        lines = [line.strip().strip("|").split("|") for line in self.text.split("\n")]
        return [[cell.strip() for cell in line] for line in (*lines[:1], *lines[2:])]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A letter or response to import: its name, its blocks, the lines at the foot of its first page, how it is laid
    out, the record that an import should arrive at, and how many questions it asks, where somebody counted."""

    name: str
    filed: Letter | Response
    blocks: tuple[Block, ...]
    foot: tuple[str, ...]
    printed: str
    layout: str
    producer: str
    questions: int | None = None


LAYOUTS = ("plain", "header", "footer", "footnotes", "columns")
PRODUCERS = ("chromium.pdf", "libreoffice.pdf", "typst.pdf", "libreoffice.docx", "text.txt", "scars.md")


def make_samples(corpus: Corpus, turn: int = 0) -> list[Sample]:
    """Make the samples of a record: each letter and response with a text, in changing layouts, forms and producers.

    Each `turn` gives a text another layout, form and producer.
    """
    samples: list[Sample] = []
    everything: tuple[Letter | Response, ...] = (*corpus.letters, *(each for each in corpus.responses if each.dated))
    filed = [
        each
        for each in everything
        if each.body.strip() and each.language[:2] in LANGUAGES and not each.place.path.endswith(SCARRED)
    ]
    for index, each in enumerate(filed):
        layout, producer = LAYOUTS[(index + turn) % len(LAYOUTS)], PRODUCERS[(index + 2 * turn) % len(PRODUCERS)]
        blocks, printed = read_blocks(each.body), ""
        if isinstance(each, Letter):
            blocks, printed = _set_reference(blocks, each, FORMS[(index + turn) % len(FORMS)])
        if layout == "footnotes":
            blocks = _add_notes(blocks)
        name = each.reference.slug if isinstance(each, Letter) else f"{each.letter.slug}-{each.slug}"
        samples.append(
            Sample(
                name=name,
                filed=each,
                blocks=blocks,
                foot=_list_foot(each, corpus),
                printed=printed,
                layout=layout,
                producer=producer,
            )
        )
    return samples


def read_blocks(body: str) -> tuple[Block, ...]:
    """Split a text in Markdown into blocks."""
    blocks: list[Block] = []
    for paragraph in re.split(r"\n\s*\n", re.sub(r"<!--.*?-->", "", body, flags=re.DOTALL).strip()):
        for piece in re.split(r"\n(?=[0-9]+\. |- )", paragraph):
            text = piece.strip()
            if match := _NOTE.match(text) or _CONVERTED.match(text):
                blocks.append(Block(kind="note", text=match[2], label=match[1]))
            elif text.startswith("#"):
                blocks.append(Block(kind="heading", text=text.lstrip("# ")))
            elif match := _NUMBERED.match(text):
                blocks.append(Block(kind="item", text=match[2], label=match[1]))
            elif text.startswith("|"):
                blocks.append(Block(kind="table", text=text))
            elif text.startswith("- "):
                blocks.append(Block(kind="bullet", text=text[2:]))
            elif text and not re.fullmatch(r"-{3,}", text):
                blocks.append(Block(kind="text", text=re.sub(r"<sup>([0-9]+)</sup>", r"[^\1]", text)))
    return tuple(blocks)


def _set_reference(blocks: tuple[Block, ...], letter: Letter, form: str) -> tuple[tuple[Block, ...], str]:
    """Print the reference in another form; return the blocks, and the form if it is an odd one."""
    reference = letter.reference
    written = form.format(
        type=reference.type, key=reference.key, code=reference.code, number=reference.number, year=reference.year
    )
    changed: list[Block] = []
    done = False
    for block in blocks:
        if not done and len(block.text) < 200 and f"{reference.code} {reference.number}" in block.text:
            changed.append(replace(block, text=written.replace("\n", "  \n")))
            done = True
        else:
            changed.append(block)
    line = next((each for each in written.split("\n") if str(reference.year) in each), "")
    printed = re.sub(r"^(?:REFERENCE:|Ref\.:) ", "", line)
    return tuple(changed), printed if done and printed != str(reference) else ""


def _add_notes(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    if any(each.kind == "note" for each in blocks):
        return blocks
    changed: list[Block] = []
    waiting = list(enumerate(NOTES, start=1))
    for block in blocks:
        if (
            waiting
            and block.kind == "text"
            and len(block.text) > 300
            and "\n" not in block.text
            and block.text.endswith(".")
        ):
            number, note = waiting.pop(0)
            sentence = block.text.find(". ", 80) + 1 or len(block.text)
            changed.append(replace(block, text=f"{block.text[:sentence]}[^{number}]{block.text[sentence:]}"))
            changed.append(Block(kind="note", text=note, label=str(number)))
        else:
            changed.append(block)
    return tuple(changed)


def _list_foot(filed: Letter | Response, corpus: Corpus) -> tuple[str, ...]:
    """Return the lines at the foot of a letter's first page, which name the recipient."""
    if isinstance(filed, Response) or len(filed.recipients) != 1:
        return ()
    addressing = filed.recipients[0]
    entry = corpus.registers.recipients[addressing.recipient]
    if entry.kind is RecipientKind.STATE:
        return (addressing.via,) if addressing.via else ()
    return (addressing.named_as or entry.name.in_language(filed.language),)


def find_data() -> Path:
    """Return the folder of the shipped record."""
    return Path(__file__).parents[1] / "data"


def describe(filed: Letter | Response) -> dict[str, Any]:
    """Return the fields that an import should find, in the form in which a draft has them."""
    if isinstance(filed, Response):
        return {
            "letter": str(filed.letter),
            "recipient": filed.recipient,
            "dated": filed.dated,
            "language": filed.language,
            "kind": filed.kind.value,
            "reference": filed.reference,
            "cites_as": filed.cites_as,
            "also_answers": [str(each) for each in filed.also_answers],
            "sent_by": filed.sent_by,
        }
    return {
        "reference": str(filed.reference),
        "reference_as_printed": filed.reference_as_printed,
        "sent": filed.sent,
        "language": filed.language,
        "mandates": [str(each.mandate) for each in filed.mandates],
        "resolutions": [each.resolution for each in filed.mandates],
        "signatories": [each.signed_by for each in filed.mandates],
        "recipients": [str(each.recipient) for each in filed.recipients],
        "addressee": [each.addressee for each in filed.recipients],
        "named_as": [each.named_as for each in filed.recipients],
        "via": [each.via for each in filed.recipients],
        "also_sent_to": [str(each.recipient) for each in filed.also_sent_to if each.recipient],
        "follows": [str(each.reference or each.sent) for each in filed.follows],
        "alleged_victims": filed.alleged_victims,
        "annex": sorted(str(each.instrument or each.document) for each in filed.annex),
        "provisions": sorted(
            f"{each.instrument} {provision}" for each in filed.annex if each.instrument for provision in each.provisions
        ),
    }
