"""Reads the confidential list: names that must not be published, in a file outside the repository.

The file is UTF-8 with one name on each line; text after `#` is a comment. Its path is in the environment, so that
neither path nor content is in the record. No message repeats a line of the file, or its path.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from letterbook.text.confidential_names import ConfidentialNames, is_long_enough

VARIABLE = "LETTERBOOK_CONFIDENTIAL_NAMES"
"""The environment variable that has the path of the list. An empty value counts as not set."""
_LARGEST = 10_000_000
_MORE = "docs/editors.md says what it must be"


class UnusableList(Exception):
    """The confidential list cannot be used. The message says why, without its names or its path."""


def read_confidential_names(environment: Mapping[str, str], data: Path) -> ConfidentialNames:
    """Read the list that `environment` names, for the record in the folder `data`; no names if it names none.

    Raises UnusableList if it is in the record's folder or repository, cannot be read, or has a line that is not a name.
    """
    given = environment.get(VARIABLE, "").strip()
    if not given:
        return ConfidentialNames()
    path = Path(given)
    try:
        if _is_beside_record(path.resolve(), data.resolve()):
            raise UnusableList(
                f"the file that {VARIABLE} names is in the record's folder or repository, with which it would be"
                " published; move it outside"
            )
        if not path.is_file():
            raise UnusableList(f"{VARIABLE} does not name a file; {_MORE}")
        if path.stat().st_size > _LARGEST:
            raise UnusableList(f"the file that {VARIABLE} names has more than {_LARGEST // 1_000_000} MB; {_MORE}")
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise UnusableList(f"the file that {VARIABLE} names is not in UTF-8; save it in that encoding") from None
    except (OSError, ValueError, RuntimeError) as error:  # no permission, a NUL in the path, links in a circle
        reason = (isinstance(error, OSError) and error.strerror) or "its path is not valid"
        raise UnusableList(f"cannot read the file that {VARIABLE} names: {reason}") from None
    return ConfidentialNames(tuple(dict.fromkeys(_list_names(text))))


def _list_names(text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), 1):
        name = line.partition("#")[0].strip()
        if not name:
            continue
        if not is_long_enough(name):
            raise UnusableList(
                f"line {number} of the file that {VARIABLE} names is too short to look for; give a name of at least"
                " three letters"
            )
        yield name


def _is_beside_record(path: Path, data: Path) -> bool:
    """Whether a path is in the record's folder, or in the working tree of Git that the record is in."""
    trees = (each for each in (data, *data.parents) if (each / ".git").exists())
    return any(path.is_relative_to(each) for each in (data, next(trees, data)))
