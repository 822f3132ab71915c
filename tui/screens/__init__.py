"""What fills the terminal: the reading screen, the rooms that lie over it, and what asks at the bottom of either.

The reading screen is one class built upon another, each of which knows one thing:

    Speaking ──▶ Frame ──▶ Opening ──▶ Noting                      (status line; panes; list and page; marks and notes)
                           Opening ──▶ Referring ──▶ Searching     (cross-references; the query)
    Searching ──▶ Filtering ──▶ Amending                           (facets; corrections)
    Speaking ──▶ Copying                                           (the clipboard)
    Searching ──▶ Finding, with Noting, Copying ──▶ Taking         (words on the page; selecting, pipes)
    Searching, with Noting ──▶ Visiting                            (rooms, and the way through them)
    Visiting ──▶ Attesting                                         (a pipeline that looks at the names)
    Amending, Taking, Attesting ──▶ ReadingScreen
    Speaking ─▶ Room ─▶ ActorRoom, KwicRoom, NotesRoom
                Room ─▶ Narrowing ─▶ RollRoom; with Copying ─▶ ReportRoom
"""
