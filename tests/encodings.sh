#!/bin/sh
# How often the encoding of a real text is told right, where such texts are at hand; too many wrong guesses fail. make
# check-encodings prints it; encodings=--peers asks other programs too, encodings=--faults names what is wrong.
#
# Copyright (C) 2026 the kanbao authors
# SPDX-License-Identifier: GPL-3.0-or-later

set -u
real_folder=encodings
. "${KANBAO_SRCDIR:?run it as: make check TESTS=tests/encodings.sh}/tests/real_issues.sh"

exec python3 "$tests/encodings.py" "$KANBAO_PROGRAM" "$corpus" "$tests/written.h" "$@"
