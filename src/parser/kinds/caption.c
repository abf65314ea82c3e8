/* The words under a picture, and who signed a text: told from one line alone, or from the marks around it.
 *
 * Newspapers mark both in a few fixed ways, so what is told here is nearly always right; what has none of the marks
 * stays body text.
 */
#include "parser/byline/byline.h"
#include "parser/kinds/kinds.h"
#include "parser/story/story.h"

enum {
    BRACKET_POINTS_MAX = 41,
    CREDIT_POINTS_MAX = 30,
    ALL_POINTS_MAX = 60,
    TOKEN_POINTS_MAX = 16,
    NAME_POINTS_MAX = 5, /* with 摄 */
    MARKED_POINTS_MAX = 80,
    NEAR = 12,
    CREDIT_ALONE_POINTS_MAX = 24,
    SHOWN_POINTS_MAX = 260,
    DAY_POINTS_MAX = 12,
    LABEL_POINTS_MAX = 6,
    TAKER_POINTS_MAX = 28,
    PLACE_POINTS_MAX = 24,
    WHOLE_POINTS_MIN = 5
};

/* What is in the bracket that TEXT ends with; empty: it ends with none. *OPEN is where the bracket begins. */
static struct slice
last_inside(struct slice text, size_t *open)
{
    *open = text_last_bracket(text, U"(（【[", U")）】]", BRACKET_POINTS_MAX);
    return *open != SIZE_MAX ? text_inside(text, *open) : slice_make("", 0);
}

/* （新华社记者某某摄）, （资料图）, (Photo: A. N. Other) */
static bool
names_a_picture(struct slice inner)
{
    static const char *const ends[] = {
        "摄",       "攝",     "摄影",     "攝影",     "供图",     "供圖",     "提供照片", "照片",     "图片", "圖片",
        "资料图",   "資料圖", "制图",     "製圖",     "绘",       "繪",       "漫画",     "漫畫",     "撮影", "写真",
        "提供写真", "供图片", "资料照片", "資料照片", "新华社发", "新華社發", "中新社发", "中新社發", NULL};
    static const char *const starts[] = {
        "图：",      "图:",           "圖：",     "圖:",      "图／",   "圖／",   "图/",    "圖/",    "图片来源",
        "圖片來源",  "照片：",        "照片:",    "写真：",   "写真は", "写真=",  "写真＝", "Photo:", "Photo by",
        "Photos by", "Photograph by", "Picture:", "AP Photo", "图表由", "照片均", NULL};
    static const char *const pointers[] = {"见", "見", "附", NULL}; /* 附图片２张: it stands elsewhere */
    static const char *const given[] = {"提供", NULL};
    static const char *const texts[] = {"材料",   "稿",   "数据", "數據", "文字", "本文",
                                        "资料由", "信息", "線索", "线索", NULL};
    return inner.len > 0 && !words_begin(inner, pointers) &&
           (words_end(inner, ends) || (words_end(inner, given) && !words_in(inner, texts)) ||
            words_begin(inner, starts) || slice_has(inner, "美联社照片"));
}

/* 上图 and the like, only before what explains a picture: 上图书馆 is none. */
static bool
points_at_picture(struct slice text)
{
    static const char *const pictures_at[] = {"上图", "下图", "左图", "右图",   "题图", "上圖", "下圖",
                                              "左圖", "右圖", "題圖", "压题图", "大图", "小图", NULL};
    static const char *const after[] = {"为", "為", "：", ":", "（", "(", "是", "／", "/", "、", NULL};
    for (const char *const *at = pictures_at; *at != NULL; at++)
        if (text.len > 0 && (*at)[0] == text.at[0] && slice_starts(text, *at) &&
            words_begin(slice_from(text, strlen(*at)), after))
            return true;
    return false;
}

/* 2、图为: captions of several pictures are numbered. */
static struct slice
skip_number(struct slice text)
{
    size_t at = 0, digits = 0;
    char32_t code = 0;
    while (at < text.len && digits < 3) {
        size_t len = text_decode(text.at + at, &code);
        if (!text_is_digit(code))
            break;
        digits++;
        at += len;
    }
    bool mark =
        digits > 0 && at < text.len && (code == U'、' || code == U'．' || code == '.' || code == U'：' || code == ':');
    return mark ? text_trim(slice_from(text, at + text_decode(text.at + at, &code))) : text;
}

