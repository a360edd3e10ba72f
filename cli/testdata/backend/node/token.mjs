// What a backend does to get a token for Ripio's On/Off-Ramp widget.

export class TokenError extends Error {
  constructor(message, { status, retryAfter } = {}) {
    super(message);
    Object.assign(this, { status, retryAfter });
  }
}

const settings = () => ({
  url: process.env.RIPIO_BASE_URL + "/api/v1/auth",
  clientId: process.env.RIPIO_CLIENT_ID,
  clientSecret: process.env.RIPIO_CLIENT_SECRET,
  timeout: 2000,
});

export async function fetchToken(user, changes = {}) {
  const { url, clientId, clientSecret, timeout } = { ...settings(), ...changes };
  let response, text;
  try {
    response = await fetch(url, {
      method: "POST",
      redirect: "manual", // the form holds the secret
      body: new URLSearchParams({ username: `${clientId}:${user.externalRef}:${user.address}`, password: clientSecret }),
      signal: AbortSignal.timeout(timeout),
    });
    text = await response.text();
  } catch (error) {
    throw new TokenError(`no answer: ${error.name}`);
  }
  const about = { status: response.status, retryAfter: Number(response.headers.get("retry-after")) || undefined };
  if (response.status !== 200) throw new TokenError(`status ${response.status}`, about);
  let answer;
  try {
    answer = JSON.parse(text);
  } catch {
    throw new TokenError("the answer is not JSON", about);
  }
  if (!answer.succeed || !answer.token) throw new TokenError("the answer has no token", about);
  const { exp } = JSON.parse(Buffer.from(answer.token.split(".")[1], "base64url"));
  return { token: answer.token, expiresAt: exp * 1000 };
}

// One more try when the service was unavailable.
export async function fetchTokenPatiently(user, changes) {
  try {
    return await fetchToken(user, changes);
  } catch (error) {
    if (error.status !== 503) throw error;
    return await fetchToken(user, changes);
  }
}

// Tokens that live for another minute at least.
export class TokenCache {
  #tokens = new Map();
  async get(user, changes) {
    const kept = this.#tokens.get(user.externalRef);
    if (kept && kept.expiresAt - Date.now() > 60_000) return kept;
    const fresh = await fetchToken(user, changes);
    this.#tokens.set(user.externalRef, fresh);
    return fresh;
  }
}
