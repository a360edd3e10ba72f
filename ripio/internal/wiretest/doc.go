// Package wiretest has servers, proxies and connections that behave as well or as
// badly as a test needs, and the requests that are sent to them. Only tests use it.
package wiretest
