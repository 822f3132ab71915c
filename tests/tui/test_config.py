"""config.toml: what is right in it applies, what is wrong is named with its line, and keys can be bound anew."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.keys import KEY_NAME_REPLACEMENTS, Keys, _character_to_key

from index.toml_lines import lines_in_arrays, lines_of_keys
from tests.tui.conftest import Reading
from tui import keys
from tui.actions import ACTIONS, APP
from tui.config import configured
from tui.config_file import FileSettings, read
from tui.config_text import default_file
from tui.key_names import NAMED, TOGETHER, canonical, keys_of, rivals
from tui.settings import Setting, Settings, put_in_force, table

FIRST = {action.id: action for action in ACTIONS}


def from_text(tmp_path: Path, text: str) -> FileSettings:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    return read(path)


def problems(tmp_path: Path, text: str) -> list[str]:
    return [str(error).removeprefix(f"{tmp_path}/") for error in from_text(tmp_path, text).problems]


# Lines


def test_the_line_of_every_kind_of_key_is_found() -> None:
    text = '''# a comment = 1
top = 1
"quoted key" = """
fake = 2
""" # not = this
'literal' = \'\'\'
[fake]
\'\'\'
array = [ # why = not
  "a = 1", { inner = 1 },
  2,
]

[section . "sub.section"]
dotted . key = "v # x = 1"
inline = { one = 1, "two" = [ { three = 3 } ] }
[[many]]
name = 1979-05-27 07:32:00
[[many]]
name = 2
'''
    tomllib.loads(text)
    found = {".".join(path): line for path, line in lines_of_keys(text).items()}
    assert found == {
        "top": 2,
        "quoted key": 3,
        "literal": 6,
        "array": 9,
        "array.inner": 10,
        "section.sub.section": 14,
        "section.sub.section.dotted": 15,
        "section.sub.section.dotted.key": 15,
        "section.sub.section.inline": 16,
        "section.sub.section.inline.one": 16,
        "section.sub.section.inline.two": 16,
        "section.sub.section.inline.two.three": 16,
        "many": 17,
        "many.name": 18,
    }


def test_the_tables_of_an_array_have_lines_of_their_own() -> None:
    text = "[[many]]\na = 1\n[many.inner]\nb = 1\n[[many]]\na = 2\n[[many.deep]]\n[many.deep.c]\n[other]\n"
    tomllib.loads(text)
    assert {".".join(path): line for path, line in lines_in_arrays(text).items()} == {
        "many.0": 1,
        "many.0.a": 2,
        "many.0.inner": 3,
        "many.0.inner.b": 4,
        "many.1": 5,
        "many.1.a": 6,
        "many.1.deep.0": 7,
        "many.1.deep.0.c": 8,
        "other": 9,
    }


_words = st.text(st.characters(exclude_categories=["Cs", "Cc"], max_codepoint=0xFFFF), max_size=12)
_scalars = st.one_of(_words, st.integers(-99, 99), st.booleans(), st.floats(allow_nan=False, allow_infinity=False))
_values = st.recursive(_scalars, lambda inner: st.lists(inner, max_size=3), max_leaves=6)
_blanks = st.sampled_from(["", "\n", "# x = 1\n", "\t# [y]\n\n"])


@given(st.lists(st.tuples(_words, _values, _blanks, st.booleans()), max_size=8, unique_by=lambda row: row[0]))
def test_the_scanner_finds_what_the_parser_finds_and_where_it_was_written(
    rows: list[tuple[str, object, str, bool]],
) -> None:
    text, where = "", {}
    for name, value, blank, long in rows:
        text += blank
        where[(name,)] = 1 + text.count("\n")
        inside = f'"""\n{json.dumps(name)[1:-1]}\n"""' if long else json.dumps(value, ensure_ascii=long)
        text += f"{json.dumps(name)} = {inside}\n"
    assert set(tomllib.loads(text)) == {path[0] for path in where}
    assert lines_of_keys(text) == where


@given(st.text(max_size=60))
def test_the_scanner_survives_any_text(text: str) -> None:
    lines_of_keys(text)
    lines_in_arrays(text)


# Settings


def test_the_default_file_is_right_sets_nothing_and_names_everything(tmp_path: Path) -> None:
    found = from_text(tmp_path, default_file())
    assert (found.values, found.keys, found.problems) == ({}, {}, [])
    bare = re.sub(r'^# (?=[\w."-]+ = )', "", default_file(), flags=re.MULTILINE)
    found = from_text(tmp_path, bare)
    assert found.problems == []
    assert found.keys == {}
    assert set(found.values) == {one.attribute for one in table()}
    assert Settings(**found.values) == Settings()  # type: ignore[arg-type]
    assert {name for name in found.places if name.startswith("keys.")} == {f"keys.{name}" for name in FIRST}


def test_what_is_right_applies_and_what_is_wrong_is_named_with_line_and_remedy(tmp_path: Path) -> None:
    text = 'theme = "solarized"\nmeasure = 60\n\nmesure = 3\n[panes]\nfollow = true\nlist_width = 90\n[pane]\n'
    found = from_text(tmp_path, text)
    assert found.values == {"measure": 60}
    assert problems(tmp_path, text) == [
        'config.toml:1: theme can\'t be "solarized". It can be "auto", "dark", "light", "high-contrast" or "16"',
        "config.toml:4: there is no setting mesure. Did you mean measure? `dateline config --default` lists all",
        'config.toml:6: panes.follow can\'t be true. It can be "auto", "always" or "never"',
        "config.toml:7: panes.list_width can't be 90. It can be 0 to 80",
        "config.toml:8: there is no section pane. Did you mean panes? `dateline config --default` lists all",
    ]


@pytest.mark.parametrize("one", table(), ids=lambda one: one.name)
def test_a_value_of_another_type_is_refused(tmp_path: Path, one: Setting) -> None:
    wrong = '"x"' if isinstance(one.default, bool | int) else "true"
    found = from_text(tmp_path, f"[{one.section}]\n{one.key} = {wrong}" if one.section else f"{one.key} = {wrong}")
    assert not found.values
    assert len(found.problems) == 1
    assert one.name in found.problems[0].message


def test_a_number_of_the_wrong_range_and_true_for_a_number_are_refused(tmp_path: Path) -> None:
    for value in ("39", "121", "true", "76.0"):
        assert from_text(tmp_path, f"measure = {value}").problems


def test_three_panes_need_as_much_room_as_two(tmp_path: Path) -> None:
    found = from_text(tmp_path, "[panes]\ntwo_from = 150\n")
    assert found.values == {}
    assert [error.place.rpartition(":")[2] for error in found.problems] == ["2"]


@pytest.mark.parametrize(
    "content", [b"theme = \n", b"a = 1\na = 2\n", b"\xff\xfe", b"[keys]\nsearch = 's'\nsearch.x = 's'"]
)
def test_a_broken_file_leaves_the_defaults_and_says_why(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(content)
    found = read(path)
    assert not found.values
    assert not found.keys
    assert len(found.problems) == 1
    assert str(found.problems[0]).startswith(str(path))


def test_a_folder_in_the_place_of_the_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "config.toml").mkdir()
    assert "directory" in read(tmp_path / "config.toml").problems[0].message


def test_the_line_of_broken_toml_is_named(tmp_path: Path) -> None:
    assert problems(tmp_path, "measure = 60\n\ntheme = \n")[0].startswith("config.toml:3: this is not TOML")


# Keys


def test_every_place_of_an_action_is_among_those_heard_together() -> None:
    known = {place for places in TOGETHER for place in places}
    assert {place for action in ACTIONS for place in action.where} <= known


def test_the_default_keys_have_no_rivals() -> None:
    bound = {action.id: keys_of(action) for action in ACTIONS}
    for action in ACTIONS:
        for key in bound[action.id]:
            assert not rivals(bound, action, key), (action.id, key)


def test_the_names_of_keys_are_those_that_textual_has() -> None:
    textual = {key.value for key in Keys} | set(KEY_NAME_REPLACEMENTS.values()) | {"comma"}
    assert NAMED - {"space"} <= textual
    for code in range(0x21, 0x7F):
        name = _character_to_key(chr(code))
        assert canonical(name) == canonical(chr(code)) is not None
    assert canonical("pgdn") == canonical("PageDown") == "pagedown"
    assert canonical("ctrl+T") == "ctrl+t"
    assert canonical("shift+tab") == "shift+tab"
    assert canonical("ctrl+\\") == canonical("ctrl+backslash") == "ctrl+backslash"
    assert canonical("ctrl+_") == Keys.ControlUnderscore.value
    assert canonical("+") == "+"
    for wrong in ("", "ctrl-t", "meta+x", "ctrl+", "ctrl++", "xx", "\x1b", "ctrl+ctrl+a"):
        assert canonical(wrong) is None, wrong


def test_own_keys_take_the_place_of_the_default_ones(tmp_path: Path) -> None:
    found = from_text(tmp_path, '[keys]\n"find.next" = ["ctrl+f", ","]\nreferences = []\narticle.star = "*"\n')
    assert found.problems == []
    assert found.keys == {"find.next": "ctrl+f,comma", "references": "", "article.star": "*"}


def test_mistakes_in_keys_are_named_with_their_line(tmp_path: Path) -> None:
    text = """[keys]
