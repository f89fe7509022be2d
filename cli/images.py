"""Showing a frame inside the terminal, where the terminal can."""

from __future__ import annotations

import base64
from pathlib import Path

import numpy as np
from PIL import Image
from rich.console import Console, RenderableType
from rich.text import Text

from cli.settings import Images, Terminal
from scenes.types import ImageArray

CHUNK = 4096
"""Largest payload of one kitty graphics escape, in base64 characters."""
UPPER_HALF = "\N{UPPER HALF BLOCK}"


def method(wanted: Images, terminal: Terminal, console: Console) -> Images:
    """How frames are shown: what was wanted, or for ``auto`` what the terminal is known to understand.

    Unknown terminals get the file's path alone: escapes they do not know would be printed as noise.
    """
    if not console.is_terminal:
        return "none"
    if wanted != "auto":
        return wanted
    if terminal.multiplexed:
        return "none"
    if terminal.kitty or terminal.program in {"ghostty", "WezTerm"}:
        return "kitty"
    if terminal.program in {"iTerm.app", "iTerm2", "mintty", "vscode"}:
        return "iterm"
    return "none"


def show(path: Path, how: Images, console: Console, columns: int = 48) -> None:
    """Print the image of a PNG file, ``columns`` wide; nothing for ``none`` or an unreadable file."""
    if how == "none":
        return
    try:
        if how == "blocks":
            console.print(blocks_of(path, columns))
            return
        data = path.read_bytes()
    except OSError:
        return
    text = kitty(data, columns) if how == "kitty" else iterm(data, path.name, columns)
    console.file.write(text + "\n")
    console.file.flush()


def blocks_of(path: Path, columns: int = 48) -> RenderableType:
    """A picture file as half blocks; empty when it cannot be read."""
    try:
        with Image.open(path) as image:
            return half_blocks(np.asarray(image.convert("RGB")), columns)
    except OSError:
        return Text()


def kitty(png: bytes, columns: int) -> str:
    """The kitty graphics protocol: transmit and display a PNG, in chunks."""
    payload = base64.standard_b64encode(png).decode("ascii")
    chunks = [payload[start : start + CHUNK] for start in range(0, len(payload), CHUNK)]
    parts = []
    for index, chunk in enumerate(chunks):
        more = int(index < len(chunks) - 1)
        keys = f"a=T,f=100,c={columns},q=2,m={more}" if index == 0 else f"m={more}"
        parts.append(f"\x1b_G{keys};{chunk}\x1b\\")
    return "".join(parts)


def iterm(png: bytes, name: str, columns: int) -> str:
    """The iTerm2 inline image protocol."""
    title = base64.standard_b64encode(name.encode()).decode("ascii")
    payload = base64.standard_b64encode(png).decode("ascii")
    return f"\x1b]1337;File=name={title};size={len(png)};width={columns};inline=1:{payload}\x07"


def half_blocks(image: ImageArray, columns: int) -> RenderableType:
    """An image as coloured half blocks: two pixels a character cell.

    Args:
        image: uint8 (height, width, 3) RGB.
        columns: width in characters.
    """
    height, width = image.shape[:2]
    rows = max(1, round(columns * height / width / 2))
    small = np.asarray(Image.fromarray(image).resize((columns, rows * 2), Image.Resampling.BOX))
    text = Text(no_wrap=True)
    for row in range(rows):
        for upper, lower in zip(small[2 * row], small[2 * row + 1], strict=True):
            text.append(
                UPPER_HALF, f"rgb({upper[0]},{upper[1]},{upper[2]}) on rgb({lower[0]},{lower[1]},{lower[2]})"
            )
        text.append("\n")
    return text
