#!/usr/bin/python3
"""How well the structure of the invented hard pages in tests/hard is recovered.

    hard_score.py PROGRAM FOLDER SCORES [--write] [--faults] [--keep DIRECTORY] [NAME...]

Prints a row for each kind of page (the word before the first - of its name), for small pages (under 16 lines) and
longer ones, for each language, and for all: F1 of headline lines, first lines of articles, joins, bylines, the share of
furniture that stays outside of the articles, F1 of the kinds of lines. SCORES holds the rows that were measured last;
the exit status is 1 when one of them is higher than now. --write replaces them. Then the pages with faults, worst first.
--faults shows each fault: what was wanted and did not come, what came and was not wanted. --keep leaves NAME.txt and
NAME.json there. NAMEs: these pages alone, compared with nothing.
"""
import argparse
import collections
import glob
import json
import os
import sys
import tempfile

sys.dont_write_bytecode = True
from hard_pages import BESIDE, Page, squeezed  # noqa: E402
from score import (  # noqa: E402
    KINDS, ROWS_APART, added, counted, f1, heads_measure, issues_of, joins_measure, lines_of, names_measure, settle,
)  # fmt: skip

MEASURES = ("heads", "starts", "joins", "bylines", "furniture", "kinds")


def start_of(article, page):
    """The first line of an article given: its kickers come without a line, so their text is looked for just above."""
    lines = [article["headline_line"]] if article["headline_line"] else []
    lines += lines_of(article)
    if not lines:
        return None
    start = min(lines)
    above, at = {squeezed(t) for k in ("kicker", "deck") for t in article[k]}, start - 1
    while at in page.plain and (not page.plain[at].strip() or page.squeezed(at) in above):
        if page.plain[at].strip():
            start = at
        at -= 1
    return start


def starts_measure(issue, page):
    sections = {s["line"] for s in page.truth["sections"]}
    same = {line: a["start_line"] for a in page.truth["articles"] for line in a["also_starts"]}
    true = {a["start_line"] for a in page.truth["articles"]}
    starts = {start_of(a, page) for a in issue["articles"]} - {None, *page.truth["contents"]}
    given = {start if start in true else same.get(start, start) for start in starts}
    return given - (sections - true), true


def furniture_measure(issue, page):
    """Furniture that stands inside no article, and all."""
    inside, heads, contents = set(), set(), set(page.truth["contents"])
    for article in issue["articles"]:
        inside |= {article["headline_line"], *lines_of(article)}
        inside -= {n for p in article["paragraphs"] if p["kind"] == "list" for n in p["lines"] if n in contents}
        heads |= {squeezed(t) for k in ("kicker", "deck") for t in article[k]}
    true = set(page.truth["furniture"])
    return {line for line in true if line not in inside and page.squeezed(line) not in heads}, true


def kinds_measure(issue, page):
    free = {s["line"] for s in page.truth["sections"]} | set(page.truth["furniture"])
    true, data, given = set(), set(), set()
    for kind, lines in ((p["kind"], p["lines"]) for a in page.truth["articles"] for p in a["paragraphs"]):
        true |= {(line, kind) for line in lines if kind in KINDS or kind == "data"}
        data |= set(lines) if kind == "data" else set()
    for kind, lines in ((p["kind"], p["lines"]) for a in issue["articles"] for p in a["paragraphs"]):
        if kind in KINDS:
            given |= {(n, "data" if n in data and kind in ROWS_APART else kind) for n in lines if n not in free}
    return given, true


def line_by_line(issue):
    """The same with verse and tables, whose lines are kept, a paragraph a line."""
    articles = []
    for article in issue["articles"]:
        paragraphs = []
        for p in article["paragraphs"]:
            apart = p["kind"] in ("verse", "table")
            paragraphs += [dict(p, lines=[line]) for line in p["lines"]] if apart else [p]
        articles.append(dict(article, paragraphs=paragraphs))
    return dict(issue, articles=articles)


def measure(issue, page):
    """For each measure what was given and what is true."""
    page.put_in_halves(issue)
    return dict(
        zip(
            MEASURES,
            (
                heads_measure(issue, page.truth),
                starts_measure(issue, page),
                joins_measure(line_by_line(issue), page.truth),
                names_measure(issue, page.truth),
                furniture_measure(issue, page),
                kinds_measure(issue, page),
            ),
        )
    )


def perfect(page):
    """What a program would say that makes no mistake: measures that find one are wrong, or the page is."""
    articles = []
    for a in page.truth["articles"]:
        paragraphs = [
            {
                "kind": "list" if p["kind"] == "data" else p["kind"],
                "lines": [n % BESIDE for n in p["lines"]],
                "text": "".join(page.plain[n] for n in p["lines"]),
            }
            for p in a["paragraphs"]
        ]
        line, decks = a["headline_line"], [d["text"] for d in a["deck"]]
        article = {"headline": a["headline"], "headline_line": line and line % BESIDE, "kicker": a["kicker"]}
        byline = (a["byline"] or {}).get("names") or []
        articles.append(dict(article, deck=decks, byline=byline, paragraphs=paragraphs))
    return {"articles": articles}


