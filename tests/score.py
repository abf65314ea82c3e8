#!/usr/bin/python3
"""How well the structure of issues whose true structure is known is recovered.

    score.py PROGRAM CORPUS SCORES [--write]

CORPUS/truth has a folder for each set of issues, with ID.txt and its truth, ID.json. Prints a row for each set: F1 of
the headline lines, of the joins of cut paragraphs, and of the names in bylines. SCORES holds the rows that were
measured last; the exit status is 1 when one of them is higher than now. --write replaces them.
Section heads, decks and byline lines that are taken for headlines cost nothing; joins count inside true articles only;
names that the truth has as credits cost nothing.
The rows small-SET are the same for small pages of one to three articles, cut from the set: tests/small_pages.py.
"""
import collections
import glob
import json
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import small_pages  # noqa: E402

KINDS = ("subhead", "caption", "list", "table", "verse")
ROWS_APART = ("list", "table")  # either is right for rows of data: kind "data"


def joins_of(articles):
    return {pair for a in articles for p in a.get("paragraphs", []) for pair in zip(p["lines"], p["lines"][1:])}


def lines_of(article):
    return [line for p in article.get("paragraphs", []) for line in p["lines"]]


def heads_measure(issue, truth):
    """Given and true headline lines."""
    free = {s["line"] for s in truth.get("sections", [])}
    for article in truth["articles"]:
        free |= {deck["line"] for deck in article["deck"]}
        free.add((article["byline"] or {}).get("line"))
    true = {a["headline_line"] for a in truth["articles"]} - {None}
    given = {a["headline_line"] for a in issue["articles"]} - {None}
    return given - (free - true), true


def joins_measure(issue, truth):
    """Pairs of lines that one paragraph goes on from and to, inside a true article."""
    inside = set()
    for article in truth["articles"]:
        lines = lines_of(article)
        inside |= set(zip(lines, lines[1:]))
    return joins_of(issue["articles"]) & inside, joins_of(truth["articles"])


def names_measure(issue, truth):
    """Names with how many of the same came before them: two of a name are two."""

    def numbered(names):
        before = collections.Counter()
        return {(name, before.update([name]) or before[name]) for name in names}

    credits = {name for a in truth["articles"] for name in a.get("credits", [])}
    true = numbered(name for a in truth["articles"] for name in (a["byline"] or {}).get("names") or [])
    given = numbered(name for a in issue["articles"] for name in a["byline"])
    return {item for item in given if item in true or item[0] not in credits}, true


def counted(given, true):
    """Right, false and missed."""
    return [len(given & true), len(given - true), len(true - given)]


def f1(right, false, missed):
    return 2 * right / (2 * right + false + missed) if right + false + missed else None


def added(total, counts):
    return [a + b for a, b in zip(total, counts)]


def issues_of(program, files):
    run = subprocess.run([program, "--json"] + files, stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in run.stdout.decode("utf-8").splitlines()]


def score_set(program, folder):
    files = sorted(glob.glob(os.path.join(folder, "*.txt")))
    measures = (heads_measure, joins_measure, names_measure)
    totals = [[0, 0, 0] for _ in measures]
    for issue in issues_of(program, files):
        with open(os.path.splitext(issue["path"])[0] + ".json", encoding="utf-8") as file:
            truth = json.load(file)
        totals = [added(total, counted(*measure(issue, truth))) for total, measure in zip(totals, measures)]
    return [f1(*total) for total in totals]


def settle(rows, kept, heading, write):
    """Prints ROWS, a name and its values each, and compares them with the file KEPT. Returns the exit status."""
    before = {}
    if os.path.exists(kept):
        with open(kept, encoding="utf-8") as file:
            before = {row.split()[0]: row.split()[1:] for row in file if row.strip() and not row.startswith("#")}
    text, there, worse = ["# " + heading], set(), False
    print(text[0])
    for name, values in rows:
        row = ["-" if value is None else "%.3f" % value for value in values]
        fallen = [
            old
            for old, new in zip(before.get(name, []), row)
            if old not in ("-", "0.000") and (new == "-" or float(new) < float(old))
        ]
        worse = worse or bool(fallen)
        there.add(name)
        text.append("%-16s %s" % (name, " ".join("%5s" % value for value in row)))
        print(text[-1] + ("   was " + " ".join(before[name]) if fallen else ""))
    missing = set(before) - there
    if missing:
        print("not there: " + " ".join(sorted(missing)))
    if write:
        with open(kept, "w", encoding="utf-8") as file:
            file.write("\n".join(text) + "\n")
    return 1 if (worse or missing or not there) and not write else 0


def rows_of(program, corpus):
    folders = sorted(glob.glob(os.path.join(corpus, "truth", "*", "")))
    for folder in folders:
        yield os.path.basename(os.path.dirname(folder)), score_set(program, folder)
    for folder in folders:
        name = os.path.basename(os.path.dirname(folder))
        with tempfile.TemporaryDirectory(prefix="kanbao-small.") as small:
            if small_pages.cut(folder, name, small):
                yield "small-" + name, score_set(program, small)


def main():
    program, corpus, kept = sys.argv[1:4]
    heading = "Set, and F1 of headlines, joins and bylines: what tests/score.py compares with."
    return settle(rows_of(program, corpus), kept, heading, "--write" in sys.argv[4:])


if __name__ == "__main__":
    sys.exit(main())
