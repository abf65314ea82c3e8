/* Who wrote it: lines that are a byline, and signatures at the end of an article.
 *
 * Judges a line by itself; names.c takes the names apart.
 */
#include "parser/parts.h"

enum { LINE_POINTS_MAX = 60, NAMES_POINTS_MAX = 40, SIGNATURE_POINTS_MAX = 40, PERSONS_MAX = 6, PEN_NAME_POINTS_MAX = 4 };

static bool
holds(const char32_t *set, char32_t code)
{
    for (; *set != 0; set++)
        if (*set == code)
            return true;
    return false;
}

/* Where the bracket begins that ends TEXT and holds no other; SIZE_MAX: none does. */
static size_t
last_bracket(struct slice text)
{
    if (!holds(U")）】〕］]", text_last(text)))
        return SIZE_MAX;
    size_t end = text_previous(text, text.len);
    for (size_t points = 0; end > 0 && points < SIGNATURE_POINTS_MAX + 1; points++) {
        size_t at = text_previous(text, end);
        char32_t code;
        text_decode(text.at + at, &code);
        if (holds(U"(（【〔［[", code))
            return at;
        if (holds(U")）】〕］]", code))
            return SIZE_MAX;
        end = at;
    }
    return SIZE_MAX;
}

static struct slice
inside_of(struct slice text, size_t open)
{
    char32_t code;
    size_t start = open + text_decode(text.at + open, &code);
    return text_trim(slice_make(text.at + start, text_previous(text, text.len) - start));
}

static size_t
authors_of(const struct names *names)
{
    size_t authors = 0;
    for (size_t i = 0; i < names->count; i++)
        authors += names->name[i].duty == DUTY_AUTHOR;
    return authors;
}

/* （晓麦）, （渡人）: a pen name, in which hardly anything tells that it is one. */
static bool
is_pen_name(struct slice inside)
{
    /* 完, 下转第二版, 图一, 笑声: what else stands in brackets */
    static const char32_t others[] = U"完上下中左右续續略图圖表注註见見附节節选選摘声聲掌笑画畫绘繪稿供发發据據电電讯訊摄攝影照片转轉接版例如即共含约約第一二三四五六七八九十百千万年月日时時的了是不在";
    size_t points = 0;
    for (size_t at = 0; at < inside.len; points++) {
        char32_t code;
        at += text_decode(inside.at + at, &code);
        if (!text_is_han(code) || holds(others, code))
            return false;
    }
    return points >= 2 && points <= PEN_NAME_POINTS_MAX;
}

/* What a photographer, an agency or an editor puts in brackets is no signature. */
static bool
is_signature(struct slice inside)
{
    static const char32_t others[] = U"摄攝照绘繪画畫据據供稿摘";
    for (size_t at = 0; at < inside.len;) {
        char32_t code;
        at += text_decode(inside.at + at, &code);
        if (text_is_digit(code) || holds(U"。，；：！？“”《》", code))
            return false;
    }
    if (is_pen_name(inside))
        return true;
    struct names names;
    names_read_signature(inside, &names);
    bool reported = slice_ends(inside, "报道") || slice_ends(inside, "報導");
    if (holds(others, text_last(inside)) && names.weak > 0)
        return false;
    return authors_of(&names) > 0 && names.unknown == 0 && names.together == 0 && (names.weak == 0 || names.roles > 0 || reported);
}

struct slice
byline_signature(struct slice text)
{
    struct slice none = slice_make(text.at, 0);
    text = text_trim(text);
    size_t open = last_bracket(text);
    if (open == SIZE_MAX)
        return none;
    struct slice inside = inside_of(text, open), before = text_trim(slice_make(text.at, open));
    if (before.len > 0 && !holds(U"。！？!?…”’」』》—", text_last(before)))
        return none;
    return is_signature(inside) ? inside : none;
}

/* ■, ● and the like, and the brackets around all of it. */
static struct slice
bare(struct slice text)
{
    text = text_trim(text);
    while (holds(U"□■◆◇●○▲△★☆◎※▍▌│", text_first(text)) || (text.len > 0 && byte_among(text.at[0], "*"))) {
        char32_t code;
        text = text_trim(slice_from(text, text_decode(text.at, &code)));
    }
    return last_bracket(text) == 0 ? inside_of(text, 0) : text;
}

/* ---- Latin: By Nora Whitlock, Special to the Gazette */

static bool
is_latin_line(const struct shape *shape)
{
    static const char *const specials[] = {"SPECIAL TO ", "Special to ", "Special to ", "From Our ", "FROM OUR "};
    struct slice text = shape->text;
    for (size_t i = 0; i < BASE_COUNT(specials); i++)
        if (slice_starts(text, specials[i]))
            return !shape->finished;
    if (!slice_starts(text, "By ") && !slice_starts(text, "by ") && !slice_starts(text, "BY "))
        return false;
    static const char *const titles[] = {"Jr.", "Sr.", "M.D.", "Ph.D."};
    bool title = false;
    for (size_t i = 0; i < BASE_COUNT(titles); i++)
        title = title || slice_ends(text, titles[i]);
    static const char *const others[] = {"The ", "A ", "An ", "Any ", "All ", "No ", "My ", "Our ", "Your ", "This ", "That ", "Their "};
    for (size_t i = 0; i < BASE_COUNT(others); i++)
        if (slice_starts(slice_from(text, 3), others[i]))
            return false;
    struct names names;
    names_read(text, false, &names);
    return (!shape->finished || title) && names.count > 0 && names.unknown == 0 && names.weak == 0;
}

