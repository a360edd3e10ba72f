"""Requests a token for Ripio's On/Off-Ramp widget and keeps it until shortly before it expires.

Needs Python 3.9 or later and no packages: RIPIO_CLIENT_SECRET=... python3 ripio_token.py
"""

import base64
import email.utils
import http.client
import json
import os
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import Future

AUTH_URL = "https://b2b-widget-onramp-api.sandbox.ripio.com/api/v1/auth"
CLIENT_ID = "YOUR_CLIENT_ID"
EXTERNAL_REF = "YOUR_USERS_UUID_V4"  # names the user in your system
ADDRESS = "YOUR_USERS_ADDRESS"  # the user's blockchain address or wallet identifier

TIMEOUT = 20  # seconds
MARGIN = 60  # how many seconds before its expiry a token is replaced


class TokenError(Exception):
    """Why there is no token. It never holds the secret."""


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect could take the secret to another host."""

    def redirect_request(self, *_):
        return None


class TokenSource:
    """Gives the token of one user; keep one source for each user.

    Threads may share it: while a request is under way, they wait for its result.
    """

    def __init__(self, url, client_id, secret, external_ref, address):
        self._url, self._secret = url, secret
        fields = {"username": f"{client_id}:{external_ref}:{address}", "password": secret}
        self._form = urllib.parse.urlencode(fields).encode("ascii")
        self._opener = urllib.request.build_opener(NoRedirect)
        self._lock = threading.Lock()
        self._token, self._good_until, self._flight = None, 0.0, None

    def token(self):
        """Returns a token that is good for another minute, unless it lives shorter."""
        with self._lock:
            if self._token is not None and time.monotonic() < self._good_until:
                return self._token
            flight, first = self._flight, self._flight is None
            if first:
                flight = self._flight = Future()
        if first:
            started = time.monotonic()
            token, left, error = None, 0, None
            try:
                token, left = self._request()
            except BaseException as failed:
                error = failed
            with self._lock:
                self._token, self._good_until, self._flight = token, started + left - MARGIN, None
            if error is None:
                flight.set_result(token)
            else:
                flight.set_exception(error)
        return flight.result()

    def _request(self):
        """Asks for a token and how many seconds it is good for."""
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
        request = urllib.request.Request(self._url, data=self._form, headers=headers, method="POST")
        try:
            try:
                response = self._opener.open(request, timeout=TIMEOUT)
            except urllib.error.HTTPError as refused:
                response = refused
            with response:
                status, date, body = response.status, response.headers.get("Date"), response.read(1 << 20)
        except (OSError, http.client.HTTPException) as failed:
            raise TokenError(f"no response from Ripio: {failed}") from failed
        try:
            answer = json.loads(body)
            token = answer["token"] if status == 200 and answer["succeed"] is True else None
        except (ValueError, KeyError, TypeError):
            token = None
        if not isinstance(token, str) or not token:
            # Error responses are not documented, so the text is shown as it came.
            text = body.decode("utf-8", "replace").replace(self._secret, "[secret]")
            raise TokenError(f"no token: status {status}, {text[:500]!r}")
        # The expiry is a time of the server's clock, so that clock says how long is left.
        try:
            now = email.utils.parsedate_to_datetime(date).timestamp()
        except (TypeError, ValueError):
            now = time.time()
        left = expiry_of(token) - now
        if left <= 0:
            raise TokenError("the token has expired already")
        return token, left


def expiry_of(token):
    """Reads the claim exp. The signature is not checked: Ripio publishes no key to check it with."""
    try:
        _, payload, _ = token.split(".")
        expiry = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))["exp"]
        return float(expiry)
    except (ValueError, KeyError, TypeError) as failed:
        raise TokenError("the token's expiry cannot be read") from failed


def main():
    secret = os.environ.get("RIPIO_CLIENT_SECRET")
    if not secret:
        sys.exit("RIPIO_CLIENT_SECRET is not set")
    try:
        print(TokenSource(AUTH_URL, CLIENT_ID, secret, EXTERNAL_REF, ADDRESS).token())  # a credential: keep it out of logs
    except TokenError as failed:
        sys.exit(str(failed))


if __name__ == "__main__":
    main()
