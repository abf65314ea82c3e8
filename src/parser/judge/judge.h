/* The judgement: what is each line? Nothing else of the parser decides.
 *
 *   evidence.c (all that is seen of a line), norms.c (what is usual on its page)
 *     -> hand_rules.c -> features.c -> model.c (the network) -> looks.c (the issue's own headlines)
 *     -> segments.c (the text on both sides of each) -> labeller.c
 *     certain.c: the blocks that other rooms know, over all of these; heads.c: kicker, headline or deck? stacks.c: which of
 *     many lines of capitals?
 *
 * Uses of the parser: line, byline, page, kinds.
 */
#ifndef PARSER_JUDGE_H
#define PARSER_JUDGE_H

#include "parser/line/line.h"

/* ---- evidence.c: shapes_measure(), and what the other rooms say of each line by itself. */
struct shape *evidence_gather(const struct issue *issue, uint32_t first, uint32_t end, size_t *count);

/* ---- norms.c: what lines are measured against. */
enum { NORMS_WIDTHS = 256 };
/* How many lines begin, end, are like one; or where that stands among the tallies. */
struct norms_likes {
    uint16_t begin, end, whole;
};
struct norms_tally {
    uint16_t hash, lines; /* lines that have it; 0: the place is free */
};
struct norms {
    const struct shape *shapes;
    size_t count;
    uint32_t median, lengthy;     /* cells: half of the lines are narrower, nine tenths are */
    uint32_t ranks[NORMS_WIDTHS]; /* how many lines are narrower than 2 N cells */
    float mean_links, mean_links_near;
    float blanks, indents;       /* shares of the lines that have them */
    uint32_t mean_block;         /* cells of text between two lines that might be headlines */
    bool spaced;                 /* blank lines between all lines */
    bool wraps;                  /* text is set in lines of one width */
    uint32_t wrap;               /* which is this, in cells: the widest of them */
    uint32_t indent;             /* the commonest, in cells */
    struct norms_tally *tallies; /* of lines that begin, end, are alike */
    struct norms_likes *likes;   /* of each line: its places among them */
    uint32_t *blocks;            /* of each line: cells from it down to the next that might be a headline */
};
/* SHAPES must outlive NORMS; seen_measure() has been called for them. */
void norms_init(struct norms *norms, const struct shape *shapes, size_t count);
void norms_done(struct norms *norms);
/* Short, unfinished, without a sentence in it. */
bool norms_is_candidate(const struct shape *shape);
/* How many lines are narrower. */
uint32_t norms_rank(const struct norms *norms, uint32_t cells);
/* How many lines are like line I. */
struct norms_likes norms_likes(const struct norms *norms, size_t i);

/* ---- labels */
struct label {
    uint8_t role;     /* enum issue_role, never ISSUE_BLANK */
    uint8_t join;     /* enum issue_join, for ISSUE_JOINED */
    bool seam;        /* a column break stood before it, for ISSUE_JOINED */
    bool brief;       /* an article without a headline begins, for ISSUE_BODY */
    bool over;        /* it goes on with what stands above the captions before it, for ISSUE_JOINED */
    float confidence; /* for ISSUE_HEADLINE: the share of such headlines that are right */
};

/* ---- hand_rules.c: what a person would say of a line, for features and limits. */
bool rules_looks_like_headline(const struct norms *norms, const struct shape *shape); /* looks like a headline */
bool rules_indented(const struct norms *norms, size_t i); /* as its paragraphs are, and other lines are not */
bool rules_outdented(const struct norms *norms,
                     size_t i); /* so, above a paragraph that is indented as the page's are */
bool rules_above_lead(const struct norms *norms, size_t i); /* looks like a headline, and a dateline is below */
bool rules_restates(const struct norms *norms,
                    size_t i); /* says again what the line above it says, and heads nothing */
bool rules_restated(const struct norms *norms,
                    size_t i);                         /* what the line below says again: its headline, or a subhead */
bool rules_asks(const struct norms *norms, size_t i);  /* a question among others, which one text asks */
bool rules_noted(const struct norms *norms, size_t i); /* a note in brackets, or a name that the next line has again */
bool rules_is_body(const struct shape *shape);         /* is something that only a paragraph is */
bool rules_capital(const struct norms *norms, size_t i); /* in capitals, apart, in a printed column */
bool rules_ends_short(const struct norms *norms, const struct shape *a,
                      const struct shape *b); /* A, a printed line, leaves room that B would have taken */
