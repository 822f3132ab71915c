"""Every benchmark, one after the other: `python -m benchmarks [--data FOLDER]`.

FOLDER holds real articles (see CONTRIBUTING.md); what needs them is left out by name where it is absent.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from index.places import samples

PROJECT = Path(__file__).parent.parent


def run(title: str, *arguments: str, home: str) -> None:
    """One benchmark as a process of its own, in a home of its own."""
    print(f"\n=== {title}", flush=True)
    environment = os.environ | {"HOME": home, "XDG_CACHE_HOME": f"{home}/cache", "XDG_DATA_HOME": f"{home}/data"}
    subprocess.run([sys.executable, "-m", *arguments], check=False, cwd=PROJECT, env=environment)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = Path(os.environ.get("DATELINE_TEST_DATA", PROJECT.parent / "shared" / "data"))
    parser.add_argument("--data", type=Path, default=default, help="folder of real articles")
    data = parser.parse_args().data
    command = f"{sys.executable} -m tui read {samples()}"
    with tempfile.TemporaryDirectory() as home:
        run("the app in a terminal", "benchmarks.terminal", "--command", command, "--words", "East Libya", home=home)
        run("headless commands", "benchmarks.commands", home=home)
        run("names on the samples", "benchmarks.names", str(PROJECT / "tests/data/gold"), home=home)
        for title, name, module in (
            ("names on annotated news", "meantime-dev.jsonl", "benchmarks.names"),
            ("building and searching", "wikinews.jsonl.xz", "benchmarks.build"),
            ("building and searching", "stories-dev.jsonl.xz", "benchmarks.build"),
            ("articles in web pages", "html", "benchmarks.html"),
            ("days by rules", "stories-dev.jsonl.xz", "benchmarks.dates"),
            ("days by rules", "wikinews.jsonl.xz", "benchmarks.dates"),
        ):
            if (data / name).exists():
                run(f"{title}: {name}", module, str(data / name), home=home)
            else:
                print(f"\n=== {title}: left out, {data / name} is not there")


if __name__ == "__main__":
    main()
