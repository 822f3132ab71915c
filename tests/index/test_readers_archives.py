"""What is packed reads as it would unpacked, and what is packed to do harm is refused by name."""

from __future__ import annotations

import bz2
import copy
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import ReadError
from index.model import Article
from index.readers import Item, Limits, Remark, articles_in, is_readable, read
from index.readers.suffixes import suffix_of
from tests.index.test_readers import write

STORY = "Harbour board puts off rebuilding\n\nThe board met on Monday. It put the work off.\n"
OTHER = "Ferry company raises fares\n\nThe fares go up in May. Nobody said why.\n"
PACK: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.compress, ".xz": lzma.compress, ".bz2": bz2.compress}


def zipped(members: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def tarred(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return made.getvalue()


def items(path: Path, limits: Limits | None = None) -> list[Item]:
    try:
        return list(read(path, path.name, limits=limits))
    except ReadError as error:
        return [error]


def articles(path: Path, limits: Limits | None = None) -> list[Article]:
    return [item for item in items(path, limits) if isinstance(item, Article)]


def faults(path: Path, limits: Limits | None = None) -> list[str]:
    return [f"{item.place}: {item.message}" for item in items(path, limits) if isinstance(item, ReadError)]


@pytest.mark.parametrize("suffix", PACK)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.jsonl"])
def test_a_packed_file_reads_as_it_would_unpacked(tmp_path: Path, name: str, suffix: str) -> None:
    content = b'{"title": "One", "body": "Two words."}\n' * 3 if name == "a.jsonl" else STORY.encode()
    (tmp_path / name).write_bytes(content)
    (tmp_path / (name + suffix)).write_bytes(PACK[suffix](content))
    plain, packed = articles(tmp_path / name), articles(tmp_path / (name + suffix))
    assert [a.text for a in plain] == [a.text for a in packed]
    assert {a.path for a in packed} == {name + suffix}
    assert {a.label for a in plain} == {a.label for a in packed}


@pytest.mark.parametrize("name", ["b.zip", "b.tar", "b.tar.gz", "b.tgz", "b.tar.xz", "b.txz"])
def test_each_member_of_an_archive_is_an_article_under_its_own_path(tmp_path: Path, name: str) -> None:
    members = {
        "one.txt": STORY.encode(),
        "deep/er/two.md": OTHER.encode(),
        "picture.png": b"\x89PNG",
        ".hidden.txt": b"x",
    }
    made = zipped(members) if name == "b.zip" else tarred(members)
    for suffix, pack in PACK.items():
        if name.endswith((suffix, {".gz": ".tgz", ".xz": ".txz"}.get(suffix, "/"))):
            made = pack(made)
    (tmp_path / name).write_bytes(made)
    found = items(tmp_path / name)
    assert [a.path for a in found if isinstance(a, Article)] == [f"{name}/one.txt", f"{name}/deep/er/two.md"]
    assert next(a.title for a in found if isinstance(a, Article)) == "Harbour board puts off rebuilding"
    assert [a.words for a in found if isinstance(a, Remark)] == ["2 other files in it passed over"]


def test_archives_lie_in_archives_up_to_a_depth(tmp_path: Path) -> None:
    made = zipped({"in.txt": STORY.encode()})
    for _ in range(2):
        made = zipped({"inner.zip": made})
    (tmp_path / "a.zip").write_bytes(made)
    assert [a.path for a in articles(tmp_path / "a.zip")] == ["a.zip/inner.zip/inner.zip/in.txt"]
    (tmp_path / "b.zip").write_bytes(zipped({"inner.zip": made}))
    assert faults(tmp_path / "b.zip") == [
        "b.zip/inner.zip/inner.zip/inner.zip: it lies 3 archives deep, the most that is looked into"
    ]


@pytest.mark.parametrize("name", ["../out.txt", "a/../../out.txt", "/etc/out.txt"])
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_a_name_that_leads_out_is_refused_and_the_others_go_in(
    tmp_path: Path, name: str, pack: Callable[[dict[str, bytes]], bytes]
) -> None:
    path = tmp_path / ("a.zip" if pack is zipped else "a.tar")
    path.write_bytes(pack({name: STORY.encode(), "in.txt": OTHER.encode()}))
    assert [fault.partition(": ")[2] for fault in faults(path)] == ["its name leads out of the archive"]
    assert [a.title for a in articles(path)] == ["Ferry company raises fares"]
    assert sorted(one.name for one in tmp_path.iterdir()) == [path.name]


def test_links_and_devices_in_a_tar_are_nothing_to_read(tmp_path: Path) -> None:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo("link.txt")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    (tmp_path / "a.tar").write_bytes(made.getvalue())
    assert items(tmp_path / "a.tar") == []


@pytest.mark.parametrize("suffix", PACK)
def test_a_bomb_is_refused_by_name_whatever_it_is_packed_with(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"bomb.txt{suffix}"
    path.write_bytes(PACK[suffix](b"\0" * 40_000_000))
    limits = Limits(ratio=100, document_bytes=1 << 30)
    assert faults(path, limits) == [f"{path.name}: unpacked it is more than 100 times as large, as only a trap is"]


def test_a_bomb_in_a_zip_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"bomb.txt": b"\0" * 40_000_000, "in.txt": STORY.encode()}))
    limits = Limits(ratio=100, document_bytes=1 << 30)
    assert faults(tmp_path / "a.zip", limits) == [
        "a.zip/bomb.txt: unpacked it is more than 100 times as large, as only a trap is"
    ]
    assert len(articles(tmp_path / "a.zip", limits)) == 1


