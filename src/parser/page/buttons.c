/* What saved web pages have to press, and what they say of their readers: 打印本页　关闭窗口, Share this article, 14 comments.
 *
 * Nobody writes such a line into an article. A word that may be a verb or a headline's counts beside another.
 */
#include "parser/page/page.h"

enum { LINE_POINTS_MAX = 48 };

/* Between what is pressed. */
static const char32_t between[] = U" 　\t\u00A0|｜│/／·•;；,，、:：【】[]［］()（）<>〈〉+-—←→▲↑";

/* What says alone that a line is pressed, and what says so beside another; Latin in small letters. */
static const char *const sure_words[] = {
    "分享到微信",   "分享到微博", "分享到",     "分享至",           "分享给好友",     "打印本页",   "打印本頁",
    "打印此页",     "打印本文",   "列印本頁",   "友善列印",         "关闭窗口",       "關閉視窗",   "关闭本页",
    "返回首页",     "返回首頁",   "返回顶部",   "返回列表",         "回到顶部",       "回頂端",     "复制链接",
    "複製連結",     "加入收藏",   "我要评论",   "发表评论",         "發表評論",       "查看评论",   "我要纠错",
    "人工智能朗读", "返回列表页", "シェアする", "この記事をシェア", "ページトップへ", "一覧へ戻る", "공유하기",
    "인쇄하기",     "목록으로",   NULL};
static const char *const beside_words[] = {"扫一扫",
                                           "纠错",
                                           "分享",
                                           "收藏",
                                           "打印",
                                           "列印",
                                           "关闭",
                                           "關閉",
                                           "點讚",
                                           "点赞",
                                           "转发",
                                           "轉寄",
                                           "評論",
                                           "评论",
                                           "推荐",
                                           "推薦",
                                           "举报",
                                           "字号",
                                           "字號",
                                           "字體",
                                           "字体",
                                           "大",
                                           "中",
                                           "小",
                                           "上一篇",
                                           "下一篇",
                                           "繁体",
                                           "简体",
                                           "微信",
                                           "新浪微博",
                                           "腾讯微博",
                                           "人人网",
                                           "豆瓣",
                                           "相关阅读",
                                           "相关新闻",
                                           "微博",
                                           "朋友圈",
                                           "シェア",
                                           "ツイート",
                                           "印刷する",
                                           "印刷",
                                           "保存",
                                           "前の記事",
                                           "次の記事",
                                           "ブックマーク",
                                           "공유",
                                           "인쇄",
                                           "스크랩",
                                           "글자크기",
                                           "좋아요",
                                           "联系我们",
                                           "聯絡我們",
                                           "关于我们",
                                           "關於我們",
                                           "关于本站",
                                           "网站地图",
                                           "網站地圖",
                                           "隐私政策",
                                           "隱私權政策",
                                           "隱私權聲明",
                                           "使用条款",
                                           "服务条款",
                                           "服務條款",
                                           "法律声明",
                                           "免责声明",
                                           "广告服务",
                                           "廣告刊登",
                                           "人才招聘",
                                           "友情链接",
                                           "设为首页",
                                           "首页",
                                           "首頁",
                                           "登录",
                                           "登入",
                                           "注册",
                                           "会社概要",
                                           "プライバシーポリシー",
                                           "お問い合わせ",
                                           "利用規約",
                                           "サイトマップ",
                                           "個人情報保護方針",
                                           "회사소개",
                                           "개인정보처리방침",
                                           "이용약관",
                                           NULL};
static const char *const latin_sure_words[] = {"qq空间",
                                               "add a comment",
                                               "most read",
                                               "most popular",
                                               "most viewed",
                                               "related articles",
                                               "related stories",
                                               "you may also like",
                                               "follow us",
                                               "share this article",
                                               "share this story",
                                               "share this page",
                                               "share this post",
                                               "share this",
                                               "share on facebook",
                                               "share on twitter",
                                               "print this article",
                                               "print this page",
                                               "print this story",
                                               "email this article",
                                               "email this page",
                                               "send to a friend",
                                               "back to top",
                                               "leave a comment",
                                               "post a comment",
                                               "read comments",
                                               "copy link",
                                               "save for later",
                                               "sign up for our newsletter",
                                               "subscribe to our newsletter",
                                               "skip to content",
                                               NULL};
static const char *const latin_beside_words[] = {"log in",
                                                 "sign in",
                                                 "subscribe",
                                                 "register",
                                                 "contact us",
                                                 "about us",
                                                 "terms of use",
                                                 "terms of service",
                                                 "privacy policy",
                                                 "privacy",
                                                 "site map",
                                                 "sitemap",
                                                 "advertise",
                                                 "advertise with us",
                                                 "home",
                                                 "cookies",
                                                 "cookie policy",
                                                 "careers",
                                                 "help",
                                                 "share",
                                                 "print",
                                                 "email",
                                                 "e-mail",
                                                 "tweet",
                                                 "save",
                                                 "comments",
                                                 "comment",
                                                 "facebook",
                                                 "twitter",
                                                 "whatsapp",
                                                 "linkedin",
                                                 "reddit",
                                                 "bookmark",
                                                 "like",
                                                 NULL};

