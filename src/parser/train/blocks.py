"""What stands between paragraphs without being one, for vary.py: captions, boxes, lists, tables, contents, data of saved
pages, papers of offices. Each is a list of lines with their labels.

R is the generator of an issue: the same one gives the same words.
"""
import re

from words import CITIES, PLACES, ename, name

MONTHS = "January February March April May June July August September October November December".split()


def day(r, lang):
    m, d, y = r.randint(1, 12), r.randint(1, 28), r.randint(1950, 2031)
    if lang == "en":
        return r.choice(["%s %d, %d" % (MONTHS[m - 1], d, y), "%d-%02d-%02d" % (y, m, d), "%d/%d/%d" % (m, d, y)])
    return r.choice(["%d年%d月%d日" % (y, m, d), "%d-%02d-%02d" % (y, m, d), "%d/%02d/%02d" % (y, m, d), "%d月%d日" % (m, d)])


def clauses(text, lang, low, high):
    """Pieces of TEXT between its marks, of LOW to HIGH characters, or words."""
    if lang == "en":
        parts = re.split(r"[,.;:!?\"]\s+", text)
        return [p for p in parts if low <= len(p.split()) <= high]
    parts = re.split(r"[，。；：、！？“”「」,.]\s*", text)
    return [p for p in parts if low <= len(p) <= high]


def clause(r, text, lang):
    found = clauses(text, lang, 3, 9) if lang == "en" else clauses(text, lang, 5, 22)
    words = "the old harbour wall at low water" if lang == "en" else "区里的老码头重新开放"
    return r.choice(found[:40]).rstrip(". ") if found else words


# ---- pictures


def caption(r, text, lang):
    what, who = clause(r, text, lang), ename(r) if lang == "en" else name(r)
    if lang == "en":
        what = what[:1].upper() + what[1:]
        forms = ["PHOTO: %s", "%s (Photo by " + who + ")", "%s. " + who, "Photo: " + who + " / %s", "Above, %s", "%s.", "%s"]
        forms += ["Photograph by " + who, "(" + who + ")", who + "/The " + r.choice(CITIES) + " Gazette"]
    elif lang == "ja":
        forms = ["%s＝" + who + "撮影", "写真＝%s", "【写真】%s", "（写真・" + who + "）", "↑ %s", "%s（提供写真）", "%s"]
    else:
        forms = "图为%s。|图为%s|▲%s|↑ %s|← %s（资料图片）|%s。|%s|%s（資料圖片）|（圖／%s）|图：%s|▼ %s（記者NAME攝）|%s　NAME 摄|%s（NAME摄）"
        forms = forms + "|（NAME摄）|摄影：NAME|圖／NAME|图/NAME|本报记者 NAME 摄|本報記者NAME攝|NAME 摄影报道|新华社记者 NAME 摄|本版图片均由NAME提供|上图：%s。　NAME摄|（左）%s。（右）NAME"
        forms = [form.replace("NAME", who) for form in forms.split("|")]
    form = r.choice(forms)
    return [(form % what if "%s" in form else form, "T")]


# ---- boxes


def telephone(r):
    return r.choice(["%d-%d" % (r.randint(10, 999), r.randint(1000000, 9999999)), "%d" % r.randint(1000000, 99999999)])


def weather(r, lang):
    low = r.randint(-8, 24)
    high = low + r.randint(3, 12)
    if lang == "en":
        head = ["THE WEATHER", "Weather", "TO-DAY'S WEATHER"]
        sky = r.choice(["Fair and colder", "Rain", "Cloudy, showers by evening", "Fair"])
        return [r.choice(head), r.choice([sky + " to-night. High %d, low %d." % (high, low), sky + "; moderate winds"])]
    sky = r.choice(["多云转晴", "阴有小雨", "晴", "雷阵雨", "雪のち晴れ" if lang == "ja" else "多雲"])
    head = ["天気"] if lang == "ja" else ["天气", "今日天气", "天氣預報", "气象"]
    body = ["%s %d～%d℃" % (sky, low, high), "%s 最高%d℃ 最低%d℃ 东北风%d级" % (sky, high, low, r.randint(1, 6))]
    one = r.choice(head) + r.choice(["：", "　", " "]) + body[1]
    return [one] if r.random() < 0.4 else [r.choice(head), r.choice(body)]


