/* Stories that go on on another page: 下转第3版 at the end of one article and 上接第1版 at the beginning of another make one
 * of them.
 *
 * Every notice of the issue is found first, then each that leads away is given the one that it leads to: by the pages
 * they name, by the words of their headlines and texts, by a sentence that was cut. Where two fit about as well, and where
 * an end is missing, all stays as it is. The lines of the second part are its article's then, as its rest; the notices
 * and the repeated headline are the page's.
 */
#include "parser/parts.h"

#include <stdlib.h>

enum {
    NOTICES_MAX = 96, /* of one kind; an issue with more is no newspaper */
    MARK_BYTES_MAX = 240,
    SAMPLE_BYTES = 900,
    WORD_BITS = 2048,
    MARGIN = 25, /* by so much the best must be better than the next */
    SCORE_PAGE = 40,
    SCORE_CUT = 20,
    SCORE_KEYWORD = 100,
    SAME_HEADLINE = 60 /* per cent of its words */
};

/* One end of a story. */
struct end {
    struct notice notice;
    uint32_t line;
    uint32_t article;
    uint32_t paragraph; /* a to's: the last one before the notice; a from's: the first one behind it */
    uint32_t own;       /* the one that the line is in, where it is text */
    uint32_t page;      /* it stands on; 0: not known */
    uint32_t other;     /* which one it was paired with, or NO_PAIR */
    bool cut;           /* a to's: its paragraph goes on in the other's */
};

enum { NO_PAIR = UINT32_MAX };

struct ends {
    struct end at[NOTICES_MAX];
    size_t count;
};

struct job {
    struct issue *issue;
    struct ends to, from;
    bool *dropped;    /* paragraphs that are only a notice */
    uint32_t *to_of, *from_of; /* of each article: which end of TO and of FROM it has, or NO_PAIR */
};

/* ---- the notices */

static void
add_end(struct ends *ends, const struct end *end)
{
    if (ends->count < NOTICES_MAX)
        ends->at[ends->count] = *end;
    ends->count++;
}

static bool
is_whole(const struct issue *issue, const struct end *end)
{
    return end->notice.start == 0 && end->notice.end == issue_line_text(issue, end->line).len;
}

static bool
is_aside(const struct issue_paragraph *paragraph)
{
    return paragraph->kind == ISSUE_KIND_CAPTION || paragraph->kind == ISSUE_KIND_CREDIT;
}

/* Nothing but pictures and signatures follows paragraph LAST of the article. */
static bool
ends_article(const struct issue *issue, const struct issue_article *article, uint32_t last)
{
    uint32_t end = article->first_paragraph + article->paragraph_count;
    for (uint32_t i = last + 1; i < end; i++)
        if (!is_aside(&issue->paragraphs[i]))
            return false;
    return true;
}

/* A line in article end->article that says that the text goes on elsewhere: is that where the article ends? NEXT: its first
   paragraph that does not end before the line. */
static void
place_to(struct job *job, struct end *end, uint32_t next)
{
    const struct issue *issue = job->issue;
    const struct issue_article *article = &issue->articles[end->article];
    const struct issue_paragraph *paragraphs = issue->paragraphs;
    uint32_t first = article->first_paragraph, last = first + article->paragraph_count;
    bool inside = next < last && paragraphs[next].first_line <= end->line, whole = is_whole(issue, end);
    bool text = issue_role_is_text(issue->lines[end->line].role);
    if (text != inside || (!text && !whole) || end->notice.end != issue_line_text(issue, end->line).len)
        return;
    end->own = next;
    end->paragraph = next;
    if (text) {
        bool begins = paragraphs[next].first_line == end->line;
        size_t before = begins ? (size_t)paragraphs[next].lead_bytes + paragraphs[next].speaker_bytes : 0;
        if (issue_paragraph_next(issue, &paragraphs[next], end->line) != ISSUE_NO_LINE || (!whole && before > end->notice.start))
            return;
        end->paragraph -= whole && begins;
    } else {
        end->paragraph--;
    }
    if (end->paragraph < first || end->paragraph >= last || !ends_article(issue, article, text ? next : next - 1))
        return;
    while (end->paragraph > first && is_aside(&paragraphs[end->paragraph]))
        end->paragraph--;
    add_end(&job->to, end);
}

