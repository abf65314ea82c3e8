#!/usr/bin/python3
"""Sets the articles of known issues in layouts that nobody has seen: training data varied on purpose."""
import glob
import json
import os
import random
import re

import blocks
import damage
from heads import add_heads, add_section, picture
from words import CITIES, LEADEN, LEADZH, PLACES, ename, halfwidth, is_han, japanese, lead, name, quotes, subhead


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
                    {"subhead": "S", "caption": "T", "signature": "T"}.get(p["kind"], "B"),
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


class Style:
    pass


def style(r):
    s = Style()
    s.blank = r.choice(["all", "all", "all", "all", "none", "none", "articles", "head", "double"])
    s.indent = r.choice(["", "", "", "", "", "　　", "　　", "  ", "    ", "　", "\t"])
    s.center = r.random() < 0.12
    s.cut = r.choice([0, 0, 0, 0.35, 0.5, 0.7])
    s.cutblank = r.random() < 0.8
    set_columns(r, s)
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
    s.tiny = r.random() < 0.2
    s.japanese = r.random() < 0.06
    s.para = r.choice(["keep", "keep", "keep", "merge", "split", "number", "number2"])
    s.picture = r.choice([0, 0, 0, 0.2])
    set_extras(r, s)
    if r.random() < 0.5:
        leave_extras(s)
    return s


def set_columns(r, s):
    """Lines as they are printed: a column's line is a line of the file."""
    s.wrap = r.random() < 0.3
    s.width = r.choice([12, 13, 14, 16, 17, 18, 20, 22, 24, 26, 30, 34, 38, r.randint(10, 40)])
    s.ewidth = r.choice([32, 36, 40, 45, 60, 65, 70, 72, 78, r.randint(28, 60), r.randint(28, 60)])
    s.column = r.choice([0, 0, 0, 40, 80])  # lines, after which the next is as wide as it happens to be
    s.change = [0, r.randint(-6, 6), r.randint(-6, 10)]
    s.ragged = r.choice([0, 0, 2, 4])
    s.hyphens = r.choice([0, 0.7])
    s.keeps = r.random() < 0.5
    s.ocr = r.choice([0] * 5 + [0.01, 0.04, 0.08]) if s.wrap else r.choice([0] * 12 + [0.01, 0.04])
    s.garbage = r.choice([0, 0.01, 0.04]) if s.ocr else 0


def set_extras(r, s):
    """What some papers have and others have not: shares of the articles that have it."""
    s.splithead = r.choice([0, 0, 0, 0.4, 1])
    s.headgap = r.choice([0, 0, 1])
    s.kicker = r.choice([0, 0, 0, 0.2, 0.5])
    s.metadata = r.choice([0] * 9 + [0.5, 1])
    s.official = r.choice([0] * 12 + [0.4])
    s.salutation = r.choice([0] * 6 + [0.2])
    s.turns = r.choice([0] * 6 + [0.2, 0.6])
    s.block = r.choice([0] * 4 + [0.1, 0.25])  # of the paragraphs
    s.caption = r.choice([0, 0, 0, 0.05, 0.15])
    s.inside = r.choice([0, 0, 0.05, 0.2])  # of the lines that go on with a cut paragraph
    s.box = r.choice([0] * 3 + [0.1, 0.3])  # of what stands between: boxes, not captions
    s.contents = r.random() < 0.07
    s.wires = r.choice([0] * 6 + [0.2])  # headless articles one after another


def leave_extras(s):
    """Most pages have little but articles; where all have more, what is learnt is less sure of those."""
    s.splithead = s.kicker = s.metadata = s.official = s.salutation = s.turns = s.block = s.caption = s.inside = 0
    s.box = s.wires = s.ocr = s.garbage = s.headgap = 0
    s.contents = False


