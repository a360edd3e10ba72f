package atomicfile

import "devtools/ripio-explorer/profiles/disk"

const (
	// MaxSize is how many bytes of a file are read that is replaced as a whole.
	MaxSize = 1 << 20
	// BackupSuffix follows a file's name in that of its backup.
	BackupSuffix = ".bak"
	// CorruptMark stands between a damaged file's name and the time when it was set
	// aside.
	CorruptMark = ".corrupt-"
	// AsideMark is what CorruptMark is, for files that hold secrets.
	AsideMark = ".set-aside-"
)

// Backup returns the path of a file's backup if that is there and not empty.
func Backup(path string) string {
	if info, err := disk.Stat(path + BackupSuffix); err != nil || info.Size() == 0 {
		return ""
	}
	return path + BackupSuffix
}
