"""Builds a library: scan → read → store → full text → names → actors; `pipeline` is the way through."""
