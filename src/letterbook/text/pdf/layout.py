"""The layout of a PDF's pages: pieces of lines with their places, sizes and weights."""

from __future__ import annotations

import json
import zlib
from typing import NamedTuple


class Run(NamedTuple):
    """Characters of one size and weight: `size` is that of their font, `rise` how high their baseline is above the
    bottom of the page, both in points."""

    text: str
    size: float
    rise: float
    is_bold: bool


class Segment(NamedTuple):
    """A piece of a line without a wide gap in it, in the order in which the file has them.

    The edges are in points from the left of the page.
    """

    runs: tuple[Run, ...]
    left: float
    right: float
    is_turned: bool = False
    """Whether it is set at an angle, as a watermark is."""

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(run.text for run in self.runs)

    @property
    def size(self) -> float:
        """The size of the font of most of its characters."""
        return max(self.runs, key=lambda run: len(run.text.strip())).size

    @property
    def rise(self) -> float:
        """How high the baseline of most of its characters is above the bottom of the page."""
        return max(self.runs, key=lambda run: len(run.text.strip())).rise


class PageLayout(NamedTuple):
    """A page: its width and height in points, its pieces of lines, and the words that readers cannot see, under black
    boxes or without colour."""

    width: float
    height: float
    segments: tuple[Segment, ...]
    covered: str = ""
    unseen: str = ""


class PdfLayout(NamedTuple):
    """The pages of a PDF, or why it cannot be read."""

    pages: tuple[PageLayout, ...] = ()
    fault: str = ""


def pack_layout(layout: PdfLayout) -> bytes:
    """Return a layout as compressed JSON."""
    return zlib.compress(json.dumps(layout, separators=(",", ":")).encode("utf-8", "surrogatepass"), 1)


def unpack_layout(packed: bytes) -> PdfLayout:
    """Read what `pack_layout` wrote. Raises ValueError for anything else."""
    try:
        pages, fault = json.loads(zlib.decompress(packed))
        return PdfLayout(
            tuple(
                PageLayout(
                    width,
                    height,
                    tuple(Segment(tuple(Run(*run) for run in runs), *places) for runs, *places in segments),
                    *others,
                )
                for width, height, segments, *others in pages
            ),
            fault,
        )
    except (zlib.error, ValueError, TypeError) as error:
        raise ValueError("this is no layout of a PDF") from error
