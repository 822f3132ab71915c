"""The app over a library in memory, run in a terminal by tests: keeps what Textual writes beside what the driver sends.

`python -m tests.tui.child LOG`
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.tui.stories import newsroom
from tui.app import DatelineApp
from tui.driver import FrugalDriver


class Logging(FrugalDriver):
    """Writes down what comes in."""

    def write(self, data: str) -> None:
        with Path(sys.argv[1]).open("a", encoding="utf-8") as log:
            log.write(data)
        super().write(data)


def main() -> None:
    app = DatelineApp(newsroom)
    assert app.driver_class is FrugalDriver, "the app draws with it on a terminal"
    app.driver_class = Logging
    app.run()
    sys.exit(app.return_code)


if __name__ == "__main__":
    main()
