package handover

import (
	"devtools/ripio-explorer/ripio/export"
	"devtools/ripio-explorer/ripio/redact"
)

// shellNames and formatNames say what a shell or a format is called.
var (
	shellNames = map[export.Shell]string{
		export.POSIX: "sh, bash, zsh", export.PowerShell: "PowerShell", export.Cmd: "cmd.exe",
	}
	formatNames = map[export.Format]string{
		export.Format(export.Go): "Go", export.Format(export.Node): "Node", export.Format(export.Python): "Python",
		export.Format(export.PHP): "PHP", export.Format(export.Java): "Java", export.Format(export.CSharp): "C#",
		export.HTTPFile: ".http file", export.Bruno: "Bruno", export.Postman: "Postman", export.OpenAPI: "OpenAPI",
	}
)

// exports are the request in the form for other tools. What is empty in the form becomes a
// placeholder.
func (s Subject) exports() []Copy {
	call, err := export.NewCall(s.Environment, export.WithPlaceholders(s.Request))
	why := ""
	if err != nil {
		why = err.Error()
	}
	var curl, real, programs []Copy
	for _, shell := range export.Shells {
		name := shellNames[shell]
		curl = append(curl, Copy{Name: "curl for " + name, Remark: "the secret comes from $" + export.SecretVariable,
			Text: func() string { return export.Curl(call, shell) }, Detail: "takes the secret from " + export.SecretVariable})
		real = append(real, Copy{Name: "curl with the secret for " + name, Warning: export.SecretWarning,
			Secret: func(secret redact.Secret) redact.Secret { return export.CurlWithSecret(call, secret, shell) }})
	}
	for _, format := range export.Formats {
		if format == export.CurlCommand {
			continue
		}
		programs = append(programs, Copy{Name: formatNames[format], Text: func() string {
			text, _ := export.Write(format, call) // it knows all of its own formats
			return text
		}})
	}
	return []Copy{
		{Name: "curl", Detail: "without the secret: for sh, PowerShell or cmd", Choices: curl, Unavailable: why},
		{Name: "program or tool file", Detail: "Go, Node, Python and others; without the secret", Choices: programs, Unavailable: why},
		{Name: "curl with the secret", Detail: "asked first; for your own shell only", Choices: real, Unavailable: why},
	}
}
