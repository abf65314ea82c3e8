/* Roles and names out of a byline.
 *
 * One pass: marks and blanks part the byline into runs, in a run a role (记者) parts names from names.
 * Padded names (燕　雁) are put together, names that were run together are taken apart (people.c). What a
 * paper, a bureau or a place is called is left out. Names no paper; what is not understood is counted.
 */
#include "parser/parts.h"

enum { RUN_MAX = 40, PADDED_MAX = 8, NAME_POINTS_MAX = 40, WHOLE_MAX = 9, PLACE_POINTS = 2, AROUND_BYTES = 600 };

struct run {
    char32_t code[RUN_MAX];
    size_t at[RUN_MAX + 1]; /* byte of each, and of the end */
    size_t count;
};

struct reader {
    struct slice text;
    struct names *names;
    bool japanese, signature;
    bool slash;             /* a slash or a bar stands before */
    bool fresh;             /* a role without a name as yet */
    bool closed;            /* a role that comes after its names has come: 田一麦 摄 */
    uint8_t duty;
    struct issue_span role;
    size_t group;           /* the first name of this role */
    char32_t padded[PADDED_MAX];
    size_t padded_count;
};

struct word {
    const char32_t *text;
    uint8_t duty;
};

enum { DUTY_PLACE = 9 };