/* 图1：, 図２　, 写真①: pictures that the text refers to by number. */
static bool
is_numbered_picture(struct slice text)
{
    static const char *const pictures[] = {"图", "圖", "図", "写真", "照片", NULL};
    static const char *const after[] = {"：", ":", "　", " ", "．", ".", "为", "為", "＝", "は", NULL};
    size_t at = 0, next = 0;
    for (const char *const *word = pictures; *word != NULL && at == 0; word++)
        at = slice_starts(text, *word) ? strlen(*word) : 0;
    char32_t number = at > 0 && at < text.len ? text_point(text, at, &next) : 0;
    if (!text_is_digit(number) && !(number >= 0x2460 && number <= 0x2473) &&
        !text_among(number, U"一二三四五六七八九上下左右中"))
        return false;
    return words_begin(slice_from(text, next), after);
}

/* 插图 鲁一白, 漫画：都管都不管 雷公藤 作: a drawing, and who made it. */
static bool
is_drawing(struct slice text)
{
    static const char *const drawings[] = {"插图", "插圖", "插画", "插畫", "漫画",     "漫畫", "题图",
                                           "題圖", "绘图", "繪圖", "挿絵", "イラスト", NULL};
    static const char *const after[] = {"：", ":", "　", " ", "／", "/", "・", NULL};
    for (const char *const *word = drawings; *word != NULL; word++)
        if (slice_starts(text, *word) && words_begin(slice_from(text, strlen(*word)), after))
            return text_points(text) <= CREDIT_POINTS_MAX && !slice_has(text, "。") && !slice_has(text, "，");
    return false;
}

/* 本版图片均由某某摄, All photos by: one line for all pictures of a page. */
static bool
is_for_all(struct slice text)
{
    static const char *const begins[] = {
        "本版图片", "本版照片",       "本版摄影", "本版圖片", "本版攝影",   "本组图片",     "本组照片",
        "本組圖片", "本組照片",       "以上图片", "以上照片", "以上圖片",   "文中图片",     "文中照片",
        "图片均",   "照片均",         "圖片均",   "图均由",   "圖均由",     "图片由",       "圖片由",
        "照片由",   "写真はいずれも", "写真提供", "写真撮影", "All photos", "All pictures", NULL};
    return words_begin(text, begins) && text_points(text) <= ALL_POINTS_MAX;
}

/* What stands behind the last blank, slash or stop of TEXT; *PARTED: there is one. */
static struct slice
last_token(struct slice text, bool *parted)
{
    size_t at = text.len;
    *parted = false;
    for (int points = 0; at > 0 && points < TOKEN_POINTS_MAX; points++) {
        size_t before = text_previous(text, at);
        char32_t code;
        text_decode(text.at + before, &code);
        *parted = text_is_space(code) || text_among(code, U"/／。，：:|｜）)");
        if (*parted)
            break;
        at = before;
    }
    return slice_from(text, at);
}

/* A name, where it is known that one stands there: a few ideographs and kana, or words with capitals. */
static bool
may_be_name(struct slice text)
{
    size_t points = 0, next;
    bool begins = true;
    text = text_trim(text);
    for (size_t at = 0; at < text.len; at = next, points++) {
        char32_t code = text_point(text, at, &next);
        bool cjk = text_is_cjk(code) || text_is_hangul(code), latin = text_is_letter(code) && !cjk;
        if (!cjk && !latin && !text_among(code, U" .-'’・·"))
            return false;
        if (begins && latin && code >= 'a' && code <= 'z')
            return false;
        begins = text_is_space(code);
    }
    return points > 1 && points <= (text_is_cjk(text_first(text)) ? NAME_POINTS_MAX * 2 : TAKER_POINTS_MAX);
}

/* The end of TEXT, and the marks there before which, or behind which, somebody or a place is named: nearly all lines have none. */
struct end_marks {
    size_t start; /* of its last TAKER_POINTS_MAX characters */
    bool taker;   /* one of :=・／＝ is among them, or by */
    bool place;   /* 、 is */
};

