"""Where a thing is, and where it is to go, English, for practice alone."""

from __future__ import annotations

LEFT_RIGHT_MORE = """
the {n} that's on the {side} | def
the {n} that is on the {side} | def
the {n} on my {side} | def
the {n} over on the {side} | def
the {n} most to the {side} | def
the {n} that's furthest to the {side} | def
the {n} on the very {side} | def
the {n} on the {side} there | def
the {side} {n} over there | def
the {n} that stands {side} | def
the {n} at the {side} | def
the {n} at the {side} end | def
{that} {side} {n} | def
the {n} standing on the {side} | def
the {n} to my {side} | def
"""

RANK_MORE = """
the {ordinal} {n} from {side} | def
{ordinal} {n} from the {side} | def
the {ordinal} {n} counted from the {side} | def
the {n} in {ordinal} place from the {side} | def
the {ordinal} {n} on the {side} | def
"""

FRONT_MORE = """
the {n} in front | def
the frontmost {n} | def
the closest {n} | def
the nearest {n} | def
the {n} right in front of me | def
the {n} that's nearest to me | def
"""

BACK_MORE = """
the {n} behind the others | def
the farthest {n} | def
the {n} that's farthest away | def
the {n} all the way at the back | def
the rear {n} | def
the most distant {n} | def
"""

MIDDLE_MORE = """
the {n} in between | def
the central {n} | def
the {n} right in the middle | def
the {n} that's in the middle | def
"""

NEAR_MORE = """
the {n} that's next to {x} | def
the {n} that's by {x} | def
the {n} closest to {x} | def
the {n} at the side of {x} | def
the {n} standing next to {x} | def
the {n} sitting by {x} | def
the {n} right by {x} | def
the {n} adjacent to {x} | def
the {n}, the one by {x} | def
the {n} which {is} near {x} | def
the {n} beside {x} | def
the {n} over by {x} | def
the {n} that {is} beside {x} | def
the {n} that {is} standing by {x} | def
the {n} which sits next to {x} | def singular
the {n} keeping {x} company | def
the {n} huddled against {x} | def
the {n} on {x}'s side | def
{that} {n} by {x} | def
{that} {n} there, next to {x} | def
the {n} (the one beside {x}) | def
"""

IN_MORE = """
in our {p}
inside that {p}
into that {p}
in the {p} over there
within the {p}
in this {p}
down in the {p}
"""

ON_MORE = """
on that {p}
over on the {p}
atop the {p}
on our {p}
onto that {p}
"""

DRAWER_MORE = """
in any drawer
into a drawer
in a drawer somewhere
inside the drawers
into some drawer
in either drawer
"""

OPEN_DRAWER_MORE = """
in the drawer that's open
into the drawer that's already open
in the opened drawer
"""

BIN_MORE = """
in any bin
in some bin
in one of our bins
inside a bin
"""

NEXT_MORE = """
right by {x}
close by {x}
just beside {x}
near to {x}
at the side of {x}
so it's next to {x}
so that it stands beside {x}
over by {x}
in the vicinity of {x}
beside {x}, side by side
so that it keeps {x} company
together with {x}
"""

DRAWER_NAMED_MORE = """
this {p} | def
the {p} over there | def
your {p} | def
"""

DRAWER_ANY_MORE = """
any drawer | def
some drawer | def
a drawer for me | def
one of our drawers | def
"""

GROUPS: dict[str, tuple[str, ...]] = {
    "np.left_right": (LEFT_RIGHT_MORE,),
    "np.rank": (RANK_MORE,),
    "np.front": (FRONT_MORE,),
    "np.back": (BACK_MORE,),
    "np.middle": (MIDDLE_MORE,),
    "np.near": (NEAR_MORE,),
    "np.drawer_named": (DRAWER_NAMED_MORE,),
    "np.drawer_any": (DRAWER_ANY_MORE,),
    "to.in": (IN_MORE,),
    "to.on": (ON_MORE,),
    "to.drawer": (DRAWER_MORE,),
    "to.open_drawer": (OPEN_DRAWER_MORE,),
    "to.bin": (BIN_MORE,),
    "to.next": (NEXT_MORE,),
}
"""Blocks of forms by the name of their group."""
