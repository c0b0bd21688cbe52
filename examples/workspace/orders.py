"""A service that knows orders, for the function order-status. Takes its key from ORDERS_KEY."""

import json
import os
from http.server import BaseHTTPRequestHandler, HTTPServer

ORDERS = {"4711": {"status": "in transit", "eta": "2026-12-01"}, "4712": {"status": "delivered"}}
KEY = os.environ["ORDERS_KEY"]


class Orders(BaseHTTPRequestHandler):
    def do_POST(self):
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.headers["Authorization"] != f"Bearer {KEY}":
            self.answer(401, {"error": "not for you"})
        else:
            self.answer(200, ORDERS.get(sent["order"], {"status": "unknown"}))

    def answer(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


HTTPServer(("127.0.0.1", 8090), Orders).serve_forever()
