"""Reads an invented page with its true structure from one marked-up file, tests/hard/NAME.page.

The first line is "# LANGUAGE" and how the page is set; further lines with # say what the page tries. Each other line is
a line of the page: a letter for what it is, the digit of the story that it belongs to where several run beside each
other (without one: 1), a blank, and its text. After a tab: the names that the line gives as authors, parted by blanks
(Ann_Lee); after a ~ names and wordings that may be given or not (photographers, artists, offices).

    K kicker of the headline below         B paragraph           L item of a list     F furniture
    k the same, or a credit                J goes on with it     R row of a table     X section head
    H headline                             j goes on with the    A row of data, list  Z neither here nor there
    h the rest of a broken headline          last paragraph of     or table           . empty line
    D deck                                   any kind            V line of verse      O furniture, or a list: contents
    N first line of a headless article     S subhead             Q turn of an interview
    Y byline                               C caption             E tail line

    & before the letter: printed beside the line above, from cell HALVES on.

In the text \\t \\f \\v \\b \\e \\u2028 are the characters. Settings: halves=CELL; wrap=N, wrapindent=N set paragraphs in
printed lines of N characters (letters, for English); numbered; blanks (between all characters); zero-width; strike
(headlines printed twice); ends=X, the line end.
A form feed ends its line.
"""
import re
import textwrap
import unicodedata

KINDS = {"B": "body", "S": "subhead", "C": "caption", "L": "list", "R": "table", "A": "data", "V": "verse", "Q": "speech"}
KINDS["E"] = KINDS["N"] = KINDS["J"] = KINDS["j"] = "body"
BESIDE = 100000  # added to the number of a line for its right half
ESCAPES = {"t": "\t", "f": "\f", "v": "\v", "b": "\b", "e": "\033", "\\": "\\"}
LINE = re.compile(r"(&?)([KkHhDNYBJjSCLRAVQEFOXZ])([1-9]?) (.*)")


def unescaped(text):
    return re.sub(
        r"\\(u[0-9a-f]{4}|[tfvbe\\])", lambda m: ESCAPES.get(m[1]) or chr(int(m[1][1:], 16)), text
    )


