"""EPUB → articles: laws first, then what a chapter is, what is stated, and what can't be read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import ReadError
from index.model import Article, BlockKind, Origin
from index.readers import Limits, Remark, read
from tests.epub_files import CONTAINER, epub, ncx, package, xhtml, zipped
from tests.index.test_readers import articles, contents, holds_together, reads_again

RELAXED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100, deadline=None)
FIRST = xhtml("<h1>The gates</h1><p>The army seized the town on Monday.</p><p>It left again.</p>")
SECOND = xhtml("<h1>The market</h1><p>Residents said that nobody had asked them.</p>")
PLAIN = xhtml("<p>It went on as it had begun, and nobody was surprised.</p>")
TWO = {"one.xhtml": FIRST, "two.xhtml": SECOND}


def written(folder: Path, content: bytes, name: str = "a.epub") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def of(folder: Path, content: bytes) -> list[Article]:
    found = [item for item in articles(written(folder, content)) if not isinstance(item, Remark)]
    assert all(isinstance(item, Article) for item in found), found
    return [item for item in found if isinstance(item, Article)]


def refused(folder: Path, content: bytes, limits: Limits | None = None) -> ReadError:
    with pytest.raises(ReadError) as caught:
        list(read(written(folder, content), "a.epub", limits=limits))
    assert caught.value.place.startswith("a.epub")
    assert caught.value.remedy
    return caught.value


@RELAXED
@given(
    st.lists(
        st.lists(
            st.sampled_from(["<h1>The gates</h1>", "<p>The town.</p>", '<p id="x">It left.</p>', "<p>a<br/>b</p>", "3"])
            | st.text("ab<>&;/p é\ue0001\ue001", max_size=20),
            max_size=6,
        ).map("".join),
        min_size=1,
        max_size=4,
    ),
    st.none()
    | st.lists(st.tuples(st.sampled_from(["0.xhtml", "1.xhtml#x", "0.xhtml#x"]), st.text("ab 1", max_size=9))),
)
def test_canonical_text_of_epub_is_a_fixed_point(
    tmp_path: Path, bodies: list[str], nav: list[tuple[str, str]] | None
) -> None:
    content = epub({f"{number}.xhtml": xhtml(body) for number, body in enumerate(bodies)}, nav=nav)
    found = articles(written(tmp_path, content))
    rows = [article.row for article in found if isinstance(article, Article)]
    assert rows == sorted(set(rows))
    for article in found:
        if isinstance(article, Article):
            holds_together(article)
            reads_again(article, tmp_path)


SAMPLE = {
    "META-INF/container.xml": CONTAINER,
    "OPS/book.opf": package(list(TWO)),
    "OPS/toc.ncx": ncx([("one.xhtml", "Gates"), ("two.xhtml", "Market")]),
    "OPS/one.xhtml": FIRST,
    "OPS/two.xhtml": SECOND,
}


@RELAXED
@given(
    st.sampled_from(sorted(SAMPLE)),
    st.lists(st.tuples(st.integers(0, 900), st.binary(max_size=3), st.integers(0, 30)), max_size=4),
)
def test_no_damage_of_a_member_raises_anything_but_a_read_error(
    tmp_path: Path, name: str, changes: list[tuple[int, bytes, int]]
) -> None:
    content = SAMPLE[name].encode()
    for at, put, taken in changes:
        content = content[:at] + put + content[at + taken :]
    for article in articles(written(tmp_path, zipped({**SAMPLE, name: content}))):
        if isinstance(article, Article):
            holds_together(article)


@RELAXED
@given(st.lists(st.tuples(st.integers(0, 2000), st.binary(max_size=3), st.integers(0, 5)), min_size=1, max_size=3))
def test_no_damage_of_the_archive_raises_anything_but_a_read_error(
    tmp_path: Path, changes: list[tuple[int, bytes, int]]
) -> None:
    content = zipped(SAMPLE)
    for at, put, taken in changes:
        content = content[:at] + put + content[at + taken :]
    articles(written(tmp_path, content))


# --- chapters


def test_a_chapter_is_an_article_and_the_book_its_source(tmp_path: Path) -> None:
    first, second = of(tmp_path, epub(TWO, nav=[("one.xhtml", "1. The gates"), ("two.xhtml", "2. The market")]))
    assert (first.title, second.title) == ("1. The gates", "2. The market")
    assert (first.path, first.row, second.row) == ("a.epub", 0, 1)
    assert (first.source, first.source_origin, first.label) == ("The Town", Origin.STATED, "The Town")
    assert (first.authors, str(first.published), first.language) == (("Ann Example",), "2020-01-06", "en")
    assert first.published_origin is Origin.STATED


def test_the_spine_says_the_order_and_no_name_does(tmp_path: Path) -> None:
    files = {"chapter10.xhtml": SECOND, "chapter2.xhtml": FIRST}
    found = of(tmp_path, epub(files, spine=["chapter2.xhtml", "chapter10.xhtml"]))
    assert [article.title for article in found] == ["The gates", "The market"]


def test_the_contents_of_epub_2_name_the_chapters(tmp_path: Path) -> None:
    found = of(tmp_path, zipped(SAMPLE))
    assert [article.title for article in found] == ["Gates", "Market"]
    assert contents(found[0], BlockKind.HEADING) == ["The gates"]


def test_without_contents_a_file_is_a_chapter_named_by_its_heading(tmp_path: Path) -> None:
    found = of(tmp_path, epub({**TWO, "three.xhtml": PLAIN}))
    assert [article.title for article in found][:2] == ["The gates", "The market"]
    assert len(found) == 3


def test_a_chapter_goes_on_in_a_file_that_the_contents_do_not_name(tmp_path: Path) -> None:
    files = {"one.xhtml": FIRST, "more.xhtml": PLAIN, "two.xhtml": SECOND}
    first, second = of(tmp_path, epub(files, nav=[("one.xhtml", "Gates"), ("two.xhtml", "Market")]))
    assert first.text.endswith("nobody was surprised.")
    assert (first.row, second.row) == (0, 2)


def test_chapters_in_one_file_are_parted_where_the_contents_lead(tmp_path: Path) -> None:
    body = (
        "<section><div><p>It had begun before.</p></div>"
        '<div><h2><a id="c1"></a>Gates</h2><p>The army came.</p></div></section>'
        '<p id="c2">Nobody had asked.</p>'
    )
    links = [("one.xhtml", "Before"), ("two.xhtml#c1", "Gates"), ("two.xhtml#c2", "Market")]
    found = of(tmp_path, epub({"one.xhtml": PLAIN, "two.xhtml": xhtml(body)}, nav=links))
    assert [article.title for article in found] == ["Before", "Gates", "Market"]
    assert found[0].text.endswith("It had begun before.")
    assert found[2].text == "Market\n\nNobody had asked."
    assert len({article.id for article in found}) == 3


def test_sections_of_a_chapter_do_not_part_it(tmp_path: Path) -> None:
    nested = xhtml(
        '<nav epub:type="toc"><ol><li><a href="one.xhtml">Gates</a>'
        '<ol><li><a href="one.xhtml#s">A section</a></li></ol></li></ol></nav>'
    )
    files = {"one.xhtml": xhtml('<p>It came.</p><h2 id="s">A section</h2><p>It left.</p>'), "two.xhtml": SECOND}
    found = of(tmp_path, epub(files, more={"OPS/nav.xhtml": nested}))
    assert [article.title for article in found] == ["Gates", "The market"]


def test_the_heading_of_a_part_stands_before_its_first_chapter(tmp_path: Path) -> None:
    files = {"part.xhtml": xhtml("<h1>Part One</h1>"), **TWO}
    first, _ = of(tmp_path, epub(files, nav=[(name, name[:3]) for name in files]))
    assert first.title == "one"
    assert contents(first, BlockKind.HEADING)[0] == "Part One"


def test_cover_contents_and_copyright_are_passed_over_and_counted(tmp_path: Path) -> None:
    files = {
        "cover.xhtml": xhtml("<p>Cover</p>", 'epub:type="cover"'),
        "rights.xhtml": xhtml('<section epub:type="copyright-page"><p>All rights reserved.</p></section>'),
        "old.xhtml": xhtml("<p>A title page</p>"),
        **TWO,
    }
    guide = '<reference type="title-page" href="old.xhtml"/>'
    content = epub(files, nav=[("one.xhtml", "1"), ("two.xhtml", "2")], guide=guide)
    found = articles(written(tmp_path, content))
    assert [item.row for item in found if isinstance(item, Article)] == [3, 4]
    assert isinstance(found[-1], Remark)
    assert found[-1].words.startswith("3 parts")


def test_contents_that_nothing_calls_so_are_passed_over_and_a_chapter_with_links_is_not(tmp_path: Path) -> None:
    links = "".join(f'<p><a href="{name}">What the army did there, and when</a></p>' for name in TWO) * 3
    outside = links.replace('href="', 'href="https://example.org/')
    files = {"list.xhtml": xhtml(f"<h1>Contents</h1>{links}"), "out.xhtml": xhtml(f"<h1>More</h1>{outside}"), **TWO}
    found = of(tmp_path, epub(files, nav=[(name, name) for name in files]))
    assert [article.title for article in found] == ["out.xhtml", "one.xhtml", "two.xhtml"]


def test_a_book_that_lies_in_a_folder_of_its_archive_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(epub(TWO))) as archive:
        members = {f"The Town/{name}": archive.read(name) for name in archive.namelist()}
    inside = of(tmp_path, zipped({**members, "__MACOSX/The Town/._mimetype": b"x"}))
    assert [article.text for article in inside] == [article.text for article in of(tmp_path, epub(TWO))]


def test_a_book_of_one_chapter_bears_the_title_of_the_book(tmp_path: Path) -> None:
    (article,) = of(tmp_path, epub({"one.xhtml": FIRST}, nav=[("one.xhtml", "Gates")]))
    assert (article.title, article.source) == ("The Town", "Sample Press")


# --- what is stated


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ('<dc:date opf:event="modification">2021-01-01</dc:date>', None),
        ('<dc:date opf:event="creation">2021-01-01</dc:date><dc:date opf:event="publication">1999</dc:date>', "1999"),
        ("<dc:date>0101-01-01T00:00:00+00:00</dc:date>", None),
        ("<dc:date>2020-02</dc:date>", "2020-02"),
    ],
)
def test_only_a_date_of_publication_is_one(tmp_path: Path, stated: str, day: str | None) -> None:
    first, *_ = of(tmp_path, epub(TWO, stated=f"<dc:title>The Town</dc:title>{stated}"))
    assert (str(first.published) if first.published else None) == day
    assert first.warnings == ()


def test_who_only_translated_is_no_author(tmp_path: Path) -> None:
    stated = (
        '<dc:creator id="a">Ann Example</dc:creator><dc:creator opf:role="trl">Bob Sample</dc:creator>'
        '<dc:creator id="e">Eve Editor</dc:creator><meta refines="#e" property="role">edt</meta>'
        "<dc:identifier>urn:isbn:1</dc:identifier><dc:source>https://example.org/town</dc:source>"
    )
    first, *_ = of(tmp_path, epub(TWO, stated=stated))
    assert (first.authors, first.url, first.source) == (("Ann Example",), "https://example.org/town", "example.org")


@pytest.mark.parametrize("stated", ["windows-1251", "punycode"])
def test_what_a_file_of_a_book_states_of_its_encoding_counts_where_it_can_be_so(tmp_path: Path, stated: str) -> None:
    """As everywhere else: Python's own encodings, some of which take the square of the time, are none of a document."""
    content = FIRST.replace("utf-8", stated).replace("town", "город взят войсками").encode("cp1251")
    first, _ = of(tmp_path, epub(TWO, more={"OPS/one.xhtml": content}))
    assert "город" in first.text
    assert first.encoding == "cp1251"
    assert [f"“{stated}”" in warning for warning in first.warnings] == ([] if stated == "windows-1251" else [True])


