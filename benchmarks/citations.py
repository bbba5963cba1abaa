"""Measures the processor time of finding the citations in a letter, and the accuracy on the gold sentences."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

from gold import load_letters, load_lexicon, read_sentences, score_half
from letterbook.citations import Lexicon, Link, annotate_html, cite
from letterbook.text.markdown import to_html
from letterbook.text.visible_text import read_html

LETTER = 17_000
SEED = Path(__file__).resolve().parents[2] / "shared" / "seed" / "AL-OTH-167-2021.md"
TIMES = 100


def main() -> None:
    """Print the milliseconds per 17 KB of each letter, and precision and recall for each half of the gold sentences."""
    start = time.process_time()
    lexicon = load_lexicon()
    print(f"{'register read, lexicon built':<50}{(time.process_time() - start) * 1000:>8.1f} ms")
    for name, text in _collect_letters().items():
        taken = _measure(partial(cite, text, lexicon), text)
        linked = _measure(partial(_link_citations, to_html(text), lexicon, count()), text)
        density = len(cite(text, lexicon)) * LETTER / len(text.encode())
        print(f"{name:<50}{taken:>8.3f} ms; in HTML, with links, {linked:.3f} ms; {density:.0f} citations in 17 KB")
    for half in ("held", "open"):
        found = score_half(half, lexicon)
        print(
            f"{f'{half} half of the gold sentences':<44}precision {found.precision:.3f}, recall {found.recall:.3f} "
            f"({found.correct} correct of {found.found} found, {found.total} in all)"
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


def _measure(work: Callable[[], object], text: str) -> float:
    """Return the milliseconds of processor time for 17 KB of a text."""
    start = time.process_time()
    for _ in range(TIMES):
        work()
    return (time.process_time() - start) / TIMES * 1000 * LETTER / len(text.encode())


if __name__ == "__main__":
    main()
