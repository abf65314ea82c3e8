/* Who took or drew a picture: （新华社记者田一麦摄）, 灯船靠岸了。沈小禾 摄, 圖／王小明, at the end of the words under it.
 */
#include "parser/byline/byline.h"

enum { CREDIT_POINTS_MAX = 40, TRIES_MAX = 6 };

/* Nothing but those of pictures. */
static bool
is_credit(struct slice text)
{
    struct byline_names names;
    /* 记者果永毅摄 is certain, 灯船摄 is not */
    if (!names_read_whole(text, &names) || names.count == 0 || (names.weak > 0 && names.roles < 2))
        return false;
    for (size_t i = 0; i < names.count; i++)
        if (names.name[i].duty != DUTY_PICTURE)
            return false;
    return true;
}

/* Where the last CREDIT_POINTS_MAX characters of TEXT begin, or its last sentence; SIZE_MAX: right at its end. */
static size_t
tail_start(struct slice text)
{
    size_t at = text.len, before, next;
    for (size_t points = 0; at > 0 && points < CREDIT_POINTS_MAX; points++, at = before) {
        before = text_previous(text, at);
        if (text_among(text_point(text, before, &next), U"。！？；，、："))
            return at < text.len ? at : SIZE_MAX;
    }
    return at;
}

struct slice
picture_credit(struct slice text)
{
    static const char32_t ends[] = U"摄攝影图圖繪绘供", starts[] = U"图圖摄攝写撮";
    struct slice none = slice_make(text.at, 0);
    text = text_trim(text);
    size_t open = text_last_bracket(text, U"(（【〔［[", U")）】〕］]", CREDIT_POINTS_MAX);
    if (open != SIZE_MAX) {
        struct slice inside = text_inside(text, open);
        bool may = text_among(text_last(inside), ends) || text_among(text_first(inside), starts);
        return may && is_credit(inside) ? inside : none;
    }
    /* 圖／王小明, all of it */
    if (text_among(text_first(text), starts) && text.len <= CREDIT_POINTS_MAX * 3 && is_credit(text))
        return text;
    if (!text_among(text_last(text), ends))
        return none;
    size_t start = tail_start(text);
    for (int tries = 0; start < text.len && tries < TRIES_MAX; tries++) {
        struct slice tail = text_trim(slice_from(text, start));
        if (is_credit(tail))
            return tail;
        /* from the next blank on: 渡口的灯 田一麦 摄 */
        size_t at = (size_t)(tail.at - text.at), next = at;
        while (at < text.len && !text_is_space(text_point(text, at, &next)))
            at = next;
        start = at;
    }
    return none;
}
