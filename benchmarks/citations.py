"""Measures the processor time of finding the citations in a letter, and the accuracy on the gold sentences."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

from gold import Score, load_letters, load_lexicon, read_sentences, score_forms, score_half
from letterbook.citations import Lexicon, Link, annotate_html, cite
from letterbook.text.markdown import to_html
from letterbook.text.visible_text import read_html

LETTER = 17_000
SEED = Path(__file__).resolve().parents[2] / "shared" / "seed" / "AL-OTH-167-2021.md"
TIMES = 100
HOSTILE_SIZE = 100_000
HOSTILE = {
    "article after article": "article 1, ",
    "articles in one list": "1; ",
    "paragraphs of paragraphs": "paragraph 1 of ",
    "brackets that never close": "the ICCPR (art. 1 (",
    "comment after comment": "general comment No. 1 of ",
    "resolutions of many bodies": "resolution 1/1 of the General Assembly and ",
    "symbols with parts": "A/HRC/1/1/Add.1 and Add.2, ",
    "head nouns": "the Convention (the Convention ",
    "one long sentence of names": "the ICCPR and the Convention against Torture, ",
}
"""Pieces that, repeated, make texts that parsers might read again and again."""


def main() -> None:
    """Print the milliseconds per 17 KB of each letter, the growth for hostile texts, and precision and recall for each
    half of the gold sentences and, by kind, of the forms of real texts."""
    start = time.process_time()
    lexicon = load_lexicon()
    print(f"{'register read, lexicon built':<50}{(time.process_time() - start) * 1000:>8.1f} ms")
    for name, text in _collect_letters().items():
        taken = _measure(partial(cite, text, lexicon), text)
        linked = _measure(partial(_link_citations, to_html(text), lexicon, count()), text)
        density = len(cite(text, lexicon)) * LETTER / len(text.encode())
        print(f"{name:<50}{taken:>8.3f} ms; in HTML, with links, {linked:.3f} ms; {density:.0f} citations in 17 KB")
    for name, piece in HOSTILE.items():
        short, long = (
            _measure_once(piece * (size // len(piece)), lexicon) for size in (HOSTILE_SIZE, 4 * HOSTILE_SIZE)
        )
        print(f"{name:<50}{short:>8.1f} ms for 100 KB; {long / short:.1f} times as much for 400 KB")
    for half in ("held", "open"):
        for kind, score in score_forms(half, lexicon).items():
            print(f"{f'{half} forms of real texts: {kind}':<44}{_format_score(score)}")
    for half in ("held", "open"):
        found = score_half(half, lexicon)
        print(f"{f'{half} half of the gold sentences':<44}{_format_score(found)}")


def _format_score(score: Score) -> str:
    return (
        f"precision {score.precision:.3f}, recall {score.recall:.3f} "
        f"({score.correct} correct of {score.found} found, {score.total} in all)"
    )


def _collect_letters() -> dict[str, str]:
    gold = " ".join(each.text for half in ("open", "held") for each in read_sentences(half))
    shipped = [each.body for each in load_letters() if len(each.body) > 1_000]
    plain = "The people of the region told us what had come to pass, and asked for an answer within the time set. "
    letters = {
        "the shipped letters, one behind another": "\n\n".join(shipped),
        "the shipped letter with the most citations": max(shipped, key=_measure_density),
        "a letter without a citation": plain * (LETTER // len(plain)),
        "nothing but gold sentences, as dense as can be": (gold * 2)[:LETTER],
    }
    return ({"the seed letter": SEED.read_text(encoding="utf-8")} if SEED.is_file() else {}) | letters


def _measure_density(text: str) -> float:
    return len(cite(text, load_lexicon())) / len(text)


def _link_citations(html: str, lexicon: Lexicon, turn: Iterator[int]) -> str:
    """Return a page with a link on each citation, as a build makes it. No two are the same, so no cache helps."""
    html += f"<!-- {next(turn)} -->"
    return annotate_html(
        html, [Link(start=each.start, end=each.end, href="#") for each in cite(read_html(html), lexicon)]
    )


def _measure_once(text: str, lexicon: Lexicon) -> float:
    """Return the milliseconds of processor time for finding the citations of a text."""
    start = time.process_time()
    cite(text, lexicon)
    return (time.process_time() - start) * 1000


def _measure(work: Callable[[], object], text: str) -> float:
    """Return the milliseconds of processor time for 17 KB of a text."""
    start = time.process_time()
    for _ in range(TIMES):
        work()
    return (time.process_time() - start) / TIMES * 1000 * LETTER / len(text.encode())


if __name__ == "__main__":
    main()
