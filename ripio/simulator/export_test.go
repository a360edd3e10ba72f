package simulator

import "net/http"

// Key returns the key that a handler signs its tokens with.
func Key(h http.Handler) []byte { return h.(*handler).key[:] }

// ServerKey returns the key that a server signs its tokens with.
func ServerKey(s *Server) []byte { return s.handler.key[:] }

// Plan returns the sequence of a handler as it is written, Peek its next scenario.
func Plan(h http.Handler) string { return h.(*handler).plan.Load().text }
func Peek(h http.Handler) string { return h.(*handler).plan.Load().peek().Name }
