"""A page's operators → the strings that they show, each with its place (ISO 32000-1, 8.4, 9.3, 9.4 and 14.6).

Only what moves text is followed; what clips, colours or paints is not. What a form draws is part of the page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from index.readers.pdf.appearances import appearances
from index.readers.pdf.errors import damage
from index.readers.pdf.fonts import PLAIN, Face, face
from index.readers.pdf.objects import dictionary, value
from index.readers.pdf.operations import Operand, operations
from index.readers.pdf.runs import Matrix, Run, TextState, placed, product

if TYPE_CHECKING:
    from pypdf import PageObject
    from pypdf.generic import DictionaryObject, StreamObject

_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_MOST_FORMS = 10_000
"""Forms drawn on a page; a form may draw others, each of them twice."""
_DEEPEST = 20
"""Forms within each other, and branches of the tree of pages."""
_MOST_SAVED = 1_000
"""States that are saved; a page needs a few."""


class Faces:
    """The fonts of a document, each read once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[DictionaryObject, Face]] = {}
        """By the identity of the resource, which is kept with it so that no other has the same."""

    def of(self, resource: DictionaryObject) -> Face:
        """The font of a resource; a plain one where it is damaged."""
        known = self._known.get(id(resource))
        if known is None:
            try:
                known = resource, face(resource)
            except damage():
                known = resource, PLAIN
            self._known[id(resource)] = known
        return known[1]


@dataclass(slots=True)
class _State:
    """What `q` saves."""

    matrix: Matrix = _SAME
    leading: float = 0.0
    text: TextState = field(default_factory=lambda: TextState(PLAIN))


@dataclass(slots=True)
class _Marked:
    """Content that is marked, from its beginning to its end."""

    aside: bool
    says: str | None
    """What it says, where the file gives that beside what is shown."""
    begun: int
    """How many strings there were before it."""


def runs(page: PageObject, faces: Faces) -> list[Run]:
    """The strings of a page in the order in which they are drawn, and behind them what its fields hold."""
    drawing = _Drawing(faces, dictionary(_inherited(page, "/Resources")))
    contents = page.get_contents()
    if contents is not None:
        drawing.draw(contents.get_data())
    for appearance, matrix in appearances(page):
        drawing.put(appearance, matrix)
    return drawing.found


