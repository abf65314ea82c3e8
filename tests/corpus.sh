#!/bin/sh
# The scores of structure recovery on real issues, where they are at hand; a drop fails. make check-corpus prints them.
#
# Copyright (C) 2026 the kanbao authors
# SPDX-License-Identifier: GPL-3.0-or-later

set -u
real_folder=truth
. "${KANBAO_SRCDIR:?run it as: make check TESTS=tests/corpus.sh}/tests/real_issues.sh"

exec python3 "$tests/score.py" "$KANBAO_PROGRAM" "$corpus" "$tests/corpus.scores" "$@"
