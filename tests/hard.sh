#!/bin/sh
# The scores of structure recovery on invented hard pages, tests/hard; a drop fails. Options and names of pages go to
# tests/hard_score.py: make check-hard hard='--faults'.
#
# Copyright (C) 2026 the kanbao authors
# SPDX-License-Identifier: GPL-3.0-or-later

set -u
: "${KANBAO_PROGRAM:?run it as: make check TESTS=tests/hard.sh}" "${KANBAO_SRCDIR:?}"

if ! command -v python3 >/dev/null; then
  echo "hard.sh: no python3 here"
  exit 77
fi
tests=$KANBAO_SRCDIR/tests
exec python3 "$tests/hard_score.py" "$KANBAO_PROGRAM" "$tests/hard" "$tests/hard.scores" "$@"
