/* Turns of an interview: paragraphs that begin with who speaks.
 *
 * One 地点： or 他说： proves nothing. What does is that they answer one another: someone asks (记者, 问, Q) and someone
 * answers, twice at least or with a question mark, or two names take turns and ask. Japanese papers begin a question with
 * ―― and name nobody.
 */
#include "parser/kinds/kinds.h"

#include <stdlib.h>

enum {
    SPEAKERS_MAX = 16,
    PREFIX_POINTS_MAX = 12,
    LATIN_PREFIX_MAX = 24,
    ANSWER_LINES_MAX = 6,
    TALK_TURNS_MIN = 4,
    NAME_BYTES_AT_MOST = 52
};

/* How a paragraph begins. */
struct turn {
    size_t name_bytes; /* 0: with no speaker */
    size_t bytes;      /* with the colon and the blanks after it */
    bool asks;         /* by the name: 记者 */
    bool dash;         /* ―― */
};

struct speaker {
    struct slice name;
    bool asks; /* 记者, 问, Q */
    bool certain;
    unsigned turns, questions;
    unsigned answers;       /* turns right below somebody else's */
    unsigned answers_asked; /* ... below one of who asks */
};

struct speakers {
    struct speaker at[SPEAKERS_MAX];
    size_t count;
    unsigned dashes; /* questions that begin with ―― */
};

static bool
is_one_of(struct slice name, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (slice_equal(name, slice_of(words[i])))
            return true;
    return false;
}

/* Q1, 问2 */
static struct slice
without_number(struct slice name)
{
    while (name.len > 0 && text_is_digit(text_last(name)))
        name.len = text_previous(name, name.len);
    return text_trim(name);
}

static bool
is_answerer(struct slice name)
{
    static const char *const answerers[] = {"答", "A",    "Ａ",     "ANSWER", "回答", "答え",
                                            "답", "답변", "受访者", "受訪者", "嘉宾", "嘉賓"};
    return is_one_of(without_number(name), answerers, BASE_COUNT(answerers));
}

static bool
is_asker(struct slice name)
{
    static const char *const askers[] = {"记者",   "記者",   "问",       "問",       "本报记者",   "本報記者", "主持人",
                                         "采访者", "採訪者", "提问",     "提問",     "编辑",       "編輯",     "編集部",
                                         "質問",   "聞き手", "司会",     "Q",        "Ｑ",         "기자",     "질문",
                                         "문",     "진행자", "QUESTION", "REPORTER", "INTERVIEWER"};
    return is_one_of(without_number(name), askers, BASE_COUNT(askers));
}

/* 他说： is a sentence, 图片： and 地点： are labels. */
static bool
is_no_speaker(struct slice name)
{
    static const char *const verbs[] = {"说", "說",   "道",   "指出", "表示", "认为", "認為", "称",
                                        "稱", "写道", "寫道", "问道", "有",   "是",   "为",   "為",
                                        "下", "如下", "说法", "强调", "介绍", "批示"};
    static const char *const labels[] = {"图片",   "圖片",   "照片", "图",   "圖",   "时间", "時間", "地点", "地點",
                                         "地址",   "电话",   "電話", "日期", "日時", "場所", "会場", "主办", "主辦",
                                         "编者按", "編者按", "注",   "附",   "备注", "備註", "来源", "來源", "资料",
                                         "編者註", "일시",   "장소", "시간", "문의", "전화", "주소", "제목", "NOTE",
                                         "PHOTO",  "PHOTOS", "PS",   "TEL",  "FAX"};
    if (is_one_of(name, labels, BASE_COUNT(labels)))
        return true;
    for (size_t i = 0; i < BASE_COUNT(verbs); i++)
        if (slice_ends(name, verbs[i]) && name.len > strlen(verbs[i]))
            return true;
    return false;
}