bool rules_join(const struct norms *norms, const struct shape *a,
                const struct shape *b); /* A and B are one line that was cut */

/* ---- heads.c: which of the lines of a block of heads, set together, is the headline. */
void heads_settle(const struct norms *norms, struct label *labels);

/* ---- stacks.c: the lines of headlines and decks that stand one below another in a narrow column. */
void stacks_settle(const struct norms *norms, struct label *labels);

/* ---- datelines.c: articles without a headline that a second dateline begins. */
void datelines_part(const struct norms *norms, struct label *labels);

/* ---- features.c: a line as numbers, in the order of the model's weights.
 *
 * The model sees a line's own features and those of the lines before and after it; of the two lines beyond these it sees
 * the FAR ones. Each is within -1 and 1. What they mean is said where features.c measures them. None knows a word of any
 * paper: they are widths, marks, and whether words come back.
 */
// clang-format off
#define FEATURES(NEAR, FAR) \
    NEAR(CELLS_6) NEAR(CELLS_10) NEAR(CELLS_14) NEAR(CELLS_18) FAR(CELLS_22) NEAR(CELLS_28) NEAR(CELLS_34) \
    FAR(CELLS_40) NEAR(CELLS_50) NEAR(CELLS_60) FAR(CELLS_80) NEAR(CELLS_110) NEAR(CELLS_160) \
    NEAR(WIDTH_TO_MEDIAN) NEAR(WIDTH_TO_LONG) FAR(WIDTH_RANK) FAR(END_OPEN) FAR(END_STOP) FAR(END_CALL) \
    FAR(END_ELLIPSIS) FAR(END_COLON) FAR(END_SEMICOLON) FAR(END_COMMA) FAR(END_DASH) FAR(END_DIGIT) NEAR(CLOSED) \
    FAR(START_OPEN) FAR(START_MARK) FAR(START_NUMERAL) FAR(START_BRACKET) FAR(START_QUOTE) FAR(START_DASH) \
    FAR(START_SMALL) FAR(START_DIGIT) FAR(START_FORBIDDEN) FAR(STOPS_ANY) NEAR(STOPS) NEAR(COMMAS_ANY) \
    NEAR(COMMAS) NEAR(LISTS) NEAR(COLON) NEAR(GAP) NEAR(QUOTES) NEAR(OPEN) NEAR(DIGITS) NEAR(PARTICLES) \
    NEAR(LATIN) NEAR(CAPITALS) FAR(LEAD) NEAR(BYLINE) NEAR(NAMES) NEAR(FURNITURE) NEAR(CAPTION) NEAR(BRACKETED) \
    NEAR(PICTURE) NEAR(BLANK) FAR(BLANK_RELATIVE) NEAR(INDENTED) NEAR(INDENT_RELATIVE) NEAR(OUTDENTED) \
    FAR(SEEN_BELOW) FAR(SEEN_BELOW_NEAR) NEAR(SEEN_ABOVE) NEAR(SEEN_ABOVE_NEAR) NEAR(SEEN_MORE_BELOW) \
    NEAR(SEEN_NEXT) NEAR(SEEN_BEFORE) NEAR(SEEN_FEW) NEAR(LINKS_NEAR) NEAR(LINKS_NEAR_DIP) NEAR(LINKS_NEXT) \
    NEAR(FOLLOWER) NEAR(LINKS) NEAR(LINKS_DIP) NEAR(REPEATED) NEAR(BEGINS_LIKE) NEAR(ENDS_LIKE) NEAR(FIRST) \
    NEAR(LAST) NEAR(BLOCK_BELOW) NEAR(BLOCK_ABOVE) NEAR(BLOCK_BELOW_RELATIVE) NEAR(BLOCK_ABOVE_RELATIVE) \
    NEAR(RUN_BELOW) NEAR(RUN_ABOVE) FAR(CANDIDATE) NEAR(TIED) NEAR(TIED_ANY) NEAR(TIED_LONGER) NEAR(LEADS_ON) \
    NEAR(GOES_ON) FAR(RULE_HEAD) FAR(RULE_BODY) FAR(RULE_JOIN) NEAR(SPACED) NEAR(INDENTS) NEAR(WRAPS) \
    NEAR(FULL) NEAR(NOT_FULL) NEAR(OVERFULL)