class _Drawing:
    """How far a page is drawn."""

    def __init__(self, faces: Faces, resources: DictionaryObject) -> None:
        self.found: list[Run] = []
        self._faces = faces
        self._resources = resources
        self._forms = self._depth = 0
        self._state = _State()
        self._saved: list[_State] = []
        self._line = self._at = _SAME
        """Where the line began, and where the pen stands."""
        self._marked: list[_Marked] = []

    def draw(self, content: bytes) -> None:
        """Follows the operators of a page or of a form."""
        for operator, operands in operations(content):
            step = _STEPS.get(operator)
            if step is not None:
                try:
                    step(self, operands)
                except (IndexError, OverflowError, TypeError, ValueError):
                    continue  # it lacks what it needs; the next one may be sound

    def put(self, form: DictionaryObject, matrix: Matrix) -> None:
        """Draws a form that lies on the page, beside its content."""
        self._state, self._saved, self._marked = _State(matrix), [], []
        self._draw_form(form)

    # --- what is around the text

    def save(self, _: list[Operand]) -> None:
        if len(self._saved) < _MOST_SAVED:
            self._saved.append(replace(self._state, text=replace(self._state.text)))

    def restore(self, _: list[Operand]) -> None:
        if self._saved:
            self._state = self._saved.pop()

    def transform(self, operands: list[Operand]) -> None:
        self._state.matrix = product(_matrix(operands), self._state.matrix)

    def form(self, operands: list[Operand]) -> None:
        form = dictionary(dictionary(self._resources.get("/XObject")).get(f"/{operands[0]}"))
        if value(form, "/Subtype") == "/Form":
            self._draw_form(form)

    def _draw_form(self, form: DictionaryObject) -> None:
        if self._depth >= _DEEPEST or self._forms >= _MOST_FORMS:
            return
        self._forms += 1
        self._depth += 1
        kept = self._state, self._saved, self._line, self._at, self._marked, self._resources
        self._state, self._saved, self._marked = replace(self._state, text=replace(self._state.text)), [], []
        try:
            if "/Matrix" in form:
                self.transform(list(cast("Sequence[Operand]", form["/Matrix"])))
            self._resources = dictionary(form.get("/Resources")) or self._resources
            self.draw(cast("StreamObject", form).get_data())
        except damage():
            return  # what the page itself shows is read all the same
        finally:
            self._state, self._saved, self._line, self._at, self._marked, self._resources = kept
            self._depth -= 1

    def mark(self, operands: list[Operand]) -> None:
        told = operands[1] if len(operands) > 1 else {}
        if isinstance(told, str):
            told = dictionary(dictionary(self._resources.get("/Properties")).get(f"/{told}"))
        says = _property(told, "ActualText")
        around = bool(self._marked) and self._marked[-1].aside
        aside = around or (operands[0] == "Artifact" and _property(told, "Type") == "Pagination")
        self._marked.append(_Marked(aside, says, len(self.found)))

    def end_mark(self, _: list[Operand]) -> None:
        marked = self._marked.pop()
        shown = self.found[marked.begun :]
        if marked.says is None or not shown:
            return
        first, last = shown[0], shown[-1]
        if max(abs(run.y - first.y) + abs(run.x - first.x) for run in shown) > 0 and any(
            abs((run.x - first.x) * first.dy - (run.y - first.y) * first.dx) > first.size for run in shown
        ):
            return  # more than a line, of which nobody could say where it stands
        length = (last.x - first.x) * first.dx + (last.y - first.y) * first.dy + last.length
        whole = replace(first, signs=tuple(marked.says), length=max(first.length, length))
        self.found[marked.begun :] = [whole] if marked.says else []

    # --- text

    def set_font(self, operands: list[Operand]) -> None:
        resource = dictionary(dictionary(self._resources.get("/Font")).get(f"/{operands[0]}"))
        self._state.text.face = self._faces.of(resource) if resource else PLAIN
        self._state.text.size = _number(operands[1])

    def begin(self, _: list[Operand]) -> None:
        self._line = self._at = _SAME

    def place(self, operands: list[Operand]) -> None:
        self._line = self._at = _matrix(operands)

    def move(self, operands: list[Operand]) -> None:
        x, y = _number(operands[0]), _number(operands[1])
        self._line = self._at = product((1.0, 0.0, 0.0, 1.0, x, y), self._line)

    def move_and_lead(self, operands: list[Operand]) -> None:
        self._state.leading = -_number(operands[1])
        self.move(operands)

    def next_line(self, _: list[Operand]) -> None:
        self.move([0.0, -self._state.leading])

    def show(self, operands: list[Operand]) -> None:
        self.show_all([[operands[0]]])

    def show_all(self, operands: list[Operand]) -> None:
        values = operands[0]
        if not isinstance(values, list):
            values = [values]
        text = self._state.text
        aside = bool(self._marked) and self._marked[-1].aside
        found, pen = placed(values, text, product(self._at, self._state.matrix), aside=aside)
        self.found += found
        x, y = (0.0, -pen) if text.face.down else (pen, 0.0)
        self._at = product((1.0, 0.0, 0.0, 1.0, x, y), self._at)

    def show_on_next_line(self, operands: list[Operand]) -> None:
        self.next_line([])
        self.show(operands)

    def show_spaced_on_next_line(self, operands: list[Operand]) -> None:
        self._state.text.word_spacing = _number(operands[0])
        self._state.text.spacing = _number(operands[1])
        self.show_on_next_line(operands[2:])

    def lead(self, operands: list[Operand]) -> None:
        self._state.leading = _number(operands[0])

    def space(self, operands: list[Operand]) -> None:
        self._state.text.spacing = _number(operands[0])

    def space_words(self, operands: list[Operand]) -> None:
        self._state.text.word_spacing = _number(operands[0])

    def stretch(self, operands: list[Operand]) -> None:
        self._state.text.stretch = _number(operands[0]) / 100

    def rise(self, operands: list[Operand]) -> None:
        self._state.text.rise = _number(operands[0])


_STEPS: Mapping[bytes, Callable[[_Drawing, list[Operand]], None]] = MappingProxyType(
    {
        b"q": _Drawing.save,
        b"Q": _Drawing.restore,
        b"cm": _Drawing.transform,
        b"Do": _Drawing.form,
        b"BMC": _Drawing.mark,
        b"BDC": _Drawing.mark,
        b"EMC": _Drawing.end_mark,
        b"BT": _Drawing.begin,
        b"Tf": _Drawing.set_font,
        b"Tm": _Drawing.place,
        b"Td": _Drawing.move,
        b"TD": _Drawing.move_and_lead,
        b"T*": _Drawing.next_line,
        b"Tj": _Drawing.show,
        b"TJ": _Drawing.show_all,
        b"'": _Drawing.show_on_next_line,
        b'"': _Drawing.show_spaced_on_next_line,
        b"TL": _Drawing.lead,
        b"Tc": _Drawing.space,
        b"Tw": _Drawing.space_words,
        b"Tz": _Drawing.stretch,
        b"Ts": _Drawing.rise,
    }
)


def _number(operand: object) -> float:
    if not isinstance(operand, (int, float)):
        raise TypeError("no number")
    return float(operand)


def _matrix(operands: Sequence[object]) -> Matrix:
    a, b, c, d, e, f = map(_number, operands[:6])
    return a, b, c, d, e, f


def _property(told: object, name: str) -> str | None:
    """What a property list says of a name, whether it stands in the content or in the resources."""
    if not isinstance(told, dict):
        return None
    said = told.get(name, told.get(f"/{name}"))
    if isinstance(said, bytes):
        for mark, encoding in ((b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le"), (b"\xef\xbb\xbf", "utf-8")):
            if said.startswith(mark):
                return said[len(mark) :].decode(encoding, "replace")
        return said.decode("cp1252", "replace")
    return str(said).removeprefix("/") if isinstance(said, str) else None


def _inherited(page: DictionaryObject, name: str) -> object:
    """What a page says, or what is said of all pages of its branch."""
    for _ in range(_DEEPEST):
        if name in page:
            return page[name]
        above = dictionary(page.get("/Parent"))
        if not above:
            return None
        page = above
    return None
