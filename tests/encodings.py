#!/usr/bin/env python3
# Counts how often the encoding of a text is told right, on real issues and the texts of tests/written.h, transcoded and cut.
#
# Copyright (C) 2026 the kanbao authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: encodings.py PROGRAM CORPUS WRITTEN [--peers] [--faults] [--time] [SEED]
#
# A guess is right where decoding by it gives the text: ISO-8859-1 for what Windows-1252 reads alike is right. Fails where at
# 1,000 bytes and more one guess is wrong, at 200 bytes more than two of a hundred, or where an issue of CORPUS/encodings has not
# the articles of its twin in UTF-8. --peers asks uchardet, file, vim and Emacs too, as far as they are there.
import glob
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile

SIZES = [200, 1000, 10000]
CUTS = 40  # of each language, encoding and size
WRITINGS = {
    'Chinese': ['utf-8', 'gb18030', 'gbk', 'utf-16-le', 'utf-16-be', 'utf-32-le'],
    'Taiwanese': ['big5', 'cp950', 'big5hkscs', 'gb18030', 'utf-16-le'],
    'Japanese': ['shift_jis', 'cp932', 'euc_jp', 'iso2022_jp', 'utf-16-le'],
    'Korean': ['euc_kr', 'cp949', 'utf-16-be'],
    'Russian': ['koi8_r', 'cp1251', 'utf-16-le'],
    'French': ['cp1252', 'latin-1', 'utf-8'],
    'English': ['cp1252', 'utf-8', 'utf-16-le'],
}
SETS = {
    'Chinese': ['seed', 'rmrb-plain', 'rmrb-seedlike', 'cctv-plain', 'nankai-plain', 'terminus-plain', 'rmrb18-plain',
                'chinanews23-plain', 'zaobao-plain', 'redocr-ocr'],
    'Taiwanese': ['gazette-plain'],
    'Japanese': ['jawikinews-plain', 'sakamichi-plain'],
    'English': ['bbc-plain', 'bbc26-plain'],
}
ALIASES = {'uhc': 'cp949', 'big5-hkscs': 'big5hkscs', 'windows-1252': 'cp1252', 'cp936': 'gb18030', 'euc-cn': 'gb18030',
           'gb2312': 'gb18030', 'gbk': 'gb18030', 'chinese-gb18030': 'gb18030', 'chinese-gbk': 'gb18030',
           'chinese-iso-8bit': 'gb18030', 'chinese-big5': 'big5', 'japanese-shift-jis': 'shift_jis',
           'japanese-iso-8bit': 'euc_jp', 'iso-latin-1': 'latin-1', 'korean-iso-8bit': 'cp949', 'cyrillic-koi8': 'koi8_r',
           'us-ascii': 'ascii', 'ucs-2le': 'utf-16-le', 'utf-16le-with-signature': 'utf-16', 'ms-ansi': 'cp1252'}
# Names under which several tables go that differ in a few signs.
ALIKE = {name: group for group in (['big5', 'cp950', 'big5hkscs'], ['shift_jis', 'cp932', 'sjis']) for name in group}
VIM_LIST = 'ucs-bom,utf-8,gb18030,big5,euc-jp,sjis,euc-kr,cp1251,latin1'


def read(path):
    with open(path, encoding='utf-8', errors='replace') as text:
        return text.read()


def texts_of(corpus, written):
    texts = {language: [read(path) for folder in folders for path in sorted(glob.glob(f'{corpus}/truth/{folder}/*.txt'))]
             for language, folders in SETS.items()}
    for name, body in re.findall(r'#define WRITTEN_(\w+)((?:[^\n]*\\\n)*[^\n]*)', read(written)):
        parts = re.findall(r'"((?:[^"\\]|\\.)*)"', body)
        texts[name.capitalize()] = [''.join(parts).replace('\\n', '\n').replace('\\"', '"')]
    texts['English'] = [text for text in texts['English'] if any(ord(c) > 0x7F for c in text)]
    return texts


