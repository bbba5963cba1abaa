"""The scripts of the search, run in Node without a browser."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import playwright
import pytest

from search_index import Ask
from workspaces import PROJECT

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Return a function that has the scripts do something (see `answering.mjs`). Playwright brings Node."""
    library = tmp_path_factory.mktemp("lunr")
    for each in ("templates/search/lunr.js", *(f"lunr-language/lunr.{n}.js" for n in ("stemmer.support", "fr", "es"))):
        name = each.rpartition("/")[2]
        (library / name).write_bytes((files("mkdocs") / "contrib/search" / each).read_bytes())
    node = shutil.which("node") or Path(playwright.__file__).parent / "driver/node"
    command = [node, HERE / "answering.mjs", PROJECT / "docs/assets/search", library]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdin is not None
        asks, answers = process.stdin, process.stdout
        assert answers is not None

        def do(what: str, **request: Any) -> Any:
            asks.write(json.dumps({"what": what, **request}) + "\n")
            asks.flush()
            answer = json.loads(answers.readline())
            assert not isinstance(answer, dict) or "failed" not in answer, answer["failed"]
            return answer

        yield do
