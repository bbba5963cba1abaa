"""`/data/release.json`: as of when this site was made, and every communication on it."""

from __future__ import annotations

import json
from collections.abc import Iterator

from letterbook import urls
from letterbook.model.public import Public
from letterbook.rendering.page import OutputFile
from letterbook.rendering.views import last_change


def release_file(public: Public, *, preview: bool) -> Iterator[OutputFile]:
    """The moment in UTC, who publishes; for each communication its reference, address and day of release.

    A preview says that it is one.
    """
    content: dict[str, object] = {
        "as_of": public.as_of.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "publisher": public.publisher.name,
        "time_zone": public.publisher.time_zone,
        **({"preview": True} if preview else {}),
        "communications": [
            {
                "reference": str(each.reference),
                "address": urls.letter(each.reference),
                "sent": each.sent.isoformat(),
                "released": each.released.isoformat(),
                "changed": last_change(each).isoformat(),
                "responses": [
                    {
                        "address": urls.response(response.letter, response.slug),
                        "date": response.date.isoformat(),
                        "released": response.released.isoformat(),
                        "changed": last_change(response).isoformat(),
                    }
                    for response in each.responses
                ],
            }
            for each in public.communications
        ],
    }
    yield OutputFile(urls.RELEASE_FILE, (json.dumps(content, ensure_ascii=False) + "\n").encode())
