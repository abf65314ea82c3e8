#!/usr/bin/python3
"""What each limit by hand over the model is worth (struct limit in src/parser/judge/labeller.c).

    ablation.py BUILD CORPUS

BUILD is a configured build folder, which this rebuilds once for each limit, without it, and in the end as it was. Prints, of the
sets in CORPUS/truth, of small pages cut from them and of the invented hard pages, those of which a score changes by .002
or more without the limit: how far the scores of headlines, joins and bylines fall (above 0: the limit is worth that).
"""
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "../../..")
LABELLER = os.path.join(ROOT, "src/parser/judge/labeller.c")
WORTH_SAYING = 0.002


def limits():
    text = open(LABELLER, encoding="utf-8").read()
    table = text[text.index("} limits[] = {") :]
    return re.findall(r"\{(\w+), CLASS_", table[: table.index("};")])


def build(folder, without):
    os.utime(LABELLER)
    define = "CPPFLAGS=" + ("" if without is None else "-DJUDGE_WITHOUT=%d" % without)
    subprocess.run(["make", "-s", "-C", folder, define, "kanbao"], check=True, stdout=subprocess.DEVNULL)


def rows_of(file):
    rows = {}
    for row in open(file, encoding="utf-8"):
        if row.strip() and not row.startswith("#"):
            name, *values = row.split()
            rows[name] = [float(value) if value != "-" else None for value in values]
    return rows


def scores(folder, corpus):
    rows, program = {}, os.path.join(folder, "kanbao")
    with tempfile.TemporaryDirectory(prefix="kanbao-ablation.") as work:
        for script, data, name in (("score.py", corpus, "corpus"), ("hard_score.py", os.path.join(ROOT, "tests/hard"), "hard")):
            kept = os.path.join(work, name)
            command = [sys.executable, os.path.join(ROOT, "tests", script), program, data, kept, "--write"]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            rows.update({("hard " if name == "hard" else "") + key: row for key, row in rows_of(kept).items()})
    return rows


def main():
    folder, corpus = sys.argv[1:3]
    build(folder, None)
    whole = scores(folder, corpus)
    for number, name in enumerate(limits()):
        build(folder, number)
        without = scores(folder, corpus)
        print("without %s" % name)
        for key, row in whole.items():
            worth = [a - b if a is not None and b is not None else 0 for a, b in zip(row, without[key])]
            if any(abs(value) >= WORTH_SAYING for value in worth):
                print("  %-24s %s" % (key, " ".join("%+.3f" % value for value in worth)), flush=True)
    build(folder, None)


if __name__ == "__main__":
    main()
