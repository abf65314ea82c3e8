#!/usr/bin/python3
"""Sets the articles of known issues in layouts that nobody has seen: training data varied on purpose."""
import json
import os
import random
import re
import sys
import glob

HAN = "[\u4e00-\u9fff]"


def is_han(s):
    return len(re.findall(HAN, s)) * 2 >= len(re.findall("[A-Za-z]", s))


def read_articles(txt):
    lines = [l.strip(" \t\u3000") for l in open(txt, encoding="utf-8").read().split("\n")]
    t = json.load(open(txt[:-4] + ".json"))
    out = []
    for a in t["articles"]:
        if a.get("irregular"):
            continue

        def g(n):
            return lines[n - 1]

        paras = []
        for p in a["paragraphs"]:
            paras.append(
                [
                    {"body": "B", "subhead": "S", "caption": "T", "signature": "T"}[p["kind"]],
                    " ".join(g(n) for n in p["lines"])
                    if not is_han(g(p["lines"][0]))
                    else "".join(g(n) for n in p["lines"]),
                ]
            )
        out.append(
            {
                "head": g(a["headline_line"]) if a["headline_line"] else None,
                "deck": [g(d["line"]) for d in a["deck"]],
                "byline": g(a["byline"]["line"]) if a["byline"] and a["byline"].get("line") else None,
                "paras": paras,
            }
        )
    return out


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


class Style:
    pass


def style(r):
    s = Style()
    s.blank = r.choice(["all", "all", "all", "all", "none", "none", "articles", "head", "double"])
    s.indent = r.choice(["", "", "", "", "", "　　", "　　", "  ", "    ", "　", "\t"])
    s.center = r.random() < 0.12
    s.cut = r.choice([0, 0, 0, 0.35, 0.5, 0.7])
    s.cutblank = r.random() < 0.8
    s.wrap = r.choice([0, 0, 0, 0, 1])
    s.width = r.choice([10, 12, 14, 17, 18, 20, 24, 26, 30, 34, 38])
    s.ewidth = r.choice([28, 32, 36, 40, 45, 60, 65, 70, 72, 78])
    s.half = r.random() < 0.35
    s.quotes = r.random() < 0.2
    s.lead = r.choice(["keep", "keep", "drop", "drop", "new"])
    s.byline = r.choice(["keep", "keep", "none", "none", "line", "line", "end", "agency"])
    s.pby = r.choice([0.4, 0.8, 1])
    s.headx = r.choice([0, 0, 0, 0.5, 1])
    s.headxkind = r.choice(
        ["prefix", "clause", "bracket", "number", "long", "prefix", "exclaim", "deck", "short", "short", "short"]
    )
    s.case = r.choice(["keep", "upper", "title", "sentence", "sentence"])
    s.sub = r.choice([0, 0, 0.3, 0.6])
    s.keepsub = r.random() < 0.8
    s.sig = r.choice(["none", "none", "none", "name", "word", "editor"])
    s.word = r.choice(["REUTER", "（完）", "###", "END", "-30-", "（本报综合）", "Copyright by the publisher"])
    s.cap = r.choice([0, 0, 0.15])
    s.headless = r.choice([0, 0, 0, 0.15])
    s.section = r.choice([0, 0, 0, 0.15])
    s.deck = r.choice([0, 0, 0.15, 0.4])
    s.noise = r.choice([0, 0, 0, 0.005, 0.02])
    s.mast = r.random() < 0.2
    s.gap = r.choice(["keep", "keep", "space", "comma", "none"])
    s.agency = r.choice(PLACES) + r.choice(["财政局", "教育部", "公安厅", "委员会", "日報", "通讯社"])
    s.nostop = r.choice([0] * 7 + [0.1])
    s.short = r.random() < 0.3
    s.tiny = r.random() < 0.08
    s.japanese = r.random() < 0.06
    s.para = r.choice(["keep", "keep", "keep", "merge", "split", "number", "number2"])
    s.picture = r.choice([0, 0, 0, 0.2])
    return s


