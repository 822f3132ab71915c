"""What a build has to do: the roots to look through, and which of their files are new, changed or gone.

Nothing of a file is read for it. What needs no work, or can't be looked at, is reported here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.build.progress import FileReport, FileStatus, of_warnings
from index.build.scan import FoundFile, Root, UnlistedFolder, files_below, widest
from index.counting import counted
from index.errors import DatelineError
from index.places import ROOTS_FILE, printable, remembered_roots
from index.readers import Limits
from index.readers.depends import may_end_otherwise
from index.store import Store, writing
from index.store.writing import KnownFile

NOT_THERE = "the folder or file is not there now; its articles are kept as they were last read"


@dataclass(frozen=True, slots=True)
class Plan:
    """What there is to do below one root."""

    root: Root
    number: int
    """Of the root, in the store."""
    read: tuple[FoundFile, ...]
    known: dict[str, KnownFile]
    """Path below the root → the file as it was last read."""
    vanished: tuple[KnownFile, ...]


class Planner:
    """Compares what there is with what the store knows."""

    def __init__(
        self, store: Store, limits: Limits, report: Callable[[FileReport], None], heed: Callable[[], None]
    ) -> None:
        """`heed` is called between two files, and raises where the build is to stop."""
        self._store = store
        self._limits = limits
        self._report = report
        self._heed = heed
        self._absorbed: list[str] = []
        """Names of the roots that lie within one that is planned."""

    def roots(self, paths: Sequence[Path]) -> list[Root]:
        """The roots to look through; without `paths` all that are known.

        Raises DatelineError where nothing of what was asked for is there.
        """
        missing = [path for path in paths if not path.exists()]
        if paths and len(missing) == len(paths):
            raise DatelineError(
                "no such file or folder",
                place=", ".join(printable(str(path)) for path in missing),
                remedy="Name a folder of articles, or a file of them",
            )
        for path in missing:
            self._report(FileReport(printable(str(path)), FileStatus.FAILED, "no such file or folder"))
        # A store that was lost is made anew from what the library was built from before.
        folder = self._store.path.parent
        known = [Root(Path(root)) for root in self._store.roots() or remembered_roots(folder)]
        asked = [Root(path.resolve()) for path in paths if path.exists()] or known
        return widest(known, asked)

    def plans(self, roots: Sequence[Root]) -> list[Plan]:
        """What there is to do below each root that is there; the store knows them all from then on."""
        plans = [plan for root in roots if (plan := self._plan(root)) is not None]
        self._keep_roots()
        return plans

    def forget_absorbed(self) -> None:
        """The roots that lie within a wider one are none any more, once their files were found again below it."""
        writing.remove_roots(self._store.connection, self._absorbed)
        self._keep_roots()

    def _keep_roots(self) -> None:
        path = self._store.path.parent / ROOTS_FILE
        if path.is_dir():
            path.rename(path.with_suffix(".strange"))
        fresh = path.with_suffix(".new")
        fresh.write_text("\0".join(self._store.roots()), "utf-8")
        fresh.replace(path)

    def _plan(self, root: Root) -> Plan | None:
        connection = self._store.connection
        if not root.path.exists():
            self._report(FileReport(printable(str(root.path)), FileStatus.FAILED, NOT_THERE))
            return None
        number = writing.root_number(connection, root.name)
        known = writing.known_files(connection, number)
        seen: set[str] = set()
        unlisted: list[str] = []
        read: list[FoundFile] = []
        for found in files_below(root):
            self._heed()
            if isinstance(found, UnlistedFolder):
                unlisted.append(found.relative + "/")
                self._report(found.report)
            elif isinstance(found, FileReport):
                # What can't be looked at now may be there all the same, so it is not taken for removed.
                seen.update([found.path] if found.status is FileStatus.FAILED else [])
                self._report(found)
            elif self._is_unchanged(known.get(found.relative), found):
                seen.add(found.relative)
                self._report_unchanged(known[found.relative])
            else:
                seen.add(found.relative)
                read.append(found)
        gone = (file for path, file in known.items() if path not in seen and not path.startswith(tuple(unlisted)))
        return Plan(root, number, tuple(read), known, (*gone, *self._of_narrower_roots(root)))

    def _of_narrower_roots(self, root: Root) -> Iterator[KnownFile]:
        """Files of the roots that lie within this one: they are found again below it, and the narrower root is none."""
        connection = self._store.connection
        for other in self._store.roots():
            if other != root.name and root.covers(Path(other)):
                yield from writing.known_files(connection, writing.root_number(connection, other)).values()
                self._absorbed.append(other)

    def _is_unchanged(self, known: KnownFile | None, found: FoundFile) -> bool:
        if known is None or not known.complete or known.state != found.state:
            return False
        return not any(may_end_otherwise(problem.depends, self._limits) for problem in known.problems)

    def _report_unchanged(self, file: KnownFile) -> None:
        for one in file.problems:
            status = FileStatus.SKIPPED if one.passed_over else FileStatus.FAILED
            self._report(FileReport(one.place or file.path, status, one.message, remedy=one.remedy))
        articles = list(writing.known_articles(self._store.connection, file.number).values())
        if articles:
            single = len(articles) == 1 and articles[0].row == 0
            warned = writing.warnings_of(self._store.connection, file.number)
            if single:
                said = ["; ".join(warned[0][1]) if warned else ""]
            else:
                doubts = of_warnings(len(articles), len(warned), *warned[0]) if warned else ""
                said = [counted(len(articles), "article"), doubts]
            reason = "; ".join(filter(None, said))
            self._report(FileReport(file.path, FileStatus.UNCHANGED, reason, articles[0].id if single else None))
        elif not file.problems:
            self._report(FileReport(file.path, FileStatus.SKIPPED, "no article is in it, as before"))
