"""What a file is, by its content, and whether its name says the same."""

from pathlib import PurePosixPath

PDF = "application/pdf"
ZIP = "application/zip"
OLE = "application/x-ole-storage"
UNKNOWN = "application/octet-stream"
_OFFICE = "application/vnd.openxmlformats-officedocument"
DOCX = f"{_OFFICE}.wordprocessingml.document"
XLSX = f"{_OFFICE}.spreadsheetml.sheet"
PPTX = f"{_OFFICE}.presentationml.presentation"
_OPEN = "application/vnd.oasis.opendocument"
ODT, ODS, ODP = f"{_OPEN}.text", f"{_OPEN}.spreadsheet", f"{_OPEN}.presentation"
DOC, XLS, PPT = "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint"
MSG = "application/vnd.ms-outlook"
XML, TEXT, RTF = "application/xml", "text/plain", "application/rtf"
PNG, JPEG, TIFF, GIF = "image/png", "image/jpeg", "image/tiff", "image/gif"

_STARTS = (
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"II*\0", TIFF),
    (b"MM\0*", TIFF),
    (b"GIF8", GIF),
    (b"{\\rtf", RTF),
)
_ENDINGS = {
    PDF: (".pdf",),
    ZIP: (".zip",),
    DOCX: (".docx", ".docm", ".dotx"),
    XLSX: (".xlsx", ".xlsm", ".xltx"),
    PPTX: (".pptx", ".pptm", ".ppsx"),
    ODT: (".odt", ".ott"),
    ODS: (".ods", ".ots"),
    ODP: (".odp", ".otp"),
    DOC: (".doc", ".dot"),
    XLS: (".xls", ".xlt"),
    PPT: (".ppt", ".pps"),
    MSG: (".msg",),
    OLE: (".doc", ".xls", ".ppt", ".msg", ".mpp", ".vsd"),
    XML: (".xml", ".xsd", ".svg", ".xhtml", ".html", ".htm"),
    TEXT: (".txt", ".csv", ".md", ".toml", ".json", ".eml", ".log", ".html", ".htm", ".xml", ".svg"),
    RTF: (".rtf", ".doc"),
    PNG: (".png",),
    JPEG: (".jpg", ".jpeg"),
    TIFF: (".tif", ".tiff"),
    GIF: (".gif",),
}
_LABELS = {
    PDF: "PDF",
    ZIP: "zip",
    DOCX: "Word (docx)",
    XLSX: "Excel (xlsx)",
    PPTX: "PowerPoint (pptx)",
    ODT: "OpenDocument-tekst",
    ODS: "OpenDocument-rekenblad",
    ODP: "OpenDocument-presentatie",
    DOC: "Word (doc)",
    XLS: "Excel (xls)",
    PPT: "PowerPoint (ppt)",
    MSG: "Outlook-bericht",
    OLE: "een ouder Office-bestand",
    XML: "XML",
    TEXT: "platte tekst",
    RTF: "RTF",
    PNG: "een PNG-afbeelding",
    JPEG: "een JPEG-afbeelding",
    TIFF: "een TIFF-afbeelding",
    GIF: "een GIF-afbeelding",
    UNKNOWN: "niet herkend",
}
_KNOWN_ENDINGS = frozenset(ending for endings in _ENDINGS.values() for ending in endings)
_LOOSE = (TEXT, UNKNOWN)
"""Kinds that may have any ending that does not promise another kind."""
_LOOKED_AT = 8192


def media_type(data: bytes) -> str:
    """The kind of a file by its first bytes. Zip and OLE containers are told apart in `office`."""
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    if b"%PDF-" in data[:1024]:  # readers accept some bytes before it
        return PDF
    if data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<?xml"):
        return XML
    return TEXT if _is_text(data[:_LOOKED_AT]) else UNKNOWN


def misnamed(name: str, media: str) -> str:
    """What is wrong with the ending of a name for this kind of content; "" when it fits."""
    ending = PurePosixPath(name).suffix.lower()
    fits = ending not in _KNOWN_ENDINGS if media in _LOOSE else False
    if fits or ending in _ENDINGS.get(media, ()):
        return ""
    says = f"de naam eindigt op {ending}" if ending else "de naam heeft geen extensie"
    return f"{says}, de inhoud is {_LABELS[media]}"


def _is_text(start: bytes) -> bool:
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return bool(start) and not any(byte < 0x20 and byte not in b"\t\n\r\f\x1b" for byte in start)
