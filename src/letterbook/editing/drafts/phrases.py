"""The phrases of letters that an import looks for, in English, French and Spanish. Data, no logic.

Source: letters of the Special Procedures. Every pattern is for folded text (see `normalize`): in lower case, without
accents. Each has examples beside it, which a test matches.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """A pattern, texts in which it is found, and texts in which it is not."""

    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...] = ()


PRESS = Phrase(
    re.compile(
        r"\b(?:press release|press statement|publicly express (?:our|my) concerns?|issue a public statement"
        r"|communique de presse|exprimer publiquement (?:nos|nos vives) (?:preoccupations|inquietudes)"
        r"|comunicado de prensa|expresar publicamente (?:nuestras|nuestra) preocupacion(?:es)?)\b"
    ),
    (
        "We may publicly express our concerns in the near future",
        "Le communiqué de presse indiquera que nous avons été en contact",
        "El comunicado de prensa indicará que hemos estado en contacto",
    ),
    ("The press was not admitted.",),
)

ALSO_SENT = (
    Phrase(
        re.compile(
            r"\b(?:letters?|communications?)(?: (?:\w+ing|of|on|about|in|with|to the same effect) [^.]{0,80}?| )"
            r"(?:(?:is|are|was|were|has|have|will be|been|being|also) ){1,4}(?:sent|addressed|transmitted) to "
            r"|\bcop(?:y|ies) of this (?:letter|communication) (?:(?:is|are|was|has|have|will|be|been|also) ){1,4}"
            r"(?:sent|shared|transmitted) (?:to|with) "
        ),
        (
            "Please note that letters expressing similar concerns are also sent to the Governments of Belvenor",
            "A copy of this letter has been sent to the Government of Belvenor",
            "Similar communications have also been addressed to Northwind",
            "A letter addressing similar allegations has been sent to Northwind",
            "a letter to the same effect is being sent to the Government of Belvenor",
        ),
        ("A letter expressing similar concerns was never sent.",),
    ),
    Phrase(
        re.compile(
            r"\b(?:lettres?|communications?) (?:[^.]{0,80}? )?(?:(?:est|sont|a|ont|sera|seront|ete|egalement) ){1,4}"
            r"(?:envoyee?s?|adressee?s?|transmises?) (?:egalement )?(?=a |au |aux )"
            r"|\bcopie de (?:cette|la presente) (?:lettre|communication) (?:(?:est|a|sera|ete|egalement) ){1,4}"
            r"(?:envoyee|adressee|transmise) (?=a |au |aux )"
        ),
        (
            "des lettres exprimant des préoccupations similaires sont également envoyées aux Gouvernements de",
            "une copie de cette communication a été transmise au Gouvernement de",
        ),
    ),
    Phrase(
        re.compile(
            r"\b(?:cartas?|comunicacion(?:es)?) (?:[^.]{0,80}? )?(?:(?:se|ha|han|sido|seran?|tambien|fue|fueron) ){1,4}"
            r"(?:enviad[oa]s?|dirigid[oa]s?|remitid[oa]s?) (?:tambien )?(?=a |al )"
            r"|\bcopia de (?:esta|la presente) (?:carta|comunicacion) (?:(?:se|ha|sido|sera|tambien|fue) ){1,4}"
            r"(?:enviad[oa]|remitid[oa]|transmitid[oa]) (?=a |al )"
            r"|\b(?:se han enviado|se envian|hemos enviado) (?:tambien )?(?:cartas|comunicaciones) "
            r"[^.]{0,60}?(?=a |al )"
        ),
        (
            "cartas que expresan preocupaciones similares han sido enviadas también a los Gobiernos de",
            "una copia de esta carta ha sido enviada al Gobierno de",
            "se han enviado también cartas similares a los Gobiernos de",
        ),
    ),
)
"""What leads to those to whom similar letters are sent."""

OTHERS = re.compile(
    r"\b(?:(?:to |a |aux? |d')?(?:other|several|various|autres|plusieurs|otr[oa]s|vari[oa]s) "
    r"(?:companies|business enterprises|enterprises|banks|investors|entities|actors|recipients|corporations"
    r"|entreprises|societes|banques|acteurs|entites|empresas|bancos|actores|entidades|inversores)\b[^.;]*)"
)
"""Recipients of similar letters who are not named."""

RECALLED = Phrase(
    re.compile(
        r"\b(?P<reply>repl(?:y|ies)|responses?|reponses?|respuestas?)\b"
        r"|\b(?:letters?|communications?|urgent appeals?|allegation letters?|appeals?|lettres?|appels? urgents?"
        r"|cartas?|comunicacion(?:es)?|llamamientos?(?: urgentes?)?)\b"
    ),
    ("on 18 August 2020, we issued a communication", "notre lettre du 3 mars 2019"),
)
"""The words for an earlier letter, near its date; or for a reply, which is none of the senders' letters."""

