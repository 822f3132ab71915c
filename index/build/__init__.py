"""Builds a library and keeps it fresh: scan → read → store → full text → names → actors.

`pipeline` is the way through.
"""
