package curtain

import (
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/jwt"
)

// LearnExchange notes what a send was for, and the token that it brought.
func (c *Curtain) LearnExchange(e *ripio.Exchange) {
	if e == nil {
		return
	}
	c.Learn(e.Request.ClientID, e.Request.ExternalRef, e.Request.Address)
	c.LearnToken(e.Token)
}

// LearnToken notes a token, its parts and the values of its claims.
func (c *Curtain) LearnToken(t *jwt.Token) {
	if t == nil {
		return
	}
	if t.Raw != "" && !c.known[t.Raw] {
		c.Learn(t.Raw)
		c.Learn(t.Segments()...)
	}
	for _, claim := range t.Claims {
		c.Learn(claim.Text)
	}
}

// LearnUser notes whom a token is for.
func (c *Curtain) LearnUser(user profiles.User) { c.Learn(user.ExternalRef, user.Address) }

// LearnBook notes the identifiers of all profiles.
func (c *Curtain) LearnBook(book profiles.Book) {
	for _, profile := range book.Profiles {
		for _, environment := range []ripio.EnvironmentName{ripio.Sandbox, ripio.Production} {
			account := profile.Account(environment)
			c.Learn(account.ClientID)
			c.LearnUser(account.User)
		}
	}
}

// LearnAttempts notes the sends of the history.
func (c *Curtain) LearnAttempts(attempts []profiles.Attempt) {
	for i := range attempts {
		c.LearnExchange(&attempts[i].Exchange)
		c.Learn(attempts[i].Fingerprint)
	}
}