static struct end_marks
find_end_marks(struct slice text)
{
    struct end_marks marks = {.start = text.len};
    for (size_t points = 0; marks.start > 0 && points < TAKER_POINTS_MAX; points++) {
        size_t start, next;
        if (marks.start > 2 && (unsigned char)text.at[marks.start - 3] - 0xE4U <= 0xE9 - 0xE4) {
            marks.start -= 3; /* Han, or next to it: none of these */
            continue;
        }
        start = marks.start - 1;
        char last = text.at[start];
        if ((unsigned char)last < 0x80) {
            marks.start = start;
            marks.taker |= last == ':' || last == '=' || (last == 'y' && start > 0 && text.at[start - 1] == 'b');
            continue;
        }
        start = marks.start = text_previous(text, marks.start);
        char32_t code = text_point(text, start, &next);
        marks.taker |= text_among(code, U"・／＝");
        marks.place |= code == U'、';
    }
    return marks;
}

/* 写真・田中一, Photo: Ann Lee, 사진=김아무: behind what the picture shows, with nothing but a name after it. */
static bool
names_its_taker(struct slice text, struct end_marks marks)
{
    static const char *const labels[] = {
        "Photo: ", "Photo by ", "Picture: ", "Picture by ", "Photograph: ", "写真・", "写真／",
        "撮影・",  "撮影＝",    "사진=",     "사진・",      "圖／",         "图／",   NULL};
    size_t next;
    size_t start = marks.start;
    struct slice tail = slice_from(text, start);
    for (const char *const *label = labels; marks.taker && *label != NULL; label++) {
        size_t at = slice_find(tail, *label);
        if (at == SIZE_MAX || start + at == 0)
            continue;
        char32_t before = text_point(text, text_previous(text, start + at), &next);
        struct slice name = slice_from(tail, at + strlen(*label));
        if ((text_is_space(before) || text_among(before, U"。.，）)」”\"｜|")) && may_be_name(name))
            return true;
    }
    return false;
}

/* 引き上げられた船＝２日、千波港: when and where, as Japanese papers end what a picture shows. */
static bool
ends_with_place(struct slice text)
{
    size_t at = text.len, next = at;
    for (size_t points = 0; at > 0 && points < PLACE_POINTS_MAX; points++) {
        at = text_previous(text, at);
        if (text_point(text, at, &next) == U'＝')
            break;
    }
    struct slice after = slice_from(text, next);
    size_t digits = 0, end = 0;
    while (end < after.len && digits < 3 && text_is_digit(text_point(after, end, &next))) {
        end = next;
        digits++;
    }
    return at > 0 && digits > 0 && slice_starts(slice_from(after, end), "日、") && !slice_has(after, "。");
}

/* 雨停了。韦南洲摄, 韦南洲／摄, 水务所供图: who took it, without brackets, at the end. Not 今日开拍, 航摄. */
static bool
ends_with_credit(struct slice text)
{
    static const char *const taken[] = {"摄", "攝", NULL}, *const words[] = {"拍摄", "拍攝", "航摄", "航攝",
                                                                             "统摄", "勾摄", NULL};
    static const char *const pictures[] = {"供图",     "供圖",     "资料图片", "資料圖片", "新华社发",
                                           "新華社發", "中新社发", "人民图片", "视觉中国", "新华社图片",
                                           "東方IC",   "东方IC",   NULL};
    static const char *const given[] = {"提供", NULL}, *const what[] = {"图片",   "圖片",   "照片", "写真",
                                                                        "資料圖", "资料图", NULL};
    static const char *const labels[] = {"图／", "圖／", "图/", "圖/", "图：", "圖：", "照片：", NULL};
    static const char *const reporters[] = {"记者",   "記者",   "本报",   "本報", "通讯员",
                                            "通訊員", "新华社", "新華社", "特约", NULL};
    static const char *const agencies[] = {"＝共同", "＝ロイター", "＝AP", "＝ＡＰ", "＝時事", "＝AFP", NULL};
    bool parted;
    if (!text_among(text_last(text), U"공摄攝图圖片发發国國供CP同ーＰ事"))
        return false; /* nearly all lines end so */
    if (words_end(text, agencies) || (slice_ends(text, " 제공") && slice_has(text, ". ")))
        return true;
    bool shot = words_end(text, taken) && !words_end(text, words), shown = words_end(text, pictures),
         gave = words_end(text, given);
    if (!shot && !shown && !gave)
        return false;
    struct slice token = last_token(text, &parted);
    size_t points = text_points(token);
    if (shown)
        return parted || points == text_points(text);
    if (gave) {
        struct slice before = slice_make(text.at, text.len - token.len);
        return words_in(token, what) ||
               (parted && points <= NAME_POINTS_MAX + 8 && (words_in(before, what) || words_end(before, labels)));
    }
    return (parted || token.len == text.len) &&
           (points <= NAME_POINTS_MAX || (points < TOKEN_POINTS_MAX && words_begin(token, reporters)));
}

