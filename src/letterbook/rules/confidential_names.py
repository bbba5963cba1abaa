"""The rule about names on the confidential list. Neither the name found nor its line is ever shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any
from urllib.parse import unquote

from letterbook.model.record import Corpus, Letter, Response
from letterbook.model.registers import REGISTERS
from letterbook.model.schema import Words
from letterbook.rules.findings import report_in_policy, report_in_register
from letterbook.rules.published_texts import PublishedText, list_links, list_published_texts
from letterbook.rules.registry import Context, Finding, checks
from letterbook.text.confidential_names import ConfidentialNames
from letterbook.text.visible_text import read_visible_text


@checks(Letter | Response | Corpus, allowable=True, guards=True, quotes=False)
def confidential_name(value: Letter | Response | Corpus, context: Context) -> Iterator[Finding]:
    """A text to be published contains a name on the confidential list.

    Why: some people would be in danger if their names appeared in public. Their names are in a file outside the
    repository; the environment variable LETTERBOOK_CONFIDENTIAL_NAMES gives its path. Texts, fields, links, file names,
    PDFs, registers and the policy are searched for them, and a build searches the whole finished site.

    Example: a witness's name in the last paragraph of a letter

    How to fix: replace the name with `[redacted: identity]`, in the PDF too. The finding does not say which name it is;
    search the line for those on the list. If it is another person's, allow this rule with that as the reason.
    """
    names = context.confidential
    if not names.names:
        return
    if isinstance(value, Corpus):
        yield from _check_registers(value, names)
        return
    places = dict.fromkeys(
        (text.path, line, _name_place(text))
        for text in list_published_texts(value, context)
        for line in _find_lines(text, names)
    )
    for path, line, place in places:
        yield Finding(line, f"{place} contains {_NAME}", _HELP, path=path)


def find_allowed_names(context: Context) -> frozenset[str]:
    """Return the names in those files whose editors have allowed the rule, since they are other people's."""
    filed: tuple[Letter | Response, ...] = (*context.corpus.letters, *context.corpus.responses)
    return frozenset(
        name
        for each in filed
        if (allowing := _list_allowing(each))
        for text in list_published_texts(each, context)
        if text.path in allowing
        for name, _, _ in context.confidential.find(_read(text))
    )


def _list_allowing(filed: Letter | Response) -> frozenset[str]:
    """Return the paths of the files, of a letter or response, its translations and earlier texts, that allow the
    rule."""
    slug = confidential_name.__name__.replace("_", "-")
    return frozenset(
        each.place.path
        for each in (filed, *filed.translations, *filed.earlier)
        if each.has_read("allow") and any(allowance.rule == slug for allowance in each.allow)
    )


def _read(text: PublishedText) -> str:
    """Return the words of a text as readers see them."""
    return read_visible_text(text.words).running if text.is_body else text.words


def _find_lines(text: PublishedText, names: ConfidentialNames) -> Iterator[int]:
    """Yield the line of each name in a text."""
    if not text.is_body:
        yield from (text.line for _ in names.find(text.words))
        return
    visible = read_visible_text(text.words)
    yield from (text.line + visible.find_line(start) for _, start, _ in names.find(visible.running))
    for line, address in list_links(text):
        yield from (line for _ in names.find(unquote(address)))


def _name_place(text: PublishedText) -> str:
    if text.page:
        return f"page {text.page} of this PDF"
    return f"this PDF, in {text.part}," if text.part else text.name


def _check_registers(corpus: Corpus, names: ConfidentialNames) -> Iterator[Finding]:
    for register in REGISTERS:
        for id_, entry in getattr(corpus.registers, register).items():
            if any(True for text in (id_, *_list_texts(entry)) for _ in names.find(text)):
                yield report_in_register(corpus, register, id_, f"this entry contains {_NAME}", _HELP_IN_REGISTER)
    for each in fields(corpus.policy):
        if each.name != "allow" and any(
            True for text in _list_texts(getattr(corpus.policy, each.name)) for _ in names.find(text)
        ):
            yield report_in_policy(corpus, each.name, f"this field contains {_NAME}", _HELP_IN_REGISTER)


def _list_texts(value: Any) -> Iterator[str]:
    """Yield every text in a value of a register or the policy."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Words):
        yield from (text for _, text in value)
    elif isinstance(value, tuple):
        for each in value:
            yield from _list_texts(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _list_texts(getattr(value, field.name))


_NAME = "a name on the confidential list"
_HELP = (
    "Replace it with [redacted: identity], in the PDF too. If it is another person's, add allow: with rule:"
    " confidential-name and that as the reason."
)
_HELP_IN_REGISTER = "Remove it here. If it is another person's, remove it from the list, or write it there in full."
