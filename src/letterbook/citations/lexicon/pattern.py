"""A regular expression that carries its own examples, so that a reader sees what it is for and a test can check it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import KW_ONLY, dataclass
from functools import cached_property

from letterbook.text.normalize import fold, fold_except_case

_ACCENTED = re.compile(r"[^\W\x00-\x7f]")


@dataclass(frozen=True)
class CitationPattern:
    """A verbose regular expression with examples.

    `source` is the expression, or a function that builds it from the word lists. It is compiled on first use, so that
    importing a module reads no file. A pattern is tried at one position of a folded text in lower case, unless its own
    docstring says otherwise; its letters are folded, too, so that it can be written with accents.

    Tests check the examples. The expression matches somewhere in each of `citations`, and `cite` finds each of them to
    its end. It also matches somewhere in each of `matches`, which are passages rather than whole citations, and nowhere
    in `rejects`. It matches somewhere in each passage of `meanings`, too, which says everything that is cited there, as
    gold files write it.
    """

    source: str | Callable[[], str]
    _: KW_ONLY
    citations: tuple[str, ...] = ()
    matches: tuple[str, ...] = ()
    rejects: tuple[str, ...] = ()
    meanings: tuple[tuple[str, str], ...] = ()

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled expression."""
        source = self.source if isinstance(self.source, str) else self.source()
        return re.compile(_ACCENTED.sub(lambda match: fold_except_case(match[0]), source), re.VERBOSE)


def join_words(words: Iterable[str]) -> str:
    """Return an alternation of literal words in lower case, longest first, for use in a verbose expression."""
    return "|".join(re.escape(fold(each)) for each in sorted(words, key=len, reverse=True))


def join_expressions(expressions: Iterable[str]) -> str:
    """Return an alternation of expressions, in their order, with spaces escaped for use in a verbose expression."""
    return "|".join(each.replace(" ", r"\ ") for each in expressions)
