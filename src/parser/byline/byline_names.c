/* Roles and names out of a byline.
 *
 * One pass: marks and blanks part the byline into runs, in a run a role (记者) parts names from names.
 * Padded names (燕　雁) are put together, names that were run together are taken apart (people.c). What a
 * paper, a bureau or a city is called is left out. Names no paper; what is not understood is counted.
 */
#include "parser/byline/byline.h"

enum { PADDED_MAX = 8, NAME_POINTS_MAX = 40, WHOLE_MAX = 9, OFFICE_POINTS_MAX = 10, SQUEEZED_BYTES_MAX = 400 };

struct reading {
    struct slice text;
    struct byline_names *names;
    bool japanese, signature;
    bool whole;   /* stop at what cannot be understood */
    bool slash;   /* a slash or a bar stands before */
    bool self;    /* it is 本报记者 or the like */
    bool reports; /* all of it ends with ／南湾報導 */
    bool glued;   /* a role stands in front, and no mark between */
    bool fresh;   /* a role without a name as yet */
    bool colon;   /* what follows one is a name, whatever it is: 作者：渡口rainbow */
    bool named;   /* one stands before, with its colon */
    bool closed;  /* a role that comes after its names has come: 田一麦 摄 */
    uint8_t duty;
    struct issue_span role;
    size_t group; /* the first name of this role */
    char32_t padded[PADDED_MAX];
    size_t padded_count;
};

/* ---- what was found */

static void
set_role(struct reading *reading, size_t start, size_t end, uint8_t duty)
{
    bool joined = reading->fresh && reading->duty != DUTY_NOBODY; /* 文/图 */
    struct slice words = slice_make(reading->text.at + start, end - start);
    bool person = slice_ends(words, "记者") || slice_ends(words, "記者") || slice_ends(words, "通讯员");
    if (joined && (person || reading->duty < duty)) /* 图/本报记者: who he is, not what he did */
        duty = reading->duty;
    reading->duty = duty;
    if (!joined)
        reading->role.start_byte = (uint32_t)start;
    reading->role.bytes = (uint32_t)(end - reading->role.start_byte);
    reading->fresh = true;
    reading->closed = false;
    reading->group = reading->names->count;
    reading->names->roles += duty != DUTY_NOBODY;
}

/* A role that stands after its names. */
static void
close_group(struct reading *reading, uint8_t duty)
{
    if (reading->closed && reading->duty < duty)
        duty = reading->duty; /* 文/图 */
    for (size_t i = reading->group; i < reading->names->count; i++)
        reading->names->name[i].duty = duty;
    reading->duty = duty;
    reading->closed = true;
    reading->names->roles++;
}

static void
add_name(struct reading *reading, struct slice name, bool weak)
{
    struct byline_names *names = reading->names;
    if (reading->closed) {
        reading->closed = false;
        reading->group = names->count;
        reading->duty = DUTY_AUTHOR;
    }
    reading->fresh = false;
    if (reading->duty == DUTY_NOBODY) {
        names->offices++;
        return;
    }
    names->weak += weak;
    if (names->count == NAMES_MAX || name.len >= NAME_BYTES_MAX) {
        names->unknown++;
        return;
    }
    struct name *added = &names->name[names->count++];
    memcpy(added->text, name.at, name.len);
    added->text[name.len] = '\0';
    added->role = reading->role;
    added->duty = reading->duty;
    added->odd = false;
}