class Page:
    """The lines of an issue as they are set, each with its label and whether a blank line stands before it."""

    def __init__(self, r, s, lang):
        han = lang != "en"
        self.r, self.s, self.han = r, s, han
        self.lang = lang
        self.lines, self.headless = [], False
        self.apart = s.blank in ("all", "double")

    def add(self, text, label, blank):
        self.lines.append((text, label, blank))

    def width(self):
        """Of the column at hand."""
        s = self.s
        change = s.change[len(self.lines) // s.column % len(s.change)] if s.column else 0
        return max(10, s.width + change) if self.han else max(24, s.ewidth + 2 * change)


def add_masthead(page):
    r = page.r
    if page.han:
        text = r.choice(
            [
                "%s日报 2024年%d月%d日 星期%s"
                % (r.choice(PLACES), r.randint(1, 12), r.randint(1, 28), r.choice("一二三四五六日")),
                "%s新报" % r.choice(PLACES),
            ]
        )
    else:
        text = "THE %s GAZETTE" % r.choice(CITIES).upper()
    page.add(text, "T", True)


# ---- an article's paragraphs


def change_lead(page, paras):
    i = next((i for i, p in enumerate(paras) if p[0] == "B"), None)
    if i is None:
        return
    t = paras[i][1]
    m = (LEADZH if page.han else LEADEN).match(t)
    if m and m.end() < len(t) - 4:
        t = t[m.end() :]
    paras[i][1] = (lead(page.r, page.han) if page.s.lead == "new" else "") + t


def merge(paras, han):
    q = []
    for l, t in paras:
        if l == "B" and q and q[-1][0] == "B" and len(q[-1][1]) < 600:
            q[-1][1] += ("" if han else " ") + t
        else:
            q.append([l, t])
    return q


def split(paras, han):
    q = []
    for l, t in paras:
        if l != "B":
            q.append([l, t])
            continue
        for x in re.findall(r".*?[。！？](?:[”」）])?|.+$" if han else r'.*?[.!?]"?(?= |$)|.+$', t):
            if x.strip():
                if q and len(q[-1][1]) < 20 and q[-1][0] == "B":
                    q[-1][1] += ("" if han else " ") + x.strip()
                else:
                    q.append([l, x.strip()])
    return q or paras


def number(page, paras):
    plain, n = page.s.para == "number", 0
    for p in paras[1 if plain else 0 :]:
        if p[0] != "B":
            continue
        n += 1
        han = "一二三四五六七八九十"[(n - 1) % 10]
        p[1] = ((han + "、" if plain else "（%s）" % han) if page.han else "%d. " % n) + p[1]
        if page.r.random() < 0.15:
            p[1] = p[1].rstrip("。.")


def as_verse(page, paras):
    """A few short lines and nothing else; or PARAS, where there are too few."""
    r = page.r
    body = "".join(p for l, p in paras if l == "B")
    cl = [c for c in re.split(r"[，。；：、！？“”,.;]\s*", body) if 4 <= len(c) <= 16]
    if len(cl) < 6:
        return paras
    return [["S", c + (r.choice("，。") if r.random() < 0.15 else "")] for c in cl[: r.randint(6, 24)]]


def vary_paragraphs(page, article):
    s, han = page.s, page.han
    paras = [list(p) for p in article["paras"]]
    if s.lead != "keep" and paras:
        change_lead(page, paras)
    if not s.keepsub:
        paras = [p for p in paras if p[0] != "S"] or paras
    if s.para == "merge":
        paras = merge(paras, han)
    elif s.para == "split":
        paras = split(paras, han)
    elif s.para.startswith("number"):
        number(page, paras)
    if han and page.r.random() < 0.03 and paras:
        paras = as_verse(page, paras)
    return paras


def shorten(page, paras):
    r, s = page.r, page.s
    if s.tiny:
        cuts = [re.match(r".{4,}?[。！？]" if page.han else r".{16,}?[.!?](?= |$)", t) for _, t in paras[:3]]
        return [
            [p[0], c.group(0) if c and r.random() < 0.8 else p[1]] for p, c in zip(paras[: r.choice([1, 2, 2, 3])], cuts)
        ]
    return paras[: r.choice([1, 1, 2])] if s.short else paras


# ---- the paragraphs, set


def wrapped(page, t):
    r, s, w = page.r, page.s, page.width()
    if page.han:
        return damage.set_han(t, w, w - (len(s.indent) and 2), s.keeps)
    lines = damage.set_latin(r, t, w, s.ragged, s.hyphens) or [t]
    return [q.strip() for q in lines]


def cut_up(page, t):
    """As column breaks do it, which now and then lose a character."""
    r, s = page.r, page.s
    pieces, rest = [], t
    while len(rest) > 60 and r.random() < s.cut:
        c = r.randint(25, min(len(rest) - 8, 260))
        if not page.han:
            c = rest.rfind(" ", 0, c)
            if c < 20:
                break
            pieces.append(rest[:c])
            rest = rest[c + 1 :]
            continue
        if rest[c - 1] in "。！？":
            c -= 1
        while c < len(rest) - 1 and rest[c] in "，。、；：！？”』」）,;":
            c += 1
        pieces.append(rest[:c].rstrip())
        rest = rest[c + (1 if r.random() < 0.06 else 0) :].lstrip()
    return pieces + [rest]


def damaged(page, t, lab):
    r, s = page.r, page.s
    if s.noise and lab in "BN":
        t = "".join(r.choice(["", c, t[r.randrange(len(t))]]) if r.random() < s.noise else c for c in t)
    if s.half and page.han:
        t = halfwidth(t)
    if s.quotes and page.han:
        t = quotes(t)
    return t.rstrip("。. ") if s.nostop and r.random() < s.nostop else t


def read(page, q):
    """A line as OCR reads it."""
    s = page.s
    if not s.ocr:
        return q
    return damage.ocr_han(page.r, q, s.ocr / 2) if page.han else damage.ocr(page.r, q, s.ocr)


def add_between(page, text, blank):
    """A caption or a box."""
    r, s = page.r, page.s
    lines = blocks.box(r, page.lang) if r.random() < s.box else blocks.caption(r, text, page.lang)
    for line, label in lines:
        page.add(line, label, blank)


def add_paragraph(page, t, lab, blank):
    r, s = page.r, page.s
    indent = s.indent if lab in "BN" or r.random() < 0.7 else ""
    t = damaged(page, t, lab)
    pieces = wrapped(page, t) if s.wrap else cut_up(page, t) if s.cut and len(t) > 60 else [t]
    pieces = [q.strip() for q in pieces if q.strip()]
    for i, q in enumerate(pieces):
        if i and r.random() < s.inside / (8 if s.wrap else 1):
            add_between(page, t, page.apart)
        if i and r.random() < s.garbage:
            page.add(damage.garbage(r), "T", False)
        if i == 0:
            page.add(indent + read(page, q), lab, blank)
        else:
            page.add(read(page, q), "J", not s.wrap and s.cutblank and page.apart)


def add_subhead(page, bodies, t):
    r, han = page.r, page.han
    sh = subhead(r, [b for b in bodies if b != t] or [t], han)
    if sh and r.random() < 0.7:
        sh2 = subhead(r, bodies, han)
        if sh2 and han:
            sh = sh[:9] + r.choice(["", " "]) + sh2[-8:]
        elif sh2:
            sh = " ".join(sh.split()[:4] + sh2.split()[:4])
    if sh:
        page.add(sh, "S", page.apart)


def add_first(page, h, t):
    r, s = page.r, page.s
    blank = page.apart or (s.blank != "none" if h is None else s.blank == "head")
    label = "B" if h is not None else "N"
    if h is not None and r.random() < s.salutation:
        page.add(blocks.salutation(r, page.lang), "B", blank)
    if h is None and s.wires:
        m = (LEADZH if page.han else LEADEN).match(t)
        t = lead(r, page.han) + (t[m.end() :] if m and m.end() < len(t) - 4 else t)
    add_paragraph(page, t, label, blank)


def add_paragraphs(page, h, paras, bodies):
    r, s = page.r, page.s
    first = True
    for i, (lab, t) in enumerate(paras):
        if lab == "B" and first:
            add_first(page, h, t)
            first = False
            continue
        if lab == "B" and i > 1 and r.random() < s.sub:
            add_subhead(page, bodies, t)
        if r.random() < s.caption:
            add_between(page, t, page.apart)
        if lab == "B":
            add_paragraph(page, t, "B", page.apart)
        else:
            page.add((s.indent if r.random() < 0.7 else "") + t, lab, page.apart)
        if lab == "B" and r.random() < s.block:
            for k, (line, label) in enumerate(blocks.block(r, " ".join(bodies), page.lang)):
                page.add(line, label, page.apart and k == 0)


def add_ending(page, bodies):
    """A caption, and who signed the article."""
    r, s, han = page.r, page.s, page.han
    c = subhead(r, bodies, han) if r.random() < s.cap and bodies else None
    if c and han:
        page.add("图为" + c + "。" if r.random() < 0.5 else "（%s摄）" % name(r), "T", page.apart)
    elif c:
        page.add("PHOTO: " + c, "T", page.apart)
    if not han and r.random() < 0.04:
        page.add("(Continued on Page %s)" % r.choice(["Two", "3", "Eight, Column 4"]), "T", page.apart)
    if s.byline == "end" and r.random() < s.pby:
        signed = r.choice(["（%s）", "（记者 %s）", "（本报记者%s）"]) % name(r) if han else "(" + ename(r) + ")"
        page.add(signed, "T", page.apart)
    elif s.sig == "name" and r.random() < 0.6:
        page.add("（%s）" % name(r) if han else ename(r), "T", page.apart)
    elif s.sig == "word":
        page.add(s.word, "T", page.apart)
    elif s.sig == "editor" and r.random() < 0.4:
        page.add("责任编辑：" + name(r) if han else "Editor: " + ename(r), "T", page.apart)


# ---- the issue


def is_headless(page):
    """Wires are several in a row."""
    r, s = page.r, page.s
    before, page.headless = page.headless, False
    page.headless = r.random() < (0.6 if before and s.wires else s.headless + s.wires)
    return page.headless


def add_article(page, k, article):
    r, s, han = page.r, page.s, page.han
    h = article["head"]
    paras = vary_paragraphs(page, article)
    if h is not None and r.random() < s.picture:
        h += picture(page)
    paras = shorten(page, paras)
    if h is not None and is_headless(page):
        h = None
    if han and s.japanese:
        paras = [[l, japanese(r, t)] for l, t in paras]
    if h is not None and r.random() < s.turns:
        paras = paras[:1] + blocks.turns(r, paras[1:], page.lang)
    bodies = [p for l, p in paras if l == "B"]
    if h is not None and r.random() < s.section:
        add_section(page)
    official = h is not None and add_heads(page, k, article, h, paras)
    add_paragraphs(page, h, paras, bodies)
    if official:
        for line, label in blocks.document_below(r):
            page.add(line, label, page.apart)
    add_ending(page, bodies)
    if s.blank == "double" and page.lines:
        page.add("", None, False)


def as_text(page):
    """The text, and the label of each line by its number."""
    blank, text, labs = page.s.blank, [], []
    for t, l, b in page.lines:
        if l is None:
            text.append("")
            continue
        apart = b and blank != "none" and (l in "HND" or blank != "articles")
        if apart and text and text[-1] != "":
            text.append("")
        t = t.replace("\n", " ")
        if t.strip():
            text.append(t)
            labs.append((len(text), l))
    return "\n".join(text) + "\n", labs


def language(text):
    if not is_han(text):
        return "en"
    return "ja" if len(re.findall("[\u3041-\u30ff]", text)) * 8 > len(text) else "zh"


def render(r, s, arts):
    page = Page(r, s, language("".join(p for a in arts for _, p in a["paras"])[:2000]))
    if s.mast:
        add_masthead(page)
    if s.contents:
        for line, label in blocks.contents(r, [a["head"] for a in arts if a["head"]], page.lang):
            page.add(line, label, False)
    for k, a in enumerate(arts):
        add_article(page, k, a)
    return as_text(page)


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
