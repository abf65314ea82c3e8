/* Korean bylines: (청강=나루뉴스) 한나루 기자 =, [나루일보 윤차밭 기자], /한나루 기자, 글 한나루 사진 윤차밭.
 *
 * A role follows its names, or stands in front of them without a blank between or with =. What a paper or a town is called
 * stands beside them in the same way, and is known by its end.
 */
#include "parser/byline/byline.h"

enum { WORD_BYTES_MAX = 36, LEAD_BYTES_MAX = 200, PENDING_MAX = 8, TAIL_BYTES_MAX = 120, SCAN_BYTES = 60 };

static const char *const writers[] = {"기자",     "특파원",   "논설위원", "편집위원",   "해설위원", "통신원",
                                      "위원",     "대기자",   "리포터",   "칼럼니스트", "객원기자", "선임기자",
                                      "인턴기자", "수습기자", "전문기자", "시민기자",   "논설실장", "에디터"};
/* ... and stand in front of them. */
static const char *const writes[] = {"글", "글쓴이", "취재", "글·사진", "글ㆍ사진", "글/사진", "글·그림", "정리"};
static const char *const pictures[] = {"사진", "영상", "그래픽", "사진기자", "그림", "일러스트", "촬영"};
static const char *const editors[] = {"편집", "교열", "번역", "감수"};
/* When it was written, in front of a date. */
static const char *const stamps[] = {"입력", "수정", "등록", "승인", "기사입력", "업데이트"};
static const char *const paper_ends[] = {"일보",   "신문",   "뉴스", "경제", "방송",   "타임스", "저널",   "통신",
                                         "데일리", "미디어", "닷컴", "비즈", "투데이", "스포츠", "한겨레", "매일",
                                         "주간",   "시스",   "TV",   "오늘", "헤럴드", "포스트"};
static const char *const towns[] = {"서울",   "부산",     "대구",   "인천",   "광주", "대전",   "울산",
                                    "세종",   "수원",     "창원",   "제주",   "전주", "청주",   "춘천",
                                    "포항",   "도쿄",     "베이징", "워싱턴", "뉴욕", "런던",   "파리",
                                    "베를린", "모스크바", "상하이", "홍콩",   "방콕", "하노이", "오사카"};
/* Surnames that nearly all bear. */
static const char32_t surnames[] =
    U"김이박최정강조윤장임한오서신권황안송류유홍전고문양손배백허남심노하곽성차주우구민나진지엄채원천방공현함변염여추도소석선설마길"
    U"연위표명기반왕금옥육인맹제모탁국어은편용봉사부가복태목형피두감음빈동온시범좌팽승간상갈단견당";

static const char *const compounds[] = {"남궁", "황보", "제갈", "선우", "독고", "사공", "서문"};

static bool
is_among(struct slice word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (slice_equal(word, slice_of(words[i])))
            return true;
    return false;
}
#define IS_AMONG(word, words) is_among((word), (words), BASE_COUNT(words))

static bool
is_paper(struct slice word)
{
    for (size_t i = 0; i < BASE_COUNT(paper_ends); i++)
        if (slice_ends(word, paper_ends[i]))
            return true;
    char32_t last = text_last(word);
    return IS_AMONG(word, towns) || text_is_digit(last) || text_is_letter(last);
}

/* Two to four syllables, of which the first is a surname. */
static bool
is_name(struct slice word)
{
    size_t syllables = 0;
    for (size_t at = 0; at < word.len; syllables++) {
        char32_t code;
        at += text_decode(word.at + at, &code);
        if (!text_is_hangul(code) || syllables == 4)
            return false;
    }
    bool compound = false;
    for (size_t i = 0; i < BASE_COUNT(compounds); i++)
        compound = compound || slice_starts(word, compounds[i]);
    return syllables > 1 && (syllables < 4 || compound) && text_among(text_first(word), surnames);
}