static void
add_points(struct reading *reading, const char32_t *code, size_t count)
{
    if (role_is_nobody(code, count) || (reading->duty == DUTY_NOBODY && !reading->closed)) {
        reading->names->offices++;
        return;
    }
    bool dot, spelt = people_is_transliterated(code, count, &dot), foreign = spelt && people_is_foreign(code, count);
    bool weak = !people_is_strict(code, count) && !(foreign && dot); /* メガジャケ is any word */
    /* 雨宮しずく: a surname, and a given name in kana */
    bool given = reading->japanese && spelt && count > 3 && !text_is_kana(code[0]) && !text_is_kana(code[1]) &&
                 text_is_kana(code[count - 1]);
    bool odd = (people_cost(code, count) == COST_NONE && !given && !(count > 3 && surname_is_japanese(code))) ||
               (count == 2 && (surname_is_word(code) || code[0] == code[1]));
    /* 本报记者果永毅, but 本报记者手记 */
    bool sure = ((reading->self && count == 3) || (reading->reports && reading->glued)) &&
                !text_among(code[0], U"在从從到对對与與和的现現是不");
    reading->names->odd += weak && odd && !sure && (reading->glued || reading->names->roles == 0);
    char name[4 * HAN_RUN_MAX + 1];
    size_t len = 0, before = reading->names->count;
    for (size_t i = 0; i < count; i++)
        len += text_encode(code[i], name + len);
    add_name(reading, slice_make(name, len), weak);
    if (reading->names->count > before)
        reading->names->name[before].odd =
            weak && odd && (spelt || (count > 4 && !reading->japanese)) && reading->names->roles == 0;
}

static bool
add_split(struct reading *reading, const char32_t *code, size_t count)
{
    size_t ends[PEOPLE_MAX], people = people_split(code, count, ends), start = 0;
    for (size_t i = 0; i < people; i++) {
        add_points(reading, code + start, ends[i] - start);
        start = ends[i];
    }
    return people > 0;
}

/* ---- people in a run */

/* Single characters with blanks between them, as many as there were. */
static void
flush_padded(struct reading *reading)
{
    size_t count = reading->padded_count;
    const char32_t *code = reading->padded;
    reading->padded_count = 0;
    if (count == 1) {
        reading->names->unknown++;
    } else if (count == 2 || count == 3) {
        add_points(reading, code, count);
    } else if (count > 0 && !add_split(reading, code, count)) {
        for (size_t i = 0; i + 1 < count; i += 2)
            add_points(reading, code + i, 2);
    }
}

/* 临川县水利局田一麦: people after the last word of an office. */
static bool
add_after_origin(struct reading *reading, const char32_t *code, size_t count)
{
    for (size_t start = count - 2; start >= 2; start--)
        if (role_ends_origin(code[start - 1]) && count - start <= WHOLE_MAX &&
            add_split(reading, code + start, count - start)) {
            reading->names->offices++;
            return true;
        }
    return false;
}

/* Does RUN end with a certain name? 南湾日报社 does not. */
static bool
is_strict_end(const char32_t *run, size_t count)
{
    return people_is_strict(run + count - 3, 3) || people_is_strict(run + count - 2, 2);
}

static void
add_people(struct reading *reading, const char32_t *code, size_t count)
{
    struct byline_names *names = reading->names;
    bool dot;
    if (reading->japanese && count > 2 && role_ends_office(code[count - 1]) && !people_is_strict(code, count)) {
        names->offices++; /* 社会部 */
        return;
    }
    if (reading->japanese || people_is_transliterated(code, count, &dot)) {
        add_points(reading, code, count);
        names->unknown += count > NAME_POINTS_MAX / 2;
    } else if (count < 4) {
        bool strict = people_is_strict(code, count);
        /* 记者 越小站 is somebody, 记者 社会部 is not */
        bool person = count == 3 && reading->fresh && reading->duty == DUTY_AUTHOR &&
                      !text_among(code[2], U"部社报報台臺网網组組");
        if (!strict && count == 3 && role_ends_office(code[2]) && !person)
            names->offices++;
        else
            add_points(reading, code, count);
    } else if (count < 6 && surname_is_japanese(code)) {
        add_points(reading, code, count);
    } else if (count <= OFFICE_POINTS_MAX && role_ends_office(code[count - 1]) && !is_strict_end(code, count)) {
        if (reading->named && text_among(code[count - 1], U"组組队隊团團会會"))
            add_points(reading, code, count); /* 作者：渡口观察小组 */
        else
            names->offices++;
    } else if (!add_split(reading, code, count) &&
               !(reading->signature && count > 4 && add_after_origin(reading, code, count))) {
        if (count <= WHOLE_MAX)
            add_points(reading, code, count);
        names->together += count <= WHOLE_MAX && count > 4;
        names->unknown += count > WHOLE_MAX;
    }
}

