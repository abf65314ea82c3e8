#!/bin/sh
# What the program has of the hardening that configure found: read from the program that was built, as a flag can be lost on
# its way.
#
# Copyright (C) 2026 the kanbao authors
# SPDX-License-Identifier: GPL-3.0-or-later

set -eu
LC_ALL=C
export LC_ALL

if [ -z "${KANBAO_PROGRAM-}" ]; then
    echo "hardening.sh: run it as: make check TESTS=tests/hardening.sh" >&2
    exit 99
fi
if [ -z "$(printf %s "${KANBAO_HARDENING-}" | tr -d " ")" ]; then
    echo "hardening.sh: configure found none, or left it out for sanitizers"
    exit 77
fi
if ! command -v readelf >/dev/null 2>&1 || ! readelf -h "$KANBAO_PROGRAM" >/dev/null 2>&1; then
    echo "hardening.sh: no readelf, or no program of its kind"
    exit 77
fi

failed=0
# asked FLAG: did configure ask for it?
asked() {
    case " $KANBAO_HARDENING " in
    *" $1"*) return 0 ;;
    esac
    return 1
}

# check WHAT FLAG TEXT PATTERN: where FLAG was asked for, TEXT must have a line with PATTERN.
check() {
    if ! asked "$2"; then
        echo "not here:  $1"
    elif printf '%s\n' "$3" | grep -Eq -- "$4"; then
        echo "there:     $1"
    else
        echo "MISSING:   $1 ($2)"
        failed=1
    fi
}

segments=$(readelf -lW "$KANBAO_PROGRAM")
dynamic=$(readelf -dW "$KANBAO_PROGRAM")
symbols=$(readelf --dyn-syms -W "$KANBAO_PROGRAM")
check "loaded anywhere (PIE)" -pie "$segments" 'file type is DYN'
check "relocations read-only after the start" -Wl,-z,relro "$segments" 'GNU_RELRO'
check "all symbols bound at the start" -Wl,-z,now "$dynamic" 'BIND_NOW|FLAGS_1.* NOW'
check "stack protector" -fstack-protector-strong "$symbols" '__stack_chk_(fail|guard)'
check "checked copies" -D_FORTIFY_SOURCE= "$symbols" '__[a-z]+_chk(@|$)'

# The program has the mark of indirect branches only where all that it is linked of has it, the C library's start too: so
# each object is asked, and there must be as many marks as objects.
if asked -fcf-protection && [ "$(readelf -h "$KANBAO_PROGRAM" | sed -n 's/ *Machine: *//p')" = "Advanced Micro Devices X86-64" ]; then
    archive=$(dirname "$KANBAO_PROGRAM")/libkanbao.a
    objects=$(readelf -hW "$archive" | grep -c '^File:')
    marked=$(readelf -nW "$archive" | grep -c 'x86 feature:.*IBT.*SHSTK' || true)
    if [ "$objects" -gt 50 ] && [ "$marked" -eq "$objects" ]; then
        echo "there:     indirect branches land where they should, in all $objects objects"
    else
        echo "MISSING:   -fcf-protection in $((objects - marked)) of $objects objects"
        failed=1
    fi
fi

# Whatever was asked for.
if printf '%s\n' "$segments" | grep -Eq 'GNU_STACK.* RWE'; then
    echo "MISSING:   a stack that cannot be run"
    failed=1
fi
if printf '%s\n' "$dynamic" | grep -q TEXTREL; then
    echo "MISSING:   code that nothing is written to"
    failed=1
fi
exit $failed