/* The name before a colon, of ideographs and kana or all in capitals; 0 bytes: there is none. */
static size_t
name_bytes(struct slice text, char32_t *colon)
{
    size_t points = 0, letters = 0, cjk = 0;
    for (size_t at = 0; at < text.len && points <= (cjk > 0 ? PREFIX_POINTS_MAX : LATIN_PREFIX_MAX); points++) {
        char32_t code;
        size_t len = text_decode(text.at + at, &code);
        bool capital = (code >= 'A' && code <= 'Z') || (code >= 0xFF21 && code <= 0xFF3A);
        *colon = code;
        if (code == ':' || code == U'：' || (code == '.' && at == 1 && (text.at[0] == 'Q' || text.at[0] == 'A')))
            return cjk > 0 ? (points <= PREFIX_POINTS_MAX ? at : 0) : letters > 0 ? at : 0;
        bool inside = points > 0 &&
                      (code == ' ' || code == '.' || code == '\'' || code == '-' || code == U'·' || code == 0x3000 ||
                       code == U'・' || code == U'（' || code == U'）' || code == '(' || code == ')');
        inside |= points > 0 && text_is_digit(code); /* Q1 */
        bool wide = text_is_han(code) || text_is_kana(code) || text_is_hangul(code);
        cjk += wide;
        letters += capital;
        if (!capital && !inside && !wide)
            return 0;
        at += len;
    }
    return 0;
}

static struct slice
name_of(struct slice text, const struct turn *turn)
{
    return text_trim(slice_make(text.at, turn->name_bytes));
}

/* 記者 ──: dashes for a colon, behind a short name; where the text begins, or 0. */
static size_t
dashed_bytes(struct slice text, size_t *name)
{
    static const char *const dashes[] = {"――", "——", "──", "--"};
    size_t at = 0, next;
    for (size_t points = 0; at < text.len && points < PREFIX_POINTS_MAX / 2; points++, at = next) {
        char32_t code = text_point(text, at, &next);
        if (!text_is_han(code) && !text_is_kana(code) && !text_is_upper(code))
            break;
    }
    size_t start = text_skip_blanks(text, at);
    struct slice word = slice_make(text.at, at);
    bool sure = is_asker(word) || is_answerer(word);
    for (size_t i = 0; at > 0 && (sure || at > 3) && i < BASE_COUNT(dashes); i++)
        if (slice_starts(slice_from(text, start), dashes[i])) {
            *name = at;
            return text_skip_blanks(text, start + strlen(dashes[i]));
        }
    return 0;
}

/* Cheap: false where neither a colon nor dashes stand near the beginning. */
static bool
may_begin_turn(struct slice text)
{
    /* dashes begin with E2, and ： with EF, which other marks do */
    static const bool signs[UINT8_MAX + 1] = {[':'] = true, ['.'] = true, ['-'] = true, [0xE2] = true, [0xEF] = true};
    size_t end = text.len < NAME_BYTES_AT_MOST ? text.len : NAME_BYTES_AT_MOST;
    for (size_t at = 0; at < end; at++)
        if (signs[(unsigned char)text.at[at]] &&
            (text.at[at] != '\xEF' || (at + 2 < text.len && text.at[at + 2] == '\x9A')))
            return true;
    return false;
}

static struct turn
turn_of(struct slice text)
{
    struct turn turn = {0};
    if (!may_begin_turn(text))
        return turn;
    char32_t colon;
    for (size_t i = 0; i < 3 && !turn.dash; i++) {
        static const char *const dashes[] = {"――", "——", "──"};
        turn.dash = slice_starts(text, dashes[i]);
        turn.bytes = turn.dash ? text_skip_blanks(text, strlen(dashes[i])) : 0;
    }
    size_t name = turn.dash ? 0 : name_bytes(text, &colon);
    if (!turn.dash && name == 0 && (turn.bytes = dashed_bytes(text, &name)) > 0) {
        turn.name_bytes = name;
        turn.asks = is_asker(name_of(text, &turn));
        return turn;
    }
    if (name == 0 || is_no_speaker(text_trim(slice_make(text.at, name))))
        return turn;
    turn.name_bytes = name;
    turn.bytes = text_skip_blanks(text, name + text_decode(text.at + name, &colon));
    turn.asks = is_asker(name_of(text, &turn));
    return turn;
}

