/* Datelines: 本报讯, 新华社北京3月1日电 (记者 某某), 【本報訊】, 【東京＝某某】, HARROWMERE, March 13 -.
 *
 * What stands in front of an article's text and says where it came from; who wrote it may stand in it. Only
 * the beginning of a line is looked at. A lead is known by its form, hardly by a paper's name.
 */
#include "parser/byline/byline.h"

enum { WIRE_POINTS_MAX = 40, AGENCY_POINTS_MAX = 14, CITY_POINTS_MAX = 20, LONE_NAMES_MAX = 16 };

/* The first characters of a line without blanks: 本报 讯 is 本报讯. */
struct head {
    struct slice text;
    char32_t code[LEAD_POINTS_MAX + 1]; /* 0 after the last */
    size_t at[LEAD_POINTS_MAX + 1];     /* byte of each; of what follows the last */
    size_t count;
};

static const char32_t *const agencies[] = {
    U"本报", U"本報",   U"本刊",   U"本台",   U"本社",   U"本网",   U"本網",
    U"本站", U"新华社", U"新華社", U"中新社", U"中央社", U"中通社",
};
/* In brackets, where hardly anything else stands: 【路透東京電】. */
static const char32_t *const wires[] = {
    U"路透", U"法新", U"美聯", U"美联", U"彭博", U"共同", U"時事", U"时事", U"綜合", U"综合", U"専", U"專", U"专",
};

static void
take_head(struct slice text, struct head *head)
{
    size_t at = 0, count = 0;
    while (at < text.len && count < LEAD_POINTS_MAX) {
        size_t start = at;
        char32_t code = text_point(text, at, &at);
        if (text_is_common_han(code) || !text_is_space(code)) {
            head->at[count] = start;
            head->code[count++] = code;
        }
    }
    head->text = text;
    head->at[count] = at;
    head->code[count] = 0;
    head->count = count;
}

static size_t
word_at(const struct head *head, size_t at, const char32_t *word)
{
    size_t len = 0;
    for (; word[len] != 0; len++)
        if (at + len >= head->count || head->code[at + len] != word[len])
            return 0;
    return len;
}

/* Just after character AT - 1: the byte there. */
static size_t
byte_after(const struct head *head, size_t at)
{
    char32_t code;
    return at == 0 ? 0 : head->at[at - 1] + text_decode(head->text.at + head->at[at - 1], &code);
}

static bool
blank_before(const struct head *head, size_t at)
{
    return head->at[at] > byte_after(head, at);
}

/* White space at AT, and a colon or dash that ends a lead. */
static size_t
skip_gap(struct slice text, size_t at)
{
    while (at < text.len) {
        char32_t code;
        size_t len = text_decode(text.at + at, &code);
        if (!text_is_space(code) && !text_among(code, U":：—―"))
            break;
        at += len;
    }
    return at;
}

/* The character that closes the bracket OPEN; 0: it opens nothing. */
static char32_t
closer_of(char32_t open)
{
    static const char32_t opens[] = U"(（【〔［[", closes[] = U")）】〕］]";
    for (size_t i = 0; opens[i] != 0; i++)
        if (opens[i] == open)
            return closes[i];
    return 0;
}

/* After the bracket at AT, or 0; half and full width may be mixed. */
static size_t
bracket_end(const struct head *head, size_t at)
{
    char32_t close = at < head->count ? closer_of(head->code[at]) : 0;
    bool round = close == ')' || close == U'）';
    for (size_t i = at + 1; close != 0 && i < head->count; i++) {
        if (head->code[i] == close || (round && (head->code[i] == ')' || head->code[i] == U'）')))
            return i + 1;
    }
    return 0;
}

static struct slice
between(const struct head *head, size_t start, size_t end)
{
    size_t behind = byte_after(head, end); /* before START: a blank in empty brackets */
    return slice_make(head->text.at + head->at[start], behind > head->at[start] ? behind - head->at[start] : 0);
}

static struct issue_span
span_of(const struct head *head, size_t start, size_t end)
{
    return (struct issue_span){(uint32_t)head->at[start], (uint32_t)(byte_after(head, end) - head->at[start])};
}

