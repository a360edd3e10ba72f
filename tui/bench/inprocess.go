//go:build unix

package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"devtools/ripio-explorer/ripio"
	ripiofield "devtools/ripio-explorer/ripio/field"
	ripiojwt "devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/simulator"
)

// sampleToken has the shape of the documentation's sample: a session and an
// expiry. It was signed with no real key.
const sampleToken = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9." +
	"eyJzZXNzaW9uIjoiZjc1MDQwZWE0YThkNjFhY2FlMmNmZTQ0YTQ4OTY5ZGZkZGFmNGZmY2NlZWVlNzE0Yzk0ZThlMGQxYzA4NmMyMiIsImV4cCI6MTc5NTUwNjU2N30." +
	"7zl5SlH72zxANKu7O2CJhAqlgru5-y-LY5myfV6Sx1I"

// inProcess measures the engine beside the libraries it stands on.
func inProcess() ([]row, error) {
	rows, err := measureSend()
	if err != nil {
		return nil, err
	}
	decoding, err := measureDecoding()
	return append(rows, decoding), err
}

// measureSend compares one send with a bare post of the same form, each on a
// connection of its own: the part of it between dialling and the last byte in,
// which is what a post is and what the budget is for, and the whole, with the
// checks, the explained answer and the decoded token that a post does not have.
func measureSend() ([]row, error) {
	const rounds = 400
	server, err := simulator.Start(simulator.Default)
	if err != nil {
		return nil, err
	}
	defer server.Close()
	environment, err := ripio.SimulatorAt(server.URL())
	if err != nil {
		return nil, err
	}
	request := ripio.Request{
		ClientID: simulator.ExampleClientID, Secret: redact.NewSecret(simulator.ExampleSecret),
		ExternalRef: ripiofield.NewExternalRef(), Address: simulator.ExampleAddress,
	}
	form := url.Values{"username": {request.Username()}, "password": {simulator.ExampleSecret}}
	var client ripio.Client
	bare := &http.Client{Transport: &http.Transport{DisableKeepAlives: true, DisableCompression: true}}
	var ours, wire, bares samples
	for range rounds {
		began := time.Now()
		exchange := client.Authenticate(context.Background(), environment, request)
		ours.add(time.Since(began))
		wire.add(exchange.Timing.Total)
		if exchange.Token == nil {
			return nil, fmt.Errorf("the simulator gave no token: %w", exchange.Failure)
		}
		began = time.Now()
		if err := post(bare, environment.AuthURL, form); err != nil {
			return nil, err
		}
		bares.add(time.Since(began))
	}
	return []row{
		{
			what: "one send, on the wire", got: wire.median(), beside: bares.median(), unit: duration, peer: "net/http",
			limit: atMostTimes(1.1),
		},
		{what: "one send, with checks and token", got: ours.median(), beside: bares.median(), unit: duration, peer: "net/http"},
	}, nil
}

// post sends a form and reads the answer.
func post(client *http.Client, address string, form url.Values) error {
	response, err := client.Post(address, "application/x-www-form-urlencoded", strings.NewReader(form.Encode()))
	if err != nil {
		return err
	}
	defer response.Body.Close()
	_, err = io.Copy(io.Discard, response.Body)
	return err
}

// measureDecoding compares reading a token with the library's parser alone.
func measureDecoding() (row, error) {
	const rounds, batch = 60, 200
	parser := jwt.NewParser(jwt.WithJSONNumber())
	var ours, libraries samples
	for range rounds {
		began := time.Now()
		for range batch {
			if _, err := ripiojwt.Decode(sampleToken); err != nil {
				return row{}, err
			}
		}
		ours.add(time.Since(began) / batch)
		began = time.Now()
		for range batch {
			if _, _, err := parser.ParseUnverified(sampleToken, jwt.MapClaims{}); err != nil {
				return row{}, err
			}
		}
		libraries.add(time.Since(began) / batch)
	}
	return row{
		what: "decoding in process", got: ours.median(), beside: libraries.median(), unit: duration,
		peer: "golang-jwt", limit: atMostTimes(2),
	}, nil
}
