package decode

const introduction = `Reads a token: its header, its claims and its expiry. Nothing is sent anywhere.

TOKEN may be the token itself, a "Bearer" line, the JSON answer it came in, or a
widget link. Without TOKEN, or with -, it is read from the input. That is the safer
way: arguments can be read in the process list and stay in the shell's history.`

const examples = `  ripio-explorer decode < answer.json
  ripio-explorer token --env simulator --json | ripio-explorer decode --json`

const notes = `The signature is not checked: only Ripio holds the key. An expired token is read
like any other; see "expired" in the JSON object.

Exit codes:
  0  the token's header and claims were read
  1  a fault in this program, or its output could not be written
  2  the arguments are wrong
  8  there is no token, or its header or claims cannot be read
`
