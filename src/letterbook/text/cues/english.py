"""The cues in English."""

from __future__ import annotations

import re

from letterbook.text.cues.cue import Cue, Part

_LEAD = (
    r"^(?:(?:in (?:this|that|the above) (?:regard|connection|respect|context)|in (?:particular|addition)|specifically|"
    r"moreover|furthermore|also|first(?:ly)?), )?"
)
"""What can precede a phrase at the beginning of a paragraph."""

CUES = (
    Cue(
        part=Part.PUBLICATION,
        words=("publi", "report", "posted"),
        pattern=re.compile(
            r"\b(?:communication|letter)\b(?:,.{0,200},)?,? (?:and|as well as|together with) (?:any|all|the) "
            r"(?:response|reply|replies|answer)s?\b.{0,160}\b(?:public|published|publicly|posted)\b"
            r"|\bresponses? (?:to each of these questions )?(?:will be|is|are) (?:made available|accurately reflected|"
            r"reflected|included) in (?:a|the|our|my) (?:.{0,30} )?report\b"
        ),
        examples=(
            "This communication and any response received from your company will be made public via the website",
            "This communication, as a comment on pending legislation, and any response received will be made public",
            "Passed this delay, this communication and any response received from your Government will be published",
            "This letter, as well as any reply, will be posted on the communications reporting website",
            "Your Excellency’s Government’s response will be made available in a report to be presented to the Council",
            "We will ensure that your response to each of these questions is accurately reflected in the report",
        ),
        counterexamples=(
            "The communication was sent to the company, and any public debate was prohibited.",
            "We may publicly express our concerns in the near future.",
            "The response of the police was reflected in the press.",
        ),
    ),
    Cue(
        part=Part.QUESTIONS,
        words=("grateful", "thankful", "obliged", "appreciate", "thank you", "following"),
        pattern=re.compile(
            r"\b(?:be (?:\w+ ){0,2}(?:grateful|thankful|obliged)|would (?:\w+ )?appreciate it) (?:for|if|to)\b.{0,240}"
            r"\b(?:observations|comments|following (?:matters|questions|points|issues)|following ?:$)"
            r"|\bwould (?:\w+ )?appreciate (?:receiving|your|any|further|additional|a|the)\b.{0,240}"
            r"\b(?:observations|comments|following (?:matters|questions|points|issues))\b"
            r"|\bthank you (?:for|if) .{0,40}\b(?:respond|provid|shar|send|could|would).{0,200}"
            r"\b(?:observations|comments|following (?:matters|questions|points|issues))\b"
            r"|\b(?:welcome|request|seek|obtain|receive) (?:.{0,80} )?your (?:.{0,40} )?"
            r"(?:observations|comments|views|clarifications?|responses?) .{0,60}"
            r"\bfollowing (?:matters|questions|points|issues)\b"
            r"|\b(?:we|i) (?:.{0,40} )?(?:ask|request|invite) .{0,160}"
            r"\bfollowing(?: (?:matters|questions|points|issues|information)\b| ?:$)"
            r"|\bplease (?:.{0,100} )?(?:observations|comments|information|respond|reply|answers?|responses?) "
            r"(?:.{0,40} )?following (?:matters|questions|points|issues)\b"
        ),
        examples=(
            "we would be grateful for your observations on the following matters:",
            "We would appreciate it if you could send us your comments on the following questions:",
            "I would be most grateful if your Excellency's Government could answer the following questions:",
            "We would appreciate your cooperation and observations on the following points:",
            "We would appreciate receiving comments from your company:",
            "Thank you for responding with any observations you may have on these matters:",
            "We would welcome your observations on the following issues:",
            "We therefore seek your clarification on the following matters:",
            "We wish to ask you to reply to the following questions:",
            "Please provide us with information on the following matters:",
            "we would be thankful for your observations on the following:",
            "We should like to ask you for the following:",
            "I should be obliged for your comments on the following points:",
        ),
        counterexamples=(
            "We are grateful to your Excellency.",
            "We are grateful for your observations, and reply to the following questions:",
            "We appreciate your comments.",
            "The Government appreciates the work of the experts.",
            "Thank you for your letter of 3 March 2024 and the observations in it.",
            "The committee asked the witnesses the following questions.",
            "Please find attached the following documents.",
            "We would appreciate a response within 60 days.",
        ),
    ),
    Cue(
        part=Part.CONCERNS,
        words=("judg", "opinion", "conclusion"),
        pattern=re.compile(
            r"\bpre-?judg(?:e|ing|ement)\b.{0,60}"
            r"\b(?:accuracy|veracity|facts|allegations|information|outcome|merits|truth)\b"
            r"|\bwithout (?:.{0,60} )?(?:express|mak|form|tak|reach|pass|imply|offer|draw)(?:ing|s)? (?:.{0,40} )?"
            r"(?:opinion|judge?ment|conclusion)s? .{0,40}"
            r"\b(?:facts|accuracy|veracity|case|information|allegations)\b"
        ),
        examples=(
            "While we do not wish to prejudge the accuracy of these allegations, we express our concern",
            "While we do not wish to pre-judge the accuracy of these allegations, we are concerned",
            "Without prejudging the facts of the case, we express serious concern",
            "Without expressing at this stage an opinion on the facts of the case, we are concerned",
            "Without making any judgement as to the accuracy of the information made available to us",
            "Without implying in advance any conclusion as to the facts",
        ),
        counterexamples=(
            "The court prejudged the case.",
            "The judge left without giving an opinion.",
            "The trial ended without a judgment on the merits.",
        ),
    ),
    Cue(
        part=Part.CONCERNS,
        words=("concern", "alarmed"),
        pattern=re.compile(
            _LEAD + r"(?:we|i) (?:wish to |would like to |must |hereby )?"
            r"(?:express|reiterate|convey|raise)\b (?:.{0,40} )?concerns?\b"
            r"|" + _LEAD + r"(?:we|i) (?:are|am|remain) (?:(?:\w+ly|also|very|most|and) ){0,4}(?:concerned|alarmed)\b"
            r"|" + _LEAD + r"(?:(?:grave|serious|deep|particular|further|utmost) )?concerns? (?:is|are) (?:\w+ )?"
            r"(?:expressed|raised)\b"
        ),
        examples=(
            "We wish to express our deep concern about the reported dismissals.",
            "In this connection, we express grave concerns at the above.",
            "We are gravely and increasingly concerned about her safety.",
            "We are alarmed by these reports.",
            "Serious concern is expressed that the workers were not heard.",
        ),
        counterexamples=(
            "We may publicly express our concerns in the near future.",
            "Please note that letters expressing similar concerns are also sent to the Government of Belvenor.",
            "The residents raised concerns about the dam.",
            "We are writing to all companies concerned.",
        ),
        is_vague=True,
    ),
    Cue(
        part=Part.ALLEGATIONS,
        words=("according to", "based on", "on the basis of"),
        pattern=re.compile(
            _LEAD + r"(?:according to|based on|on the basis of) (?:the |further |new |additional |updated )*"
            r"(?:information|allegations|reports|sources)(?:,? (?:that )?(?:we |has been |have been )?(?:have )?"
            r"(?:received|obtained|brought|provided|submitted|made available|at our disposal))"
        ),
        examples=(
            "According to the information received:",
            "According to information obtained, both are paid.",
            "In this connection, according to the new information received by us:",
            "Based on the information we have received, the mill was closed.",
            "On the basis of allegations brought to our attention:",
            "According to the information that has been made available to us:",
        ),
        counterexamples=(
            "The Government gave information, according to the information received by others.",
            "We have no information about the mill.",
            "According to information theory, the message was short.",
        ),
    ),
    Cue(
        part=Part.ALLEGATIONS,
        words=("information",),
        pattern=re.compile(
            _LEAD + r"(?:we|i) (?:.{0,40} )?(?:draw|bring|call)\b.{0,120}\battention\b.{0,120}"
            r"\binformation\b.{0,60}\breceived\b"
            r"|" + _LEAD + r"(?:we|i) have (?:also )?received (?:further |new |additional )?information\b"
        ),
        examples=(
            "We would like to draw your attention to information we have received concerning the mill.",
            "In this connection, we would like to bring to your attention the information we have received.",
            "In this connection, we have received information that your company may be involved.",
        ),
        counterexamples=(
            "We would like to draw your attention to the Guiding Principles on Business and Human Rights.",
            "We draw your attention to article 19 of the Covenant, which covers information of all kinds.",
        ),
        is_vague=True,
    ),
)
