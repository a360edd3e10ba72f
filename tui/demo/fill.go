package demo

import (
	"context"
	"fmt"
	"time"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/simulator"
)

// The users of the demo; none of them is anybody.
var (
	ana   = profiles.User{ExternalRef: "5b0c7a52-3d1e-4b86-9f27-6a1d0e94c813", Address: simulator.ExampleAddress}
	bruno = profiles.User{ExternalRef: "e2d94f10-7c65-4a3b-8b0e-19f4a6d3572c", Address: "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"}
)

// made are the profiles of the demo.
func made() []profiles.Profile {
	account := func(id string, user profiles.User) profiles.Account {
		return profiles.Account{ClientID: id, Secret: profiles.InKeyring, User: user}
	}
	return []profiles.Profile{
		{Name: "demo-wallet", Country: "AR", Sandbox: account("demo-wallet-sandbox", ana), Production: account("demo-wallet-live", ana)},
		{Name: "demo-exchange", Country: "BR", Sandbox: account("demo-exchange-sandbox", bruno)},
	}
}

// past are the earlier sends: how long ago, by whom, and how the simulator answered.
var past = []struct {
	ago      time.Duration
	profile  int
	user     profiles.User
	scenario string
}{
	{50 * time.Hour, 0, ana, "rejected"},
	{49 * time.Hour, 0, ana, simulator.Default},
	{26 * time.Hour, 1, bruno, "unavailable-503"},
	{25 * time.Hour, 1, bruno, simulator.Default},
	{90 * time.Minute, 0, bruno, "html-502"},
	{75 * time.Minute, 0, ana, simulator.Default},
}

// madeUpSecret is one in which nothing else of a profile stands, so that nothing else is
// masked.
func madeUpSecret(name ripio.EnvironmentName) redact.Secret {
	if name == ripio.Production {
		return redact.NewSecret("made-up-90b2d4aa6631")
	}
	return redact.NewSecret("made-up-5f1c2e77c0d8")
}

// fill makes up what a demo begins with. The sends are answered by the simulator.
func (w *World) fill(now time.Time) error {
	ctx := context.Background()
	list := made()
	for _, profile := range list {
		secrets := profiles.NewSecretValues{}
		for _, name := range []ripio.EnvironmentName{ripio.Sandbox, ripio.Production} {
			if profile.Account(name).ClientID != "" {
				secrets[name] = madeUpSecret(name)
			}
		}
		if _, _, err := w.Manager.Save(ctx, "", profile, secrets); err != nil {
			return fmt.Errorf("fill the demo: %w", err)
		}
	}
	for _, name := range []ripio.EnvironmentName{ripio.Sandbox, ripio.Simulator} {
		for _, user := range []struct {
			label   string
			profile int
			user    profiles.User
		}{{"Ana, Buenos Aires", 0, ana}, {"Bruno, São Paulo", 1, bruno}} {
			_ = w.Manager.Users.Record(name, list[user.profile].Name, user.user, now.Add(-time.Hour))
			_ = w.Manager.Users.Label(name, list[user.profile].Name, user.user, user.label)
		}
	}
	for _, send := range past {
		if err := w.remember(ctx, list[send.profile], send.user, send.scenario, now.Add(-send.ago)); err != nil {
			return fmt.Errorf("fill the demo: %w", err)
		}
	}
	return nil
}

// remember sends to a simulator of its own whose clock stands at a time of the past.
func (w *World) remember(ctx context.Context, profile profiles.Profile, user profiles.User, scenario string, at time.Time) error {
	then := func() time.Time { return at }
	server, err := simulator.StartInMemory(scenario, simulator.WithClock(then))
	if err != nil {
		return err
	}
	defer server.Close() //nolint:errcheck // nothing is left of it
	env, err := ripio.SimulatorAt(server.URL())
	if err != nil {
		return err
	}
	client := *w.client
	client.Dial, client.Now = server.Dial, then
	exchange := client.Authenticate(ctx, env, ripio.Request{
		ClientID: profile.Sandbox.ClientID, Secret: madeUpSecret(ripio.Sandbox),
		ExternalRef: user.ExternalRef, Address: user.Address, CredentialsFor: ripio.Sandbox,
	})
	exchange.Profile = profile.Name
	_ = w.Manager.Records.NoteExchange(exchange)
	_, _ = w.Manager.Remember(profiles.Attempt{Exchange: exchange}, false)
	return nil
}
