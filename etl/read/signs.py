"""Signs that look like others: what nobody sees is taken away, twins become the plain sign."""

import re
import unicodedata
from functools import lru_cache

# What is not seen: a soft hyphen, U+200B, U+200E, a BOM, a variation selector, a control.
# Not U+202E, which turns the figures behind it round: 00021 is then seen as 12000.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u202a-\u202d\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff9-\ufffb\U000e0000-\U000e01ef]"
)
# A blank that is no plain space: U+00A0, U+3000.
_BLANK = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# A radical or a compatibility form that looks like a Chinese character: ⻢ (U+2EE2) for 马.
_TWIN = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")
# Unicode's EquivalentUnifiedIdeograph, of those in use today; NFKC knows the others (U+2F00–2FD5)
RADICALS = dict(
    zip(
        "⺁⺈⺌⺍⺎⺓⺗⺛⺜⺝⺟⺠⺧⺬⺮⺶⺼⺽⻁⻄⻅⻆⻉⻊⻋⻓⻔⻗⻘⻙⻚⻛⻜⻝⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
        "厂刀小小兀幺心旡日月母民牛示竹羊月臼虎西见角贝足车长门雨青韦页风飞食首马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
        strict=True,
    )
)
# The traditional characters in the forms' words, and in the names of units, counties and places.
_TRADITIONAL = (
    "採購單類別産產稱縣區額費來憑證備註銷結對農細計萬億圓報鎮鄉團號組織體員數總預決項編級資責"
    "劃畫撥審開終訖動會議調聯檢導領參與賣買訂訓練課師醫務學選業創滬幹幫協勞雲龍寧陽騰衝魯綏鹽"
    "彌關澤葉蘇爾車維寶馬橋莊華吳涇顓頭閔豐歲實際狀態進問題說無餘執標達匯彙統製復複辦負經電話"
    "長門間時從樣據點還這個場戶斷東國營發佈錄傳劇雙線擬補變應歷機構貨幣價稅鄰臺裡圍違滙効"
    "傷積極記許設評試該認誤請諮護貧貸貿賬贈輕輔轉輪運過遠適遺釋鋪錢鐵閱陳陸險隊階隨難離靈順須"
    "頻顧顯風飛飯館驗齊鮮鴨麥黃榮樓樹橫歐氣沒淺渦湯溫滿漢漁濟灣為煙熱營牽獎瑪環甌畝療"
    "監盤礦禮種穩窮節範簡籌簽糧紀約紅納級純紙細紹給絡絲綜綠緊網維緣縮績繼續罰罷羅義習聖聞聲職"
    "聽脫臨舉舊艙莖萊蓋蔔藍藝藥蘭處虛術衛裝見規視親觀覺觸討訪詞詢誌語課諾謝識譯讀貝財貢質賓贊"
    "賴趙趕跡踐蹤軍軟載較輸辭農邊邏郵釀銀銅鍵鏈鎖鐘閉閑陰陝雜雞電靜韓響頂預額願類飲養駐騎驅魚"
)
_SIMPLIFIED = (
    "采购单类别产产称县区额费来凭证备注销结对农细计万亿圆报镇乡团号组织体员数总预决项编级资责"
    "划画拨审开终讫动会议调联检导领参与卖买订训练课师医务学选业创沪干帮协劳云龙宁阳腾冲鲁绥盐"
    "弥关泽叶苏尔车维宝马桥庄华吴泾颛头闵丰岁实际状态进问题说无余执标达汇汇统制复复办负经电话"
    "长门间时从样据点还这个场户断东国营发布录传剧双线拟补变应历机构货币价税邻台里围违汇效"
    "伤积极记许设评试该认误请咨护贫贷贸账赠轻辅转轮运过远适遗释铺钱铁阅陈陆险队阶随难离灵顺须"
    "频顾显风飞饭馆验齐鲜鸭麦黄荣楼树横欧气没浅涡汤温满汉渔济湾为烟热营牵奖玛环瓯亩疗"
    "监盘矿礼种稳穷节范简筹签粮纪约红纳级纯纸细绍给络丝综绿紧网维缘缩绩继续罚罢罗义习圣闻声职"
    "听脱临举旧舱茎莱盖卜蓝艺药兰处虚术卫装见规视亲观觉触讨访词询志语课诺谢识译读贝财贡质宾赞"
    "赖赵赶迹践踪军软载较输辞农边逻邮酿银铜键链锁钟闭闲阴陕杂鸡电静韩响顶预额愿类饮养驻骑驱鱼"
)
_PLAIN = dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True))
# One of the traditional characters above: 鎮.
_OLD = re.compile(f"[{''.join(sorted(set(_PLAIN)))}]")
# Any of the signs above: most texts have none, and one look tells.
_ANY = re.compile(
    f"[{''.join(p.pattern[1:-1] for p in (_UNSEEN, _BLANK, _TWIN, _OLD))}]",
)


def plain_signs(text: str) -> str:
    """The text as it is seen, in plain characters.

    >>> plain_signs("合\\u200b計"), plain_signs("\\u2ee2桥鎮"), plain_signs("12\\u00a0000\\ufeff")
    ('合计', '马桥镇', '12 000')
    """
    if not _ANY.search(text):
        return text
    text = _BLANK.sub(" ", _UNSEEN.sub("", text))
    text = _TWIN.sub(lambda m: RADICALS.get(m[0]) or unicodedata.normalize("NFKC", m[0]), text)
    return _OLD.sub(lambda m: _PLAIN[m[0]], text)


def number_like(text: str) -> str | None:
    """The first sign that is taken for a digit though it is a mark beside one: ① of 12000①.

    >>> number_like("12000①"), number_like("½"), number_like("２０２２")
    ('①', '½', None)
    """
    if text.isascii():
        return None
    return next((sign for sign in text if _is_number_like(sign)), None)


@lru_cache(maxsize=10_000)
def _is_number_like(sign: str) -> bool:
    # A measure may be spelled with a digit: ㎡ is m2.
    if sign.isascii() or "０" <= sign <= "９" or "㍱" <= sign <= "㏟":
        return False
    return unicodedata.category(sign) in ("Nd", "No") or bool(
        _DIGIT.search(unicodedata.normalize("NFKC", sign))
    )


# A digit in what a sign is short for: 1 of ⒈ (1.), 9 of ㋈ (9月).
_DIGIT = re.compile("[0-9]")


def without_marks(text: str) -> str:
    """A text without the marks of its footnotes: 采购额度① is 采购额度.

    >>> without_marks("采购额度①（万元）"), without_marks("采购额度²")
    ('采购额度（万元）', '采购额度')
    """
    return text if text.isascii() else "".join(s for s in text if not _is_number_like(s))