/* The longest at a place counts. */
static const struct word roles[] = {
    {U"记者", DUTY_AUTHOR},       {U"記者", DUTY_AUTHOR},       {U"通讯员", DUTY_AUTHOR},   {U"通訊員", DUTY_AUTHOR},   {U"实习生", DUTY_AUTHOR},
    {U"實習生", DUTY_AUTHOR},     {U"特派员", DUTY_AUTHOR},     {U"特派員", DUTY_AUTHOR},   {U"撰稿人", DUTY_AUTHOR},   {U"撰稿", DUTY_AUTHOR},
    {U"撰文", DUTY_AUTHOR},       {U"编译", DUTY_AUTHOR},       {U"編譯", DUTY_AUTHOR},     {U"评论员", DUTY_AUTHOR},   {U"評論員", DUTY_AUTHOR},
    {U"主笔", DUTY_AUTHOR},       {U"主筆", DUTY_AUTHOR},       {U"采写", DUTY_AUTHOR},     {U"採寫", DUTY_AUTHOR},     {U"采访", DUTY_AUTHOR},
    {U"採訪", DUTY_AUTHOR},       {U"執筆", DUTY_AUTHOR},       {U"作者", DUTY_AUTHOR},     {U"文字", DUTY_AUTHOR},     {U"整理", DUTY_AUTHOR},
    {U"聞き手", DUTY_AUTHOR},     {U"編集委員", DUTY_AUTHOR},   {U"論説委員", DUTY_AUTHOR}, {U"图文", DUTY_AUTHOR},     {U"文图", DUTY_AUTHOR},
    {U"圖文", DUTY_AUTHOR},       {U"文圖", DUTY_AUTHOR},       {U"摄影", DUTY_PICTURE},    {U"攝影", DUTY_PICTURE},    {U"图片", DUTY_PICTURE},
    {U"圖片", DUTY_PICTURE},      {U"供图", DUTY_PICTURE},      {U"供圖", DUTY_PICTURE},    {U"写真", DUTY_PICTURE},    {U"撮影", DUTY_PICTURE},
    {U"照片", DUTY_PICTURE},      {U"漫画", DUTY_PICTURE},      {U"漫畫", DUTY_PICTURE},    {U"插画", DUTY_PICTURE},    {U"插畫", DUTY_PICTURE},
    {U"插图", DUTY_PICTURE},      {U"插圖", DUTY_PICTURE},      {U"绘图", DUTY_PICTURE},    {U"繪圖", DUTY_PICTURE},    {U"制图", DUTY_PICTURE},
    {U"製圖", DUTY_PICTURE},      {U"视频", DUTY_PICTURE},      {U"視頻", DUTY_PICTURE},    {U"责任编辑", DUTY_EDITOR}, {U"責任編輯", DUTY_EDITOR},
    {U"文字编辑", DUTY_EDITOR},   {U"责编", DUTY_EDITOR},       {U"責編", DUTY_EDITOR},     {U"编辑", DUTY_EDITOR},     {U"編輯", DUTY_EDITOR},
    {U"校对", DUTY_EDITOR},       {U"校對", DUTY_EDITOR},       {U"美编", DUTY_EDITOR},     {U"美編", DUTY_EDITOR},     {U"主编", DUTY_EDITOR},
    {U"主編", DUTY_EDITOR},       {U"审核", DUTY_EDITOR},       {U"監製", DUTY_EDITOR},     {U"监制", DUTY_EDITOR},     {U"策划", DUTY_EDITOR},
    {U"策劃", DUTY_EDITOR},       {U"统筹", DUTY_EDITOR},       {U"統籌", DUTY_EDITOR},     {U"翻译", DUTY_EDITOR},     {U"翻譯", DUTY_EDITOR},
    {U"编辑部", DUTY_PLACE},      {U"編輯部", DUTY_PLACE},
};
/* Alone between marks. */
static const struct word short_roles[] = {
    {U"文", DUTY_AUTHOR}, {U"译", DUTY_EDITOR}, {U"譯", DUTY_EDITOR}, {U"图", DUTY_PICTURE}, {U"圖", DUTY_PICTURE},
    {U"摄", DUTY_PICTURE}, {U"攝", DUTY_PICTURE}, {U"绘", DUTY_PICTURE}, {U"繪", DUTY_PICTURE},
};
/* In front of a role, and part of it. */
static const char32_t *const kinds_of_role[] = {
    U"特约", U"特約", U"实习", U"實習", U"见习", U"見習", U"首席", U"高级", U"高級", U"资深", U"資深", U"摄影", U"攝影", U"学生", U"學生", U"小",
    U"全媒体", U"全媒體", U"融媒体", U"融媒體", U"视频", U"视觉", U"文字", U"评论", U"体育", U"體育", U"财经", U"財經", U"特派", U"常驻", U"駐站",
    U"驻站", U"专职", U"本地", U"综合", U"綜合",
};
/* How a paper speaks of itself, and the agencies, whose name does not say that it is one. */
static const char32_t *const selves[] = {U"本报", U"本報", U"本刊", U"本台", U"本社", U"本网", U"本網", U"本站", U"新华社", U"新華社", U"中新社", U"中央社", U"中通社"};
/* Ends of what is reported, after the names. */
static const char32_t *const tails[] = {U"报道", U"報導", U"報道", U"报导", U"专访", U"專訪", U"專題", U"特稿", U"專電", U"专电", U"电", U"電", U"讯", U"訊"};
static const char32_t *const tails_more[] = {U"综合", U"綜合", U"摄影", U"攝影", U"整理", U"联合", U"聯合", U"独家", U"獨家", U"外电", U"外電", U"连线", U"連線"};
/* Where reporters of the Chinese press sit. */
static const char32_t *const places[] = {
    U"北京", U"上海", U"天津", U"重庆", U"香港", U"澳门", U"澳門", U"台北", U"臺北", U"新北", U"桃園", U"桃园", U"台中", U"臺中", U"台南", U"臺南", U"高雄", U"基隆", U"新竹",
    U"苗栗", U"彰化", U"南投", U"雲林", U"嘉義", U"屏東", U"宜蘭", U"花蓮", U"台東", U"臺東", U"澎湖", U"金門", U"馬祖", U"東京", U"东京", U"大阪", U"首爾", U"首尔", U"曼谷",
    U"倫敦", U"伦敦", U"巴黎", U"柏林", U"紐約", U"纽约", U"廣州", U"广州", U"深圳", U"南京", U"杭州", U"武汉", U"成都", U"西安", U"沈阳", U"綜合", U"综合",
};
/* A paper, a bureau, an office ends with one of these; and in a signature, where somebody writes from. */
static const char32_t org_ends[] = U"报報社网網台臺刊室部处處局院校厂廠队隊组組心会會委团團司所站店";
static const char32_t from_ends[] = U"报報社网網台臺刊室部处處局院校厂廠队隊组組心会會委团團司所站店市县縣区區州省镇鎮乡鄉村府行学學班营連连系科";

