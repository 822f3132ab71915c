"""The fields of a query that no word of the text answers: each becomes the set of articles that it means.

`actor: person: org: country: place:` are asked of the register, `id: path:` of the store, `lang:` of the store and of
what the user set, `is: tag: note:` of the notebook. A field whose data this version does not have yet says what it
needs.
"""

from __future__ import annotations

import fnmatch
from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from index.errors import DatelineError
from index.languages.codes import code_of
from index.model import NameKind
from index.notebook.marked import Marked
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

NOTEBOOK_FIELDS = frozenset({"is", "tag", "note"})

_NEEDS = MappingProxyType(
    {
        "speaker": "quotes with their speakers",
        "quote": "quotes with their speakers",
    }
)


class Fields:
    """Resolves fields against one state of the library, and remembers what it found but for the notebook's."""

    def __init__(
        self,
        store: Store,
        register: Callable[[], Register],
        languages: Callable[[], Mapping[int, str]],
        marked: Marked,
    ) -> None:
        """`register` is asked for only by the fields of actors, `languages` (by article key) only by theirs."""
        self._store = store
        self._register_now = register
        self._languages = languages
        self._marked = marked
        self._found: dict[tuple[str, str], DocSet] = {}
        self._actors: dict[tuple[str, str], list[int]] = {}

    def resolve(self, field: str, words: str) -> DocSet:
        """The articles that `field:words` means. Raises DatelineError for a field that has no data."""
        if field in NOTEBOOK_FIELDS:
            return self._of_notebook(field, words)
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

    def _of_notebook(self, field: str, words: str) -> DocSet:
        if field == "tag":
            return self._marked.keys_with_tag(words)
        if field == "note":
            return self._marked.keys_with_words(words)
        if words == "unread":
            return np.setdiff1d(self._all_keys(), self._marked.keys_read(), assume_unique=True)
        marked = {
            "read": self._marked.keys_read,
            "starred": self._marked.keys_starred,
            "noted": self._marked.keys_noted,
            "tagged": self._marked.keys_tagged_at_all,
        }
        return marked[words]()  # the parser lets nothing else pass

    def _all_keys(self) -> DocSet:
        if ("", "") not in self._found:
            self._found["", ""] = self._keys("SELECT key FROM articles ORDER BY key", ())
        return self._found["", ""]

    @property
    def _register(self) -> Register:
        return self._register_now()

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
        """A code or an English name, with all its regions; or `unknown`."""
        languages = self._languages()
        if words.casefold() == "unknown":
            return np.setdiff1d(self._all_keys(), np.array(sorted(languages), dtype=np.int64), assume_unique=True)
        begun = f"{(code_of(words) or words).lower()}-"
        keys = (key for key, language in languages.items() if f"{language}-".startswith(begun))
        return np.array(sorted(keys), dtype=np.int64)

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