def test_a_line_without_an_end_in_a_packed_file_ends_with_the_bomb(tmp_path: Path) -> None:
    path = tmp_path / "bomb.jsonl.xz"
    path.write_bytes(lzma.compress(b'{"body": "' + b"a" * 60_000_000))
    found = faults(path, Limits(ratio=100))
    assert len(found) == 1
    assert "as only a trap is" in found[0]


def test_too_many_members_and_too_much_in_all_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({f"{n}.txt": STORY.encode() for n in range(20)}))
    assert faults(tmp_path / "a.zip", Limits(members=10)) == [
        "a.zip: it holds more than 10 files, the most that is read"
    ]
    (tmp_path / "a.tar").write_bytes(tarred({f"{n}.txt": STORY.encode() for n in range(20)}))
    assert "a.tar: it holds more than 10 files, the most that is read" in faults(tmp_path / "a.tar", Limits(members=10))
    assert "unpacked it is larger" in faults(tmp_path / "a.zip", Limits(archive_bytes=500))[0]


def test_a_zip_that_is_locked_says_so(tmp_path: Path) -> None:
    made = bytearray(zipped({"a.txt": STORY.encode()}, zipfile.ZIP_STORED))
    made[6] |= 1
    made[made.rindex(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "a.zip").write_bytes(made)
    assert faults(tmp_path / "a.zip") == ["a.zip/a.txt: it is locked with a password"]


@given(data=st.data())
def test_a_damaged_archive_gives_articles_and_faults_and_nothing_else(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    members = {"one.txt": STORY.encode(), "two.md": OTHER.encode()}
    suffix, made = data.draw(
        st.sampled_from(
            [
                (".zip", zipped(members)),
                (".tar", tarred(members)),
                (".tar.gz", gzip.compress(tarred(members))),
                (".txt.xz", lzma.compress(STORY.encode())),
                (".md.bz2", bz2.compress(STORY.encode())),
            ]
        )
    )
    hurt = bytearray(made)
    for _ in range(data.draw(st.integers(1, 5))):
        hurt[data.draw(st.integers(0, len(hurt) - 1))] = data.draw(st.integers(0, 255))
    hurt = hurt[: data.draw(st.integers(0, len(hurt)))]
    path = tmp_path_factory.mktemp("hurt") / f"a{suffix}"
    path.write_bytes(hurt)
    for item in items(path):
        assert isinstance(item, Article | ReadError | Remark)


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("a.txt", ".txt"),
        ("A.JSONL.XZ", ".jsonl"),
        ("a.md.gz", ".md"),
        ("a.tgz", ".tar"),
        ("a.tar.bz2", ".tar"),
        (".txt", ""),
        (".gz", ""),
        ("a.gz", ""),
        (".txt.gz", ""),
        ("a.exe", ""),
    ],
)
def test_the_name_says_what_is_inside(name: str, suffix: str) -> None:
    assert suffix_of(name) == suffix
    assert is_readable(Path(name)) == bool(suffix)


def test_a_packed_file_that_is_gone_says_so(tmp_path: Path) -> None:
    assert faults(tmp_path / "no.txt.gz") == ["no.txt.gz: the file is gone"]
    assert faults(tmp_path / "no.zip") == ["no.zip: the file is gone"]
    assert faults(write(tmp_path, "", "empty.zip")) == ["empty.zip: the archive is damaged (File is not a zip file)"]


def test_files_of_a_zip_that_share_their_data_are_refused(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", STORY * 1000)
        for number in range(500):
            again = copy.copy(archive.filelist[0])
            again.filename = f"{number}.txt"
            archive.filelist.append(again)
    (tmp_path / "a.zip").write_bytes(made.getvalue())
    assert faults(tmp_path / "a.zip") == ["a.zip: its files lie on top of one another, as only those of a trap do"]


def test_heads_of_a_tar_that_only_lead_to_further_heads_are_damage(tmp_path: Path) -> None:
    head = tarfile.TarInfo("long")
    head.type, head.size = tarfile.GNUTYPE_LONGNAME, 5
    (tmp_path / "a.tar").write_bytes((head.tobuf(tarfile.GNU_FORMAT) + b"abcde".ljust(512, b"\0")) * 5_000)
    (fault,) = faults(tmp_path / "a.tar")
    assert fault.startswith("a.tar: the archive is damaged")


@pytest.mark.parametrize("comment", [b"", b"written by hand"])
def test_the_files_of_a_zip_are_counted_by_what_it_says(tmp_path: Path, comment: bytes) -> None:
    made = io.BytesIO(zipped({f"{number}.txt": b"x" for number in range(300)}))
    with zipfile.ZipFile(made, "a") as archive:
        archive.comment = comment
    (tmp_path / "a.zip").write_bytes(made.getvalue())
    assert articles_in(tmp_path / "a.zip") == 300
    (tmp_path / "a.zip").write_bytes(made.getvalue()[:-8])
    assert articles_in(tmp_path / "a.zip") in (1, 300)
    (tmp_path / "a.zip").write_bytes(b"")
    assert articles_in(tmp_path / "a.zip") == 1


def test_a_file_without_a_name_is_no_article_and_costs_the_others_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    made = zipped({"nameless": b"Nobody knows.", "b.txt": b"Harbour board meets\n\nIt met on Monday.\n"})
    path.write_bytes(made.replace(b"nameless", b"\0ameless"))  # zipfile cuts names at a NUL
    read_all = list(read(path, path.name))
    assert [item.title for item in read_all if isinstance(item, Article)] == ["Harbour board meets"]
    assert not any(isinstance(item, ReadError) for item in read_all)
