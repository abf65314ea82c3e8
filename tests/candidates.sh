#!/bin/sh
# At which place what is meant is offered, on real issues, where they are at hand; a drop fails. make check-candidates prints
# the figures.
#
# Copyright (C) 2026 the kanbao authors
# SPDX-License-Identifier: GPL-3.0-or-later

set -u
: "${KANBAO_PROGRAM:?run it as: make check TESTS=tests/candidates.sh}" "${KANBAO_SRCDIR:?}"

corpus=${KANBAO_CORPUS:-$KANBAO_SRCDIR/../shared/corpus}
if ! test -d "$corpus/archive"; then
  echo "no corpus of real issues ($corpus): nothing to rank"
  exit 0
fi
command -v python3 >/dev/null || { echo "tests/candidates.sh needs python3 where the corpus is" >&2; exit 1; }
tests=$KANBAO_SRCDIR/tests
exec python3 "$tests/rank_candidates.py" "$(dirname "$KANBAO_PROGRAM")/tests/rank_candidates" "$corpus" \
  "$tests/candidates.queries" "$tests/candidates.scores" "$@"
