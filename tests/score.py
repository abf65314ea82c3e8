#!/usr/bin/python3
"""How well the structure of issues whose true structure is known is recovered.

    score.py PROGRAM CORPUS SCORES [--write]

CORPUS/truth has a folder for each set of issues, with ID.txt and its truth, ID.json. Prints a row for each set: F1 of
the headline lines, of the joins of cut paragraphs, and of the names in bylines. SCORES holds the rows that were
measured last; the exit status is 1 when one of them is higher than now. --write replaces them.
Section heads, decks and byline lines that are taken for headlines cost nothing; joins count inside true articles only.
"""
import glob
import json
import os
import subprocess
import sys


def counted(given, true):
    """Right, false and missed."""
    return [len(given & true), len(given - true), len(true - given)]


def names_counted(given, true, credits):
    """CREDITS, of photographers and the like, are neither right nor false."""
    left = list(given)
    right = 0
    for name in true:
        if name in left:
            left.remove(name)
            right += 1
    left = [name for name in left if name not in credits]
    return [right, len(left), len(true) - right]


def f1(right, false, missed):
    return 2 * right / (2 * right + false + missed) if right + false + missed else None


def pairs_of(articles):
    return {pair for a in articles for p in a.get("paragraphs", []) for pair in zip(p["lines"], p["lines"][1:])}


def score_issue(issue, truth):
    given, true = issue["articles"], truth["articles"]
    free = {s["line"] for s in truth.get("sections", [])}
    inside, names, credits = set(), [], set()
    for article in true:
        free |= {deck["line"] for deck in article["deck"]}
        byline = article["byline"] or {}
        free.add(byline.get("line"))
        names += byline.get("names") or []
        credits |= set(article.get("credits", []))
        lines = [line for p in article["paragraphs"] for line in p["lines"]]
        inside |= set(zip(lines, lines[1:]))
    true_heads = {a["headline_line"] for a in true} - {None}
    heads = {a["headline_line"] for a in given} - {None}
    heads -= free - true_heads
    return (
        counted(heads, true_heads)
        + counted(pairs_of(given) & inside, pairs_of(true))
        + names_counted([n for a in given for n in a["byline"]], names, credits)
    )


def score_set(program, folder):
    files = sorted(glob.glob(os.path.join(folder, "*.txt")))
    run = subprocess.run([program, "--json"] + files, stdout=subprocess.PIPE, check=True)
    total = [0] * 9
    for line in run.stdout.decode("utf-8").splitlines():
        issue = json.loads(line)
        with open(os.path.splitext(issue["path"])[0] + ".json", encoding="utf-8") as file:
            total = [a + b for a, b in zip(total, score_issue(issue, json.load(file)))]
    return [f1(*total[k : k + 3]) for k in (0, 3, 6)]


def shown(value):
    return "-" if value is None else "%.3f" % value


def main():
    program, corpus, kept = sys.argv[1:4]
    write = "--write" in sys.argv[4:]
    before = {}
    if os.path.exists(kept):
        with open(kept, encoding="utf-8") as file:
            before = {row.split()[0]: row.split()[1:] for row in file if row.strip() and not row.startswith("#")}
    rows, worse = [], False
    for folder in sorted(glob.glob(os.path.join(corpus, "truth", "*", ""))):
        name = os.path.basename(os.path.dirname(folder))
        row = [shown(value) for value in score_set(program, folder)]
        fallen = [
            old
            for old, new in zip(before.get(name, []), row)
            if old not in ("-", "0.000") and (new == "-" or float(new) < float(old))
        ]
        worse = worse or bool(fallen)
        rows.append("%-16s %s" % (name, " ".join("%5s" % value for value in row)))
        print(rows[-1] + ("   was " + " ".join(before[name]) if fallen else ""))
    missing = set(before) - {row.split()[0] for row in rows}
    if missing:
        print("not there: " + " ".join(sorted(missing)))
    if write:
        with open(kept, "w", encoding="utf-8") as file:
            file.write(
                "# Set, and F1 of headlines, joins and bylines: what tests/score.py compares with.\n"
                + "\n".join(rows)
                + "\n"
            )
    return 1 if (worse or missing or not rows) and not write else 0


if __name__ == "__main__":
    sys.exit(main())
