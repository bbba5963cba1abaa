"""The phrases that begin the parts of a letter, in the languages of the procedure. Data, no logic.

Sources: letters of the Special Procedures in English, French and Spanish; headings of annexes in all six official
languages of the United Nations. Each pattern has examples beside it, which a test matches.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """The parts of a letter; the value is the anchor on its page."""

    ALLEGATIONS = "allegations"
    CONCERNS = "concerns"
    QUESTIONS = "questions"
    PUBLICATION = "publication"
    ANNEX = "annex"


@dataclass(frozen=True, slots=True)
class Cue:
    """How the beginning of a part is recognised.

    `pattern` is tried on a paragraph, in lower case, that contains one of `words`. A few letters of a word are enough
    there, which keeps the list short.
    """

    part: Part
    words: tuple[str, ...]
    pattern: re.Pattern[str]
    examples: tuple[str, ...]

    def begins(self, text: str) -> bool:
        """Whether a paragraph, in lower case, begins the part."""
        return any(word in text for word in self.words) and self.pattern.search(text) is not None


CUES: tuple[Cue, ...] = (
    Cue(
        Part.PUBLICATION,
        ("publi", "públi"),
        re.compile(
            r"\b(?:communication|letter)\b(?:,.{0,200},)? and any (?:response|reply|answer)s?\b.{0,120}\bpublic\b"
            r"|\b(?:comunicación|carta) y (?:toda|cualquier) (?:respuesta|contestación)\b.{0,160}\bpúblicas?\b"
            r"|\b(?:communication|lettre),? (?:ainsi que|et) toute réponse\b.{0,160}\bpubli(?:c|que|ée)s?\b",
            re.DOTALL,
        ),
        (
            "This communication and any response received from your company will be made public via the website",
            "This communication, as a comment on pending legislation, and any response received will be made public",
            "Esta comunicación y toda respuesta recibida del Gobierno de Su Excelencia se harán públicas",
            "Cette communication, ainsi que toute réponse reçue, sera rendue publique dans un délai de 60 jours",
            "Cette lettre et toute réponse reçue seront publiées sur le site des communications",
        ),
    ),
    Cue(
        Part.QUESTIONS,
        ("grateful", "appreciate it", "thank you", "agradec", "reconnaissant"),
        re.compile(
            r"\b(?:grateful|appreciate it|thank you) (?:for|if)\b.{0,200}"
            r"\b(?:observations|comments|following (?:matters|questions))\b"
            r"|\bagradec\w+\b.{0,240}\b(?:observaciones|comentarios|cuestiones siguientes|siguientes cuestiones)\b"
            r"|\breconnaissants?(?:es)?\b.{0,240}\b(?:observations|commentaires|points suivants|questions suivantes)\b",
            re.DOTALL,
        ),
        (
            "we would be grateful for your observations on the following matters:",
            "We would appreciate it if you could send us your comments on the following questions:",
            "Thank you for responding with any observations you may have on these matters:",
            "agradeceríamos recibir del Gobierno de Su Excelencia sus observaciones sobre las cuestiones siguientes:",
            "nous serions reconnaissants au Gouvernement de bien vouloir nous faire part de ses observations",
        ),
    ),
    Cue(
        Part.CONCERNS,
        ("preju", "préju"),
        re.compile(
            r"\bprejudg(?:e|ing)\b.{0,40}\baccuracy\b"
            r"|\bprejuzgar\b.{0,60}\b(?:veracidad|exactitud)\b"
            r"|\bpréjuger\b.{0,60}\b(?:véracité|exactitude|bien-fondé)\b",
            re.DOTALL,
        ),
        (
            "While we do not wish to prejudge the accuracy of these allegations, we express our concern",
            "Sin pretender prejuzgar la veracidad de estas alegaciones, expresamos nuestra preocupación",
            "Sans vouloir préjuger de la véracité de ces allégations, nous exprimons notre préoccupation",
        ),
    ),
    Cue(
        Part.ALLEGATIONS,
        ("information", "información"),
        re.compile(
            r"^according to (?:the )?information (?:received|obtained)"
            r"|^(?:según|de acuerdo con|conforme a) (?:la )?información (?:recibida|proporcionada)"
            r"|^(?:selon|d['’]après) les informations (?:reçues|portées)",
            re.DOTALL,
        ),
        (
            "According to the information received:",
            "Según la información recibida:",
            "Selon les informations reçues :",
        ),
    ),
)

ANNEX = re.compile(
    r"(?:annex(?:es|e)?|anexos?|приложени[ея]|附件[一二三四五六七八九十0-9]*|(?:ال)?(?:مرفق|ملحق))(?!\w)", re.IGNORECASE
)
