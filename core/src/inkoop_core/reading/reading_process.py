"""A process of its own that reads packages: a file that brings it down costs that package and nothing else.

It is a plain child that is told over its input what to read, and answers over its output. So it imports nothing of
the program that started it, and ends when that program does.
"""

import gc
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from queue import SimpleQueue
from tempfile import TemporaryFile
from threading import Event, Timer
from typing import Any

from inkoop_core.errors import InkoopError

_PROGRAM = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); "
    "from inkoop_core.reading.reading_process import serve; serve()"
)
PATIENCE_SECONDS = 900
"""For one package. The largest that is taken in takes a few minutes; a file made to take for ever ends here."""
_READY = "gereed"
_LAST_WORDS = 2000
_GARBAGE = (200_000, 50, 50)
"""Reading makes many small things that are soon forgotten; looking for rings of these more often takes a tenth."""


class Fell(Exception):
    """The process ended while it read."""


class ReadingProcess:
    """A child. told: what `opener` is called with there; it answers how a package of a name is read.

    Raises InkoopError when it does not start.
    """

    def __init__(self, opener: Callable[..., Callable[[str], Any]], told: bytes) -> None:
        self._errors = TemporaryFile()  # noqa: SIM115 - closed with the process
        try:
            self._child = subprocess.Popen(
                [sys.executable, "-P", "-c", _PROGRAM],  # -P: nothing from the folder that it is started in
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
            )
        except OSError as error:
            self._errors.close()
            raise _not_started(str(error)) from error
        try:
            for part in (sys.path, (opener, told)):
                self._send(part)
            started = self._answer() == _READY
        except Fell:
            started = False
        if not started:
            words = self._last_words()
            self.close()
            raise _not_started(words)

    def read(self, name: str) -> Any:
        """What reading gave. Raises Fell, also after PATIENCE_SECONDS; then the process is of no more use."""
        patience = Timer(PATIENCE_SECONDS, self.stop)
        patience.daemon = True
        patience.start()
        try:
            self._send(name)
            return self._answer()
        finally:
            patience.cancel()
            patience.join()

    def stop(self) -> None:
        """Ends at once what it does; may be called from another thread."""
        self._child.kill()

    def close(self) -> None:
        """Waits until nothing of it is left."""
        self._child.kill()
        for stream in (self._child.stdin, self._child.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        self._child.wait()
        self._errors.close()

    def _send(self, what: object) -> None:
        try:
            assert self._child.stdin is not None
            pickle.dump(what, self._child.stdin)
            self._child.stdin.flush()
        except OSError:
            raise Fell from None

    def _answer(self) -> Any:
        try:
            assert self._child.stdout is not None
            return pickle.load(self._child.stdout)
        except (EOFError, OSError, pickle.UnpicklingError):
            raise Fell from None

    def _last_words(self) -> str:
        self._child.kill()
        self._child.wait()
        self._errors.seek(0)
        said = self._errors.read()[-_LAST_WORDS:].decode("utf-8", "replace").strip()
        return said.rpartition("\n")[2] or f"het eindigde met code {self._child.returncode}"


def _not_started(why: str) -> InkoopError:
    return InkoopError(
        f"Het programma dat pakketten leest, start niet ({why}). Er is niets van dit pakket gelezen; herstel de "
        "installatie en neem de kluis opnieuw in: wat al is ingenomen, wordt overgeslagen."
    )


def serve() -> None:
    """The child: reads what it is asked until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who interrupts, interrupts the program that asks
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)  # what a library prints is no answer
        gc.set_threshold(*_GARBAGE)
        opener, told = pickle.load(sys.stdin.buffer)
        read = opener(*pickle.loads(told))
        answer: object = _READY
        while True:
            pickle.dump(answer, out, pickle.HIGHEST_PROTOCOL)
            out.flush()
            try:
                name = pickle.load(sys.stdin.buffer)
            except EOFError:
                return
            answer = read(name)


@contextmanager
def reading_processes(
    count: int, opener: Callable[..., Callable[[str], Any]], told: bytes
) -> Iterator[Callable[[str], "Future[Any]"]]:
    """So many processes, each started when it is needed; gives how a package is asked. None is left behind."""
    free: SimpleQueue[ReadingProcess | None] = SimpleQueue()
    running: list[ReadingProcess] = []
    stopping = Event()
    for _ in range(count):
        free.put(None)

    def read(name: str) -> Any:
        process = free.get()
        try:
            if process is None:
                process = ReadingProcess(opener, told)
                running.append(process)
                if stopping.is_set():
                    process.stop()
            return process.read(name)
        except Fell:
            if process is not None:
                running.remove(process)
                process.close()
                process = None
            raise
        finally:
            free.put(process)

    threads = ThreadPoolExecutor(count)
    try:
        yield lambda name: threads.submit(read, name)
    finally:
        stopping.set()
        threads.shutdown(wait=False, cancel_futures=True)
        for process in list(running):
            process.stop()
        threads.shutdown()
        for process in running:
            process.close()
