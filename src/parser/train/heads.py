"""What stands above an article's text, set by vary.py: section, kicker, headline, decks, byline, and their other forms.

PAGE is where lines are added; its R is the generator of an issue.
"""
import re

import blocks
from damage import broken
from words import CITIES, HAN, PLACES, byline, headcase, japanese, subhead


def picture(page):
    r = page.r
    if not page.han:
        return " (photo)"
    return r.choice(["（图片）", "（附图片）", "(图片)", "（附图%d张）" % r.randint(1, 4), "（漫画）", "（书法）"])


def prefix(page):
    r, s = page.r, page.s
    if page.han and r.random() < 0.5:
        return s.agency
    if page.han:
        return r.choice(PLACES) + r.choice(["公告", "令", "消息", "观察", "特写", "评论"])
    return r.choice(CITIES)


def first_words(page, h):
    r = page.r
    if not page.han:
        return " ".join(h.split()[: r.randint(3, 5)])
    q = [c for c in re.split("[ 　，：！？]", h) if len(c) >= 4]
    return r.choice(q) if q else h


def vary_headline(page, k, h, decks, paras):
    """Headline H of article K another way; returns it and its DECKS."""
    r, x, han = page.r, page.s.headxkind, page.han
    comma = "，" if han else ", "
    body = "".join(p for l, p in paras if l == "B")
    cl = [c for c in re.split(r"[，。；,.;]\s*", body) if (4 <= len(c) <= 24 if han else 3 <= len(c.split()) <= 9)]
    if x == "prefix":
        h = prefix(page) + ("：" if han else ": ") + h
    elif x == "clause" and cl:
        h = h + comma + r.choice(cl)
    elif x == "long" and cl:
        h = h + ("，" if han else "; ") + comma.join(r.choice(cl) for _ in range(r.randint(1, 4)))
    elif x == "bracket":
        bracket = (
            "【%s】" % r.choice(["专题", "组图", "要闻", "快讯", "评论"])
            if han
            else "[%s] " % r.choice(["Update", "News", "Brief"])
        )
        h = bracket + h
    elif x == "short":
        h = first_words(page, h)
    elif x == "number":
        h = "%d.%s" % (k + 1, h if han else " " + h)
    elif x == "exclaim":
        h = h + r.choice("！？") if han else h + r.choice("!?")
    elif x == "deck" and cl:
        decks = decks + ["——" + r.choice(cl) if han else r.choice(cl)]
    return h, decks


def add_section(page):
    if page.han:
        text = page.r.choice(["国内简讯", "综合消息", "快讯", "国际快讯", "本地新闻", "社会", "体育"])
    else:
        text = page.r.choice(["SPORTS", "Local News", "Briefs", "World"])
    page.add(text, "X", True)


def add_byline(page, article, h):
    r, s, han = page.r, page.s, page.han
    if s.byline == "keep" and article["byline"]:
        page.add(article["byline"], "Y", page.apart)
    elif s.byline == "line" and r.random() < s.pby:
        page.add(byline(r, han), "Y", page.apart)
    elif s.byline == "agency" and r.random() < s.pby:
        m = re.match(r"([^：，]{2,10})[：令公]", h) if han else None
        page.add(m.group(1) if m else s.agency if han else r.choice(CITIES).upper(), "Y", page.apart)


def add_kicker(page, bodies, h):
    """A line above the headline, in quotation marks or not, shorter or longer; no mark says what it is."""
    r, han = page.r, page.han
    k = blocks.clause(r, " ".join(bodies) or h, page.lang)
    form = r.choice(["%s"] * 4 + (["“%s”", "“%s”系列报道", "——%s", "%s：", "《%s》"] if han else ["'%s'", "%s:", '"%s"']))
    page.add(form % (k if han else headcase(k, r.choice(["upper", "title", "sentence"]))), "D", True)


def add_headline(page, h, kicked):
    """In one line or in several: the first is the headline, the rest stands beside it."""
    r, s, han = page.r, page.s, page.han
    parts = r.choice([2, 2, 3]) if r.random() < s.splithead and len(h) > (9 if han else 16) else 1
    if s.wrap and s.splithead and len(h) > page.width():
        parts = min(4, max(parts, -(-len(h) // page.width())))
    for k, line in enumerate(broken(r, han, h, parts) if parts > 1 else [h]):
        before = ("　" * r.randint(2, 8) if han else " " * r.randint(4, 20)) if s.center else ""
        page.add(before + line, "D" if k else "H", not kicked and k == 0 or (page.apart and r.random() < s.headgap))


def add_decks(page, decks, bodies):
    r, s, han = page.r, page.s, page.han
    if r.random() < s.deck and not decks:
        decks = [d for d in (subhead(r, bodies or [""], han) for _ in range(r.choice([1, 1, 2]))) if d]
        if decks and han and r.random() < 0.3:
            decks[0] = "——" + decks[0].lstrip("—")
    for d in decks:
        lines = broken(r, han, d, 2) if s.splithead and len(d) > (14 if han else 24) and r.random() < 0.4 else [d]
        for line in lines:
            page.add(line, "D", page.apart)


def add_heads(page, k, article, h, paras):
    r, s, han = page.r, page.s, page.han
    decks, bodies = list(article["deck"]), [" ".join(p for l, p in paras if l == "B")]
    if han and s.gap != "keep":
        h = re.sub(r"(?<=%s)[ 　]+(?=%s)" % (HAN, HAN), {"space": " ", "comma": "，", "none": ""}[s.gap], h)
    if not han:
        h = headcase(h, s.case)
    if r.random() < s.headx:
        h, decks = vary_headline(page, k, h, decks, paras)
    if han and s.japanese:
        h = japanese(r, h).replace("、", "　")
        decks = [japanese(r, d) for d in decks]
    official = page.lang == "zh" and r.random() < s.official
    if official:
        for line, label in blocks.document_above(r):
            page.add(line, label, True)
        h = r.choice(["关于%s的通知", "关于印发%s的通知", "%s", "关于%s的公告"]) % h
    kicked = not official and r.random() < s.kicker
    if kicked:
        add_kicker(page, bodies, h)
    add_headline(page, h, official or kicked)
    add_decks(page, decks, bodies)
    add_byline(page, article, h)
    if r.random() < s.metadata:
        for line, label in blocks.metadata(r, page.lang):
            page.add(line, label, page.apart)
    return official
