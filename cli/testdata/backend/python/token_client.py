"""What a backend does to get a token for Ripio's On/Off-Ramp widget."""

import base64
import http.client
import json
import os
import urllib.error
import urllib.parse
import urllib.request


class TokenError(Exception):
    def __init__(self, message, status=None, retry_after=None):
        super().__init__(message)
        self.status, self.retry_after = status, retry_after


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """The form holds the secret: it goes to nobody else."""

    def redirect_request(self, *_):
        return None


def fetch_token(external_ref, address, client_id=None, client_secret=None, timeout=2.0):
    """Return the token and the second at which it ends."""
    username = ":".join([client_id or os.environ["RIPIO_CLIENT_ID"], external_ref, address])
    form = urllib.parse.urlencode({"username": username, "password": client_secret or os.environ["RIPIO_CLIENT_SECRET"]})
    opener = urllib.request.build_opener(_NoRedirect)
    try:
        with opener.open(os.environ["RIPIO_BASE_URL"] + "/api/v1/auth", form.encode(), timeout) as response:
            body = response.read()
    except urllib.error.HTTPError as error:
        with error:
            raise TokenError(f"status {error.code}", error.code, error.headers.get("Retry-After")) from None
    except (OSError, http.client.HTTPException) as error:
        raise TokenError(f"no answer: {type(error).__name__}") from None
    try:
        answer = json.loads(body)
    except ValueError:
        raise TokenError("the answer is not JSON", 200) from None
    if not answer.get("succeed") or not answer.get("token"):
        raise TokenError("the answer has no token", 200)
    claims = answer["token"].split(".")[1]
    return answer["token"], json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))["exp"]
