"""The phrases in which letters state what they are about, in English, French and Spanish. Data, no logic.

Source: letters of the Special Procedures. Every pattern is for folded text (see `normalize`) unless it says otherwise.
Each has examples beside it, which a test matches.
"""

from __future__ import annotations

import re

from letterbook.editing.drafts.phrases import Phrase

NUMBER_WORDS = {
    word: number
    for number, words in {
        2: "two deux dos",
        3: "three trois tres",
        4: "four quatre cuatro",
        5: "five cinq cinco",
        6: "six seis",
        7: "seven sept siete",
        8: "eight huit ocho",
        9: "nine neuf nueve",
        10: "ten dix diez",
        11: "eleven onze once",
        12: "twelve douze doce",
    }.items()
    for word in words.split()
}
"""Numbers that letters write in words, folded."""

MATTERS = (
    Phrase(
        re.compile(
            r"\binformation (?:that |which )?(?:(?:we|i) (?:have )?(?:recently |also )?|has been |was )?"
            r"(?:received|brought to (?:our|my) attention|(?:has |have )?reached (?:us|me))(?: by us)?,? "
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
            "information that has reached us about the closure of a mill",
            "We wish to offer the following comments on the draft Law on Associations",
        ),
        ("We have received your letter.", "for the information of the public"),
    ),
    Phrase(
        re.compile(
            r"\binformations? (?:que nous avons |que j'ai |qui nous (?:ont ete|sont) |qui ont ete )?"
            r"(?:recentes )?"
            r"(?:recues?|parvenues?|portees? a notre (?:connaissance|attention)|communiquees?)(?: par nos soins)?,? "
            r"(?:concernant|au sujet d[eu'] ?|relatives? a|relatives? au|relatives? aux|faisant etat d[eu'] ?"
            r"|selon lesquelles|sur|a propos d[eu'] ?) ?"
            r"|\brecu des informations (?:concernant|au sujet d[eu'] ?|relatives? a|relatives? au|relatives? aux"
            r"|faisant etat d[eu'] ?|selon lesquelles|sur) ?"
            r"|\b(?:commentaires|observations) (?:\w+ ){0,2}?(?:sur|concernant|au sujet du|relatifs au) "
            r"(?=(?:le |la |l')?(?:projet|loi|decret|reforme|proposition|avant-projet))"
        ),
        (
            "des informations que nous avons reçues concernant l'arrestation d'une journaliste",
            "nous avons reçu des informations selon lesquelles votre société",
            "des informations qui nous sont parvenues au sujet d'une expulsion",
            "nos commentaires sur le projet de loi relatif aux associations",
        ),
    ),
    Phrase(
        re.compile(
            r"\binformacion(?:es)? (?:que hemos |que he |que nos ha sido |que ha sido |que nos ha )?"
            r"(?:recibidas?|llegado|recibido|presentadas?|senaladas? a nuestra atencion),? "
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
            "la información que nos ha llegado acerca de un desalojo",
            "nuestros comentarios sobre el proyecto de ley de asociaciones",
        ),
    ),
)
"""How the sentence leads to its matter that says what a letter is about."""

LEADS = ("Information received", "Informations reçues", "Información recibida")
"""How a summary begins, in the languages of `MATTERS`, so that it does not state what was alleged as a fact."""

LAST_OF_LEAD = re.compile(
    r".*\b(?:received|attention|information|us|me|recues?|parvenues?|connaissance|communiquees?|informations"
    r"|recibid[oa]s?|llegado|presentadas?|atencion|informacion(?:es)?),? "
)
"""What precedes, in a lead such as "information we have received concerning", the words that name the matter."""

PERSON = re.compile(
    r"(?<![\w.])(?:Mr|Mrs|Ms|Miss|Messrs|Mx|Dr|Prof|Mme|Mmes|Mlle|MM|M|Monsieur|Madame|Sr|Sra|Sres|Sras|Srta|Señor|"
    r"Señora|Don|Doña)\b\.? +[A-ZÀ-ÖØ-Þ]"
)
"""A person by title and name, for text that is not folded."""

PERSONS = Phrase(
    re.compile(
        rf"(?<![\w.,/-])(?P<number>[0-9]{{1,3}}(?:[., ][0-9]{{3}})+|(?!(?:19|20)[0-9]{{2}} )[0-9]{{1,6}}"
        rf"|{'|'.join(NUMBER_WORDS)})"
        r" (?:(?!and |or |et |ou |y |o )[a-z'-]+ ){0,2}?"
        r"(?:people|persons|individuals|inhabitants|residents|villagers|men|women|girls|boys|children|adults|workers"
        r"|employees|labourers|migrants|refugees|detainees|prisoners|inmates|students|pupils|teachers|nurses|doctors"
        r"|journalists|lawyers|activists|defenders|protesters|demonstrators|farmers|fishers|fishermen|herders|seafarers"
        r"|sailors|recruits|members"
        r"|personnes|hommes|femmes|filles|enfants|habitants|ouvriers|ouvrieres|travailleurs|travailleuses|salaries"
        r"|refugies|detenus|prisonniers|etudiants|eleves|enseignants|journalistes|avocats|militants|manifestants"
        r"|paysans|pecheurs|eleveurs|marins|membres"
        r"|personas|hombres|mujeres|ninas|ninos|habitantes|trabajadores|trabajadoras|empleados|migrantes|refugiados"
        r"|detenidos|presos|internos|reclusos|estudiantes|alumnos|maestros|periodistas|abogados|activistas"
        r"|manifestantes|campesinos|pescadores|ganaderos|marineros|tripulantes|miembros)\b"
    ),
    (
        "the eviction of some 640 people",
        "the arrest of six nurses",
        "2,300 young recruits of a training scheme",
        "142 personnes, dont 37 enfants",
        "la disparition de trois étudiants",
        "la muerte de 27 personas",
    ),
    ("since 2019 people have left", "article 6 of the Covenant", "60 days, and workers", "one of the workers"),
)
"""How many persons the statement of a matter names."""
