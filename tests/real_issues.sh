# For the scripts that score what is made of real issues: sets corpus and tests, or ends, where these issues are not at hand.
#
# Copyright (C) 2026 the kanbao authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: real_folder=FOLDER; . "$KANBAO_SRCDIR/tests/real_issues.sh", where FOLDER is one that the corpus must have.
# shellcheck shell=sh disable=SC2034

: "${KANBAO_PROGRAM:?run it as: make check TESTS=tests/NAME.sh}" "${KANBAO_SRCDIR:?}"

tests=$KANBAO_SRCDIR/tests
corpus=${KANBAO_CORPUS:-$KANBAO_SRCDIR/../shared/corpus}
if ! test -d "$corpus/${real_folder:?}"; then
  echo "no corpus of real issues ($corpus): nothing to score"
  exit 0
fi
command -v python3 >/dev/null || { echo "$0 needs python3 where the corpus is" >&2; exit 1; }
