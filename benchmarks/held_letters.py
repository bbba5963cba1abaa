"""Letters and replies that were written for this benchmark by somebody who had not read the code that imports them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import yaml

from import_blocks import PRODUCERS, Sample, find_data, read_blocks
from letterbook.ingest.corpus import load
from letterbook.model.record import Letter, Response
from letterbook.text.dates import LANGUAGES

HELD = Path(__file__).parent / "held"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The held letters and replies as a record, in the folder `data`, and as samples: each from every producer."""

    data: Path
    samples: tuple[Sample, ...]


def make_held_samples(folder: Path, producers: tuple[str, ...] = PRODUCERS) -> Held:
    """Make the record of the held letters in a folder, and the samples of it.

    Their front matter is what a careful clerk would write, `layouts.yml` says how each is printed, and the body is
    printed as it is.
    """
    shutil.copytree(find_data() / "registers", folder / "registers")
    shutil.copy(find_data() / "policy.yml", folder)
    for name in ("letters", "responses"):
        shutil.copytree(HELD / name, folder / name)
    register = folder / "registers" / "recipients.yml"
    shipped = register.read_text(encoding="utf-8")
    register.write_text(shipped + (HELD / "recipients.yml").read_text(encoding="utf-8"), encoding="utf-8")
    corpus = load(folder).corpus
    assert corpus is not None
    register.write_text(shipped, encoding="utf-8")
    layouts = yaml.safe_load((HELD / "layouts.yml").read_text(encoding="utf-8"))
    samples: list[Sample] = []
    filed: tuple[Letter | Response, ...] = (*corpus.letters, *corpus.responses)
    for each in filed:
        assert each.language in LANGUAGES
        name = each.reference.slug if isinstance(each, Letter) else f"{each.letter.slug}-{each.slug}"
        how = layouts[name]
        samples += (
            Sample(
                name=f"{name}-{producer.replace('.', '-')}",
                filed=each,
                blocks=read_blocks(each.body),
                foot=tuple(how.get("foot", ())),
                printed="",
                layout=how["layout"],
                producer=producer,
                questions=how.get("questions"),
            )
            for producer in producers
        )
    return Held(data=folder, samples=tuple(samples))
