"""The one real letter, in full, before and after its hour."""

from __future__ import annotations

import re
import shutil

import pytest

from factories import SHARED
from workspaces import PROJECT, Workspace

SEED = SHARED / "seed" / "AL-OTH-167-2021.md"
ADDRESS = "communications/al-oth-167-2021"

pytestmark = pytest.mark.skipif(
    not SEED.is_file(), reason="the seed letter is not beside the project, in ../shared/seed/AL-OTH-167-2021.md"
)


@pytest.fixture
def seed_workspace(workspace: Workspace) -> Workspace:
    """A record with the shipped registers, and the seed's full text below its shipped front matter."""
    shutil.copytree(PROJECT / "data" / "registers", workspace.data / "registers", dirs_exist_ok=True)
    shipped = (PROJECT / "data/letters/2021/al-oth-167-2021.md").read_text(encoding="utf-8")
    front_matter = re.sub(r"^(text: none|questions: 8)\n", "", shipped, flags=re.MULTILINE)
    path = workspace.data / "letters" / "2021" / "al-oth-167-2021.md"
    path.parent.mkdir(parents=True)
    path.write_text(front_matter + SEED.read_text(encoding="utf-8"), encoding="utf-8")
    return workspace


def test_before_its_hour_there_is_no_trace_of_it(seed_workspace: Workspace) -> None:
    """A second before midnight in Geneva no file name and no byte of the site tells of the letter."""
    seed_workspace.build("--as-of", "2021-05-10T23:59:59+02:00")
    told = ("167/2021", "oth-167", "xiaomi", "lei jun", "uyghur", "dante pesce", "united kingdom", "cultural rights")
    for path in seed_workspace.site.rglob("*"):
        name = path.relative_to(seed_workspace.site).as_posix().lower()
        content = path.read_bytes().decode("utf-8", "ignore").lower() if path.is_file() else ""
        for words in told:
            assert words not in name
            assert words not in content, f"{words!r} in {name}"


def test_at_its_hour_it_is_there(seed_workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """At midnight the page, the listing and the home page have it, with all its facts."""
    monkeypatch.setenv("SITE_URL", "https://letters.example/")
    seed_workspace.build("--as-of", "2021-05-11T00:00+02:00")
    page = seed_workspace.page(ADDRESS)
    assert "Joint allegation letter (7 mandates)" in page
    assert "to Xiaomi Corporation (Mr. Lei Jun)" in page
    assert "sent 12 March 2021\u00a0· released 11 May 2021" in page
    assert "Xiaomi Corporation: not yet checked for a response" in page
    assert "Allegations are not findings" in page
    assert "other companies involved in the allegations" in page
    assert (
        len(
            re.findall(
                r'"https://docs\.un\.org/en/A/HRC/RES/[^"]+">citing resolution \d+/\d+</a>; letter',
                page,
            )
        )
        == 7
    )
    for name in ("Dante Pesce", "Siobhán Mullally", "Republic of Korea", "Canada"):
        assert name in page
    for listing in ("", "communications", "years/2021"):
        assert f'{ADDRESS}/"' in seed_workspace.page(listing)
    assert "al-oth-167-2021" in (seed_workspace.site / "data/release.json").read_text(encoding="utf-8")
    assert "al-oth-167-2021" in (seed_workspace.site / "sitemap.xml").read_text(encoding="utf-8")


def test_its_eight_questions_are_one_list_across_the_page_break(seed_workspace: Workspace) -> None:
    """The paragraph that a page break took out of question 2 is back in it."""
    seed_workspace.build("--as-of", "2021-05-11")
    page = seed_workspace.page(ADDRESS)
    assert re.findall(r'<li id="q(\d+)">', page) == [str(number) for number in range(1, 9)]
    questions = page[page.index('<li id="q1">') : page.index('<li id="q8">')]
    assert "<ol" not in questions
    assert "</ol>" not in questions
    second = questions[questions.index('<li id="q2">') : questions.index('<li id="q3">')]
    assert "includes the exercise of adequate oversight" in second


def test_its_parts_footnote_and_annex_are_places_to_link_to(seed_workspace: Workspace) -> None:
    """Parts by their cue phrases, the scarred footnote both ways, the annex apart with its references listed."""
    seed_workspace.build("--as-of", "2021-05-11")
    page = seed_workspace.page(ADDRESS)
    for part in ("allegations", "concerns", "questions", "publication"):
        assert f'<span class="lb-part" id="{part}"></span>' in page
        assert f'href="#{part}"' in page
    assert '<sup id="fnref-1"><a href="#fn-1">1</a></sup>' in page
    assert '<p class="lb-footnote" id="fn-1"><sup><a href="#fnref-1">1</a></sup>' in page
    annex = page[page.index('<section class="lb-annex" id="annex" aria-label="Annex">') :]
    assert "Reference to international human rights law" in annex
    references = annex[annex.index('id="legal-references"') :]
    told = " ".join(re.sub(r"<[^>]+>", " ", references).split())
    assert (
        "Guiding Principles on Business and Human Rights · official text ¶ 21 , ¶ 25 , ¶ 40 "
        "Principle 13 ¶ 44 Principle 15 ¶ 50 Principle 19 ¶ 45 Principle 19 (commentary) ¶ 53 "
        "Principle 20 ¶ 52 Principle 22 ¶ 51 Principle 25–31 ¶ 54 "
    ) in told
    assert re.search(
        r"resolution 17/4 \(A/HRC/RES/17/4\) \(cited as “A/HRC/RES/17/31”\) · official text .* ¶ 40 ", told
    )
    for symbol in ("17/4", "44/15", "37/12", "43/8", "40/10", "42/10", "43/20", "44/4"):
        assert f'href="https://docs.un.org/en/A/HRC/RES/{symbol}"' in references


def test_every_anchor_stands_once(seed_workspace: Workspace) -> None:
    """A link to a place leads to one place."""
    seed_workspace.build("--as-of", "2021-05-11")
    ids = re.findall(r'\sid="([^"]+)"', seed_workspace.page(ADDRESS))
    assert len(ids) == len(set(ids))


def test_the_shipped_record_has_it_without_its_text() -> None:
    """What ships are facts and a summary; the text is held elsewhere."""
    shipped = (PROJECT / "data/letters/2021/al-oth-167-2021.md").read_text(encoding="utf-8")
    seed = re.sub(r"\s+", " ", SEED.read_text(encoding="utf-8"))
    body = shipped.split("---\n", 2)[2]
    assert not body.strip()
    words = re.sub(r"\s+", " ", shipped).split(" ")
    runs = {" ".join(words[start : start + 12]) for start in range(len(words) - 12)}
    assert not [run for run in runs if run in seed]
