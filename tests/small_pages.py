"""Small pages, cut from the issues of a truth set: one to three articles, 4 to 15 lines of text.

Which ones is drawn from the set's name, so that they are the same ones every time.
"""
import glob
import json
import os
import random

SETTINGS = ("-plain", "-seedlike")
PAGES = 60  # of a set
LINES = range(4, 16)


def moved(value, by):
    """The same truth with line numbers that are lower by BY."""
    if isinstance(value, list):
        return [v - by if isinstance(v, int) else moved(v, by) for v in value]
    if isinstance(value, dict):
        numbers = ("line", "headline_line", "start_line", "end_line")
        return {k: v - by if k in numbers and v else moved(v, by) for k, v in value.items()}
    return value


def candidates(truth, text):
    """(first, end) of the runs of articles that make a small page. An article that stands inside another one cuts none."""
    articles = truth["articles"]
    for first in range(len(articles)):
        for end in range(first + 1, min(first + 4, len(articles) + 1)):
            start, stop = articles[first]["start_line"], articles[end - 1]["end_line"]
            apart = all(a["end_line"] < start for a in articles[:first])
            apart = apart and all(a["start_line"] > stop for a in articles[end:])
            if apart and sum(1 for line in text[start - 1 : stop] if line.strip()) in LINES:
                yield first, end


def cut(folder, name, target):
    """Writes the small pages of the set in FOLDER, NAME, into TARGET. Returns how many."""
    if not name.endswith(SETTINGS):
        return 0
    draw, found = random.Random(name), []
    for path in sorted(glob.glob(os.path.join(folder, "*.txt"))):
        with open(path, encoding="utf-8", newline="\n") as file:
            text = file.read().split("\n")
        with open(path[:-4] + ".json", encoding="utf-8") as file:
            truth = json.load(file)
        found += [(path, text, truth, run) for run in candidates(truth, text)]
    for path, text, truth, (first, end) in draw.sample(found, min(PAGES, len(found))):
        articles = truth["articles"][first:end]
        start, stop = articles[0]["start_line"], articles[-1]["end_line"]
        sections = [s for s in truth.get("sections", []) if start <= s["line"] <= stop]
        page = os.path.join(target, "%s-%d-%d" % (os.path.basename(path)[:-4], first, end))
        with open(page + ".txt", "w", encoding="utf-8", newline="\n") as file:
            file.write("\n".join(text[start - 1 : stop]) + "\n")
        with open(page + ".json", "w", encoding="utf-8") as file:
            json.dump(moved({"articles": articles, "sections": sections}, start - 1), file)
    return min(PAGES, len(found))
