// Five calls at once, and one more when they have their token.
import { ADDRESS, AUTH_URL, CLIENT_ID, EXTERNAL_REF, TokenSource } from "./ripio-token.mjs";

const source = new TokenSource(AUTH_URL, CLIENT_ID, process.env.RIPIO_CLIENT_SECRET, EXTERNAL_REF, ADDRESS);
const ask = () => source.token().then(
  (token) => console.log(`token ${token}`),
  (failed) => console.log(`error: ${failed.message}`),
);
await Promise.all(Array.from({ length: 5 }, ask));
await ask();
