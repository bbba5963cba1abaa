"""`/data/release.json`: the moment for which the site was built, and every communication on it."""

from __future__ import annotations

import json
from collections.abc import Iterator

from letterbook import urls
from letterbook.derived.changes import find_last_change
from letterbook.rendering.context import Site
from letterbook.rendering.page import OutputFile


def write_release_json(site: Site) -> Iterator[OutputFile]:
    """Yield the file: the moment in UTC, the publisher, and the reference, address and dates of each communication.

    A preview is marked as one.
    """
    public = site.public
    content: dict[str, object] = {
        "as_of": public.as_of.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "publisher": public.publisher.name,
        "time_zone": public.publisher.time_zone,
        **({"preview": True} if site.preview else {}),
        "communications": [
            {
                "reference": str(each.reference),
                "address": urls.letter(each.reference),
                "sent": each.sent.isoformat(),
                "released": each.released.isoformat(),
                "changed": find_last_change(each).isoformat(),
                "responses": [
                    {
                        "address": urls.response(response.letter, response.slug),
                        "date": response.date.isoformat(),
                        "released": response.released.isoformat(),
                        "changed": find_last_change(response).isoformat(),
                    }
                    for response in each.responses
                ],
            }
            for each in public.communications
        ],
    }
    yield OutputFile(urls.RELEASE_FILE, (json.dumps(content, ensure_ascii=False) + "\n").encode())