def notice(r, lang):
    p, n = r.choice(PLACES), name(r)
    if lang == "en":
        c, n = r.choice(CITIES), ename(r)
        return r.choice(
            [
                ["LOST", "A grey cat near %s Station. Reward. Tel. %s" % (c, telephone(r))],
                ["FOR SALE", "Bicycle, nearly new, £%d" % r.randint(2, 90), "Apply " + n + ", " + c],
                ["Notice", "The %s Water Company will close its mains on Sunday." % c],
                ["Advertisement", "%s's Tea Rooms, %s. Open daily" % (n.split()[1], c)],
                [c.upper() + " DAIRY -- fresh every morning"],
            ]
        )
    return r.choice(
        [
            ["遗失声明", "%s遗失身份证，号码%d，声明作废。" % (n, r.randint(10**6, 10**9))],
            ["寻物启事", "本人于%s遗失黑色手提包一只，拾到者请电%s" % (p, telephone(r))],
            ["公告", "%s自来水公司定于%d日检修管道，停水一天。" % (p, r.randint(1, 28))],
            ["转让", "%s路旺铺转让" % p, "电话：" + telephone(r)],
            ["%s茶庄 新茶上市 欢迎选购 订购热线%s" % (p, telephone(r))],
            ["出租", "两房一厅，家具齐全", "洽：%s小姐 %s" % (n[0], telephone(r))],
            ["讲文明 树新风", "公益广告"],
            ["節約用水　人人有責"],
            ["廣告", "%s眼鏡行　週年慶　全面八折" % p, "電話：" + telephone(r)],
        ]
    )


def box(r, lang):
    return [(line, "T") for line in (weather if r.random() < 0.35 else notice)(r, lang)]


# ---- lists and tables: paragraphs that nothing joins


def items(r, text, lang):
    parts = clauses(text, lang, 2, 14)[:60]
    if len(parts) < 3:
        return []
    parts = r.sample(parts, min(len(parts), r.randint(3, 8)))
    end = r.choice(["", "", "." if lang == "en" else "；", "." if lang == "en" else "。"])
    mark = r.choice(["%d. ", "%d) ", "(%d) ", "- ", "* ", "• "] + ([] if lang == "en" else ["%d、", "（%d）", "・", "●", "%d．"]))
    return [((mark % (k + 1) if "%" in mark else mark) + part.rstrip(".") + end, "B") for k, part in enumerate(parts)]


def table(r, lang):
    gap = r.choice(["\t", "  ", "    ", " ", " | "] + ([] if lang == "en" else ["　", "　　", "│", "｜"]))
    heads = "Town Boats Crews Catch" if lang == "en" else r.choice(["地区 户数 人口 面积", "品名 數量 單價 金額", "名次 姓名 单位 成绩"])
    rows = [heads.split()] if r.random() < 0.7 else []
    for _ in range(r.randint(3, 8)):
        first = r.choice(CITIES) if lang == "en" else r.choice(PLACES) + r.choice(["", "", "区", "镇", name(r)])
        rows.append([first] + [str(r.randint(1, 9999)) for _ in range(3)])
    edge = gap.strip() if gap.strip() in ("|", "│") and r.random() < 0.5 else ""
    return [(edge + gap.join(row) + edge, "B") for row in rows]


def data_rows(r, lang):
    """Prices, results, hours: a name, and figures."""
    rows = []
    for _ in range(r.randint(3, 7)):
        a, b = r.randint(0, 120), r.randint(0, 120)
        if lang == "en":
            x, y = r.sample(CITIES, 2)
            rows.append(r.choice(["%s %d, %s %d" % (x, a, y, b), "%s ..... %d.%02d" % (x, a, b), "%s  9.30-%d" % (x, a % 12)]))
        else:
            x, y = r.sample(PLACES, 2)
            rows.append(r.choice(["%s %d：%d %s" % (x, a, b, y), "%s　%d元" % (x, a), "%s：%d—%d℃" % (x, a % 20, b % 35), "电话：" + telephone(r)]))
    return [(row, "B") for row in rows]


def block(r, text, lang):
    """What paragraphs make way for."""
    kind = r.random()
    return items(r, text, lang) if kind < 0.5 else table(r, lang) if kind < 0.8 else data_rows(r, lang)


# ---- contents, and what saved pages say of themselves


