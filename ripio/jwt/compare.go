package jwt

// Difference is a member of two tokens' headers or claims, side by side. A and B are nil
// where a token does not have it.
type Difference struct {
	// Part is "header" or "claims".
	Part, Name string
	A, B       *Member
}

// Same reports whether both tokens have the member with the same exact text.
func (d Difference) Same() bool { return d.A != nil && d.B != nil && d.A.JSON == d.B.JSON }

// Compare lists the members of two tokens: those of the first in their order, then those
// that only the second has. Of duplicates the last one counts, as for most readers.
func Compare(a, b Token) (rows []Difference) {
	for _, part := range []struct {
		name tokenPart
		a, b []Member
	}{{partHeader, a.Header, b.Header}, {partClaims, a.Claims, b.Claims}} {
		listed := map[string]bool{}
		for _, list := range [][]Member{part.a, part.b} {
			for _, member := range list {
				if !listed[member.Name] {
					listed[member.Name] = true
					rows = append(rows, Difference{string(part.name), member.Name, last(part.a, member.Name), last(part.b, member.Name)})
				}
			}
		}
	}
	return rows
}

func last(list []Member, name string) *Member {
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].Name == name {
			return &list[i]
		}
	}
	return nil
}
