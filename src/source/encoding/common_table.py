#!/usr/bin/env python3
# Makes common_table.h: which Han characters and Hangul syllables are common, by which encodings are told from each other.
#
# Copyright (C) 2026 the kanbao authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: common_table.py >common_table.h
#
# The orders of frequency are those that chardet's modules gb2312freq, big5freq, jisfreq and euckrfreq have (chardet 5.1.0, as pip
# brings it along): only the order is taken. A class is as many characters as RANKS says; a character of several languages is of
# the commonest class that it has in any.
import importlib

RANKS = [64, 128, 256, 512, 1024, 2048]
HANGUL_RANKS = [32, 64, 128, 256, 512]
ROW_CHARACTERS = 34


def order_of(module, name):
    for package in ('pip._vendor.chardet', 'chardet'):
        try:
            return getattr(importlib.import_module(package + '.' + module), name)
        except ImportError:
            continue
    raise SystemExit('chardet is missing')


def by_rank(order, code_of, encoding):
    for place in sorted(range(len(order)), key=lambda i: order[i]):
        try:
            yield code_of(place).decode(encoding)
        except UnicodeDecodeError:
            continue


def row_cell(first_row):
    return lambda place: bytes([first_row + place // 94, 0xA1 + place % 94])


def big5_cell(place):
    row, cell = divmod(place, 157)
    return bytes([0xA4 + row, 0x40 + cell if cell < 63 else 0xA1 + cell - 63])


def is_han(character):
    return '\u4e00' <= character <= '\u9fff'


def is_hangul(character):
    return '\uac00' <= character <= '\ud7a3'


def rank_all(languages, wanted, ranks):
    classes = {}
    for characters in languages:
        kept = [c for c in characters if wanted(c)]
        for rank, character in enumerate(kept[:ranks[-1]]):
            here = next(i for i, end in enumerate(ranks) if rank < end)
            classes[character] = min(here, classes.get(character, here))
    return classes


def write(name, classes, count):
    print('static const char *const %s[] = {' % name)
    for number in range(count):
        characters = sorted(c for c in classes if classes[c] == number)
        rows = [''.join(characters[i:i + ROW_CHARACTERS]) for i in range(0, len(characters), ROW_CHARACTERS)]
        print('\n'.join('"%s"' % row for row in rows) + ',')
    print('};')


print('/* Made by src/source/encoding/common_table.py of the orders of frequency in chardet 5.1.0. Classes, the commonest first. */')
print('// clang-format off')
HAN = [by_rank(order_of('gb2312freq', 'GB2312_CHAR_TO_FREQ_ORDER'), row_cell(0xB0), 'gb2312'),
       by_rank(order_of('big5freq', 'BIG5_CHAR_TO_FREQ_ORDER'), big5_cell, 'big5'),
       by_rank(order_of('jisfreq', 'JIS_CHAR_TO_FREQ_ORDER'), row_cell(0xA1), 'euc_jp')]
HANGUL = [by_rank(order_of('euckrfreq', 'EUCKR_CHAR_TO_FREQ_ORDER'), row_cell(0xB0), 'euc_kr')]
write('common_han', rank_all(HAN, is_han, RANKS), len(RANKS))
write('common_hangul', rank_all(HANGUL, is_hangul, HANGUL_RANKS), len(HANGUL_RANKS))
