#!/usr/bin/python3
"""Makes scored sets of OCR's English out of issues whose structure is known.

    ocr.py CORPUS OUT

Sets the issues of CORPUS/truth/{bbc,reuters,bbc26}-plain in narrow columns, words cut at the lines' ends, headlines in
capitals over several lines with decks, damages a share of the letters, and strews in what OCR makes of rules and dirt.
OUT/ocr1-bbc, OUT/ocr4-bbc, ... get ID.txt beside ID.json, the truth, in which furniture is the lines of garbage. The
same corpus gives the same sets.
"""
import glob
import json
import os
import random
import re
import sys
import textwrap

import blocks
import damage
from words import CITIES, LEADEN, ename, headcase

SOURCES = ["bbc", "reuters", "bbc26"]
RATES = [1, 4, 8]  # of a hundred letters
MONTHS = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()


class Sheet:
    """The lines of an issue as OCR reads them, and what they truly are."""

    def __init__(self, r, rate):
        self.r, self.rate = r, rate
        self.lines, self.garbage = [], []
        self.widths = [r.randint(30, 45)]
        if r.random() < 0.5:  # columns of other widths beside it
            self.widths += [min(45, max(30, self.widths[0] + r.randint(-9, 9))) for _ in range(2)]
        self.column = r.randint(50, 120)  # lines
        self.ragged = r.choice([0, 1, 3])
        self.indent = r.choice(["", "", "", "  "])
        self.apart = r.choice([False, False, True])  # a blank line above headlines
        self.capitals = r.random() < 0.7
        self.dirt = r.choice([0.005, 0.02, 0.04])

    def width(self):
        return self.widths[len(self.lines) // self.column % len(self.widths)]

    def strew(self, share):
        """Garbage, a line or several."""
        while self.r.random() < share:
            self.lines.append(damage.garbage(self.r))
            self.garbage.append(len(self.lines))
            share = 0.4

    def add(self, text, indent=""):
        """Returns the number of the line."""
        self.lines.append(indent + damage.ocr(self.r, text, self.rate / 100))
        return len(self.lines)

    def add_lines(self, lines, indent=""):
        numbers = []
        for k, line in enumerate(lines):
            if k:
                self.strew(self.dirt)
            numbers.append(self.add(line, "" if k else indent))
        return numbers

    def set(self, text):
        """A paragraph."""
        lines = damage.set_latin(self.r, text, self.width(), self.ragged, 0.7)
        return self.add_lines(lines, self.indent)


def add_head(sheet, head, body):
    """Returns the numbers of the headline's lines, and those of the decks'."""
    r = sheet.r
    if sheet.apart and sheet.lines:
        sheet.lines.append("")
    if sheet.capitals:
        head = head.upper()
    measure = max(12, int(sheet.width() * r.uniform(0.5, 0.85)))
    rows = [sheet.add(line) for line in textwrap.wrap(head, measure, break_long_words=False)]
    decks = []
    for _ in range(r.choice([0, 0, 1, 2])):
        deck = headcase(blocks.clause(r, body, "en"), r.choice(["title", "title", "sentence"])) + r.choice(["", ".", "."])
        decks += [sheet.add(line) for line in textwrap.wrap(deck, max(20, sheet.width() - r.randint(0, 8)))]
    return rows, decks


def add_byline(sheet):
    if sheet.r.random() > 0.15:
        return None
    who = ename(sheet.r)
    text = sheet.r.choice(["By %s", "By %s.", "BY %s", "BY %s."]) % who
    line = sheet.add(text.upper() if text.startswith("BY") else text)
    return {"text": sheet.lines[line - 1], "names": [re.sub("^[Bb][Yy] ", "", sheet.lines[line - 1]).rstrip(".")], "kind": "line", "line": line}


def dated(sheet, text):
    """A dateline in capitals, where there is none."""
    r = sheet.r
    if LEADEN.match(text) or r.random() < 0.5:
        return text
    dash = r.choice([".—", ".--", ". - "])
    return r.choice(CITIES).upper() + ", %s %d" % (r.choice(MONTHS), r.randint(1, 28)) + dash + text


def text_of(lines, paragraph):
    return " ".join(lines[n - 1].strip() for n in paragraph["lines"])


def add_article(sheet, lines, article):
    paragraphs = [(p["kind"], text_of(lines, p)) for p in article["paragraphs"]]
    sheet.strew(sheet.dirt * 4)
    start = len(sheet.lines) + 1
    rows, decks = add_head(sheet, lines[article["headline_line"] - 1].strip(), " ".join(t for _, t in paragraphs))
    byline = add_byline(sheet)
    set_paragraphs = []
    for kind, text in paragraphs:
        sheet.strew(sheet.dirt)
        if not set_paragraphs and kind == "body":
            text = dated(sheet, text)
        set_paragraphs.append({"lines": sheet.set(text), "kind": kind})
    if sheet.r.random() < 0.06:
        sheet.add("(Continued on Page %s)" % sheet.r.choice(["Two", "Five", "3", "Eight, Column 4"]))
    return {
        "headline": sheet.lines[rows[0] - 1],
        "headline_line": rows[0],
        "deck": [{"text": sheet.lines[n - 1], "line": n} for n in rows[1:] + decks],
        "byline": byline,
        "headless": False,
        "irregular": False,
        "start_line": start if sheet.lines[start - 1] else start + 1,
        "end_line": len(sheet.lines),
        "paragraphs": set_paragraphs,
    }


def make_issue(path, rate):
    """The text, and its truth."""
    ident = os.path.basename(path)[:-4]
    lines = open(path, encoding="utf-8").read().split("\n")
    truth = json.load(open(path[:-4] + ".json", encoding="utf-8"))
    sheet = Sheet(random.Random("%s-%d" % (ident, rate)), rate)
    sheet.strew(0.5)
    articles = [add_article(sheet, lines, a) for a in truth["articles"] if a["headline_line"]]
    made = {"id": ident, "date": truth["date"], "sections": [], "articles": articles, "furniture": sheet.garbage}
    return "\n".join(sheet.lines) + "\n", made


def main():
    corpus, out = sys.argv[1:]
    for source in SOURCES:
        for rate in RATES:
            folder = os.path.join(out, "ocr%d-%s" % (rate, source))
            os.makedirs(folder, exist_ok=True)
            for path in sorted(glob.glob(os.path.join(corpus, "truth", source + "-plain", "*.txt"))):
                text, truth = make_issue(path, rate)
                base = os.path.join(folder, truth["id"])
                open(base + ".txt", "w", encoding="utf-8").write(text)
                json.dump(truth, open(base + ".json", "w", encoding="utf-8"), ensure_ascii=False)


if __name__ == "__main__":
    main()
