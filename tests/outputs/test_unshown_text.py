"""What a page does not show of a text is in no other file of the site either."""

from __future__ import annotations

import gzip

import pytest

from letterbook.search.reading import read_index
from workspaces import Workspace

TEXT = """\
2 March 2024

Seen. <!-- quexley in a comment --> [Shown](tarnwick.pdf) ![A picture](quillhaven.png)

[mordwell]: brackenby

| a |
|---|
| b | ostermoor |

``` farnleigh
code
```
"""
UNSHOWN = ("quexley", "tarnwick", "quillhaven", "mordwell", "brackenby", "ostermoor", "farnleigh")


@pytest.fixture
def contents(workspace: Workspace) -> dict[str, str]:
    """Every file of a site with that text, unpacked, and the words and texts that its search index has."""
    workspace.letter("AL XAA 3/2024", "2024-03-02", TEXT)
    workspace.build("--as-of", "2026-11-20")
    found = {}
    for path in sorted(each for each in workspace.site.rglob("*") if each.is_file()):
        content = path.read_bytes()
        content = gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content
        found[path.relative_to(workspace.site).as_posix()] = content.decode(errors="ignore").lower()
    index = read_index(workspace.site)
    found |= {f"text of {path}": text.lower() for path, text in index.texts.items()}
    return found | {"words of the index": " ".join(index.families)}


def test_words_that_no_page_shows_are_in_no_file(contents: dict[str, str]) -> None:
    assert "a picture" in contents["communications/al-xaa-3-2024/index.html"]
    assert "seen" in contents["words of the index"].split()
    assert [(name, word) for name, text in contents.items() for word in UNSHOWN if word in text] == []
