"""``whichone chat``: say what you want, answer what it asks, watch it happen."""

from __future__ import annotations

import select
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.audits import AuditRate, with_audits
from cli.settings import Settings

if TYPE_CHECKING:
    from cli.session import Conversation
    from cli.view import View

FIRST_COUNTER = ("coke", "sprite", "apple", "clean_sponge", "jalapeno_chips")
"""What stands on the counter unless a seed is named: the first words one tries mean something there."""
FIRST_SEED = 7
"""Where it stands: everything in plain view, both drawers closed."""
HELP = """\
Say what the robot should do, in English or Chinese: "bring me the Coke", 把可乐拿给我.
When it asks: a number, your own words ("the left one", "not the red one", "both", "you choose"), "neither",
"why?" or "cancel"; another command takes the place of the one it asked about.
Afterwards: "undo" puts the thing back, "go home" parks the arm.
While the arm moves: Ctrl-C or "stop" and Enter stops it; a new command replaces the old one.
/frame shows what the robot last saw, /quit (or Ctrl-C twice, or Ctrl-D) leaves."""


def chat(
    context: typer.Context,
    seed: Annotated[int | None, typer.Option(help="Which counter.")] = None,
    resume: Annotated[str | None, typer.Option(metavar="ID", help="Go on with an earlier session.")] = None,
    scene: Annotated[str | None, typer.Option(help="Scene by name.")] = None,
    audit_rate: AuditRate = None,
) -> None:
    """Talk to the arm."""
    from rich.console import Console

    from cli import images, session
    from cli import settings as environment
    from cli.view import View

    settings: Settings = with_audits(context.obj, audit_rate)
    console = Console()
    view = View(console, images.method(settings.images, environment.terminal(), console))
    if resume is not None:
        if seed is not None or scene is not None or audit_rate is not None:
            raise typer.BadParameter(
                "--resume goes on with that session's own counter and audits: leave out --seed, --scene "
                "and --audit-rate"
            )
        opening = session.resumed(settings, resume)
    else:
        name, number, options = first_counter(settings, scene, seed)
        opening = session.opened(settings, name, number, **options)
    with console.status("waking up", spinner="dots"):
        conversation = opening.__enter__()
    try:
        _greet(conversation, view)
        if resume is not None:
            _follow(conversation.go_on(), conversation, view)
        _talk(conversation, view, Lines(settings.data / "history"))
    finally:
        view.quiet()
        opening.__exit__(None, None, None)


def first_counter(
    settings: Settings, scene: str | None = None, seed: int | None = None
) -> tuple[str, int, dict[str, Any]]:
    """The counter a conversation opens with: scene, seed and the scene's options."""
    name = scene or settings.scene
    options = {"kinds": FIRST_COUNTER} if seed is None and name == "kitchen" else {}
    return name, FIRST_SEED if seed is None else seed, options


def _greet(conversation: Conversation, view: View) -> None:
    from agent import Saw
    from agent.naming import sees
    from scenes.spoken import seen_in

    agent = conversation.agent
    language = agent.language
    where = f"{agent.scene.name}" + ("" if agent.scene.seed is None else f", seed {agent.scene.seed}")
    view.note(f"WhichOne · {where} · session {agent.session_id} · /help, /quit; Ctrl-C stops the arm")
    observation = agent.scene.observe(("front",))
    percepts = tuple(agent.policy.reader.look(observation))
    seen = sees(percepts, "zh" if language == "zh" else "en")
    name = agent.store.frames.keep(observation.images["front"])
    path = agent.store.frames.path(name)
    view.show(
        Saw(
            frames={"front": name},
            frame_path=None if path is None else str(path),
            percepts=percepts,
            text=seen_in(seen, language) if language in ("es", "de") else seen,
        )
    )
    view.show_frame()


def _talk(conversation: Conversation, view: View, lines: Lines) -> None:
    """Prompt by prompt, until the user leaves."""
    pressed = False
    while True:
        try:
            text = lines.next()
        except KeyboardInterrupt:
            if pressed:
                return
            pressed = True
            view.note("Ctrl-C again leaves; the arm is still")
            continue
        except EOFError:
            return
        pressed = False
        word = text.strip().lower()
        if word in ("/quit", "/exit", "/q"):
            return
        if word in ("/help", "/?"):
            view.note(HELP)
        elif word == "/frame":
            view.show_frame()
        elif word.startswith("/"):
            view.note(f"{word} is no command of mine: /help, /frame, /quit")
        elif text.strip() or conversation.agent.question is not None:
            _follow(conversation.say(text), conversation, view)


def _follow(events: Iterable[Any], conversation: Conversation, view: View) -> None:
    """Show events as they come. While the arm moves, a typed line goes to the agent at once.

    Anything typed before it moves is left for the next prompt: it may be the answer to a question.
    """
    from agent import Stepped

    for event, _ in events:
        view.show(event)
        if isinstance(event, Stepped) and (line := (_typed() or "").strip()):
            view.note(f"(heard: {line})")
            conversation.agent.interject(line)
    view.quiet()


def _typed() -> str | None:
    """A line typed while the arm moves, if there is one: never waits."""
    if not sys.stdin.isatty():
        return None
    try:
        ready, _, _ = select.select([sys.stdin], [], [], 0.0)
    except (OSError, ValueError):
        return None
    return sys.stdin.readline() if ready else None


class Lines:
    """Lines from the user: with history and editing in a terminal, plain ones from a pipe."""

    def __init__(self, history: Path) -> None:
        self._session: Any = None
        if sys.stdin.isatty() and sys.stdout.isatty():
            from prompt_toolkit import PromptSession
            from prompt_toolkit.history import FileHistory

            history.parent.mkdir(parents=True, exist_ok=True)
            self._session = PromptSession(history=FileHistory(str(history)))

    def next(self) -> str:
        """The next line.

        Raises:
            EOFError: there are no more.
            KeyboardInterrupt: Ctrl-C at the prompt.
        """
        from cli.view import YOU

        if self._session is not None:
            text: str = self._session.prompt(YOU)
            return text
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        sys.stdout.write(f"{YOU}{line.rstrip()}\n")
        return line.rstrip("\n")
