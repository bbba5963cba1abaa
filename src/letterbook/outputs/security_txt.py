"""`/.well-known/security.txt` (RFC 9116): where to report a security problem, and until when the file is valid."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from letterbook import urls
from letterbook.rendering.context import Site
from letterbook.rendering.page import OutputFile

VALID_DAYS = 180
"""The RFC recommends less than a year. Every build puts the day off, so only a site that nobody builds expires."""
_MAIL = re.compile(r"[^\s@<>:/]+@[^\s@<>:/]+\.[^\s@<>:/]+")


def write_security_txt(site: Site) -> Iterator[OutputFile]:
    """Yield the file, if the policy has a contact that is an e-mail address or an https address, and if the site is at
    the root of its host, the only place where it is looked for. A preview has none."""
    public = site.public
    contact = _write_contact(public.publisher.contact or "")
    site_url = site.layout.site_url
    if not contact or site.preview or urlsplit(site_url).path.strip("/"):
        return
    local = public.as_of.astimezone(ZoneInfo(public.publisher.time_zone))
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    expires = (midnight + dt.timedelta(days=VALID_DAYS)).astimezone(dt.UTC)  # also a midnight there
    lines = [
        f"Contact: {contact}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {site.interface.language}",
    ]
    if site_url:
        lines.append(f"Canonical: {urls.absolute(site_url, urls.SECURITY_FILE)}")
    yield OutputFile(urls.SECURITY_FILE, ("\n".join(lines) + "\n").encode())


def _write_contact(contact: str) -> str:
    """Return a contact as a URI, or "" if it is neither an e-mail address nor an https address."""
    contact = contact.strip()
    if _MAIL.fullmatch(contact):
        return f"mailto:{quote(contact, safe='@+')}"
    is_page = contact.startswith("https://") and len(contact.split()) == 1
    return quote(contact, safe=":/?#[]@!$&'()*+,;=%") if is_page else ""
