"""``python -m evals.suites.check_handwritten [FILE ...]``: what is in the hand-written files.

Prints counts, then every sentence that truth contradicts on its scene and every sentence that fits a
frame of the grammar. Ends with status 1 if there is any. Counters are drawn without a simulator, which
takes seconds; ``--scenes`` builds and renders each, as an evaluation does, which takes minutes.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from evals.results import EvaluationError
from evals.suites import handwritten, placing
from evals.suites.overlap import shared_template
from scenes.splits import SEEDS


def problems(file: handwritten.HandFile, seeds: Sequence[int], scenes: bool) -> Iterator[str]:
    """Every contradiction and every shared template, one line each."""
    check = placing.place_row if scenes else placing.place_row_on_paper
    for row in file.scene:
        for expected, sentence in row.sentences():
            language = file.language
            # Spanish and German have no grammar to share a frame with.
            template = shared_template(sentence.text, language) if language in ("en", "zh") else None
            if template is not None:
                yield f"{row.id} ({expected}): {sentence.text!r} fits the grammar's frame {template}"
        for seed in seeds:
            try:
                check(row, seed)
            except EvaluationError as error:
                yield str(error)
                break


def counts(file: handwritten.HandFile) -> str:
    """One line of counts."""
    said = [(expected, sentence) for row in file.scene for expected, sentence in row.sentences()]
    by_expected = Counter(expected for expected, _ in said)
    by_source = Counter(sentence.source for expected, sentence in said if expected == "ambiguous")
    sources = ", ".join(f"{source} {n}" for source, n in by_source.most_common())
    return (f"{len(said)} sentences on {len(file.scene)} scenes: {by_expected['clear']} clear, "
            f"{by_expected['ambiguous']} ambiguous ({sources or 'none'})")


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the files named, or those that ship."""
    parser = argparse.ArgumentParser(prog="python -m evals.suites.check_handwritten", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--seeds", type=int, default=1, help="layouts tried for each row")
    parser.add_argument("--scenes", action="store_true", help="build and render every scene")
    chosen = parser.parse_args(arguments)
    paths = chosen.files or list(handwritten.files().values())
    if not paths:
        print(f"no hand-written files in {handwritten.FOLDER}")
        return 1
    wrong = 0
    for path in paths:
        try:
            file = handwritten.read(path)
        except EvaluationError as error:
            print(error)
            wrong += 1
            continue
        print(f"{path.name}: {counts(file)}")
        first = SEEDS["dev"].start
        for line in problems(file, range(first, first + 1000 * chosen.seeds, 1000),
                             chosen.scenes):
            print(f"  {line}")
            wrong += 1
    print("no problems" if not wrong else f"{wrong} problem{'s' if wrong > 1 else ''}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
