package token

const introduction = `Requests one token and prints it. Nothing prompts, nothing is sent twice.`

const examples = `  ripio-explorer token --env simulator --json
  ripio-explorer token --env simulator --scenario rejected
  ripio-explorer token --profile acme --external-ref 3f2b8c1e-8a0d-4c5e-9b7a-0c1d2e3f4a5b --json
  ripio-explorer token --profile acme --dry-run
  ripio-explorer token --env simulator --negative-test wrong-secret --json
  pass show ripio | head -n 1 | ripio-explorer token --client-id ID --secret-stdin --address 0x...
  TOKEN=$(ripio-explorer token --profile acme --raw)`

const notes = `The secret comes from the profile's own reference, or from --secret-env or
--secret-stdin. There is no flag for the secret itself: other programs could read
it in the process list. The simulator needs no credentials. With --passphrase-stdin
the encrypted file of secrets is opened.

--dry-run shows the request with its findings: method, address, headers, and the
form decoded and encoded, with a mask for the secret. Nothing is sent, no simulator
is started, and no secret is read but that of --secret-env or --secret-stdin.

An address that has the form of a private key or a seed, maybe with a character
lost, is masked and not sent without --accept-address; what decodes as a key is
never sent.

--negative-test sends a complete request with one mistake in it, to learn what the
server answers: in sandbox and simulator, never in production. The exit code is that
of the answer.

--history keeps the send where the explorer's sends are. It is off by default: a
script may run often or on a shared machine, and what it sends should not fill the
history without being asked for.

--raw prints the token and a newline, and nothing else; when no token came, the
output is empty.

With --json the output is one JSON object in ASCII, also when no token came; only
wrong arguments (exit code 2) leave it empty. "causes" ranks what may have led to a
failure, the likeliest first. Numbers of the token keep all their digits. Messages
go to the error stream.

Exit codes:
  0  a token came, or a dry run found nothing that stops the request
  1  a fault in this program, or its output could not be written
  2  the arguments are wrong
  3  a check stopped the request, or something it needs is missing
  4  the server rejected the request (401 or 403)
  5  no answer: DNS, connection, TLS, proxy or time-out
  6  an answer came, but without a usable token
  7  refused to protect production or the secret
`
