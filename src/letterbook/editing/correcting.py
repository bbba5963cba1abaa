"""Records a correction of a public text, and keeps the text as it was until then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from letterbook.editing.filed import Filed
from letterbook.editing.refusal import Refusal
from letterbook.editing.yaml_changes import UnsafeChange, append_item
from letterbook.embargo import has_begun, letter_embargo, response_embargo
from letterbook.ingest.loader import EARLIER
from letterbook.model.policy import Policy
from letterbook.model.record import Letter, Response, TextKept
from letterbook.model.schema.table import list_rows
from letterbook.rules.redactions import has_redactions

_NEEDS = ("corrections", "redactions", "text", "release", "withdrawn", "sent", "dated", "received", "confidential")


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """The files of a correction: that of the letter or response at `path`, and of its text until then, `earlier`.

    `earlier` is None if no text is kept; `reason` then says why.
    """

    path: Path
    earlier: Path | None
    reason: str
    files: Mapping[Path, bytes]


def record_correction(record: Path, filed: Filed, note: str, policy: Policy, now: dt.datetime) -> Corrected:
    """Make the files of a correction, made today, of a letter or response in the folder `record`, but write nothing.

    `now` is a moment with its zone. A text that was corrected today already is kept as it was before that. Raises
    Refusal if the letter or response is not public, or its front matter cannot be changed.
    """
    own = filed.filed
    if not own.has_read(*_NEEDS) or not filed.letter.has_read("sent", "release", "withdrawn"):
        raise Refusal(f"{filed.path.as_posix()} has errors; run check on it first")
    embargo = response_embargo(own, filed.letter, policy) if isinstance(own, Response) else letter_embargo(own, policy)
    if not has_begun(embargo.text_from, policy.time_zone, now):
        raise Refusal(f"{filed.path.as_posix()} is not public, so no reader needs to know: just change its text")
    today = now.astimezone(ZoneInfo(policy.time_zone)).date()
    content = filed.path.read_bytes()
    reason = _say_why_not_kept(own)
    files: dict[Path, bytes] = {}
    folder = record / EARLIER / filed.slug
    earlier = (folder / filed.path.stem if isinstance(own, Response) else folder) / f"{today}.md"
    if not reason and not earlier.exists():
        head = f"---\nletter: {filed.letter.reference}\nreplaced: {today}\n---\n"
        files[earlier] = head.encode() + _cut_head(content, own.place.body_line)
    order = [row.name for row in list_rows(Letter if isinstance(own, Letter) else Response)]
    try:
        files[filed.path] = append_item(content, "corrections", {"date": today, "note": note}, order=order)
    except UnsafeChange as error:
        raise Refusal(f"{filed.path.as_posix()}, {error}") from error
    return Corrected(path=filed.path, earlier=None if reason else earlier, reason=reason, files=files)


def _say_why_not_kept(filed: Letter | Response) -> str:
    """Say why the earlier text of a public letter or response must not be kept; "" if it may be."""
    if has_redactions(filed):
        return "something was redacted from it"
    if isinstance(filed, Response) and filed.confidential:
        return "it is confidential"
    return "" if filed.text is TextKept.FULL else f"its text is not in the record in full (text: {filed.text})"


def _cut_head(content: bytes, body_line: int) -> bytes:
    """Return what follows the front matter of a file, whose text begins on the line `body_line`, counted from 1."""
    return b"".join(content.splitlines(keepends=True)[body_line - 1 :])
