"""What a sentence calls someone whom it names: titles and appositions, found by rules.

    renegade military commander Khalifa Haftar      right before the name
    the head of the army, Khalifa Haftar,           before it, behind a comma
    Khalifa Haftar, head of the army,               after it
    Haftar is the commander of the army             as what it is said to be

What is found is a range of the text as it stands; MUC-6 called it a descriptor. It has a noun that fits the kind of the
name, and it is closed by a mark or by a word that begins something else; what can't be told for certain is left out.
"""

from __future__ import annotations

from index.actors.descriptions.appositions import descriptions, in_quotation

__all__ = ["descriptions", "in_quotation"]
