#!/usr/bin/env python3
# Makes word_table.h: the commonest Chinese words of two to four characters, with how common each is.
#
# Copyright (C) 2026 the kanbao authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: word_table.py DICTIONARY FOLDER-PROGRAM >word_table.h
#
# DICTIONARY is jieba's, a word, its count and its class a line (npm's nodejieba has it as dict/jieba.dict.utf8; MIT licence);
# FOLDER-PROGRAM is tests/show_folded, as words are looked for in folded text. The words are sorted by UTF-16 units, for
# a binary search; how common each is, is the logarithm of its count, as a letter from a on, a capital for a name. Names are
# looked for more often than they are written: of two words that are equally common, a name is kept first.
import math
import subprocess
import sys

BYTES = 290000  # what the table may take in the program
ROW = 24        # words a line
HAN = range(0x3400, 0xA000)
NAMES = {'ns': 16, 'nr': 4, 'nt': 4, 'nz': 2}  # classes of places, people, bodies, others; how much more each counts


def read_words(path):
    """Counts, and which class of names each belongs to, if any."""
    words = {}
    with open(path, encoding='utf-8') as lines:
        for line in lines:
            word, count, kind = line.split()[:3]
            if 2 <= len(word) <= 4 and all(ord(c) in HAN for c in word):
                words[word] = (int(count), kind[:2] if kind[:2] in NAMES else '')
    return words


def fold_words(words, program):
    names = list(words)
    text = subprocess.run([program], input='\n'.join(names) + '\n', capture_output=True, text=True, check=True,
                          encoding='utf-8').stdout.splitlines()
    folded = {}
    for name, fold in zip(names, text):
        if len(fold) == len(name) and all(ord(c) in HAN for c in fold):
            before = folded.get(fold, (0, words[name][1]))
            folded[fold] = (before[0] + words[name][0], before[1])
    return folded


def commonest(words):
    size, kept = 0, {}
    for word, (count, kind) in sorted(words.items(), key=lambda item: (-item[1][0] * NAMES.get(item[1][1], 1), item[0])):
        size += 2 * len(word) + 1
        if size > BYTES:
            break
        kept[word] = (count, kind)
    return kept


def letter(count, kind):
    return chr(ord('A' if kind else 'a') + min(25, int(math.log2(max(count, 1)))))


def write_length(words, length):
    chosen = sorted(word for word in words if len(word) == length)
    print(f'enum {{ WORDS_{length} = {len(chosen)} }};')
    print(f'static const char16_t words_{length}[][{ROW * length}] = {{')
    for i in range(0, len(chosen), ROW):
        print('u"' + ''.join(chosen[i:i + ROW]) + '",')
    print('};')
    print(f'static const char counts_{length}[] =')
    letters = ''.join(letter(*words[word]) for word in chosen)
    for i in range(0, len(letters), 100):
        print('"' + letters[i:i + 100] + '"')
    print(';')


def main():
    words = commonest(fold_words(read_words(sys.argv[1]), sys.argv[2]))
    print("""/* Made by src/search/candidates/word_table.py of jieba's dictionary (npm's nodejieba 2.6.0).
   Words and counts (C) 2013 Sun Junyi and (C) 2021 Yanyi Wu, used under the MIT licence, see README. */""")
    for length in (2, 3, 4):
        write_length(words, length)


main()
