#!/bin/sh
# How many of the articles found of one story are of it, on a year of real issues, where it is at hand; a drop fails. make
# check-stories prints the figures.
#
# Copyright (C) 2026 the kanbao authors
# SPDX-License-Identifier: GPL-3.0-or-later

set -u
: "${KANBAO_PROGRAM:?run it as: make check TESTS=tests/stories.sh}" "${KANBAO_SRCDIR:?}"

corpus=${KANBAO_CORPUS:-$KANBAO_SRCDIR/../shared/corpus}
if ! test -d "$corpus/archive/cctv-2024"; then
  echo "no corpus of real issues ($corpus): nothing to judge"
  exit 0
fi
command -v python3 >/dev/null || { echo "tests/stories.sh needs python3 where the corpus is" >&2; exit 1; }
tests=$KANBAO_SRCDIR/tests
exec python3 "$tests/rank_stories.py" "$(dirname "$KANBAO_PROGRAM")/tests/rank_stories" "$corpus/archive/cctv-2024" \
  "$tests/stories.judged" "$tests/stories.scores" "$@"