/* What is no role from START up to END of RUN. */
static void
read_people(struct reading *reading, const struct han_run *run, size_t start, size_t end, bool dated)
{
    const char32_t *code = run->code + start;
    while (start < end && text_among(run->code[start], U"·・"))
        code = run->code + ++start;
    if (start == end)
        return;
    /* 王小明台北: a city glued to a name, or a city alone */
    size_t city = han_run_city(run, start, end);
    bool strict = people_is_strict(code, end - start);
    /* 记者 田一麦 南湾报道 */
    bool place = reading->slash && reading->names->count > 0 && !reading->fresh && end - start == 2; /* ／白河報導 */
    bool elsewhere = reading->slash || (reading->names->count > 0 && end - start == 2); /* 记者 田一麦 南湾报道 */
    if ((city > 0 && city == end - start) || (dated && elsewhere && (!strict || place))) {
        reading->names->offices++;
        return;
    }
    if (city > 0 && !strict && end - start >= city + 2) {
        end -= city;
        reading->names->offices++;
    } else if (dated && end - start >= 5 && people_is_strict(code, 3) && reading->names->roles > 0) {
        end = start + 3;
        reading->names->offices++;
    }
    size_t count = end - start;
    if (count == 1 && code[0] == U'も') /* 写真も */
        return;
    if (count > 2 && text_among(code[0], U"发發") && code[1] == U'自') { /* 发自南湾 */
        reading->names->offices++;
        return;
    }
    if (count == 1 && reading->padded_count < PADDED_MAX) {
        reading->padded[reading->padded_count++] = code[0];
        return;
    }
    /* 燕 小雁 */
    if (reading->padded_count == 1 && count == 2 && people_cost(code, 2) == COST_NONE &&
        surname_rank(reading->padded[0]) != SURNAME_NONE) {
        char32_t joined[] = {reading->padded[0], code[0], code[1]};
        reading->padded_count = 0;
        add_points(reading, joined, 3);
        return;
    }
    flush_padded(reading);
    add_people(reading, code, count);
}

/* ---- roles in a run */

/* Nothing, or a mark, follows AT: a role there is that of the names before. */
static bool
ends_group(const struct reading *reading, size_t at)
{
    struct slice rest = text_trim(slice_from(reading->text, at));
    return rest.len == 0 || text_among(text_first(rest), U"、，,;；)）】〕］]/／|｜");
}

/* 文, 图, 摄 between marks. */
static bool
read_short_role(struct reading *reading, const struct han_run *run)
{
    const struct role *role = run->count == 1 ? role_short(run->code[0]) : NULL;
    if (role == NULL || reading->padded_count == 1)
        return false;
    flush_padded(reading);
    struct slice rest = slice_from(reading->text, run->at[1]);
    char32_t mark = 0, next = 0, after = 0;
    size_t len = rest.len > 0 ? text_decode(rest.at, &mark) : 0;
    if (len < rest.len)
        len += text_decode(rest.at + len, &next);
    if (len < rest.len)
        text_decode(rest.at + len, &after);
    bool names_follow = text_among(mark, U"/／:：") && text_is_han(next) && text_is_han(after);
    if (reading->names->count == 0 || names_follow)
        set_role(reading, run->at[0], run->at[1], role->duty);
    else
        close_group(reading, role->duty);
    return true;
}

