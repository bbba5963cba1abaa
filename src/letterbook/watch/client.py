"""Fetches one file of a live site, from a server that may be down, slow or hostile.

Size, time and redirects are limited. Proxies are taken from the environment.
"""

from __future__ import annotations

import http.client
import queue
import threading
import urllib.request
from dataclasses import dataclass
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import SplitResult, urljoin, urlsplit

from letterbook import __version__, urls

MOST_BYTES = 32_000_000
"""More than ten times the size of the file for 10,000 letters."""
MOST_REDIRECTS = 5
_CHUNK = 65_536
_ELSEWHERE = "it redirects to another host, or from https to http"
_PORTS = {"http": 80, "https": 443}


class InvalidUrl(ValueError):
    """The URL given cannot be that of a site; the message says why."""


class Unreachable(Exception):
    """The file could not be fetched; the message says why, and is safe to print."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """The content of a file, and the URL that it came from after any redirects."""

    content: bytes
    address: str


def build_release_url(site: str) -> str:
    """Return the URL of a site's `release.json`.

    `site` is the site's URL, with or without a slash at its end, or that of the file itself. Raises InvalidUrl.
    """
    try:
        parts = urlsplit(site)
        _ = parts.port
    except ValueError as error:
        raise InvalidUrl(f"not a URL: {error}") from error
    if parts.scheme not in _PORTS or not parts.hostname:
        raise InvalidUrl("give the URL of a site, such as https://letters.example/")
    if parts.username is not None or parts.password is not None:
        raise InvalidUrl("give a URL without a user name or password, which would end up in logs")
    if not site.isascii() or not site.isprintable() or " " in site:
        raise InvalidUrl("give the URL in ASCII and without spaces")
    if parts.query or parts.fragment:
        raise InvalidUrl("give the URL of a site, without ? and #")
    path = parts.path
    if not path.endswith(".json"):
        path = f"{path.rstrip('/')}/{urls.RELEASE_FILE}"
    return parts._replace(path=path).geturl()


def fetch(address: str, seconds: float) -> Fetched:
    """Fetch the file at a URL within `seconds` in all. Raises Unreachable."""
    # A socket's timeout limits neither the lookup of a name nor headers that arrive byte by byte. So another thread
    # waits for them, and is abandoned if it is late.
    answers: queue.SimpleQueue[Fetched | Exception] = queue.SimpleQueue()

    def work() -> None:
        try:
            answers.put(_fetch(address, seconds + 1))  # one more, so that the limit below is reported first
        except Exception as error:  # noqa: BLE001 - raised again below
            answers.put(error)

    threading.Thread(target=work, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise Unreachable(f"no complete response within {seconds:g} seconds") from None
    if isinstance(answer, Exception):
        raise answer
    return answer


def _fetch(address: str, silence: float) -> Fetched:
    """Fetch the file; `silence` limits only the seconds without any data."""
    request = urllib.request.Request(  # noqa: S310 - `build_release_url` lets only http and https through
        address,
        headers={
            "User-Agent": f"letterbook-watch/{__version__}",
            "Accept": "application/json",
            "Accept-Encoding": "identity",
        },
    )
    opener = urllib.request.build_opener(_Redirects)
    try:
        with opener.open(request, timeout=silence) as response:
            encoding = response.headers.get("Content-Encoding", "identity")
            if encoding.lower() != "identity":
                raise Unreachable("the response is compressed, which was not requested")
            content = bytearray()
            while chunk := response.read1(_CHUNK):
                content += chunk
                if len(content) > MOST_BYTES:
                    raise Unreachable(f"it is larger than {MOST_BYTES // 1_000_000} MB")
            length = response.headers.get("Content-Length", "")
            if length.isdecimal() and int(length[:12]) != len(content):
                raise Unreachable("the response is incomplete")
            return Fetched(bytes(content), response.geturl())
    except HTTPError as error:
        with error:
            redirect = 300 <= error.code < 400
            raise Unreachable(_ELSEWHERE if redirect else f"the server answered {error.code}") from error
    except URLError as error:
        raise Unreachable(f"no connection: {_describe_error(error.reason)}") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Unreachable(f"no complete response: {_describe_error(error)}") from error


def _describe_error(error: object) -> str:
    """Return the cause as one printable line, since part of it may come from the server."""
    text = getattr(error, "strerror", None) or type(error).__name__
    return "".join(each if each.isprintable() else " " for each in str(text))[:100]


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects within the same host, also from http to https."""

    max_redirections = MOST_REDIRECTS
    max_repeats = MOST_REDIRECTS

    def redirect_request(  # the signature is that of urllib
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        try:
            old, new = urlsplit(req.full_url), urlsplit(urljoin(req.full_url, newurl))
            allowed = _is_same_site(old, new)
        except ValueError:
            allowed = False
        if not allowed:
            fp.close()
            raise Unreachable(_ELSEWHERE)
        visited = getattr(req, "redirect_dict", {})
        if sum(visited.values()) >= MOST_REDIRECTS:
            fp.close()
            raise Unreachable(f"it redirects more than {MOST_REDIRECTS} times")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _is_same_site(old: SplitResult, new: SplitResult) -> bool:
    if new.username is not None or old.hostname != new.hostname:
        return False
    if (old.scheme, new.scheme) == ("http", "https"):
        return True
    ports = [each.port or _PORTS.get(each.scheme) for each in (old, new)]
    return old.scheme == new.scheme and ports[0] == ports[1]