/* ---- lines */

bool
byline_is_line(const struct shape *shape)
{
    struct slice text = shape->text;
    if (shape->points > LINE_POINTS_MAX)
        return false;
    if (!shape_is_cjk(shape))
        return is_latin_line(shape);
    if (last_bracket(text) == 0 && !holds(U"【[［〔", text_first(text)))
        return is_signature(inside_of(text, 0));
    struct slice inner = bare(text);
    char32_t last = text_last(inner);
    if (shape->finished || holds(U"。，；！？", last))
        return false;
    struct names names;
    names_read(inner, false, &names);
    size_t authors = authors_of(&names);
    bool marked = inner.len < text.len && authors == names.count; /* □ 田一麦 */
    if (names.unknown > 0 || names.together > 0 || names.count > PERSONS_MAX * 2)
        return false;
    if (names.count == 0) /* 本报评论员; 國際組／綜合報導 */
        return (names.roles > 0 && (slice_starts(inner, "本") || slice_starts(inner, "新华社"))) || (names.places > 1 && slice_ends(inner, "報導"));
    return authors > 0 && names.weak == 0 && (names.roles > 0 || marked);
}

/* Given names that an English reader knows; a line of Latin names has no other sign of its own. */
static bool
begins_with_given_name(const char *name)
{
    static const char names[] =
        " Aaron Abdul Abigail Adam Adrian Ahmed Aidan Alan Albert Alex Alexander Alexandra Ali Alice Alison Allan Allison Amanda Amy Ana Andrea Andrew Angela Ann Anna Anne "
        "Anthony Antonio Arthur Ashley Barbara Ben Benjamin Bernard Beth Betty Bill Bob Brad Bradley Brandon Brenda Brian Bruce Bryan Carl Carla Carlos Carol Caroline Catherine "
        "Charles Charlotte Chris Christian Christina Christine Christopher Claire Clara Claudia Colin Craig Cynthia Dan Daniel David Deborah Denis Dennis Diana Diane Diego Don "
        "Donald Donna Dorothy Douglas Ed Eddie Edgar Edith Edward Eileen Elaine Eleanor Elena Elizabeth Ellen Emily Emma Eric Erin Ernest Eugene Eva Evelyn Fiona Florence "
        "Frances Francis Francisco Frank Fred Frederick Gary Geoffrey George Gerald Gillian Gordon Grace Graham Greg Gregory Guy Hannah Harold Harriet Harry Heather Helen Henry "
        "Howard Hugh Ian Irene Isaac Isabel Ivan Jack Jacob Jacqueline James Jamie Jan Jane Janet Jason Jay Jean Jeff Jeffrey Jennifer Jeremy Jerry Jesse Jessica Jill Jim Joan "
        "Joanna Joe Joel John Jonathan Jordan Jose Joseph Joshua Joyce Juan Judith Judy Julia Julian Julie Justin Karen Karl Kate Katherine Kathleen Kathryn Keith Kelly Kenneth "
        "Kevin Kim Kimberly Kyle Larry Laura Lauren Lawrence Lee Leo Leonard Leslie Lewis Lillian Linda Lisa Louis Louise Lucy Luis Luke Lynn Marc Marcus Margaret Maria Marie "
        "Marilyn Mark Martha Martin Mary Matt Matthew Maureen Max Megan Melissa Michael Michelle Miguel Mike Mohammed Mona Monica Nadia Nancy Natalie Nathan Neil Nicholas Nick "
        "Nicola Nicole Nigel Noah Nora Norman Oliver Olivia Oscar Pamela Patricia Patrick Paul Paula Pauline Pedro Peter Philip Phillip Rachel Ralph Raymond Rebecca Richard Rita "
        "Robert Robin Roger Ronald Rosa Rose Roy Russell Ruth Ryan Sally Sam Samantha Samuel Sandra Sara Sarah Scott Sean Sharon Sheila Simon Sophia Sophie Stanley Stella Stephanie "
        "Stephen Steve Steven Stuart Susan Sylvia Teresa Terry Theodore Theresa Thomas Tim Timothy Tina Tobias Todd Tom Tony Tracy Valerie Victor Victoria Vincent Virginia Walter "
        "Wanda Warren Wayne Wendy William Zoe ";
    char word[24];
    size_t len = strcspn(name, " ");
    if (len + 3 > sizeof word)
        return false;
    word[0] = ' ';
    memcpy(word + 1, name, len);
    word[len + 1] = ' ';
    word[len + 2] = '\0';
    return strstr(names, word) != NULL;
}

bool
byline_is_names(struct slice text)
{
    text = bare(text);
    if (text.len == 0 || text_points(text) > NAMES_POINTS_MAX)
        return false;
    struct names names;
    names_read(text, false, &names);
    if (names.count == 0 || names.count > PERSONS_MAX || names.unknown > 0 || names.together > 0)
        return false;
    if (!text_is_letter(text_first(text)))
        return names.weak == 0 || (names.roles > 0 && names.weak < names.count);
    for (size_t i = 0; i < names.count; i++)
        if (strchr(names.name[i].text, ' ') == NULL || !begins_with_given_name(names.name[i].text))
            return false;
    return true;
}
