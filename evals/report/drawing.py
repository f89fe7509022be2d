"""How figures look and how they leave: one style, in colours that colour-blind readers can tell apart.

matplotlib is an optional dependency, so only this module and the figures import it, and late.
"""

from __future__ import annotations

import base64
import io
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.report.load import ReportError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY = (
    "#0072B2",
    "#D55E00",
    "#009E73",
    "#CC79A7",
    "#E69F00",
    "#56B4E9",
)
BLACK, GREY, PALE = "#222222", "#777777", "#DDDDDD"
"""Okabe and Ito's palette, without the yellow that is lost on white paper."""
KINDS = {"clear": BLUE, "ambiguous": ORANGE, "refuse": GREY}
"""Colours of what a case expects, wherever it is drawn."""
STYLES: dict[str, tuple[str, str, str]] = {
    "whichone": (BLUE, "o", "-"),
    "conformal-intent": (VERMILION, "s", "--"),
    "never": (BLACK, "X", "-"),
    "always": (GREY, "P", "-"),
    "threshold": (GREEN, "^", "-."),
    "entropy": (PURPLE, "D", ":"),
    "simple-set": (ORANGE, "v", "--"),
    "ratio": (SKY, "*", "-."),
}
"""Colour, marker and line of each decider: every one can be told from the others in grey."""
_RC: dict[str, Any] = {
    "font.family": ["DejaVu Sans"],
    "font.size": 10,
    "axes.titlesize": 11,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": BLACK,
    "axes.labelcolor": BLACK,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#E6E6E6",
    "grid.linewidth": 0.8,
    "legend.frameon": False,
    "legend.fontsize": 9,
    "lines.linewidth": 1.8,
    "svg.fonttype": "path",
    "svg.hashsalt": "whichone",
    "text.parse_math": False,
    "figure.constrained_layout.use": True,
}


@dataclass(frozen=True)
class Drawn:
    """A figure ready to be shown."""

    name: str
    """Of its PNG, without the ending."""
    title: str
    caption: str
    svg: bytes
    png: bytes | None

    @property
    def uri(self) -> str:
        """The figure as an address that holds it."""
        return "data:image/svg+xml;base64," + base64.b64encode(self.svg).decode()


@contextmanager
def sheet(width: float, height: float) -> Iterator[Figure]:
    """A figure in the report's style.

    Raises:
        ReportError: matplotlib is not installed.
    """
    try:
        import matplotlib
        from matplotlib.figure import Figure
    except ImportError as error:
        raise ReportError("a report needs matplotlib and Jinja2: pip install 'whichone[report]'") from error
    with matplotlib.rc_context(_RC):  # type: ignore[arg-type]
        yield Figure(figsize=(width, height))


def panels(n: int, height: float) -> tuple[int, int, float, float]:
    """Rows, columns, width and height of a figure of ``n`` panels, at most two side by side on a page."""
    columns = min(2, n)
    rows = -(-n // columns)
    return rows, columns, max(5.6, 5.2 * columns + 0.4), height * rows


def finished(figure: Figure, name: str, title: str, caption: str, png: bool) -> Drawn:
    """The figure as SVG, and as PNG where that is wanted; the same data give the same bytes."""
    vector, pixels = io.BytesIO(), io.BytesIO()
    figure.savefig(vector, format="svg", metadata={"Date": None, "Creator": None})
    if png:
        figure.savefig(pixels, format="png", dpi=200, metadata={"Software": None})
    return Drawn(name, title, caption, vector.getvalue(), pixels.getvalue() if png else None)


def style_of(decider: str) -> tuple[str, str, str]:
    """Colour, marker and line of a decider; one that is not known yet is drawn in grey."""
    return STYLES.get(decider, (GREY, "h", ":"))


def plain(name: str) -> str:
    """A name fit for a figure's font, which has no Chinese."""
    return re.sub(r"[^\x20-\x7e]", "?", name)


def percent(axes: Axes, x: bool = False, y: bool = False) -> None:
    """Ticks of a share as per cent, with a margin so that points at 0 and 1 are whole."""
    from matplotlib.ticker import PercentFormatter

    for wanted, axis, limits in ((x, axes.xaxis, axes.set_xlim), (y, axes.yaxis, axes.set_ylim)):
        if wanted:
            axis.set_major_formatter(PercentFormatter(1.0, decimals=0))
            limits(-0.03, 1.03)


def png_folder(folder: Path) -> None:
    """Make the folder of PNGs, before the work and not after it.

    Raises:
        ReportError: it cannot be made or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error
    if not os.access(folder, os.W_OK):
        raise ReportError(f"cannot write {folder}: you may not write there; name another folder")


def save_png(drawn: Drawn, folder: Path) -> None:
    """Write the figure's PNG.

    Raises:
        ReportError: the folder cannot be written.
    """
    path = folder / f"{drawn.name}.png"
    try:
        path.write_bytes(drawn.png or b"")
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> ReportError:
    return ReportError(f"cannot write {path}: {error.strerror or error}; name a folder you may write to")
