"""A long computation that is ended early."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from letterbook.i18n import PageInterface
from letterbook.interruption import Interrupted, allow_interruption, interrupt_when, interruptible
from letterbook.rendering.templates import Templates


def test_values_are_yielded_until_the_computation_is_to_end() -> None:
    taken: list[int] = []
    with pytest.raises(Interrupted), interrupt_when(lambda: len(taken) == 2):
        taken.extend(interruptible(range(5)))
    assert taken == [0, 1]


def test_what_another_thread_computes_goes_on_and_so_does_what_follows() -> None:
    with ThreadPoolExecutor(1) as other, interrupt_when(lambda: True):
        assert other.submit(list, interruptible("abc")).result() == ["a", "b", "c"]
        with pytest.raises(Interrupted):
            allow_interruption()
    allow_interruption()


def test_the_template_that_is_being_rendered_is_not_said_to_be_broken(tmp_path: Path) -> None:
    (tmp_path / "macros.html").write_text("", encoding="utf-8")
    (tmp_path / "letter.html").write_text("{{ read() }}", encoding="utf-8")
    templates = Templates(tmp_path, PageInterface("en"))

    with pytest.raises(Interrupted), interrupt_when(lambda: True):
        templates.render("letter.html", read=allow_interruption)
