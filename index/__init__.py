"""The engine: articles, their words and their names. These are its public names, each loaded when first used."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index.build.background import BackgroundBuild as BackgroundBuild
    from index.build.background import BackgroundNames as BackgroundNames
    from index.build.progress import BuildProgress as BuildProgress
    from index.build.progress import FileReport as FileReport
    from index.build.progress import FileStatus as FileStatus
    from index.build.report import ImportState as ImportState
    from index.build.report import Report as Report
    from index.changes import Change as Change
    from index.changes import Preview as Preview
    from index.citing.excerpts import Excerpt as Excerpt
    from index.citing.excerpts import as_json_lines as as_json_lines
    from index.citing.excerpts import as_markdown as as_markdown
    from index.corrections import corrections_of_user as corrections_of_user
    from index.counting import counted as counted
    from index.counting import duration as duration
    from index.errors import Cancelled as Cancelled
    from index.errors import DatelineError as DatelineError
    from index.errors import LibraryMissing as LibraryMissing
    from index.errors import NotebookBusy as NotebookBusy
    from index.errors import NotebookError as NotebookError
    from index.errors import QueryError as QueryError
    from index.errors import UnknownName as UnknownName
    from index.languages.codes import name_of as name_of
    from index.languages.settled import why_no_names as why_no_names
    from index.library import Library as Library
    from index.model import Actor as Actor
    from index.model import ActorRef as ActorRef
    from index.model import Article as Article
    from index.model import ArticleRow as ArticleRow
    from index.model import Block as Block
    from index.model import BlockKind as BlockKind
    from index.model import Concordance as Concordance
    from index.model import CrossReference as CrossReference
    from index.model import Evidence as Evidence
    from index.model import Facets as Facets
    from index.model import Gap as Gap
    from index.model import Hit as Hit
    from index.model import KwicLine as KwicLine
    from index.model import Mention as Mention
    from index.model import NameKind as NameKind
    from index.model import Origin as Origin
    from index.model import Page as Page
    from index.model import PartialDate as PartialDate
    from index.model import Scope as Scope
    from index.model import Snippet as Snippet
    from index.model import Style as Style
    from index.model import StyleKind as StyleKind
    from index.notebook.database import Patience as Patience
    from index.notebook.notebook import notebook_of_user as notebook_of_user
    from index.notebook.values import Marks as Marks
    from index.notebook.values import Note as Note
    from index.notebook.values import SavedSearch as SavedSearch
    from index.notebook.values import Standing as Standing
    from index.places import data_folder as data_folder
    from index.profiles import Called as Called
    from index.profiles import Description as Description
    from index.profiles import FormCount as FormCount
    from index.profiles import Period as Period
    from index.profiles import Profile as Profile
    from index.profiles import Step as Step
    from index.profiles import Timeline as Timeline
    from index.signs import STRAIGHT as STRAIGHT
    from index.sparkline import bars as bars
    from index.text import sentences as sentences

_MODULES = {
    "index.sparkline": ("bars",),
    "index.build.background": ("BackgroundBuild", "BackgroundNames"),
    "index.build.progress": ("BuildProgress", "FileReport", "FileStatus"),
    "index.build.report": ("ImportState", "Report"),
    "index.changes": ("Change", "Preview"),
    "index.corrections": ("corrections_of_user",),
    "index.counting": ("counted", "duration"),
    "index.errors": (
        "Cancelled",
        "DatelineError",
        "LibraryMissing",
        "NotebookBusy",
        "NotebookError",
        "QueryError",
        "UnknownName",
    ),
    "index.citing.excerpts": ("Excerpt", "as_json_lines", "as_markdown"),
    "index.languages.codes": ("name_of",),
    "index.languages.settled": ("why_no_names",),
    "index.library": ("Library",),
    "index.model": (
        "Actor",
        "ActorRef",
        "Article",
        "ArticleRow",
        "Block",
        "BlockKind",
        "Concordance",
        "CrossReference",
        "Evidence",
        "Facets",
        "Gap",
        "Hit",
        "KwicLine",
        "Mention",
        "NameKind",
        "Origin",
        "Page",
        "PartialDate",
        "Scope",
        "Snippet",
        "Style",
        "StyleKind",
    ),
    "index.notebook.database": ("Patience",),
    "index.notebook.notebook": ("notebook_of_user",),
    "index.notebook.values": ("Marks", "Note", "SavedSearch", "Standing"),
    "index.places": ("data_folder",),
    "index.profiles": ("Called", "Description", "FormCount", "Period", "Profile", "Step", "Timeline"),
    "index.signs": ("STRAIGHT",),
    "index.text": ("sentences",),
}
_HOME = {name: module for module, names in _MODULES.items() for name in names}

__all__ = list(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'index' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOME[name]), name)
