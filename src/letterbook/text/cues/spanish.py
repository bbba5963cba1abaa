"""The cues in Spanish."""

from __future__ import annotations

import re

from letterbook.text.cues.cue import Cue, Part

_LEAD = r"^(?:(?:en este (?:contexto|sentido|marco)|a este respecto|al respecto|en particular|ademas|asimismo), )?"
"""What can precede a phrase at the beginning of a paragraph."""
_ASKED = (
    r"\b(?:observaciones|comentarios|(?:cuestiones|preguntas|asuntos|puntos|temas) siguientes|"
    r"siguientes (?:cuestiones|preguntas|asuntos|puntos|temas))\b"
)

CUES = (
    Cue(
        part=Part.PUBLICATION,
        words=("publi", "informe"),
        pattern=re.compile(
            r"\b(?:comunicacion|carta),? (?:y|asi como|junto con) (?:toda|cualquier|todas las|la|las) "
            r"(?:respuestas?|contestacion(?:es)?)\b.{0,200}\b(?:publicas?|publicad[ao]s?|publicaran?)\b"
            r"|\brespuestas? .{0,120}\b(?:inclu|reflej|disponible).{0,80}\binforme\b.{0,100}\bconsejo\b"
        ),
        examples=(
            "Esta comunicación y toda respuesta recibida del Gobierno de Su Excelencia se harán públicas",
            "La presente comunicación, así como cualquier respuesta, será publicada en el sitio web",
            "La respuesta de su Gobierno se incluirá en un informe que se presentará al Consejo de Derechos Humanos",
        ),
        counterexamples=(
            "La carta y la respuesta del director fueron secretas.",
            "La respuesta de la policía consta en el informe del fiscal.",
        ),
    ),
    Cue(
        part=Part.QUESTIONS,
        words=("agrade", "observaciones", "comentarios", "siguientes"),
        pattern=re.compile(
            r"\b(?:agradeceri\w+|agrade(?:zco|cemos) de antemano|(?:estari|quedari)\w+ (?:\w+ )?agradecid\w+)\b.{0,240}"
            + _ASKED
            + r"|\b(?:apreciari\w+|rogamos|rogariamos|ruego|sirvase|sirvanse|solicitamos|por favor)\b.{0,200}"
            + _ASKED
        ),
        examples=(
            "agradeceríamos recibir del Gobierno de Su Excelencia sus observaciones sobre las cuestiones siguientes:",
            "Le agradezco de antemano que responda a las siguientes preguntas:",
            "En este sentido, estaríamos muy agradecidos/as de tener su cooperación y sus observaciones",
            "Apreciaríamos recibir sus comentarios:",
            "Le rogamos que responda a las siguientes preguntas:",
            "Sírvanse enviar sus observaciones:",
            "Solicitamos al Gobierno que aclare los siguientes puntos:",
            "Por favor, proporcione sus comentarios sobre estas alegaciones:",
        ),
        counterexamples=(
            "Agradecemos al Gobierno su invitación.",
            "Agradecemos sus observaciones.",
            "Los testigos solicitaron hablar.",
            "Quisiéramos agradecer su carta.",
            "El tribunal examinó las cuestiones siguientes.",
        ),
    ),
    Cue(
        part=Part.CONCERNS,
        words=("prejuzg", "conclusion", "pronunci", "juicio"),
        pattern=re.compile(
            r"\bprejuzg(?:ar|ando|amos|uemos)\b.{0,80}"
            r"\b(?:veracidad|exactitud|hechos|alegaciones|informacion|resultado)\b"
            r"|\bsin (?:.{0,60} )?conclusion(?:es)?\b.{0,80}\b(?:hechos|veracidad|exactitud|alegaciones|caso)\b"
            r"|\bsin (?:.{0,60} )?(?:pronunci\w+|juicio)\b.{0,80}\b(?:hechos|veracidad|exactitud|alegaciones|caso)\b"
        ),
        examples=(
            "Sin pretender prejuzgar la veracidad de estas alegaciones, expresamos nuestra preocupación",
            "Aunque no deseamos prejuzgar los hechos, nos preocupa",
            "Sin implicar, de antemano, una conclusión sobre los hechos, expresamos",
            "Sin que ello implique de antemano conclusiones sobre las alegaciones",
            "Sin pronunciarnos en este momento sobre los hechos",
            "Sin emitir un juicio sobre la exactitud de la información",
        ),
        counterexamples=(
            "El juez prejuzgó el caso.",
            "Fue detenido sin juicio.",
            "La reunión terminó sin conclusiones.",
        ),
    ),
    Cue(
        part=Part.CONCERNS,
        words=("preocupa",),
        pattern=re.compile(
            _LEAD + r"(?:quisieramos |queremos |deseamos )?(?:expres|manifest|reiter)(?:ar|amos) "
            r"(?:.{0,40} )?preocupacion(?:es)?\b"
            r"|" + _LEAD + r"(?:estamos|seguimos) (?:(?:\w+mente|muy|y) ){0,4}preocupad[ao]s\b"
            r"|" + _LEAD + r"nos (?:\w+ ){0,2}preocupan?\b"
            r"|^se expresan? (?:.{0,30} )?preocupacion(?:es)?\b"
        ),
        examples=(
            "Quisiéramos expresar nuestra seria preocupación por estos hechos.",
            "En este contexto, manifestamos nuestra profunda preocupación.",
            "Estamos seriamente preocupadas por los despidos.",
            "Nos preocupa que no se haya escuchado a los trabajadores.",
            "Se expresa grave preocupación por la presa.",
        ),
        counterexamples=(
            "Los vecinos expresaron su preocupación.",
            "Cartas que expresan preocupaciones similares se envían al Gobierno.",
        ),
        is_vague=True,
    ),
    Cue(
        part=Part.ALLEGATIONS,
        words=("segun", "de acuerdo", "conforme", "con base en"),
        pattern=re.compile(
            _LEAD + r"(?:segun|de acuerdo (?:con|a)|conforme a|de conformidad con|con base en) (?:la |las |los )?"
            r"(?:nueva |nuevas )?(?:informacion(?:es)?|alegaciones|informes) (?:.{0,30} )?"
            r"(?:recibid[ao]s?|proporcionad[ao]s?|obtenid[ao]s?|facilitad[ao]s?|presentad[ao]s?)\b"
        ),
        examples=(
            "Según la información recibida:",
            "De acuerdo con la información que nos ha sido proporcionada:",
            "De acuerdo a las informaciones recibidas:",
            "En particular, según las alegaciones recibidas:",
            "Conforme a los informes recibidos:",
            "Con base en la información obtenida:",
        ),
        counterexamples=(
            "El Gobierno respondió según la información recibida por otros.",
            "Según la ley de información, todo es público.",
        ),
    ),
    Cue(
        part=Part.ALLEGATIONS,
        words=("informacion",),
        pattern=re.compile(
            _LEAD + r"(?:quisieramos|quisiera|deseamos|queremos) .{0,120}\batencion\b.{0,160}"
            r"\binformacion(?:es)?\b.{0,60}\brecibid[ao]s?\b"
            r"|" + _LEAD + r"hemos recibido informacion(?:es)?\b"
        ),
        examples=(
            "En este contexto, quisiéramos llamar su atención sobre la información que hemos recibido.",
            "A este respecto, hemos recibido información sobre la fábrica.",
        ),
        counterexamples=("Quisiéramos llamar su atención sobre el artículo 19 del Pacto.",),
        is_vague=True,
    ),
)
