"""Who is who in the archive as the user sees it: the resolved actors with the user's corrections laid over them.

The corrections are never written into the library. They become one array, name → actor, made when the library is opened
and whenever the file of corrections changes, so that a correction shows everywhere at once.
"""

from index.register.meanings import NO_ACTOR
from index.register.overlay import Overlay
from index.register.register import Register
from index.register.resolved import Resolved

__all__ = ["NO_ACTOR", "Overlay", "Register", "Resolved"]
