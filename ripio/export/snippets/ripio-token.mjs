// Requests a token for Ripio's On/Off-Ramp widget and keeps it until shortly before it
// expires. Needs Node.js 18 or later and no packages:
//
//   RIPIO_CLIENT_SECRET=... node ripio-token.mjs

import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const AUTH_URL = "https://b2b-widget-onramp-api.sandbox.ripio.com/api/v1/auth";
export const CLIENT_ID = "YOUR_CLIENT_ID";
export const EXTERNAL_REF = "YOUR_USERS_UUID_V4"; // names the user in your system
export const ADDRESS = "YOUR_USERS_ADDRESS"; // the user's blockchain address or wallet identifier

const TIMEOUT = 20_000; // milliseconds
const MARGIN = 60_000; // how many milliseconds before its expiry a token is replaced

// TokenSource gives the token of one user; keep one source for each user. Calls may
// overlap: while a request is under way, all wait for its result.
export class TokenSource {
  #url;
  #secret;
  #form;
  #token;
  #goodUntil = 0;
  #flight;

  constructor(url, clientId, secret, externalRef, address) {
    this.#url = url;
    this.#secret = secret;
    this.#form = new URLSearchParams({ username: `${clientId}:${externalRef}:${address}`, password: secret });
  }

  // token returns a promise of a token that is good for another minute, unless it lives
  // shorter.
  token() {
    if (this.#token !== undefined && performance.now() < this.#goodUntil) {
      return Promise.resolve(this.#token);
    }
    this.#flight ??= this.#renew().finally(() => {
      this.#flight = undefined;
    });
    return this.#flight;
  }

  async #renew() {
    this.#token = undefined;
    const started = performance.now();
    const { token, left } = await this.#request();
    this.#token = token;
    this.#goodUntil = started + left - MARGIN;
    return token;
  }

  // #request asks for a token and how many milliseconds it is good for.
  async #request() {
    let response, text;
    try {
      response = await fetch(this.#url, {
        method: "POST",
        // Without it fetch would add a charset, which the documentation does not have.
        headers: { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json" },
        body: this.#form.toString(),
        redirect: "manual", // a redirect could take the secret to another host
        signal: AbortSignal.timeout(TIMEOUT),
      });
      text = await response.text();
    } catch (failed) {
      throw new Error(`no response from Ripio: ${failed.cause?.message ?? failed.message}`, { cause: failed });
    }
    let answer;
    try {
      answer = JSON.parse(text);
    } catch {
      // what is not JSON holds no token
    }
    if (response.status !== 200 || answer?.succeed !== true || typeof answer.token !== "string" || answer.token === "") {
      // Error responses are not documented, so the text is shown as it came.
      const shown = JSON.stringify(text.replaceAll(this.#secret, "[secret]").slice(0, 500));
      throw new Error(`no token: status ${response.status}, ${shown}`);
    }
    // The expiry is a time of the server's clock, so that clock says how long is left.
    const date = Date.parse(response.headers.get("date") ?? "");
    const left = expiryOf(answer.token) - (Number.isNaN(date) ? Date.now() : date);
    if (left <= 0) {
      throw new Error("the token has expired already");
    }
    return { token: answer.token, left };
  }
}

// expiryOf reads the claim exp, in milliseconds. The signature is not checked: only Ripio
// holds the key.
function expiryOf(token) {
  try {
    const { exp } = JSON.parse(Buffer.from(token.split(".")[1], "base64url").toString("utf8"));
    if (Number.isFinite(exp)) {
      return exp * 1000;
    }
  } catch {
    // said below
  }
  throw new Error("the token's expiry cannot be read");
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const secret = process.env.RIPIO_CLIENT_SECRET;
  if (!secret) {
    console.error("RIPIO_CLIENT_SECRET is not set");
    process.exit(1);
  }
  try {
    console.log(await new TokenSource(AUTH_URL, CLIENT_ID, secret, EXTERNAL_REF, ADDRESS).token()); // a credential: keep it out of logs
  } catch (failed) {
    console.error(failed.message);
    process.exitCode = 1;
  }
}