/* What captions begin with. */
// clang-format off
static const char *const starts[] = {
    "图为", "圖為", "图：", "图:", "圖：", "圖:", "图／", "圖／", "▲图", "▲圖", "图片：", "圖片：", "图片:", "圖片:", "图片说明", "圖片說明",
    "照片：", "照片:", "压题照片", "資料照片", "资料图片：", "写真は", "写真：", "【写真", "（写真", "写真＝", "図：", "図／", "PHOTO:", "Photo:",
    "Photo by ", "Photos by ", "Photograph by ", "Photographs by ", "Picture:", "PICTURE:", "Pictured:",
    "PICTURED:", "CAPTION:", "Caption:", "PHOTOS:", "Photos:", "图注：", "圖說：", "图说：", "资料图：", "資料圖：", "写真／",
    "写真/", "↑", "↓", "←", "→", "↖", "↗", "↘", "↙", "⬆", "⬇", "⬅", "➡", "사진=", "사진:", "사진＝", "Photo courtesy",
    "Picture by ", "Pictures by ", "Photograph:", NULL
};
// clang-format on

bool
caption_begins(struct slice text)
{
    /* nearly all lines begin otherwise */
    bool marked = text_among(text_first(text), U"图圖図▲照压資资写【（PC↑↓←→↖↗↘↙⬆⬇⬅➡사本以文A插漫题題绘繪挿イ");
    return (marked && (words_begin(text, starts) || is_for_all(text) || is_drawing(text))) || points_at_picture(text) ||
           is_numbered_picture(text);
}

bool
caption_is(struct slice text)
{
    static const char *const ends[] = {"＝写真", "撮影", "＝提供写真", NULL};
    text = skip_number(text);
    size_t open, before;
    struct slice inner = last_inside(text, &open);
    if (caption_begins(text) || names_a_picture(inner) || ends_with_credit(text))
        return true;
    struct end_marks marks = find_end_marks(text);
    if (names_its_taker(text, marks) || (marks.place && ends_with_place(text)))
        return true;
    /* （某某摄）（传真） */
    if (inner.len > 0 && open > 0 && names_a_picture(last_inside(slice_make(text.at, open), &before)))
        return true;
    return words_end(text, ends) && slice_has(text, "＝");
}

/* ---- among the lines of a page */

/* ▲新水尺: a mark of its own, as no other line beside it has it. */
static bool
is_marked(const struct shape *shapes, size_t count, size_t i)
{
    char32_t mark = text_first(shapes[i].text);
    uint32_t most = text_among(mark, U"▼▽") ? BRACKET_POINTS_MAX / 2 : MARKED_POINTS_MAX; /* links have it too */
    if (!text_among(mark, U"▲△▼▽") || shapes[i].points > most || shapes[i].stops > 1)
        return false;
    for (size_t k = i > NEAR ? i - NEAR : 0; k < count && k <= i + NEAR; k++)
        if (k != i && text_first(shapes[k].text) == mark)
            return false;
    return i > 0 && !shapes[i].colon;
}

/* （图片）, （漫画）: behind a headline it says that a picture goes with the article. */
static bool
says_picture_only(struct slice inner)
{
    static const char *const words[] = {"图片", "圖片", "照片", "漫画", "漫畫", "写真", "组图", "組圖", "图", "圖"};
    for (size_t i = 0; i < BASE_COUNT(words); i++)
        if (slice_equal(inner, slice_of(words[i])))
            return true;
    return false;
}