def render(r, s, arts):
    L = []  # (text,label)

    def add(t, l, blank):
        L.append((t, l, blank))

    han = is_han("".join(p for a in arts for _, p in a["paras"])[:2000])
    if s.mast:
        add(
            r.choice(
                [
                    "%s日报 2024年%d月%d日 星期%s"
                    % (r.choice(PLACES), r.randint(1, 12), r.randint(1, 28), r.choice("一二三四五六日")),
                    "%s新报" % r.choice(PLACES),
                ]
            )
            if han
            else "THE %s GAZETTE" % r.choice(CITIES).upper(),
            "T",
            True,
        )
    for k, a in enumerate(arts):
        h = a["head"]
        paras = [list(p) for p in a["paras"]]
        if s.lead != "keep" and paras:
            i = next((i for i, p in enumerate(paras) if p[0] == "B"), None)
            if i is not None:
                t = paras[i][1]
                m = (LEADZH if han else LEADEN).match(t)
                if m and m.end() < len(t) - 4:
                    t = t[m.end() :]
                paras[i][1] = (lead(r, han) if s.lead == "new" else "") + t
        if not s.keepsub:
            paras = [p for p in paras if p[0] != "S"] or paras
        if s.para == "merge":
            q = []
            for l, t in paras:
                if l == "B" and q and q[-1][0] == "B" and len(q[-1][1]) < 600:
                    q[-1][1] += ("" if han else " ") + t
                else:
                    q.append([l, t])
            paras = q
        elif s.para == "split":
            q = []
            for l, t in paras:
                if l == "B":
                    for x in re.findall(r".*?[。！？](?:[”」）])?|.+$" if han else r'.*?[.!?]"?(?= |$)|.+$', t):
                        if x.strip():
                            if q and len(q[-1][1]) < 20 and q[-1][0] == "B":
                                q[-1][1] += ("" if han else " ") + x.strip()
                            else:
                                q.append([l, x.strip()])
                else:
                    q.append([l, t])
            paras = q or paras
        elif s.para.startswith("number"):
            n = 0
            for p in paras[1 if s.para == "number" else 0 :]:
                if p[0] == "B":
                    n += 1
                    p[1] = (
                        (
                            "一二三四五六七八九十"[(n - 1) % 10] + "、"
                            if s.para == "number"
                            else "（%s）" % "一二三四五六七八九十"[(n - 1) % 10]
                        )
                        if han
                        else "%d. " % n
                    ) + p[1]
                    if r.random() < 0.15:
                        p[1] = p[1].rstrip("。.")
        if han and r.random() < 0.03 and paras:
            body = "".join(p for l, p in paras if l == "B")
            cl = [c for c in re.split(r"[，。；：、！？“”,.;]\s*", body) if 4 <= len(c) <= 16]
            if len(cl) >= 6:
                paras = [["S", c + (r.choice("，。") if r.random() < 0.15 else "")] for c in cl[: r.randint(6, 24)]]
        if h is not None and r.random() < s.picture:
            h += (
                r.choice(["（图片）", "（附图片）", "(图片)", "（附图%d张）" % r.randint(1, 4), "（漫画）", "（书法）"]) if han else " (photo)"
            )
        if s.tiny:
            cuts = [re.match(r".{8,}?[。！？]" if han else r".{20,}?[.!?](?= |$)", t) for _, t in paras[:3]]
            paras = [
                [p[0], c.group(0) if c and r.random() < 0.8 else p[1]]
                for p, c in zip(paras[: r.choice([1, 2, 2, 3])], cuts)
            ]
        elif s.short:
            paras = paras[: r.choice([1, 1, 2])]
        if h is not None and r.random() < s.headless:
            h = None
        if h is not None and r.random() < s.section:
            add(
                r.choice(["国内简讯", "综合消息", "快讯", "国际快讯", "本地新闻", "社会", "体育"])
                if han
                else r.choice(["SPORTS", "Local News", "Briefs", "World"]),
                "X",
                True,
            )
        dk = list(a["deck"])
        if h is not None:
            if han and s.gap != "keep":
                h = re.sub(r"(?<=%s)[ 　]+(?=%s)" % (HAN, HAN), {"space": " ", "comma": "，", "none": ""}[s.gap], h)
            if not han:
                h = headcase(h, s.case)
            if r.random() < s.headx:
                x = s.headxkind
                body = "".join(p for l, p in paras if l == "B")
                cl = [
                    c
                    for c in re.split(r"[，。；,.;]\s*", body)
                    if (4 <= len(c) <= 24 if han else 3 <= len(c.split()) <= 9)
                ]
                if x == "prefix":
                    h = (
                        (
                            s.agency
                            if r.random() < 0.5
                            else r.choice(PLACES) + r.choice(["公告", "令", "消息", "观察", "特写", "评论"])
                            if han
                            else r.choice(CITIES)
                        )
                        + ("：" if han else ": ")
                        + h
                    )
                elif x == "clause" and cl:
                    h = h + ("，" if han else ", ") + r.choice(cl)
                elif x == "long" and cl:
                    h = (
                        h
                        + ("，" if han else "; ")
                        + ("，" if han else ", ").join(r.choice(cl) for _ in range(r.randint(1, 4)))
                    )
                elif x == "bracket":
                    h = (
                        "【%s】" % r.choice(["专题", "组图", "要闻", "快讯", "评论"])
                        if han
                        else "[%s] " % r.choice(["Update", "News", "Brief"])
                    ) + h
                elif x == "short":
                    if han:
                        q = [c for c in re.split("[ 　，：！？]", h) if len(c) >= 4]
                        h = r.choice(q) if q else h
                    else:
                        h = " ".join(h.split()[: r.randint(3, 5)])
                elif x == "number":
                    h = "%d.%s" % (k + 1, h if han else " " + h)
                elif x == "exclaim":
                    h = h + r.choice("！？") if han else h + r.choice("!?")
                elif x == "deck" and cl:
                    dk = dk + ["——" + r.choice(cl) if han else r.choice(cl)]
            if r.random() < s.deck and not dk:
                b = " ".join(p for l, p in paras if l == "B")
                sh = subhead(r, [b], han)
                if sh:
                    dk = [sh]
            if han and s.japanese:
                h = japanese(r, h).replace("、", "　")
                dk = [japanese(r, d) for d in dk]
            add(("　" * r.randint(2, 8) if han else " " * r.randint(4, 20)) + h if s.center else h, "H", True)
            for d in dk:
                add(d, "D", s.blank in ("all", "double"))
            if s.byline == "keep" and a["byline"]:
                add(a["byline"], "Y", s.blank in ("all", "double"))
            elif s.byline == "line" and r.random() < s.pby:
                add(byline(r, han), "Y", s.blank in ("all", "double"))
            elif s.byline == "agency" and r.random() < s.pby:
                m = re.match(r"([^：，]{2,10})[：令公]", h) if han else None
                add(
                    m.group(1) if m else s.agency if han else r.choice(CITIES).upper(),
                    "Y",
                    s.blank in ("all", "double"),
                )
        if han and s.japanese:
            paras = [[l, japanese(r, t)] for l, t in paras]
        first = True
        bodies = [p for l, p in paras if l == "B"]

        def para(t, lab, first):
            hd = s.blank in ("all", "double") or (s.blank == "head" and first and h is not None)
            if h is None and first:
                hd = hd or s.blank != "none"
            ind = s.indent if lab in "BN" or r.random() < 0.7 else ""
            if s.noise and lab in "BN":
                t = "".join(r.choice(["", c, t[r.randrange(len(t))]]) if r.random() < s.noise else c for c in t)
            if s.half and han:
                t = halfwidth(t)
            if s.quotes and han:
                t = quotes(t)
            if s.nostop and r.random() < s.nostop:
                t = t.rstrip("。. ")
            pieces = []
            if s.wrap:
                if han:
                    w = s.width
                    x = len(s.indent) and 2
                    pieces = [t[: w - x]] + [t[i : i + w] for i in range(w - x, len(t), w)]
                else:
                    import textwrap

                    pieces = textwrap.wrap(
                        t, s.ewidth, initial_indent=" " * min(4, len(s.indent)), break_long_words=False
                    ) or [t]
                    pieces = [q.strip() for q in pieces]
            elif s.cut and len(t) > 60:
                rest = t
                while len(rest) > 60 and r.random() < s.cut:
                    c = r.randint(25, min(len(rest) - 8, 260))
                    if not han:
                        c = rest.rfind(" ", 0, c)
                        if c < 20:
                            break
                        pieces.append(rest[:c])
                        rest = rest[c + 1 :]
                    else:
                        if rest[c - 1] in "。！？":
                            c -= 1
                        while c < len(rest) - 1 and rest[c] in "，。、；：！？”』」）,;":
                            c += 1
                        pieces.append(rest[:c].rstrip())
                        rest = rest[c + (1 if r.random() < 0.06 else 0) :].lstrip()
                pieces.append(rest)
            else:
                pieces = [t]
            pieces = [q for q in pieces if q.strip()]
            for i, q in enumerate(pieces):
                if i == 0:
                    add(ind + q.strip(), lab, hd)
                else:
                    add(q.strip(), "J", (s.cutblank and s.blank in ("all", "double")) if not s.wrap else False)

        for i, (lab, t) in enumerate(paras):
            if lab == "B" and first:
                para(t, "B" if h is not None else "N", True)
                first = False
            else:
                if lab == "B" and i > 1 and r.random() < s.sub:
                    sh = subhead(r, [b for b in bodies if b != t] or [t], han)
                    if sh and r.random() < 0.7:
                        sh2 = subhead(r, bodies, han)
                        if sh2:
                            sh = (
                                (sh[:9] + r.choice(["", " "]) + sh2[-8:])
                                if han
                                else " ".join(sh.split()[:4] + sh2.split()[:4])
                            )
                    if sh:
                        add(sh, "S", s.blank in ("all", "double"))
                if lab == "B":
                    para(t, "B", False)
                else:
                    add((s.indent if r.random() < 0.7 else "") + t, lab, s.blank in ("all", "double"))
        if r.random() < s.cap and bodies:
            c = subhead(r, bodies, han)
            if c:
                add(
                    ("图为" + c + "。" if r.random() < 0.5 else "（%s摄）" % name(r)) if han else "PHOTO: " + c,
                    "T",
                    s.blank in ("all", "double"),
                )
        if s.byline == "end" and r.random() < s.pby:
            add(
                r.choice(["（%s）", "（记者 %s）", "（本报记者%s）"]) % name(r) if han else "(" + ename(r) + ")",
                "T",
                s.blank in ("all", "double"),
            )
        elif s.sig == "name" and r.random() < 0.6:
            add("（%s）" % name(r) if han else ename(r), "T", s.blank in ("all", "double"))
        elif s.sig == "word":
            add(s.word, "T", s.blank in ("all", "double"))
        elif s.sig == "editor" and r.random() < 0.4:
            add("责任编辑：" + name(r) if han else "Editor: " + ename(r), "T", s.blank in ("all", "double"))
        if s.blank == "double" and L:
            L.append(("", None, False))
        if s.blank in ("articles", "head") and L:
            pass
    text = []
    labs = []
    for k, (t, l, b) in enumerate(L):
        if l is None:
            text.append("")
            continue
        if l == "H" and s.blank != "none" and text and text[-1] != "":
            text.append("")
        elif l == "N" and s.blank != "none" and text and text[-1] != "":
            text.append("")
        elif b and s.blank not in ("none", "articles") and text and text[-1] != "":
            text.append("")
        t = t.replace("\n", " ")
        if not t.strip():
            continue
        text.append(t)
        labs.append((len(text), l))
    return "\n".join(text) + "\n", labs


def make(truth, sources, out, n, seed=1):
    os.makedirs(out, exist_ok=True)
    for src in sources:
        files = sorted(glob.glob(os.path.join(truth, src + "-plain", "*.txt")))
        issues = [(os.path.basename(f)[:-4], read_articles(f)) for f in files]
        for k in range(n):
            r = random.Random("%s-%d-%d" % (src, k, seed))
            ident, arts = r.choice(issues)
            if not arts:
                continue
            a = list(arts)
            if r.random() < 0.4:
                r.shuffle(a)
            s = style(r)
            a = a[
                : r.choice([1, 1, 2, 3]) if s.tiny else max(1, r.choice([len(a), len(a), max(2, len(a) // 2), 5, 8]))
            ]
            text, labs = render(r, s, a)
            base = os.path.join(out, "%s-%04d-%s" % (src, k, ident))
            open(base + ".txt", "w", encoding="utf-8").write(text)
            json.dump({"source": src, "issue": ident, "labels": labs}, open(base + ".lab", "w"))