static bool
holds(const char32_t *set, char32_t code)
{
    for (; *set != 0; set++)
        if (*set == code)
            return true;
    return false;
}

/* Characters of WORD if it stands at AT of RUN, which goes to END; else 0. */
static size_t
word_at(const struct run *run, size_t at, size_t end, const char32_t *word)
{
    size_t len = 0;
    for (; word[len] != 0; len++)
        if (at + len >= end || run->code[at + len] != word[len])
            return 0;
    return len;
}

/* Characters of the word of WORDS that ends RUN at END and begins no earlier than START; 0: none. */
static size_t
word_before(const struct run *run, size_t start, size_t end, const char32_t *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t len = 0;
        while (words[i][len] != 0)
            len++;
        if (len <= end - start && word_at(run, end - len, end, words[i]) > 0)
            return len;
    }
    return 0;
}
#define WORD_BEFORE(run, start, end, words) word_before((run), (start), (end), (words), BASE_COUNT(words))

/* ---- what was found */

static void
set_role(struct reader *reader, size_t start, size_t end, uint8_t duty)
{
    bool joined = reader->fresh; /* 文/图 */
    reader->duty = joined && reader->duty < duty ? reader->duty : duty;
    if (!joined)
        reader->role.start_byte = (uint32_t)start;
    reader->role.bytes = (uint32_t)(end - reader->role.start_byte);
    reader->fresh = true;
    reader->closed = false;
    reader->group = reader->names->count;
    reader->names->roles++;
}

/* A role that stands after its names. */
static void
close_group(struct reader *reader, uint8_t duty)
{
    if (reader->closed && reader->duty < duty)
        duty = reader->duty; /* 文/图 */
    for (size_t i = reader->group; i < reader->names->count; i++)
        reader->names->name[i].duty = duty;
    reader->duty = duty;
    reader->closed = true;
    reader->names->roles++;
}

static void
add_name(struct reader *reader, struct slice name, bool weak)
{
    struct names *names = reader->names;
    if (reader->closed) {
        reader->closed = false;
        reader->group = names->count;
        reader->duty = DUTY_AUTHOR;
    }
    reader->fresh = false;
    names->weak += weak;
    if (names->count == NAMES_MAX || name.len >= NAME_BYTES_MAX) {
        names->unknown++;
        return;
    }
    struct name *added = &names->name[names->count++];
    memcpy(added->text, name.at, name.len);
    added->text[name.len] = '\0';
    added->role = reader->role;
    added->duty = reader->duty;
}

static void
add_points(struct reader *reader, const char32_t *code, size_t count, bool weak)
{
    char name[4 * RUN_MAX + 1];
    size_t len = 0;
    for (size_t i = 0; i < count; i++)
        len += text_encode(code[i], name + len);
    add_name(reader, slice_make(name, len), weak);
}

static bool
add_split(struct reader *reader, const char32_t *code, size_t count)
{
    size_t ends[PEOPLE_MAX], people = people_split(code, count, ends), start = 0;
    for (size_t i = 0; i < people; i++) {
        add_points(reader, code + start, ends[i] - start, !people_is_strict(code + start, ends[i] - start));
        start = ends[i];
    }
    return people > 0;
}

/* ---- people in a run */

/* Single characters with blanks between them, as many as there were. */
static void
flush_padded(struct reader *reader)
{
    size_t count = reader->padded_count;
    const char32_t *code = reader->padded;
    reader->padded_count = 0;
    if (count == 1) {
        reader->names->unknown++;
    } else if (count == 2 || count == 3) {
        add_points(reader, code, count, !people_is_strict(code, count));
    } else if (count > 0 && !add_split(reader, code, count)) {
        for (size_t i = 0; i + 1 < count; i += 2)
            add_points(reader, code + i, 2, true);
    }
}