/* ---- wires: 本报讯, 南湾日报讯, 新华社北京3月1日电 */

/* Characters of a wire word at AT. */
static size_t
wire_word(const struct head *head, size_t at)
{
    size_t len = word_at(head, at, U"消息");
    if (at > 0 && text_among(head->code[at - 1], U"通资資音喜视視"))
        return 0; /* 通讯 */
    return len > 0 ? len : at < head->count && text_among(head->code[at], U"讯訊电電");
}

/* Does 讯 or 电, before AT, begin a word of ordinary text: 讯息, 电话? */
static bool
goes_on(const struct head *head, size_t at)
{
    bool news = text_among(head->code[at - 1], U"讯訊");
    return text_among(
        head->code[at],
        news ? U"息号號问問"
             : U"话話视視影子脑腦力台臺网網信讯訊文报報邮郵池站厂廠气氣器压壓线線流灯燈梯源磁商动動缆纜机機价價");
}

/* A gap, a bracket, a colon, a dash or nothing: a wire word ends there. */
static bool
stops(const struct head *head, size_t at)
{
    return at >= head->count || blank_before(head, at) || text_among(head->code[at], U"(（:：—【〔［】〕］");
}

/* The agency at AT: after it, or 0. A paper's or an agency's name ends in 报 or 社; WORD is where the wire word stands. */
static size_t
agency_end(const struct head *head, size_t at, size_t word, bool *certain)
{
    for (size_t i = 0; i < BASE_COUNT(agencies); i++) {
        size_t len = word_at(head, at, agencies[i]);
        *certain = len > 0;
        if (len > 0)
            return at + len;
    }
    for (size_t i = word; i > at + 1; i--)
        if (i - at <= AGENCY_POINTS_MAX && text_among(head->code[i - 1], U"报報社网網台臺"))
            return i;
    return 0;
}

/* After the wire that begins at AT, or 0. Up to END, characters of which all are looked at. */
static size_t
wire_end(const struct head *head, size_t at)
{
    static const char32_t *const sources[] = {U"均据", U"据", U"據", U"综合", U"綜合"};
    for (size_t i = 0, len; i < BASE_COUNT(sources); i++)
        if ((len = word_at(head, at, sources[i])) > 0) {
            at += len;
            break;
        }
    for (size_t word = at + 1; word < head->count && word < at + WIRE_POINTS_MAX; word++) {
        if (!text_is_common_han(head->code[word]) && text_among(head->code[word], U"，。,、；;：:！？!?“”\"（(《【"))
            return 0;
        if (!text_among(head->code[word], U"消讯訊电電"))
            continue;
        size_t len = wire_word(head, word), end = word + len;
        bool certain = false;
        size_t agency = len > 0 ? agency_end(head, at, word, &certain) : 0;
        if (agency == 0 || word - agency > CITY_POINTS_MAX)
            continue;
        bool direct = agency == word, dated = head->code[word - 1] == U'日' && word - agency >= 2;
        bool stop = stops(head, end);
        if (stop && (certain || direct || dated))
            return end;
        /* the gap may be lost: 本报讯天气转晴 */
        if (certain && (direct || dated) && head->code[word] != U'消' && !text_among(head->code[end], U"，,。、的") &&
            !goes_on(head, end))
            return end;
    }
    return 0;
}

/* ---- reporters: 记者某某报道： */

