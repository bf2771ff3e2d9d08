"""Ways out: console, files, a real mail server, a real gateway."""

import json
import socketserver
import threading
from collections.abc import Iterator
from email import message_from_string
from email.header import decode_header, make_header
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from uuid import uuid4

import pytest
from pytest_django import Settings

from amir.messages import channels
from amir.messages.enums import Way

MESSAGE = channels.Message(
    uuid4(), Way.MAIL, "yusuf@example.org", "رمزك", "493817 is your code.\nGive it to nobody."
)


class MailServer(socketserver.ThreadingTCPServer):
    """Takes mails and keeps them; refuses the address refused@example.org."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Session)
        self.mails: list[str] = []


class Session(socketserver.StreamRequestHandler):
    """As much of SMTP as a client needs."""

    server: MailServer

    def handle(self) -> None:
        self.answer("220 ready")
        while line := self.rfile.readline().decode().strip():
            if line.upper() == "DATA":
                self.answer("354 go on")
                lines = list(iter(lambda: self.rfile.readline().decode().rstrip("\r\n"), "."))
                self.server.mails.append("\n".join(lines))
            if line.upper() == "QUIT":
                return self.answer("221 bye")
            self.answer("550 no" if "refused@" in line else "250 ok")
        return None

    def answer(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@pytest.fixture
def mail_server(settings: Settings) -> Iterator[MailServer]:
    with MailServer() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        yield server
        server.shutdown()


def test_smtp_delivers_one_plain_mail(mail_server: MailServer) -> None:
    channels.Smtp().send(MESSAGE)
    [mail] = mail_server.mails
    received = message_from_string(mail)
    assert received["To"] == "yusuf@example.org"
    assert received["Auto-Submitted"] == "auto-generated"
    assert str(make_header(decode_header(received["Subject"]))) == "رمزك"
    assert received.get_payload() == "493817 is your code.\nGive it to nobody."


def test_refused_recipient_is_a_failure_without_the_address(mail_server: MailServer) -> None:
    refused = channels.Message(uuid4(), Way.MAIL, "refused@example.org", "a", "b")
    with pytest.raises(channels.ChannelFailed) as caught:
        channels.Smtp().send(refused)
    assert str(caught.value) == "recipient"


def test_absent_mail_server_is_a_failure(mail_server: MailServer, settings: Settings) -> None:
    mail_server.shutdown()
    mail_server.server_close()
    with pytest.raises(channels.ChannelFailed, match=r"^server$"):
        channels.Smtp().send(MESSAGE)


def test_console_prints(capsys: pytest.CaptureFixture[str]) -> None:
    channels.Console().send(MESSAGE)
    assert capsys.readouterr().err == (
        "E-mail\nyusuf@example.org\nرمزك\n\n493817 is your code.\nGive it to nobody.\n"
    )


def test_folder_that_cannot_be_written_is_a_failure(mail_folder: Path) -> None:
    mail_folder.write_text("not a folder")
    with pytest.raises(channels.ChannelFailed, match=r"^folder$"):
        channels.Files().send(MESSAGE)


def test_message_never_shows_in_a_log() -> None:
    assert "yusuf" not in repr(MESSAGE)
    assert "493817" not in repr(MESSAGE)


def test_provider_is_named_by_its_path(settings: Settings) -> None:
    settings.AMIR_CHANNELS = {"mail": "smtp", "sms": "amir.messages.channels.Console"}
    assert isinstance(channels.channel_of(Way.MAIL), channels.Smtp)
    assert isinstance(channels.channel_of(Way.SMS), channels.Console)


class Taker(BaseHTTPRequestHandler):
    """A gateway: keeps what it gets; the number +0 is one that it refuses."""

    taken: list[tuple[str | None, dict[str, str]]]

    def do_POST(self) -> None:
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        type(self).taken.append((self.headers["Authorization"], sent))
        self.send_response(503 if sent["to"] == "+0" else 202)
        self.end_headers()

    def log_message(self, *said: object) -> None:
        """Nothing is printed."""


@pytest.fixture
def gateway(settings: Settings) -> Iterator[type[Taker]]:
    Taker.taken = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Taker) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.AMIR_SMS_URL = f"http://127.0.0.1:{server.server_port}/send"
        settings.AMIR_SMS_TOKEN = "secret"  # noqa: S105  nobody's
        yield Taker
        server.shutdown()


def sms(to: str) -> channels.Message:
    return channels.Message(MESSAGE.id, Way.SMS, to, "", "493817 رمزك")


def test_gateway_gets_the_text_and_the_token(gateway: type[Taker]) -> None:
    channels.Gateway().send(sms("+390512193000"))
    told = {"id": str(MESSAGE.id), "to": "+390512193000", "text": "493817 رمزك"}
    assert gateway.taken == [("Bearer secret", told)]


@pytest.mark.parametrize(("to", "said"), [("+0", "gateway 503")])
def test_gateway_that_refuses_is_tried_again(gateway: type[Taker], to: str, said: str) -> None:
    with pytest.raises(channels.ChannelFailed, match=said):
        channels.Gateway().send(sms(to))
    assert len(gateway.taken) == 1


@pytest.mark.parametrize("address", ["", "http://127.0.0.1:1/send"])
def test_gateway_that_is_not_there_is_tried_again(settings: Settings, address: str) -> None:
    settings.AMIR_SMS_URL, settings.AMIR_SMS_TOKEN = address, ""
    with pytest.raises(channels.ChannelFailed, match="gateway"):
        channels.Gateway().send(sms("+390512193000"))


def test_files_of_messages_are_dropped(mail_folder: Path) -> None:
    kept = channels.Message(uuid4(), Way.SMS, "+390512193000", "", "kept")
    for message in (MESSAGE, kept):
        channels.Files().send(message)
    channels.drop_files([MESSAGE.id])
    assert [file.read_text().endswith("kept\n") for file in mail_folder.iterdir()] == [True]
