"""Charts as values: shapes and places, in per cent of the width and pixels of the height. `charts.html` draws them.

Widths are in per cent and there is no `viewBox` around text, so a chart fills a narrow screen and a wide one with
letters of the same size. A chart is an image for screen readers, with a title and a description; the figures are in the
table beside it. Nothing depends on colour: the parts of a bar differ in lightness and in texture, and have a number.
"""

from letterbook.rendering.charts.bars import Bar, BarChart, Segment, draw_bars
from letterbook.rendering.charts.curve import CurveChart, draw_curve
from letterbook.rendering.charts.heat import HEAT_STEPS, find_heat
from letterbook.rendering.charts.strips import Strip, StripChart, draw_strips
from letterbook.rendering.charts.timeline import Mark, Timeline, draw_timeline

__all__ = [
    "HEAT_STEPS",
    "Bar",
    "BarChart",
    "CurveChart",
    "Mark",
    "Segment",
    "Strip",
    "StripChart",
    "Timeline",
    "draw_bars",
    "draw_curve",
    "draw_strips",
    "draw_timeline",
    "find_heat",
]