/* 临川县水利局田一麦: people after the last word of a place. */
static bool
add_after_place(struct reader *reader, const char32_t *code, size_t count)
{
    for (size_t start = count - 2; start >= 2; start--)
        if (holds(from_ends, code[start - 1]) && count - start <= WHOLE_MAX && add_split(reader, code + start, count - start)) {
            reader->names->places++;
            return true;
        }
    return false;
}

static bool
is_transliterated(const char32_t *code, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (holds(U"·‧•・", code[i]) || text_is_kana(code[i]))
            return true;
    return false;
}

static void
add_people(struct reader *reader, const char32_t *code, size_t count)
{
    struct names *names = reader->names;
    bool whole = is_transliterated(code, count);
    if (reader->japanese || whole) {
        add_points(reader, code, count, !whole || count < 3);
        names->unknown += count > NAME_POINTS_MAX / 2;
    } else if (count < 4) {
        bool strict = people_is_strict(code, count);
        if (!strict && count == 3 && holds(org_ends, code[2]))
            names->places++;
        else
            add_points(reader, code, count, !strict);
    } else if (count < 6 && surname_is_japanese(code)) {
        add_points(reader, code, count, true);
    } else if (!add_split(reader, code, count) && !(reader->signature && count > 4 && add_after_place(reader, code, count))) {
        if (holds(org_ends, code[count - 1])) {
            names->places++;
        } else {
            if (count <= WHOLE_MAX)
                add_points(reader, code, count, true);
            names->together += count <= WHOLE_MAX && count > 4;
            names->unknown += count > WHOLE_MAX;
        }
    }
}

/* What is no role from START up to END of RUN. */
static void
read_people(struct reader *reader, const struct run *run, size_t start, size_t end, bool dated)
{
    const char32_t *code = run->code + start;
    while (start < end && holds(U"·・", run->code[start]))
        code = run->code + ++start;
    if (start == end)
        return;
    /* 王小明台北: a place glued to a name, or a place alone */
    size_t place = WORD_BEFORE(run, start, end, places);
    bool strict = people_is_strict(code, end - start);
    if ((place > 0 && place == end - start) || (dated && reader->slash && !strict)) {
        reader->names->places++;
        return;
    }
    if (place > 0 && !strict && end - start >= place + 2) {
        end -= place;
        reader->names->places++;
    } else if (dated && end - start >= 5 && people_is_strict(code, 3) && reader->names->roles > 0) {
        end = start + 3;
        reader->names->places++;
    }
    size_t count = end - start;
    if (count == 1 && reader->padded_count < PADDED_MAX) {
        reader->padded[reader->padded_count++] = code[0];
        return;
    }
    /* 燕 小雁 */
    if (reader->padded_count == 1 && count == 2 && people_cost(code, 2) == COST_NONE && surname_rank(reader->padded[0]) != SURNAME_NONE) {
        char32_t joined[] = {reader->padded[0], code[0], code[1]};
        reader->padded_count = 0;
        add_points(reader, joined, 3, !people_is_strict(joined, 3));
        return;
    }
    flush_padded(reader);
    add_people(reader, code, count);
}

/* ---- roles in a run */

/* The first role from AT on: where, and how long. */
static const struct word *
find_role(const struct run *run, size_t at, size_t end, size_t *where, size_t *len)
{
    for (; at < end; at++) {
        const struct word *found = NULL;
        *len = 0;
        for (size_t i = 0; i < BASE_COUNT(roles); i++) {
            size_t long_ = word_at(run, at, end, roles[i].text);
            if (long_ > *len) {
                *len = long_;
                found = &roles[i];
            }
        }
        *where = at;
        if (found != NULL)
            return found;
    }
    return NULL;
}

