"""Boilerplate by repetition: a line that stands in many different articles of one source is furniture of its pages.

    an article ──lines──▶ hashes, kept in the store ──deciding──▶ which lines of a source are furniture
                                                                     │
                                        blocks of its articles ◀──marking

What is decided of a source is a function of its articles alone: of no order, no earlier build, no clock.
"""