/* After 记者某某报道 at AT, which may stand before a colon; 0: there is none. WHO is the part with the names. */
static size_t
report_end(const struct head *head, size_t at, struct issue_span *who)
{
    static const char32_t *const ends[] = {U"摄影报道", U"攝影報導", U"綜合報導", U"综合报道",
                                           U"报道",     U"報道",     U"報導",     U"报导"};
    static const char32_t marks[] = U"。；;：:！？!?“”\"（(《";
    for (size_t i = at + 2; i < head->count && (text_is_common_han(head->code[i]) || !text_among(head->code[i], marks));
         i++) {
        if (!text_among(head->code[i], U"报報摄攝综綜"))
            continue;
        for (size_t k = 0; k < BASE_COUNT(ends); k++) {
            size_t len = word_at(head, i, ends[k]), end = i + len;
            if (len == 0)
                continue;
            if (end < head->count && !blank_before(head, end) && !text_among(head->code[end], U":：—，,"))
                return 0;
            struct byline_names names;
            names_read(between(head, at, end), false, &names);
            struct slice words = between(head, at, i);
            bool reporter = slice_find(words, "记者") < words.len || slice_find(words, "記者") < words.len;
            if (names.roles == 0 || names.count == 0 || names.unknown > 0 || (names.weak > 0 && !reporter))
                return 0;
            /* 记者某某今日从渡口报道: a sentence */
            names_read(words, false, &names);
            if (names.together > 0)
                return 0;
            *who = span_of(head, at, i);
            return end;
        }
    }
    return 0;
}

/* What follows the reporters of a sentence that begins the text: 记者某某从渡口获悉 */
static bool
is_followed(const struct head *head, size_t at)
{
    return at < head->count && text_among(head->code[at], U"从從在今昨近日赴自就向对對获獲了报報：:");
}

/* After the certain name at AT that ends a list or has a mark behind it; 0: there is none. */
static size_t
name_end(const struct head *head, size_t at)
{
    for (size_t len = 4; len >= 2; len--)
        if (at + len < head->count && people_is_strict(head->code + at, len) &&
            !text_among(head->code[at + len - 1], U"从從在向") &&
            (is_followed(head, at + len) || text_among(head->code[at + len], U"、，,")))
            return at + len;
    return 0;
}

/* 记者某某、某某，新华社记者某某 at AT, and then a sentence of which they are the subject: 从渡口获悉. After the last name, or 0. */
static size_t
subject_end(const struct head *head, size_t at)
{
    for (size_t from = at; from < head->count && from - at < WIRE_POINTS_MAX;) {
        size_t role = from;
        while (role < head->count && role - from <= AGENCY_POINTS_MAX && word_at(head, role, U"记者") == 0 &&
               word_at(head, role, U"記者") == 0 && !text_among(head->code[role], U"，。、；：（(“《"))
            role++;
        if (word_at(head, role, U"记者") == 0 && word_at(head, role, U"記者") == 0)
            return 0;
        size_t name = role + 2, end;
        while ((end = name_end(head, name)) > 0 && head->code[end] == U'、')
            name = end + 1;
        if (end == 0 || is_followed(head, end))
            return end;
        from = end + 1;
    }
    return 0;
}

/* ---- brackets */

/* Behind a dateline nothing else is so short: 中新社临川3月16日电(田一麦 沈小禾) */
static bool
is_people(struct slice inside)
{
    struct byline_names names;
    if (surname_rank(text_first(inside)) < SURNAME_KNOWN || text_points(inside) > LONE_NAMES_MAX ||
        !names_read_whole(inside, &names))
        return false;
    return names.count > 0 && names_authors(&names) == names.count && names.odd == 0 && names.offices == 0 &&
           names.brackets == 0;
}

/* 环海在线报道（记者某某）： the bracket at AT, with a source before it; 0: there is none. */
static size_t
bracket_behind_source(const struct head *head)
{
    for (size_t i = 3; i < CITY_POINTS_MAX && i < head->count; i++) {
        if (text_among(head->code[i], U"，。；：！？“《,:;!?\"") || text_among(head->code[i - 3], U"，,"))
            return 0;
        if (!text_among(head->code[i], U"(（"))
            continue;
        bool reports =
            word_at(head, i - 2, U"报道") + word_at(head, i - 2, U"報導") + word_at(head, i - 2, U"報道") > 0;
        return reports || text_among(head->code[i - 1], U"讯訊电電") ? i : 0;
    }
    return 0;
}

/* A role and somebody in it: 记者 某某. */
static bool
is_credit(struct slice inside)
{
    struct byline_names names;
    if (!role_may_be_in(inside))
        return false;
    names_read(inside, false, &names);
    if (names.roles == 0 || names.unknown > names.offices || names.count + names.offices == 0)
        return false;
    for (size_t i = 0; i < names.count; i++)
        if (names.name[i].duty == DUTY_AUTHOR)
            return true;
    return false;
}

