#!/usr/bin/python3
"""How many of the articles that are found of the same story are of the same story.

    rank_stories.py PROGRAM FOLDER JUDGED SCORES [--write] [--faults]

PROGRAM is tests/rank_stories, FOLDER has the issues, JUDGED says of sixty articles which are. Of the five most alike, those
alike enough to be shown count. Prints how many of the sixty have any, how many are shown that are judged, the share of these
that are right (precision at five), how many right ones are shown, and how many nobody judged. SCORES holds what was measured
last; the exit status is 1 when a figure of it is higher than now. --write replaces it; --faults names the wrong ones.
"""
import glob
import os
import subprocess
import sys

sys.dont_write_bytecode = True
import score  # noqa: E402

FIRST = 5


def read_judged(path):
    asked, judged = [], {}
    with open(path, encoding="utf-8") as file:
        rows = [row.split() for row in file if not row.startswith("#")]
    for row in rows:
        if row[:2] not in asked:
            asked.append(row[:2])
        if len(row) == 5:
            judged[tuple(row[:4])] = row[4] == "y"
    return asked, judged


def rows_of(program, folder, judged_path, faults):
    asked, judged = read_judged(judged_path)
    files = sorted(glob.glob(os.path.join(folder, "*.txt")))
    output = subprocess.run([program, str(FIRST), *files], input="".join(" ".join(row) + "\n" for row in asked),
                            stdout=subprocess.PIPE, check=True, encoding="utf-8", errors="replace").stdout
    shown = [row.split(" ", 6) for row in output.splitlines()]
    shown = [row for row in shown if row[5] == "y"]
    known = [judged[tuple(row[:4])] for row in shown if tuple(row[:4]) in judged]
    if faults:
        print(*(" ".join(row) for row in shown if not judged.get(tuple(row[:4]), False)), sep="\n")
    if known:
        yield os.path.basename(folder.rstrip("/")), [
            len({tuple(row[:2]) for row in shown}), len(known), sum(known) / len(known), sum(known)]
        print("not judged: %d" % (len(shown) - len(known)))


def main():
    program, folder, judged, kept = sys.argv[1:5]
    heading = "Articles with others of their story, shown, precision at five, right ones: tests/rank_stories.py."
    rows = rows_of(program, folder, judged, "--faults" in sys.argv[5:])
    return score.settle(rows, kept, heading, "--write" in sys.argv[5:])


if __name__ == "__main__":
    sys.exit(main())