def cells_of(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def wrapped(text, width, indent):
    """Printed lines; a mark that closes stays with what it closes."""
    if cells_of(text) < 1.3 * len(text):
        return textwrap.wrap(text, width, initial_indent="  " if indent else "", break_on_hyphens=False)
    text, lines = ("　　" if indent else "") + text, []
    while text:
        end = width
        while end < len(text) and text[end] in "，。、；：？！”’）》」』…":
            end += 1
        lines.append(text[:end].rstrip(" "))
        text = text[end:].lstrip(" ")
    return lines


class Story:
    """What has been read of the articles with one digit."""

    def __init__(self):
        self.article, self.kickers, self.prose, self.last = None, [], None, None


class Reading:
    """Puts each line into the place that its letter says."""

    def __init__(self, page):
        self.page, self.stories = page, {}

    def begin(self, story, line, headline, headless):
        kickers, story.kickers = story.kickers, []
        story.prose = story.last = None
        sure = [k for k in kickers if k[0] == "K"]
        story.article = {
            "headline": headline, "headline_line": None if headless else line, "headless": headless, "irregular": False,
            "start_line": sure[0][1] if sure else line, "also_starts": [k[1] for k in kickers if k[0] == "k"],
            "kicker": [k[2] for k in kickers], "deck": [], "byline": None, "credits": [], "paragraphs": [],
        }  # fmt: skip
        self.page.truth["articles"].append(story.article)

    def note_names(self, article, letter, line, text, notes):
        names, _, credits = notes.partition("~")
        names, credits = ([n.replace("_", " ") for n in part.split()] for part in (names, credits))
        article["credits"] += credits
        if names:
            byline = article["byline"] or {"text": text, "names": [], "line": None}
            byline["names"] += names
            article["byline"] = byline
        if letter == "Y":
            article["byline"] = article["byline"] or {"text": text, "names": [], "line": None}
            article["byline"]["line"] = line

    def take(self, letter, digit, line, text, notes):
        story = self.stories.setdefault(digit, Story())
        truth = self.page.truth
        if letter in "FO":
            truth["furniture"].append(line)
            truth["contents"] += [line] if letter == "O" else []
        elif letter == "X":
            truth["sections"].append({"line": line, "text": text})
        elif letter in "Kk":
            story.kickers.append((letter, line, text))
        elif letter == "H":
            self.begin(story, line, text, False)
        elif letter in "hD":
            story.article["deck"].append({"text": text, "line": line})
        elif letter == "N":
            self.begin(story, line, None, True)
        if letter in "Jj":
            paragraph = story.prose if letter == "J" else story.last
            paragraph["lines"].append(line)
        elif letter in KINDS:
            story.last = {"lines": [line], "kind": KINDS[letter]}
            story.article["paragraphs"].append(story.last)
            if letter in "BN":
                story.prose = story.last
        if notes or letter == "Y":
            self.note_names(story.article, letter, line, text, notes)


class Page:
    """A page: text is what the program reads, truth what it should find, plain the text of each line by its number."""

    def __init__(self, path):
        self.truth = {"articles": [], "sections": [], "furniture": [], "contents": []}
        self.truth["exact_kinds"] = ["subhead", "caption", "list", "table", "verse"]
        self.plain, self.lines, self.struck = {}, [], set()
        with open(path, encoding="utf-8") as file:
            first, *rows = file.read().split("\n")[:-1]
        self.language, *settings = first.lstrip("# ").split()
        self.settings = dict((s.split("=") + [""])[:2] for s in settings)
        self.reading = Reading(self)
        for number, row in enumerate(rows, 2):
            try:
                self.read(row)
            except (ValueError, AttributeError, TypeError) as error:
                raise SystemExit("%s:%d: %s (%s)" % (path, number, row, error))
        self.small = sum(1 for line in self.lines if line.strip()) < 16
        self.text = self.finished()

    def read(self, row):
        if row.startswith("#"):
            return
        if row == ".":
            self.put("")
            return
        beside, letter, digit, rest = LINE.fullmatch(row).groups()
        text, _, notes = rest.partition("\t")
        text = unescaped(text)
        if beside:
            self.put_beside(letter, digit, text, notes)
            return
        if letter == "H" and "strike" in self.settings:
            self.struck.add(len(self.lines))
        for text in self.printed(letter, text):
            self.put(text)
            self.reading.take(letter, digit, len(self.lines), text, notes)
            letter, notes = "J", ""

    def printed(self, letter, text):
        for setting in ("wrap", "wrapindent"):
            if setting in self.settings and letter in "BN":
                return wrapped(text, int(self.settings[setting]), setting == "wrapindent")
        return [text]

    def put(self, text):
        self.lines.append(text)
        self.plain[len(self.lines)] = text.strip("\f")
        self.plain[len(self.lines) + BESIDE] = ""

    def put_beside(self, letter, digit, text, notes):
        cell = int(self.settings["halves"])
        left = self.lines[-1]
        self.lines[-1] = left + " " * (cell - cells_of(left)) + text
        self.plain[len(self.lines) + BESIDE] = text
        self.reading.take(letter, digit, len(self.lines) + BESIDE, text, notes)

    def finished(self):
        lines = self.lines
        if "strike" in self.settings:
            lines = ["".join(c + "\b" + c for c in t) if n in self.struck else t for n, t in enumerate(lines)]
        if "blanks" in self.settings:
            lines = [" ".join(c for c in t if c != " ") for t in lines]
        if "zero-width" in self.settings:
            lines = ["".join(c + "\u200b" for c in t) for t in lines]
        if "numbered" in self.settings:
            lines = ["%6d  %s" % (n, t) for n, t in enumerate(lines, 1)]
        end = unescaped(self.settings.get("ends", "\n"))
        return "".join(t if t.endswith("\f") else t + end for t in lines)

    def squeezed(self, number):
        return squeezed(self.plain.get(number, ""))

    def put_in_halves(self, issue):
        """Gives the lines of an issue the numbers of the halves that they are of, by their text."""
        if "halves" not in self.settings:
            return
        for article in issue["articles"]:
            for p in article["paragraphs"]:
                p["lines"] = [half for n in p["lines"] for half in self.halves(n, p["text"])]
            if article["headline_line"]:
                halves = self.halves(article["headline_line"], article["headline"])
                article["headline_line"] = halves[0] if len(halves) == 1 else 2 * BESIDE

    def halves(self, number, text):
        text = squeezed(text)
        found = [n for n in (number, number + BESIDE) if self.squeezed(n) and self.squeezed(n) in text]
        return found or [number]


def squeezed(text):
    return "".join(text.replace("\u200b", "").split())