// clang-format on

#define FEATURE_NAME(name) FEATURE_##name,
enum feature { FEATURES(FEATURE_NAME, FEATURE_NAME) FEATURE_COUNT };
#undef FEATURE_NAME

#define FEATURE_NOTHING(name)
#define FEATURE_FAR(name) FEATURE_FAR_##name,
enum feature_far { FEATURES(FEATURE_NOTHING, FEATURE_FAR) FEATURE_FAR_COUNT };
#undef FEATURE_FAR
#undef FEATURE_NOTHING

/* Own, before, after; then the far ones of the line before that and of the line after that. */
enum { INPUT_COUNT = 3 * FEATURE_COUNT + 2 * FEATURE_FAR_COUNT };

/* OUT has FEATURE_COUNT elements. */
void features_measure(const struct norms *norms, size_t i, float *out);
/* What the model sees of a line: its own features and those of the two lines before and after, NULL where there is none;
   OUT has INPUT_COUNT elements. */
void features_inputs(const float *own, const float *const before[2], const float *const after[2], float *out);

/* Features that are not 0: of a line they are about a third. */
struct active {
    size_t count;
    uint8_t number[FEATURE_COUNT]; /* enum feature, or enum feature_far; ascending */
    float value[FEATURE_COUNT];
};
_Static_assert(FEATURE_COUNT <= UINT8_MAX, "features have numbers of 8 bits");
struct active_features {
    struct active near, far;
};
void features_find_active(const float *features, struct active_features *active);

/* ---- what segments.c says of a candidate for a headline, by the text on its two sides. */
// clang-format off
#define SEGMENT_NAMES(NAME) \
    NAME(COSINE) NAME(COSINE_NEAR) NAME(HEAD_ABOVE) NAME(HEAD_NEAR) NAME(HEAD_BELOW) NAME(HEAD_NEXT) \
    NAME(HEAD_PREVIOUS) NAME(NEW) NAME(CELLS_ABOVE) NAME(CELLS_BELOW) NAME(LINES_ABOVE) NAME(LINES_BELOW) NAME(FIRST) \
    NAME(LAST) NAME(ODDS) NAME(ODDS_FIRST) NAME(SUBHEAD) NAME(DECK) NAME(ASIDE) NAME(TEXT) NAME(WIDTH) \
    NAME(CANDIDATE_ABOVE) NAME(CANDIDATE_BELOW) NAME(STOP_ABOVE) NAME(END_ABOVE) NAME(LEAD_BELOW) NAME(NAMES_BELOW) \
    NAME(DIGITS_BELOW) NAME(BLANK) NAME(INDENTED) NAME(COLON) NAME(CALL) NAME(DIGITS) NAME(MORE_BELOW) NAME(LINKS)
// clang-format on

#define SEGMENT_NAME(name) SEGMENT_##name,
enum segment_feature { SEGMENT_NAMES(SEGMENT_NAME) SEGMENT_FEATURES };
#undef SEGMENT_NAME
/* Each, and each relative to the issue's other candidates. */
enum {
    SEGMENT_INPUTS = 2 * SEGMENT_FEATURES,
    SEGMENT_HIDDEN = 16,
    SEGMENT_ODDS_UNIT = 8 /* odds are given in these */
};

/* ---- model.c: a network of one hidden layer, and which class follows which. Trained by src/parser/train; the struct is what a
   file of weights holds, in this order and the machine's own byte order. */

/* What a line can be. In the order of the weights. */
enum line_class {
    CLASS_HEADLINE,
    CLASS_DECK, /* or kicker: stands beside a headline */
    CLASS_BYLINE,
    CLASS_SECTION,
    CLASS_SUBHEAD,
    CLASS_ASIDE, /* a caption, a signature, the page's own */
    CLASS_BODY,
    CLASS_JOINED,
    CLASS_BRIEF, /* the first line of an article that has no headline */
    CLASS_COUNT
};

enum { HIDDEN_COUNT = 72, CALIBRATION_COUNT = 11 };

