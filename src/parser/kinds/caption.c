/* The words under a picture, and who signed a text: told from one paragraph alone.
 *
 * Newspapers mark both in a few fixed ways, so what is told here is nearly always right; what has none of the marks
 * stays body text.
 */
#include "parser/kinds/kinds.h"
#include "parser/story/story.h"

enum { BRACKET_POINTS_MAX = 41, CREDIT_POINTS_MAX = 30 };

static bool
has_any(struct slice text, const char *const *words)
{
    for (; *words != NULL; words++)
        if (slice_find(text, *words) != SIZE_MAX)
            return true;
    return false;
}

static bool
starts_any(struct slice text, const char *const *words)
{
    char first = text.len > 0 ? text.at[0] : '\0'; /* nearly always it says no */
    for (; *words != NULL; words++)
        if ((*words)[0] == first && slice_starts(text, *words))
            return true;
    return false;
}

static bool
ends_any(struct slice text, const char *const *words)
{
    for (; *words != NULL; words++)
        if (slice_ends(text, *words))
            return true;
    return false;
}

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
    static const char *const ends[] = {"摄",   "攝",   "摄影",   "攝影",   "供图",     "供圖", "提供照片", "照片",
                                       "图片", "圖片", "资料图", "資料圖", "制图",     "製圖", "绘",       "繪",
                                       "漫画", "漫畫", "撮影",   "写真",   "提供写真", NULL};
    static const char *const starts[] = {
        "图：",      "图:",           "圖：",     "圖:",      "图／",   "圖／",   "图/",    "圖/",    "图片来源",
        "圖片來源",  "照片：",        "照片:",    "写真：",   "写真は", "写真=",  "写真＝", "Photo:", "Photo by",
        "Photos by", "Photograph by", "Picture:", "AP Photo", "图表由", "照片均", NULL};
    static const char *const pointers[] = {"见", "見", "附", NULL}; /* 附图片２张: it stands elsewhere */
    return inner.len > 0 && !starts_any(inner, pointers) &&
           (ends_any(inner, ends) || starts_any(inner, starts) || slice_find(inner, "美联社照片") != SIZE_MAX);
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
            starts_any(slice_from(text, strlen(*at)), after))
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

bool
caption_is(struct slice text)
{
    static const char *const starts[] = {"图为",       "圖為",       "图：",           "图:",      "圖：",
                                         "圖:",        "图／",       "圖／",           "▲图",      "▲圖",
                                         "图片：",     "圖片：",     "图片:",          "圖片:",    "图片说明",
                                         "圖片說明",   "照片：",     "照片:",          "压题照片", "資料照片",
                                         "资料图片：", "写真は",     "写真：",         "【写真",   "（写真",
                                         "写真＝",     "図：",       "図／",           "PHOTO:",   "Photo:",
                                         "Photo by ",  "Photos by ", "Photograph by ", "Picture:", "PICTURE:",
                                         "Pictured:",  "PICTURED:",  "CAPTION:",       "Caption:", NULL};
    static const char *const ends[] = {"＝写真", "撮影", "＝提供写真", NULL};
    text = skip_number(text);
    size_t open, before;
    struct slice inner = last_inside(text, &open);
    if (starts_any(text, starts) || points_at_picture(text) || names_a_picture(inner))
        return true;
    /* （某某摄）（传真） */
    if (inner.len > 0 && open > 0 && names_a_picture(last_inside(slice_make(text.at, open), &before)))
        return true;
    return ends_any(text, ends) && slice_find(text, "＝") != SIZE_MAX;
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
    if (open != 0 || points < 2 || points > CREDIT_POINTS_MAX || has_any(inner, sentences) ||
        has_any(inner, pictures) || notice_has_word(inner))
        return false;
    bool dateline = ends_any(inner, datelines); /* （新华社北京１月１日电） */
    for (size_t at = 0; at < inner.len;) {
        char32_t code;
        at += text_decode(inner.at + at, &code);
        if (text_is_digit(code) && !dateline)
            return false;
    }
    char32_t first = text_first(inner);
    return text_is_han(first) || text_is_kana(first) || text_is_letter(first) || first == U'《';
}
