"""The words of all articles: what the text and the metadata say, and nothing that analysis or the user decides.

    typed ──lexer, parser──▶ Query ──compile──▶ whoosh query ──evaluate──▶ keys, scores ──▶ Found
                               └──matches──▶ ranges of an article ──snippet──▶ Snippet
    Document ──folding──▶ segment ──generation──▶ manifest

Names are loaded when first used, so that a command that searches nothing does not load whoosh.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index.fulltext.documents import Document, document
    from index.fulltext.evaluate import SORTS, Found
    from index.fulltext.fulltext import FullText
    from index.fulltext.matches import match_groups, match_ranges, merged
    from index.fulltext.parser import every_word, parse
    from index.fulltext.query import Query
    from index.fulltext.snippets import snippet

_HOME = {
    "Document": "documents",
    "document": "documents",
    "Found": "evaluate",
    "SORTS": "evaluate",
    "FullText": "fulltext",
    "match_groups": "matches",
    "match_ranges": "matches",
    "merged": "matches",
    "every_word": "parser",
    "parse": "parser",
    "Query": "query",
    "snippet": "snippets",
}

__all__ = [
    "SORTS",
    "Document",
    "Found",
    "FullText",
    "Query",
    "document",
    "every_word",
    "match_groups",
    "match_ranges",
    "merged",
    "parse",
    "snippet",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)
