"""Run with python3 -m unittest, beside a server that RIPIO_BASE_URL, RIPIO_CLIENT_ID and RIPIO_CLIENT_SECRET name."""

import time
import unittest

from token_client import TokenError, fetch_token

USER = ("3f2b8c1e-8a0d-4c5e-9b7a-0c1d2e3f4a5b", "0x05946B0d5E413E45069BeC923004F9a3c8F70c2C")


class TokenTest(unittest.TestCase):
    def fails(self, scenario=None, **changes):
        if scenario:
            changes["client_id"] = "scenario-" + scenario
        with self.assertRaises(TokenError) as caught:
            fetch_token(*USER, **changes)
        return caught.exception

    def test_second_try_helps_when_unavailable(self):
        # The server plays 503,ok.
        self.assertEqual(self.fails().status, 503)
        self.assertTrue(fetch_token(*USER)[0].startswith("eyJ"))

    def test_token_says_when_it_ends(self):
        token, expires = fetch_token(*USER, client_id="scenario-ok")
        self.assertEqual(token.count("."), 2)
        self.assertGreater(expires, time.time())

    def test_expired_token_is_noticed(self):
        self.assertLess(fetch_token(*USER, client_id="scenario-expired-token")[1], time.time())

    def test_statuses(self):
        for scenario, status in {"rejected": 401, "envelope-40001": 403, "html-502": 502, "redirect-307": 307, "redirect-301": 301}.items():
            with self.subTest(scenario):
                self.assertEqual(self.fails(scenario).status, status)

    def test_wrong_secret_is_rejected(self):
        self.assertEqual(self.fails(client_secret="wrong").status, 401)

    def test_limit_says_how_long_to_wait(self):
        error = self.fails("rate-limited")
        self.assertEqual((error.status, error.retry_after), (429, "30"))

    def test_answers_that_are_no_token(self):
        for scenario, words in {"not-json": "not JSON", "succeed-false": "no token", "no-token": "no token", "truncated-body": "no answer"}.items():
            with self.subTest(scenario):
                self.assertIn(words, str(self.fails(scenario)))

    def test_slow_answer_is_given_up(self):
        self.assertIn("no answer", str(self.fails("slow-headers", timeout=0.2)))


if __name__ == "__main__":
    unittest.main()
