package widget

import "devtools/ripio-explorer/ripio"

// Parameters are what a link may tell the widget beside the token. An empty one is
// left out of the link.
type Parameters struct {
	// Address is _addr, the wallet.
	Address string
	// AcceptAddress tells that a person confirmed that Address is not a private key,
	// although it has the form of one.
	AcceptAddress bool
	// Network is _net, Amount _amount, Crypto _crypto, TrackingSession
	// _tracking_session.
	Network, Amount, Crypto, TrackingSession string
}

// The names of the query parameters.
const (
	nameToken   = "_to"
	NameAddress = "_addr"
	NameNetwork = "_net"
	NameAmount  = "_amount"
	NameCrypto  = "_crypto"
	NameSession = "_tracking_session"
)

// Value is the parameter of that name; empty for any other name.
func (p Parameters) Value(name string) string {
	switch name {
	case NameAddress:
		return p.Address
	case NameNetwork:
		return p.Network
	case NameAmount:
		return p.Amount
	case NameCrypto:
		return p.Crypto
	case NameSession:
		return p.TrackingSession
	}
	return ""
}

// Documented describes a parameter in the words of Ripio's page.
type Documented struct {
	// Name is the name in the URL, Label a name for people.
	Name, Label string
	// Meaning is what it does, Example the value on the page.
	Meaning, Example string
	// MarkedOptional tells that the page marks it "Optional". Of the two that are
	// not, the page's own links leave out both.
	MarkedOptional bool
}

// DocumentedParameters lists what Ripio documents for the on-ramp, in the order of
// the link. For the off-ramp no parameters are documented.
// Source: params (docs.ripio.com, widget parameters).
var DocumentedParameters = []Documented{
	{NameAddress, "address", "fills in the wallet, which cannot be edited then", "0x646e…b97e", true},
	{NameNetwork, "network", "selects the chain, which must be enabled for the partner", "ETHEREUM", false},
	{NameAmount, "amount", "fills in the amount of fiat money, with a dot for decimals", "4321.35", false},
	{NameCrypto, "crypto", "fixes the crypto, which must be enabled for the partner", "USDT", true},
	{NameSession, "tracking session", "your own ID, which comes back in webhooks as metadata.session", "random-tracking-id-onramp", true},
}

// Preset is a set of parameters that was seen somewhere.
type Preset struct {
	Name string
	// Origin says where it was seen, and that it may not work for everybody.
	Origin     string
	Parameters Parameters
}

// Presets are the parameters to try in an environment and a flow; none where none
// were seen.
func Presets(environment ripio.EnvironmentName, flow Flow) []Preset {
	if environment != ripio.Sandbox || flow != OnRamp {
		return nil
	}
	return []Preset{{
		Name:       "RTEST on ETHEREUM_SEPOLIA, 2100 ARS",
		Origin:     "seen in a public integrator's code, not documented; your account may have other networks and cryptos",
		Parameters: Parameters{Network: "ETHEREUM_SEPOLIA", Crypto: "RTEST", Amount: "2100"},
	}}
}
