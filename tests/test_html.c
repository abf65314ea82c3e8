/* parser: saved pages of HTML, read by their markup.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "world.h"

#include "kanbao/parser.h"
#include "kanbao/text.h"

#include <stdlib.h>

int
main(void)
{
    return 0;
}
