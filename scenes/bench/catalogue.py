"""The parts and places of the assembly bench, and what is true of each.

As in ``scenes.catalogue``: facts are stated here once, and every label follows from them. Several parts come in
two materials or colours (steel and brass bolts, red and black O-rings), so that "the bolt" is ambiguous in the way
it is on a shop floor. Parts are about twice life size: at 384 x 288 an M8 nut would be four pixels wide.
"""

from __future__ import annotations

from scenes.kinds import Hazard, Kind, Place, Words, kind
from scenes.shared_places import BOTTOM_DRAWER, TOP_DRAWER, TRAY

BOLT = (0.090, 0.036, 0.034)
NUT = (0.0485, 0.042, 0.026)
GEAR = (0.070, 0.070, 0.020)
O_RING = (0.058, 0.058, 0.014)

KINDS: tuple[Kind, ...] = (
    kind("steel_bolt", "steel bolt, steel hex bolt, steel screw", "钢螺栓, 钢螺丝, 钢制螺栓",
         "bolt, fastener, part", "silver", "metal, steel", BOLT, "red_box", "scrap",
         traits="threaded, hexagonal"),
    kind("brass_bolt", "brass bolt, brass hex bolt, brass screw", "黄铜螺栓, 铜螺栓, 铜螺丝",
         "bolt, fastener, part", "golden", "metal, brass", BOLT, "red_box", "scrap",
         traits="threaded, hexagonal"),
    kind("steel_nut", "steel nut, steel hex nut", "钢螺母, 钢螺帽", "nut, fastener, part", "silver", "metal, steel",
         NUT, "red_box", "scrap", traits="threaded, hexagonal"),
    kind("brass_nut", "brass nut, brass hex nut", "黄铜螺母, 铜螺母, 铜螺帽", "nut, fastener, part", "golden",
         "metal, brass", NUT, "red_box", "scrap", traits="threaded, hexagonal"),
    kind("washer", "washer, flat washer, steel washer", "垫圈, 垫片, 平垫", "fastener, part", "silver", "metal, steel",
         (0.056, 0.056, 0.012), "red_box", "scrap", traits="ring_shaped", good_for="spread_load"),
    kind("bearing", "ball bearing, bearing", "滚珠轴承, 轴承", "mechanical_part, part", "silver", "metal, steel",
         (0.060, 0.060, 0.022), "kit_box", "scrap", traits="ring_shaped", good_for="carry_shaft"),
    kind("steel_gear", "steel gear, steel gearwheel, steel cog", "钢齿轮, 金属齿轮", "gear, mechanical_part, part", "grey",
         "metal, steel", GEAR, "kit_box", "scrap", traits="toothed, ring_shaped", good_for="pass_on_turning"),
    kind("nylon_gear", "nylon gear, nylon gearwheel, nylon cog", "尼龙齿轮, 塑料齿轮", "gear, mechanical_part, part", "white",
         "plastic", GEAR, "kit_box", "waste", traits="toothed, ring_shaped", good_for="pass_on_turning"),
    kind("spring", "coil spring, spring, compression spring", "弹簧, 压缩弹簧", "mechanical_part, part", "black",
         "metal, steel", (0.078, 0.036, 0.036), "kit_box", "scrap", traits="springy", good_for="push_back"),
    kind("bracket", "bracket, mounting bracket, channel bracket", "支架, 安装支架, U形支架", "mechanical_part, part", "orange",
         "metal, steel", (0.070, 0.044, 0.040), "kit_box", "scrap", good_for="mount"),
    kind("red_o_ring", "red O-ring, red seal ring", "红色密封圈, 红色O形圈, 红密封圈", "o_ring, part", "red",
         "rubber", O_RING, "bottom_drawer", "waste", traits="stretchy, ring_shaped", good_for="seal_joint"),
    kind("black_o_ring", "black O-ring, black seal ring", "黑色密封圈, 黑色O形圈, 黑密封圈", "o_ring, part", "black",
         "rubber", O_RING, "bottom_drawer", "waste", traits="stretchy, ring_shaped", good_for="seal_joint"),
    kind("fuse", "fuse, cartridge fuse", "保险丝, 熔断器, 保险管", "electrical_part, part", "white", "ceramic, electronic",
         (0.080, 0.030, 0.030), "blue_box", "ewaste", traits="electrical, fragile", good_for="guard_circuit"),
    kind("relay", "relay, power relay", "继电器", "electrical_part, part", "blue", "plastic, electronic",
         (0.046, 0.036, 0.042), "blue_box", "ewaste", traits="electrical", good_for="switch_current"),
    kind("terminal_block", "terminal block, screw terminal", "接线端子, 端子排, 接线排", "electrical_part, part", "green",
         "plastic, electronic", (0.078, 0.032, 0.032), "blue_box", "ewaste", traits="electrical",
         good_for="join_wires"),
    kind("motor", "motor, electric motor, small motor", "小电机, 电机, 马达", "electrical_part, part", "silver",
         "metal, electronic", (0.086, 0.046, 0.046), "blue_box", "ewaste", traits="electrical",
         good_for="turn_shaft"),
    kind("circuit_board", "circuit board, PCB, printed circuit board", "电路板, 线路板, PCB板", "electrical_part, part",
         "green", "electronic", (0.086, 0.060, 0.018), "blue_box", "ewaste", traits="electrical, fragile"),
    kind("allen_key", "Allen key, hex key, hex wrench", "内六角扳手, 六角扳手", "tool", "black", "metal, steel",
         (0.106, 0.056, 0.014), "top_drawer", "scrap", traits="hexagonal", good_for="turn_socket_screw"),
    kind("magnet", "magnet, horseshoe magnet", "磁铁, 马蹄形磁铁, 吸铁石", "tool", "red", "metal",
         (0.066, 0.052, 0.018), "top_drawer", "scrap", traits="magnetic", good_for="pick_up_filings"),
)

