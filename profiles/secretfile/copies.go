package secretfile

import (
	"devtools/ripio-explorer/profiles/atomicfile"
	"devtools/ripio-explorer/ripio/redact"
)

// PurgeCopies removes accounts from the backups and from the files that were set
// aside, whatever the file itself holds: a save that was killed can leave a secret in
// a backup alone. It lists those that it changed, and those that it could not open,
// which may hold the accounts too. Its errors are those of the disk and
// atomicfile.ErrLocked.
func (s *Store) PurgeCopies(accounts []string) (cleaned, unread []string, err error) {
	files, err := s.Files()
	if err != nil || len(files) == 0 {
		return nil, nil, err
	}
	err = s.underLock(func(target string) error {
		for _, path := range files {
			if path == s.path || path == target {
				continue
			}
			data, err := atomicfile.Read(path, maxFileSize)
			if err != nil {
				return err
			}
			secrets, err := s.open(data)
			switch {
			case len(data) == 0:
				continue
			case err != nil:
				unread = append(unread, path)
				continue
			}
			changes := Secrets{}
			for _, account := range accounts {
				changes[account] = redact.Secret{}
			}
			if !secrets.apply(changes) {
				continue
			}
			if data, err = s.seal(secrets); err == nil {
				err = atomicfile.Replace(path, data)
			}
			if err != nil {
				return err
			}
			cleaned = append(cleaned, path)
		}
		return nil
	})
	if err != nil {
		err = s.failed("clean the copies of the", err)
	}
	return cleaned, unread, err
}
