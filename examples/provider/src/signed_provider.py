"""A company's side of signed lookups in plain Python; docs/provider.md shows this file."""
import base64, hashlib, hmac, json, os, time
from http.server import BaseHTTPRequestHandler, HTTPServer

KEYS = os.environ["DESK_KEYS"].split(",")  # two while one replaces the other
MEMBERS = {"01012345678": {"name": "홍길동", "level": "Gold"}}


def is_signed(body: bytes, timestamp: str, authorization: str) -> bool:
    if not timestamp.isdecimal() or abs(time.time() * 1000 - int(timestamp)) > 300_000:
        return False
    text = body + timestamp.encode()
    macs = [hmac.new(key.encode(), text, hashlib.sha256).digest() for key in KEYS]
    return any(hmac.compare_digest(base64.b64encode(mac).decode(), authorization) for mac in macs)


class Provider(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        header = lambda name: self.headers.get(name, "")
        if not is_signed(body, header("X-TC-Timestamp"), header("Authorization")):
            return self.answer(401, {"error": {"code": "bad_signature", "message": "Not signed", "detail": None}})
        member = MEMBERS.get(json.loads(body).get("phone", ""))
        if member is None:
            return self.answer(400, {"error": {"code": "no_result", "message": "Nobody", "detail": None}})
        self.answer(200, {"data": member})

    def answer(self, status: int, reply: dict) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.end_headers()
        self.wfile.write(json.dumps(reply).encode())


if __name__ == "__main__":
    server = HTTPServer(("127.0.0.1", int(os.environ.get("PORT", "0"))), Provider)
    print(server.server_port, flush=True)
    server.serve_forever()