/* 总台央视记者, 每经记者: what stands before a role and is nobody's name is whose reporter somebody is. */
static bool
is_office_of(const struct reading *reading, const char32_t *code, size_t count)
{
    size_t ends[PEOPLE_MAX];
    bool dot;
    return count > 1 && reading->padded_count == 0 && !people_is_transliterated(code, count, &dot) &&
           !(count < 5 && (people_cost(code, count) != COST_NONE || people_is_strict(code, count))) &&
           people_split(code, count, ends) == 0;
}

static void
read_run(struct reading *reading, const struct han_run *run, bool dated)
{
    if (read_short_role(reading, run))
        return;
    size_t end = han_run_cut_tail(run, run->count), at = 0, where, len;
    bool picture = false;
    dated = dated || end < run->count;
    if (end == 0) {
        reading->names->offices += reading->slash; /* ／綜合報導 */
        return;
    }
    if (end > (reading->padded_count > 0 ? 1 : 2) && text_among(run->code[end - 1], U"摄攝")) {
        end--;
        picture = true;
    } else if (end > 2 && run->code[end - 1] == U'作' && people_is_strict(run->code, end - 1)) {
        end--; /* 田一麦作 */
        picture = true;
    }
    size_t before = reading->names->count;
    for (const struct role *role; (role = role_find(run, at, end, &where, &len)) != NULL; at = where + len) {
        size_t start = role_start(run, at, where);
        if ((role->duty == DUTY_AUTHOR || role->duty == DUTY_EDITOR) &&
            is_office_of(reading, run->code + at, start - at))
            reading->names->offices++;
        else
            read_people(reading, run, at, start, dated);
        flush_padded(reading);
        if (role->duty == DUTY_OFFICE)
            reading->names->offices++;
        else if (start > at && where + len == end && role->duty != DUTY_AUTHOR && ends_group(reading, run->at[end]))
            close_group(reading, role->duty);
        else
            set_role(reading, run->at[start], run->at[where + len], role->duty);
        reading->self = where - start >= 2 && role_is_self(run, start, where);
    }
    reading->glued = at > 0 && at < end && !text_among(run->code[at], U"·・");
    read_people(reading, run, at, end, dated);
    reading->glued = false;
    if (picture)
        flush_padded(reading);
    for (size_t i = before; picture && i < reading->names->count; i++)
        reading->names->name[i].duty = DUTY_PICTURE;
    reading->names->roles += picture;
}

/* ---- Latin names */

/* A Latin piece of the byline. LISTED: the one before it was a name and "and" or nothing stood between. */
static void
read_latin(struct reading *reading, size_t start, size_t end, bool listed)
{
    struct slice part = text_trim(slice_make(reading->text.at + start, end - start));
    enum duty duty;
    size_t prefix = latin_prefix(part, &duty);
    if (prefix > 0) {
        size_t at = (size_t)(part.at - reading->text.at);
        reading->fresh = false;
        set_role(reading, at, at + prefix - 1, (uint8_t)duty);
        part = text_trim(slice_from(part, prefix));
    }
    part = latin_before_stop(part);
    static const char *const titles[] = {"Jr.", "Jr", "Sr.", "II", "III", "MD", "M.D.", "PhD", "Ph.D."};
    for (size_t i = 0; i < BASE_COUNT(titles); i++)
        if (slice_equal(part, slice_of(titles[i])))
            return;
    if (part.len == 0)
        return;
    if (latin_is_affiliation(part, listed)) {
        reading->names->offices++;
        reading->names->roles += latin_is_title(part);
    } else if (latin_is_name(part) && text_points(part) <= NAME_POINTS_MAX) {
        bool whole = memchr(part.at, ' ', part.len) != NULL;
        size_t before = reading->names->count;
        reading->names->odd += !whole;
        add_name(reading, part, !whole);
        if (reading->names->count > before)
            reading->names->name[before].odd = !whole && reading->names->roles == 0;
    } else {
        reading->names->unknown++;
    }
}

/* ---- the byline */

