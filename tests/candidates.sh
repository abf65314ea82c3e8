#!/bin/sh
# At which place what is meant is offered, on real issues, where they are at hand; a drop fails. make check-candidates prints
# the figures.
#
# Copyright (C) 2026 the kanbao authors
# SPDX-License-Identifier: GPL-3.0-or-later

set -u
real_folder=archive
. "${KANBAO_SRCDIR:?run it as: make check TESTS=tests/candidates.sh}/tests/real_issues.sh"

exec python3 "$tests/rank_candidates.py" "$(dirname "$KANBAO_PROGRAM")/tests/rank_candidates" "$corpus" \
  "$tests/candidates.queries" "$tests/candidates.scores" "$@"
