"""What the leak audit reports: files and the rules that they break, never the content."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Leak:
    """A file that breaks a rule: its `path`, or "" if the path itself contains withheld content, and the `rule`."""

    path: str
    rule: str

    def __str__(self) -> str:
        return f"{self.path or 'a path in the site'}: {self.rule}"


class LeaksFound(Exception):
    """A site contains withheld content. `leaks` gives the files and rules, never the content."""

    def __init__(self, leaks: tuple[Leak, ...]) -> None:
        super().__init__("the site contains withheld content")
        self.leaks = leaks