static size_t
read_mark(struct reading *reading, size_t at, char32_t code, size_t len)
{
    flush_padded(reading);
    reading->slash = text_among(code, U"/／|｜丨");
    if (text_among(code, U"(（【〔［[《")) {
        size_t end = piece_skip_bracket(reading->text, at);
        reading->names->brackets++;
        if (code == U'《')
            reading->names->unknown += !piece_is_paper(slice_make(reading->text.at + at, end - at));
        return end;
    }
    if (text_is_digit(code)) {
        char32_t next = text_first(slice_from(reading->text, at + len));
        bool date = text_among(next, U"月日-－/:.") || text_is_digit(next) || reading->duty == DUTY_NOBODY;
        reading->names->unknown += !date;
        return piece_skip_date(reading->text, at);
    }
    reading->names->unknown += !text_among(code, U"、，,；;:：/／|｜丨&.'’-—–＝=◎＠@)）】〕］]");
    return at + len;
}

static bool
is_lost(const struct byline_names *names)
{
    return names->unknown > 0 || names->together > 0;
}

static void
read_all(struct reading *reading)
{
    struct slice text = reading->text;
    struct han_run run;
    bool listed = true;
    for (size_t at = 0; at < text.len && !(reading->whole && is_lost(reading->names));) {
        struct slice rest = slice_from(text, at);
        char32_t code;
        size_t len = text_decode(rest.at, &code);
        size_t mixed = reading->fresh && reading->colon ? piece_mixed(text, at) : 0;
        reading->named = reading->fresh && reading->colon;
        if (!text_is_space(code))
            reading->colon = text_among(code, U":：|｜丨=＝/／");
        if (mixed > 0) {
            add_name(reading, slice_make(rest.at, mixed), true);
            at += mixed;
        } else if (text_is_space(code)) {
            bool and = slice_starts(rest, " and ") || slice_starts(rest, " AND ");
            listed = listed || and;
            at += and? strlen(" and ") : len;
        } else if (text_among(code, U"・·")) { /* 写真・文 */
            at += len;
        } else if (han_run_takes(code)) {
            at = piece_take_run(text, at, &run);
            read_run(reading, &run, text_is_digit(text_first(slice_from(text, at))));
            reading->slash = false;
        } else if (text_is_letter(code)) {
            flush_padded(reading);
            size_t end = piece_latin_end(text, at);
            /* TVBS記者: a paper */
            if (!han_run_takes(text_first(slice_from(text, end))))
                read_latin(reading, at, end, listed);
            at = end;
            listed = false;
        } else {
            listed = listed || code == '&';
            at = read_mark(reading, at, code, len);
        }
    }
    flush_padded(reading);
}

static void
read(struct reading reading)
{
    if (korean_has(reading.text)) {
        korean_names(reading.text, reading.names);
        return;
    }
    char squeezed[SQUEEZED_BYTES_MAX];
    bool spaced = slice_has(reading.text, "记 者") || slice_has(reading.text, "記 者");
    if (spaced)
        reading.text = piece_squeeze(reading.text, squeezed, sizeof squeezed);
    /* not the names, of which most are never set */
    memset(reading.names, 0, offsetof(struct byline_names, name));
    reading.reports = piece_ends_report(reading.text);
    read_all(&reading);
    for (size_t i = 0; spaced && i < reading.names->count; i++)
        reading.names->name[i].role = (struct issue_span){0, 0}; /* it is elsewhere in what was given */
}

void
names_read(struct slice byline, bool japanese, struct byline_names *names)
{
    read((struct reading){.text = byline, .names = names, .japanese = japanese});
}

bool
names_read_whole(struct slice byline, struct byline_names *names)
{
    read((struct reading){.text = byline, .names = names, .whole = true});
    return !is_lost(names);
}

void
names_read_signature(struct slice byline, struct byline_names *names)
{
    read((struct reading){.text = byline, .names = names, .signature = true});
}
