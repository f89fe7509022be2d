"""How numbers are written, on the page and in its figures."""

from __future__ import annotations


def figure(value: float | None) -> str:
    """Three decimals below ten, fewer above; a dash where nothing could be counted."""
    if value is None:
        return "\u2013"
    if 0 < abs(value) < 0.005:
        return f"{value:.2g}"
    return f"{value:.3f}" if abs(value) < 10 else f"{value:.1f}" if abs(value) < 1000 else f"{value:.0f}"


def signed(value: float) -> str:
    """A difference with its sign, which a zero has not."""
    text = f"{value:+.3f}".replace("-", "\u2212")
    return text[1:] if float(f"{value:.3f}") == 0 else text
