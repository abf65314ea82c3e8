/* An invented page that is handed on in tests.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_HANDED_PAGE_H
#define TESTS_HANDED_PAGE_H

static const char page[] =
    "渡口日报　2026年2月3日　第03版\n\n"
    "渡口旧物一年清点完毕\n\n"
    "本报讯 (记者 莫小满 通讯员 容与) 清点从正月初八开始, 名单在 https://example.org/list?a=1&b=2 和"
    "www.example.com/x可查。管理员说不急。\n\n"
    "来信请寄 keeper@example.org, 又见 https://example.org/list?a=1&b=2 。也有人写 -oProxy://evil/x 和 "
    "javascript://x 。\n\n"
    "第三件是一把*伞*, 写着_<b>1. 不急</b>_和`[x](y)`。管理员说它等得起。\n";

#endif
