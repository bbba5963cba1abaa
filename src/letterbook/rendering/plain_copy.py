"""A letter or response as Markdown, for programs and for people who keep copies."""

from __future__ import annotations

from letterbook import urls
from letterbook.cache import Cache
from letterbook.derived import titles
from letterbook.derived.text_rows import list_texts
from letterbook.model.public import Communication, Response, Text, TextKept
from letterbook.rendering import headline
from letterbook.rendering.context import Site
from letterbook.text.markdown import strip_comments
from letterbook.text.source import find_unshown, may_hide_something
from letterbook.text.visible_text import read_visible_text


def write_letter_copy(letter: Communication, site: Site) -> str:
    """Write a letter as Markdown: its title, the facts about it, its address, the text and its translations."""
    heading = titles.join_reference(letter.reference, titles.write_title(letter, site.interface).text)
    facts = headline.write_lead(letter, site.interface)
    return _write_copy(letter, heading, facts, urls.letter(letter.reference), site)


def write_response_copy(response: Response, letter: Communication, site: Site) -> str:
    """Write a response as Markdown, in the same form as a letter."""
    heading = titles.join_reference(response.letter, titles.write_full_title(response, letter, site.interface))
    facts = headline.write_response_facts(response, site.interface)
    return _write_copy(response, heading, facts, urls.response(response.letter, response.slug), site)


def _keep_markdown(text: Text, cache: Cache) -> str:
    if not may_hide_something(text.body):  # which takes less time than the cache
        return text.body
    if (kept := cache.get("copy", text.body)) is not None:
        return kept.decode()
    written = _write_markdown(text)
    cache.put(written.encode(), "copy", text.body)
    return written


def _write_markdown(text: Text) -> str:
    """Write a text as Markdown, with nothing in it that its page does not show.

    A text with hidden parts other than comments is written as a reader sees it, without its markup.
    """
    body = strip_comments(text.body)
    return body if not find_unshown(body) else read_visible_text(body).text


def _write_copy(filed: Communication | Response, heading: str, facts: str, address: str, site: Site) -> str:
    interface = site.interface
    parts = [f"# {heading}", facts]
    if url := site.find_address(address):
        parts.append(f"<{url}>")
    if filed.example:
        parts.insert(1, f"**{interface.text('example')}**")
    if filed.text_kept is TextKept.NONE:
        parts.append(interface.text("text-none-response" if isinstance(filed, Response) else "text-none"))
    for text in list_texts(filed):
        word = "translation" if text.translation else "text-of"
        parts.append(f"## {interface.text(word, language=interface.language_name(text.language))}")
        if text.translation:
            parts.append(titles.describe_translation(text, interface))
        parts.append(_keep_markdown(text, site.cache).strip())
    return "\n\n".join(parts) + "\n"