static bool
is_question(struct slice text)
{
    static const char *const ends[] = {"？", "?", "？”", "？」", "か。", "か", "?”", "?\"", "？』", "……？"};
    for (size_t i = 0; i < BASE_COUNT(ends); i++)
        if (slice_ends(text, ends[i]))
            return true;
    return false;
}

static struct speaker *
speaker_of(struct speakers *speakers, struct slice name)
{
    for (size_t i = 0; i < speakers->count; i++)
        if (slice_equal(speakers->at[i].name, name))
            return &speakers->at[i];
    if (speakers->count == SPEAKERS_MAX)
        return NULL;
    struct speaker *speaker = &speakers->at[speakers->count++];
    *speaker = (struct speaker){.name = name, .asks = is_asker(name)};
    return speaker;
}

static bool
may_be_turn(const struct issue_paragraph *paragraph)
{
    return (paragraph->kind == ISSUE_KIND_BODY || paragraph->kind == ISSUE_KIND_LIST) && paragraph->lead_bytes == 0;
}

static void
count_turns(const struct issue *issue, size_t first, size_t end, struct speakers *speakers)
{
    struct speaker *above = NULL;
    for (size_t i = first; i < end; i++) {
        const struct issue_paragraph *paragraph = &issue->paragraphs[i];
        struct slice text = issue_line_text(issue, paragraph->first_line);
        struct turn turn = may_be_turn(paragraph) ? turn_of(text) : (struct turn){0};
        bool question = turn.bytes > 0 && is_question(issue_line_text(issue, paragraph->end_line - 1));
        speakers->dashes += turn.dash && question;
        struct speaker *speaker = turn.name_bytes > 0 ? speaker_of(speakers, name_of(text, &turn)) : NULL;
        if (speaker != NULL) {
            speaker->turns++;
            speaker->questions += question;
            speaker->answers += above != NULL && above != speaker;
            speaker->answers_asked += above != NULL && above != speaker && above->asks;
        }
        above = speaker;
    }
}

/* Who speaks for certain; whether anybody does. */
static bool
judge(struct speakers *speakers)
{
    unsigned asked = 0, questions = 0, answered = 0, takers = 0, turns = 0, taken_questions = 0;
    for (size_t i = 0; i < speakers->count; i++) {
        const struct speaker *speaker = &speakers->at[i];
        asked += speaker->asks ? speaker->turns : 0;
        questions += speaker->asks ? speaker->questions : 0;
        answered += speaker->asks ? 0 : speaker->answers_asked;
        bool takes = speaker->turns > 1 && speaker->answers > 0;
        takers += takes;
        turns += takes ? speaker->turns : 0;
        taken_questions += takes ? speaker->questions : 0;
    }
    bool interview = asked > 1 ? questions > 0 || answered > 1 : asked == 1 && questions == 1 && answered > 0;
    bool talk = takers > 1 && turns > 3 && taken_questions > 1;
    for (size_t i = 0; i < speakers->count; i++) {
        struct speaker *speaker = &speakers->at[i];
        speaker->certain = (interview && (speaker->asks || speaker->answers_asked > 0)) ||
                           (talk && speaker->turns > 1 && speaker->answers > 0);
    }
    return interview || talk || speakers->dashes > 1;
}

void
speech_find(struct issue *issue, size_t first, size_t end)
{
    struct speakers speakers = {.count = 0};
    count_turns(issue, first, end, &speakers);
    if (!judge(&speakers))
        return;
    for (size_t i = first; i < end; i++) {
        struct issue_paragraph *paragraph = &issue->paragraphs[i];
        struct slice text = issue_line_text(issue, paragraph->first_line);
        struct turn turn = may_be_turn(paragraph) ? turn_of(text) : (struct turn){0};
        const struct speaker *speaker = turn.name_bytes > 0 ? speaker_of(&speakers, name_of(text, &turn)) : NULL;
        bool asks = turn.dash && speakers.dashes > 1 && is_question(issue_line_text(issue, paragraph->end_line - 1));
        if (asks || (speaker != NULL && speaker->certain)) {
            paragraph->kind = ISSUE_KIND_SPEECH;
            paragraph->speaker_bytes = (uint16_t)turn.bytes;
        }
    }
}

