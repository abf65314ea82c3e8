/* Line by line, as pages of every kind have them. # is a number, ~ a word of Chinese, ^ a word of English: of a few, by chance
 * that repeats itself.
 */
#include "line_shapes.h"

static const struct {
    const char *name, *line;
} shapes[] = {
    {"empty", ""},
    {"blank", "　　"},
    {"two-letters", "a b"},
    {"numbers", "# # # #"},
    {"log", "2026-03-16 0#:1# ~~"},
    {"masthead", "2024年3月1日 星期一 第#期 武进日报"},
    {"masthead-alone", "~~日报"},
    {"masthead-english", "THE ^ POST    Tuesday, July #, 2031    No. #"},
    {"date", "2024年3月#日　星期五"},
    {"date-english", "March #, 2024"},
    {"folio", "第#版"},
    {"folio-number", "#"},
    {"folio-dashes", "- # -"},
    {"folio-english", "Page #"},
    {"folio-paper", "武进日报 | 2024年10月13日 | 星期日 | 第#版 | 今日8版"},
    {"editors", "责任编辑：~~　版式：~~　校对：~~"},
    {"headline", "~~~~在~~忙"},
    {"headline-two", "~~~~ ~~~~"},
    {"headline-english", "^ ^ Waits for the ^ ^"},
    {"headline-capitals", "FERRY # WAITS FOR A HEN"},
    {"headline-markdown", "## ~~~~"},
    {"kicker", "——~~~~侧记"},
    {"section", "【~~】"},
    {"section-list", "#、~~~~"},
    {"byline", "记者 王明 李小红 通讯员 赵#"},
    {"byline-glued", "本报记者王明李小红赵大海"},
    {"byline-english", "By ^ ^ and ^ ^"},
    {"dateline", "本报讯 （记者 王明）~~今天~~。"},
    {"dateline-agency", "新华社北京3月#日电 （记者 王明）~~今天~~，~~。"},
    {"dateline-english", "LONDON, March 3 (Reuters) - The ^ rose."},
    {"body", "　　~~~~在~~~~，~~~~的~~~~有#人，~~~~到~~~~。"},
    {"body-cut", "~~~~在~~~~，~~~~的~~~~有#人，~~~~到~~~~，~~~~的~~"},
    {"body-flush", "~~~~在~~~~，~~~~的~~~~有#人。"},
    {"body-half-width", "　　~~~~在~~~~, ~~(~~)说: \"~~~~\". ~~有#人."},
    {"body-english", "The ^ of the ^ was seen by # ^ and the mate, who admired it twice."},
    {"body-hyphen", "the ^ of the ^ was seen by the ^ and the admir-"},
    {"list-dots", "● ~~~~：~~~~"},
    {"list-brackets", "（#）~~~~"},
    {"list-latin", "* ^ ^ ^"},
    {"contents", "~~~~……………………#"},
    {"contents-english", "^ ^ ................ #"},
    {"verse", "~~~~~~~"},
    {"verse-comma", "~~~~~，"},
    {"verse-latin", "Alpha ^ gamma delta of the house,"},
    {"verse-latin-open", "Alpha beta gamma ^ of the house"},
    {"verse-latin-end", "Alpha beta gamma delta of the ^."},
    {"table-blanks", "~~队 # # # #"},
    {"table-wide", "~~队  #  ~~"},
    {"table-wide-words", "~~  ~~"},
    {"table-tabs", "~~\t#\t~~"},
    {"table-pipes", "| ~~ | # | ~~ |"},
    {"table-mixed", "~~ # ^  # #"},
    {"caption", "图为~~~~在~~。 ~~~ 摄"},
    {"caption-mark", "▲~~~~（~~~摄）"},
    {"speech", "记者：~~~~？"},
    {"speech-letters", "Q: What of the ^?"},
    {"speech-answer", "王明：~~~~，~~~~。"},
    {"notice", "（下转第#版）"},
    {"notice-rest", "（上接第#版）~~~~"},
    {"notice-english", "(Continued on Page #)"},
    {"notice-rest-english", "^ (Continued from Page #)"},
    {"credit", "（完）"},
    {"credit-wire", "新华社"},
    {"bracket-open", "（~~~~（~~（"},
    {"bracket-close", "）~~）~~"},
    {"quote-open", "“~~~~“~~"},
    {"quote-straight", "\"~~\" \"~~ '~~' \""},
    {"book", "《~~《~~》"},
    {"rule", "————————————"},
    {"rule-ascii", "----------------"},
    {"stars", "* * *"},
    {"marks", "，。；：？！、"},
    {"full-width", "ＡＢＣ　１２３　ｄｅｆ #"},
    {"spaced", "~ ~ ~ ~ ~ ~"},
    {"japanese", "港の灯が#つ換わったと、^さんが話した。"},
    {"korean", "항구의 등불이 #개 바뀌었다고 밝혔다."},
    {"controls", "_\b~渡\b渡\033[1m~\u200B~\033[0m"},
    {"url", "http://example.org/#/^?q=#"},
    {"ellipsis", "……~~……"},
    {"one-han", "~"},
};
const size_t line_shape_count = BASE_COUNT(shapes);

static const char *const han[] = {"渡", "口", "灯", "换", "鸭", "桥", "风", "车", "戏", "台", "天", "亮", "雨", "停"};
static const char *const latin[] = {"harbour", "lantern", "Ferry", "hen", "Bridge", "mill", "rain", "Captain"};

static unsigned
below(uint64_t *chance, unsigned limit)
{
    *chance = *chance * 6364136223846793005U + 1442695040888963407U;
    return (unsigned)(*chance >> 33) % limit;
}

static void
add_line(struct buffer *out, const char *line, uint64_t *chance)
{
    for (; *line != '\0'; line++)
        switch (*line) {
        case '#': buffer_printf(out, "%u", 1 + below(chance, 9999)); break;
        case '~': buffer_add_text(out, han[below(chance, BASE_COUNT(han))]); break;
        case '^': buffer_add_text(out, latin[below(chance, BASE_COUNT(latin))]); break;
        default: buffer_add_byte(out, *line); break;
        }
    buffer_add_byte(out, '\n');
}

const char *
line_shape_name(size_t shape)
{
    return shape < line_shape_count ? shapes[shape].name : NULL;
}

void
line_shapes_add(struct buffer *out, const size_t *chosen, size_t count, size_t lines)
{
    uint64_t chance = 20310702;
    for (size_t i = 0; i < lines; i++)
        add_line(out, shapes[chosen[i % count]].line, &chance);
}
