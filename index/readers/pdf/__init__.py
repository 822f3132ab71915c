"""PDF with a text layer; `reader` is the way through.

    page ──operations──▶ operators ──drawing──▶ runs: strings where they stand          fonts: codes → signs
         ──lines──▶ lines ──order──▶ lines as they are read                             bidi: from right to left
         ──typeset──▶ drafts: paragraphs and headings                                   pages: heads, feet, numbers

Of pypdf's own only what reads the objects of a file is used, and what `pypdf_private` names.
"""
