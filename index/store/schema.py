"""The tables of the store, version by version."""

from __future__ import annotations

import sqlite3

from index import migrations
from index.migrations import version_of

__all__ = ["MIGRATIONS", "READABLE", "VERSION", "migrate", "stand_in", "version_of"]

_V1 = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- The folders and files that the user named; paths are absolute.
CREATE TABLE roots (number INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE);

-- Every file that was read to its end, as it was then. `problems`: a JSON list of `writing.Problem`.
CREATE TABLE files (
    number INTEGER PRIMARY KEY,
    root INTEGER NOT NULL REFERENCES roots (number),
    path TEXT NOT NULL,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    ctime_ns INTEGER NOT NULL,
    text_version INTEGER NOT NULL,
    complete INTEGER NOT NULL,
    problems TEXT NOT NULL DEFAULT '[]',
    UNIQUE (root, path)
);

-- `revision` rises with every change of a row; AUTOINCREMENT so that the key of a removed article never comes back.
CREATE TABLE articles (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    file INTEGER NOT NULL REFERENCES files (number),
    row INTEGER NOT NULL,
    path TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    title TEXT NOT NULL,
    title_origin TEXT NOT NULL,
    label TEXT NOT NULL,
    words INTEGER NOT NULL,
    source TEXT,
    source_origin TEXT NOT NULL,
    published TEXT,
    published_origin TEXT NOT NULL,
    authors TEXT NOT NULL,
    authors_origin TEXT NOT NULL,
    url TEXT,
    language TEXT,
    encoding TEXT NOT NULL,
    encoding_guessed INTEGER NOT NULL,
    warnings TEXT NOT NULL,
    revision INTEGER NOT NULL
);
CREATE INDEX articles_by_file ON articles (file, row);
CREATE INDEX articles_by_revision ON articles (revision);
CREATE INDEX articles_by_text ON articles (text_sha256);

CREATE TABLE texts (article INTEGER PRIMARY KEY, text TEXT NOT NULL, blocks TEXT NOT NULL);

CREATE TABLE removals (key INTEGER PRIMARY KEY, revision INTEGER NOT NULL);

-- What the rules found in one article: mentions as a packed array, and the article's own groups of names as JSON.
CREATE TABLE analyses (
    article INTEGER PRIMARY KEY,
    rules_version INTEGER NOT NULL,
    mentions BLOB NOT NULL,
    forms TEXT NOT NULL,
    actors TEXT NOT NULL
);

-- Actors as the program resolves them, before the user's corrections.
CREATE TABLE actors (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, kind TEXT NOT NULL);
CREATE TABLE names (
    number INTEGER PRIMARY KEY,
    actor INTEGER NOT NULL,
    form TEXT NOT NULL,
    kind TEXT NOT NULL,
    UNIQUE (actor, form, kind)
);
CREATE TABLE article_names (
    article INTEGER NOT NULL,
    name INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (article, name)
) WITHOUT ROWID;
CREATE INDEX article_names_by_name ON article_names (name, article, count);
"""

_V2 = """
-- All that a list shows, in one piece of 15 MB for a hundred thousand articles: with texts beside them, their rows lie
-- scattered over some 400 MB, which took thirteen seconds to read from a cold disk.
CREATE INDEX articles_in_list ON articles (
    path, key, id, label, title, title_origin, source, source_origin, published, published_origin, words
);
"""

_V3 = """
-- What was declared of the file outside it when it was read (see readers/declared.py): empty where nothing was.
ALTER TABLE files ADD COLUMN declared TEXT NOT NULL DEFAULT '';
"""

_V4 = """
-- Trained pipelines that ever looked at articles: name and versions. 0 in `analyses` stands for the rules alone.
CREATE TABLE pipelines (number INTEGER PRIMARY KEY, stamp TEXT NOT NULL UNIQUE);
ALTER TABLE analyses ADD COLUMN pipeline INTEGER NOT NULL DEFAULT 0;

-- What a pipeline saw in a piece of text (see nlp/seen.py); the key is a hash of the words and the pipeline.
CREATE TABLE seen (piece INTEGER PRIMARY KEY, pipeline INTEGER NOT NULL, names BLOB NOT NULL);

-- Analyses in which a pipeline took part, until many take the place of those by rules at once and are resolved with
-- them: so no article is without its actors meanwhile. `revision` is the article's as it was looked at.
CREATE TABLE close_analyses (
    article INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL,
    rules_version INTEGER NOT NULL,
    mentions BLOB NOT NULL,
    forms TEXT NOT NULL,
    actors TEXT NOT NULL,
    pipeline INTEGER NOT NULL
);
"""

_V5 = """
-- Where address and language come from; rows of older versions are known better when their files are read again.
ALTER TABLE articles ADD COLUMN url_origin TEXT NOT NULL DEFAULT 'unknown';
ALTER TABLE articles ADD COLUMN language_origin TEXT NOT NULL DEFAULT 'unknown';
UPDATE articles SET url_origin = 'stated' WHERE url <> '';
UPDATE articles SET language_origin = 'stated' WHERE language <> '';

