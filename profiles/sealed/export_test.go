package sealed

// SetWorkFactor makes a file quick to save, and so to open.
func SetWorkFactor(f *File, factor int) { f.workFactor = factor }

// FactorOf is the work factor of the files that a File writes.
func FactorOf(f *File) int { return f.workFactor }
