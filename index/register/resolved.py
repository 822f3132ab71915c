"""What one state of the store says of names before any correction, read when it is first asked for."""

from __future__ import annotations

from functools import cached_property

from index.model import ActorRef, NameKind
from index.register.names import Names, StoredName
from index.register.occurrences import Holding, Occurrences
from index.store import Store

_KINDS = {kind.value: kind for kind in NameKind}
"""Kinds by value: for tens of thousands of names a look-up in a dict is several times quicker than the enum's own."""


class Resolved:
    """Kept as long as the store stays as it is; every register of it shares one."""

    def __init__(self, store: Store, holding: Holding = lambda form: None) -> None:  # noqa: ARG005
        self.store = store
        self.occurrences = Occurrences(store, holding)

    @cached_property
    def names(self) -> Names:
        """Its actors and names."""
        connection = self.store.connection
        raw = connection.execute("SELECT number, id, name, kind FROM actors ORDER BY number").fetchall()
        index = {row["number"]: at for at, row in enumerate(raw)}
        counts = dict(connection.execute("SELECT name, SUM(count) FROM article_names GROUP BY name").fetchall())
        # Joined, so that a name whose actor is gone, which only damage can bring about, is passed over.
        stored = connection.execute(
            """SELECT names.number AS number, actor, form, names.kind AS kind FROM names
               JOIN actors ON actors.number = names.actor ORDER BY names.number"""
        ).fetchall()
        names = [
            StoredName(
                row["number"], index[row["actor"]], row["form"], _KINDS[row["kind"]], counts.get(row["number"], 0)
            )
            for row in stored
        ]
        return Names([ActorRef(row["id"], row["name"], _KINDS[row["kind"]]) for row in raw], names)
