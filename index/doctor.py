"""Checks a library, its corrections and roots and the notebook; repairs what the files or the store can give back."""

from __future__ import annotations

import itertools
import shutil
import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from index.build.folding import FULLTEXT_FOLDER, entered, fold, open_full_text, settings_of
from index.build.lock import writing as lock
from index.build.pipeline import build
from index.correcting import described
from index.corrections import Corrections, ReadCorrections
from index.counting import counted
from index.errors import LibraryDamaged, LibraryMissing, NotebookError
from index.notebook.notebook import Notebook
from index.operations import ArticleRef, Set
from index.places import STORE_FILE, is_library, remembered_roots
from index.register import Register, Resolved
from index.register.overlay import Misfit
from index.store import Store
from index.store.soundness import unsound


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be."""

    what: str
    harm: bool = True
    """False for what is only worth knowing."""
    repaired: bool = False
    remedy: str = ""


def examine(folder: Path, corrections: Corrections, *, repair: bool, notebook: Notebook | None = None) -> list[Finding]:
    """All findings, most serious first. Raises LibraryMissing where there is none, LibraryBusy while a build writes."""
    of_notebook = [] if notebook is None else _of_notebook(notebook)
    return [*_of_library(folder, corrections, repair=repair), *of_notebook]


def _of_notebook(notebook: Notebook) -> list[Finding]:
    """What is wrong with the notebook, which is the user's and never changed here."""
    try:
        damage = notebook.database.damage()
    except NotebookError as error:
        return [Finding(f"{error.place}: {error.message}", remedy=error.remedy)]
    finally:
        notebook.close()
    remedy = "It is left as it is: put a copy in its place, or save with `sqlite3 FILE .recover` what can be read"
    return [Finding(f"{notebook.path}: the notebook is damaged ({one})", remedy=remedy) for one in damage[:1]]


def _of_library(folder: Path, corrections: Corrections, *, repair: bool) -> list[Finding]:
    if not is_library(folder):
        raise LibraryMissing("no library here", place=str(folder), remedy="`dateline index PATH` builds one")
    with lock(folder):
        damage, findings = _examine_store(folder, corrections, repair=repair)
    return findings if damage is None else [_rebuilt_store(folder, corrections, damage, repair=repair)]


def _examine_store(folder: Path, corrections: Corrections, *, repair: bool) -> tuple[str | None, list[Finding]]:
    """What is wrong with the store itself, or None and what else there is to say."""
    try:
        store = Store.open(folder)
    except LibraryMissing:
        return "the store is gone", []
    except LibraryDamaged as error:
        if error.newer:
            raise
        return error.message, []
    try:
        damage = store.damage() or unsound(store)
        if damage:
            more = f", and {len(damage) - 1:,} more faults" if len(damage) > 1 else ""
            return damage[0] + more, []
        return None, [*_full_text(folder, store, corrections, repair=repair), *_worth_knowing(store, corrections)]
    except sqlite3.OperationalError:
        raise  # locked, full, refused: trouble that passes, and no damage
    except sqlite3.DatabaseError as error:
        return str(error), []
    finally:
        store.close()


def _rebuilt_store(folder: Path, corrections: Corrections, damage: str, *, repair: bool) -> Finding:
    """Build anew beside the damaged store, from the roots that it still knows."""
    what = f"the store is damaged ({damage})"
    roots = [Path(root) for root in remembered_roots(folder)]
    gone = [str(root) for root in roots if not root.exists()]
    if not roots or len(gone) == len(roots):
        remedy = f"Delete {folder} and run `dateline index PATH` on your articles; corrections are kept elsewhere"
        return Finding(what, remedy=remedy)
    if not repair:
        return Finding(what, remedy="`dateline doctor` without --check rebuilds it from the files")
    aside = _set_aside(folder)
    build(folder, [root for root in roots if root.exists()], corrections=corrections)
    said = f"Rebuilt from the files; what was damaged lies in {aside}"
    if gone:
        said += f". Not there now, and to be indexed again when they are: {', '.join(gone)}"
    return Finding(what, repaired=not gone, remedy=said)


def _set_aside(folder: Path) -> Path:
    """Move the damaged store to a folder of its own, so that nothing is lost that somebody could still read."""
    with lock(folder):
        numbers = (number for number in itertools.count(1) if not (folder / f"damaged-{number}").exists())
        aside = folder / f"damaged-{next(numbers)}"
        aside.mkdir()
        for path in folder.glob(f"{STORE_FILE}*"):
            path.rename(aside / path.name)
        _remove(folder / FULLTEXT_FOLDER)
    return aside


def _remove(path: Path) -> None:
    """Whatever stands there, folder or file."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _full_text(folder: Path, store: Store, corrections: Corrections, *, repair: bool) -> list[Finding]:
    full_text = open_full_text(folder, store)
    try:
        damage = full_text.check()
        behind = full_text.revision != store.revision
        what = "; ".join(damage) or "the full text lacks what the store has"
        if not damage and not behind:
            return []
        if not repair:
            return [Finding(what, remedy="`dateline doctor` without --check repairs it")]
    finally:
        full_text.close()
    if damage:
        _remove(folder / FULLTEXT_FOLDER)
    writer, full_text = Store.create(folder), open_full_text(folder, store)
    try:
        fold(writer, full_text, entered(writer, settings_of(corrections)))
    finally:
        full_text.close()
        writer.close()
    return [Finding(what, repaired=True, remedy="Made anew from the store")]


def _worth_knowing(store: Store, corrections: Corrections) -> list[Finding]:
    findings = [
        Finding(f"{root} is not there now; its articles stay as they were read", harm=False)
        for root in store.roots()
        if not Path(root).exists()
    ]
    if unread := store.unread_files():
        remedy = "`dateline report --status failed` names each with the reason"
        what = f"{counted(unread, 'file')} could not be read, whole or in part"
        findings.append(Finding(what, harm=False, remedy=remedy))
    return [*findings, *_of_corrections(store, corrections.readable())]


def _of_corrections(store: Store, read: ReadCorrections) -> list[Finding]:
    findings = [Finding(str(trouble), harm=trouble is read.trouble) for trouble in read.troubles]
    findings += [Finding(line, harm=False, remedy="It is left out; the others apply") for line in read.broken]
    findings += [Finding(line, harm=False, remedy="It stays, and does no harm") for line in read.idle]
    return findings + _unfit(store, read)


def _unfit(store: Store, read: ReadCorrections) -> list[Finding]:
    """The corrections that fit nothing in this library, or not wholly, in the order of the files."""
    why: dict[int, list[Misfit]] = defaultdict(list)
    for misfit in Register.of(Resolved(store), read.own_operations, read.shared_operations).unfit:
        why[id(misfit.operation)].append(misfit)
    findings = []
    for entry in read.entries:
        operation = entry.operation
        misfits = why[id(operation)]
        if isinstance(operation, Set) and not _is_here(store, operation.article):
            misfits = [Misfit(operation, f"the article {operation.article.path} is not here")]
        if misfits:
            fits = "fits nothing in this library" if any(m.wholly for m in misfits) else "fits only in part"
            reasons = "; ".join(misfit.why for misfit in misfits)
            what = f"{entry.place} {fits}: {described(operation)} ({reasons})"
            findings.append(Finding(what, harm=False, remedy="It stays in the file, and applies where it fits"))
    return findings


def _is_here(store: Store, article: ArticleRef) -> bool:
    return store.find_article(article.id, article.text_sha256) is not None
