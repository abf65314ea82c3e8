#!/bin/sh
# The scores of structure recovery on real issues, where they are at hand; a drop fails. make check-corpus prints them.
#
# Copyright (C) 2026 the kanbao authors
# SPDX-License-Identifier: GPL-3.0-or-later

set -u
: "${KANBAO_PROGRAM:?run it as: make check TESTS=tests/corpus.sh}" "${KANBAO_SRCDIR:?}"

corpus=${KANBAO_CORPUS:-$KANBAO_SRCDIR/../shared/corpus}
if ! test -d "$corpus/truth"; then
  echo "no corpus of real issues ($corpus): nothing to score"
  exit 0
fi
command -v python3 >/dev/null || { echo "tests/corpus.sh needs python3 where the corpus is" >&2; exit 1; }
exec python3 "$KANBAO_SRCDIR/tests/score.py" "$KANBAO_PROGRAM" "$corpus" "$KANBAO_SRCDIR/tests/corpus.scores" "$@"
