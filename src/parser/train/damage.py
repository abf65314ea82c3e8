"""Lines as a press set them and as OCR read them, for vary.py and ocr.py.

R is the generator of an issue: the same one gives the same damage.
"""
import re
import textwrap

# What is taken for what, as one sees it: neither is a list of real mistakes.
CONFUSED = (
    "rn:m m:rn c:e e:c 1:l l:1 l:i i:l h:b b:h u:n n:u o:0 0:o cl:d d:cl li:h h:li ti:n t:l l:t f:t t:f S:8 B:8 O:0 "
    "I:l a:n s:a y:v v:y w:vv e:o o:e r:i n:r g:q ,:. .:, -:~ ':\" \":' fi:n in:m ni:m T:I E:F P:F G:C C:G H:II M:JI"
).split()
MISREAD = {}
for pair in CONFUSED:
    MISREAD.setdefault(pair.split(":")[0], []).append(pair.split(":")[1])
HAN_CONFUSED = "日曰 己已 未末 土士 人入 大太 干千 天夫 王玉 贝见 我找 问间 今令 白自 的旳 待侍 传传 话活 员贝 治冶 候侯 目日 力刀 农衣 历厉 民尼".split()
HAN_MISREAD = {a: b for pair in HAN_CONFUSED for a, b in (pair, pair[::-1])}
STRAYS = ".,'`-~;:^*|!i\\"


def damage_at(r, text, at):
    """TEXT[AT] another way, and how many characters of TEXT that took."""
    c = text[at]
    if c == " ":
        return r.choice(["", "", "", "  ", " " + r.choice(STRAYS) + " "]), 1
    kind = r.random()
    if kind < 0.2 and at + 1 < len(text) and text[at + 1] != " ":
        return text[at + 1] + c, 2
    if kind < 0.4:
        return "", 1
    if kind < 0.5:
        return c + r.choice(["", " ", r.choice(STRAYS)]) + (r.choice("aeilnrt") if r.random() < 0.3 else ""), 1
    for n in (2, 1):
        if text[at : at + n] in MISREAD:
            return r.choice(MISREAD[text[at : at + n]]), n
    return (r.choice("aceilnorstuhmd") if c.isalpha() else r.choice(STRAYS)), 1


def ocr(r, text, rate):
    """A line of Latin letters, a share RATE of them swapped, dropped, glued or taken for others."""
    out, at = [], 0
    while at < len(text):
        c, n = damage_at(r, text, at) if r.random() < rate else (text[at], 1)
        out.append(c)
        at += n
    return "".join(out).strip() or text


def ocr_han(r, text, rate):
    """Lighter: a character taken for one that looks like it, lost, or torn from the next; a mark that is the half-width one."""
    out = []
    for c in text:
        if r.random() >= rate:
            out.append(c)
        elif c in "，。；：":
            out.append(r.choice(["", ",.;:"["，。；：".index(c)], " "]))
        else:
            out.append(r.choice(["", HAN_MISREAD.get(c, "□"), HAN_MISREAD.get(c, c), c + " ", c + r.choice(".'·-")]))
    return "".join(out).strip() or text


# ---- what OCR makes of rules, pictures, dirt and broken letters

SPECKS = "? . , - ' i ; | _ * ! : I l 1 t ^ \\ \" ~ .. -- ?? ., ,. .- ii li '. :. <* >".split()
SOUP = "BCDEFGHIJKLMNRSTUVaabcdeefghiiijlllmnorrrsttttuvvwxyz"


def soup_word(r):
    letters = [r.choice(SOUP) for _ in range(r.randint(1, 8))]
    if r.random() < 0.4:
        letters.insert(r.randint(0, len(letters)), r.choice("'.-?!\"1^;"))
    return "".join(letters)


def garbage(r):
    kind = r.random()
    if kind < 0.5:
        return " ".join(r.choice(SPECKS) for _ in range(r.choice([1, 1, 2, 3, 4, 5, 7, 9])))
    if kind < 0.75:
        return " ".join(soup_word(r) for _ in range(r.randint(1, 6)))
    words = [r.choice([soup_word(r), r.choice(SPECKS), r.choice("IVXiltjJAH")]) for _ in range(r.randint(2, 8))]
    return " ".join(words)


# ---- lines of one column


def parted(r, word, room):
    """WORD cut so that its first part and a hyphen have ROOM; None: it cannot be."""
    if "-" in word[1:-1]:
        at = word.rfind("-", 1, room)
        return (word[: at + 1], word[at + 1 :]) if at > 0 and at + 1 < len(word) else None
    places = [
        i
        for i in range(2, min(len(word) - 2, room))
        if word[:i].strip("\"'(").isalpha() and word[i : i + 3].isalpha() and re.match("[aeiouyrlnt][^aeiou]", word[i - 1 : i + 1])
    ]
    return (word[: max(places)] + "-", word[max(places) :]) if places else None


def set_latin(r, text, width, ragged=0, hyphens=0.0):
    """TEXT in lines of WIDTH letters, up to RAGGED fewer; a share HYPHENS of the words that could be are cut."""
    lines, line, words = [], "", text.split()[::-1]
    limit = width - r.randint(0, ragged)
    while words:
        word = words.pop()
        if len(line) + (line != "") + len(word) <= limit:
            line += (" " if line else "") + word
            continue
        halves = parted(r, word, limit - len(line) - (line != "") - 1) if r.random() < hyphens else None
        if halves:
            lines.append(line + (" " if line else "") + halves[0])
            line = ""
            words.append(halves[1])
        elif line:
            lines.append(line)
            line = ""
            words.append(word)
        else:
            lines.append(word)
        limit = width - r.randint(0, ragged)
    return lines + [line] if line else lines


NO_START = "，。、；：！？”』」）》,.;:!?)…—"


def set_han(text, width, first, keeps):
    """TEXT in lines of WIDTH characters, the first of FIRST; KEEPS: no mark that ends something begins a line."""
    lines, at, room = [], 0, first
    while at < len(text):
        end = at + room
        while keeps and end < len(text) and end < at + room + 2 and text[end] in NO_START:
            end += 1
        lines.append(text[at:end])
        at, room = end, width
    return lines


def broken(r, han, head, parts):
    """A headline in two or three lines, cut at a blank, a mark or, as a last resort, in the middle."""
    if not han:
        return textwrap.wrap(head, max(8, len(head) // parts + r.randint(1, 5)), break_long_words=False) or [head]
    step, out, rest = len(head) / parts, [], head
    while len(out) + 1 < parts and len(rest) > step + 3:
        near = [i for i in range(4, len(rest) - 3) if rest[i] in " 　，：" and abs(i - step) < step / 2]
        at = min(near, key=lambda i: abs(i - step)) if near else max(2, int(step) + r.randint(-1, 1))
        while not near and at < len(rest) - 1 and (rest[at] in NO_START or rest[at - 1] in "“「《（—"):
            at += 1
        out.append(rest[:at])
        rest = rest[at:].lstrip(" 　，：") if near else rest[at:]
    return [line for line in out + [rest] if line.strip()]
