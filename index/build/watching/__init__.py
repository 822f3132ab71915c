"""Keeping a library fresh: when to build again, told by the system where it says which files change, else by looking.

notifications ──┐
                ├──▶ lookout ──something has changed──▶ watch ──▶ a build
polling ────────┘
"""