def test_entities_of_a_member_are_not_expanded(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE p [<!ENTITY a "boom"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    opf = package(list(TWO)).replace("<package", f"{bomb}<package").replace("The Town", "The &a;&b; Town")
    first, _ = of(tmp_path, epub(TWO, more={"OPS/book.opf": opf}))
    assert first.source is not None
    assert "boom" not in first.source
    assert "root" not in first.source


# --- what can't be read


def encryption(algorithm: str, member: str) -> dict[str, str | bytes]:
    return {
        "META-INF/encryption.xml": '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData '
        f'xmlns="http://www.w3.org/2001/04/xmlenc#"><EncryptionMethod Algorithm="{algorithm}"/><CipherData>'
        f'<CipherReference URI="{member}"/></CipherData></EncryptedData></encryption>'
    }


def test_an_encrypted_book_is_refused_and_encrypted_fonts_are_not(tmp_path: Path) -> None:
    aes = "http://www.w3.org/2001/04/xmlenc#aes128-cbc"
    error = refused(tmp_path, epub(TWO, more=encryption(aes, "OPS/two.xhtml")))
    assert "DRM" in error.message
    assert error.place == "a.epub"
    fonts = "http://www.idpf.org/2008/embedding"
    assert len(of(tmp_path, epub(TWO, more=encryption(fonts, "OPS/a.otf")))) == 2


@pytest.mark.parametrize("href", ["../../one.xhtml", "/etc/passwd", "%2e%2e/%2e%2e/one.xhtml"])
def test_a_name_that_leads_out_of_the_book_is_refused_by_name(tmp_path: Path, href: str) -> None:
    opf = package(list(TWO)).replace('href="two.xhtml"', f'href="{href}"')
    found = articles(written(tmp_path, epub(TWO, more={"OPS/book.opf": opf})))
    (error,) = [item for item in found if isinstance(item, ReadError)]
    assert error.message == "its name leads out of the archive"
    assert sum(isinstance(item, Article) for item in found) == 1


def test_a_missing_file_costs_only_itself_and_stands_in_its_place(tmp_path: Path) -> None:
    opf = package(["one.xhtml", "missing.xhtml", "more.xhtml"])
    content = epub({"one.xhtml": FIRST, "more.xhtml": PLAIN}, nav=[("one.xhtml", "Gates")], more={"OPS/book.opf": opf})
    found = articles(written(tmp_path, content))
    assert [type(item) for item in found] == [Article, ReadError, Article]
    assert [item.place for item in found if isinstance(item, ReadError)] == ["a.epub/OPS/missing.xhtml"]
    assert [item.row for item in found if isinstance(item, Article)] == [0, 2]


def test_a_chapter_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    content = epub({**TWO, "one.xhtml": xhtml("<p>" + "a" * 3_000_000 + "</p>")})
    limits = Limits(ratio=10, ratio_from=1000)
    found = list(read(written(tmp_path, content), "a.epub", limits=limits))
    assert any(isinstance(item, ReadError) and "as only a trap is" in item.message for item in found)
    found = list(read(written(tmp_path, content), "a.epub", limits=Limits(document_bytes=1_000_000)))
    assert any(isinstance(item, ReadError) and "larger" in item.message for item in found)


@pytest.mark.parametrize(
    "members",
    [
        {},
        {"META-INF/container.xml": "<container/>"},
        {"META-INF/container.xml": ""},
        {"META-INF/container.xml": CONTAINER},
    ],
)
def test_what_is_no_book_is_refused(tmp_path: Path, members: dict[str, str]) -> None:
    refused(tmp_path, zipped(members))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", zipped(SAMPLE)[:700]], ids=["empty", "begun", "cut"])
def test_a_damaged_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    refused(tmp_path, content)


@pytest.mark.parametrize("name", ["a.epub", "a.zip"])
def test_an_archive_whose_list_is_elsewhere_than_it_says_is_damaged(tmp_path: Path, name: str) -> None:
    content = zipped({**SAMPLE, "a.txt": "The army seized the town."})
    moved = (int.from_bytes(content[-6:-2], "little") + 5000).to_bytes(4, "little")
    found = articles(written(tmp_path, content[:-6] + moved + content[-2:], name))
    assert any(isinstance(item, ReadError) for item in found)
    assert not any(isinstance(item, Article) for item in found)


def test_a_book_without_text_and_one_with_too_many_files_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, epub({"one.xhtml": xhtml("")})).message == "there is no text in it"
    assert "more than 2 files" in refused(tmp_path, epub(TWO), Limits(members=2)).message


def test_a_book_in_an_archive_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("b.epub", epub(TWO))
    found = list(read(tmp_path / "a.zip", "a.zip"))
    assert [item.path for item in found if isinstance(item, Article)] == ["a.zip/b.epub"] * 2
