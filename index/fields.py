"""The fields of a query that no word of the text answers: each becomes the set of articles that it means.

`actor: person: org: country: place:` are asked of the register, `id: path: lang:` of the store. A field whose data this
version does not have yet says what it needs.
"""

from __future__ import annotations

import fnmatch
from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from index.errors import DatelineError
from index.model import NameKind
from index.register import Register
from index.store import Store

DocSet = npt.NDArray[np.int64]
"""Article keys, sorted, each once."""

ACTOR_FIELDS: Mapping[str, NameKind | None] = MappingProxyType(
    {
        "actor": None,
        "person": NameKind.PERSON,
        "org": NameKind.ORGANISATION,
        "country": NameKind.COUNTRY,
        "place": NameKind.PLACE,
    }
)

_NEEDS = MappingProxyType(
    {
        "speaker": "quotes with their speakers",
        "quote": "quotes with their speakers",
        "tag": "tags",
        "note": "notes",
        "is": "read marks and stars",
    }
)


class Fields:
    """Resolves fields against one state of the library, and remembers what it found."""

    def __init__(self, store: Store, register: Register) -> None:
        self._store = store
        self._register = register
        self._found: dict[tuple[str, str], DocSet] = {}
        self._actors: dict[tuple[str, str], list[int]] = {}

    def resolve(self, field: str, words: str) -> DocSet:
        """The articles that `field:words` means. Raises DatelineError for a field that has no data."""
        if (field, words) not in self._found:
            self._found[field, words] = self._resolve(field, words)
        return self._found[field, words]

    def _resolve(self, field: str, words: str) -> DocSet:
        if field in ACTOR_FIELDS:
            keys = {key for actor in self.actors(field, words) for key in self._register.articles(actor)}
            return np.array(sorted(keys), dtype=np.int64)
        of_store = {
            "id": self._by_id,
            "path": self._by_path,
            "lang": self._by_language,
        }
        if field in of_store:
            return of_store[field](words)
        raise DatelineError(f"{field}: needs {_NEEDS.get(field, 'data')}, which this version does not have yet")

    def actors(self, field: str, words: str) -> list[int]:
        """The actors that such a field means, most mentioned first."""
        if (field, words) not in self._actors:
            self._actors[field, words] = self._register.find(words, ACTOR_FIELDS[field])
        return self._actors[field, words]

    def reading(self, field: str, words: str) -> str:
        """Whom an actor field was taken to mean, in words."""
        found = self.actors(field, words)
        if not found:
            return f"{field}:{words} is nobody"
        names = [self._register.actors[actor].name for actor in found[:3]]
        more = f" and {len(found) - 3:,} more" if len(found) > 3 else ""
        return f"{field}:{words} is {', '.join(names)}{more}"

    def _by_id(self, words: str) -> DocSet:
        start = words.casefold()
        query = "SELECT key FROM articles WHERE substr(id, 1, ?) = ? ORDER BY key"
        return self._keys(query, (len(start), start))

    def _by_language(self, words: str) -> DocSet:
        language = words.casefold()
        query = "SELECT key FROM articles WHERE lower(language) = ? OR lower(language) LIKE ? ORDER BY key"
        escaped = language.replace("%", "").replace("_", "")
        return self._keys(query, (language, f"{escaped}-%"))

    def _by_path(self, words: str) -> DocSet:
        """A part of the path, or a pattern of the whole with `*` and `?`; case makes no difference."""
        wanted = words.casefold()
        pattern = wanted if "*" in wanted or "?" in wanted else f"*{_literal(wanted)}*"
        rows = self._store.connection.execute("SELECT key, path FROM articles ORDER BY key")
        return np.array([key for key, path in rows if fnmatch.fnmatchcase(path.casefold(), pattern)], dtype=np.int64)

    def _keys(self, query: str, values: tuple[object, ...]) -> DocSet:
        rows = self._store.connection.execute(query, values)
        return np.array([row[0] for row in rows], dtype=np.int64)


def _literal(text: str) -> str:
    return text.replace("[", "[[]")
