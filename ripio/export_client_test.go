package ripio

import (
	"context"
	"net"
)

// SetDial makes the client connect with dial instead of the network.
func SetDial(c *Client, dial func(ctx context.Context, network, address string) (net.Conn, error)) {
	c.dial = dial
}
