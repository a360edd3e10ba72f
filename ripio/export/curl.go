package export

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
)

// Shell is the kind of shell that a command is quoted for.
type Shell string

// The shells: those of POSIX (sh, bash, zsh), PowerShell from version 5.1 on, and the
// prompt of Windows' cmd.exe.
const (
	POSIX      Shell = "sh"
	PowerShell Shell = "powershell"
	Cmd        Shell = "cmd"
)

// Shells are all of them, in the order in which they are offered.
var Shells = []Shell{POSIX, PowerShell, Cmd}

// ErrUnknownShell names the shells that there are.
var ErrUnknownShell = errors.New("there is no such shell; there are sh, powershell and cmd")

// ParseShell reads the name of a shell. The error is ErrUnknownShell.
func ParseShell(text string) (Shell, error) {
	if shell := Shell(strings.ToLower(text)); slices.Contains(Shells, shell) {
		return shell, nil
	}
	return "", ErrUnknownShell
}

// SecretWarning says what CurlWithSecret's result means for the one who takes it.
const SecretWarning = "This command holds the client_secret. Whoever reads it can use it: " +
	"a shell keeps it in its history, a chat or a ticket keeps it for others."

// SecretHint says how a shell's variable gets the client_secret without a trace in the
// shell's history.
func SecretHint(shell Shell) string {
	how := map[Shell]string{
		POSIX:      "IFS= read -rs " + SecretVariable + " && export " + SecretVariable + " asks for it (bash, zsh)",
		PowerShell: "$env:" + SecretVariable + " = [Net.NetworkCredential]::new('', (Read-Host -AsSecureString)).Password asks for it",
		Cmd: "set /p " + SecretVariable + "= asks for it; it needs curl 8.3 or later, and in a batch file " +
			"each percent sign twice and no caret before it",
	}[shell]
	return "the command takes the client_secret from the variable " + SecretVariable + ": " + how
}

// Curl writes the call as a curl command for a shell. The client_secret is taken from
// the environment variable SecretVariable and is in no process's arguments; only cmd
// needs curl 8.3 for that. The command is ASCII, in several lines, with a line
// break at its end.
func Curl(call Call, shell Shell) string {
	return command(call, shell, dialects[shell].secretOfVariable)
}

// CurlWithSecret is Curl with the client_secret written into it. Show SecretWarning
// before it is used. For sh and PowerShell curl reads the secret from its input; with
// cmd it stands in curl's arguments.
func CurlWithSecret(call Call, secret redact.Secret, shell Shell) redact.Secret {
	if secret.IsEmpty() {
		return redact.Secret{}
	}
	return redact.NewSecret(command(call, shell, dialects[shell].writtenSecret("password="+percentEncode(secret.Reveal()))))
}

// passing is how the secret reaches curl: what is written before curl, and the
// options that take it.
type passing struct {
	before  string
	options []string
}

// dialect is how a shell is written.
type dialect struct {
	program, goOn string
	// quote writes a text of printable ASCII as one argument.
	quote func(string) string
	// readable reports whether quote keeps a character as it is, so that a person can
	// read it; a value with any other is percent-encoded.
	readable         func(rune) bool
	secretOfVariable passing
	// writtenSecret passes a field that is percent-encoded.
	writtenSecret func(field string) passing
}

var dialects = map[Shell]dialect{
	POSIX: {
		program: "curl", goOn: " \\\n  ", quote: quotePOSIX, readable: isPrintableASCII,
		// printf is part of the shell, so the secret is in the arguments of no process.
		secretOfVariable: passing{
			`printf %s "${` + SecretVariable + `:?is not set}" | `, []string{"--data-urlencode 'password@-'"},
		},
		writtenSecret: func(field string) passing {
			return passing{"printf %s " + quotePOSIX(field) + " | ", []string{"--data '@-'"}}
		},
	},
	// "curl" alone is another command in Windows PowerShell. The text of a pipe is
	// encoded by $OutputEncoding and gets a line break: percent escapes survive the first,
	// and curl's --data leaves the second out.
	PowerShell: {
		program: "curl.exe", goOn: " `\n  ", quote: quotePowerShell, readable: isPlain,
		secretOfVariable: passing{
			"'password=' + [uri]::EscapeDataString($env:" + SecretVariable + ") | ", []string{"--data '@-'"},
		},
		writtenSecret: func(field string) passing {
			return passing{quotePowerShell(field) + " | ", []string{"--data '@-'"}}
		},
	},
	// A variable that cmd expands is read as a part of the command, so that a quotation mark
	// or an ampersand in it would do harm: curl reads the variable itself.
	Cmd: {
		program: "curl.exe", goOn: " ^\n  ", quote: quoteCmd, readable: isPlain,
		secretOfVariable: passing{"", []string{
			"--variable %" + SecretVariable, `--expand-data-urlencode "password={{` + SecretVariable + `}}"`,
		}},
		writtenSecret: func(field string) passing { return passing{"", []string{"--data " + quoteCmd(field)}} },
	},
}

// command writes the whole command.
func command(call Call, shell Shell, secret passing) string {
	d, known := dialects[shell]
	if !known {
		return ""
	}
	lines := []string{secret.before + d.program + " --silent --show-error --include --max-time 20"}
	if call.Local {
		lines = append(lines, "--noproxy "+d.quote("*"))
	}
	lines = append(lines, "--header "+d.quote("Accept: application/json"), d.field("username", call.Username()))
	lines = append(lines, secret.options...)
	return strings.Join(append(lines, d.quote(call.URL)), d.goOn) + "\n"
}

// field writes the option for one field of the form.
func (d dialect) field(name, value string) string {
	if strings.ContainsFunc(value, func(char rune) bool { return !d.readable(char) }) {
		return "--data " + d.quote(name+"="+percentEncode(value))
	}
	return "--data-urlencode " + d.quote(name+"="+value)
}

func isPrintableASCII(char rune) bool { return ' ' <= char && char <= '~' }

// isPlain reports whether no shell and no program on Windows reads anything into a
// character within quotation marks.
func isPlain(char rune) bool {
	return char <= '~' && (phrase.IsDigit(byte(char)) || 'a' <= char|0x20 && char|0x20 <= 'z' || strings.ContainsRune(":._~-", char))
}

// quotePOSIX puts a text in single quotes, in which only a single quote means
// anything. Source: POSIX, Shell Command Language, 2.2.2.
func quotePOSIX(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }

// quotePowerShell puts a text in single quotes, in which a doubled single quote is
// one. It must hold no double quotation mark, which Windows PowerShell hands to
// programs unescaped. Source: about_Quoting_Rules, about_Parsing.
func quotePowerShell(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }

// quoteCmd puts a text in double quotation marks, or, as these do not stop cmd from
// expanding %NAME%, leaves them out where it holds percent signs, and writes a caret
// before each: the prompt looks up a variable whose name has a caret, finds none,
// and then drops the caret. The text must hold nothing else that cmd reads something
// into. In a batch file a percent sign is doubled in place of that.
func quoteCmd(text string) string {
	if strings.Contains(text, "%") {
		return strings.ReplaceAll(text, "%", "^%")
	}
	return fmt.Sprintf(`"%s"`, text)
}
