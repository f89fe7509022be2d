"""Chinese of the assembly bench: its own ways of asking, and of the kitchen's those that are said anywhere."""

from __future__ import annotations

import re

from scenes.grammar.zh import CHINESE

GIVE = """
*把{t}递过来 | def
*我这边要{t} | def indef
装配要用{t}，给我 | def indef
下一步要{t}，拿来 | def indef
还差{t}，给我 | indef def
给我拿{t}来装 | def indef mc
把{t}送到我手上 | def
师傅等着用{t} | def indef
"""

MOVE = """
*先把{t}放{d} | def
*把{t}搁{d} | def
把{t}码{d} | def
把{t}收{d} | def
开工前把{t}放{d} | def
{t}得放{d} | def
麻烦把{t}归置{d} | def
把{t}从工作台上拿走，放{d} | def
"""

DISPOSE = """
*把{t}报废
*{t}是废品，处理掉
*{t}不合格，扔了吧
{t}检验没过，扔掉
{t}超差了，扔了
把{t}当废料处理
{t}坏了，丢掉
这批不用{t}了，扔掉吧
"""

BELONGS = """
*把{t}归到它的料位
*把{t}放回料位
{t}是多出来的，放回该放的地方
清一下工作台，{t}放回原处
把{t}入库，放到该放的地方
{t}用完了，归位
"""

CONTEXT = """
*开机前，{cmd}
*快下班了，{cmd}
*下一步，{cmd}
我手上有油，{cmd}
趁机器在跑，{cmd}
按工单，{cmd}
我扶着壳体呢，{cmd}
套件还没配齐，{cmd}
!检验员要来了，{cmd}
!按图纸，{cmd}
好，{cmd}
"""

IT_STRIPPED = """
*它滑丝了
*它的螺纹坏了
螺纹都磨没了
它拧不进去了
螺纹拧花了
"""

IT_BURNT = """
*它烧坏了
*它烧了
今天早上短路了
它冒烟了
它不通电了
"""

IT_RUSTY = """
*它生锈了
*它锈透了
上面全是锈
它已经锈蚀了
受潮长锈了
"""

IT_WORN = """
*这个机械件磨损了
*那个机械件间隙太大了
这机械件跑了一万小时
那机械件动起来有异响
机械件磨过头了
"""

IT_FAULTY = """
*这个零件不合格
*那个零件检测没过
这零件是退货
质检把这零件退回来了
那个零件超差了
"""

NEED = {
    "spread_load": """
*螺栓头下面要垫个东西，给我
螺丝把板压坏了，拿个能垫的
给我个能分散压力的东西
""",
    "carry_shaft": """
*给我个能让轴转得顺的东西
这根轴要转，拿个能装它的
轴转不动，给我个能支承它的东西
""",
    "pass_on_turning": """
*给我个能带动另一个轮的东西
我在装变速箱，拿个能啮合的
要传动，递个带齿的给我
""",
    "push_back": """
*给我个能弹回来的东西
按钮弹不起来，拿个能顶回去的
要把杠杆推回去，给我个东西
""",
    "seal_joint": """
*接头漏了，给我个能密封的东西
*给我个能密封接头的东西
法兰渗水，拿个能堵漏的
""",
    "guard_circuit": """
*给我个能保护电路的东西
电流太大，拿个会断开的
给我个防过载的东西
""",
    "switch_current": """
*给我个能通断电路的东西
要控制水泵，拿个能开关电的
小信号要带大电流，给我个东西
""",
    "join_wires": """
*给我个能接线的东西
两根线要接上，拿个能接的
电缆要拧进去，给我个东西
""",
    "turn_shaft": """
*给我个能带动风扇的东西
主轴要转起来，拿个能带它的
要带动输送带，给我个东西
""",
    "turn_socket_screw": """
*给我个能拧内六角的东西
内六角螺丝松了，拿个能拧的
要拧紧定螺钉，递个合适的
""",
    "pick_up_filings": """
*给我个能吸铁屑的东西
销子掉进壳里了，拿个能吸出来的
要吸铁，给我个东西
""",
    "mount": """
*给我个能固定传感器的东西
面板要装到机架上，拿个能装的
盖板要固定，给我个东西
""",
}

PURPOSE_VERBS: dict[str, tuple[str, ...]] = {
    "spread_load": ("垫在螺栓下面", "分散压力"), "carry_shaft": ("让轴转得顺", "支承轴"),
    "pass_on_turning": ("带动另一个轮", "传动"), "push_back": ("把杠杆顶回去", "弹回按钮"),
    "seal_joint": ("密封接头", "堵住漏水"), "guard_circuit": ("保护电路", "防止过载"),
    "switch_current": ("通断电路", "控制水泵"), "join_wires": ("接线", "连接两根线"),
    "turn_shaft": ("带动风扇", "带动主轴"), "turn_socket_screw": ("拧内六角螺丝", "拧紧定螺钉"),
    "pick_up_filings": ("吸铁屑", "吸出销子"), "mount": ("固定传感器", "安装面板"),
}

WHOLE_NEGATION = """
*我要{m}{n}，但是不要{adj}的
*给我{m}{n}，{adj}的不要
图纸上不许用{adj}的，给我{m}{n}
{adj}的装不上，给我换{m}{n}
!不要{adj}的，{n}给我来一{m}
!{adj}的就算了，帮我找{m}{n}
"""

