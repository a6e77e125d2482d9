//! Replacing a file in one step: whoever reads it sees the old text or the new one, never half of it.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use crate::error::Error;

/// Replaces the contents of a file that still has the contents it was read with.
///
/// A symbolic link stays one: its target is replaced. Permissions stay and, where the system allows it, the owner.
///
/// # Errors
/// [`Error::Changed`] if the contents are others, [`Error::File`] if the file is read-only, is no regular file, or cannot be
/// written. In each case the file is as it was.
pub(crate) fn replace(path: &Path, before: &[u8], after: &[u8]) -> Result<(), Error> {
    let failed = |cause: io::Error| Error::File { path: path.to_owned(), cause };
    let target = fs::canonicalize(path).map_err(failed)?;
    let meta = fs::metadata(&target).map_err(failed)?;
    if !meta.is_file() {
        return Err(failed(io::Error::other("not a regular file; it cannot be fixed in place")));
    }
    if meta.permissions().readonly() {
        return Err(failed(io::Error::new(io::ErrorKind::PermissionDenied, "read-only; nothing was written")));
    }
    let folder = target.parent().unwrap_or(Path::new("."));
    let mut temporary = tempfile::Builder::new().prefix(".mtlint-").tempfile_in(folder).map_err(failed)?;
    temporary.write_all(after).map_err(failed)?;
    keep_owner(temporary.as_file(), &meta);
    temporary.as_file().set_permissions(meta.permissions()).map_err(failed)?;
    temporary.as_file().sync_all().map_err(failed)?;
    if fs::read(&target).map_err(failed)? != before {
        return Err(Error::Changed { path: path.to_owned() });
    }
    temporary.persist(&target).map_err(|error| failed(error.error))?;
    Ok(())
}

#[cfg(unix)]
fn keep_owner(file: &File, meta: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    // Only some users may give files away; a file that then belongs to its writer is still right.
    let _ = fchown(file, Some(meta.uid()), Some(meta.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &fs::Metadata) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_changed_since_it_was_read_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "someone else's").unwrap();
        assert!(matches!(replace(&path, b"old", b"new"), Err(Error::Changed { .. })));
        assert_eq!(fs::read(&path).unwrap(), b"someone else's");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
