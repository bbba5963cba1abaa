"""The web server: the files of the display, with a script in every page that reloads it after a change."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from letterbook.serving.display import Display

HOST = "127.0.0.1"
EVENTS, SCRIPT = "/-/events", "/-/reload.js"
_TAG = f'<script src="{SCRIPT}" defer></script>'.encode()
_KEEP_ALIVE = 15.0
"""After how many seconds without a change a line is sent, so that a closed connection is noticed."""


class PortUnavailable(Exception):
    """The port cannot be used. The message says why, and what to do."""


class PageServer(ThreadingHTTPServer):
    """Serves a display on this machine alone. Port 0 is any free port. Raises PortUnavailable."""

    daemon_threads = True

    def __init__(self, display: Display, port: int) -> None:
        try:
            super().__init__((HOST, port), partial(_Handler, display))
        except OSError as error:
            message = f"port {port} cannot be used: {error.strerror}; choose another with --port"
            raise PortUnavailable(message) from error

    @property
    def address(self) -> str:
        """The address of the home page."""
        return f"http://{HOST}:{self.server_port}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Print nothing about a browser that closed its connection."""


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.0"

    def __init__(self, display: Display, *arguments: Any) -> None:
        self._display = display
        super().__init__(*arguments, directory=str(display.folder))

    def parse_request(self) -> bool:
        """Read a request, and refuse it, whatever its method, unless it is for this machine."""
        if not super().parse_request():
            return False
        if not self._is_for_this_machine():
            self.send_error(HTTPStatus.FORBIDDEN)
            return False
        return True

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        if path == EVENTS:
            self._send_events()
        elif path == SCRIPT:
            self._send((Path(__file__).parent / "reload.js").read_bytes(), "text/javascript")
        elif (page := self._find_page(path)) is not None:
            self._send(page + _TAG, "text/html")
        else:
            super().do_GET()

    def _is_for_this_machine(self) -> bool:
        """Whether the browser asked for this machine by name: another site could point its own name to it."""
        return (self.headers.get("Host") or "").partition(":")[0] in (HOST, "localhost")

    def _find_page(self, path: str) -> bytes | None:
        """Return the HTML at an address, or None if it is no page or is to be answered by a redirect."""
        relative = path.lstrip("/") + ("index.html" if path.endswith("/") else "")
        if (page := self._display.find_page(relative)) is not None:
            return page
        file = Path(self.translate_path(f"/{relative}"))
        return file.read_bytes() if file.suffix == ".html" and file.is_file() else None

    def _send(self, content: bytes, type_: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{type_}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _send_events(self) -> None:
        """Send the state of the display, and again after each change, for as long as the browser listens."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        seen = 0
        while True:
            state = self._display.wait_for_change(seen, _KEEP_ALIVE)
            text = f"data: {json.dumps(asdict(state))}\n\n" if state.number != seen else ": still here\n\n"
            seen = state.number
            try:
                self.wfile.write(text.encode())
            except OSError:
                return

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the site's own page for an address that it does not have."""
        missing = self._display.folder / "404.html"
        if code == HTTPStatus.NOT_FOUND and missing.is_file():
            self._send(missing.read_bytes() + _TAG, "text/html", HTTPStatus.NOT_FOUND)
        else:
            super().send_error(code, message, explain)

    def list_directory(self, _: Any) -> None:
        """A folder without a page is missing here, as it is in the published site."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        """Keep nothing, and let no other site find out which addresses there are by loading them as scripts, images or
        frames."""
        self.send_header("Cache-Control", "no-store")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("X-Frame-Options", "SAMEORIGIN")
        super().end_headers()

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002 - the name that the server uses
        """Print no line for each request."""
