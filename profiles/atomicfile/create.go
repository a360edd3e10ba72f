package atomicfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// mostNames is how many numbered names are tried for a new file.
const mostNames = 100

// Create writes a new file with mode 0600 and gives its absolute path. It never
// writes over a file or follows a link: where the name is taken, a number is put
// before its extension, as in report-2.md. After an error there is no new file.
func Create(path string, data []byte) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	extension := filepath.Ext(path)
	stem, name := strings.TrimSuffix(path, extension), path
	var file *os.File
	for number := 2; ; number++ {
		file, err = os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, FileMode) //nolint:gosec // the folder is the user's choice
		if !errors.Is(err, fs.ErrExist) || number > mostNames {
			break
		}
		name = stem + "-" + strconv.Itoa(number) + extension
	}
	if err != nil {
		return "", err
	}
	if err := errors.Join(fill(file, data), file.Close()); err != nil {
		_ = os.Remove(name)
		return "", err
	}
	return name, nil
}
