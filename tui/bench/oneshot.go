//go:build unix

package main

import (
	"fmt"
	"os/exec"
	"strings"
	"time"

	"devtools/ripio-explorer/ripio"
	ripiofield "devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/simulator"
)

const oneShots = 31

// token measures the whole process that requests a token, beside curl.
func (b bench) token() ([]row, error) {
	const what = "token against the simulator"
	curl, err := exec.LookPath("curl")
	if err != nil {
		return []row{{what: what, missing: "curl is not installed"}}, nil
	}
	server, err := simulator.Start(simulator.Default)
	if err != nil {
		return nil, err
	}
	defer server.Close()
	environment, err := ripio.SimulatorAt(server.URL())
	if err != nil {
		return nil, err
	}
	username := simulator.ExampleClientID + ":" + ripiofield.NewExternalRef() + ":" + simulator.ExampleAddress
	ours := []string{b.binary, "token", "--env", "simulator", "--json"}
	peer := []string{
		curl, "-sS", "--data-urlencode", "username=" + username,
		"--data-urlencode", "password=" + simulator.ExampleSecret, environment.AuthURL,
	}
	return b.beside(what, "curl", ours, peer, 0.75)
}

// decode measures the whole process that reads a token, beside jq.
func (b bench) decode() ([]row, error) {
	const what = "decode of one token"
	jq, err := exec.LookPath("jq")
	if err != nil {
		return []row{{what: what, missing: "jq is not installed"}}, nil
	}
	ours := []string{b.binary, "decode", sampleToken}
	peer := []string{jq, "-n", "--arg", "token", sampleToken, `$token | split(".") | .[0:2][] | @base64d | fromjson`}
	return b.beside(what, "jq", ours, peer, 0.3)
}

// beside runs two commands in turns and compares their times.
func (b bench) beside(what, peerName string, ours, peer []string, limit float64) ([]row, error) {
	var our, peers samples
	for range oneShots {
		for _, one := range []struct {
			command []string
			samples *samples
		}{{ours, &our}, {peer, &peers}} {
			command := exec.Command(one.command[0], one.command[1:]...)
			command.Env = []string{"HOME=" + b.dir, "PATH=/usr/bin:/bin"}
			began := time.Now()
			if output, err := command.CombinedOutput(); err != nil {
				return nil, fmt.Errorf("running %s: %w\n%s", strings.Join(one.command, " "), err, output)
			}
			one.samples.add(time.Since(began))
		}
	}
	return []row{{
		what: what, got: our.median(), beside: peers.median(), unit: duration, peer: peerName,
		limit: atMostTimes(limit),
	}}, nil
}
