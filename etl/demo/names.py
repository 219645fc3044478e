"""Invented names that could be real: products, townships, firms, schools, people."""

from etl.demo.draw import Draw

PRODUCTS = {
    "隆阳区": ("保山小粒咖啡", "小粒咖啡挂耳包", "潞江坝芒果", "高黎贡山火腿"),
    "施甸县": ("施甸早熟蔬菜", "施甸黄牛肉干", "姚关核桃油", "善洲林场茶叶"),
    "龙陵县": ("龙陵紫皮石斛", "石斛枫斗礼盒", "龙陵黄山羊肉", "象达红糖"),
    "昌宁县": ("昌宁红茶", "昌宁澳洲坚果", "昌宁核桃仁", "漭水古树茶"),
    "盐津县": ("盐津乌骨鸡", "盐津石缸竹笋", "乌骨鸡蛋礼盒", "豆沙关腊肉"),
    "大关县": ("大关筇竹笋", "翠华贡茶", "大关黄连蜂蜜", "天星天麻"),
    "永善县": ("永善金江花椒", "永善枇杷", "马楠山地土豆", "永善脐橙"),
    "绥江县": ("绥江半边红李", "半边红李果干", "绥江竹荪", "板栗镇板栗仁"),
    "泽普县": ("泽普骏枣礼盒", "泽普灰枣", "泽普薄皮核桃", "法桐苹果"),
}
TOWNSHIPS = {
    "隆阳区": ("潞江镇", "板桥镇", "蒲缥镇"),
    "施甸县": ("太平镇", "由旺镇", "姚关镇"),
    "龙陵县": ("勐糯镇", "龙山镇", "象达镇"),
    "昌宁县": ("柯街镇", "田园镇", "漭水镇"),
    "盐津县": ("豆沙镇", "盐井镇", "普洱镇"),
    "大关县": ("翠华镇", "木杆镇", "天星镇"),
    "永善县": ("黄华镇", "莲峰镇", "茂林镇"),
    "绥江县": ("中城镇", "南岸镇", "板栗镇"),
    "泽普县": ("奎巴格镇", "阿依库勒乡", "波斯喀木乡"),
}
VILLAGES = (
    "团结村",
    "大坪村",
    "石板村",
    "新田村",
    "清水村",
    "红光村",
    "向阳村",
    "青龙村",
    "桃园村",
)
SCHOOLS = (
    "闵行区莘松第二中学",
    "闵行区浦航实验小学",
    "闵行区颛桥职业技术学校",
    "闵行区春申湖中学",
    "闵行区梅陇第三小学",
    "闵行区虹梅实验中学",
    "闵行区华漕第二小学",
    "闵行区江川南路学校",
)
HOSPITALS = (
    "闵行区春申医院",
    "闵行区浦江第二医院",
    "闵行区妇幼保健中心",
    "闵行区莘城中医医院",
    "江川社区卫生服务中心",
    "七宝社区卫生服务中心",
)
AGENCIES = (
    "上海申旅假期旅行社有限公司",
    "上海春之旅国际旅行社有限公司",
    "上海沪滇假期旅行社有限公司",
)
COMMUNITIES = ("七宝镇社区事务中心", "浦江镇社区事务中心", "上海闵旅文化旅游有限公司")
WHOLESALERS = (
    "上海闵申农产品批发市场经营管理有限公司",
    "上海莘松农副产品批发有限公司",
    "上海沪滇农特产品贸易有限公司",
    "上海春申团餐管理有限公司",
    "上海七莘商业超市有限公司",
    "上海浦申净菜配送有限公司",
    "上海颛兴食品加工有限公司",
)
SHOPS = (
    "百县百品直营店（莘庄店）",
    "消费帮扶生活馆（梅陇店）",
    "小闵帮扶专柜（虹桥店）",
    "小闵帮扶专柜（七宝店）",
    "百县百品直营店（浦江店）",
)
UNIONS = ("区机关", "区教育系统", "区卫生健康系统", "区国资系统", "区公安", "区绿化市容", "区城投")
SYSTEMS = ("区级机关", "教育系统", "卫生健康系统", "国资系统", "政法系统")
_FIRST = "宏恒瑞嘉盛博启联信永锦源汇安鼎泰"
_SECOND = "朗腾维展捷邦科辰逸达康誉丰图凯润"
_TRADES = (
    "精密机械",
    "电子科技",
    "物流",
    "餐饮管理",
    "物业管理",
    "包装材料",
    "生物科技",
    "信息技术",
    "机电设备",
    "食品",
    "服饰",
    "医疗器械",
    "新材料",
    "酒店管理",
    "汽车零部件",
)
_SURNAMES = "王李张陈杨赵黄周吴徐孙胡朱高林何郭马罗梁"
_GIVEN = ("敏", "伟", "丽", "强", "磊", "慧", "晓燕", "志明", "海燕", "建国", "思远", "雪梅", "俊")


def firm(draw: Draw) -> str:
    """A company that could be in any industrial zone of Shanghai."""
    name = draw.choice(_FIRST) + draw.choice(_SECOND)
    if draw.random() < 0.1:
        return f"{name}{draw.choice(_TRADES)}（上海）有限公司"
    return f"上海{name}{draw.choice(_TRADES)}有限公司"


def firms(draw: Draw, place: str, count: int) -> list[str]:
    """Companies of a town, its own two among them."""
    short = place.removesuffix("街道").removesuffix("镇")
    own = [f"上海{short}经济发展有限公司", f"上海{short}资产经营管理有限公司"]
    others = [firm(draw) for _ in range(count * 2)]
    return [*own, *list(dict.fromkeys(others))[: count - 2]]


def person(draw: Draw) -> str:
    return draw.choice(_SURNAMES) + draw.choice(_GIVEN)


def product(draw: Draw, counties: tuple[str, ...] = tuple(PRODUCTS)) -> tuple[str, str]:
    """A product and the county it comes from."""
    county = draw.choice(counties)
    return draw.choice(PRODUCTS[county]), county