static bool
is_between(char32_t code)
{
    return text_among(code, between);
}

/* Bytes of the longest of WORDS that TEXT begins with, small letters or capitals, or 0. */
static size_t
skip_latin(struct slice text, const char *const *words)
{
    size_t longest = 0;
    for (; *words != NULL; words++) {
        size_t end = 0;
        if (folio_skip_word(text, &end, *words) && end > longest)
            longest = end;
    }
    return longest;
}

bool
button_skip(struct slice text, size_t *at, bool *sure)
{
    struct slice rest = slice_from(text, *at);
    if (rest.len < 3)
        return false; /* no button has fewer bytes */
    size_t alone = 0, beside = 0, next;
    if (text_is_ascii_letter((unsigned char)rest.at[0])) {
        const char small[] = {(char)(rest.at[0] | 0x20), (char)(rest.at[1] | 0x20), (char)(rest.at[2] | 0x20)};
        struct slice start = slice_make(small, sizeof small);
        alone = words_may_fit(start, latin_sure_words, false) ? skip_latin(rest, latin_sure_words) : 0;
        beside = words_may_fit(start, latin_beside_words, false) ? skip_latin(rest, latin_beside_words) : 0;
    } else {
        alone = words_skip(rest, sure_words);
        beside = words_skip(rest, beside_words);
    }
    size_t end = alone > beside ? alone : beside;
    if (end == 0 || (end < rest.len && !is_between(text_point(rest, end, &next))))
        return false;
    *at += end;
    *sure = alone > beside;
    return true;
}

/* 网友评论（18）, 共有 26 条评论, Read 3 comments, 댓글 5: how many readers said something, and nothing else. */
static bool
is_count(struct slice text)
{
    static const char *const words[] = {"评论",    "評論",    "留言",     "跟帖",    "コメント", "댓글",     "comments",
                                        "comment", "replies", "Comments", "Comment", "Replies",  "COMMENTS", NULL};
    static const char *const beside[] = {"共有", "共",   "已有",   "条",   "條",   "則",   "则",   "个",
                                         "件",   "개",   "人参与", "人",   "数",   "网友", "網友", "全部",
                                         "最新", "相关", "相關",   "精彩", "热门", "用户", "读者", "Read",
                                         "read", "View", "view",   "all",  "All",  NULL};
    size_t next;
    bool number = false, noun = false;
    for (size_t at = 0; at < text.len; at = next) {
        char32_t code = text_point(text, at, &next);
        if (text_digit(code) >= 0 || is_between(code)) {
            number = number || !is_between(code);
            continue;
        }
        size_t len = words_skip(slice_from(text, at), words);
        noun = noun || len > 0;
        len = len > 0 ? len : words_skip(slice_from(text, at), beside);
        if (len == 0)
            return false;
        next = at + len;
    }
    return number && noun;
}

/* 关键词：旧书摊、地下街: what the page is filed under. */
static bool
is_tags(struct slice text)
{
    static const char *const labels[] = {"关键词", "关键字", "關鍵字", "關鍵詞", "标签",     "標籤",        "タグ",
                                         "키워드", "태그",   "Tags",   "TAGS",   "Keywords", "Filed under", NULL};
    static const char *const others[] = {"上一篇",   "下一篇", "上一条",           "下一条",       "前の記事",
                                         "次の記事", "이전글", "다음글",           "이전 기사",    "다음 기사",
                                         "Previous", "Next",   "Previous article", "Next article", NULL};
    size_t next, end = words_skip(text, labels);
    /* 上一篇：渡口立了一块新碑: what else is there */
    end = end > 0 ? end : words_skip(text, others);
    return end > 0 && text_among(text_point(text, end, &next), U"：:");
}

bool
button_line_is(const struct shape *shape)
{
    size_t count = 0, next;
    bool any = false, sure = false;
    if (shape->points <= LINE_POINTS_MAX && shape->stops == 0 && !shape->finished && is_tags(shape->text))
        return true;
    if (shape->points > LINE_POINTS_MAX * (shape_is_cjk(shape) ? 1U : 2U) || shape->points < 3 ||
        shape->end == END_STOP || shape->comma)
        return false;
    for (size_t at = 0; at < shape->text.len; at = next) {
        char32_t code = text_point(shape->text, at, &next);
        /* 点赞 12　收藏 3 */
        if (is_between(code) || (count > 0 && text_digit(code) >= 0))
            continue;
        next = at;
        if (!button_skip(shape->text, &next, &sure))
            return is_count(shape->text);
        any = any || sure;
        count++;
    }
    /* 微信 微博, beside each other */
    return count > 1 || (count == 1 && any);
}
