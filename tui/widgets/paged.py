"""What all pages of lines have in common: the keys that scroll them."""

from __future__ import annotations

from textual.scroll_view import ScrollView

from tui.widgets.terminal_cursor import stand_at


class PagedView(ScrollView):
    """Scrolls at once, by lines and by what can be seen; a page leaves two lines in sight to go on from."""

    def on_focus(self) -> None:
        self.stand()

    def on_resize(self) -> None:
        self.stand()

    def stand(self) -> None:
        """The terminal's cursor goes to the line to read on from, unless the reader is elsewhere."""
        if self.has_focus:
            stand_at(self, 0)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self.stand()

    def action_down(self) -> None:
        self.scroll_relative(y=1, animate=False)

    def action_up(self) -> None:
        self.scroll_relative(y=-1, animate=False)

    def action_page_down(self) -> None:
        self.scroll_relative(y=max(1, self.size.height - 2), animate=False)

    def action_page_up(self) -> None:
        self.scroll_relative(y=-max(1, self.size.height - 2), animate=False)

    def action_half_down(self) -> None:
        self.scroll_relative(y=max(1, self.size.height // 2), animate=False)

    def action_half_up(self) -> None:
        self.scroll_relative(y=-max(1, self.size.height // 2), animate=False)

    def action_top(self) -> None:
        self.scroll_to(y=0, animate=False)

    def action_bottom(self) -> None:
        self.scroll_to(y=self.max_scroll_y, animate=False)
