//go:build ignore

package main

import (
	"fmt"
	"os"
	"sync"
)

// Five goroutines ask at once, and one more when they have their token.
func init() {
	if os.Getenv("DRIVE") == "" {
		return
	}
	source := NewTokenSource(authURL, clientID, os.Getenv("RIPIO_CLIENT_SECRET"), externalRef, address)
	var lines sync.Mutex
	ask := func() {
		token, err := source.Token()
		lines.Lock()
		defer lines.Unlock()
		if err != nil {
			fmt.Println("error:", err)
		} else {
			fmt.Println("token", token)
		}
	}
	var all sync.WaitGroup
	for range 5 {
		all.Go(ask)
	}
	all.Wait()
	ask()
	os.Exit(0)
}