/* 田一麥／台北報導: no role, but a city and what was done there. */
static bool
is_report(struct slice inside)
{
    struct byline_names names;
    if ((!slice_ends(inside, "報導") && !slice_ends(inside, "报道")) ||
        (!slice_has(inside, "／") && !slice_has(inside, "/")) || !names_read_whole(inside, &names))
        return false;
    return names.count > 0 && names.weak == 0;
}

/* 【本報訊】, （中央社台北13日電）, 【時事】: is what stands between START and END a source? */
static bool
is_source(const struct head *head, size_t start, size_t end)
{
    size_t len = end - start;
    if (len < 2 || len > WIRE_POINTS_MAX)
        return false;
    if (wire_end(head, start) == end)
        return true;
    /* 【台北訊】 */
    if (len >= 3 && len <= 5 && text_among(head->code[0], U"【〔") && text_among(head->code[end - 1], U"訊讯") &&
        !text_among(head->code[end - 2], U"快简簡短通资資喜"))
        return true;
    static const char32_t *const ends[] = {U"電",   U"电",   U"訊",   U"讯",   U"報道",
                                           U"报道", U"報導", U"共同", U"時事", U"ロイター"};
    for (size_t i = 0; i < BASE_COUNT(ends); i++) {
        size_t word = 0;
        while (ends[i][word] != 0)
            word++;
        if (word > len || word_at(head, end - word, ends[i]) == 0)
            continue;
        bool reports = text_among(ends[i][0], U"報报");
        if (word > 1 && !reports && len > word && len <= CITY_POINTS_MAX / 2 + word)
            return true;
        /* 【星河日報報道】, but 【连续报道】 */
        if (reports && len > word &&
            (text_among(head->code[end - word - 1], U"報报社台臺網网") || text_among(head->code[start], U"本")))
            return true;
        for (size_t k = 0; k < BASE_COUNT(wires); k++)
            if (word_at(head, start, wires[k]) > 0)
                return true;
        /* 【明報專訊】 */
        if (word < len && text_among(head->code[end - word - 1], U"專专"))
            return true;
    }
    return false;
}

/* 東京＝山田太郎: where the name begins, or 0. */
static size_t
name_behind_city(const struct head *head, size_t start, size_t end)
{
    for (size_t i = start + 1; i + 2 < end && i - start <= 10; i++)
        if (text_among(head->code[i], U"＝=") ||
            (head->code[i] == U'・' && people_is_strict(head->code + i + 1, end - i - 1)))
            return end - i - 1 <= 12 ? i + 1 : 0;
    return 0;
}

/* The bracket with which the line begins. Returns where the lead goes on, or 0. */
static size_t
read_bracket(const struct head *head, struct lead *lead)
{
    size_t end = bracket_end(head, 0), name;
    if (end == 0)
        return 0;
    struct slice inside = between(head, 1, end - 1);
    if (end > 2 && (is_credit(inside) || is_report(inside))) {
        bool certain;
        size_t agency = agency_end(head, 1, 1, &certain);
        if (agency > 0)
            lead->source = span_of(head, 1, agency);
        lead->byline = span_of(head, 1, end - 1);
    } else if (end > 2 && is_source(head, 1, end - 1)) {
        lead->source = span_of(head, 1, end - 1);
    } else if ((name = name_behind_city(head, 1, end - 1)) > 0 && head->code[0] != '(') {
        lead->source = span_of(head, 1, name - 1);
        lead->byline = span_of(head, name, end - 1);
    } else {
        return 0;
    }
    return end;
}

/* ---- a lead */

/* Can TEXT, which begins with no bracket, begin with a lead? Only with a wire word or 报道 in front of the first mark that
   ends the search for both. */
