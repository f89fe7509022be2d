"""What people mean at the bench: the facts they head phrases with, and what they say of a part before it goes."""

from __future__ import annotations

from scenes.tables import Speech

_NONE: frozenset[str] = frozenset()

SPEECH = Speech(
    nouns=("bolt", "nut", "fastener", "gear", "o_ring", "mechanical_part", "electrical_part", "part", "tool"),
    lone_traits=("steel", "brass", "plastic", "rubber", "threaded", "toothed", "electrical", "fragile", "stretchy"),
    trait_nouns={
        "steel": ("bolt", "nut", "fastener", "gear", "mechanical_part", "part"),
        "brass": ("bolt", "nut", "fastener", "part"),
        "metal": ("gear", "mechanical_part", "part"),
        "plastic": ("gear", "mechanical_part", "part"),
        "rubber": ("part",),
        "threaded": ("fastener", "part"),
        "hexagonal": ("fastener", "part"),
        "toothed": ("mechanical_part", "part"),
        "ring_shaped": ("mechanical_part", "fastener", "part"),
        "electrical": ("part",),
        "fragile": ("electrical_part", "part"),
        "stretchy": ("part",),
    },
    negated={
        "steel": ("bolt", "nut", "fastener", "gear"), "brass": ("bolt", "nut", "fastener"),
        "plastic": ("gear", "mechanical_part"), "threaded": ("fastener",), "fragile": ("electrical_part",),
        "electrical": ("part",), "red": ("o_ring",), "black": ("o_ring",), "white": ("gear",),
        "green": ("electrical_part",), "blue": ("electrical_part",), "golden": ("bolt", "nut"),
    },
    purposes=("spread_load", "carry_shaft", "pass_on_turning", "push_back", "seal_joint", "guard_circuit",
              "switch_current", "join_wires", "turn_shaft", "turn_socket_screw", "pick_up_filings", "mount"),
    landmarks=("oil_bath", "rework"),
    wished=("bolt", "nut", "fastener", "gear", "o_ring", "mechanical_part", "electrical_part", "part"),
    place_groups=("bin", "box"),
    bins=("scrap", "ewaste", "waste"),
    on_places=("rework", "tray"),
    topics=("is", "is", "stripped", "burnt", "rusty", "worn", "faulty"),
    topic_facts={"stripped": (frozenset({"threaded"}), _NONE), "burnt": (frozenset({"electrical"}), _NONE),
                 "rusty": (frozenset({"steel"}), _NONE), "worn": (frozenset({"mechanical_part"}), _NONE),
                 "faulty": (frozenset({"part"}), _NONE)},
    put_away=(("fastener", ("fasteners", "紧固件")), ("electrical_part", ("electrical parts", "电器件")),
              ("mechanical_part", ("machine parts", "机械件")), ("o_ring", ("O-rings", "密封圈")),
              ("tool", ("tools", "工具"))),
    thrown_away={"scrap": ("metal is melted down again", "金属可以回炉"),
                 "ewaste": ("electrical parts are e-waste", "电器件属于电子垃圾"),
                 "waste": ("it is neither metal nor electrical", "它既不是金属也不是电器件")},
)

PURPOSES: dict[str, tuple[str, str]] = {
    "spread_load": ("it spreads the load under a bolt", "它可以分散螺栓下的压力"),
    "carry_shaft": ("a shaft turns smoothly in it", "轴在它里面转得顺"),
    "pass_on_turning": ("its teeth pass on a turning motion", "它的齿可以传动"),
    "push_back": ("it pushes back when pressed", "压下去它会弹回来"),
    "seal_joint": ("it seals a joint", "它可以密封接头"),
    "guard_circuit": ("it guards a circuit against too much current", "它可以保护电路"),
    "switch_current": ("it switches a current", "它可以通断电流"),
    "join_wires": ("wires are joined in it", "它可以接线"),
    "turn_shaft": ("it drives things round", "它可以带动东西转"),
    "turn_socket_screw": ("it turns socket screws", "它可以拧内六角螺丝"),
    "pick_up_filings": ("it draws iron filings", "它可以吸铁屑"),
    "mount": ("things are mounted on it", "它可以用来安装固定"),
}
"""Why something serves a purpose, in either language."""
