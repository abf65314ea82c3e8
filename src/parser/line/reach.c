/* How somebody is reached: the words before telephone numbers, addresses and the like, of a paper, a shop, a court.
 *
 * Whose they are, the lines around them say.
 */
#include "parser/line/line.h"

const char *const reach_words[] = {"地址",  "住址",  "电话",   "電話",   "联系电话", "聯絡電話", "总机",     "热线",
                                   "熱線",  "手机",  "手機",   "传真",   "傳真",     "邮编",     "郵編",     "邮政编码",
                                   "邮箱",  "郵箱",  "信箱",   "微信",   "QQ",       "电子邮箱", "电子邮件", "電子郵件",
                                   "网址",  "網址",  "联系人", "聯絡人", "Tel",      "Phone",    "Fax",      "E-mail",
                                   "Email", "email", "전화",   NULL};