/* 산들 기자: a pen name, or a surname that few bear. What kind of reporter somebody is stands there too. */
static bool
is_pen_name(struct slice word)
{
    static const char *const kinds[] = {"시민", "명예", "인턴", "수습", "전문", "사진", "영상", "본지", "본보",
                                        "우리", "취재", "담당", "여러", "모든", "전직", "현직", "외신", "내신",
                                        "경제", "문화", "체육", "정치", "사회", "여성", "청년", "다른", "한국",
                                        "일본", "중국", "미국", "현지", "동료", "후배", "선배", "어느", "젊은"};
    size_t syllables = 0;
    for (size_t at = 0; at < word.len; syllables++) {
        char32_t code;
        at += text_decode(word.at + at, &code);
        if (!text_is_hangul(code) || syllables == 3)
            return false;
    }
    return syllables > 1 && !is_paper(word) && !IS_AMONG(word, kinds);
}

bool
korean_has(struct slice text)
{
    /* Hangul begins with EA to ED, which are no byte inside a character: many at a time */
    typedef uint8_t bytes __attribute__((vector_size(16)));
    typedef uint64_t halves __attribute__((vector_size(16)));
    size_t end = text.len < SCAN_BYTES ? text.len : SCAN_BYTES, i = 0;
    bytes found = {0};
    for (; i + sizeof found <= end; i += sizeof found) {
        bytes here;
        memcpy(&here, text.at + i, sizeof here);
        found |= (bytes)(here - 0xEA <= 0xED - 0xEA);
    }
    bool has = (((halves)found)[0] | ((halves)found)[1]) != 0;
    for (; i < end; i++)
        has |= (uint8_t)(text.at[i] - 0xEA) <= 0xED - 0xEA;
    return has;
}

/* ---- names */

struct reading {
    struct slice text;
    struct byline_names *names;
    struct slice pending[PENDING_MAX]; /* words that may be names, their role to come */
    size_t count;
    bool fronted; /* a role in front has come: 글, 사진 */
    bool fresh;   /* ... and nothing after it */
    uint8_t duty; /* its */
    struct issue_span role;
    char padded[4 * 3];
};

static void
add_name(struct reading *reading, struct slice word, uint8_t duty)
{
    struct byline_names *names = reading->names;
    if (names->count == NAMES_MAX)
        return;
    struct name *name = &names->name[names->count++];
    memcpy(name->text, word.at, word.len);
    name->text[word.len] = '\0';
    name->role = reading->role;
    name->duty = duty;
    name->odd = false;
}

/* 한 나 루 is one name. */
static void
join_padded(struct reading *reading)
{
    struct slice first = reading->count > 1 ? reading->pending[0] : slice_make("", 0);
    for (size_t i = 0; i < reading->count; i++)
        if (reading->pending[i].len != 3)
            return;
    if (first.len == 0 || reading->count > 4)
        return;
    for (size_t i = 0; i < reading->count; i++)
        memcpy(reading->padded + 3 * i, reading->pending[i].at, 3);
    reading->pending[0] = slice_make(reading->padded, 3 * reading->count);
    reading->count = 1;
}

/* The words before a role, or behind one; ALONE: nothing but one word and 기자 is there. */
static void
add_pending(struct reading *reading, uint8_t duty, bool alone)
{
    size_t added = 0;
    join_padded(reading);
    for (size_t i = 0; i < reading->count; i++) {
        struct slice word = reading->pending[i];
        bool paper = is_paper(word) || !(is_name(word) || (alone && is_pen_name(word)));
        reading->names->offices += paper;
        if (!paper)
            add_name(reading, word, duty);
        added += !paper;
    }
    reading->names->unknown += added == 0 && reading->count > 0;
    reading->count = 0;
}

/* 기자, 김철수기자: a role, with the name before it glued to it or not. Bytes of the role, 0: none. */
static size_t
role_bytes(struct slice word)
{
    size_t best = 0;
    for (size_t i = 0; i < BASE_COUNT(writers); i++) {
        size_t len = strlen(writers[i]);
        if (len > best && slice_ends(word, writers[i]))
            best = len;
    }
    return best;
}

