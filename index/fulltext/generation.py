"""The manifest: which files are the index, as of which revision of which store, and whether they are whole.

    segments, table of contents ──fsync──▶ manifest.new ──fsync, rename──▶ manifest.json ──▶ older files removed

So at any moment, power loss included, the manifest on the disk names files that are complete. Nothing is unpickled
before its owner, size and (the table of contents) checksum are known to be right.
"""

from __future__ import annotations

import json
import os
import shutil
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import LibraryDamaged
from index.fulltext.analyzer import ANALYZER_VERSION

FORMAT_VERSION = 1
"""Rises when the manifest or the layout of the folder changes."""

INDEX_NAME = "MAIN"
"""What whoosh begins the names of its files with."""

MANIFEST = "manifest.json"
_NEW_MANIFEST = "manifest.new"
_LOCK = f"{INDEX_NAME}_WRITELOCK"


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file of the index as it was written."""

    size: int
    crc32: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """One state of the index."""

    store: str
    """Uuid of the store that the documents come from."""
    revision: int
    """Of the store, up to which everything is folded in."""
    generation: int = 0
    """Number of whoosh's table of contents; 0 where there is none."""
    files: Mapping[str, FileEntry] | None = None

    @property
    def entries(self) -> Mapping[str, FileEntry]:
        return self.files or {}


def words_version() -> str:
    """What has to be the same for an index to be read: how words are cut, and which fields there are."""
    from index.fulltext.schema import SCHEMA_VERSION

    return f"{ANALYZER_VERSION}.{SCHEMA_VERSION}"


def check_owner(folder: Path) -> None:
    """Raise LibraryDamaged where another user owns the folder or a file in it: an index is unpickled."""
    if not hasattr(os, "getuid"):
        return
    for path in (folder, *folder.glob("*")):
        try:
            owner = path.stat().st_uid
        except FileNotFoundError:
            continue
        if owner != os.getuid():
            raise LibraryDamaged(
                "the full-text index belongs to another user", place=str(path), remedy="Use a library of your own"
            )


def read_manifest(folder: Path, store: str) -> Manifest | None:
    """The manifest if it is whole, of this store, and its files have their sizes; else None.

    Raises LibraryDamaged where a newer version of this program wrote it.
    """
    try:
        said = json.loads((folder / MANIFEST).read_bytes())
        content = said["content"]
        if int(content["format"]) > FORMAT_VERSION:
            raise LibraryDamaged(
                "a newer version of dateline wrote the full-text index", place=str(folder), remedy="Update dateline"
            )
        if said["crc32"] != _checksum(content) or content["words"] != words_version() or content["store"] != store:
            return None
        files = {str(name): FileEntry(int(size), int(crc)) for name, (size, crc) in content["files"].items()}
        manifest = Manifest(store, int(content["revision"]), int(content["generation"]), files)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return manifest if _fits(folder, manifest) else None


def _fits(folder: Path, manifest: Manifest) -> bool:
    for name, entry in manifest.entries.items():
        try:
            if "/" in name or (folder / name).stat().st_size != entry.size:
                return False
            if name.endswith(".toc") and _crc32_of(folder / name) != entry.crc32:
                return False
        except OSError:
            return False
    return True


def write_manifest(folder: Path, manifest: Manifest, names: Iterable[str], known: Mapping[str, FileEntry]) -> Manifest:
    """Sync these files, then the manifest that names them; entries of unchanged files are taken from `known`.

    Gives the manifest with its files. Raises OSError where the disk is full or read-only; the old state stays.
    """
    files: dict[str, FileEntry] = {}
    for name in sorted(names):
        if name in known:
            files[name] = known[name]
        else:
            _sync(folder / name)
            files[name] = FileEntry((folder / name).stat().st_size, _crc32_of(folder / name))
    written = Manifest(manifest.store, manifest.revision, manifest.generation, files)
    content = {
        "format": FORMAT_VERSION,
        "words": words_version(),
        "store": written.store,
        "revision": written.revision,
        "generation": written.generation,
        "files": {name: [entry.size, entry.crc32] for name, entry in files.items()},
    }
    new = folder / _NEW_MANIFEST
    with new.open("w", encoding="utf-8") as file:
        json.dump({"content": content, "crc32": _checksum(content)}, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    _sync(folder)
    new.replace(folder / MANIFEST)
    _sync(folder)
    return written


def stamp(folder: Path) -> tuple[int, int, int] | None:
    """Changes whenever the manifest is replaced; None where there is none."""
    try:
        status = (folder / MANIFEST).stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size


def remove_strays(folder: Path, manifest: Manifest) -> None:
    """Remove what a killed writer left behind: files of the index that the manifest does not name.

    The caller holds the lock.
    """
    kept = {*manifest.entries, _LOCK}
    for path in folder.iterdir():
        if path.name == f"{INDEX_NAME}.tmp" and path.is_dir():
            shutil.rmtree(path)
        elif path.name not in kept and path.name.startswith((f"{INDEX_NAME}_", f"_{INDEX_NAME}_", _NEW_MANIFEST)):
            path.unlink(missing_ok=True)


def wrong_files(folder: Path, manifest: Manifest) -> list[str]:
    """A line for each file that is not as it was written; reads every byte. `dateline doctor` says them and repairs."""
    said = []
    for name, entry in manifest.entries.items():
        try:
            if (folder / name).stat().st_size != entry.size or _crc32_of(folder / name) != entry.crc32:
                said.append(f"{folder / name} is damaged")
        except OSError as error:
            said.append(f"{folder / name} can't be read: {error.strerror}")
    return said


def _checksum(content: Mapping[str, Any]) -> int:
    return zlib.crc32(json.dumps(content, sort_keys=True).encode("utf-8"))


def _crc32_of(path: Path) -> int:
    checksum = 0
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            checksum = zlib.crc32(block, checksum)
    return checksum


def _sync(path: Path) -> None:
    """Have the disk hold a file, or a folder's names."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