def contents(r, heads, lang):
    leader = r.choice(["……", "....", " . . . . ", "·····", "\t", " …… ", "..........", "  "])
    lines = ["CONTENTS" if lang == "en" else r.choice(["目录", "目　录", "目錄", "本期导读", "目次"])]
    page = 1
    for head in heads[: r.randint(3, 12)]:
        page += r.randint(0, 4)
        lines.append(head + leader + r.choice(["%d", "（%d）", "(%d)", "%02d", "第%d版"] if lang != "en" else ["%d", "(%d)", "p. %d"]) % page)
    return [(line, "T") for line in lines]


def metadata(r, lang):
    """Lines of a saved page below its headline: who wrote it is a byline, the rest is the page's."""
    if lang == "en":
        lines = [("Published: " + day(r, lang), "T"), ("Updated %s" % day(r, lang), "T"), ("By " + ename(r), "Y")]
        lines += [("Source: The %s Gazette" % r.choice(CITIES), "T"), ("Share", "T"), ("%d comments" % r.randint(0, 90), "T")]
        return r.sample(lines, r.randint(1, 4))
    p = r.choice(PLACES)
    colon = r.choice(["：", "：", ": ", ":"])
    source = r.choice([p + "新闻网", p + "日报", "本站"])
    lines = [("作者" + colon + name(r), "Y"), ("来源" + colon + source, "T"), ("发布时间" + colon + day(r, lang), "T")]
    lines += [("编辑" + colon + name(r), "T"), ("浏览次数" + colon + "%d" % r.randint(1, 9999), "T"), ("時間" + colon + day(r, lang), "T")]
    lines += [(day(r, lang) + " %02d:%02d" % (r.randint(0, 23), r.randint(0, 59)), "T"), ("字号：大 中 小", "T"), ("责任编辑" + colon + name(r), "T")]
    lines = r.sample(lines, r.randint(1, 4))
    if r.random() < 0.3:
        return [(r.choice(["  ", " ", "　", " | "]).join(text for text, _ in lines if text), "T")]
    return lines


# ---- papers of offices


def salutation(r, lang):
    if lang == "en":
        return r.choice(["Dear readers,", "Ladies and Gentlemen:", "To the Editor:", "Friends and neighbours,", "My fellow citizens:"])
    return r.choice(
        "各区人民政府，市各委办局：|同胞们、朋友们：|各位代表：|同志们：|女士们、先生们、朋友们：|各单位：|各县（市）教育局、各直属学校：|"
        "各位市民：|市民朋友们：|尊敬的各位来宾：|亲爱的读者：|各會員國代表，各位女士先生：|各所屬機關："
        .split("|")
    )


def document_above(r):
    """Who issues it, and its number: above the title."""
    office = r.choice(PLACES) + r.choice(["市人民政府", "区教育局", "县财政局", "省交通厅", "市政府办公室", "鎮公所"])
    number = "%s〔%d〕%d号" % (r.choice(["云政发", "芦府办", "澜财", "石教", "望交"]), r.randint(1998, 2031), r.randint(1, 240))
    return [(office + r.choice(["文件", "", ""]), "D")] + ([(number, "T")] if r.random() < 0.7 else [])


def document_below(r):
    office = r.choice(PLACES) + r.choice(["市人民政府", "区教育局", "县财政局", "省交通厅", "市政府办公室"])
    return [(office, "T"), (day(r, "zh"), "T")]


# ---- questions and answers


def turns(r, paras, lang):
    """The paragraphs as an interview: each is said by somebody."""
    asks = {"en": "Q: |Q. |Reporter: ", "ja": "記者：|――|問：", "zh": "问：|记者：|問：|主持人：|记者 |本报记者："}[lang].split("|")
    ask = r.choice(asks)
    if lang == "en":
        who = ename(r)
        says, question = r.choice(["A: ", "A. ", who + ": ", who.split()[1] + ": "]), "What came next?|Why then?|And the cost?|How did it end?"
    else:
        who = name(r)
        says, question = r.choice(["答：", who + "：", "答：", who + "："]), "这是为什么？|那么今后怎么办？|您最难忘的是什么？|それはなぜですか。|经费从哪里来？|当时有多少人？"
    out = []
    for kind, text in paras:
        if kind == "B" and r.random() < 0.6:
            out.append(["B", ask + r.choice(question.split("|"))])
        out.append([kind, says + text if kind == "B" else text])
    return out
