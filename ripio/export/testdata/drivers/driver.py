# Five threads ask at once, and one more when they have their token.
import os
from concurrent.futures import ThreadPoolExecutor

import ripio_token as it

source = it.TokenSource(it.AUTH_URL, it.CLIENT_ID, os.environ["RIPIO_CLIENT_SECRET"], it.EXTERNAL_REF, it.ADDRESS)


def ask(_):
    try:
        return f"token {source.token()}"
    except it.TokenError as failed:
        return f"error: {failed}"


with ThreadPoolExecutor(5) as five:
    lines = list(five.map(ask, range(5)))
print("\n".join(lines + [ask(0)]))
