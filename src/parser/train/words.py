"""Invented words for vary.py: names, datelines, bylines, headings; and other ways to write what is there.

R is the generator of an issue: the same one gives the same words.
"""
import re

HAN = "[\u4e00-\u9fff]"


def is_han(s):
    return len(re.findall(HAN, s)) * 2 >= len(re.findall("[A-Za-z]", s))


SUR = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹"
GIV = "明芳伟娜敏静丽强磊军洋勇艳杰娟涛超霞平刚桂英华玉兰梦琪晓东文斌雨辰思远嘉欣子涵浩然国庆建民志强海燕春梅秋菊永康德胜"
PLACES = "澜浦 云屿 芦汀 泊云 棹歌 青芦 沙洲 枫桥 石埠 长岭 东渡 望海 临川 平湖".split()
CITIES = "Harrowmere Wexcombe Tollbridge Saltash Brindle Marlow Eastport Northwick Kellsford".split()
FIRST = "Nora Tobias Edith Martin Alice Peter Grace Samuel Ruth Walter Clara Hugh".split()
LAST = "Whitlock Crane Pell Ashdown Marsh Holloway Finch Barrow Lisle Thorne".split()


def name(r):
    return r.choice(SUR) + "".join(r.choice(GIV) for _ in range(r.choice([1, 2, 2])))


def ename(r):
    return r.choice(FIRST) + " " + r.choice(LAST)


LEADZH = re.compile(
    r"^(?:【[^】]{1,30}】|[（(][^）)]{1,30}[）)]|[^，。,、]{0,24}?(?:讯|電|电|訊|消息))\s*(?:[（(][^）)]{1,40}[）)])?[\s:：―—]*"
)
LEADEN = re.compile(r"^[A-Z][A-Z .,\'-]+(?:\([A-Za-z]+\)|, ?[A-Z][a-z]+\.? \d+)? ?--? ")


def lead(r, han):
    if not han:
        c = r.choice(CITIES)
        m = r.choice("Jan Feb March April May June July Aug Sept Oct Nov Dec".split())
        return r.choice(
            [
                c.upper() + ", %s %d - " % (m, r.randint(1, 28)),
                c.upper() + " (AP) -- ",
                c.upper() + ", %s. %d.—" % (m[:3], r.randint(1, 28)),
                c + ", %s. %d.—" % (m, r.randint(1, 28)),
                "",
            ]
        )
    p = r.choice(PLACES)
    n = name(r)
    return r.choice(
        [
            "本报讯 ",
            "本报讯（记者 %s）" % n,
            "本报讯(记者 %s 通讯员 %s) " % (n, name(r)),
            "本报%s%d月%d日讯 " % (p, r.randint(1, 12), r.randint(1, 28)),
            "【本報訊】",
            "【記者%s／%s報導】" % (n, p),
            "（記者%s%s%d日電）" % (n, p, r.randint(1, 28)),
            "新华社%s%d月%d日电（记者%s）" % (p, r.randint(1, 12), r.randint(1, 28), n),
            "%s消息：" % p,
            "",
            "",
            "",
            "",
        ]
    )


def byline(r, han):
    if not han:
        return r.choice(
            [
                "By %s" % ename(r),
                "By %s and %s" % (ename(r), ename(r)),
                ename(r),
                "by %s, Staff Writer" % ename(r),
                ("By %s" % ename(r)).upper() + r.choice(["", "."]),
                "%s, %s Correspondent" % (ename(r), r.choice(CITIES)),
            ]
        )
    n = name(r)
    return r.choice(
        [
            n,
            n,
            n[0] + "　" + n[1:] if len(n) == 2 else n,
            "本报记者 " + n,
            "本报记者　%s　%s" % (n, name(r)),
            "记者 %s 通讯员 %s" % (n, name(r)),
            "記者%s／%s報導" % (n, r.choice(PLACES)),
            "撰文：" + n,
            "作者：" + n,
            "文/" + n,
            "□ " + n,
            "（%s）" % n,
            "[%s]" % n,
            r.choice(PLACES) + r.choice(["市政府", "教育局", "部", "委员会", "編輯部", "特派員" + n]),
        ]
    )


def subhead(r, paras, han):
    text = r.choice(paras)
    parts = [p for p in re.split(r"[，。；：、！？,.;:!?“”「」()（）]\s*", text) if p]
    if han:
        parts = [p for p in parts if 3 <= len(p) <= 20]
    else:
        parts = [p for p in parts if 2 <= len(p.split()) <= 9]
        k = r.randint(2, 9)
        parts = [p for p in parts if len(p.split()) >= k] or parts
    if not parts:
        return None
    s = r.choice(parts)
    if han:
        return (
            r.choice(["", "", "", "一、", "（%s）" % r.choice("一二三四"), "▲", "■ ", "——", "【"]) + s
            if not s.startswith("【")
            else s
        )
    return s[:1].upper() + s[1:]


def halfwidth(s):
    return s.replace("，", ", ").replace("；", "; ").replace("（", "(").replace("）", ")").replace("　", " ")


def quotes(s):
    return s.replace("“", "「").replace("”", "」").replace("‘", "『").replace("’", "』")


SMALL = set("a an the of in on to for and at by with from as or but".split())
KANA = {
    "的": "の",
    "是": "は",
    "了": "た",
    "在": "で",
    "和": "と",
    "与": "と",
    "把": "を",
    "将": "を",
    "被": "に",
    "也": "も",
    "从": "から",
    "着": "て",
    "，": "、",
    "：": "　",
}


def japanese(r, s):
    """Han text with kana where Japanese has them: not Japanese, but shaped as it is."""
    out = []
    for k, c in enumerate(s):
        out.append(KANA.get(c, c))
        if re.match(HAN, c) and c not in KANA and r.random() < 0.18:
            out.append(r.choice(["の", "を", "に", "が", "は", "する", "した", "で", "と", "いる", "れた", "り"]))
    return quotes("".join(out))


def headcase(s, how):
    if how == "upper":
        return s.upper()
    if how == "title":
        return " ".join(
            w if w.lower() in SMALL and k else w[:1].upper() + w[1:].lower() for k, w in enumerate(s.split())
        )
    if how == "sentence":
        return s[:1].upper() + s[1:].lower()
    return s
