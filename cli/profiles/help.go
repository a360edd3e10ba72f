package profiles

const introduction = `Keeps profiles: credentials under a name, and where each secret is to be found.`

const examples = `  ripio-explorer profiles add acme --client-id ID --secret env:RIPIO_CLIENT_SECRET
  ripio-explorer profiles add acme --client-id ID --store keyring
  pass show ripio | head -n 1 | ripio-explorer profiles edit acme --store keyring --secret-stdin
  ripio-explorer profiles import .env --store keyring
  ripio-explorer profiles list --json`

const notes = `No flag takes a secret. On a terminal it is asked for; in a script it comes with
--secret-stdin, or a reference says where it is: --secret env:NAME,
--secret 'cmd:["pass", "show", "ripio"]' or --secret ask. A secret that the program
is to keep goes to the place that --store names, and to no other.

--passphrase-stdin reads the passphrase of the encrypted file (--store sealed) from
the first line of the input. With --secret-stdin the secret is the second line.

With --json the output is one JSON object in ASCII, also when something failed; only
wrong arguments (exit code 2) leave it empty. Messages go to the error stream.

Exit codes:
  0  done; also an import that was only shown
  1  a fault in this program, a disk that cannot be written, or a question given up
  2  the arguments are wrong
  3  something is missing, in the way, or was not reached
  7  refused to protect the secret: it was not confirmed or not accepted
`

var introductions = map[string]string{
	"list": `Lists the profiles, and where the secret of each environment lives. * marks the
profile to begin with. No secret is read.
`,
	"show": `Shows one profile: where its secrets live, and when it last worked and last failed.
Secrets are read only for --fingerprint. Colleagues can compare a fingerprint without
showing the secret.
`,
	"add": `Makes a profile, with the credentials of one environment. Use edit --env for the
other one. Without --secret and --store the profile has no secret yet.
`,
	"edit": `Changes what the flags name, in one environment, and keeps everything else. An empty
value takes a field away. With --store alone, a secret that the program keeps moves to
the new place. --secret-stdin or --secret-prompt replaces the secret. --default=false
takes the choice of the profile to begin with away.
`,
	"remove": `Removes a profile and its stored secrets, with --yes, or when yes is typed on a
terminal. Its test users, its record of success and failure and its sends are kept;
forget removes them too, now or later.
`,
	"rename": `Gives a profile another name. Its stored secrets, its test users and its records
move along.
`,
	"import": `Shows which profiles would be made or changed, and writes them with --yes, or when
yes is typed on a terminal. FILE is a .env file with variables such as
RIPIO_CLIENT_ID, RIPIO_CLIENT_SECRET and RIPIO_ENV, or what export printed; - is the
input. With --env the variables of the environment are read. Secrets of a file go to
--store; those of the environment stay there, and only a reference is kept, unless
--store is given.
`,
	"export": `Prints the profiles with the references to their secrets, for import. A secret is
never printed. A command in a reference is printed with its arguments.
`,
	"forget": `Removes all that is kept of a profile: stored secrets, test users, records, the
profile itself, and its copy in the backup. It cannot be undone. What was removed and
what could not be reached is printed. The profile's name has to be typed, or given
with --confirm. Of a profile that was removed, it removes what is left.
`,
	"repair": `Looks at the profiles file, the encrypted file (sealed) or the plain file, and says
whether it is in order. --use-backup puts its backup in the place of one that is
damaged or missing. --set-aside renames it, so that a new one can begin: the way on
when its passphrase is lost, as nobody can open it then. Both ask first, or take
--yes. Nothing is deleted. --new-passphrase changes the encrypted file's passphrase.
`,
	"orphans": `Lists secrets without a profile, old temporary files, damaged files that were set
aside, and backups. With --remove it removes the kinds that are named.
`,
}
