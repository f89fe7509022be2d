"""Noun phrases that say where the thing is."""

from __future__ import annotations

LEFT_RIGHT = """
*the {n} on the {side} | def
*the {side} {n} | def
*the {side}most {n} | def
*the {n} to the {side} | def
the {side}-hand {n} | def
the {n} furthest to the {side} | def
{that} {n} on the {side} | def
the {n} on the {side} side | def
!the {n} on the {side}-hand side | def
!the {n} that is furthest {side} | def
the {n} at the far {side} | def
"""

RANK = """
*the {ordinal} {n} from the {side} | def
*the {n} that is {ordinal} from the {side} | def
counting from the {side}, the {ordinal} {n} | def
the {ordinal} {n} starting from the {side} | def
!the {ordinal} {n} if you count from the {side} | def
{that} {ordinal} {n} from the {side} | def
"""

FRONT = """
*the {n} nearest to me | def
*the {n} closest to me | def
the {n} at the front | def
!the {n} that is closest to me | def
the {n} nearest me | def
the front {n} | def
"""

BACK = """
*the {n} at the back | def
*the {n} farthest from me | def
the {n} furthest away from me | def
!the {n} that is farthest from me | def
the back {n} | def
the {n} in the back | def
"""

MIDDLE = """
*the {n} in the middle | def
*the middle {n} | def
the {n} in the centre | def
!the {n} that is in the middle | def
"""

NEAR = """
*the {n} next to {x} | def
*the {n} by {x} | def
*the {n} beside {x} | def
*the {n} near {x} | def
the {n} close to {x} | def
{that} {n} right next to {x} | def
the {n} that is by {x} | def
the {n} alongside {x} | def
!the {n} that {is} right beside {x} | def
!the {n} just by {x} | def
"""

GROUPS = {
    "np.left_right": LEFT_RIGHT,
    "np.rank": RANK,
    "np.front": FRONT,
    "np.back": BACK,
    "np.middle": MIDDLE,
    "np.near": NEAR,
}
"""Blocks of forms by the name of their group."""