OF_OURS = Phrase(
    re.compile(
        r"\b(?:(?:we|i) (?:have )?(?:\w+ )?(?:issued|sent|addressed|wrote|transmitted|raised)|(?:our|my) (?:\w+ )?"
        r"|(?:was|were|been) (?:sent|addressed|transmitted) to (?:your|the government)"
        r"|(?:a ete|avons|fut) (?:envoyee?|adressee?|transmise?) (?:a|au) (?:votre|gouvernement)"
        r"|fue (?:enviad|dirigid|remitid)[oa] (?:a|al) (?:su|gobierno)"
        r"|raised in an? |(?:fait|faisaient|firent) l'objet d[e'u] ?|objeto de "
        r"|previous(?:ly)? |earlier |sent by (?:us|special procedures|the special)|special procedures"
        r"|nous avons (?:\w+ )?(?:envoye|adresse|transmis)|notre |nos |precedente?s? "
        r"|(?:enviamos|dirigimos|hemos (?:enviado|dirigido))|nuestr[oa]s? |anterior(?:es)? )"
    ),
    (
        "we issued a communication",
        "our letter of",
        "Concerns were raised in a communication of",
        "nous avons adressé une lettre",
        "ont fait l'objet d'une communication du",
        "enviamos una comunicación",
    ),
)
"""What says that a letter is one of the senders'."""

VICTIMS = Phrase(
    re.compile(
        r"\b(?:alleged victims?|number of alleged victims|victimes? (?:presumees?|alleguees?)"
        r"|presuntas? victimas?|nombre de victimes(?: presumees)?|numero de (?:presuntas )?victimas)"
        r" ?: ?(?P<number>[0-9]{1,6})\b"
    ),
    ("Alleged victims: 12", "Victimes présumées : 3", "Presuntas víctimas: 4"),
    ("The alleged victims are workers.",),
)

CLOSING = Phrase(
    re.compile(
        r"\b(?:assurances? of (?:our|my) (?:highest|high|distinguished) consideration"
        r"|yours (?:sincerely|faithfully|truly)|(?:kind|best|sincere) regards"
        r"|l'(?:assurance|expression) de (?:notre|ma) (?:tres |plus )?(?:haute |profonde )?consideration"
        r"|(?:sentiments?|salutations?) (?:\w+ ){0,3}(?:distingue|respectueu|devoue)\w*"
        r"|(?:un )?atento saludo|(?:muy )?atentamente|cordialmente"
        r"|(?:seguridades?|testimonio|expresion) de (?:nuestra|mi) (?:mas )?(?:alta|distinguida)"
        r"(?: y (?:alta|distinguida))? consideracion)\b"
    ),
    (
        "Please accept, Excellency, the assurances of our highest consideration.",
        "Veuillez agréer, Excellence, l’assurance de notre haute considération.",
        "Acepte, Excelencia, las seguridades de nuestra más distinguida consideración.",
        "Kind regards,",
        "Veuillez agréer, Madame, l’expression de nos sentiments les plus distingués.",
        "Reciba, Sr. Ejemplo, un atento saludo,",
    ),
    ("We regard the matter as closed.", "They greeted us with respect."),
)

TITLE = Phrase(
    re.compile(
        r"(?:(?:vice-?|co-?)?chair(?:person|man|woman)?(?:-rapporteur)?|(?:first |second )?vice-?chair"
        r"|president(?:e|a)?|vice-?president(?:e|a)?|rapporteur|member|coordinat(?:or|rice|eur)|membre|relator[a]?|miembro)\b"
        r"|(?:the |le |la |el )?(?:special rapporteur|independent expert|special representative|working group"
        r"|rapporteu(?:r|se) special|expert independant|representante? speciale?|groupe de travail"
        r"|relator especial|experto independiente|representante especial|grupo de trabajo|regional rapporteur"
        r"|rapporteuse regionale|rapporteur regional|relatora? regional)\b"
    ),
    (
        "Special Rapporteur on minority issues",
        "Chair-Rapporteur of the Working Group",
        "Présidente-Rapporteuse du Groupe",
    ),
)
"""How the title below a signatory's name begins, for a text folded by `fold_name`."""

NOT_UN = re.compile(
    r"\b(?:inter-?american|interamerican[oa]|african commission|commission africaine|comision africana|of the osce"
    r"|of the council of europe|iachr|cidh|achpr|oea|oas)\b"
)
"""What says that a co-author holds no mandate of the United Nations."""

VIA = Phrase(
    re.compile(
        r"\b(?:the )?(?:permanent (?:observer )?mission of|mission permanente d[eu'] ?|mision permanente d[el]{1,2})"
        r" ?(?:(?!permanent mission|mission permanente|mision permanente)[^,.;\n]){2,140}"
    ),
    ("Permanent Mission of Belvenor to the United Nations Office at Geneva", "Mission permanente de l'Ilvandra"),
)