PLACES: tuple[Place, ...] = (
    TRAY,
    Place("scrap", Words(("metal scrap bin", "scrap bin", "scrap metal bin", "metal scrap"),
                         ("废金属桶", "废料桶", "废铁桶")), "in", frozenset({"bin", "grey"})),
    Place("ewaste", Words(("e-waste bin", "electronic waste bin", "electronics bin", "e-waste"),
                          ("电子垃圾桶", "电子废料桶", "橙色垃圾桶")), "in", frozenset({"bin", "orange"})),
    Place("waste", Words(("waste bin", "general waste bin", "rubbish bin"), ("杂物桶", "普通垃圾桶", "黑色垃圾桶")),
          "in", frozenset({"bin", "black"})),
    TOP_DRAWER,
    BOTTOM_DRAWER,
    Place("oil_bath", Words(("oil bath", "oil tub", "parts washer"), ("油槽", "油浴槽", "清洗油槽")), "in",
          frozenset({"oily"})),
    Place("rework", Words(("rework area", "rework spot", "rework zone"), ("返修区", "返工区")), "on"),
    Place("red_box", Words(("red box", "red parts box"), ("红盒子", "红色零件盒", "红色盒子")), "in",
          frozenset({"box", "red"})),
    Place("blue_box", Words(("blue box", "blue parts box"), ("蓝盒子", "蓝色零件盒", "蓝色盒子")), "in",
          frozenset({"box", "blue"})),
    Place("kit_box", Words(("kit box", "kitting box"), ("配套盒", "配料盒")), "in", frozenset({"box", "yellow"})),
)

HAZARDS: tuple[Hazard, ...] = (
    Hazard(frozenset({"electronic"}), "oil_bath", "oil ruins electrical parts", "电器件泡油会坏"),
    Hazard(frozenset({"rubber"}), "oil_bath", "rubber swells in oil", "橡胶泡油会发胀"),
    Hazard(frozenset({"magnetic"}), "blue_box", "a magnet must be kept away from the electrical parts",
           "磁铁要远离电器件"),
    Hazard(frozenset({"electronic"}), "scrap", "electrical parts must not go into the metal scrap",
           "电器件不能混进废金属"),
    Hazard(frozenset({"electronic"}), "waste", "electrical parts must not go into general waste",
           "电器件不能当普通垃圾扔"),
)