/* A line that says that what follows comes from elsewhere: does a paragraph begin there? */
static void
place_from(struct job *job, struct end *end, uint32_t next)
{
    const struct issue *issue = job->issue;
    const struct issue_article *article = &issue->articles[end->article];
    const struct issue_paragraph *paragraphs = issue->paragraphs;
    uint32_t first = article->first_paragraph, last = first + article->paragraph_count;
    uint8_t role = issue->lines[end->line].role;
    bool inside = next < last && paragraphs[next].first_line <= end->line, whole = is_whole(issue, end);
    if (issue_role_is_text(role) != inside)
        return;
    end->own = end->paragraph = next;
    if (inside) {
        bool more = issue_paragraph_next(issue, &paragraphs[next], end->line) != ISSUE_NO_LINE;
        /* what was joined to a whole line shows that it is something else */
        if (paragraphs[next].first_line != end->line || end->notice.start != 0 || (whole && more) || (!whole && paragraphs[next].lead_bytes > 0))
            return;
        end->paragraph += whole;
    } else if (role == ISSUE_HEADLINE ? next != first : !whole || role != ISSUE_FURNITURE) {
        return;
    }
    if (end->paragraph == last && whole && role != ISSUE_HEADLINE) { /* below the text of one article: it is the next one's */
        if (++end->article == issue->article_count)
            return;
        article = &issue->articles[end->article];
        end->paragraph = article->first_paragraph;
    }
    if (end->paragraph < article->first_paragraph + article->paragraph_count)
        add_end(&job->from, end);
}

/* Which page the lines FIRST up to END are on, if one of the page's own says so. */
static uint32_t
page_of_lines(const struct issue *issue, uint32_t first, uint32_t end)
{
    uint32_t page = 0;
    for (uint32_t line = first; line < end; line++) {
        struct slice text = issue_line_text(issue, line);
        uint32_t mark = issue->lines[line].role == ISSUE_FURNITURE && text.len < MARK_BYTES_MAX ? notice_page_mark(text) : 0;
        page = mark != 0 ? mark : page;
    }
    return page;
}

static void
find_notices(struct job *job)
{
    const struct issue *issue = job->issue;
    uint32_t page = issue->article_count > 0 ? page_of_lines(issue, 0, issue->articles[0].first_line) : 0;
    for (uint32_t a = 0; a < issue->article_count; a++) {
        const struct issue_article *article = &issue->articles[a];
        uint32_t next = article->first_paragraph, last = next + article->paragraph_count;
        for (uint32_t line = article->first_line; line < article->end_line; line++) {
            while (next < last && issue->paragraphs[next].end_line <= line)
                next++;
            struct end end = {.line = line, .article = a, .other = NO_PAIR};
            if (issue->lines[line].role == ISSUE_BLANK)
                continue;
            bool found = notice_find(issue_line_text(issue, line), &end.notice);
            uint32_t mark = found ? 0 : page_of_lines(issue, line, line + 1);
            end.page = page = mark != 0 ? mark : page;
            struct end other = end;
            if (found && end.notice.to)
                place_to(job, &end, next);
            if (found && end.notice.from)
                place_from(job, &other, next);
        }
    }
}

/* ---- which fit */

struct words {
    uint64_t bits[WORD_BITS / 64];
};

