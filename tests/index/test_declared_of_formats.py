"""What is stated of a file outside it reaches its articles, whatever its format is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.model import Article, Origin
from index.readers import READABLE, Declared, read
from index.readers.records.sidecar import DESCRIBED
from tests.index.samples import samples_of
from tests.mail_files import box, message

SAID = "The user’s own word"


def articles(path: Path, declared: Declared) -> list[Article]:
    return [item for item in read(path, path.name, declared=declared) if isinstance(item, Article)]


def sample(suffix: str, folder: Path) -> Path:
    path = folder / f"a{suffix}"
    path.write_bytes(samples_of(suffix, None)[0])
    return path


@pytest.mark.parametrize("suffix", sorted(READABLE.keys() - {".opml"}))
def test_a_source_that_is_declared_is_that_of_each_article_that_states_none(suffix: str, tmp_path: Path) -> None:
    path = sample(suffix, tmp_path)
    plain = articles(path, Declared())
    declared = articles(path, Declared(values=(("source", SAID),)))
    assert plain
    stated = [article.source if article.source_origin is Origin.STATED else SAID for article in plain]
    assert [article.source for article in declared] == stated


@pytest.mark.parametrize("suffix", DESCRIBED)
def test_the_file_beside_it_counts_for_more_than_the_article(suffix: str, tmp_path: Path) -> None:
    path = sample(suffix, tmp_path)
    (tmp_path / "a.json").write_text(json.dumps({"source": SAID, "date": "2019-03-04"}))
    (article,) = articles(path, Declared(sidecar="a.json"))
    assert (article.source, article.source_origin) == (SAID, Origin.SIDECAR)
    assert (str(article.published), article.published_origin) == ("2019-03-04", Origin.SIDECAR)


@pytest.mark.parametrize("suffix", [".eml", ".mbox"])
def test_mail_is_in_the_encoding_that_is_declared(suffix: str, tmp_path: Path) -> None:
    words = "Правительство сообщило об этом в понедельник."
    whole = message(words.encode("koi8-r"), Subject="?!").replace(b"?!", "Указ подписан".encode("koi8-r"))
    path = tmp_path / f"a{suffix}"
    path.write_bytes(box(whole) if suffix == ".mbox" else whole)
    (article,) = articles(path, Declared(encoding="koi8-r"))
    assert (article.title, article.text.rpartition("\n")[2]) == ("Указ подписан", words)
    assert (article.encoding, article.encoding_guessed, article.warnings) == ("koi8-r", False, ())
