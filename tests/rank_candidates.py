#!/usr/bin/python3
"""At which place the string that is meant is offered among the candidates of a query.

    rank_candidates.py PROGRAM CORPUS QUERIES SCORES [--write] [--faults]

PROGRAM is tests/rank_candidates; CORPUS has sets of issues, a folder each in archive/ and, set plainly, in truth/. Prints a
row for each: how many of QUERIES mean something that is there at all, the mean reciprocal rank and the share of those among
the first three, and both again for the order of time, in which the newest issue's strings come first. SCORES holds the rows
that were measured last; the exit status is 1 when one of them is higher than now. --write replaces them; --faults names
what is not among the first three.
"""
import glob
import os
import subprocess
import sys

sys.dont_write_bytecode = True
import score  # noqa: E402

FIRST = 3


def sets_of(corpus):
    for folder in sorted(glob.glob(os.path.join(corpus, "archive", "*", ""))):
        yield os.path.basename(os.path.dirname(folder)), sorted(glob.glob(folder + "*.txt"), reverse=True)
    for folder in sorted(glob.glob(os.path.join(corpus, "truth", "*-plain", ""))):
        yield os.path.basename(os.path.dirname(folder)), sorted(glob.glob(folder + "*.txt"), reverse=True)


def measures(places):
    reciprocal = sum(1 / place for place in places if place > 0) / len(places)
    return [reciprocal, sum(0 < place <= FIRST for place in places) / len(places)]


def rank_set(program, queries, files, name, faults):
    output = subprocess.run([program, queries, *files], stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout
    rows = [row.split() for row in output.splitlines()]
    rows = [(query, meant, int(place), int(old)) for query, meant, _, place, old, _ in rows if old != "0"]
    if faults:
        print(name, *("%s %s %d" % row[:3] for row in rows if not 0 < row[2] <= FIRST), sep="\n  ")
    return rows


def rows_of(program, corpus, queries, faults):
    fewest = 20  # of a set with fewer the figures would say nothing
    for name, files in sets_of(corpus):
        rows = rank_set(program, queries, files, name, faults)
        if len(rows) >= fewest:
            yield name, [len(rows), *measures([row[2] for row in rows]), *measures([row[3] for row in rows])]


def main():
    program, corpus, queries, kept = sys.argv[1:5]
    heading = "Set, queries, MRR and first three of candidates, and of the order of time: tests/rank_candidates.py."
    rows = rows_of(program, corpus, queries, "--faults" in sys.argv[5:])
    return score.settle(rows, kept, heading, "--write" in sys.argv[5:])


if __name__ == "__main__":
    sys.exit(main())