/* ---- before lines are judged */

/* Turns, of which at most a few lines lie between two: what they show together. */
struct talk {
    unsigned turns, sure, questions; /* sure: 问, 答, 记者 */
    unsigned kept;                   /* names that have two turns at least */
    struct speakers speakers;
};

enum turn_kind { TURN_NONE, TURN_NAME, TURN_ANSWERS, TURN_ASKS };

static enum turn_kind
turn_kind_of(const struct shape *shape, struct turn *turn)
{
    *turn = (struct turn){0};
    if (!block_is_free(shape) || shape->lead || shape->byline || shape->names)
        return TURN_NONE;
    *turn = turn_of(shape->text);
    if (turn->name_bytes == 0 || turn->bytes >= shape->text.len)
        return TURN_NONE;
    return turn->asks ? TURN_ASKS : is_answerer(name_of(shape->text, turn)) ? TURN_ANSWERS : TURN_NAME;
}

static void
measure_talk(const struct shape *shapes, const uint8_t *kinds, size_t first, size_t end, struct talk *talk)
{
    for (size_t i = first; i < end; i++) {
        if (kinds[i] == TURN_NONE)
            continue;
        struct turn turn = turn_of(shapes[i].text);
        struct speaker *speaker = speaker_of(&talk->speakers, name_of(shapes[i].text, &turn));
        talk->turns++;
        talk->sure += kinds[i] >= TURN_ANSWERS;
        talk->questions += is_question(shapes[i].text);
        if (speaker != NULL)
            talk->kept += ++speaker->turns == 2;
    }
}

/* Turns FIRST up to END: one that is sure makes sure the names beside it; two names that take turns need a question. */
static void
mark_talk(struct shape *shapes, const uint8_t *kinds, size_t first, size_t end)
{
    struct talk talk = {0};
    measure_talk(shapes, kinds, first, end, &talk);
    bool asked = talk.sure > 0 && talk.turns > 1 && (talk.questions > 0 || talk.sure > 2);
    bool names = talk.kept > 1 && talk.turns >= TALK_TURNS_MIN && talk.questions > 0;
    uint8_t above = TURN_NONE;
    for (size_t i = first; i < end; i++) {
        if (kinds[i] == TURN_NONE)
            continue;
        size_t next = i + 1;
        while (next < end && kinds[next] == TURN_NONE)
            next++;
        struct turn turn = turn_of(shapes[i].text);
        struct speaker *speaker = speaker_of(&talk.speakers, name_of(shapes[i].text, &turn));
        bool again = speaker != NULL && speaker->turns > 1;
        bool beside = above == TURN_ASKS || (again && next < end && kinds[next] == TURN_ASKS);
        if ((names && again) || (asked && (kinds[i] >= TURN_ANSWERS || beside)))
            block_set(&shapes[i], BLOCK_SPEECH, shapes[i].finished);
        above = kinds[i];
    }
}

void
speech_mark(struct shape *shapes, size_t count)
{
    uint8_t *kinds = base_alloc_zero(count + 1, sizeof *kinds);
    size_t turns = 0;
    for (size_t i = 0; i < count; i++) {
        struct turn turn;
        kinds[i] = (uint8_t)turn_kind_of(&shapes[i], &turn);
        turns += kinds[i] != TURN_NONE;
    }
    for (size_t i = 0, end; turns > 1 && i < count; i = end) {
        size_t last = i;
        for (end = i + 1; kinds[i] != TURN_NONE && end < count && end <= last + ANSWER_LINES_MAX; end++)
            if (kinds[end] != TURN_NONE)
                last = end;
        end = last + 1;
        if (last > i)
            mark_talk(shapes, kinds, i, end);
    }
    free(kinds);
}
