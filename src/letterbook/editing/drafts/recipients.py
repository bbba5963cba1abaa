"""Finds the recipients of a letter from the code in its reference, the lines at its head, and what its pages repeat."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from letterbook.editing.drafts.addresses import (
    LONGEST_NAME,
    TITLE_WORDS,
    choose_fuller,
    find_addressee_line,
    find_via,
    join_wrapped,
    strip_line,
)
from letterbook.editing.drafts.companions import find_companion_phrases
from letterbook.editing.drafts.draft import Draft, Entry
from letterbook.editing.drafts.head import find_addressee
from letterbook.editing.drafts.sentences import Reading
from letterbook.editing.register_names import RegisterNames, make_id
from letterbook.editing.yaml_text import Value
from letterbook.model.reference import Reference
from letterbook.model.registers import Recipient, RecipientKind
from letterbook.rules.recipients import NO_STATE
from letterbook.text.letter_head import find_salutation, split_salutation
from letterbook.text.normalize import fold
from letterbook.text.phrases import HEADING, REFERENCE_LABEL, REFERENCES
from letterbook.text.salutation_phrases import PERSON

_HEAD_LINES = 40
_ADDRESS = re.compile(
    r"[0-9]|@|www\.|\b(?:street|avenue|road|rue|calle|p\.? ?o\.? box|tel|fax|e-?mail|palais|geneva|geneve)\b"
)
_NO_NAME = re.compile(
    r"page\b|[- ]*[0-9]+[- ]*$|annex|anexo|confidential|confidentiel|united nations|nations unies|naciones unidas"
)


_TO = re.compile(
    r"^(?:to|for the attention of|attn\.?:?|à|à l'attention d[eu']|a|a la atención d[el]{1,2}) +", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class RecipientReader:
    """Reads recipients with the help of a register's names."""

    register: Mapping[str, Recipient]
    names: RegisterNames

    @classmethod
    def of(cls, register: Mapping[str, Recipient]) -> RecipientReader:
        """Make a reader for a register of recipients."""
        return cls(register, RegisterNames.of(register))

    def read(
        self,
        reading: Reading,
        reference: Reference | None,
        page_lines: Iterable[str],
        given: tuple[str, ...],
        draft: Draft,
    ) -> None:
        """Find the recipient. `page_lines` are those that the pages of the letter had at their edges, `given` the ids
        that an editor gave."""
        lines = join_wrapped([*_list_head_lines(reading), *page_lines])
        ids = [*given] or self._find(reference, lines, draft) or self._guess(reference, reading, draft)
        values: list[Value] = []
        addressee = choose_fuller(find_addressee(reading), find_addressee_line(lines))
        for id_ in ids:
            value: dict[str, Value] = {"recipient": id_}
            if addressee and len(ids) == 1:
                value["addressee"] = addressee
            if (name := self._find_other_name(id_, lines)) and len(ids) == 1:
                value["named_as"] = name
            if (via := find_via(lines)) and len(ids) == 1:
                value["via"] = via
            values.append(value)
        draft.put("recipients", values)
        if not ids:
            draft.leave("recipients", self._explain(reference, addressee))
            draft.addressing = {"addressee": addressee} if addressee else {}
            self._propose(reference, lines, draft)
        if any(self.register[id_].example for id_ in ids if id_ in self.register):
            draft.put("example", True)

    def _find(self, reference: Reference | None, lines: list[str], draft: Draft) -> list[str]:
        if reference is not None and reference.code != NO_STATE:
            return [
                id_
                for id_, each in self.register.items()
                if each.code == reference.code and each.kind is RecipientKind.STATE
            ][:1]
        found = list(dict.fromkeys(id_ for line in lines for id_ in self._match(line)))
        found = [id_ for id_ in found if self.register[id_].kind is not RecipientKind.STATE]
        if len(found) > 1:
            draft.doubt(f"the head names more than one recipient of the register: {', '.join(found)}")
        return found

    def _guess(self, reference: Reference | None, reading: Reading, draft: Draft) -> list[str]:
        """Return the only recipient of the register that the text itself names, beside States, as one to check."""
        if reference is None or reference.code != NO_STATE:
            return []
        text = reading.lower
        for match in find_companion_phrases(reading):
            start, end = reading.find_sentence(match.start())
            text = text[:start] + " " * (end - start) + text[end:]
        named = {each.id for each in self.names.find_in(text)}
        found = [id_ for id_ in named if self.register[id_].kind is not RecipientKind.STATE]
        if len(found) != 1:
            return []
        draft.doubt(f"no name at the head is in the register; the text names `{found[0]}`: was the letter sent to it?")
        draft.proposed.append("recipients")
        return found

    def _match(self, line: str) -> tuple[str, ...]:
        line = _TO.sub("", line)
        if ids := self.names.find(line):
            return ids
        return tuple(dict.fromkeys(id_ for piece in re.split(r"\s*[,;|]\s*", line) for id_ in self.names.find(piece)))

    def _find_other_name(self, id_: str, lines: Iterable[str]) -> str:
        """Return the letter's name for a recipient, if the register does not have it."""
        entry = self.register.get(id_)
        names = {fold(text) for _, text in entry.name} if entry else set()
        for line in lines:
            if (
                entry
                and entry.kind is not RecipientKind.STATE
                and self.names.find(line) == (id_,)
                and fold(line) not in names
            ):
                return strip_line(line)
        return ""

    def _explain(self, reference: Reference | None, addressee: str) -> str:
        to = f", which greets {addressee}" if addressee else ""
        if reference is not None and reference.code != NO_STATE:
            return f"no State in registers/recipients.yml has the code {reference.code}"
        return f"no name in registers/recipients.yml is at the head{to}; give it with --recipient"

    def _propose(self, reference: Reference | None, lines: Iterable[str], draft: Draft) -> None:
        """Propose an entry for the register, with the name used in the letter."""
        if reference is None or reference.code != NO_STATE:
            return
        for line in lines:
            name = strip_line(line)
            folded = fold(name)
            if _can_be_name(folded, name):
                if near := self.names.find_near(name):
                    draft.doubt(
                        f"the letter goes to “{name}”; the register has {' and '.join(f'`{each}`' for each in near)}"
                    )
                    return
                draft.entries.append(Entry("recipients", make_id(name), {"name": {"en": name}, "kind": "company"}))
                return


def _can_be_name(folded: str, name: str) -> bool:
    return (
        3 < len(name) < LONGEST_NAME
        and name[0].isupper()
        and not _ADDRESS.search(folded)
        and not _NO_NAME.match(folded)
        and not PERSON.fullmatch(folded)
        and not set(folded.replace(",", " ").split()) & TITLE_WORDS
    )


def _list_head_lines(reading: Reading) -> Iterator[str]:
    """Yield the lines above the salutation, and just below it, that are neither mandates, reference nor date."""
    salutation = find_salutation(reading.visible)
    in_heading = False
    seen = 0
    for line in reading.visible.text.split("\n"):
        folded = fold(line).strip("*_ ")
        if not folded:
            in_heading = False
            continue
        seen += 1
        if seen > _HEAD_LINES or (salutation is not None and split_salutation(folded)[1]):
            return
        in_heading = in_heading or HEADING.match(folded) is not None
        is_reference = REFERENCE_LABEL.match(folded) or any(each.match(folded) for each in REFERENCES)
        if not in_heading and not is_reference and len(line) < 2 * LONGEST_NAME:
            yield line.strip(" *_|")
