"""What a headless command costs beside Python itself and ripgrep, and that it loads no Textual."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from index.places import samples

ROUNDS = 9
_LOADED = "import sys; from tui.cli import main; main({words!r}); print('textual' in sys.modules, file=sys.stderr)"


def median_ms(argv: Sequence[str]) -> float:
    """Median wall-clock time of a whole process, in milliseconds."""
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        subprocess.run(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        taken.append(1000 * (time.perf_counter() - began))
    return statistics.median(taken)


def loads_textual(words: Sequence[str]) -> bool:
    """Whether a command loads Textual."""
    argv = [sys.executable, "-c", _LOADED.format(words=list(words))]
    return subprocess.run(argv, capture_output=True, text=True, check=True).stderr.endswith("True\n")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        library = ["--library", str(Path(folder) / "library")]
        dateline = [sys.executable, "-m", "tui", *library]
        subprocess.run([*dateline, "index", str(samples())], check=True, stdout=subprocess.DEVNULL)
        programs = {"python alone": [sys.executable, "-c", "pass"]}
        if shutil.which("rg"):
            programs["rg haftar"] = ["rg", "haftar", str(samples())]
        commands = (["--help"], ["list"], ["show", "000"], ["search", "haftar"], ["actors"], ["refs", "haftar"])
        programs |= {f"dateline {' '.join(words)}": [*dateline, *words] for words in commands}
        alone = 0.0
        for name, argv in programs.items():
            taken = median_ms(argv)
            alone = alone or taken
            words = argv[len(dateline) :] if name.startswith("dateline") else None
            textual = (
                "" if words is None else f"   loads Textual: {'yes' if loads_textual([*library, *words]) else 'no'}"
            )
            print(f"{name:<22}{taken:>8.0f} ms{taken / alone:>7.1f} times{textual}")


if __name__ == "__main__":
    main()
