/* Where the paper speaks to its readers: 来稿请注明姓名，文责自负; 本版内容仅供参考; 記事の無断転載を禁じます.
 *
 * It names itself or what is sent to it, and says one of a few things; an article that does so says much else.
 */
#include "parser/page/page.h"

enum { NOTE_POINTS_MAX = 64, TIP_POINTS_MAX = 48 };

/* What is the paper's and no article's to say, with the paper in it. */
static bool
is_to_readers(struct slice text)
{
    static const char *const selves[] = {"本版", "本报", "本報", "本刊", "本栏", "本欄", "本网", "本網", "本站", "来稿",
                                         "來稿", "投稿", "稿件", "本紙", "本誌", "記事", "기사", "본지", NULL};
    static const char *const says[] = {
        "仅供参考",   "僅供參考",   "一经采用", "一經採用", "稿酬",     "文责自负", "文責自負",  "自行处理",
        "自行處理",   "欢迎来稿",   "歡迎來稿", "欢迎投稿", "歡迎投稿", "欢迎赐稿", "歡迎賜稿",  "一稿多投",
        "恕不退稿",   "概不退稿",   "遵医嘱",   "请注明",   "請註明",   "不得转载", "不得轉載",  "请勿转载",
        "請勿轉載",   "未经授权",   "未經授權", "未经许可", "未經許可", "谢绝转载", "謝絕轉載",  "不代表本报",
        "不代表本報", "不代表本刊", "無断転載", "無断複製", "お断り",   "무단전재", "무단 전재", NULL};
    static const char *const parts[] = {"本", "稿", "記事", "기사", NULL}; /* of all of these */
    if (!words_in(text, parts) || !words_in(text, selves))
        return false;
    size_t count = words_count(text, says);
    bool rights = slice_has(text, "無断転載") || slice_has(text, "無断複製");
    static const char *const sure[] = {"仅供参考", "僅供參考", "一经采用", "一經採用", "文责自负", "文責自負",
                                       "一稿多投", "恕不退稿", "概不退稿", "不得转载", "不得轉載", NULL};
    return count > 1 || (count == 1 && (rights || words_in(text, sure)));
}

bool
note_is_line(const struct shape *shape)
{
    return shape->points <= NOTE_POINTS_MAX && shape->stops < 2 && !shape->lead && is_to_readers(shape->text);
}

bool
note_is_tip(const struct shape *shape)
{
    static const char *const labels[] = {"温馨提示", "溫馨提示", "友情提示", "温馨提醒", "貼心提醒", "特别提示",
                                         "特别提醒", "免责声明", "免責聲明", "お知らせ", "ご注意",   NULL};
    size_t next, end = shape->points <= TIP_POINTS_MAX ? words_skip(shape->text, labels) : 0;
    return end > 0 && text_among(text_point(shape->text, end, &next), U"：: 　");
}
