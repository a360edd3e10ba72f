// Run with node --test, beside a server: RIPIO_BASE_URL, RIPIO_CLIENT_ID and RIPIO_CLIENT_SECRET say which.
import assert from "node:assert/strict";
import { test } from "node:test";
import { TokenCache, fetchToken, fetchTokenPatiently } from "./token.mjs";

const user = { externalRef: "3f2b8c1e-8a0d-4c5e-9b7a-0c1d2e3f4a5b", address: "0x05946B0d5E413E45069BeC923004F9a3c8F70c2C" };
const scenario = (name) => ({ clientId: "scenario-" + name });

test("a second try helps when the service was unavailable", async () => {
  // The server plays 503,ok.
  await assert.rejects(fetchToken(user), { status: 503 });
  assert.match((await fetchToken(user)).token, /^eyJ/);
});

test("the patient call tries twice and no more", async () => {
  await assert.rejects(fetchTokenPatiently(user, scenario("unavailable-503")), { status: 503 });
});

test("a token says when it ends", async () => {
  const { token, expiresAt } = await fetchToken(user, scenario("ok"));
  assert.equal(token.split(".").length, 3);
  assert.ok(expiresAt > Date.now());
});

test("wrong credentials are an error with their status", () => assert.rejects(fetchToken(user, scenario("rejected")), { status: 401 }));
test("a wrong secret is rejected", () => assert.rejects(fetchToken(user, { clientSecret: "wrong" }), { status: 401 }));
test("a limit says how long to wait", () => assert.rejects(fetchToken(user, scenario("rate-limited")), { status: 429, retryAfter: 30 }));
test("a redirect is not followed", () => assert.rejects(fetchToken(user, scenario("redirect-307")), { status: 307 }));
test("a gateway's page is an error", () => assert.rejects(fetchToken(user, scenario("html-502")), { status: 502 }));
test("what is not JSON is an error", () => assert.rejects(fetchToken(user, scenario("not-json")), /not JSON/));
test("succeed false is an error", () => assert.rejects(fetchToken(user, scenario("succeed-false")), /no token/));
test("a cut answer is an error", () => assert.rejects(fetchToken(user, scenario("truncated-body")), /no answer/));
test("a slow answer is given up", () =>
  assert.rejects(fetchToken(user, { ...scenario("slow-headers"), timeout: 200 }), /no answer: TimeoutError/));

test("the cache keeps a long token and renews a short one", async () => {
  const cache = new TokenCache();
  assert.equal((await cache.get(user, scenario("ok"))).token, (await cache.get(user, scenario("ok"))).token);
  const short = new TokenCache();
  assert.notEqual((await short.get(user, scenario("short-token"))).token, (await short.get(user, scenario("short-token"))).token);
});
