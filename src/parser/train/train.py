#!/usr/bin/python3
"""Trains the model that judges lines, and measures it.

    train.py --corpus DIR --tool train-lines --work DIR [--days] [--table src/parser/judge/model_table.h]

DIR/truth holds issues whose structure is known (ID.txt and ID.json). Needs Debian's python3-sklearn. What a line looks
like is measured by the parser's own code (--tool, from `make train-lines`), and every figure printed is of the parser's
own judgement with the weights at hand. The scores are of sources that were left out of the training, which also give the
table that turns a share into a confidence, and what the second network learns from; --days adds scores with a third of
the days left out.
"""
import argparse
import collections
import glob
import json
import multiprocessing
import os
import subprocess
import sys

import numpy as np
from sklearn.isotonic import IsotonicRegression
from sklearn.neural_network import MLPClassifier

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(1, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../tests"))
import small_pages
import vary

CLASSES = ["H", "D", "Y", "X", "S", "T", "B", "J", "N"]  # enum line_class
NUMBER = {name: i for i, name in enumerate(CLASSES)}
# The seed is never trained on. What is scored as unseen is judged by weights that know none of the sources of its row: papers
# of one house, of one language with few others, stay together, so that each is as new as a stranger's.
HELD_OUT = [
    ("rmrb", "rmrb18", "bbc26"),
    ("cctv", "zaobao", "sakamichi"),
    ("gazette", "chinanews23", "bbc"),
    ("nankai", "jawikinews", "redocr"),
    ("reuters", "terminus"),
]
SOURCES = sorted(source for sources in HELD_OUT for source in sources)
# Of small sources, and of those whose structure is of one plain kind, less is believed.
WORTH = {"bbc26": 0.4, "redocr": 0.4, "zaobao": 0.4, "rmrb18": 0.7, "sakamichi": 0.7, "reuters": 0.7}
DRAWN = 450000  # lines, for each network
SEGMENT_INPUTS, SEGMENT_ODDS = 70, 14  # as judge.h has them
HELD = 0.4
SMALL_LINES, SMALL_WORTH = 16, 3
NETS, HIDDEN = 3, 24  # averaged: one network of NETS * HIDDEN hidden units
SEGMENT_HIDDEN = 16  # of the second network, which judges the text on both sides of a line
FOLDS = 3
# Features that go together; a group is hidden from the network in MASKED of the issues, so that it leans on none.
GROUPS = [
    ("LINKS",),
    ("SEEN",),
    ("REPEATED", "BEGINS_LIKE", "ENDS_LIKE"),
    ("BLOCK",),
    ("RUN", "CANDIDATE"),
    ("LATIN", "CAPITALS"),
    ("PARTICLES", "DIGITS"),
    ("RULE",),
    ("SPACED", "INDENTS", "WRAPS"),
    ("FULL", "NOT_FULL", "OVERFULL"),
    ("BLANK",),
    ("INDENT", "OUTDENT"),
    ("TIED",),
    ("LEADS_ON", "GOES_ON"),
    ("WIDTH",),
    ("CELLS",),
    ("LEAD",),
    ("BYLINE", "NAMES", "FOLLOWER"),
    ("STOPS", "COMMAS", "LISTS"),
    ("END_",),
    ("START_",),
    ("GAP", "QUOTES", "COLON", "OPEN", "CLOSED"),
]
MASKED = 0.15
FOLLOW = 0.3  # how much the class before counts
# Odds of a class, over what the network says: papers that it never saw look less like headlines to it than those that it did.
HEADLINE_BIAS = 1.7
JOIN_BIAS = 3.0  # joins are rarer in the varied issues than in cut ones


class Issue:
    """One file: its inputs, its classes, and what is true of it."""


def read_inputs(tool, paths):
    """Yields path, line numbers, inputs for each file, and the names of the inputs first."""
    run = subprocess.run([tool] + paths, stdout=subprocess.PIPE, check=True)
    data = run.stdout
    at = data.index(b"\n") + 1
    words = data[:at].decode().split()
    inputs, names = int(words[0]), words[4:]
    assert int(words[1]) == NETS * HIDDEN and int(words[2]) == len(CLASSES) and len(names) == inputs
    yield names, int(words[3])
    kind = np.dtype([("line", "<u4"), ("inputs", "<f4", (inputs,))])
    while at < len(data):
        start = data.index(b"\n", at) + 1
        path, count = data[at:start].decode().rsplit(" ", 1)
        rows = np.frombuffer(data, kind, int(count), start)
        at = start + int(count) * kind.itemsize
        yield path, rows["line"].astype(int), rows["inputs"].copy()


def truth_of(path):
    """Classes by line, and what the scores are counted from."""
    truth = json.load(open(path[:-4] + ".json", encoding="utf-8"))
    classes, heads, free, joins, inside = {}, set(), set(), set(), set()
    for section in truth.get("sections", []):
        classes[section["line"]] = "X"
        free.add(section["line"])
    for article in truth["articles"]:
        if article["headline_line"]:
            classes[article["headline_line"]] = "H"
            heads.add(article["headline_line"])
        for deck in article["deck"]:
            classes[deck["line"]] = "D"
            free.add(deck["line"])
        if article["byline"] and article["byline"].get("line"):
            classes[article["byline"]["line"]] = "Y"
            free.add(article["byline"]["line"])
        lines = []
        for number, paragraph in enumerate(article["paragraphs"]):
            kind = {"body": "B", "subhead": "S", "caption": "T", "signature": "T"}[paragraph["kind"]]
            if kind == "B" and number == 0 and article.get("headless"):
                kind = "N"
            for k, line in enumerate(paragraph["lines"]):
                classes.setdefault(line, "J" if k else kind)
            lines += paragraph["lines"]
            joins.update(zip(paragraph["lines"], paragraph["lines"][1:]))
        inside.update(zip(lines, lines[1:]))
    return classes, heads, free, joins, inside


def load(tool, paths):
    issues = []
    found = read_inputs(tool, paths)
    names, calibration = next(found)
    for path, lines, inputs in found:
        issue = Issue()
        issue.path, issue.lines, issue.inputs = path, lines, inputs
        issue.small = os.sep + "small" + os.sep in path
        if os.path.exists(path[:-4] + ".lab"):
            made = json.load(open(path[:-4] + ".lab", encoding="utf-8"))
            issue.source, issue.day, issue.varied = made["source"], made["issue"], True
            classes = dict(made["labels"])
        else:
            issue.source = os.path.basename(os.path.dirname(path)).split("-")[0]
            issue.day, issue.varied = os.path.basename(path)[:-4], False
            classes, *issue.truth = truth_of(path)
        issue.classes = np.array([NUMBER[classes.get(int(line), "T")] for line in lines], int)
        if len(lines):
            issues.append(issue)
    return names, calibration, issues


def weight_of(issue):
    """Sources weigh the same; pages cut as the seed is the most; the all-capital wire little. What is learnt from a small
    page is of few lines, and of a kind that readers have many of."""
    small = SMALL_WORTH if len(issue.lines) < SMALL_LINES else 1
    if issue.varied or issue.small:
        return 0.5 * small
    if issue.source == "reuters":
        return 0.1
    return 8.0 if "seedlike" in issue.path else 0.5 if "wrap" in issue.path else 0.7


def fit(names, issues, seed=1):
    sizes = collections.Counter()
    for issue in issues:
        sizes[(issue.source, issue.varied)] += len(issue.lines)
    inputs = np.concatenate([issue.inputs for issue in issues])
    classes = np.concatenate([issue.classes for issue in issues])
    weights = np.concatenate(
        [
            np.full(len(i.lines), weight_of(i) * WORTH.get(i.source, 1) / sizes[(i.source, i.varied)])
            for i in issues
        ]
    )
    weights /= weights.sum()
    owner = np.concatenate([np.full(len(issue.lines), k) for k, issue in enumerate(issues)])
    mean, spread = inputs.mean(0), inputs.std(0) + 0.05
    inputs = ((inputs - mean) / spread).astype(np.float32)
    bare = [name.lstrip("-+") for name in names]
    groups = [np.array([k for k, name in enumerate(bare) if name.startswith(group)]) for group in GROUPS]
    chance = np.random.RandomState(seed)
    nets = []
    for net in range(NETS):
        drawn = chance.choice(len(classes), min(DRAWN, len(classes)), p=weights)
        shown = inputs[drawn]
        part = owner[drawn] * 4 + chance.randint(0, 4, len(drawn))
        for group in groups:
            hidden = chance.rand(len(issues) * 4) < MASKED
            shown[np.ix_(np.nonzero(hidden[part])[0], group)] = 0
        model = MLPClassifier(
            (HIDDEN,), alpha=0.5, max_iter=14, random_state=seed + net, learning_rate_init=2e-3, batch_size=256
        )
        nets.append(model.fit(shown, classes[drawn]))
    return pack(nets, mean, spread, issues, sizes)


def pack(nets, mean, spread, issues, sizes):
    """The members of struct model, in its order, but for the calibration and the second network."""
    count = len(CLASSES)
    rows, bias, output, output_bias = [], [], [], np.zeros(count)
    for net in nets:
        assert list(net.classes_) == list(range(count))
        first = net.coefs_[0] / spread[:, None]
        rows.append(first)
        bias.append(net.intercepts_[0] - mean @ first)
        output.append(net.coefs_[1] / len(nets))
        output_bias += net.intercepts_[1] / len(nets)
    hidden = np.concatenate(rows, 1)
    scale = np.abs(hidden).max(1) / 127 + 1e-12
    follow, share, begin = np.full((count, count), 0.5), np.full(count, 0.5), np.full(count, 0.5)
    for issue in issues:
        unit = 1000 / sizes[(issue.source, issue.varied)]
        begin[issue.classes[0]] += 1
        np.add.at(follow, (issue.classes[:-1], issue.classes[1:]), unit)
        np.add.at(share, issue.classes, unit)
    share /= share.sum()
    follow = np.log(follow / follow.sum(1, keepdims=True)) - np.log(share)[None, :]
    follow[:, NUMBER["J"]] = 0  # the features of a joined line say all of it
    follow[NUMBER["J"], :] *= 0.5
    lean = np.zeros(count)
    lean[NUMBER["H"]], lean[NUMBER["J"]] = np.log(HEADLINE_BIAS), np.log(JOIN_BIAS)
    return {
        "hidden_bias": np.concatenate(bias),
        "input_scale": scale,
        "output": np.concatenate(output, 0),
        "output_bias": output_bias,
        "begin": FOLLOW * (np.log(begin / begin.sum()) - np.log(share)),
        "follow": FOLLOW * follow,
        "bias": lean,
        "calibration": None,
        "segment_bias": np.zeros(SEGMENT_HIDDEN),
        "segment_output": np.zeros(SEGMENT_HIDDEN),
        "segment_output_bias": np.zeros(1),
        "segment_hidden": np.zeros((SEGMENT_INPUTS, SEGMENT_HIDDEN)),
        "hidden": np.rint(hidden / scale[:, None]).astype(np.int8),
    }


class Candidate:
    """A line that the first network takes for a headline, perhaps; and how the second should judge it."""


def find_candidates(tool, weights, issues):
    """By the first network of WEIGHTS, which must know nothing of ISSUES: else the second learns that it is always right."""
    known = {issue.path: issue for issue in issues}
    run = subprocess.run(
        [tool, "--candidates", weights] + [issue.path for issue in issues], stdout=subprocess.PIPE, check=True
    )
    found = []
    for row in run.stdout.decode().splitlines():
        path, line, *inputs = row.split(" ")
        issue, candidate = known[path], Candidate()
        at = np.searchsorted(issue.lines, int(line))
        candidate.source, candidate.varied = issue.source, issue.varied
        candidate.inputs = np.array(inputs, np.float32)
        candidate.headline = int(issue.classes[at] == NUMBER["H"])
        # decks and sections are asked for by nobody
        candidate.weight = weight_of(issue) * (0.2 if CLASSES[issue.classes[at]] in "DXY" else 1)
        found.append(candidate)
    return found


def fit_segments(candidates, seed=1):
    """The second network's members of struct model. It is trained to say the odds; model.c adds what it says to the odds so
    far, so that its last two hidden units take these away again, but for HELD of them: in papers that it never saw it is
    less right than it is sure."""
    sizes = collections.Counter((c.source, c.varied) for c in candidates)
    inputs = np.array([c.inputs for c in candidates])
    classes = np.array([c.headline for c in candidates])
    weights = np.array(
        [
            c.weight * WORTH.get(c.source, 1) * (1.5 if c.varied else 1) / sizes[(c.source, c.varied)] ** 0.5
            for c in candidates
        ]
    )
    weights /= weights.sum()
    mean, spread = inputs.mean(0), inputs.std(0) + 0.05
    inputs = (inputs - mean) / spread
    drawn = np.random.RandomState(seed).choice(len(classes), 2 * len(classes), p=weights)
    units = SEGMENT_HIDDEN - 2
    model = MLPClassifier(
        (units,), alpha=2, max_iter=12, random_state=seed, learning_rate_init=3e-3, batch_size=512
    ).fit(inputs[drawn], classes[drawn])
    hidden, bias, output = np.zeros((inputs.shape[1], units + 2)), np.zeros(units + 2), np.zeros(units + 2)
    hidden[:, :units] = model.coefs_[0] / spread[:, None]
    bias[:units] = model.intercepts_[0] - mean @ hidden[:, :units]
    output[:units] = model.coefs_[1][:, 0] * (1 - HELD)
    hidden[SEGMENT_ODDS, units:] = 8, -8  # SEGMENT_ODDS_UNIT
    output[units:] = HELD - 1, 1 - HELD
    return {
        "segment_bias": bias,
        "segment_output": output,
        "segment_output_bias": model.intercepts_[1] * (1 - HELD),
        "segment_hidden": hidden,
    }


def write_weights(model, calibration, path):
    with open(path, "wb") as file:
        for name, member in model.items():
            member = calibration if name == "calibration" else member
            file.write(np.ascontiguousarray(member, np.float32).tobytes())


def write_table(model, calibration, path):
    """The same as C."""

    def floats(array):
        return ", ".join(
            "%.5gF" % v if "." in "%.5g" % v or "e" in "%.5g" % v else "%.5g.0F" % v for v in np.ravel(array)
        )

    with open(path, "w", encoding="utf-8") as file:
        file.write(
            "/* Made by src/parser/train/train.py from issues whose structure is known; see src/parser/train/README. */\n"
        )
        file.write("/* clang-format off */\nconst struct model model_trained = {\n")
        for name, member in model.items():
            member = calibration if name == "calibration" else member
            if member.ndim == 1:
                file.write("    .%s = {%s},\n" % (name, floats(member)))
            elif name == "hidden":
                file.write(
                    "    .hidden = {\n%s    },\n"
                    % "".join("        {%s},\n" % ",".join(map(str, row)) for row in member)
                )
            else:
                file.write("    .%s = {%s},\n" % (name, ", ".join("{%s}" % floats(row) for row in member)))
        file.write("};\n/* clang-format on */\n")


def judged(tool, weights, issues):
    """Headlines with their shares, and joins, as the parser judges them."""
    heads, joins = collections.defaultdict(dict), collections.defaultdict(set)
    run = subprocess.run(
        [tool, "--judge", weights] + [issue.path for issue in issues], stdout=subprocess.PIPE, check=True
    )
    last = {}
    for row in run.stdout.decode().splitlines():
        path, line, role, confidence = row.rsplit(" ", 3)
        if role == "headline":
            heads[path][int(line)] = float(confidence)
        if role == "joined":
            joins[path].add((last[path], int(line)))
        last[path] = int(line)
    return heads, joins


def f1(right, false, missed):
    return 2 * right / max(1, 2 * right + false + missed)


def score(tool, weights, issues, pairs=None):
    """Prints the scores of each set, as the team's scoring program counts them; adds (share, right?) to PAIRS."""
    heads, joins = judged(tool, weights, issues)
    rows = {}
    for issue in issues:
        true_heads, free, true_joins, inside = issue.truth
        name = os.path.basename(os.path.dirname(issue.path))
        row = rows.setdefault(name, np.zeros(6, int))
        given, seen = set(heads[issue.path]), joins[issue.path] & inside
        row += [
            len(given & true_heads),
            len(given - true_heads - free),
            len(true_heads - given),
            len(seen & true_joins),
            len(seen - true_joins),
            len(true_joins - seen),
        ]
        if pairs is not None:
            pairs += [
                (share, line in true_heads, issue.source)
                for line, share in heads[issue.path].items()
                if line not in free
            ]
    for name in sorted(rows):
        print("  %-16s headlines %.3f  joins %.3f" % (name, f1(*rows[name][:3]), f1(*rows[name][3:])), flush=True)
    return rows


def uncalibrated(count):
    """The table with which a share comes out nearly as it is."""
    return 1 / (1 + np.exp((count - 1) / 2 - np.arange(count)))


def calibrate(pairs, count):
    """Right share at log odds of -5 ... 5, rising, each source weighing the same."""
    places = np.interp([p[0] for p in pairs], uncalibrated(count), np.arange(count))
    right = np.array([p[1] for p in pairs], float)
    sizes = collections.Counter(p[2] for p in pairs)
    rise = IsotonicRegression(out_of_bounds="clip").fit(places, right, sample_weight=[1 / sizes[p[2]] for p in pairs])
    middle = [
        np.clip(rise.predict(np.linspace(max(0, k - 0.5), min(count - 1, k + 0.5), 21)).mean(), 0.02, 0.99)
        for k in range(count)
    ]
    return np.maximum.accumulate(np.array(middle, np.float32))


def cut_small(truth, made):
    """Small pages of all sources, as the scored ones are cut, but for the seed's; their paths."""
    for name in sorted(os.listdir(truth)):
        folder = os.path.join(made, name)
        if not os.path.isdir(folder) and not name.startswith("seed"):
            os.makedirs(folder)
            small_pages.cut(os.path.join(truth, name), name, folder)
    return sorted(glob.glob(os.path.join(made, "*", "*.txt")))


def load_all(options):
    made = os.path.join(options.work, "varied")
    truth = os.path.join(options.corpus, "truth")
    if not os.path.isdir(made):
        whole = [source for source in SOURCES if os.path.isdir(os.path.join(truth, source + "-plain"))]
        vary.make(truth, whole, made, options.varied)
    paths = sorted(glob.glob(os.path.join(truth, "*", "*.txt"))) + sorted(glob.glob(os.path.join(made, "*.txt")))
    paths += cut_small(truth, os.path.join(options.work, "small"))
    return load(options.tool, paths)


def fit_without(held):
    """A first network that knows nothing of the sources HELD; for a process of its own, which has what fit_all() was given."""
    names, issues = fit_without.given
    return fit(names, [i for i in issues if i.source not in held + ("seed",)])


def fit_all(names, issues):
    """First networks that know nothing of the held out sources each, and one that knows all."""
    fit_without.given = names, issues
    with multiprocessing.get_context("fork").Pool() as pool:
        return dict(zip(HELD_OUT + [()], pool.map(fit_without, HELD_OUT + [()], 1)))


def find_unseen(options, issues, firsts, identity):
    """What first networks take for headlines in the sources that they know nothing of."""
    weights, candidates = os.path.join(options.work, "weights"), []
    for held in HELD_OUT:
        write_weights(firsts[held], identity, weights)
        candidates += find_candidates(options.tool, weights, [i for i in issues if i.source in held])
    return candidates


def evaluate_unseen(options, issues, firsts, candidates, identity):
    """The scores of sources that neither network knows, and the calibration that they give."""
    weights, pairs = os.path.join(options.work, "weights"), []
    for held in HELD_OUT:
        second = fit_segments([c for c in candidates if c.source not in held])
        write_weights({**firsts[held], **second}, identity, weights)
        score(options.tool, weights, [i for i in issues if i.source in held + ("seed",) and not i.varied and not i.small], pairs)
    return calibrate(pairs, len(identity))


def evaluate_days(options, names, issues, candidates, identity):
    """The scores of other days of the sources trained on. The second network is of unseen sources, as the first one is sure
    of the days that it knows."""
    weights, total = os.path.join(options.work, "weights"), {}
    fold = {day: k % FOLDS for k, day in enumerate(sorted({(i.source, i.day) for i in issues}))}
    second = fit_segments(candidates)
    for k in range(FOLDS):
        first = fit(names, [i for i in issues if fold[(i.source, i.day)] != k and i.source != "seed"])
        write_weights({**first, **second}, identity, weights)
        days = [i for i in issues if not i.varied and not i.small and (fold[(i.source, i.day)] == k or i.source == "seed")]
        for name, row in score(options.tool, weights, days).items():
            total[name] = total.get(name, 0) + row
    print("all days together")
    for name, row in sorted(total.items()):
        print("  %-16s headlines %.3f  joins %.3f" % (name, f1(*row[:3]), f1(*row[3:])))


def main():
    parser = argparse.ArgumentParser()
    for name in ("corpus", "tool", "work"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--table")
    parser.add_argument("--days", action="store_true", help="also score other days of the sources trained on")
    parser.add_argument("--varied", type=int, default=250, help="made from each source")
    options = parser.parse_args()
    names, knots, issues = load_all(options)
    identity, weights = uncalibrated(knots), os.path.join(options.work, "weights")
    firsts = fit_all(names, issues)
    candidates = find_unseen(options, issues, firsts, identity)
    print("sources that neither network knows")
    calibration = evaluate_unseen(options, issues, firsts, candidates, identity)
    print("calibration", " ".join("%.3f" % v for v in calibration))
    if options.days:
        evaluate_days(options, names, issues, candidates, identity)
    if options.table:
        model = {**firsts[()], **fit_segments(candidates)}
        write_table(model, calibration, options.table)
        write_weights(model, calibration, weights)
        print("trained on all")
        score(options.tool, weights, [i for i in issues if not i.varied and not i.small])


if __name__ == "__main__":
    main()