static void
read_word(struct reading *reading, struct slice word)
{
    struct byline_names *names = reading->names;
    bool writer = IS_AMONG(word, writes), picture = IS_AMONG(word, pictures), editor = IS_AMONG(word, editors);
    size_t role = role_bytes(word);
    struct issue_span span = {(uint32_t)(word.at - reading->text.at), (uint32_t)word.len};
    if (writer || picture || editor) {
        for (size_t i = 0; i < reading->count && !reading->fronted; i++)
            names->unknown += is_name(reading->pending[i]); /* whose role does not come */
        add_pending(reading, reading->fronted ? reading->duty : DUTY_AUTHOR, false);
        bool both = reading->fresh; /* 글·사진 */
        reading->duty = writer || (both && reading->duty == DUTY_AUTHOR) ? DUTY_AUTHOR
                        : picture                                        ? DUTY_PICTURE
                                                                         : DUTY_EDITOR;
        reading->fronted = reading->fresh = true;
        reading->role = span;
        names->roles++;
        return;
    }
    reading->fresh = false;
    if (text_is_digit(text_first(word)) || IS_AMONG(word, stamps))
        return;
    if (role == word.len && reading->count == 0 && names->count == 0) { /* 기자 한나루 */
        reading->duty = DUTY_AUTHOR;
        reading->fronted = true;
        reading->role = span;
        names->roles++;
        return;
    }
    if (role > 0) {
        struct slice before = slice_make(word.at, word.len - role);
        if (before.len > 0 && is_name(before) && reading->count < PENDING_MAX)
            reading->pending[reading->count++] = before;
        else if (before.len > 4 * 3)
            names->unknown++;
        if (!reading->fronted)
            reading->role.bytes = 0; /* it is not shown in front of the name */
        names->unknown += reading->count == 0 && names->count == 0;
        bool alone = reading->count == 1 && names->count == 0 && slice_equal(word, slice_of("기자"));
        add_pending(reading, reading->fronted ? reading->duty : DUTY_AUTHOR, alone);
        names->roles++;
        return;
    }
    if (reading->count == PENDING_MAX || word.len > WORD_BYTES_MAX)
        names->unknown++;
    else
        reading->pending[reading->count++] = word;
}

void
korean_names(struct slice byline, struct byline_names *names)
{
    memset(names, 0, offsetof(struct byline_names, name));
    struct reading reading = {.text = byline, .names = names};
    for (size_t at = 0; at < byline.len && names->unknown == 0;) {
        char32_t code;
        size_t start = at;
        at += text_decode(byline.at + at, &code);
        if (text_is_hangul(code) || text_is_word(code)) {
            bool mail = false;
            for (size_t next = at; at < byline.len; at = next) {
                next = at + text_decode(byline.at + at, &code);
                mail = mail || code == '@';
                /* 글·사진 is one word */
                struct slice rest = slice_from(byline, next);
                bool dot = text_among(code, U"·ㆍ/") && IS_AMONG(slice_make(byline.at + start, at - start), writes) &&
                           (slice_starts(rest, "사진") || slice_starts(rest, "그림"));
                if (!text_is_hangul(code) && !text_is_word(code) && !dot && !text_among(code, U"@.-_+"))
                    break;
            }
            struct slice word = slice_make(byline.at + start, at - start);
            if (!mail)
                read_word(&reading, word);
        } else if (text_among(code, U"=＝") && !reading.fronted) {
            names->offices += reading.count; /* 도쿄=한나루 */
            reading.count = 0;
        } else if (!text_is_space(code) && !text_among(code, U"·ㆍ,、/／=＝|:：[]()【】〔〕<>＜＞-–;▲■")) {
            names->unknown++;
        }
    }
    /* behind a role that stands in front: 사진 윤차밭; else they are not known to be names */
    if (reading.fronted)
        add_pending(&reading, reading.duty, false);
    names->unknown += reading.count > 0;
}

static bool
is_byline(struct slice text, struct byline_names *names)
{
    korean_names(text, names);
    return names->count > 0 && names->roles > 0 && names->unknown == 0;
}

bool
korean_is_line(struct slice text)
{
    struct byline_names names;
    return is_byline(text, &names) && names_authors(&names) > 0;
}

/* ---- leads */

static struct issue_span
span_in(struct slice text, struct slice part)
{
    part = text_trim(part);
    return (struct issue_span){(uint32_t)(part.at - text.at), (uint32_t)part.len};
}

/* The = that ends 한나루 기자 =, or parts a town from a paper; SIZE_MAX: none. *AFTER: behind it. */
static size_t
find_equals(struct slice text, size_t *after)
{
    size_t narrow = slice_find(text, "="), wide = slice_find(text, "＝"), at = narrow < wide ? narrow : wide;
    *after = at == SIZE_MAX ? 0 : at + (narrow < wide ? 1 : strlen("＝"));
    return at;
}

