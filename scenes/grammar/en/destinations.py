"""Where a thing is to go, and the drawers."""

from __future__ import annotations

IN = """
*in the {p}
*into the {p}
*inside the {p}
in that {p}
!right inside the {p}
into our {p}
!over in the {p}
in the {p} there
"""

ON = """
*on the {p}
*onto the {p}
on top of the {p}
!right on the {p}
upon the {p}
"""

DRAWER = """
*in the drawer
*in a drawer
*into the drawer
*in one of the drawers
inside the drawer
into one of the drawers
in that drawer
!inside one of the drawers
!in some drawer
inside a drawer
"""

OPEN_DRAWER = """
*in the open drawer
into the open drawer
!in the drawer that is open
inside the drawer that's been pulled out
"""

BIN = """
*in a bin
*in one of the bins
*into one of the bins
into a bin
!in one of those bins
inside one of the bins
"""

HOLDER = """
*{io} the {h}
*{io}to the {h}
!right {io} the {h}
{io} that {h}
"""

NEXT = """
*next to {x}
*beside {x}
*near {x}
*by {x}
close to {x}
right next to {x}
alongside {x}
to the side of {x}
!just next to {x}
!right beside {x}
adjacent to {x}
"""

DRAWER_NAMED = """
*the {p} | def
that {p} | def
!the {p} there | def
our {p} | def
"""

DRAWER_ANY = """
*the drawer | def
*a drawer | def
*one of the drawers | def
that drawer | def
!one of those drawers | def
either drawer | def
this drawer | def
"""

GROUPS = {
    "to.in": IN,
    "to.on": ON,
    "to.drawer": DRAWER,
    "to.open_drawer": OPEN_DRAWER,
    "to.bin": BIN,
    "to.holder": HOLDER,
    "to.next": NEXT,
    "np.drawer_named": DRAWER_NAMED,
    "np.drawer_any": DRAWER_ANY,
}
"""Blocks of forms by the name of their group."""