/* Two Han characters side by side, or a Latin word of four letters. */
static void
add_words(struct words *words, struct slice text)
{
    uint32_t before = 0, hash = 0, letters = 0;
    for (size_t at = 0; at <= text.len;) {
        char32_t code = ' ';
        at += at < text.len ? text_decode(text.at + at, &code) : 1;
        bool han = text_is_han(code) || text_is_kana(code);
        uint32_t word = han && before != 0 ? before * 2654435761U ^ code * 40503U : 0;
        before = han ? code : 0;
        if (text_is_letter(code)) {
            hash = (hash ^ (code >= 'A' && code <= 'Z' ? code | 0x20 : code)) * 16777619U;
            letters++;
        } else {
            word = letters > 3 ? hash : word;
            hash = letters = 0;
        }
        word = (word ^ word >> 15) * 2246822519U;
        word ^= word >> 13;
        if (word != 0)
            words->bits[word % WORD_BITS / 64] |= 1ULL << (word % 64);
    }
}

/* Per cent of the words of the one that has fewer that are in both. */
static int
shared_words(const struct words *a, const struct words *b)
{
    int both = 0, in_a = 0, in_b = 0;
    for (size_t i = 0; i < WORD_BITS / 64; i++)
        for (int bit = 0; bit < 64; bit++) {
            bool is_a = a->bits[i] >> bit & 1, is_b = b->bits[i] >> bit & 1;
            in_a += is_a;
            in_b += is_b;
            both += is_a && is_b;
        }
    int fewer = in_a < in_b ? in_a : in_b;
    return fewer > 0 ? both * 100 / fewer : 0;
}

/* At most BYTES of the beginning or the end of TEXT, whole characters. */
static struct slice
sample(struct slice text, size_t bytes, bool at_end)
{
    if (text.len <= bytes)
        return text;
    size_t at = at_end ? text.len - bytes : bytes;
    while (at > 0 && ((unsigned char)text.at[at] & 0xC0) == 0x80)
        at--;
    return at_end ? slice_from(text, at) : slice_make(text.at, at);
}

/* Without a notice in it. */
static struct slice
headline_of(const struct issue *issue, const struct issue_article *article)
{
    struct notice notice;
    if (article->headline_line == ISSUE_NO_LINE)
        return slice_make("", 0);
    struct slice text = issue_line_text(issue, article->headline_line);
    if (!notice_find(text, &notice))
        return text;
    return text_trim(notice.start == 0 ? slice_from(text, notice.end) : slice_make(text.at, notice.start));
}

static struct words
words_of(const struct issue *issue, const struct end *end, bool from)
{
    const struct issue_article *article = &issue->articles[end->article];
    const struct issue_paragraph *paragraph = &issue->paragraphs[end->paragraph];
    struct words words = {{0}};
    add_words(&words, headline_of(issue, article));
    add_words(&words, sample(issue_line_text(issue, from ? paragraph->first_line : paragraph->end_line - 1), SAMPLE_BYTES, !from));
    if (!from)
        add_words(&words, sample(issue_line_text(issue, issue->paragraphs[article->first_paragraph].first_line), SAMPLE_BYTES, false));
    return words;
}

/* The text of one line without the notice in it. */
static struct slice
without(const struct issue *issue, uint32_t line, const struct end *end)
{
    struct slice text = issue_line_text(issue, line);
    if (line != end->line)
        return text;
    return text_trim(end->notice.start == 0 ? slice_from(text, end->notice.end) : slice_make(text.at, end->notice.start));
}

static bool
is_cut(struct slice text)
{
    static const char32_t closers[] = U"”’」』）)》】\"'", ends[] = U"。！？!?…：:；;．.";
    for (size_t end = text.len; end > 0;) {
        size_t at = text_previous(text, end);
        char32_t code;
        text_decode(text.at + at, &code);
        bool closer = false;
        for (size_t i = 0; closers[i] != 0; i++)
            closer |= closers[i] == code;
        for (size_t i = 0; ends[i] != 0; i++)
            if (ends[i] == code)
                return false;
        if (!closer)
            return true;
        end = at;
    }
    return false;
}