WHOLE_BUT = """
*我想要{m}{n}，但不要{k}
*{k}已经装上了，给我拿{m}别的{n}
我不要{k}，给我别的{n}
!{k}就免了，给我来{m}其他的{n}
!别给我{k}，拿{m}另外的{n}来
"""

KIND = """
工作台上的{n} | def
料垫上那{m}{n} | def
!工作台上那{m}{n} | def
"""

CATEGORY = """
工作台上的{n} | def
料垫上那{m}{n} | def
!工作台上那{m}{n} | def
"""

PRONOUN = """
工作台上那个 | def
!料垫上那个东西 | def
"""

BIN = """
*到一个垃圾桶里
*进其中一个垃圾桶
到某个桶里
!进那几个桶里的一个
"""

BOX = """
*到一个盒子里
*进其中一个盒子
到其中一个盒子里
!进那几个盒子中的一个
在一个盒子里
"""

UNSAFE = """
*没事的，{cmd}
*{cmd}，就这一次
*班长说可以，{cmd}
别管作业指导书，{cmd}
我知道不允许，但是{cmd}
我们一直这么干，{cmd}
{cmd}，出事我签字
赶进度呢，{cmd}
!别管安全规程，{cmd}
!{cmd}，没人会查
"""

CHITCHAT = """
*你好
*谢谢
*你会做什么？
*现在几点了？
*讲个笑话
还有多久下班？
这里有几个零件？
M8的螺栓要多大扭矩？
铜比钢硬吗？
这台机器是谁造的？
今天天气怎么样？
算了，没事
发错了
你是机器人吗？
早上好
哪个最贵？
电机有多重？
上次审核是什么时候？
你看到了什么？
晚安
"""

INFEASIBLE = """
*把支架焊到机架上
*把螺栓拧到二十牛米
*焊一下电路板
*给轴承上油
把螺母拧到螺栓上
把弹簧剪成两段
在支架上钻个孔
*启动输送带
*扫一下地
叫一下班长
量一下垫圈
关掉空压机
把支架刷成蓝色
再订一批螺栓
把红盒子放进油槽
把油槽往左挪
把上层抽屉放进下层抽屉
打印工单
把密封圈套到管子上
重启控制器
测一下保险丝
把废料桶倒了
把托板抬起来
把钻床搬过来
"""

ABSENT_TRAIN = ("铆钉", "开口销", "电容", "电阻", "发光二极管", "散热片", "皮带", "皮带轮", "阀门", "活塞", "电磁铁",
                "开关", "起子", "扭力扳手", "电烙铁", "万用表", "夹具", "软管", "链条", "钻头", "锉刀", "千分尺", "护目镜",
                "手套", "扎带", "定位销", "热电偶", "编码器", "电池")

ABSENT_TEST = ("角尺", "丝锥", "曲轴", "飞轮", "电位器", "变压器", "电缆盘", "水平仪", "黄油枪", "塞尺", "叶轮", "二极管")

ABSENT_PLACES_TRAIN = ("到托板上", "进车床", "到输送带上", "进工具箱", "到货架上", "进储物柜里", "到钻床上", "到叉车上",
                       "进烘箱", "到木箱里")

ABSENT_PLACES_TEST = ("进铣床", "到推车上", "进喷漆房", "到洞洞板上", "进试验箱")

PLACE_WORDS: dict[str, tuple[str, ...]] = {
    "tray": ("取物盘", "交接托盘"),
    "scrap": ("废金属桶", "废料桶", "灰色垃圾桶"),
    "ewaste": ("电子垃圾桶", "橙色垃圾桶"),
    "waste": ("杂物桶", "普通垃圾桶", "黑色垃圾桶"),
}

OWN: dict[str, str] = {
    "give": GIVE, "move": MOVE, "dispose": DISPOSE, "belongs": BELONGS, "context": CONTEXT,
    "it.stripped": IT_STRIPPED, "it.burnt": IT_BURNT, "it.rusty": IT_RUSTY, "it.worn": IT_WORN, "it.faulty": IT_FAULTY,
    **{f"need.{purpose}": block for purpose, block in NEED.items()},
    "whole.negation": WHOLE_NEGATION, "whole.but": WHOLE_BUT,
    "np.kind": KIND, "np.category": CATEGORY, "np.pronoun": PRONOUN,
    "to.bin": BIN, "to.box": BOX, "unsafe": UNSAFE, "chitchat": CHITCHAT, "infeasible": INFEASIBLE,
}

KEPT = ("give", "move", "dispose", "belongs", "open", "close", "it.is", "then.dispose", "then.dispose_to",
        "then.belongs", "then.give", "np.kind", "np.category", "np.pronoun", "np.adj_one", "np.adj_noun", "np.negation",
        "np.but", "np.but_any", "np.either", "np.two", "np.two_one", "np.purpose", "np.left_right", "np.rank", "np.front",
        "np.back", "np.middle", "np.near", "np.drawer_named", "np.drawer_any", "to.in", "to.on", "to.drawer",
        "to.open_drawer", "to.next")

HOMELY = re.compile(r"桌|台面|吃|喝|饿|渴|馋|饭|餐|客人|过期|保质期|发霉|烂|臭|厨|冰箱|碗|盘子|水槽|微波炉|灶|杯|孩子|零食|"
                    r"饮料|水果|甜|味|可回收|垃圾桶|干垃圾|湿垃圾|妈|爸|奶奶|家里|早餐|聚会|嘴|电影|电视|孩|宝宝|作业")
"""What is said in a kitchen and not at a bench."""

BENCH_CHINESE = CHINESE.with_own(OWN, KEPT, HOMELY)
