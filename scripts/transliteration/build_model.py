#!/usr/bin/env python3
"""Derives the small transliteration model of extractors/actors from aligned name tokens.

    build_model.py NAMEPARTS_FOLDER OUTPUT.tsv [--hold-out N]

NAMEPARTS_FOLDER holds nameparts_{ar,he,ru}.tsv: latin, native, count, taken from Wikidata (CC0). What is written holds no
name: it is how often a group of one to three Latin letters stands for a group of up to two letters of the other script,
at the beginning, in the middle and at the end of a word (0, 1, 2; 3 where it is the whole word).

The letters are aligned by expectation maximisation over all monotone alignments, so there is no seed and the same input
gives the same output. With --hold-out each N-th token is left out of training and used to measure, which prints how
often the right spelling is among the best 1, 4 and 8.
"""
import argparse
import math
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

MOST_PAIRS = 24000
ROUNDS = 5
LATIN_MOST, NATIVE_MOST = 3, 2
LEAST_COUNT = 8.0
LEAST_SHARE = 0.004
FINALS = str.maketrans("ךםןףץ", "כמנפצ")
TWINS = str.maketrans({"ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ڤ": "ف", "ٱ": "ا", "ٔ": ""})
LETTERS = {"ar": "ءابتثجحخدذرزسشصضطظعغفقكلمنهويپچژگ", "he": "אבגדהוזחטיכלמנסעפצקרשת",
           "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя"}


def folded(text, language):
    if language == "ru":
        return text.lower().replace("ё", "е")
    plain = unicodedata.normalize("NFD", text.lower())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return plain.translate(TWINS).translate(FINALS)


def latin(text):
    plain = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’`")


def read_pairs(path, language):
    letters = set(LETTERS[language])
    counts = defaultdict(float)
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        left, right, count = line.split("\t")
        left, right = latin(left), folded(right.replace("'", "").replace("׳", ""), language)
        if 2 <= len(left) <= 14 and 2 <= len(right) <= 14 and left.isascii() and left.isalpha() and set(right) <= letters:
            counts[left, right] += float(count)
    best = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST_PAIRS]
    return [(left, right, 1.0 + math.log(count)) for (left, right), count in best]


def units_ending_at(left, right, i, j):
    for a in range(1, min(LATIN_MOST, i) + 1):
        for b in range(0, min(NATIVE_MOST, j) + 1):
            if a > 1 and b > 1:
                continue  # two for two is two units of one for one
            yield left[i - a:i], right[j - b:j], i - a, j - b


def expect(pairs, weight):
    """One round: the expected count of every unit over all alignments."""
    counts = defaultdict(float)
    for left, right, times in pairs:
        n, m = len(left), len(right)
        ahead = [[0.0] * (m + 1) for _ in range(n + 1)]
        ahead[0][0] = 1.0
        steps = []
        for i in range(1, n + 1):
            for j in range(m + 1):
                for l, r, pi, pj in units_ending_at(left, right, i, j):
                    if ahead[pi][pj] > 0.0:
                        p = weight.get((l, r), 0.0) if weight else 0.01 ** (abs(len(l) - 1) + abs(len(r) - 1))
                        if p > 0.0:
                            ahead[i][j] += ahead[pi][pj] * p
                            steps.append((i, j, pi, pj, l, r, p))
        total = ahead[n][m]
        if total <= 0.0:
            continue
        back = [[0.0] * (m + 1) for _ in range(n + 1)]
        back[n][m] = 1.0
        for i, j, pi, pj, l, r, p in reversed(steps):
            if back[i][j] > 0.0:
                back[pi][pj] += back[i][j] * p
                where = (3 if pi == 0 and i == n else 0 if pi == 0 else 2 if i == n else 1)
                counts[l, r, where] += times * ahead[pi][pj] * p * back[i][j] / total
    return counts


def train(pairs):
    weight = None
    for _ in range(ROUNDS):
        counts = expect(pairs, weight)
        flat = defaultdict(float)
        for (l, r, _), count in counts.items():
            flat[l, r] += count
        total = sum(flat.values())
        weight = {unit: count / total for unit, count in flat.items() if count > 0.5}
    return counts


def pruned(counts):
    of_latin = defaultdict(float)
    for (l, r, where), count in counts.items():
        of_latin[l, where] += count
    total = sum(counts.values())
    singles = defaultdict(float)
    for (l, r, where), count in counts.items():
        if len(l) == 1:
            singles[l] += count
    return {unit: count for unit, count in counts.items()
            if count >= LEAST_COUNT and count / of_latin[unit[0], unit[2]] >= LEAST_SHARE}


def spell(word, model, most):
    """The best spellings of a word; the same search as in the program."""
    n = len(word)
    beams = [dict() for _ in range(n + 1)]
    beams[0][""] = 0.0
    for i in range(n):
        for text, score in sorted(beams[i].items(), key=lambda item: -item[1])[:48]:
            for a in range(1, min(LATIN_MOST, n - i) + 1):
                where = 3 if i == 0 and i + a == n else 0 if i == 0 else 2 if i + a == n else 1
                for r, cost in model.get((word[i:i + a], where), ()):
                    new = score + cost
                    key = text + r
                    if new > beams[i + a].get(key, -1e9):
                        beams[i + a][key] = new
    return sorted(beams[n].items(), key=lambda item: -item[1])[:most]


def searchable(counts):
    total_at = defaultdict(float)
    for (l, r, where), count in counts.items():
        total_at[where] += count
    model = defaultdict(list)
    for (l, r, where), count in counts.items():
        model[l, where].append((r, math.log(count / total_at[where])))
    return model


def measure(language, held, counts):
    model = searchable(counts)
    hits = defaultdict(float)
    total = 0.0
    for left, right, times in held:
        found = [text for text, _ in spell(left, model, 8)]
        total += 1
        for k in (1, 4, 8):
            hits[k] += right in found[:k]
    print(language, len(held), {k: round(v / total, 3) for k, v in hits.items()}, file=sys.stderr)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--hold-out", type=int, default=0)
    options = parser.parse_args()
    lines = []
    for language in ("ar", "he", "ru"):
        pairs = read_pairs(options.folder / f"nameparts_{language}.tsv", language)
        n = options.hold_out
        kept = [pair for i, pair in enumerate(pairs) if n == 0 or i % n != 0]
        counts = pruned(train(kept))
        if n:
            measure(language, pairs[::n], counts)
        for (l, r, where), count in sorted(counts.items()):
            lines.append(f"{language}\t{where}\t{l}\t{r}\t{round(count)}")
    header = "# Written by scripts/transliteration/build_model.py; do not edit.\n# language\twhere\tlatin\tnative\tcount\n"
    options.output.write_text(header + "\n".join(lines) + "\n", encoding="utf-8")


main()