/* 新华社记者 某某摄, 人民图片: who took a picture and nothing else; what is in it stands on the line above. */
static bool
is_credit_alone(struct slice text)
{
    return text_points(text) <= CREDIT_ALONE_POINTS_MAX && !slice_has(text, "。") && ends_with_credit(text) &&
           !slice_has(text, "图为") && !slice_has(text, "圖為");
}

bool
caption_is_whole(const struct shape *shape, bool printed)
{
    size_t wide = slice_find(shape->text, "\u3000"), apart = slice_find(shape->text, "  "),
           stop = slice_find(shape->text, "。");
    wide = apart < wide ? apart : wide;
    if (!ends_with_credit(shape->text))
        return false;
    if (!printed && stop != SIZE_MAX && text_points(slice_make(shape->text.at, stop)) >= WHOLE_POINTS_MIN * 2)
        return true;
    if (wide == SIZE_MAX)
        return false;
    struct slice shown = slice_make(shape->text.at, wide);
    return !line_is_finished(shown) && text_points(shown) >= WHOLE_POINTS_MIN;
}

/* 6月27日，……: says of a picture what happened when. */
bool
day_begins(struct slice text)
{
    size_t at = 0, points = 0;
    while (at < text.len && points < DAY_POINTS_MAX) {
        char32_t code;
        at += text_decode(text.at + at, &code);
        points++;
        if (code == U'日')
            return points > 3;
        if (!text_is_digit(code) && !text_among(code, U"年月〇一二三四五六七八九十廿 "))
            return false;
    }
    return false;
}

/* Line I stands above a credit: is it what the picture shows? */
static bool
is_shown(const struct shape *shapes, size_t count, size_t i)
{
    const struct shape *shape = &shapes[i];
    bool short_enough = block_is_free(shape) && shape->points <= SHOWN_POINTS_MAX && shape->stops <= 1 &&
                        !shape->lead && !shape->list && !shape->byline && shape->points > CREDIT_ALONE_POINTS_MAX / 2;
    return short_enough && (day_begins(shape->text) || (i + 2 < count && shapes[i + 2].lead));
}

void
captions_mark(struct shape *shapes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct shape *shape = &shapes[i];
        bool picture = shape->byline && (caption_begins(shape->text) || picture_credit(shape->text).len > 0);
        bool caption = shape->caption && (!shape->byline || picture);
        size_t open;
        struct slice inner = caption ? last_inside(shape->text, &open) : slice_make("", 0);
        caption &= !(inner.len > 0 && open > 0 && says_picture_only(inner));
        if (!block_is_free(shape) || shape->lead || !(caption || is_marked(shapes, count, i)))
            continue;
        if (caption && i > 0 && is_credit_alone(shape->text) && is_shown(shapes, count, i - 1))
            block_set(&shapes[i - 1], BLOCK_CAPTION, shapes[i - 1].finished);
        /* 图片：, and the words on the next line */
        if (caption && shape->end == END_COLON && shape->points <= LABEL_POINTS_MAX && i + 1 < count &&
            block_is_free(&shape[1]) && shape[1].points <= SHOWN_POINTS_MAX / 2)
            block_set(&shape[1], BLOCK_CAPTION, shape[1].finished);
        block_set(shape, BLOCK_CAPTION,
                  shape->finished || names_a_picture(inner) || ends_with_credit(shape->text) ||
                      names_its_taker(shape->text, find_end_marks(shape->text)));
    }
}

bool
credit_is(struct slice text)
{
    static const char *const sentences[] = {"。", "，", "；", "：", ", ", "？", "！", NULL};
    static const char *const pictures[] = {"附图", "附圖", NULL};
    static const char *const datelines[] = {"电", "電", NULL};
    size_t open;
    struct slice inner = last_inside(text, &open);
    size_t points = text_points(inner);
    if (open != 0 || points < 2 || points > CREDIT_POINTS_MAX || words_in(inner, sentences) ||
        words_in(inner, pictures) || notice_has_word(inner))
        return false;
    bool dateline = words_end(inner, datelines); /* （新华社北京１月１日电） */
    for (size_t at = 0; at < inner.len;) {
        char32_t code;
        at += text_decode(inner.at + at, &code);
        if (text_is_digit(code) && !dateline)
            return false;
    }
    char32_t first = text_first(inner);
    return text_is_han(first) || text_is_kana(first) || text_is_letter(first) || first == U'《';
}