struct model {
    float hidden_bias[HIDDEN_COUNT];
    float input_scale[INPUT_COUNT]; /* an input times this times hidden[input][] */
    float output[HIDDEN_COUNT][CLASS_COUNT];
    float output_bias[CLASS_COUNT];
    float begin[CLASS_COUNT];               /* log odds of the first line's class */
    float follow[CLASS_COUNT][CLASS_COUNT]; /* of a class after a class */
    float bias[CLASS_COUNT];                /* of a class, wherever it stands */
    float calibration
        [CALIBRATION_COUNT]; /* share of headlines with log odds of -5, -4, ... 5 that were right in papers unseen */
    /* the second network: what the text on its two sides adds to the log odds that a candidate is a headline */
    float segment_bias[SEGMENT_HIDDEN];
    float segment_output[SEGMENT_HIDDEN];
    float segment_output_bias[1];
    float segment_hidden[SEGMENT_INPUTS][SEGMENT_HIDDEN];
    float hidden[INPUT_COUNT][HIDDEN_COUNT]; /* whole numbers from -127 to 127 */
};

/* The one that the program has. */
extern const struct model model_trained;

/* Shares of the classes in a line's INPUTS, of INPUT_COUNT elements; SHARES sums up to 1. */
void model_judge(const struct model *model, const float *inputs, float shares[CLASS_COUNT]);

/* The same of what features_inputs() would make of the five lines, of which the caller has found what is not 0. */
void model_judge_active(const struct model *model, const struct active_features *own,
                        const struct active_features *const before[2], const struct active_features *const after[2],
                        float shares[CLASS_COUNT]);

/* The share that a candidate is a headline, by its INPUTS of segments.c, SEGMENT_INPUTS of them: as it was by its odds, where the
   second network has nothing to add. */
float model_judge_segment(const struct model *model, const float *inputs);

/* The likeliest classes of COUNT lines, given SHARES of each: Viterbi. */
void model_decode(const struct model *model, const float (*shares)[CLASS_COUNT], size_t count, uint8_t *classes);

/* The share of headlines given SHARE that are right. */
float model_calibrated(const struct model *model, float share);

/* ---- looks.c: how the headlines of one issue look. */
struct looks *looks_new(size_t count);
void looks_free(struct looks *looks);

/* The text and features of line I, each line once. */
void looks_add(struct looks *looks, size_t i, struct slice text, const float *features);

/* Raises the shares of lines that look like this issue's headlines, and lowers those of lines that do not. */
void looks_apply(const struct looks *looks, float (*shares)[CLASS_COUNT]);

/* ---- certain.c: what the rooms said of blocks of lines (shape->block), over the shares of a line and over the labels of all. */
/* 某某政府令 and the number below are not the page's, though mastheads look so. */
void certain_keep(struct shape *shapes, size_t count);
void certain_limit(const struct norms *norms, size_t i, float shares[CLASS_COUNT]);
void certain_apply(const struct norms *norms, struct label *labels);
/* Can line I, for certain, not go on with the line above? */
bool certain_parts(const struct norms *norms, size_t i);

/* ---- segments.c: USE says what it is of a candidate, line I of the page, by its INPUTS, given NOW, the share that it is a
   headline as far as is known; twice for each. Changes the shares of the candidates; FIRST has the shares of headlines
   before looks_apply(). */
typedef float segments_use(void *context, size_t i, const float *inputs, float now);
void segments_each(const struct norms *norms, const struct seen *seen, const float *first, float (*shares)[CLASS_COUNT],
                   segments_use *use, void *context);

/* ---- labeller.c. What is done with the shares of a page once looks_apply() is through: segments_each(), or what training does. */
typedef void labeller_use(void *context, const struct norms *norms, const struct seen *seen, const float *first,
                          float (*shares)[CLASS_COUNT]);
/* Judges the lines of an issue by MODEL; sets what of SHAPES furniture_find() sets. */
void labeller_run(const struct model *model, struct shape *shapes, size_t count, struct label *labels);
/* The same with USE for the last judgement of headlines. */
void labeller_run_with(const struct model *model, struct shape *shapes, size_t count, struct label *labels,
                       labeller_use *use, void *context);
/* The shapes that are judged, to KEPT, which may be SHAPES: as if the page's own lines, which furniture_find() has found, were not
   there. How many. */
size_t labeller_pick(const struct shape *shapes, size_t count, struct shape *kept);

#endif
