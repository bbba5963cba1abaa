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


MATTERS = (
    Phrase(
        re.compile(
            r"\binformation (?:that |which )?(?:(?:we|i) (?:have )?(?:recently |also )?|has been |was )?"
            r"(?:received|brought to (?:our|my) attention)(?: by us)?,? "
            r"(?:concerning|regarding|about|on|with regard to|in relation to|relating to|alleging|indicating that|that"
            r"|according to which) "
            r"|\breceived (?:\w+ ){0,2}information (?:concerning|regarding|about|on|with regard to|in relation to"
            r"|relating to|alleging|indicating that|that|according to which) "
            r"|\b(?:comments|observations|views|analysis|concerns?) (?:\w+ ){0,3}?(?:on|regarding|concerning|about|in"
            r" relation to|with regard to) (?=(?:the |a )?(?:\w+ ){0,3}?(?:draft|bill|law|act|decree|legislation"
            r"|amendment|regulation|code|constitution|policy|proposal|reform))"
        ),
        (
            "we would like to bring to your attention information we have received concerning the arrest of a teacher",
            "we have received information that your company may be involved in forced labour",
            "information received regarding the closure of a mill",
            "We wish to offer the following comments on the draft Law on Associations",
        ),
        ("We have received your letter.", "for the information of the public"),
    ),
    Phrase(
        re.compile(
            r"\binformations? (?:que nous avons |que j'ai |qui nous ont ete |qui ont ete )?(?:recentes )?"
            r"(?:recues?|portees? a notre (?:connaissance|attention)|communiquees?)(?: par nos soins)?,? "
            r"(?:concernant|au sujet de|au sujet du|relatives? a|relatives? au|relatives? aux|faisant etat d[eu'] ?"
            r"|selon lesquelles|sur|a propos d[eu'] ?) ?"
            r"|\brecu des informations (?:concernant|au sujet de|au sujet du|relatives? a|relatives? au|relatives? aux"
            r"|faisant etat d[eu'] ?|selon lesquelles|sur) ?"
            r"|\b(?:commentaires|observations) (?:\w+ ){0,2}?(?:sur|concernant|au sujet du|relatifs au) "
            r"(?=(?:le |la |l')?(?:projet|loi|decret|reforme|proposition|avant-projet))"
        ),
        (
            "des informations que nous avons reçues concernant l'arrestation d'une journaliste",
            "nous avons reçu des informations selon lesquelles votre société",
            "nos commentaires sur le projet de loi relatif aux associations",
        ),
    ),
    Phrase(
        re.compile(
            r"\binformacion(?:es)? (?:que hemos |que he |que nos ha sido |que ha sido )?"
            r"(?:recibidas?|recibido|presentadas?|senaladas? a nuestra atencion),? "
            r"(?:en relacion con|sobre|acerca de|acerca del|relativas? a|relativas? al|concernientes? a|referentes? a"
            r"|respecto a|respecto de|segun las? cual(?:es)?|con respecto a|relacionadas? con) "
            r"|\brecibido informacion(?:es)? (?:en relacion con|sobre|acerca de|acerca del|relativas? a|relativas? al"
            r"|referentes? a|respecto a|respecto de|segun las? cual(?:es)?|de que|con respecto a|relacionadas? con) "
            r"|\b(?:comentarios|observaciones) (?:\w+ ){0,2}?(?:sobre|acerca del?|respecto al?|relativos al?) "
            r"(?=(?:el |la )?(?:proyecto|ley|decreto|reforma|propuesta|anteproyecto|iniciativa))"
        ),
        (
            "la información que hemos recibido en relación con el asesinato de una defensora",
            "hemos recibido información según la cual su empresa",
            "nuestros comentarios sobre el proyecto de ley de asociaciones",
        ),
    ),
)
"""How the sentence leads to its matter that says what a letter is about."""

PERSON = re.compile(
    r"(?<![\w.])(?:Mr|Mrs|Ms|Miss|Messrs|Mx|Dr|Prof|Mme|Mmes|Mlle|MM|M|Monsieur|Madame|Sr|Sra|Sres|Sras|Srta|Señor|"
    r"Señora|Don|Doña)\b\.? +[A-ZÀ-ÖØ-Þ]"
)
"""A person by title and name, for text that is not folded."""

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
            r"\b(?:letters?|communications?)(?: (?:expressing|raising|containing|of|on|concerning) [^.]{0,80}?| )"
            r"(?:(?:is|are|was|were|has|have|will be|been|being|also) ){1,4}(?:sent|addressed|transmitted) to "
            r"|\bcop(?:y|ies) of this (?:letter|communication) (?:(?:is|are|was|has|have|will|be|been|also) ){1,4}"
            r"(?:sent|shared|transmitted) (?:to|with) "
        ),
        (
            "Please note that letters expressing similar concerns are also sent to the Governments of Belvenor",
            "A copy of this letter has been sent to the Government of Belvenor",
            "Similar communications have also been addressed to Northwind",
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
        r"|previous(?:ly)? |earlier |sent by (?:us|special procedures|the special)|special procedures"
        r"|nous avons (?:\w+ )?(?:envoye|adresse|transmis)|notre |nos |precedente?s? "
        r"|(?:enviamos|dirigimos|hemos (?:enviado|dirigido))|nuestr[oa]s? |anterior(?:es)? )"
    ),
    ("we issued a communication", "our letter of", "nous avons adressé une lettre", "enviamos una comunicación"),
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
        r"\b(?:assurances? of (?:our|my) (?:highest|high|distinguished) consideration|yours (?:sincerely|faithfully)"
        r"|l'(?:assurance|expression) de (?:notre|ma) (?:tres |plus )?(?:haute |profonde )?consideration"
        r"|(?:seguridades?|testimonio|expresion) de (?:nuestra|mi) (?:mas )?(?:alta|distinguida)"
        r"(?: y (?:alta|distinguida))? consideracion)\b"
    ),
    (
        "Please accept, Excellency, the assurances of our highest consideration.",
        "Veuillez agréer, Excellence, l’assurance de notre haute considération.",
        "Acepte, Excelencia, las seguridades de nuestra más distinguida consideración.",
    ),
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
        r" ?[^,.;\n]{2,90}"
    ),
    ("Permanent Mission of Belvenor to the United Nations Office at Geneva", "Mission permanente de l'Ilvandra"),
)