def cut(text, encoding, size, chance):
    """So many bytes from a character on, and what they say."""
    text = text[chance.randrange(max(1, len(text) - size // 4)):][:size * 2]
    data = text.encode(encoding, 'ignore')[:size]
    return data, data.decode(encoding, 'ignore')


def make_cases(texts, chance):
    for language, encodings in WRITINGS.items():
        for encoding in encodings:
            for size in SIZES:
                for _ in range(CUTS):
                    for _ in range(50):
                        data, text = cut(chance.choice(texts[language]), encoding, size, chance)
                        if len(data) >= min(size, 900) * .9 and (any(byte > 0x7F for byte in data) or b'\x1b' in data):
                            yield language, encoding, size, data, text
                            break


def decode(data, name):
    name = re.sub(r'-(unix|dos|mac)$', '', name.lower())
    try:
        return data.decode(ALIASES.get(name, name), 'ignore')
    except LookupError:
        return None


def is_right(data, text, name):
    sure = max(0, len(text) - 4)
    for alike in ALIKE.get((name or '').lower(), [name or '']):
        got = decode(data, alike)
        if got is not None and got[:sure] == text[:sure]:
            return True
    return False


def each(command, paths, number):
    got = {}
    for path in paths:
        said = subprocess.run(command + [path], capture_output=True, text=True, errors='replace')
        match = re.search(number, said.stdout + said.stderr)
        got[path] = match.group(1) if match else None
    return got


def ask_kanbao(program, paths):
    got = {}
    for i in range(0, len(paths), 400):
        said = subprocess.run([program, '--no-config', '-j'] + paths[i:i + 400], capture_output=True, text=True,
                              env=dict(os.environ, XDG_STATE_HOME=os.path.dirname(paths[0])))
        for line in said.stdout.splitlines():
            issue = json.loads(line)
            got[issue['path']] = issue['encoding']
    return got


def ask_emacs(paths):
    list_file = paths[0] + '.list'
    with open(list_file, 'w', encoding='utf-8') as out:
        out.write('\n'.join(paths))
    code = f'''(dolist (f (split-string (with-temp-buffer (insert-file-contents "{list_file}") (buffer-string)) "\\n" t))
      (with-temp-buffer (insert-file-contents f t) (princ (format "%s\\t%s\\n" f buffer-file-coding-system))))'''
    said = subprocess.run(['emacs', '--batch', '-Q', '--eval', code], capture_output=True, text=True, errors='replace')
    os.unlink(list_file)
    return dict(line.split('\t') for line in said.stdout.splitlines() if '\t' in line)


def ask_peers(paths):
    peers = {}
    if shutil.which('uchardet'):
        peers['uchardet'] = each(['uchardet'], paths, r'^(\S+)')
    if shutil.which('file'):
        peers['file'] = each(['file', '-b', '--mime-encoding'], paths, r'^(\S+)')
    if shutil.which('vim'):
        peers['vim'] = each(['vim', '-u', 'NONE', '-N', '-es', '-c', f'set fileencodings={VIM_LIST}', '-c', 'edit', '-c',
                             'verbose set fileencoding?', '-c', 'quitall!'], paths, r'fileencoding=(\S+)')
    if shutil.which('emacs'):
        peers['emacs'] = ask_emacs(paths)
    return peers


def count(cases, paths, got):
    right, faults = {}, []
    for path, (language, encoding, size, data, text) in zip(paths, cases):
        good = is_right(data, text, got.get(path))
        wide = encoding.startswith('utf-16') or encoding.startswith('utf-32')
        for key in (size, (wide, size)):
            before = right.get(key, (0, 0))
            right[key] = (before[0] + good, before[1] + 1)
        if not good:
            faults.append(f'{language} {encoding} {size}: {got.get(path)}')
    return right, faults


def articles(program, folder, data):
    path = os.path.join(folder, '20260316.txt')
    with open(path, 'wb') as out:
        out.write(data)
    said = subprocess.run([program, '--no-config', '-j', path], capture_output=True, text=True,
                          env=dict(os.environ, XDG_STATE_HOME=folder))
    return json.loads(said.stdout)['articles']


def check_twins(program, corpus, folder):
    """What is damaged is damaged in the twin, too, and by U+FFFD."""
    codecs = {'big5': 'cp950', 'gb18030': 'gb18030', 'gbk': 'gb18030', 'utf16be': 'utf-16', 'utf16le': 'utf-16', 'utf8': 'utf-8-sig'}
    differ = []
    for path in sorted(glob.glob(f'{corpus}/encodings/*/*')):
        with open(path, 'rb') as source:
            data = source.read()
        codec = codecs[os.path.basename(os.path.dirname(path)).split('_')[0]]
        twin = data.decode(codec, 'replace').encode('utf-8')
        if articles(program, folder, data) != articles(program, folder, twin):
            differ.append(path)
    return differ


def measure(program, corpus):
    least = {}
    with tempfile.TemporaryDirectory() as folder:
        for encoding in ('utf-8', 'gb18030', 'big5', 'utf-16-le', 'euc_jp', 'koi8_r'):
            for path in glob.glob(f'{corpus}/archive/*/*.txt'):
                for copy in range(8):
                    os.makedirs(f'{folder}/{encoding}/{copy}', exist_ok=True)
                    with open(f'{folder}/{encoding}/{copy}/{os.path.basename(path)}', 'wb') as out:
                        out.write(read(path).encode(encoding, 'ignore'))
        for _ in range(7):
            for encoding in os.listdir(folder):
                before = resource.getrusage(resource.RUSAGE_CHILDREN)
                subprocess.run([program, '--no-config', '--search', '没有这样的词儿', f'{folder}/{encoding}'], stdout=subprocess.DEVNULL)
                after = resource.getrusage(resource.RUSAGE_CHILDREN)
                took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
                least[encoding] = min(took, least.get(encoding, took))
    for encoding, took in least.items():
        print('search without a hit, %-10s %4.0f ms  %.2f' % (encoding + ':', took * 1000, took / least['utf-8']))


def main():
    program, corpus, written, *options = sys.argv[1:]
    chance = random.Random(int(next((o for o in options if o.isdigit()), '1')))
    cases = list(make_cases(texts_of(corpus, written), chance))
    failed = False
    if '--time' in options:
        measure(program, corpus)
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, '%05d.txt' % i) for i in range(len(cases))]
        for path, case in zip(paths, cases):
            with open(path, 'wb') as out:
                out.write(case[3])
        guesses = {'kanbao': ask_kanbao(program, paths)}
        if '--peers' in options:
            guesses.update(ask_peers(paths))
        for name, got in guesses.items():
            right, faults = count(cases, paths, got)
            for which, keys in (('', SIZES), (' but UTF-16, -32', [(False, size) for size in SIZES])):
                print((name + which).ljust(26) + ''.join('  %5d bytes: %6.2f %% of %d' % (size, 100 * right[key][0] / right[key][1],
                                                                                      right[key][1])
                                                         for size, key in zip(SIZES, keys)))
            if name == 'kanbao':
                failed = any(right[size][0] < right[size][1] * (.98 if size == 200 else 1) for size in SIZES)
                if failed or '--faults' in options:
                    print('\n'.join(faults[:40]))
        for path in check_twins(program, corpus, folder):
            print('not as its twin in UTF-8: ' + path)
            failed = True
    sys.exit(failed)


main()
