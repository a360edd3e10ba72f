// A receiver of webhooks, written from Ripio's page on webhooks alone: HMAC-SHA256 of the raw
// body, in the header Http-X-Wh-Signature-256 as "sha256=" and hexadecimal digits.
// It prints its port, answers 200 or 401, and writes what it took.
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

const secret = process.env.RIPIO_WEBHOOK_SECRET;

createServer((request, response) => {
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", () => {
    const raw = Buffer.concat(parts);
    const want = Buffer.from("sha256=" + createHmac("sha256", secret).update(raw).digest("hex"));
    const got = Buffer.from(request.headers["http-x-wh-signature-256"] ?? "");
    const holds = want.length === got.length && timingSafeEqual(want, got);
    if (holds) {
      const event = JSON.parse(raw);
      console.log(JSON.stringify({ event: event.eventType, issued: event.issueDatetime, session: (event.transactionObject ?? event.transaction)?.metadata.session ?? null }));
    }
    response.writeHead(holds ? 200 : 401).end();
  });
}).listen(0, "127.0.0.1", function () { console.log(this.address().port); });
