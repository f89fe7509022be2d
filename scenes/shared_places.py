"""Places that every world has: the same furniture at the same spot, called by the same words."""

from __future__ import annotations

from scenes.kinds import Place, Words

TRAY = Place("tray", Words(("hand-over tray", "tray", "pick-up tray"), ("托盘", "取物盘")), "handover")
TOP_DRAWER = Place("top_drawer", Words(("top drawer", "upper drawer"), ("上层抽屉", "上面的抽屉")), "in",
                   frozenset({"drawer", "opens", "storage"}))
BOTTOM_DRAWER = Place("bottom_drawer", Words(("bottom drawer", "lower drawer"), ("下层抽屉", "下面的抽屉")), "in",
                      frozenset({"drawer", "opens", "storage"}))
