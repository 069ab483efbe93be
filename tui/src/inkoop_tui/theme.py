"""Colours with enough contrast; every state also has a sign and a word."""

from textual.theme import Theme

DARK = Theme(
    name="inkoop",
    primary="#5ab8e0",
    secondary="#a9cfe0",
    accent="#f0c674",
    warning="#f0c674",
    error="#ff8f85",
    success="#7bd88f",
    foreground="#e8eef2",
    background="#10171d",
    surface="#16212a",
    panel="#22323e",
    dark=True,
)
LIGHT = Theme(
    name="inkoop-licht",
    primary="#0b5c8a",
    secondary="#31566b",
    accent="#7a4b00",
    warning="#7a4b00",
    error="#a3201a",
    success="#17622b",
    foreground="#14202a",
    background="#fbfcfd",
    surface="#f0f4f7",
    panel="#dbe5ec",
    dark=False,
)
THEMES = (DARK, LIGHT)
