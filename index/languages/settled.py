"""What an article's language is taken to be, out of what is stated and what its text says.

Pages state the language of the site around them, by template. So where a file states one, and its text is surely in
another, the text counts. What the user declares always counts; a text that speaks against it is only pointed out.
"""

from __future__ import annotations

from functools import lru_cache

from index.languages.codes import KNOWN, are_near, code_of, name_of, primary
from index.model import Origin

NAMED = ("en",)
"""The languages whose names the rules of `index.actors` know."""


@lru_cache(maxsize=1 << 10)
def settled(stated: str | None, origin: Origin, found: str | None) -> tuple[str | None, Origin]:
    """The language and where it comes from; `found` is what the text says, None where that is not known."""
    code = code_of(stated) if stated else None
    if origin is Origin.USER:
        return code, origin
    if code is None:
        return found, Origin.INFERRED if found else Origin.UNKNOWN
    if origin is Origin.STATED and found and _contradict(code, found):
        return found, Origin.INFERRED
    return code, origin


def objection(stated: str | None, origin: Origin, found: str | None) -> str | None:
    """What a reader should know where the text is in another language than is stated; a sentence."""
    code = code_of(stated) if stated else None
    if code is None or found is None or not _contradict(code, found):
        return None
    if origin is Origin.STATED:
        return f"It is stated to be in {name_of(code)}, but its text is in {name_of(found)}."
    return f"It is declared to be in {name_of(code)}, but its text looks like {name_of(found)}."


def _contradict(stated: str, found: str) -> bool:
    """A language that can't be found is taken for another one, however sure that looks."""
    return primary(stated) in KNOWN | {"nb", "sh"} and not are_near(stated, found)


def has_names(language: str | None) -> bool:
    """Whether names are looked for in an article: in a language that the rules know, and where it is not known."""
    return language is None or primary(language) in NAMED


def why_no_names(language: str | None) -> str:
    """Why none are looked for, in words; empty where they are."""
    if language is None or has_names(language):
        return ""
    return f"{where_named()}; this article is in {name_of(language)}"


def where_named() -> str:
    """In which languages names are found, in words."""
    return "names are found in " + " and ".join(map(name_of, NAMED))
