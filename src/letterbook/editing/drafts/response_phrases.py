"""The phrases of responses that an import looks for, in English, French and Spanish. Data, no logic.

Source: notes verbales and letters in reply to the Special Procedures. Every pattern is for folded text (see
`normalize`) unless it says otherwise. Each has examples beside it, which a test matches.
"""

from __future__ import annotations

import re

from letterbook.editing.drafts.phrases import Phrase

EXTENSION = Phrase(
    re.compile(
        r"\b(?:extension of (?:the |this )?(?:time|deadline|period|time ?limit)|(?:additional|more|further) time"
        r"|request(?:s|ed)? (?:for )?an extension|prolongation du delai|delai supplementaire|prorogation du delai"
        r"|prorroga|plazo adicional|ampliacion del plazo)\b"
    ),
    (
        "requests an extension of the deadline",
        "kindly asks for additional time to respond",
        "sollicite une prolongation du délai",
        "solicita una prórroga del plazo",
    ),
    ("It was an extension of the road.",),
)
"""What asks for more time."""

ACKNOWLEDGEMENT = Phrase(
    re.compile(
        r"\b(?:acknowledg(?:e|es|ing) (?:the )?receipt|confirm(?:s)? (?:the )?receipt|we acknowledge your"
        r"|has reached us|accuser? reception|accuse reception|acusar? recibo|acusa recibo|acusamos recibo)\b"
    ),
    (
        "has the honour to acknowledge receipt of joint communication",
        "We confirm that your letter has reached us.",
        "a l'honneur d'accuser réception de la communication",
        "tiene el honor de acusar recibo de la carta",
    ),
)
"""What a mere acknowledgement says, and many a reply at its beginning."""

TRANSMITS = Phrase(
    re.compile(
        r"\b(?:(?:transmit|enclose|attach|forward|convey|provide|submit)(?:s|ed|ing)? (?:herewith )?"
        r"(?:the |its |our |a )?(?:\w+ )?(?:reply|response|observations|information|comments|answers?)"
        r"|please find (?:attached|enclosed|below)"
        r"|(?:transmettre|faire parvenir|communiquer) (?:ci-joint |ci-apres )?(?:la |les |ses |sa )?"
        r"(?:reponse|observations|informations)"
        r"|(?:transmitir|remitir|adjuntar) (?:la |las |su |sus )?(?:\w+ )?(?:respuesta|observaciones|informacion))\b"
    ),
    (
        "has the honour to transmit herewith the reply of the Government",
        "Please find attached our observations",
        "a l'honneur de transmettre ci-joint les observations du Gouvernement",
        "tiene el honor de transmitir la respuesta del Estado",
    ),
)
"""What a reply says at its beginning, and no mere acknowledgement."""

SENDER_END = re.compile(
    r"[,.;:]| (?:presents|has|is|was|would|will|wrote|refers|acknowledges|avails|wishes|takes|requests|conveys"
    r"|transmits|presente|a l'honneur|se refere|accuse|saisit|prie|transmet|saluda|tiene el honor|acusa|se refiere"
    r"|aprovecha|remite|se dirige)"
)
"""What follows the name of a mission in the sentence in which a note verbale begins."""

OWN_REFERENCE = re.compile(
    r"^(?:(?:our |notre |nuestra )?(?:ref(?:erence|erencia)?\.?|note(?: verbale)?|nota(?: verbal)?|no|n[°o.º]|num)"
    r"(?: ?(?:no|n[°oº]|num|number)?\.? ?:? ?)*)?"
    r"(?P<number>(?=[^ ]*[0-9])(?=[^ ]*[/-])[a-z0-9][a-z0-9./_-]{2,30}"
    r"|(?!(?:page|tel|fax|annexe?|anexo)\b)[a-z][a-z./-]{1,11} [0-9]{1,6}[/-][a-z0-9./_-]{1,20}|[0-9]{1,6})$"
)
"""The own number of a response on a line of its own: PM/117/2024 · Ref. No. 12/2024 · Note 45-2021."""
OWN_REFERENCE_EXAMPLES = {
    "PM/117/2024": "pm/117/2024",
    "Ref.: 12/2024": "12/2024",
    "Note verbale No. MP-0619/23": "mp-0619/23",
    "N° 0345-2021": "0345-2021",
    "Nota 4-2-107/2021": "4-2-107/2021",
    "MPN-G 117/2024": "mpn-g 117/2024",
}

CITED = re.compile(
    r"\b(?P<words>(?:your|the|joint|this|votre|la|l'|vuestra|su) ?(?:\w+ ){0,3}?"
    r"(?:letter|communication|appeal|note|lettre|appel urgent|carta|comunicacion|llamamiento)"
    r"(?: \w+){0,2}? (?:of|dated|du|en date du|datee du|de fecha|del?|fechada el)"
    r" (?P<date>[^,.;)]{6,40}?[0-9]{4}))"
)
"""How a response cites a letter by its date alone."""
CITED_EXAMPLES = (
    "your letter of 3 March 2024",
    "the joint communication dated 13 February 2024",
    "votre lettre du 3 mars 2024",
    "la comunicación conjunta de fecha 3 de marzo de 2024",
)
