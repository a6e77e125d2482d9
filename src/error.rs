//! The one error type of the library: each case names the file and says what to do.

use std::fmt;
use std::io::ErrorKind;
use std::path::PathBuf;

/// What can go wrong.
#[derive(Debug)]
pub enum Error {
    /// A file could not be read or written.
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// An input is not text in an encoding that can be told with certainty.
    Encoding {
        /// The file.
        path: PathBuf,
        /// Offset in bytes, from 0, of the first byte that is no UTF-8.
        offset: usize,
        /// What it is instead, as far as can be seen.
        instead: Instead,
    },
    /// An input is larger than positions reach.
    TooLarge {
        /// The file.
        path: PathBuf,
    },
    /// An input's format is not one that is read.
    Format {
        /// The file.
        path: PathBuf,
        /// What is wrong and what to do.
        message: String,
    },
    /// A rule file or a language file is wrong.
    Rule(Mistake),
    /// A file changed between reading and writing.
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// What the user asked for cannot be done.
    Usage(String),
}

/// What a file is that is no UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instead {
    /// No text: there is a NUL byte at this offset.
    Binary(usize),
    /// UTF-16 without a byte-order mark, by its usual name.
    Wide(&'static str),
    /// Perhaps text in this encoding, by its name in the WHATWG Encoding Standard.
    Perhaps(&'static str),
}

/// A mistake in a file that a person wrote, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The file.
    pub file: String,
    /// 1-based line, 0 where the file as a whole is meant.
    pub line: usize,
    /// 1-based column in characters.
    pub column: usize,
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line == 0 {
            write!(f, "{}: {}", self.file, self.message)
        } else {
            write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.message)
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { path, cause } => match cause.kind() {
                _ if cause.raw_os_error().is_none() => write!(f, "{}: {cause}", path.display()),
                ErrorKind::NotFound => write!(f, "{}: there is no such file", path.display()),
                ErrorKind::PermissionDenied => write!(f, "{}: you have no permission for it", path.display()),
                _ => write!(f, "{}: {cause}", path.display()),
            },
            Self::Encoding { path, offset, instead } => {
                let file = path.display();
                let invalid = format!("{file}: byte {offset} is not valid UTF-8 (bytes count from 0)");
                match instead {
                    Instead::Binary(nul) => {
                        write!(f, "{invalid} and byte {nul} is NUL: this is no text file; leave it out")
                    }
                    Instead::Wide(name) => write!(
                        f,
                        "{file}: this looks like {name} without a byte-order mark; save the file as UTF-8: iconv -f {name} -t UTF-8"
                    ),
                    Instead::Perhaps(name) => write!(
                        f,
                        "{invalid}; it may be {name}, but that cannot be told with certainty; save the file as UTF-8: iconv -f {name} -t UTF-8"
                    ),
                }
            }
            Self::TooLarge { path } => {
                write!(f, "{}: larger than 4 GiB; split the file into articles", path.display())
            }
            Self::Format { path, message } => write!(f, "{}: {message}", path.display()),
            Self::Rule(mistake) => mistake.fmt(f),
            Self::Changed { path } => {
                write!(f, "{}: changed since it was read; nothing was written, run again", path.display())
            }
            Self::Usage(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::File { cause, .. } => Some(cause),
            _ => None,
        }
    }
}

impl From<Mistake> for Error {
    fn from(mistake: Mistake) -> Self {
        Self::Rule(mistake)
    }
}
