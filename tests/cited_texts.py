"""Released letters and responses that cite a covenant, and the table of their citations."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast

from factories import moment, registers
from factories import policy as policy_of
from letterbook.model.public import Public
from letterbook.model.record import Corpus, Letter, Response
from letterbook.model.registers import Instrument
from letterbook.model.schema import Words
from letterbook.outputs.data_tables import write_data_tables
from letterbook.release import release
from sites import site_of

ICCPR = Instrument(
    title=Words.plain("International Covenant on Civil and Political Rights"),
    short=Words.plain("ICCPR"),
    provision=Words.plain("article"),
    provisions=53,
)


def read_citation_rows(public: Public, language: str = "en") -> list[dict[str, str]]:
    files = {each.path: each.content for each in write_data_tables(site_of(public, language))}
    rows: list[dict[str, str]] = json.loads(cast(bytes, files["data/citations.json"]))
    return rows


def release_filed(*filed: Letter | Response, at: str = "2021-06-01T12:00+02:00") -> Public:
    known = registers()
    record = Corpus(
        folder=Path("data"),
        policy=policy_of(),
        registers=type(known)(
            mandates=known.mandates,
            recipients=known.recipients,
            instruments={**known.instruments, "iccpr": ICCPR},
            groups=known.groups,
        ),
        letters=tuple(each for each in filed if isinstance(each, Letter)),
        responses=tuple(each for each in filed if isinstance(each, Response)),
    )
    return release(record, moment(at))
