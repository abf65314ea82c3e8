/* The weather, as papers print it in a box or in a line at the top.
 *
 *   天气预报：今天晴，明天多云　气温 12～20℃          오늘의 날씨 맑음 최저 2도 최고 13도
 *   TODAY'S WEATHER. Fair, light airs, 61 degrees.
 *
 * A label, and behind it words of the sky and measures of heat and wind. An article about the weather has a sentence for
 * that; rows of days, without the label, may be its list.
 */
#include "parser/page/page.h"

enum {
    ROW_POINTS_MAX = 44, /* of Han; Latin may have twice as many */
    LABELLED_POINTS_MAX = 60,
    LABEL_POINTS_MAX = 10
};

static const char *const heads[] = {
    "天气预报",   "天氣預報",    "今日天气",  "今日天氣",   "明日天气",     "明日天氣",   "本地天气",   "市区天气",
    "未来天气",   "今明天气",    "今日氣溫",  "今日气温",   "明日氣溫",     "天气",       "天氣",       "天気",
    "气象",       "氣象",        "予報",      "今日の天気", "きょうの天気", "あすの天気", "明日の天気", "きょうの空",
    "날씨",       "오늘의 날씨", "오늘 날씨", "내일 날씨",  "내일의 날씨",  "주말 날씨",  "今天白天",   "今天夜间",
    "今晚到明天", "今晚至明天",  "明天白天",  NULL};
static const char *const latin_heads[] = {"the weather",  "weather",  "today's weather",    "weather forecast",
                                          "forecast for", "forecast", "tomorrow's weather", "tonight",
                                          "today",        "tomorrow", "local weather",      "weather report"};
static const char *const days[] = {"今天", "今晚", "今夜",  "今日",    "明天",     "明日", "后天",
                                   "後天", "明晚", "白天",  "夜间",    "夜里",     "あす", "きょう",
                                   "오늘", "내일", "Today", "Tonight", "Tomorrow", NULL};
static const char *const skies[] = {"晴",      "多云",    "多雲",  "阴",    "陰",   "雨",    "雪",    "雾",    "霧",
                                    "曇",      "くもり",  "맑음",  "흐림",  "흐리", "구름",  "Fair",  "fair",  "cloud",
                                    "Cloud",   "rain",    "Rain",  "snow",  "Snow", "sunny", "Sunny", "winds", "Wind",
                                    "showers", "Showers", "clear", "Clear", "fog",  "Fog",   "gale",  NULL};
static const char *const measures[] = {
    "℃",           "°",       "气温",   "氣溫",   "気温",       "风力",       "風力",      "级",        "級",
    "湿度",        "濕度",    "度",     "도",     "空气质量",   "紫外线",     "降水",      "降雨",      "偏北风",
    "偏南风",      "北风",    "南风",   "东风",   "西风",       "東北風",     "기온",      "최저",      "최고",
    "degrees",     "Degrees", "High",   "Low",    "high water", "High water", "low water", "Low water", "temperature",
    "Temperature", "mph",     "warmer", "colder", "cooler",     "Wind",       "wind",      NULL};

/* Where a label at the start ends, with the brackets around it; 0: there is none. */
static size_t
skip_label(struct slice text, bool *set_off)
{
    size_t at = 0, next;
    while (text_among(text_point(text, at, &next), U"【[［（(〔◇◆●■▲★☆※"))
        at = next;
    size_t end = at + words_skip(slice_from(text, at), heads);
    /* 今晚明晨：, 明天白天到夜里　 */
    size_t day = at, day_points = 0;
    for (; end == at && text_among(text_point(text, day, &next), U"今明后後天日晚晨夜间間白早上午下到至里");
         day_points++)
        day = next;
    if (day_points > 1 && text_among(text_point(text, at, &next), U"今明后後"))
        end = day;
    bool latin = end == at && text_byte_among(at < text.len ? (char)(text.at[at] | 0x20) : ' ', "twfl");
    for (size_t i = 0; i < BASE_COUNT(latin_heads) && latin && end == at; i++)
        folio_skip_word(text, &end, latin_heads[i]);
    if (end == at)
        return 0;
    /* 今日天气情况：, 明日の予報 */
    for (size_t points = 0; points < 4 && text_among(text_point(text, end, &next), U"情况狀况状況予預报報"); points++)
        end = next;
    *set_off = end == text.len || text_among(text_point(text, end, &next), U"】]］）)〕：: 　\t.,—-｜|·◇◆★☆");
    return *set_off ? end : 0;
}

static bool
is_row(const struct shape *shape)
{
    return shape->points <= ROW_POINTS_MAX * (shape_is_cjk(shape) ? 1U : 2U) && shape->stops <= 2 && !shape->lead &&
           shape->start != START_FORBIDDEN;
}

bool
weather_is_sure(const struct shape *shape)
{
    bool set_off;
    if (shape->points > LABELLED_POINTS_MAX * (shape_is_cjk(shape) ? 1U : 2U) || shape->stops > 3 ||
        (shape->lead && shape_is_cjk(shape)) || shape->byline)
        return false;
    size_t end = skip_label(shape->text, &set_off);
    struct slice rest = slice_from(shape->text, end);
    return end > 0 && words_in(rest, skies) && words_in(rest, measures);
}

bool
weather_is_head(const struct shape *shape)
{
    bool set_off;
    size_t next, end = shape->points <= 2 * LABEL_POINTS_MAX && !shape->lead ? skip_label(shape->text, &set_off) : 0;
    while (end > 0 && text_among(text_point(shape->text, end, &next), U"】]］）)〕：: 　.★☆"))
        end = next;
    return end > 0 && end == shape->text.len;
}

bool
weather_is_row(const struct shape *shape, bool first)
{
    bool set_off;
    if (!is_row(shape))
        return false;
    bool says = words_in(shape->text, skies) || words_in(shape->text, measures);
    if (skip_label(shape->text, &set_off) > 0)
        return says || weather_is_head(shape);
    return says && (!first || words_begin(shape->text, days));
}