static bool
may_lead(struct slice text)
{
    /* the characters that begin such a word, by their low bits, in which they differ, and by those of their last bytes */
    static const bool last[64] = {
        [U'讯' & 63] = true, [U'訊' & 63] = true, [U'电' & 63] = true, [U'電' & 63] = true,
        [U'消' & 63] = true, [U'报' & 63] = true, [U'報' & 63] = true, [U'摄' & 63] = true,
        [U'攝' & 63] = true, [U'综' & 63] = true, [U'綜' & 63] = true,
    };
    static const uint16_t words[256] = {
        [U'讯' & 255] = U'讯', [U'訊' & 255] = U'訊', [U'电' & 255] = U'电', [U'電' & 255] = U'電',
        [U'消' & 255] = U'消', [U'报' & 255] = U'报', [U'報' & 255] = U'報', [U'摄' & 255] = U'摄',
        [U'攝' & 255] = U'攝', [U'综' & 255] = U'综', [U'綜' & 255] = U'綜',
    };
    static const char32_t ends[] = U"，。；;：:！？!?“”\"（(《";
    for (size_t points = 0, at = 0; at < text.len && points < LEAD_POINTS_MAX;) {
        if (text_is_common_han_at(text.at + at)) {
            char32_t han = text_common_han(text.at + at);
            if (last[han & 63] && words[han & 255] == han)
                return true;
            points++;
            at += 3;
            continue;
        }
        char32_t code = text_point(text, at, &at);
        points += !text_is_space(code);
        if (points > 2 && text_among(code, ends)) /* 文：记者某某报道 */
            return false;
    }
    return false;
}

struct lead
lead_read(struct slice text)
{
    struct lead lead = {0};
    char32_t first = text_first(text);
    if (korean_has(text))
        return korean_lead(text);
    if (first < 0x80 && (first != '(' && first != '['))
        return (first >= 'A' && first <= 'Z') ? latin_lead(text) : lead;
    if (closer_of(first) == 0 && !may_lead(text))
        return lead;
    struct head head;
    take_head(text, &head);
    if (first == '(' && head.count > 1 && head.code[1] < 0x80)
        return latin_lead(text);
    size_t at = 0, end;
    if (closer_of(first) != 0) {
        at = read_bracket(&head, &lead);
        if (at == 0)
            return (struct lead){0};
    } else if ((at = wire_end(&head, 0)) > 0) {
        lead.source = span_of(&head, 0, at);
        struct slice source = between(&head, 0, at); /* 中央社記者某某台北12日電 */
        bool certain;
        if ((slice_find(source, "記者") < source.len || slice_find(source, "记者") < source.len) && is_credit(source)) {
            lead.byline = lead.source;
            if ((end = agency_end(&head, 0, 0, &certain)) > 0)
                lead.source = span_of(&head, 0, end);
        }
    } else if ((end = bracket_behind_source(&head)) > 0 && bracket_end(&head, end) > 0 &&
               is_credit(between(&head, end + 1, bracket_end(&head, end) - 1))) {
        at = end;
        lead.source = span_of(&head, 0, at);
    }
    /* a second bracket: 本报讯（记者某某）, 央视网消息（新闻联播） */
    if (at > 0 && lead.byline.bytes == 0 && (end = bracket_end(&head, at)) > 0) {
        struct slice inside = between(&head, at + 1, end - 1);
        bool spaced = slice_find(inside, "记 者") < inside.len || slice_find(inside, "記 者") < inside.len;
        bool who = spaced || role_may_be_in(inside) ? is_credit(inside) || byline_is_names(inside) : is_people(inside);
        if (who)
            lead.byline = span_of(&head, at + 1, end - 1);
        else
            lead.source.bytes = (uint32_t)(byte_after(&head, end) - lead.source.start_byte);
        at = end;
    }
    if (lead.byline.bytes == 0 && (end = report_end(&head, at, &lead.byline)) > 0)
        at = end;
    /* it stays where it is: the sentence needs its subject */
    if (lead.byline.bytes == 0 && (end = subject_end(&head, at)) > 0)
        lead.subject = span_of(&head, at, end);
    size_t bytes = byte_after(&head, at);
    if (at == 0)
        return lead;
    /* a bracket that is the whole line is a signature, not a lead */
    if (bytes == text.len && (closer_of(first) != 0 || lead.source.bytes == 0))
        return (struct lead){0};
    lead.bytes = skip_gap(text, bytes);
    return lead;
}