/* Where the role that has its chief word at WHERE begins: 本报驻北京特约 (记者). Not before START. */
static size_t
role_start(const struct run *run, size_t start, size_t where)
{
    size_t at = where, len;
    while (at > start && (len = WORD_BEFORE(run, start, at, kinds_of_role)) > 0)
        at -= len;
    for (size_t i = at; i > start; i--)
        if (holds(U"驻駐", run->code[i - 1]))
            at = i - 1;
    for (size_t i = at; i > start; i--) {
        size_t len_self = WORD_BEFORE(run, start, i, selves);
        if (len_self > 0 && at - i <= 4)
            return i - len_self;
    }
    return at > start && holds(org_ends, run->code[at - 1]) ? start : at;
}

/* Nothing, or a mark, follows AT: a role there is that of the names before. */
static bool
ends_group(const struct reader *reader, size_t at)
{
    struct slice rest = text_trim(slice_from(reader->text, at));
    return rest.len == 0 || holds(U"、，,;；)）】〕］]/／|｜", text_first(rest));
}

/* 文, 图, 摄 between marks. */
static bool
read_short_role(struct reader *reader, const struct run *run)
{
    const struct word *role = NULL;
    for (size_t i = 0; i < BASE_COUNT(short_roles) && run->count == 1; i++)
        if (run->code[0] == short_roles[i].text[0])
            role = &short_roles[i];
    if (role == NULL || reader->padded_count == 1)
        return false;
    flush_padded(reader);
    struct slice rest = slice_from(reader->text, run->at[1]);
    char32_t mark = 0, next = 0, after = 0;
    size_t len = rest.len > 0 ? text_decode(rest.at, &mark) : 0;
    if (len < rest.len)
        len += text_decode(rest.at + len, &next);
    if (len < rest.len)
        text_decode(rest.at + len, &after);
    bool names_follow = holds(U"/／:：", mark) && text_is_han(next) && text_is_han(after);
    if (reader->names->count == 0 || names_follow)
        set_role(reader, run->at[0], run->at[1], role->duty);
    else
        close_group(reader, role->duty);
    return true;
}

static void
read_run(struct reader *reader, const struct run *run, bool dated)
{
    if (read_short_role(reader, run))
        return;
    size_t end = run->count, at = 0, where, len;
    bool picture = false;
    for (len = WORD_BEFORE(run, 0, end, tails); len > 0; len = WORD_BEFORE(run, 0, end, tails_more)) {
        end -= len;
        dated = true;
    }
    if (end == 0)
        return;
    if (end > 2 && holds(U"摄攝", run->code[end - 1])) {
        end--;
        picture = true;
    }
    size_t before = reader->names->count;
    for (const struct word *role; (role = find_role(run, at, end, &where, &len)) != NULL; at = where + len) {
        size_t start = role_start(run, at, where);
        read_people(reader, run, at, start, dated);
        flush_padded(reader);
        if (role->duty == DUTY_PLACE)
            reader->names->places++;
        else if (start > at && where + len == end && role->duty != DUTY_AUTHOR && ends_group(reader, run->at[end]))
            close_group(reader, role->duty);
        else
            set_role(reader, run->at[start], run->at[where + len], role->duty);
    }
    read_people(reader, run, at, end, dated);
    for (size_t i = before; picture && i < reader->names->count; i++)
        reader->names->name[i].duty = DUTY_PICTURE;
    reader->names->roles += picture;
}

/* ---- Latin names */

static bool
is_affiliation(struct slice part, bool first)
{
    static const char *const words[] = {"Reuters", "Agence", "Staff", "STAFF", "Writer", "WRITER", "News", "Press", "Times", "Post", "Agency", "Correspondent", "Editor", "Reporter",
                                        "Columnist", "Special", "SPECIAL", "Bureau", "Service", "Contributor", "Journal", "Herald", "Gazette", "Tribune", "University"};
    for (size_t i = 0; i < BASE_COUNT(words); i++)
        if (slice_find(part, words[i]) != SIZE_MAX)
            return true;
    return !first && memchr(part.at, ' ', part.len) == NULL;
}

