"""The pages are valid HTML according to the Nu HTML checker."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from page_kinds import KINDS
from workspaces import Workspace

JAR = Path(__file__).parent / "tools" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
NOT_OURS = (
    # The theme's own toggles of the drawer and the search, which no block of its template lets us change.
    ("Attribute “autocomplete” is only allowed when", 'class="md-toggle"'),
    # Without a role Safari does not call a list without bullets a list.
    ("The “list” role is unnecessary for element", 'role="list"'),
    # The checker reads files, so for it a page's policy does not allow the site's own; and it takes data for a script.
    ("Resource violates Content Security Policy (meta tag): external stylesheet “", "assets/"),
    ("Resource violates Content Security Policy (meta tag): external script “", "assets/"),
    ("Resource violates Content Security Policy (meta tag): image “", "assets/logo.svg"),
    ("Inline script violates Content Security Policy (meta tag)", 'type="application/'),
)


@pytest.mark.skipif(not JAR.exists(), reason="no Nu checker: ./scripts/test installs it where npm is")
@pytest.mark.skipif(shutil.which("java") is None, reason="no Java, which the Nu checker needs")
def test_every_kind_of_page_is_valid(shipped_workspace: Workspace) -> None:
    """No error and no warning, except for those listed above."""
    pages = [
        shipped_workspace.site / address / "index.html" for address in KINDS.values() if not address.endswith(".html")
    ]
    pages.append(shipped_workspace.site / "404.html")
    checked = subprocess.run(
        ["java", "-jar", JAR, "--format", "json", "--stdout", "--exit-zero-always", "--no-langdetect", *pages],
        capture_output=True,
        check=True,
        text=True,
    )
    messages = json.loads(checked.stdout)["messages"]
    assert any("md-toggle" in each.get("extract", "") for each in messages), (
        "the checker has read no page with the theme"
    )
    assert [f"{each['url']}:{each['lastLine']}: {each['message']}" for each in messages if not _known(each)] == []


def _known(message: dict[str, str]) -> bool:
    text, extract = message["message"], message.get("extract", "")
    return any(text.startswith(begins) and place in extract for begins, place in NOT_OURS)
