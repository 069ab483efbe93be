"""Why a file is not read as an ESPD."""


class EspdProblem(Exception):
    """The reason, in Dutch, as part of a sentence that names the file."""
