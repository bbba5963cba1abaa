"""The cues in French."""

from __future__ import annotations

import re

from letterbook.text.cues.cue import Cue, Part

_LEAD = r"^(?:(?:a cet egard|dans ce (?:contexte|cadre)|en (?:particulier|outre)|de plus|par ailleurs), )?"
"""What can precede a phrase at the beginning of a paragraph."""

CUES = (
    Cue(
        part=Part.PUBLICATION,
        words=("publi", "en ligne", "rapport"),
        pattern=re.compile(
            r"\b(?:communication|lettre),? (?:ainsi que|et|de meme que) (?:toute|toutes les|les|la) (?:eventuelles? )?"
            r"reponses?\b.{0,200}\b(?:publics?|publiques?|publiee?s?|en ligne|publication)\b"
            r"|\b(?:la|les|votre) reponses? .{0,120}\b(?:reflet|inclu|integr|mention|mis|disponible).{0,80}\brapport\b"
            r".{0,80}\bconseil\b"
        ),
        examples=(
            "Cette communication, ainsi que toute réponse reçue, sera rendue publique dans un délai de 60 jours",
            "Cette lettre et toute réponse reçue seront publiées sur le site des communications",
            "Passé ce délai, la présente communication et toutes les réponses seront mises en ligne",
            "Nous veillerons à ce que la réponse du Gouvernement soit reflétée dans le rapport soumis au Conseil",
        ),
        counterexamples=(
            "La lettre et la réponse du directeur sont restées secrètes.",
            "La réponse de la police a été mentionnée dans le rapport de l'enquêteur.",
        ),
    ),
    Cue(
        part=Part.QUESTIONS,
        words=("reconnaissant", "gre de", "observations", "commentaires", "reponses", "suivant"),
        pattern=re.compile(
            r"\bseri(?:ons|ais) (?:\w+ )?reconnaissant(?:e?s)?\b.{0,240}"
            r"\b(?:observations|commentaires|(?:points|questions) (?:suivant(?:e?s)|ci-(?:apres|dessous)))\b"
            r"|\b(?:savons|saurions|saurais) gre\b.{0,240}"
            r"\b(?:observations|commentaires|(?:points|questions) (?:suivant(?:e?s)|ci-(?:apres|dessous)))\b"
            r"|\b(?:apprecierions|apprecierais|souhaiterions|souhaitons|sollicitons) .{0,120}"
            r"\b(?:vos|ses|leurs|des) (?:observations|commentaires|reponses)\b"
            r"|\b(?:merci de|veuillez|prions de) .{0,160}\b(?:(?:points|questions) suivant(?:e?s)|vos observations)\b"
        ),
        examples=(
            "nous serions reconnaissants au Gouvernement de bien vouloir nous faire part de ses observations",
            "Nous vous serions reconnaissantes de votre réponse aux questions suivantes :",
            "Nous vous saurions gré de bien vouloir répondre aux points suivants :",
            "Nous apprécierions vos commentaires sur ces faits :",
            "Nous apprécierions de recevoir vos observations sur ces allégations :",
            "Nous souhaiterions recevoir des réponses du Gouvernement :",
            "Merci de bien vouloir répondre aux questions suivantes :",
            "Nous vous prions de nous transmettre vos observations :",
        ),
        counterexamples=(
            "Nous sommes reconnaissants au Gouvernement de son invitation.",
            "Nous vous sommes reconnaissants de vos observations.",
            "Veuillez agréer, Excellence, l'assurance de notre haute considération.",
            "Les ouvriers souhaitent reprendre le travail.",
        ),
    ),
    Cue(
        part=Part.CONCERNS,
        words=("prejug", "prononcer", "jugement", "conclusion"),
        pattern=re.compile(
            r"\bprejug(?:er|eons|e|eant)\b.{0,80}"
            r"\b(?:veracite|exactitude|bien-fonde|faits|allegations|informations|issue)\b"
            r"|\b(?:sans|ne) (?:.{0,60} )?prononcer\b.{0,80}"
            r"\b(?:faits|veracite|exactitude|allegations|bien-fonde)\b"
            r"|\bsans (?:.{0,60} )?(?:jugement|conclusion|conclusions)\b.{0,80}"
            r"\b(?:faits|veracite|exactitude|allegations|bien-fonde)\b"
        ),
        examples=(
            "Sans vouloir préjuger de la véracité de ces allégations, nous exprimons notre préoccupation",
            "Bien que nous ne souhaitions pas préjuger des faits, nous sommes préoccupés",
            "Sans vouloir à ce stade nous prononcer sur les faits qui nous ont été soumis, nous exprimons",
            "Sans nous prononcer sur la véracité de ces informations",
            "Sans porter de jugement sur l’exactitude des allégations",
            "Sans tirer de conclusions hâtives sur les faits",
        ),
        counterexamples=(
            "Le tribunal a préjugé de l'affaire.",
            "Le juge doit se prononcer sur les faits.",
            "L'affaire a été close sans jugement.",
        ),
    ),
    Cue(
        part=Part.CONCERNS,
        words=("preoccup", "inquiet"),
        pattern=re.compile(
            _LEAD + r"nous (?:souhaitons |souhaiterions |voudrions |tenons a )?(?:exprim|fai[rs]|reiter|manifest)\w* "
            r"(?:.{0,40} )?(?:preoccupations?|inquietudes?)\b"
            r"|"
            + _LEAD
            + r"nous (?:sommes|restons|demeurons) (?:(?:\w+ment|tres|aussi|et) ){0,4}(?:preoccupe|inquiet)e?s\b"
            r"|^(?:de |des )?(?:(?:vives|graves|serieuses|profondes) )?(?:preoccupations|inquietudes) sont (?:\w+ )?"
            r"exprimees\b"
        ),
        examples=(
            "Nous tenons à exprimer notre vive préoccupation quant à ces faits.",
            "À cet égard, nous faisons part de nos graves inquiétudes.",
            "Nous sommes profondément préoccupées par ces licenciements.",
            "De sérieuses préoccupations sont exprimées au sujet du barrage.",
        ),
        counterexamples=(
            "Les habitants ont exprimé leurs préoccupations.",
            "Des lettres exprimant des préoccupations semblables sont adressées au Gouvernement.",
        ),
        is_vague=True,
    ),
    Cue(
        part=Part.ALLEGATIONS,
        words=("selon", "d'apres", "sur la base"),
        pattern=re.compile(
            _LEAD + r"(?:selon|d'apres|sur la base) (?:les |l'|des |de l')?"
            r"(?:informations?|renseignements|allegations) (?:.{0,30} )?"
            r"(?:recue?s?|portee?s|communiquee?s|transmis(?:es)?|obtenue?s?|fournie?s?|dont nous disposons)\b"
        ),
        examples=(
            "Selon les informations reçues :",
            "D’après les informations reçues, l’usine a été fermée.",
            "Selon les informations portées à notre connaissance :",
            "À cet égard, selon les renseignements qui nous ont été communiqués :",
            "Sur la base des informations obtenues :",
        ),
        counterexamples=(
            "Le Gouvernement a répondu selon les informations reçues par d'autres.",
            "Selon la loi sur les informations, tout est public.",
        ),
    ),
    Cue(
        part=Part.ALLEGATIONS,
        words=("information",),
        pattern=re.compile(
            _LEAD + r"nous (?:souhait|voudr|desir|tenons|aimer)\w* .{0,120}\battention\b.{0,160}\binformations?\b"
            r".{0,60}\brecue?s?\b"
            r"|" + _LEAD + r"nous avons (?:egalement )?recu des informations\b"
        ),
        examples=(
            "Nous souhaiterions attirer l’attention de votre Gouvernement sur des informations que nous avons reçues.",
            "Dans ce contexte, nous voudrions porter à votre attention les informations reçues concernant le barrage.",
            "À cet égard, nous avons reçu des informations concernant l’usine.",
        ),
        counterexamples=("Nous souhaiterions attirer votre attention sur l’article 19 du Pacte.",),
        is_vague=True,
    ),
)
