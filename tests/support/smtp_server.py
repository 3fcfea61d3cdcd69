"""A mail server for tests: aiosmtpd, which writes what it received as JSON.

smtp_server.py PORT FOLDER MODE [CERTIFICATE KEY USER PASSWORD]
MODE is plain, starttls or tls; with a user, nobody sends mail without logging in.
Recipients that begin with "nobody" are refused. "<FOLDER>/<n>.json" is one mail as Python's own parser reads it.
"""

import asyncio
import email
import email.policy
import json
import os
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult


class Keeper:
    def __init__(self, folder):
        self.folder, self.count = folder, 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody"):
            return "550 5.1.1 there is no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        seen = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "tls": session.ssl is not None or server.transport.get_extra_info("ssl_object") is not None,
            "user": session.auth_data.login.decode() if session.auth_data else "",
            "headers": {name.lower(): str(value) for name, value in mail.items()},
            "type": mail.get_content_type(),
            "parts": {part.get_content_type(): part.get_content() for part in mail.iter_parts()},
            "longest_line": max(len(line) for line in envelope.content.split(b"\r\n")),
            "raw": envelope.content.decode("ascii"),
        }
        self.count += 1
        path = os.path.join(self.folder, f"{self.count}.json")
        with open(path + ".new", "w", encoding="utf-8") as file:
            json.dump(seen, file)
        os.rename(path + ".new", path)
        return "250 OK"


async def main(port, folder, mode, certificate="", key="", user="", password=""):
    context = None
    if certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate, key)

    def check(server, session, envelope, mechanism, data):
        right = data.login == user.encode() and data.password == password.encode()
        return AuthResult(success=right, auth_data=data if right else None, handled=False)

    keeper = Keeper(folder)

    def protocol():
        return SMTP(
            keeper,
            hostname="test",
            tls_context=context if mode == "starttls" else None,
            require_starttls=mode == "starttls",
            authenticator=check if user else None,
            auth_required=bool(user),
            auth_require_tls=mode == "starttls",
        )

    loop = asyncio.get_running_loop()
    server = await loop.create_server(protocol, "127.0.0.1", int(port), ssl=context if mode == "tls" else None)
    async with server:
        await server.serve_forever()


asyncio.run(main(*sys.argv[1:]))
