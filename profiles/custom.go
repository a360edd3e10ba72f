package profiles

import "devtools/ripio-explorer/ripio"

// ForCustom returns a request to a custom host with the owner of its credentials: those
// of production are sent nowhere else by the engine.
// While the profiles cannot be read, nobody knows whose they are, and nothing is sent.
func (m *Manager) ForCustom(request ripio.Request, lookup func(name string) (string, bool)) ripio.Request {
	saved, _, err := m.Store.Load()
	switch {
	case err != nil:
		request.CredentialsFor = ""
	case saved.HoldsForProduction(request.ClientID, request.Secret, lookup):
		request.CredentialsFor = ripio.Production
	}
	return request
}
