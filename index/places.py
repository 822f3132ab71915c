"""Where things are: the XDG folders, and the sample articles that travel with the program.

Nothing is made here, and the environment is read when asked, not at import.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from index.errors import DatelineError


def samples() -> Path:
    """The folder of the five sample articles: inside an installed package, beside it in a checkout."""
    package = Path(__file__).parent
    inside = package / "seeds"
    return inside if inside.is_dir() else package.parent / "seeds"


def cache_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where libraries are; all of it can be deleted and comes back."""
    return _xdg("XDG_CACHE_HOME", ".cache", environment)


def data_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where the user's own work is: corrections and notes."""
    return _xdg("XDG_DATA_HOME", ".local/share", environment)


def config_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where the user's settings are: `config.toml`."""
    return _xdg("XDG_CONFIG_HOME", ".config", environment)


def default_library(environment: Mapping[str, str] = os.environ) -> Path:
    """The library that `dateline index` builds and every command reads, unless another is named."""
    named = environment.get("DATELINE_LIBRARY")
    return Path(named) if named else cache_folder(environment) / "library"


def library_of(paths: Sequence[Path], environment: Mapping[str, str] = os.environ) -> Path:
    """The library that `dateline read PATH…` keeps for just these paths: one folder never mixes with another."""
    import hashlib  # before the first paint, and only where paths are named

    resolved = "\0".join(sorted({str(path.resolve()) for path in paths}))
    digest = hashlib.sha256(resolved.encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return cache_folder(environment) / "read" / digest


SHARED_CORRECTIONS = "DATELINE_SHARED_CORRECTIONS"
"""The variable that names the shared corrections; it wins over `config.toml`."""


def shared_corrections(environment: Mapping[str, str] = os.environ) -> Path | None:
    """The file of corrections that is shared with others; None where none is named.

    A relative path in `config.toml` begins at its folder. Raises DatelineError where that file can't be read, so that
    nobody knows.
    """
    if named := environment.get(SHARED_CORRECTIONS):
        return _from_home(named)
    path = config_folder(environment) / CONFIG_FILE
    if not os.path.lexists(path):
        return None
    import tomllib  # only where there are settings

    try:
        section = tomllib.loads(path.read_text("utf-8")).get("corrections", {})
    except (OSError, ValueError) as error:
        remedy = "`dateline config --check` says what is wrong"
        raise DatelineError("unreadable, so no shared corrections apply", place=str(path), remedy=remedy) from error
    shared = section.get("shared") if isinstance(section, dict) else None
    return path.parent / _from_home(shared) if isinstance(shared, str) and shared else None


def _from_home(path: str) -> Path:
    """A path that may begin with `~`; left as it is where nobody says whose home that is."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path)


CONFIG_FILE = "config.toml"
STORE_FILE = "store.sqlite3"
NOTEBOOK_FILE = "notebook.sqlite3"
ROOTS_FILE = "roots"
"""The store's roots once more, parted by NUL, for the day on which the store itself can't be read."""
REPORT_FILE = "report.jsonl"
REPORT_FILE_IN_WRITING = f"{REPORT_FILE}.new"
"""What became of each file in the last import, and in the one that is going on."""


def is_library(folder: Path) -> bool:
    """Whether a library was built in this folder, whatever state it is in."""
    return (folder / STORE_FILE).exists() or (folder / ROOTS_FILE).exists()


def remembered_roots(folder: Path) -> list[str]:
    """The roots that a library was last built from; none where nobody remembers."""
    try:
        return [root for root in (folder / ROOTS_FILE).read_text("utf-8").split("\0") if root]
    except (OSError, UnicodeDecodeError):
        return []


def read_before(environment: Mapping[str, str] = os.environ) -> list[tuple[Path, str]]:
    """The libraries that `dateline read PATH…` has kept, each with what it is of, newest first."""
    kept = [folder for folder in (cache_folder(environment) / "read").glob("*") if is_library(folder)]
    kept.sort(key=lambda folder: folder.stat().st_mtime, reverse=True)
    return [
        (folder, ", ".join(printable(root) for root in roots)) for folder in kept if (roots := remembered_roots(folder))
    ]


def printable(path: str) -> str:
    """A path as text that any terminal, JSON and SQLite take: bytes that are no UTF-8 and control codes are escaped.

    A backslash is escaped, too, so that two names never look alike.
    """
    return escaped(path.replace("\\", "\\\\").encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace"))


def escaped(text: str) -> str:
    """A line of text as any terminal takes it: control codes, line ends and lone surrogates are escaped."""
    return "".join(c if c.isprintable() or c == " " else c.encode("unicode_escape").decode("ascii") for c in text)


def _xdg(variable: str, fallback: str, environment: Mapping[str, str]) -> Path:
    # The XDG specification has relative values ignored.
    named = environment.get(variable, "")
    if named.startswith("/"):
        return Path(named) / "dateline"
    try:
        return Path.home() / fallback / "dateline"
    except RuntimeError as error:
        raise DatelineError("nobody says where your home folder is", remedy=f"Set HOME or {variable}") from error
