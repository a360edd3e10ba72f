package atomicfile

const (
	// MaxSize is how many bytes of a file are read that is replaced as a whole.
	MaxSize = 1 << 20
	// BackupSuffix follows a file's name in that of its backup.
	BackupSuffix = ".bak"
	// CorruptMark stands between a damaged file's name and the time when it was set
	// aside.
	CorruptMark = ".corrupt-"
)
