"""``whichone run``: one command, for scripts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.audits import AuditRate, with_audits
from cli.settings import Settings

if TYPE_CHECKING:
    from agent import Event
    from evals.scorers import Score


def run(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="What the robot should do.")],
    seed: Annotated[int, typer.Option(help="Which counter.")] = 0,
    answer: Annotated[
        list[str] | None, typer.Option(help="The answer to a question; repeat for several.")
    ] = None,
    target: Annotated[
        str | None,
        typer.Option("--json", metavar="FILE", help="Write the result as JSON; - for standard output."),
    ] = None,
    scene: Annotated[str | None, typer.Option(help="Scene by name.")] = None,
    audit_rate: AuditRate = None,
) -> None:
    """Do one command on a fresh counter, answering questions with --answer in turn.

    What happens is told on standard output, or on standard error when the JSON goes to standard output.
    """
    from rich.console import Console

    from cli import files, session
    from cli.view import ROBOT, YOU, View

    settings: Settings = with_audits(context.obj, audit_rate)
    view = View(Console(stderr=target == "-"))
    if target is not None:
        files.check_writable(target)
    answers = list(answer or [])
    with session.opened(settings, scene or settings.scene, seed) as conversation:
        record = Record(text, seed, conversation.language(text))
        said: str | None = text
        while said is not None:
            view.console.print(f"{YOU}{said}", markup=False, highlight=False)
            for event, score in conversation.say(said):
                view.show(event)
                record.hear(event, score)
            view.quiet()
            said = None
            if record.waiting:
                if answers:
                    said = answers.pop(0)
                    record.answered(said)
                else:
                    left = "the arm holds" if record.moving else "nothing was done"
                    view.console.print(f"{ROBOT}(no --answer is left; {left})", markup=False)
        record.trace_id = record.trace_id or conversation.last_trace()
    if target is not None:
        files.write(record.to_json(), target)


class Record:
    """The documented JSON, filled event by event."""

    def __init__(self, text: str, seed: int, language: str) -> None:
        self.document: dict[str, Any] = {
            "instruction": text,
            "seed": seed,
            "language": language,
            "belief": [],
            "decision": None,
            "questions": [],
            "plan": None,
            "outcome": None,
        }
        self.trace_id: str | None = None
        self.waiting = False
        """A question was asked and has no answer yet."""
        self.moving = False
        """It was asked in mid-motion: what is being done was decided before, and the arm holds."""

    def hear(self, event: Event, score: Score | None) -> None:
        """Take in one event, with the scorer's verdict at the end of a turn that acted."""
        from agent import Asked, Done, Means, Planned, Refused

        document = self.document
        if isinstance(event, Means) and not document["belief"]:
            document["belief"] = [
                {"reading": one.text, "probability": one.probability} for one in event.readings
            ]
        elif isinstance(event, Asked):
            self.waiting = True
            self.moving = event.question.factor == "motion"
            if not self.moving:
                document["decision"] = "ask"
            document["questions"].append(
                {
                    "text": event.question.text,
                    "options": [option.text for option in event.question.options],
                    "answer": None,
                }
            )
        elif isinstance(event, Planned):
            document["decision"], document["plan"] = "act", event.text
        elif isinstance(event, Refused):
            document["decision"] = "refuse"
        elif isinstance(event, Done):
            self.trace_id = event.trace_id
            if document["decision"] == "act":
                outcome = event.outcome
                document["outcome"] = {
                    "success": score.success if score else outcome.success,
                    "reason": score.reason if score else outcome.reason,
                    "steps": outcome.steps,
                    "control_hz": outcome.control_hz,
                }

    def answered(self, text: str) -> None:
        """Note the answer given to the last question."""
        self.document["questions"][-1]["answer"], self.waiting = text, False

    def to_json(self) -> str:
        """The document, its keys in the documented order."""
        return json.dumps({**self.document, "trace_id": self.trace_id}, ensure_ascii=False, indent=1)
