package webhook

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"time"
)

// ErrNotLoopback is the error of a URL that does not lead to this machine.
var ErrNotLoopback = errors.New("made webhooks go to a loopback URL only, such as http://127.0.0.1:8080/webhook")

// PlanOptions say how events are posted.
type PlanOptions struct {
	Make MakeOptions
	// Now is when the last one is issued.
	Now time.Time
	// Late is how long before Now they were issued.
	Late time.Duration
	// Twice posts each one again, byte for byte. OutOfOrder posts the last one first.
	Twice, OutOfOrder bool
}

// Posting is a webhook that is to be posted.
type Posting struct {
	Event    Event
	IssuedAt time.Time
	Delivery Delivery
	// Again reports that the same webhook was posted before.
	Again bool
}

// Plan makes the webhooks of events, a second apart, in the order in which they are to
// be posted.
func Plan(events []Event, o PlanOptions) (plan []Posting) {
	for i, event := range events {
		o.Make.IssuedAt = o.Now.Add(-o.Late - time.Duration(len(events)-1-i)*time.Second)
		plan = append(plan, Posting{Event: event, IssuedAt: o.Make.IssuedAt, Delivery: Make(event, o.Make)})
	}
	if o.OutOfOrder {
		slices.Reverse(plan)
	}
	if o.Twice {
		for i := len(plan) - 1; i >= 0; i-- {
			again := plan[i]
			again.Again = true
			plan = slices.Insert(plan, i+1, again)
		}
	}
	return plan
}

// Poster posts webhooks to a receiver on this machine. It uses no proxy and follows no
// redirect.
type Poster struct {
	target *url.URL
	client *http.Client
	// lookup resolves a name.
	lookup func(ctx context.Context, name string) ([]netip.Addr, error)
}

// NewPoster makes a poster for a URL. Its host must be a loopback address, or a name of
// which every address is one when it is posted to: otherwise the error is or wraps
// ErrNotLoopback. roots are the authorities whose certificates are accepted; nil for this
// machine's.
func NewPoster(to string, roots *x509.CertPool) (*Poster, error) {
	target, err := url.Parse(to)
	if err != nil || target.Host == "" || target.Scheme != "http" && target.Scheme != "https" {
		return nil, errors.New("the URL must begin with http:// or https:// and name a host")
	}
	if target.User != nil {
		return nil, errors.New("the URL must not hold a user name or a password")
	}
	if address, err := netip.ParseAddr(target.Hostname()); err == nil && !isLoopback(address) {
		return nil, ErrNotLoopback
	}
	p := &Poster{target: target, lookup: func(ctx context.Context, name string) ([]netip.Addr, error) {
		return net.DefaultResolver.LookupNetIP(ctx, "ip", name)
	}}
	p.client = &http.Client{
		Transport:     &http.Transport{DialContext: p.dial, DisableKeepAlives: true, TLSClientConfig: &tls.Config{RootCAs: roots}},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Timeout:       10 * time.Second,
	}
	return p, nil
}

func isLoopback(address netip.Addr) bool { return address.Unmap().IsLoopback() }

// dial connects to the addresses that were looked at, so that a name cannot be looked up
// again to another one.
func (p *Poster) dial(ctx context.Context, network, hostPort string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(hostPort)
	if err != nil {
		return nil, err
	}
	addresses := []netip.Addr{}
	if address, err := netip.ParseAddr(host); err == nil {
		addresses = append(addresses, address)
	} else if addresses, err = p.lookup(ctx, host); err != nil {
		return nil, err
	}
	for _, address := range addresses {
		if !isLoopback(address) {
			return nil, ErrNotLoopback
		}
	}
	err = errors.New("the name has no address")
	for _, address := range addresses {
		var conn net.Conn
		if conn, err = new(net.Dialer).DialContext(ctx, network, net.JoinHostPort(address.String(), port)); err == nil {
			return conn, nil
		}
	}
	return nil, err
}

// Answer is what the receiver answered. Location and Body are outside text.
type Answer struct {
	Status   int
	Location string
	// Body is its beginning.
	Body string
}

// Taken reports whether the receiver said that it took the webhook: 2xx.
func (a Answer) Taken() bool { return a.Status >= 200 && a.Status < 300 }

// mostOfAnswer is how many bytes of an answer are read.
const mostOfAnswer = 1 << 10

// Post posts one webhook. An answer of any status is not an error.
func (p *Poster) Post(ctx context.Context, d Delivery) (Answer, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, p.target.String(), bytes.NewReader(d.Body))
	if err != nil {
		return Answer{}, err
	}
	for _, header := range d.Headers {
		request.Header.Set(header.Name, header.Value)
	}
	request.Header.Set("User-Agent", "ripio-explorer (an imitation of Ripio's webhooks)")
	response, err := p.client.Do(request)
	if err != nil {
		if inner, ok := errors.AsType[*url.Error](err); ok {
			err = inner.Err // without the URL
		}
		return Answer{}, fmt.Errorf("post the webhook: %w", err)
	}
	defer response.Body.Close()
	body, _ := io.ReadAll(io.LimitReader(response.Body, mostOfAnswer)) // the status is what counts
	return Answer{Status: response.StatusCode, Location: response.Header.Get("Location"), Body: string(body)}, nil
}
