"""The tables of the notebook, version by version.

An article is an entry of its own here, numbered once and never removed; its sightings say where it was met: below which
root, under which id, with which text. So marks and notes outlive a renamed, moved, copied or edited file.
"""

from __future__ import annotations

_V1 = """
-- `revision` counts the writes that a list of articles or notes would show.
CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO meta VALUES ('revision', 0);

-- `place`: the code point at which the article was left. `revision`: of the last write that its row shows.
CREATE TABLE articles (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    read INTEGER NOT NULL DEFAULT 0,
    starred INTEGER NOT NULL DEFAULT 0,
    place INTEGER NOT NULL DEFAULT 0,
    revision INTEGER NOT NULL
);
CREATE INDEX articles_by_revision ON articles (revision);

-- Where an article was met, as it was the last time there. `root` is absolute; the rest is what the file says.
CREATE TABLE sightings (
    article INTEGER NOT NULL REFERENCES articles (number),
    root TEXT NOT NULL,
    id TEXT NOT NULL,
    path TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    title TEXT NOT NULL,
    source TEXT,
    published TEXT,
    PRIMARY KEY (article, root, id)
) WITHOUT ROWID;
CREATE INDEX sightings_by_text ON sightings (text_sha256);
CREATE INDEX sightings_by_root ON sightings (root, article);

-- `folded`: what makes two spellings the same tag.
CREATE TABLE tags (number INTEGER PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL UNIQUE);
CREATE TABLE article_tags (
    article INTEGER NOT NULL REFERENCES articles (number),
    tag INTEGER NOT NULL REFERENCES tags (number),
    PRIMARY KEY (article, tag)
) WITHOUT ROWID;
CREATE INDEX article_tags_by_tag ON article_tags (tag, article);

-- Half-open range in code points of the text of that hash, with the words there and around; 0, 0 and no words for a
-- note on the whole article. `removed`: when it was taken away; it stays, so that it can come back.
CREATE TABLE notes (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    article INTEGER NOT NULL REFERENCES articles (number),
    text TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    quote TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    created TEXT NOT NULL,
    changed TEXT NOT NULL,
    removed TEXT
);
CREATE INDEX notes_by_article ON notes (article);

CREATE TABLE searches (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    folded TEXT NOT NULL UNIQUE,
    query TEXT NOT NULL,
    seen_at TEXT NOT NULL
);
-- What a search had found below a root when it was last looked at: 16 bytes a hit, see index.notebook.searches.
CREATE TABLE search_hits (
    search INTEGER NOT NULL REFERENCES searches (number),
    root TEXT NOT NULL,
    hits BLOB NOT NULL,
    PRIMARY KEY (search, root)
) WITHOUT ROWID;
"""

MIGRATIONS: tuple[str, ...] = (_V1,)
VERSION = len(MIGRATIONS)