/* Words that begin with a capital, particles between them: Nora van den Whitlock. */
static bool
is_latin_name(struct slice part)
{
    static const char *const particles[] = {"de", "van", "von", "der", "den", "del", "di", "da", "du", "la", "le", "el", "bin", "al", "ibn", "dos", "y", "e"};
    size_t words = 0;
    while (part.len > 0) {
        const char *gap = memchr(part.at, ' ', part.len);
        struct slice word = slice_make(part.at, gap != NULL ? (size_t)(gap - part.at) : part.len);
        char32_t first = text_first(word);
        bool particle = false;
        for (size_t i = 0; i < BASE_COUNT(particles); i++)
            particle = particle || slice_equal(word, slice_of(particles[i]));
        bool capital = (first >= 'A' && first <= 'Z') || first >= 0xC0;
        if (word.len > 0 && !particle && !capital)
            return false;
        words += word.len > 0;
        part = slice_from(part, gap != NULL ? word.len + 1 : word.len);
    }
    return words > 0 && words <= 5;
}

/* A Latin piece of the byline. LISTED: the one before it was a name and "and" or nothing stood between. */
static void
read_latin(struct reader *reader, size_t start, size_t end, bool listed)
{
    static const char *const stops[] = {" in ", " for ", " of ", " at ", " with "};
    struct slice part = text_trim(slice_make(reader->text.at + start, end - start));
    if (slice_starts(part, "By ") || slice_starts(part, "by ") || slice_starts(part, "BY ")) {
        size_t at = (size_t)(part.at - reader->text.at);
        reader->fresh = false;
        set_role(reader, at, at + 2, DUTY_AUTHOR);
        part = text_trim(slice_from(part, 3));
    }
    for (size_t i = 0; i < BASE_COUNT(stops); i++) {
        size_t at = slice_find(part, stops[i]);
        part.len = at != SIZE_MAX ? at : part.len;
    }
    static const char *const titles[] = {"Jr.", "Jr", "Sr.", "II", "III", "MD", "M.D.", "PhD", "Ph.D."};
    for (size_t i = 0; i < BASE_COUNT(titles); i++)
        if (slice_equal(part, slice_of(titles[i])))
            return;
    if (part.len == 0)
        return;
    if (is_affiliation(part, listed))
        reader->names->places++;
    else if (is_latin_name(part) && text_points(part) <= NAME_POINTS_MAX)
        add_name(reader, part, memchr(part.at, ' ', part.len) == NULL);
    else
        reader->names->unknown++;
}

/* ---- the byline */

static bool
is_run(char32_t code)
{
    return text_is_han(code) || text_is_kana(code) || holds(U"·‧•・ー", code);
}

static size_t
take_run(struct slice text, size_t at, struct run *run)
{
    run->count = 0;
    while (at < text.len && run->count < RUN_MAX) {
        char32_t code;
        size_t len = text_decode(text.at + at, &code);
        if (!is_run(code))
            break;
        run->code[run->count] = code;
        run->at[run->count++] = at;
        at += len;
    }
    run->at[run->count] = at;
    return at;
}

/* Where a Latin piece that begins at AT ends: a mark, " and ", or the first Han character. */
static size_t
latin_end(struct slice text, size_t at)
{
    while (at < text.len) {
        struct slice rest = slice_from(text, at);
        char32_t code;
        size_t len = text_decode(rest.at, &code);
        if (is_run(code) || holds(U",;、，；/／|｜()（）[]【】&\"“”:：!?", code) || slice_starts(rest, " and ") || slice_starts(rest, " AND "))
            break;
        at += len;
    }
    return at;
}

/* After the bracket that closes the one at AT, or after that one. */
static size_t
skip_bracket(struct slice text, size_t at)
{
    char32_t open, code;
    size_t end = at + text_decode(text.at + at, &open), after = end;
    for (size_t points = 0; end < text.len && points < NAME_POINTS_MAX; points++) {
        end += text_decode(text.at + end, &code);
        if (holds(U")）】〕］]", code))
            return end;
    }
    return after;
}

/* A date: 13日, 3月1日; its digits and what counts them. */
static size_t
skip_date(struct slice text, size_t at)
{
    for (char32_t code; at < text.len;) {
        size_t len = text_decode(text.at + at, &code);
        if (!text_is_digit(code) && !holds(U"年月日", code))
            break;
        at += len;
    }
    return at;
}