def check(pages):
    for name, page in pages.items():
        for which, (given, true) in measure(perfect(page), page).items():
            if given != true:
                raise SystemExit("hard_score.py: self-test: %s, %s: %s" % (name, which, given ^ true))


def measure_all(program, pages, folder):
    for name, page in pages.items():
        with open(os.path.join(folder, name + ".txt"), "w", encoding="utf-8", newline="") as file:
            file.write(page.text)
        with open(os.path.join(folder, name + ".json"), "w", encoding="utf-8") as file:
            json.dump(page.truth, file, ensure_ascii=False)
    issues = issues_of(program, [os.path.join(folder, name + ".txt") for name in pages])
    found = {os.path.basename(issue["path"])[:-4]: issue for issue in issues}
    return {name: measure(found.get(name, {"articles": []}), page) for name, page in pages.items()}


def rows_of(results, pages):
    totals = collections.OrderedDict()
    for group in ("kind", "size", "language", "all"):
        for name, result in results.items():
            page = pages[name]
            row = {"kind": name.split("-")[0], "size": "small" if page.small else "long"}
            row = row.get(group) or (page.language if group == "language" else "all")
            total = totals.setdefault(row, [[0, 0, 0] for _ in MEASURES])
            totals[row] = [added(t, counted(*result[m])) for t, m in zip(total, MEASURES)]
    for row, total in totals.items():
        values = [f1(*counts) for counts in total]
        right, _, missed = total[MEASURES.index("furniture")]
        values[MEASURES.index("furniture")] = right / (right + missed) if right + missed else None
        yield row, values


def where(item):
    line = item[0] if isinstance(item, tuple) else item
    return line if isinstance(line, int) else 0


def shown(item, name, page):
    """NAME:LINE and what is there; the right half of a line has the line's number too."""
    lines = [n for n in (item if isinstance(item, tuple) else (item,)) if isinstance(n, int)]
    words = [w for w in (item if isinstance(item, tuple) else ()) if isinstance(w, str)]
    if words and lines and lines[0] < 1000 and item[0] == words[0]:
        return "%s: %s" % (name, words[0])  # a name, and which one of that name
    place = "+".join("%d%s" % (n % BESIDE, "r" if n > BESIDE else "") for n in lines)
    text = " / ".join(page.plain.get(n, "?")[:40] for n in lines)
    return "%s:%s: %s%s" % (name, place, "".join(w + ": " for w in words), text)


def print_faults(results, pages, all_of_them):
    faults = {}
    for name, result in results.items():
        found = []
        for which, (given, true) in result.items():
            found += [(where(i), which, "came", i) for i in given - true]
            found += [(where(i), which, "inside" if which == "furniture" else "wanted", i) for i in true - given]
        faults[name] = sorted(found, key=lambda fault: (fault[0], fault[1], str(fault[3])))
    for name in sorted(faults, key=lambda n: (-len(faults[n]), n)):
        if faults[name]:
            counts = collections.Counter(which for _, which, _, _ in faults[name])
            print("%-24s %3d faults: %s" % (name, len(faults[name]), ", ".join("%s %d" % c for c in counts.items())))
        for _, which, what, item in faults[name] if all_of_them else ():
            print("    %-9s %-6s %s" % (which, what, shown(item, name, pages[name])))


def main():
    options = argparse.ArgumentParser()
    for name in ("program", "folder", "kept"):
        options.add_argument(name)
    options.add_argument("--write", action="store_true")
    options.add_argument("--faults", action="store_true")
    options.add_argument("--keep")
    options.add_argument("names", nargs="*")
    chosen = options.parse_intermixed_args()
    sys.stdout.reconfigure(encoding="utf-8")  # whatever the locale
    files = sorted(glob.glob(os.path.join(chosen.folder, "*.page")))
    pages = {os.path.basename(path)[:-5]: Page(path) for path in files}
    pages = {name: page for name, page in pages.items() if not chosen.names or name in chosen.names}
    check(pages)
    with tempfile.TemporaryDirectory(prefix="kanbao-hard.") as folder:
        if chosen.keep:
            os.makedirs(chosen.keep, exist_ok=True)
        results = measure_all(chosen.program, pages, chosen.keep or folder)
    heading = "Kind of page, and F1 of %s (furniture: the share outside of articles): what tests/hard_score.py compares with."
    heading = heading % ", ".join(MEASURES)
    status = settle(rows_of(results, pages), os.devnull if chosen.names else chosen.kept, heading, chosen.write)
    listed = sum(len(true) for true in (r["furniture"][1] for r in results.values()))
    inside = sum(len(true - given) for given, true in (r["furniture"] for r in results.values()))
    print("%d pages; %d of %d lines of furniture inside articles" % (len(pages), inside, listed))
    print_faults(results, pages, chosen.faults or chosen.names)
    return status


if __name__ == "__main__":
    sys.exit(main())
