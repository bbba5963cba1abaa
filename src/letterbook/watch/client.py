"""Fetches one file of a live site, from a server that may be down, slow, or anybody's.

Bounded in size, in time and in redirects. Proxies are those of the environment.
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
"""More than ten times the file of 10,000 letters."""
MOST_REDIRECTS = 5
_CHUNK = 65_536
_ELSEWHERE = "it redirects to another host, or from https to http"
_PORTS = {"http": 80, "https": 443}


class WrongAddress(ValueError):
    """What was given cannot be the address of a site. The message says why."""


class Unreachable(Exception):
    """The file could not be had. The message says why, in words that may be printed."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came, and from which address in the end."""

    content: bytes
    address: str


def address_of(site: str) -> str:
    """The address of the `release.json` of a site, given with or without a slash at its end, or as that file itself.

    Raises WrongAddress.
    """
    try:
        parts = urlsplit(site)
        _ = parts.port
    except ValueError as error:
        raise WrongAddress(f"not an address: {error}") from error
    if parts.scheme not in _PORTS or not parts.hostname:
        raise WrongAddress("give the address of a site, like https://letters.example/")
    if parts.username is not None or parts.password is not None:
        raise WrongAddress("an address with a name or a password in it is not asked; it would stand in logs")
    if not site.isascii() or not site.isprintable() or " " in site:
        raise WrongAddress("write the address as it is sent, in ASCII and without spaces")
    if parts.query or parts.fragment:
        raise WrongAddress("give the address of a site, without ? and #")
    path = parts.path
    if not path.endswith(".json"):
        path = f"{path.rstrip('/')}/{urls.RELEASE_FILE}"
    return parts._replace(path=path).geturl()


def fetch(address: str, seconds: float) -> Fetched:
    """Fetch a file, within so many seconds in all. Raises Unreachable."""
    # Neither the look-up of a name nor the head of an answer that comes byte by byte obeys the timeout of a socket: so
    # it is another thread that waits for them, and whoever is late is left behind.
    answers: queue.SimpleQueue[Fetched | Exception] = queue.SimpleQueue()

    def work() -> None:
        try:
            answers.put(_fetch(address, seconds + 1))  # so that it is always told by this one that it was too late
        except Exception as error:  # noqa: BLE001 - raised again below, where it is waited for
            answers.put(error)

    threading.Thread(target=work, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise Unreachable(f"no whole answer within {seconds:g} seconds") from None
    if isinstance(answer, Exception):
        raise answer
    return answer


def _fetch(address: str, silence: float) -> Fetched:
    """The same, with no bound but on how long nothing at all may come."""
    request = urllib.request.Request(  # noqa: S310 - `address_of` lets http and https through, and nothing else
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
                raise Unreachable("it came compressed, which was not asked for")
            content = bytearray()
            while chunk := response.read1(_CHUNK):
                content += chunk
                if len(content) > MOST_BYTES:
                    raise Unreachable(f"it is larger than {MOST_BYTES // 1_000_000} MB")
            length = response.headers.get("Content-Length", "")
            if length.isdecimal() and int(length[:12]) != len(content):
                raise Unreachable("the answer broke off")
            return Fetched(bytes(content), response.geturl())
    except HTTPError as error:
        with error:
            led = 300 <= error.code < 400
            raise Unreachable(_ELSEWHERE if led else f"the server answers {error.code}") from error
    except URLError as error:
        raise Unreachable(f"no connection: {_told(error.reason)}") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Unreachable(f"no whole answer: {_told(error)}") from error


def _told(error: object) -> str:
    """Why, in one line of printable words: some of them may be the server's."""
    text = getattr(error, "strerror", None) or type(error).__name__
    return "".join(each if each.isprintable() else " " for each in str(text))[:100]


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows within the same host, and from http to https there."""

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
            allowed = _is_the_same_place(old, new)
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


def _is_the_same_place(old: SplitResult, new: SplitResult) -> bool:
    if new.username is not None or old.hostname != new.hostname:
        return False
    if (old.scheme, new.scheme) == ("http", "https"):
        return True
    ports = [each.port or _PORTS.get(each.scheme) for each in (old, new)]
    return old.scheme == new.scheme and ports[0] == ports[1]