static size_t
read_mark(struct reader *reader, size_t at, char32_t code, size_t len)
{
    flush_padded(reader);
    reader->slash = holds(U"/／|｜", code);
    if (holds(U"(（【〔［[", code))
        return skip_bracket(reader->text, at);
    if (text_is_digit(code)) {
        reader->names->unknown += !holds(U"月日", text_first(slice_from(reader->text, at + len))) && !text_is_digit(text_first(slice_from(reader->text, at + len)));
        return skip_date(reader->text, at);
    }
    reader->names->unknown += holds(U"。！？!?“”\"《》…", code);
    return at + len;
}

static void
read_all(struct reader *reader)
{
    struct slice text = reader->text;
    struct run run;
    bool listed = true;
    for (size_t at = 0; at < text.len;) {
        struct slice rest = slice_from(text, at);
        char32_t code;
        size_t len = text_decode(rest.at, &code);
        if (text_is_space(code)) {
            bool and = slice_starts(rest, " and ") || slice_starts(rest, " AND ");
            listed = listed || and;
            at += and ? strlen(" and ") : len;
        } else if (is_run(code)) {
            at = take_run(text, at, &run);
            read_run(reader, &run, text_is_digit(text_first(slice_from(text, at))));
            reader->slash = false;
        } else if (text_is_letter(code)) {
            flush_padded(reader);
            size_t end = latin_end(text, at);
            /* TVBS記者: a paper */
            if (!is_run(text_first(slice_from(text, end))))
                read_latin(reader, at, end, listed);
            at = end;
            listed = false;
        } else {
            listed = listed || code == '&';
            at = read_mark(reader, at, code, len);
        }
    }
    flush_padded(reader);
}

void
names_read(struct slice byline, bool japanese, struct names *names)
{
    *names = (struct names){0};
    struct reader reader = {.text = byline, .names = names, .japanese = japanese};
    read_all(&reader);
}

void
names_read_signature(struct slice byline, struct names *names)
{
    *names = (struct names){0};
    struct reader reader = {.text = byline, .names = names, .signature = true};
    read_all(&reader);
}

/* ---- credits */

/* Kana around the byline, one for six Han at least: the page is Japanese. */
static bool
is_japanese(const struct issue *issue, struct slice byline, uint32_t base_byte)
{
    size_t start = base_byte > AROUND_BYTES ? base_byte - AROUND_BYTES : 0, end = base_byte + byline.len + AROUND_BYTES;
    end = end < issue->text_bytes ? end : issue->text_bytes;
    size_t kana = 0, han = 0;
    while (start < end && ((unsigned char)issue->text[start] & 0xC0) == 0x80)
        start++;
    while (end > start && end < issue->text_bytes && ((unsigned char)issue->text[end] & 0xC0) == 0x80)
        end--;
    for (size_t at = start; at < end;) {
        char32_t code;
        at += text_decode(issue->text + at, &code);
        kana += text_is_kana(code);
        han += text_is_han(code);
    }
    return kana > 0 && kana * 6 >= han;
}

uint32_t
names_add_credits(struct issue *issue, size_t *capacity, struct slice byline, uint32_t base_byte)
{
    struct names names;
    if (is_japanese(issue, byline, base_byte))
        names_read(byline, true, &names);
    else
        names_read_signature(byline, &names);
    uint8_t duty = DUTY_EDITOR;
    for (size_t i = 0; i < names.count; i++)
        duty = names.name[i].duty < duty ? names.name[i].duty : duty;
    uint32_t added = 0;
    for (size_t i = 0; i < names.count; i++) {
        const struct name *name = &names.name[i];
        if (name->duty != duty)
            continue;
        issue->credits = base_grow(issue->credits, capacity, issue->credit_count + 1, sizeof *issue->credits);
        struct issue_span role = {base_byte + name->role.start_byte, name->role.bytes};
        issue->credits[issue->credit_count++] = (struct issue_credit){role, base_strndup(name->text, strlen(name->text))};
        added++;
    }
    return added;
}
