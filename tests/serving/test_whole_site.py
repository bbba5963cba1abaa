"""The build of the whole site in the background: wherever it is superseded, it ends, and the old site stays."""

from __future__ import annotations

import datetime as dt
import gc
import inspect
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from letterbook.interruption import Interrupted, interrupt_when
from letterbook.model.public import Communication
from letterbook.rendering.page import OutputFile
from letterbook.serving.display import Display
from letterbook.serving.whole_site import BuildOptions, WholeSite
from letterbook.text.confidential_names import NONE
from workspaces import Workspace

NOW = dt.datetime(2022, 1, 1, tzinfo=dt.UTC)
AS_OF = dt.datetime(2021, 12, 1, tzinfo=dt.UTC)
LETTERS = 6
"""One of them is withheld."""
STEPS = {
    "reading": "ingest.loader",
    "checking": "rules.check",
    "looking into the cache": "cache.store",
    "releasing": "release.gate",
    "converting what is released": "release.conversion",
    "writing files": "site.swap",
    "reading the index to search it": "search.parts",
    "comparing texts": "audit.matcher",
    "searching the files": "audit.scanner",
}
"""The modules that ask whether to end, by what a build is doing then."""
PAGE = "communications/al-xaa-1-2021/index.html"


class Asking:
    """Counts which modules ask whether the build of a site is to end. When `until` asks for the second time, the build
    is superseded."""

    def __init__(self, site: WholeSite, until: str) -> None:
        self.by = Counter[str]()
        self._site = site
        self._until = until

    def interrupt_when(self, is_over: Callable[[], bool]) -> AbstractContextManager[None]:
        def ask() -> bool:
            frame = inspect.currentframe()
            while frame is not None and frame.f_globals["__name__"] in (__name__, "letterbook.interruption"):
                frame = frame.f_back
            assert frame is not None
            module = frame.f_globals["__name__"].removeprefix("letterbook.")
            self.by[module] += 1
            if module == self._until and self.by[module] == 2:
                self._site.supersede()
            return is_over()

        return interrupt_when(ask)


class Project:
    """A project with a few letters, the display of its site, and a folder for what is temporary."""

    def __init__(self, folder: Path) -> None:
        self.workspace = Workspace.create(folder / "project")
        for number in range(1, LETTERS):
            self.workspace.letter(f"AL XAA {number}/2021", "2021-03-12", f"Some words of the letter {number}.")
        self.workspace.letter("AL XAA 99/2021", "2021-11-30", "We write about a mill that dyes wool by the lake.")
        self.temporary = folder / "temporary"
        self.temporary.mkdir()
        self.shown = folder / "shown" / "site"

    def save(self, text: str) -> None:
        self.workspace.letter("AL XAA 1/2021", "2021-03-12", text)

    def open(self, display: Display | None = None) -> WholeSite:
        options = BuildOptions(
            data=self.workspace.data,
            config_file=self.workspace.folder / "mkdocs.yml",
            confidential=NONE,
            engine="mkdocs",
            as_of=AS_OF,
            preview=False,
            get_time=lambda: NOW,
        )
        return WholeSite(options, display or Display(self.shown))

    def build(self, site: WholeSite) -> BaseException | None:
        """Build in a thread, as while the site is served. Return what ended the build early."""
        with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(1) as thread:
            patch.setattr(tempfile, "tempdir", str(self.temporary))
            building = thread.submit(site.build)
            ended = building.exception()
        assert ended or building.result() == ""
        return ended

    def build_asking(self, until: str = "") -> tuple[Counter[str], BaseException | None]:
        """Build until a module asks for the second time. Return also how often each module asked."""
        site = self.open()
        asking = Asking(site, until)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("letterbook.serving.whole_site.interrupt_when", asking.interrupt_when)
            return asking.by, self.build(site)

    def read_site(self) -> dict[str, bytes]:
        files = (each for each in self.shown.rglob("*") if each.is_file())
        return {each.relative_to(self.shown).as_posix(): each.read_bytes() for each in files}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    project = Project(tmp_path_factory.mktemp("whole_site"))
    assert project.build(project.open()) is None
    yield project
    gc.unfreeze()


@pytest.mark.parametrize("step", STEPS)
def test_a_superseded_build_ends_wherever_it_is_and_the_old_site_stays(project: Project, step: str) -> None:
    old = project.read_site()
    project.save(f"A text that was saved, and saved again while {step}.")
    asked, ended = project.build_asking(until=STEPS[step])

    assert isinstance(ended, Interrupted)
    assert asked[STEPS[step]] == 2, "the step went on"
    assert project.read_site() == old
    assert list(project.shown.parent.iterdir()) == [project.shown]
    assert not list(project.temporary.iterdir())


def test_steps_that_grow_with_the_record_ask_again_and_again(project: Project) -> None:
    asked, ended = project.build_asking()
    assert ended is None

    site = project.read_site()
    least = dict.fromkeys(STEPS.values(), LETTERS - 1)
    least |= dict.fromkeys(("site.swap", "audit.scanner", "audit.matcher"), len(site))
    least["search.parts"] = sum(each.endswith(".bin") for each in site)
    assert {each: asked[each] for each in least if asked[each] < least[each]} == {}


def test_the_site_built_after_superseded_builds_is_as_if_there_had_been_none(project: Project) -> None:
    project.save("A text that is saved while the site is searched for leaks.")
    for step in ("checking", "writing files", "searching the files"):
        assert isinstance(project.build_asking(until=STEPS[step])[1], Interrupted)
    assert project.build(project.open()) is None
    after_others = project.read_site()
    shutil.rmtree(project.workspace.folder / ".letterbook")
    assert project.build(project.open()) is None

    assert b"saved while the site is searched" in after_others[PAGE]
    assert project.read_site() == after_others


def test_a_letter_saved_when_a_build_can_no_longer_be_ended_stays_in_view(project: Project) -> None:
    """The site of that build has the letter as it was before."""

    class SavedLast(Display):
        def show_site(self, is_outdated: Callable[[], bool]) -> None:
            site.supersede()
            self.show_pages([OutputFile(PAGE, b"The text as saved.")])
            super().show_site(is_outdated)

    display = SavedLast(project.shown)
    site = project.open(display)
    assert project.build(site) is None
    assert display.find_page(PAGE) == b"The text as saved."

    Display.show_site(display, lambda: False)
    assert display.find_page(PAGE) is None


def test_the_collector_passes_over_the_site_as_built_and_frees_an_earlier_one(project: Project) -> None:
    site = project.open()
    for _ in range(2):
        assert project.build(site) is None
    assert count_letters() == 0

    gc.unfreeze()
    assert count_letters() == LETTERS - 1


def count_letters() -> int:
    """Count the public letters in memory that the collector goes through."""
    return sum(type(each) is Communication for each in gc.get_objects())