/* The last line of a paragraph's text that is no whole notice of TO. */
static uint32_t
last_line(const struct issue *issue, const struct issue_paragraph *paragraph, const struct end *to)
{
    uint32_t last = paragraph->first_line;
    bool whole = is_whole(issue, to);
    for (uint32_t i = last; i != ISSUE_NO_LINE; i = issue_paragraph_next(issue, paragraph, i))
        last = i == to->line && whole ? last : i;
    return last;
}

static bool
was_cut(const struct issue *issue, const struct end *to)
{
    const struct issue_paragraph *paragraph = &issue->paragraphs[to->paragraph];
    bool prose = paragraph->kind == ISSUE_KIND_BODY || paragraph->kind == ISSUE_KIND_LIST || paragraph->kind == ISSUE_KIND_SPEECH;
    return prose && is_cut(without(issue, last_line(issue, paragraph, to), to));
}

static bool
same_keyword(struct slice a, struct slice b)
{
    if (a.len == 0 || a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if ((a.at[i] | 0x20) != (b.at[i] | 0x20))
            return false;
    return true;
}

/* How well they fit; below 0: not at all. */
static int
score_of(const struct issue *issue, const struct end *to, const struct end *from, const struct words *to_words, const struct words *from_words)
{
    if (from->line <= to->line || to->article == from->article || to->notice.page == from->notice.page)
        return -1;
    int score = shared_words(to_words, from_words);
    bool keywords = to->notice.word.len > 0 && from->notice.word.len > 0;
    if (keywords && !same_keyword(to->notice.word, from->notice.word))
        return -1;
    score += keywords ? SCORE_KEYWORD : 0;
    bool told = from->page != 0 && to->page != 0 && from->page != to->page;
    if (told && (to->notice.page != from->page || from->notice.page != to->page))
        return -1;
    score += told ? 2 * SCORE_PAGE : 0;
    struct slice head = headline_of(issue, &issue->articles[to->article]), other = headline_of(issue, &issue->articles[from->article]);
    if (head.len > 0 && other.len > 0) {
        struct words a = {{0}}, b = {{0}};
        add_words(&a, head);
        add_words(&b, other);
        score += shared_words(&a, &b);
    }
    return score + (was_cut(issue, to) ? SCORE_CUT : 0);
}

/* The best of COUNT scores that are STEP apart, if no other one comes near; NO_PAIR. */
static uint32_t
clear_best(const int *scores, size_t count, size_t step)
{
    int best = -1, next = -1;
    uint32_t index = NO_PAIR;
    for (uint32_t i = 0; i < count; i++) {
        int score = scores[i * step];
        if (score > best) {
            next = best;
            best = score;
            index = i;
        } else if (score > next) {
            next = score;
        }
    }
    return best >= 0 && (next < 0 || best >= next + MARGIN) ? index : NO_PAIR;
}

/* An article goes on once and is one part at most, and the part goes on below where it begins. */
static bool
may_pair(const struct job *job, const struct end *to, const struct end *from)
{
    uint32_t above = job->from_of[to->article], below = job->to_of[from->article];
    return job->to_of[to->article] == NO_PAIR && job->from_of[from->article] == NO_PAIR &&
           (above == NO_PAIR || job->from.at[above].line < to->line) && (below == NO_PAIR || job->to.at[below].line > from->line);
}

static void
pair_ends(struct job *job)
{
    const struct issue *issue = job->issue;
    struct ends *to = &job->to, *from = &job->from;
    int *scores = base_alloc_zero(to->count * from->count, sizeof *scores);
    struct words *words = base_alloc_zero(from->count, sizeof *words);
    for (size_t k = 0; k < from->count; k++)
        words[k] = words_of(issue, &from->at[k], true);
    for (size_t i = 0; i < to->count; i++) {
        struct words own = words_of(issue, &to->at[i], false);
        for (size_t k = 0; k < from->count; k++)
            scores[i * from->count + k] = score_of(issue, &to->at[i], &from->at[k], &own, &words[k]);
    }
    for (uint32_t i = 0; i < to->count; i++) {
        uint32_t k = clear_best(scores + i * from->count, from->count, 1);
        if (k == NO_PAIR || clear_best(scores + k, to->count, from->count) != i || !may_pair(job, &to->at[i], &from->at[k]))
            continue;
        to->at[i].other = k;
        from->at[k].other = i;
        job->to_of[to->at[i].article] = i;
        job->from_of[from->at[k].article] = k;
    }
    free(words);
    free(scores);
}

/* ---- one article of two */

/* A line that is the page's from now on, and no part of its paragraph. */
static void
give_to_page(struct issue *issue, uint32_t line)
{
    struct issue_line *at = &issue->lines[line];
    at->role = ISSUE_FURNITURE;
    at->join = ISSUE_JOIN_NONE;
    at->seam = at->lost = false;
}

static void
hide_notice(struct job *job, const struct end *end, bool from)
{
    struct issue *issue = job->issue;
    struct issue_line *line = &issue->lines[end->line];
    if (!issue_role_is_text(line->role))
        return; /* a line of the page, or a headline, which goes as a whole */
    if (!is_whole(issue, end)) {
        if (from)
            line->front_bytes = (uint8_t)end->notice.end;
        else
            line->back_bytes = (uint8_t)(issue_line_text(issue, end->line).len - end->notice.start);
        return;
    }
    struct issue_paragraph *paragraph = &issue->paragraphs[end->own];
    if (paragraph->first_line == end->line)
        job->dropped[end->own] = true;
    else
        paragraph->end_line = last_line(issue, paragraph, end) + 1;
    give_to_page(issue, end->line);
}

/* Can the second part's first paragraph go on with the first part's last one? Not if that goes on with one before it itself: a
   paragraph has two pieces at most. */
static bool
goes_on(const struct job *job, const struct end *to, const struct end *from)
{
    const struct issue *issue = job->issue;
    const struct issue_paragraph *last = &issue->paragraphs[to->paragraph], *first = &issue->paragraphs[from->paragraph];
    uint32_t part = job->from_of[to->article]; /* whose text may all be pictures */
    bool own = part == NO_PAIR || job->from.at[part].paragraph <= to->paragraph;
    return own && was_cut(issue, to) && !job->dropped[to->paragraph] && !job->dropped[from->paragraph] && first->kind == ISSUE_KIND_BODY && last->rest_first_line == last->rest_end_line &&
           first->rest_first_line == first->rest_end_line;
}

static void
join_paragraphs(struct job *job, const struct end *to, const struct end *from)
{
    struct issue *issue = job->issue;
    struct issue_paragraph *last = &issue->paragraphs[to->paragraph], *first = &issue->paragraphs[from->paragraph];
    uint32_t before = last_line(issue, last, to);
    struct issue_line *line = &issue->lines[first->first_line];
    struct slice a = without(issue, before, to), b = without(issue, first->first_line, from);
    char32_t end = text_last(a), start = text_first(b);
    bool cjk = text_is_cjk(end) || text_is_cjk(start) || text_is_han(start) || text_is_han(end);
    bool hyphen = end == '-' && a.len > 1 && start >= 'a' && start <= 'z';
    line->role = ISSUE_JOINED;
    line->join = cjk ? ISSUE_JOIN_BARE : hyphen ? ISSUE_JOIN_HYPHEN : ISSUE_JOIN_SPACE;
    line->seam = true;
    last->rest_first_line = first->first_line;
    last->rest_end_line = first->end_line;
    job->dropped[from->paragraph] = true;
}

/* What stood above the second part. A headline of its own is kept, inside the article; a repeated one is the page's. */
static void
take_heads(struct job *job, struct issue_article *head, const struct issue_article *part, bool cut, uint32_t *subhead)
{
    struct issue *issue = job->issue;
    struct words a = {{0}}, b = {{0}};
    struct slice own = headline_of(issue, part);
    add_words(&a, headline_of(issue, head));
    add_words(&b, own);
    struct notice notice;
    bool plain = own.len > 0 && !notice_find(issue_line_text(issue, part->headline_line), &notice);
    bool keep = plain && !cut && shared_words(&a, &b) < SAME_HEADLINE;
    for (uint32_t i = 0; i < part->head_count; i++)
        if (!keep || part->head_lines[i] != part->headline_line)
            give_to_page(issue, part->head_lines[i]);
    *subhead = keep ? part->headline_line : ISSUE_NO_LINE;
    if (keep)
        issue->lines[part->headline_line].role = ISSUE_SUBHEAD;
    if (part->byline_line == ISSUE_NO_LINE)
        return;
    if (head->byline_line == ISSUE_NO_LINE && head->byline.bytes == 0) {
        head->byline_line = part->byline_line;
        head->byline = part->byline;
        head->first_credit = part->first_credit;
        head->credit_count = part->credit_count;
    } else {
        give_to_page(issue, part->byline_line);
    }
}

/* ---- the issue, put together again */

struct assembly {
    struct issue_paragraph *paragraphs;
    size_t count, capacity;
};

static void
add_paragraph(struct assembly *assembly, struct issue_paragraph paragraph)
{
    assembly->paragraphs = base_grow(assembly->paragraphs, &assembly->capacity, assembly->count + 1, sizeof paragraph);
    assembly->paragraphs[assembly->count++] = paragraph;
}

/* The paragraphs FIRST up to END that are left. */
static void
add_paragraphs(struct job *job, struct assembly *assembly, uint32_t first, uint32_t end, bool rest)
{
    for (uint32_t i = first; i < end; i++) {
        struct issue_paragraph paragraph = job->issue->paragraphs[i];
        if (job->dropped[i])
            continue;
        if (rest)
            paragraph.lead_bytes = 0; /* no byline line shows it there */
        add_paragraph(assembly, paragraph);
    }
}

/* Where the part that begins at FROM ends, as paragraphs; its lines are END_LINE's and before. */
static uint32_t
split_line(const struct issue *issue, const struct end *from)
{
    const struct issue_article *article = &issue->articles[from->article];
    /* a part in the middle of an article begins with its notice */
    bool middle = from->paragraph > article->first_paragraph && from->line > issue->paragraphs[article->first_paragraph].first_line;
    return middle ? from->line : article->first_line;
}

static void
count_article(const struct issue *issue, const struct issue_paragraph *paragraphs, struct issue_article *article)
{
    article->han = article->words = 0;
    for (uint32_t i = 0; i < article->paragraph_count; i++) {
        const struct issue_paragraph *paragraph = &paragraphs[article->first_paragraph + i];
        for (uint32_t line = paragraph->first_line; line != ISSUE_NO_LINE; line = issue_paragraph_next(issue, paragraph, line)) {
            struct text_count count = text_count(issue_line_words(issue, line));
            article->han += (uint32_t)count.han;
            article->words += (uint32_t)count.words;
        }
    }
}

/* Follows the story from TO on, part after part. */
static void
add_rests(struct job *job, struct assembly *assembly, struct issue_article *article, uint32_t to)
{
    struct issue *issue = job->issue;
    while (to != NO_PAIR) {
        const struct end *end = &job->to.at[to], *from = &job->from.at[end->other];
        const struct issue_article part = issue->articles[from->article];
        uint32_t first_line = split_line(issue, from), subhead = ISSUE_NO_LINE;
        bool whole = first_line == part.first_line;
        if (whole)
            take_heads(job, article, &part, end->cut, &subhead);
        article->rests[article->rest_count++] = (struct issue_range){first_line, part.end_line};
        if (subhead != ISSUE_NO_LINE)
            add_paragraph(assembly, (struct issue_paragraph){.first_line = subhead, .end_line = subhead + 1, .kind = ISSUE_KIND_SUBHEAD});
        add_paragraphs(job, assembly, whole ? part.first_paragraph : from->paragraph, part.first_paragraph + part.paragraph_count, true);
        to = job->to_of[from->article];
    }
}

/* A story is at most as long as an article has room for; what is too much stays by itself. */
static void
limit_stories(struct job *job)
{
    for (uint32_t a = 0; a < job->issue->article_count; a++) {
        uint32_t to = job->from_of[a] == NO_PAIR ? job->to_of[a] : NO_PAIR; /* the first part only */
        for (int parts = 0; to != NO_PAIR; parts++) {
            struct end *from = &job->from.at[job->to.at[to].other];
            if (parts == ISSUE_RESTS_MAX) {
                job->to_of[job->to.at[to].article] = NO_PAIR;
                job->from_of[from->article] = NO_PAIR;
                job->to.at[to].other = from->other = NO_PAIR;
                break;
            }
            to = job->to_of[from->article];
        }
    }
}

static void
rebuild(struct job *job)
{
    struct issue *issue = job->issue;
    struct assembly assembly = {NULL, 0, 0};
    struct issue_article *articles = base_alloc_zero(issue->article_count, sizeof *articles);
    size_t count = 0;
    for (uint32_t a = 0; a < issue->article_count; a++) {
        struct issue_article article = issue->articles[a];
        const struct end *from = job->from_of[a] != NO_PAIR ? &job->from.at[job->from_of[a]] : NULL;
        uint32_t first_line = from != NULL ? split_line(issue, from) : ISSUE_NO_LINE;
        if (first_line == article.first_line)
            continue; /* it is all somebody else's rest */
        uint32_t end = from != NULL ? from->paragraph : article.first_paragraph + article.paragraph_count;
        uint32_t first = (uint32_t)assembly.count;
        if (from != NULL)
            article.end_line = first_line;
        add_paragraphs(job, &assembly, article.first_paragraph, end, false);
        if (from == NULL)
            add_rests(job, &assembly, &article, job->to_of[a]);
        article.first_paragraph = first;
        article.paragraph_count = (uint32_t)(assembly.count - first);
        count_article(issue, assembly.paragraphs, &article);
        articles[count++] = article;
    }
    free(issue->articles);
    free(issue->paragraphs);
    issue->articles = articles;
    issue->article_count = count;
    issue->paragraphs = assembly.paragraphs;
    issue->paragraph_count = assembly.count;
}

static size_t
apply_pairs(struct job *job)
{
    size_t pairs = 0;
    for (size_t i = 0; i < job->to.count; i++) {
        struct end *to = &job->to.at[i];
        if (to->other == NO_PAIR)
            continue;
        hide_notice(job, to, false);
        hide_notice(job, &job->from.at[to->other], true);
        pairs++;
    }
    for (size_t i = 0; i < job->to.count; i++) {
        struct end *to = &job->to.at[i];
        to->cut = to->other != NO_PAIR && goes_on(job, to, &job->from.at[to->other]);
        if (to->cut)
            join_paragraphs(job, to, &job->from.at[to->other]);
    }
    return pairs;
}

void
continued_join(struct issue *issue)
{
    struct job *job = base_alloc_zero(1, sizeof *job);
    job->issue = issue;
    find_notices(job);
    if (job->to.count > 0 && job->from.count > 0 && job->to.count <= NOTICES_MAX && job->from.count <= NOTICES_MAX) {
        job->dropped = base_alloc_zero(issue->paragraph_count, sizeof *job->dropped);
        job->to_of = base_alloc(issue->article_count * sizeof *job->to_of);
        job->from_of = base_alloc(issue->article_count * sizeof *job->from_of);
        for (size_t a = 0; a < issue->article_count; a++)
            job->to_of[a] = job->from_of[a] = NO_PAIR;
        pair_ends(job);
        limit_stories(job);
        if (apply_pairs(job) > 0)
            rebuild(job);
        free(job->from_of);
        free(job->to_of);
        free(job->dropped);
    }
    free(job);
}
