"""ESPD (UEA) responses of five generations: recognised, read whole, and turned into what they say."""

from inkoop_core.reading.espd.facts import espd_facts
from inkoop_core.reading.espd.parties import operator_number
from inkoop_core.reading.espd.problem import EspdProblem
from inkoop_core.reading.espd.read import is_espd, read_espd

__all__ = ["EspdProblem", "espd_facts", "is_espd", "operator_number", "read_espd"]
