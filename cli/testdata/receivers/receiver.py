"""A receiver of webhooks, written from Ripio's page on webhooks alone: HMAC-SHA256 of the raw
body, in the header Http-X-Wh-Signature-256 as "sha256=" and hexadecimal digits.
It prints its port, answers 200 or 401, and writes what it took."""
import hashlib
import hmac
import json
import os
from http.server import BaseHTTPRequestHandler, HTTPServer

SECRET = os.environ["RIPIO_WEBHOOK_SECRET"].encode()


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        want = "sha256=" + hmac.new(SECRET, raw, hashlib.sha256).hexdigest()
        holds = hmac.compare_digest(want, self.headers.get("Http-X-Wh-Signature-256", ""))
        if holds:
            event = json.loads(raw)
            transaction = event.get("transactionObject", event.get("transaction"))
            print(json.dumps({"event": event["eventType"], "issued": event["issueDatetime"],
                              "session": transaction and transaction["metadata"]["session"]}), flush=True)
        self.send_response(200 if holds else 401)
        self.end_headers()

    def log_message(self, *arguments):
        pass


server = HTTPServer(("127.0.0.1", 0), Receiver)
print(server.server_port, flush=True)
server.serve_forever()