serch = "f5"
"search.explain" = ["ctrl-e", "f6"]
box.leave = "q"
open = "ctrl+m"
close = 3
"""
    said = problems(tmp_path, text)
    assert said[0].startswith("config.toml:2: there is no action serch. Did you mean search?")
    assert said[1].startswith("config.toml:3: no key is called ctrl-e. Did you mean ctrl+e?")
    assert said[2].startswith("config.toml:4: q can't be box.leave: it is typed into the box")
    assert said[3].startswith("config.toml:5: ctrl+m can't be open: a terminal sends enter for it")
    assert said[4].startswith("config.toml:6: close can't be 3")
    assert from_text(tmp_path, text).keys == {"search.explain": "f6"}


def test_of_two_actions_with_one_key_the_first_has_it(tmp_path: Path) -> None:
    found = from_text(tmp_path, '[keys]\n"name.next" = "f5"\nreferences = ["f5", "f6"]\n')
    assert found.keys == {"name.next": "f5", "references": "f6"}
    assert [error.place.rpartition(":")[2] for error in found.problems] == ["3"]
    assert "f5 is name.next already, by line 2" in found.problems[0].message


def test_a_default_key_gives_way_and_that_is_said(tmp_path: Path) -> None:
    found = from_text(tmp_path, '[keys]\nreferences = "j"\n')
    assert found.keys == {"references": "j", "move.down": "down"}
    assert len(found.problems) == 1
    assert "j was move.down" in found.problems[0].message
    agreed = from_text(tmp_path, '[keys]\nreferences = "j"\n"move.down" = "down"\n')
    assert agreed.keys == found.keys
    assert not agreed.problems


def test_keys_may_be_exchanged(tmp_path: Path) -> None:
    found = from_text(tmp_path, '[keys]\n"move.down" = "k"\n"move.up" = "j"\n')
    assert not found.problems
    assert found.keys == {"move.down": "k", "move.up": "j"}


def test_the_same_key_in_places_that_never_meet_is_no_clash(tmp_path: Path) -> None:
    assert not from_text(tmp_path, '[keys]\n"choice.next" = "f5"\nreferences = "f5"\n').problems


async def test_the_app_hears_own_keys_and_shows_them_everywhere(reading: Reading) -> None:
    own = {"move.down": "k", "move.up": "j", "references": "f5", "search": "comma", "theme": ""}
    async with reading((160, 50), settings=Settings(keys=own)) as reader:
        await reader.press("k")
        assert reader.screen.articles.cursor == 1
        await reader.press("j")
        assert reader.screen.articles.cursor == 0
        before = reader.app.theme
        await reader.press("ctrl+t", "x")
        assert reader.app.theme == before
        assert reader.screen.focused is reader.screen.articles
        assert ("f5", "cross-references") in keys.footer("page")
        assert reader.shows(", search")
        await reader.press("f5")
        assert reader.screen.focused is reader.screen.references
        await reader.press("?")
        shown = " ".join(reader.lines())
        assert "f5               cross-references of the current name" in shown
        assert ",                search all articles" in shown
        await reader.press("G")
        assert "(none)           other colours" in " ".join(reader.lines())
        await reader.press("q", "comma")
        assert reader.screen.is_searching
        await reader.press("escape", "colon", *"cross")
        assert any("cross-references of the current name" in line and "f5" in line for line in reader.lines())


# What wins, and what is said


def test_the_command_line_wins_over_the_file_and_the_file_over_the_environment(tmp_path: Path) -> None:
    folder = tmp_path / "dateline"
    folder.mkdir()
    environment = {"XDG_CONFIG_HOME": str(tmp_path), "NO_COLOR": "1", "TEXTUAL_ANIMATIONS": "none"}
    found = configured(environment)
    assert not found.settings.colour
    assert found.settings.still
    assert found.origins == {"colour": "NO_COLOR", "motion": "TEXTUAL_ANIMATIONS"}
    (folder / "config.toml").write_text("mouse = false\ncolour = true\n")
    found = configured(environment, {"mouse": True, "theme": "light"})
    assert (found.settings.colour, found.settings.mouse, found.settings.theme) == (True, True, "light")
    assert found.origins["colour"] == f"{folder}/config.toml:2"
    assert found.origins["mouse"] == found.origins["theme"] == "command line"


async def test_a_mistake_is_said_at_the_start_and_does_not_stop_the_reader(reading: Reading, tmp_path: Path) -> None:
    folder = tmp_path / "dateline"
    folder.mkdir()
    (folder / "config.toml").write_text('theme = "lihgt"\nmeasure = 50\nnames = 1\n')
    config = configured({"XDG_CONFIG_HOME": str(tmp_path)})
    async with reading((80, 24), settings=config.settings, notice=config.notice) as reader:
        assert reader.shows('config.toml:1: theme can\'t be "lihgt" (1 more); see `dateline config --check`')
        assert reader.app.settings.measure == 50
        await reader.press("enter")
        text = reader.screen.page._layout
        assert text is not None
        assert max(line.end - line.start for line in text.lines) <= 50


async def test_settings_of_panes_dates_and_names_apply(reading: Reading) -> None:
    settings = Settings(
        panes_list_width=30, panes_three_from=150, panes_follow="never", dates="2020-01-09", names=False
    )
    async with reading((150, 40), settings=settings) as reader:
        assert reader.screen.articles.outer_size.width == 30
        assert reader.screen.names.size.width > 0
        assert not reader.screen.following
        assert reader.shows("2031-03-04")
        assert reader.screen.page.plain


def test_every_way_to_write_a_date_is_that_of_its_example() -> None:
    from tui.render.metadata import day
    from tui.settings import DATES
    from tui.values import PartialDate

    for example in DATES:
        put_in_force(Settings(dates=example))
        assert day(PartialDate(2020, 1, 9)) == example
        assert day(PartialDate(2020)) == "2020"
        assert "2020" in day(PartialDate(2020, 1))


@pytest.mark.parametrize(
    ("when", "after_opening", "after_leaving"),
    [("opening", True, True), ("leaving", False, True), ("manual", False, False)],
)
async def test_when_an_article_counts_as_read_is_as_set(
    reading: Reading, when: str, after_opening: bool, after_leaving: bool
) -> None:
    async with reading((80, 24), settings=Settings(mark_read=when)) as reader:
        article = reader.screen.rows[0].id

        def is_read() -> bool:
            return next(row.read for row in reader.screen.rows if row.id == article)

        await reader.press("enter")
        assert is_read() is after_opening
        await reader.press("J")
        assert is_read() is after_leaving


def test_actions_of_the_app_itself_are_bound_anew_too() -> None:
    assert {action.id for action in ACTIONS if APP in action.where} >= {"theme", "quit"}
    put_in_force(Settings(keys={"quit": "f10"}))
    assert keys.keymap() == {"quit": "f10"}
    assert keys.first("quit") == "f10"
