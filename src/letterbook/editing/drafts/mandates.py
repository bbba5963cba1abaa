"""Reads the mandates that sent a letter, the resolutions on which they rely, and who signed for each.

Mandates and resolutions pair by position. A mandate that is not in the register is named, and so is a difference
between their numbers; nothing is paired then.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from letterbook.editing.drafts.draft import Draft, Entry
from letterbook.editing.drafts.phrases import NOT_UN
from letterbook.editing.drafts.sentences import Reading
from letterbook.editing.drafts.signatories import read_signatories
from letterbook.editing.register_names import RegisterNames, make_id
from letterbook.editing.yaml_text import Value
from letterbook.model.registers import Mandate, MandateBody
from letterbook.text.capacities import find_capacities, fold_name
from letterbook.text.capacity_phrases import CAPACITIES
from letterbook.text.phrases import HEADING

SHORTEST_NAME = 12
_JOINTS = " ,;.:-"
_JOINT_WORDS = re.compile(r"(?:^(?:and|et|y|e|the|le|la|les|el|los)\b ?|[ ;,](?:and|et|y|e)$|^[;, ]+|[;,. ]+$)")


class Named(NamedTuple):
    """A mandate that a letter names: its id, or "" if it is not in the register, and its folded name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class MandateReader:
    """Reads mandates by the names of a register."""

    register: Mapping[str, Mandate]
    names: RegisterNames

    @classmethod
    def of(cls, register: Mapping[str, Mandate]) -> MandateReader:
        """Make a reader for a register of mandates."""
        return cls(register, RegisterNames.of(register, SHORTEST_NAME))

    def read(self, reading: Reading, draft: Draft) -> None:
        """Find the mandates, in the letter's order, with their resolutions and signatories."""
        stated = find_capacities(reading.visible)
        heading = self._read_heading(reading)
        sentence = self._split(stated.names) if stated else []
        named = _choose(heading, sentence)
        if not named:
            draft.leave("mandates", "no sentence says in which capacities the letter is written")
            return
        line = stated.line + 1 if stated else 0
        if not sentence:
            draft.doubt("the mandates come from the heading: no sentence names them")
        elif heading and (differences := _compare(heading, sentence)):
            draft.doubt(f"the heading and the sentence “… in our capacities as …” differ: {differences}", line)
        unknown = [each for each in named if not each.id]
        for each in unknown:
            self._propose(each, draft, line)
        resolutions = self._pair(named, stated.resolutions if stated else (), draft, line)
        signatories = read_signatories(reading, self.names)
        values: list[Value] = []
        for each, resolution in zip(named, resolutions, strict=True):
            if each.id:
                value: dict[str, Value] = {"mandate": each.id}
                if resolution:
                    value["resolution"] = resolution
                if each.id in signatories:
                    value["signed_by"] = signatories[each.id]
                values.append(value)
        draft.put("mandates", values)
        self._report_signatories(named, signatories, draft)

    def _read_heading(self, reading: Reading) -> list[Named]:
        for paragraph in reading.visible.text[:_HEAD].split("\n\n"):
            folded = fold_name(paragraph)
            if HEADING.match(folded):
                return self._split(folded)
        return []

    def _split(self, text: str) -> list[Named]:
        """Split the part of a sentence that names mandates into its names."""
        known = self.names.find_in(text)
        places = {each.start: Named(each.id, text[each.start : each.end]) for each in known}
        inside = [(each.start, each.end) for each in known]
        starts = {
            match.start()
            for phrases in CAPACITIES
            for match in phrases.mandate.finditer(text)
            if not any(start <= match.start() < end for start, end in inside)
        }
        for start in sorted(starts):
            following = [each for each in (*places, *starts, len(text)) if each > start]
            semicolon = text.find(";", start)
            end = min(following + ([semicolon] if semicolon > 0 else []))
            places[start] = Named("", _strip(text[start:end]))
        found: list[Named] = []
        for at in sorted(places):
            if places[at].id and places[at].id in [each.id for each in found]:
                continue
            found.append(places[at])
        return found

    def _pair(self, named: Sequence[Named], resolutions: Sequence[str], draft: Draft, line: int) -> list[str]:
        """Return the resolution of each mandate, or "" for each if it is not clear which belongs to which."""
        un = [at for at, each in enumerate(named) if self._is_un(each)]
        for positions in (un, list(range(len(named)))):
            if resolutions and len(positions) == len(resolutions):
                paired = dict(zip(positions, resolutions, strict=True))
                return [paired.get(at, "") for at in range(len(named))]
        if not resolutions:
            draft.leave("mandates[].resolution", "no resolution of the Human Rights Council is named with the mandates")
            return [""] * len(named)
        known = [self._find_known(each, named, resolutions) for each in named]
        draft.doubt(
            f"the letter names {len(un)} mandates of the United Nations and {len(resolutions)} resolutions"
            f" ({', '.join(resolutions)}), so they cannot be paired by position; the register has"
            f" {', '.join(filter(None, known)) or 'none of them'}",
            line,
        )
        if left := [each for each in resolutions if each not in known]:
            draft.leave("mandates[].resolution", f"it is not clear which mandate {' or '.join(left)} belongs to")
        return known

    def _find_known(self, mandate: Named, named: Sequence[Named], resolutions: Sequence[str]) -> str:
        """Return the letter's resolution that the register gives for this mandate and for no other in the letter."""
        own = self.register[mandate.id].resolutions if mandate.id else ()
        others = {one for each in named if each.id and each != mandate for one in self.register[each.id].resolutions}
        found = [each for each in resolutions if each in own and each not in others]
        return found[0] if len(found) == 1 else ""

    def _is_un(self, named: Named) -> bool:
        if named.id:
            return self.register[named.id].body not in (None, MandateBody.OTHER)
        return not NOT_UN.search(named.name)

    def _propose(self, named: Named, draft: Draft, line: int) -> None:
        near = self.names.find_near(named.name)
        meant = f"; did it mean {' or '.join(f'`{each}`' for each in near)}?" if near else ""
        draft.doubt(f"“{named.name}” is not in registers/mandates.yml{meant}", line)
        draft.leave("mandates", f"“{named.name}” has no entry in the register")
        if not near:
            name = named.name[:1].upper() + named.name[1:]
            words = named.name.split(" on ")[-1].removeprefix("the ").split()[:4]
            draft.entries.append(
                Entry(
                    "mandates",
                    make_id(" ".join(words)),
                    {"name": {"en": name}, "label": {"en": name}, "kind": "thematic"},
                )
            )

    def _report_signatories(self, named: Sequence[Named], signatories: Mapping[str, str], draft: Draft) -> None:
        missing = [each.id for each in named if each.id and each.id not in signatories]
        if missing and signatories:
            draft.doubt(f"no signatory was found for {', '.join(f'`{each}`' for each in missing)}")
        elif missing:
            draft.leave("mandates[].signed_by", "no signatures were found below the closing words")
        if others := [id_ for id_ in signatories if id_ not in [each.id for each in named]]:
            draft.doubt(f"{', '.join(f'`{each}`' for each in others)} signed, but the letter does not name the mandate")


_HEAD = 6_000


def _strip(text: str) -> str:
    stripped = text
    while (shorter := _JOINT_WORDS.sub("", stripped).strip(_JOINTS)) != stripped:
        stripped = shorter
    return stripped


def _choose(heading: list[Named], sentence: list[Named]) -> list[Named]:
    """Return the mandates of the sentence, or those of the heading where it has them all and more in the same order."""
    own, all_ = [each.id for each in sentence], [each.id for each in heading]
    if len(all_) > len(own) and "" not in own and [each for each in all_ if each in own] == own:
        return heading
    return sentence or heading


def _compare(heading: Sequence[Named], sentence: Sequence[Named]) -> str:
    first, second = [each.id for each in heading if each.id], [each.id for each in sentence if each.id]
    if first == second:
        return ""
    only = [f"`{each}` only in the heading" for each in first if each not in second]
    only += [f"`{each}` only in the sentence" for each in second if each not in first]
    return ", ".join(only) or "in the order of the mandates"
