package secretfile

import (
	"slices"

	"devtools/ripio-explorer/profiles/atomicfile"
	"devtools/ripio-explorer/ripio/redact"
)

// purgeCopies cleans what it can open: nothing while the file is locked.
func (f *File) purgeCopies(accounts []string) (cleaned, unread []string, err error) {
	files, err := f.Files()
	if err != nil || len(files) == 0 {
		return nil, nil, err
	}
	if !f.Unlocked() {
		return nil, slices.DeleteFunc(files, func(path string) bool { return path == f.path }), nil
	}
	err = f.underLock(func(target string) error {
		for _, path := range files {
			if path == f.path || path == target {
				continue
			}
			data, err := atomicfile.Read(path, atomicfile.MaxSize)
			if err != nil {
				return err
			}
			secrets, err := f.unseal(data)
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
			if data, err = f.seal(secrets); err == nil {
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
		err = f.failed("clean the copies of the", err)
	}
	return cleaned, unread, err
}
