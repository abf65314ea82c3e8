/* Keys of saved web pages behind which no person is named: for roles.c, to which they are nobody's work, and for page/meta.c, which
 * says what each of them is for.
 */
#ifndef PARSER_WEB_KEYS_H
#define PARSER_WEB_KEYS_H

// clang-format off
#define WEB_KEYS(SOURCE, DATE, LOOSE, COUNT) \
    SOURCE("来源") SOURCE("來源") SOURCE("稿源") \
    DATE("发布时间") DATE("發布時間") DATE("发布日期") DATE("發布日期") DATE("更新时间") \
    LOOSE("时间") LOOSE("時間") LOOSE("日期") \
    COUNT("浏览次数") COUNT("瀏覽次數") COUNT("浏览量") COUNT("阅读量") COUNT("点击数") COUNT("点击量") \
    COUNT("字号") COUNT("字號")
// clang-format on

#endif
