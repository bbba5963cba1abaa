"""What finding the citations of a letter costs in processor time, and how well they are found in the gold sentences."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

from gold import score, sentences, shipped_letters, shipped_lexicon
from letterbook.citations import Lexicon, Link, annotate_html, cite, read_visible_text
from letterbook.text.markdown import to_html

LETTER = 17_000
SEED = Path(__file__).resolve().parents[2] / "shared" / "seed" / "AL-OTH-167-2021.md"
TIMES = 100


def main() -> None:
    """Print the milliseconds for letters, by 17 KB, and, for each half of the gold sentences, precision and recall."""
    start = time.process_time()
    lexicon = shipped_lexicon()
    print(f"{'register read, names made':<50}{(time.process_time() - start) * 1000:>8.1f} ms")
    for name, text in _letters().items():
        taken = _milliseconds(partial(cite, text, lexicon), text)
        linked = _milliseconds(partial(_linked, to_html(text), lexicon, count()), text)
        density = len(cite(text, lexicon)) * LETTER / len(text.encode())
        print(f"{name:<50}{taken:>8.3f} ms; in HTML, with links, {linked:.3f} ms; {density:.0f} citations in 17 KB")
    for half in ("held", "open"):
        found = score(half, lexicon)
        print(
            f"{f'{half} half of the gold sentences':<44}precision {found.precision:.3f}, recall {found.recall:.3f} "
            f"({found.right} right of {found.found} found, {found.there} there)"
        )


def _letters() -> dict[str, str]:
    gold = " ".join(each.text for half in ("open", "held") for each in sentences(half))
    shipped = [each.body for each in shipped_letters() if len(each.body) > 1_000]
    plain = "The people of the region told us what had come to pass, and asked for an answer within the time set. "
    letters = {
        "the shipped letters, one behind another": "\n\n".join(shipped),
        "the shipped letter with the most citations": max(shipped, key=_density),
        "a letter without a citation": plain * (LETTER // len(plain)),
        "nothing but gold sentences, as dense as can be": (gold * 2)[:LETTER],
    }
    return ({"the seed letter": SEED.read_text(encoding="utf-8")} if SEED.is_file() else {}) | letters


def _density(text: str) -> float:
    return len(cite(text, shipped_lexicon())) / len(text)


def _linked(html: str, lexicon: Lexicon, turn: Iterator[int]) -> str:
    """A page with a link on each citation, as a build would have it. Each time it is another: nothing is remembered."""
    html += f"<!-- {next(turn)} -->"
    return annotate_html(
        html, [Link(start=each.start, end=each.end, href="#") for each in cite(read_visible_text(html), lexicon)]
    )


def _milliseconds(work: Callable[[], object], text: str) -> float:
    """Of processor time, for a letter of 17 KB."""
    start = time.process_time()
    for _ in range(TIMES):
        work()
    return (time.process_time() - start) / TIMES * 1000 * LETTER / len(text.encode())


if __name__ == "__main__":
    main()
