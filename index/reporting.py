"""What a library tells of its own making: the report of its last import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.opened import Opened

if TYPE_CHECKING:
    from index.build.report import Report


class Reporting(Opened):
    """The part of `Library` that reads the report."""

    def report(self, known: Report | None = None) -> Report | None:
        """What became of each file in the last import; None where no import has left a report.

        `known` itself comes back where it is still that one, so that one can ask often. Raises LibraryDamaged for a
        report that can't be read, which keeps no other question from its answer.
        """
        from index.build.report import read_report

        return read_report(self.folder, known)