-- In which language the text is by its words; empty where they do not tell.
ALTER TABLE analyses ADD COLUMN language TEXT NOT NULL DEFAULT '';
-- Whether names were looked for, which are known in some languages only.
ALTER TABLE analyses ADD COLUMN named INTEGER NOT NULL DEFAULT 1;

-- The languages of all articles, without going through what lies beside them.
CREATE INDEX articles_by_language ON articles (language, language_origin);
CREATE INDEX analyses_by_language ON analyses (language);
"""

_V6 = """
-- The lines of each article that may stand in others of its source, too (see build/repetition/lines.py), and the
-- numbers of its blocks that are marked because they do. `source` is made of its name, 0 where it takes no part.
CREATE TABLE lines (
    article INTEGER PRIMARY KEY,
    source INTEGER NOT NULL,
    lines BLOB NOT NULL,
    marked BLOB NOT NULL
);
CREATE INDEX lines_by_source ON lines (source);
-- Sources that articles came to or left since all of theirs were marked.
CREATE TABLE unsettled (source INTEGER PRIMARY KEY);
"""

_V7 = """
-- All local actors with one key, over all articles (see actors/candidates.py): sums that an article is added to, and
-- taken off again. `forms`: JSON, form → count. `family` is what people of like surnames share. `leader`: the leading
-- candidate of those that are one person by name, NULL where it is this one; `actor`: what it is part of, NULL until
-- that is found out.
CREATE TABLE candidates (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    family TEXT,
    leader INTEGER,
    actor INTEGER,
    forms TEXT NOT NULL,
    weight INTEGER NOT NULL,
    typed INTEGER NOT NULL,
    known INTEGER NOT NULL,
    UNIQUE (key, kind)
);
CREATE INDEX candidates_by_family ON candidates (family) WHERE family IS NOT NULL;
CREATE INDEX candidates_by_leader ON candidates (leader) WHERE leader IS NOT NULL;
CREATE INDEX candidates_by_actor ON candidates (actor) WHERE actor IS NOT NULL;

-- In how many articles an acronym stands for a candidate; `bare` is the key of the acronym alone.
CREATE TABLE meanings (
    bare TEXT NOT NULL,
    acronym TEXT NOT NULL,
    candidate INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (bare, acronym, candidate)
) WITHOUT ROWID;
CREATE INDEX meanings_by_candidate ON meanings (candidate);

-- The candidates of the article's own groups of names, packed, in their order; NULL until they are counted in.
ALTER TABLE analyses ADD COLUMN candidates BLOB;
CREATE INDEX analyses_not_counted ON analyses (article) WHERE candidates IS NULL;
-- What candidates have counted in of analyses that are no longer there.
CREATE TABLE withdrawn (article INTEGER PRIMARY KEY, actors TEXT NOT NULL, candidates BLOB NOT NULL);

-- What an actor's id is made of: mentions, leading candidate, what its id has in common with those that could take it.
ALTER TABLE actors ADD COLUMN weight INTEGER NOT NULL DEFAULT 0;
ALTER TABLE actors ADD COLUMN root INTEGER NOT NULL DEFAULT 0;
ALTER TABLE actors ADD COLUMN stem TEXT NOT NULL DEFAULT '';
CREATE INDEX actors_by_stem ON actors (stem);
"""

MIGRATIONS: tuple[str, ...] = (_V1, _V2, _V3, _V4, _V5, _V6, _V7)
VERSION = len(MIGRATIONS)
READABLE = 1
"""The oldest version that can be read where the folder can't be written: what came since only saves time, is for the
writer, or is made up for by `STAND_INS`."""

STAND_INS: tuple[tuple[int, str], ...] = (
    (
        5,
        """CREATE TEMP VIEW articles AS SELECT *,
           iif(url <> '', 'stated', 'unknown') AS url_origin,
           iif(language <> '', 'stated', 'unknown') AS language_origin FROM main.articles""",
    ),
    (5, "CREATE TEMP VIEW analyses AS SELECT *, '' AS language FROM main.analyses"),
)
"""What stands before the tables of a store that is older than this version and can't be brought up to date."""


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the store to `VERSION`."""
    migrations.migrate(connection, MIGRATIONS)


def stand_in(connection: sqlite3.Connection) -> None:
    """Let a store that can't be written look as if it were of `VERSION`."""
    found = version_of(connection)
    for version, view in STAND_INS:
        if found < version:
            connection.execute(view)
