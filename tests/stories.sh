#!/bin/sh
# How many of the articles found of one story are of it, on a year of real issues, where it is at hand; a drop fails. make
# check-stories prints the figures.
#
# Copyright (C) 2026 the kanbao authors
# SPDX-License-Identifier: GPL-3.0-or-later

set -u
real_folder=archive/cctv-2024
. "${KANBAO_SRCDIR:?run it as: make check TESTS=tests/stories.sh}/tests/real_issues.sh"

exec python3 "$tests/rank_stories.py" "$(dirname "$KANBAO_PROGRAM")/tests/rank_stories" "$corpus/$real_folder" \
  "$tests/stories.judged" "$tests/stories.scores" "$@"
