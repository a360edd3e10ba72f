package profiles

const introduction = `Keeps profiles: credentials under a name, and where each secret is to be found.`

const examples = `  ripio-explorer profiles add acme --client-id ID --secret-ref env:RIPIO_CLIENT_SECRET
  ripio-explorer profiles add acme --client-id ID --store keyring
  pass show ripio | head -n 1 | ripio-explorer profiles edit acme --store keyring --secret-stdin
  ripio-explorer profiles import .env --store keyring
  ripio-explorer profiles list --json`

const notes = `No flag takes a secret. On a terminal it is asked for; in a script it comes with
--secret-stdin, or a reference says where it is: --secret-ref env:NAME,
--secret-ref 'cmd:["pass", "show", "ripio"]' or --secret-ref ask. A secret that the program
is to keep goes to the place that --store names, and to no other.

--passphrase-stdin reads the passphrase of the encrypted file (--store sealed) from
the first line of the input. With --secret-stdin the secret is the second line.

Exit codes:
  0  done; also an import that was only shown
  1  a fault in this program, a disk that cannot be written, or a question given up
  2  the arguments are wrong
  3  something is missing, in the way, or was not reached
  7  refused to protect the secret: it was not confirmed or not accepted
`

const rotateIntroduction = `Rehearses and makes the change of a client_secret. The profile holds the secret in use and
the next one, each with a place of its own.

  test    requests a token with each of the two; sandbox only
  switch  puts the next secret in use, and keeps the one that was
  undo    puts the one that was in use again

--secret-stdin reads the next secret. It is kept in the place that the profile refers to,
or in that of --store: keyring, sealed or plain; without --secret-stdin --store asks for
it on a terminal. --secret-ref says where the next secret is: env:NAME and cmd:[...] are
read at each send, ask is typed in each session. The switch makes the profile refer to
the place or the reference.

What is under way is written down. A step that was killed at any moment is finished or
undone at the next start, which says which of the two.`

const rotateExamples = `  ripio-explorer profiles rotate acme test --secret-ref env:RIPIO_NEXT_SECRET
  ripio-explorer profiles rotate acme switch --secret-ref env:RIPIO_NEXT_SECRET`