static size_t
skip_blanks(struct slice text, size_t at)
{
    return (size_t)(text_trim(slice_from(text, at)).at - text.at);
}

struct lead
korean_lead(struct slice text)
{
    struct lead none = {0}, lead = {0};
    struct slice head = slice_make(text.at, text_start(text, text.len < LEAD_BYTES_MAX ? text.len : LEAD_BYTES_MAX));
    struct byline_names names;
    size_t after = 0, close = SIZE_MAX;
    static const char *const closers[] = {")", "]", "】", "〕", "）", ">"};
    bool bracket = text_among(text_first(head), U"([【〔（<");
    for (size_t i = 0; bracket && i < BASE_COUNT(closers); i++) {
        size_t at = slice_find(head, closers[i]);
        if (at < close) {
            close = at;
            after = at + strlen(closers[i]);
        }
    }
    if (bracket && close == SIZE_MAX)
        return none;
    if (bracket) {
        size_t start;
        text_point(head, 0, &start);
        struct slice inside = slice_make(head.at + start, close - start);
        size_t behind, equals = find_equals(inside, &behind);
        if (is_byline(inside, &names)) {
            struct slice people = slice_from(inside, behind);
            size_t blank = slice_find(people, " ");
            struct slice paper = slice_make(inside.at, equals != SIZE_MAX ? equals : 0);
            if (equals == SIZE_MAX && blank != SIZE_MAX && is_paper(slice_make(people.at, blank))) {
                paper = slice_make(people.at, blank);
                people = slice_from(people, blank);
            }
            lead.source = span_in(text, paper);
            lead.byline = span_in(text, people);
            lead.bytes = skip_blanks(text, after);
            return lead.bytes < text.len ? lead : none;
        }
        if (equals == SIZE_MAX)
            return none;
        lead.source = span_in(text, inside);
        lead.bytes = skip_blanks(text, after);
    }
    struct slice rest = slice_from(head, after);
    size_t behind, equals = find_equals(rest, &behind);
    if (equals != SIZE_MAX && is_byline(slice_make(rest.at, equals), &names)) {
        lead.byline = span_in(text, slice_make(rest.at, equals));
        lead.bytes = skip_blanks(text, after + behind);
    }
    return lead.bytes < text.len ? lead : none;
}

/* ---- signatures */

/* Without an address of mail at its end. */
static struct slice
without_mail(struct slice text)
{
    size_t at = text.len;
    bool mail = false;
    for (; at > 0 && text.at[at - 1] > ' ' && text.at[at - 1] <= '~' && !text_byte_among(text.at[at - 1], "()[]/");
         at--)
        mail = mail || text.at[at - 1] == '@';
    return mail ? text_trim(slice_make(text.at, at)) : text;
}

struct slice
korean_signature(struct slice text)
{
    struct slice none = slice_make(text.at, 0), whole = without_mail(text_trim(text));
    size_t low = whole.len > TAIL_BYTES_MAX ? text_start(whole, whole.len - TAIL_BYTES_MAX) : 0, start = low;
    struct slice tail = slice_from(whole, low);
    for (size_t at = 0; at < tail.len;) {
        char32_t code;
        size_t before = at;
        at += text_decode(tail.at + at, &code);
        struct slice rest = slice_from(tail, at);
        bool slash = code == '/' && before > 0 && !text_is_hangul(text_last(slice_make(tail.at, before)));
        if ((text_among(code, U".!?…”\"’'") && rest.len > 0 && !text_is_word(text_first(rest))) ||
            (slash && rest.len > 0) || code == U'／')
            start = low + at;
    }
    if (start == 0 && low == 0 && text_byte_among(text_first(whole) < 0x80 ? whole.at[0] : 'x', "/"))
        start = 1;
    if (start == low && low > 0)
        return none;
    struct slice part = text_trim(slice_from(whole, start));
    while (part.len > 0 && text_byte_among(part.at[0], "/([<= "))
        part = slice_from(part, 1);
    while (part.len > 0 && text_byte_among(part.at[part.len - 1], ")]>"))
        part.len--;
    struct byline_names names;
    return is_byline(part, &names) && names_authors(&names) > 0 ? part : none;
}
