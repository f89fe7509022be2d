"""What a conversation looks like: the agent's events as lines a person reads."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text

from agent import Asked, Done, Event, Means, Planned, Rationale, Refused, Said, Saw, Stepped
from agent.language import noun
from cli import images
from cli.settings import Images

YOU, ROBOT, INDENT = "you    › ", "robot  › ", " " * 9
MOST_MEANINGS = 6


def probability(value: float) -> str:
    """``.26``, ``1.0``, and ``<.01`` for what is not nothing."""
    if 0.0 < value < 0.005:
        return "<.01"
    return f"{value:.2f}".removeprefix("0") if value < 0.995 else "1.0"


def meanings(event: Means, most: int = MOST_MEANINGS) -> str:
    """The most probable readings on one line."""
    parts = [f"{one.text} {probability(one.probability)}" for one in event.readings[:most]]
    rest = len(event.readings) - most
    return " | ".join(parts) + (f" | {rest} more" if rest > 0 else "")


def step_line(event: Stepped) -> str:
    """One control step: how far it is, its tokens, and how to stop."""
    tokens = " ".join(f"{token:3d}" for token in event.tokens)
    target = noun(event.target, "en")
    line = f"{event.skill} {target}  step {event.skill_step}/{event.skill_limit}  {tokens}"
    if event.distance_m is not None:
        line += f"  {100 * event.distance_m:.0f} cm to go"
    if event.limits:
        line += f"  limited: {', '.join(event.limits)}"
    return line + "  (stop: Ctrl-C)"


class View:
    """Prints events as they come. Control steps share one line that is rewritten in a terminal."""

    def __init__(self, console: Console, how: Images = "none") -> None:
        """Args:
        console: where to print.
        how: how frames are shown beside questions.
        """
        self.console = console
        self._how = how
        self._frame: Path | None = None
        self._live: Live | None = None
        self._refusal = ""

    def show(self, event: Event) -> None:
        """Print one event."""
        if isinstance(event, Stepped):
            self._step(event)
            return
        self.quiet()
        if isinstance(event, Saw):
            self._saw(event)
        elif isinstance(event, Means):
            self._line("means    ", meanings(event), "cyan")
        elif isinstance(event, Asked):
            self._asked(event)
        elif isinstance(event, Planned):
            self._line(ROBOT, f"Plan: {event.text}  [{probability(event.plan.probability)}]", "bold green")
        elif isinstance(event, Rationale):
            self._line(INDENT, event.text, "green")
        elif isinstance(event, Said | Refused):
            self._refusal = event.text if isinstance(event, Refused) else ""
            self._line(ROBOT, event.text, "bold yellow" if isinstance(event, Refused) else "bold")
        elif isinstance(event, Done):
            self._done(event)

    def quiet(self) -> None:
        """End the rewritten line, if one is up."""
        if self._live is not None:
            self._live.stop()
            self._live = None

    def note(self, text: str) -> None:
        """Something about the conversation rather than in it."""
        self.quiet()
        self.console.print(Text(text, style="dim"))

    @property
    def frame(self) -> Path | None:
        """The last front frame seen, if it was kept."""
        return self._frame

    def show_frame(self) -> None:
        """Show the last frame and where it is."""
        if self._frame is None:
            self._line(INDENT, "no frame yet: say something first", "dim")
            return
        images.show(self._frame, self._how, self.console)
        self.console.print(Text(f"{INDENT}frame {self._frame}", style="dim"), soft_wrap=True)

    def _line(self, label: str, text: str, style: str = "") -> None:
        """A label and text that wraps under itself."""
        if not self.console.is_terminal:  # one line each, so that scripts can read them
            self.console.print(f"{label}{text}", markup=False, highlight=False, soft_wrap=True)
            return
        grid = Table.grid(padding=0)
        grid.add_column(width=len(label), no_wrap=True)
        grid.add_column(ratio=1, overflow="fold")
        grid.add_row(Text(label, style="dim"), Text(text, style=style))
        self.console.print(grid)

    def _saw(self, event: Saw) -> None:
        self._frame = Path(event.frame_path) if event.frame_path else self._frame
        self._line("sees     ", event.text + (f"   frame {self._frame.name}" if self._frame else ""))

    def _asked(self, event: Asked) -> None:
        self._line(ROBOT, event.question.text, "bold")
        choices = Text()
        if event.question.kind == "which":
            for option in event.question.options:
                choices.append(f"  {option.number}  ", style="bold cyan").append(option.text + "\n")
        if self._frame is not None and self._how == "blocks":
            beside = Table.grid(padding=(0, 1))
            beside.add_row(INDENT, images.blocks_of(self._frame), choices)
            self.console.print(beside)
        elif self._frame is not None and self._how != "none":
            images.show(self._frame, self._how, self.console)
            self.console.print(choices, end="")
        if self._frame is not None:
            self.console.print(Text(f"{INDENT}frame {self._frame}", style="dim"), soft_wrap=True)

    def _step(self, event: Stepped) -> None:
        if not self.console.is_terminal:
            return
        if self._live is None:
            self._live = Live(console=self.console, auto_refresh=False, transient=True)
            self._live.start()
        self._live.update(
            Text(INDENT + step_line(event), style="dim", no_wrap=True, overflow="ellipsis"), refresh=True
        )

    def _done(self, event: Done) -> None:
        outcome = event.outcome
        notes = []
        if outcome.questions:
            notes.append(f"{outcome.questions} question{'s' if outcome.questions > 1 else ''}")
        if outcome.steps:
            notes.append(f"{outcome.steps} steps, {outcome.seconds:.1f} s")
        tail = (f" ({', '.join(notes)})" if notes else "") + f" trace {event.trace_id}"
        if event.text and event.text != self._refusal:
            self._line(ROBOT, event.text + tail, "bold green" if outcome.steps else "bold")
        else:
            self._line(INDENT, tail.strip(), "dim")
