//! Inputs: from arguments to files, from files to text, in order and in bounded memory.

use std::collections::{BTreeSet, HashSet};
use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use ignore::{DirEntry, WalkBuilder};
use rayon::prelude::*;

use crate::error::Error;

/// Endings of files that are read in a folder.
const PLAIN: &[&str] = &["txt", "text"];

/// Endings of formats that hold text and are not plain text.
const OTHER: &[&str] = &[
    "html", "htm", "xhtml", "xml", "xlf", "xliff", "sdlxliff", "mqxliff", "mxliff", "tmx", "tbx", "po", "pot", "ts",
    "json", "jsonl", "ndjson", "yaml", "yml", "toml", "csv", "tsv", "md", "markdown", "rst", "tex", "srt", "vtt",
    "docx", "doc", "odt", "rtf", "pdf", "epub", "xlsx", "xls", "pptx", "zip", "gz",
];

/// Where an input comes from.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    /// Standard input, by the name it goes by.
    Stdin(String),
    /// A file.
    File(PathBuf),
}

impl Place {
    /// Its name in reports.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Stdin(name) => name.clone(),
            Self::File(path) => path.display().to_string(),
        }
    }

    /// Its bytes, if they are those of a text; `kept` are those of an input that can be read only once.
    pub(crate) fn read(&self, kept: Option<Vec<u8>>) -> Result<Vec<u8>, Error> {
        let path = PathBuf::from(self.name());
        let format = |message: String| Err(Error::Format { path: path.clone(), message });
        let missing = matches!(self, Self::File(path) if !path.exists());
        if let Some(ending) = ending(&path).filter(|ending| !missing && OTHER.contains(&ending.as_str())) {
            return format(format!("files that end in .{ending} are not read yet; extract the text into a .txt file"));
        }
        let bytes = kept.map_or_else(|| self.bytes(), Ok)?;
        if is_marked_up(&bytes) {
            return format("this is HTML or XML, which is not read yet; extract the text".to_owned());
        }
        Ok(bytes)
    }

    /// Whether it can be read again.
    pub(crate) fn is_lasting(&self) -> bool {
        matches!(self, Self::File(path) if path.is_file())
    }

    /// Its bytes, whatever they are.
    pub(crate) fn bytes(&self) -> Result<Vec<u8>, Error> {
        match self {
            Self::Stdin(_) => {
                let mut bytes = Vec::new();
                // One byte more than can be read, so that the decoder sees that it is too many.
                let read = io::stdin().lock().take(u64::from(u32::MAX) + 1).read_to_end(&mut bytes);
                read.map_err(|cause| Error::File { path: PathBuf::from(self.name()), cause })?;
                Ok(bytes)
            }
            Self::File(path) => read_file(path),
        }
    }

    /// Bytes it takes on disk, to bound what is read at once.
    fn size(&self) -> u64 {
        match self {
            Self::Stdin(_) => 0,
            Self::File(path) => fs::metadata(path).map_or(0, |meta| meta.len()),
        }
    }
}

/// Bytes that are read of a file that does not say how long it is, such as a pipe, or grows.
const ENDLESS: u64 = 256 << 20;

/// The bytes of a file, as many as it said it had when it was opened. One that goes on far beyond that is refused: a device, a
/// pipe that never ends, a file that somebody keeps writing.
fn read_file(path: &Path) -> Result<Vec<u8>, Error> {
    let failed = |cause| Error::File { path: path.to_owned(), cause };
    let mut file = fs::File::open(path).map_err(failed)?;
    let size = file.metadata().map_err(failed)?.len();
    if size > u64::from(u32::MAX) {
        return Err(Error::TooLarge { path: path.to_owned() });
    }
    let (limit, mut bytes) = (size.max(ENDLESS), Vec::with_capacity(usize::try_from(size).unwrap_or_default()));
    file.by_ref().take(limit + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > limit {
        let message = format!("there was still more after {limit} bytes: it has no end, or grows while it is read");
        return Err(Error::Format { path: path.to_owned(), message });
    }
    Ok(bytes)
}

/// Whether this is a document in HTML or XML: it begins as one, or begins and ends with tags of such a document. Tags that
/// are left in a text are for rules to find.
fn is_marked_up(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii();
    let begins = |start: &str| {
        let (there, rest) = bytes.split_at(bytes.len().min(start.len()));
        there.eq_ignore_ascii_case(start.as_bytes()) && rest.first().is_some_and(|byte| !byte.is_ascii_alphanumeric())
    };
    let tag = |name: &&str| begins(&format!("<{name}"));
    ["!doctype", "html", "?xml"].iter().any(tag)
        || bytes.ends_with(b">") && ["head", "body", "main", "article", "section", "div", "p", "h1"].iter().any(tag)
}

fn ending(path: &Path) -> Option<String> {
    path.extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase)
}

/// The inputs that arguments name, in their order, folders sorted by name. A file named twice is read once: at its own
/// place if it is named itself, else in the first folder.
pub(crate) fn places<'a>(paths: &'a [PathBuf], stdin_name: &'a str) -> impl Iterator<Item = Result<Place, Error>> + 'a {
    let real = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let several = paths.len() > 1;
    let named: HashSet<PathBuf> = if several { paths.iter().map(|path| real(path)).collect() } else { HashSet::new() };
    let mut done: HashSet<PathBuf> = HashSet::new();
    paths.iter().flat_map(move |path| -> Box<dyn Iterator<Item = Result<Place, Error>>> {
        if path.as_os_str() == "-" {
            let first = done.insert(PathBuf::from("-"));
            return Box::new(first.then(|| Ok(Place::Stdin(stdin_name.to_owned()))).into_iter());
        }
        let earlier = done.clone();
        if several && !done.insert(real(path)) {
            return Box::new(std::iter::empty());
        }
        if !path.is_dir() {
            return Box::new(std::iter::once(Ok(Place::File(path.clone()))));
        }
        let named = named.clone();
        let elsewhere = move |file: &Path| {
            several && {
                let file = real(file);
                named.contains(&file) || file.ancestors().any(|folder| earlier.contains(folder))
            }
        };
        Box::new(folder(path, elsewhere))
    })
}

/// The plain text files of a folder; an error if there is none.
fn folder<'a>(
    root: &'a Path,
    elsewhere: impl Fn(&Path) -> bool + 'a,
) -> impl Iterator<Item = Result<Place, Error>> + 'a {
    let mut walk = WalkBuilder::new(root).require_git(false).sort_by_file_name(Ord::cmp).build();
    let mut empty = true;
    std::iter::from_fn(move || {
        loop {
            match walk.next() {
                Some(Ok(entry)) if is_plain(&entry) => {
                    empty = false;
                    if !elsewhere(entry.path()) {
                        let path = entry.into_path();
                        let path = path.strip_prefix("./").map(Path::to_owned).unwrap_or(path);
                        return Some(Ok(Place::File(path)));
                    }
                }
                Some(Ok(_)) => {}
                Some(Err(error)) => return Some(Err(Error::Usage(error.to_string()))),
                None if empty => {
                    empty = false;
                    let message = nothing_to_read(root);
                    return Some(Err(Error::Format { path: root.to_owned(), message }));
                }
                None => return None,
            }
        }
    })
}

/// Files looked at to say why there is nothing to read in a folder.
const LOOKED_AT: usize = 10_000;

/// Why there is nothing to read in a folder: hidden, excluded, of other formats.
fn nothing_to_read(root: &Path) -> String {
    let all = WalkBuilder::new(root).standard_filters(false).build();
    let files = all.flatten().filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file())).take(LOOKED_AT);
    let (mut plain, mut others, mut endings) = (0, 0, BTreeSet::new());
    for file in files {
        match ending(file.path()) {
            _ if is_plain(&file) => plain += 1,
            Some(ending) if OTHER.contains(&ending.as_str()) => {
                others += 1;
                endings.insert(format!(".{ending}"));
            }
            _ => {}
        }
    }
    let endings = endings.into_iter().collect::<Vec<_>>().join(", ");
    match (plain, others) {
        (0, 0) => "no file in this folder ends in .txt or .text; name the files".to_owned(),
        (0, _) => format!(
            "no file in this folder ends in .txt or .text; {} in {endings}, formats that are not read yet: extract the text",
            if others == 1 { "1 ends".to_owned() } else { format!("{others} end") }
        ),
        (1, _) => {
            "no file in this folder is read: its one text file is hidden or excluded by .gitignore; name it".to_owned()
        }
        (plain, _) => format!(
            "no file in this folder is read: its {plain} text files are hidden or excluded by .gitignore; name those to check"
        ),
    }
}

fn is_plain(entry: &DirEntry) -> bool {
    entry.file_type().is_some_and(|kind| kind.is_file())
        && ending(entry.path()).is_some_and(|ending| PLAIN.contains(&ending.as_str()))
}

/// Inputs worked on at once.
const AT_ONCE: usize = 64;
/// Bytes of input read at once, as far as whole files allow.
const BYTES_AT_ONCE: u64 = 32 << 20;

/// Works on inputs on all threads and takes the results in order, some at a time, so that memory does not grow with
/// their number.
///
/// # Errors
/// The first error of `take`.
pub(crate) fn in_order<T: Send>(
    places: impl Iterator<Item = Result<Place, Error>>,
    work: impl Fn(&Place) -> Result<T, Error> + Sync,
    mut take: impl FnMut(Result<T, Error>) -> io::Result<()>,
) -> io::Result<()> {
    let mut places = places.peekable();
    while places.peek().is_some() {
        let (mut some, mut bytes) = (Vec::new(), 0);
        while some.len() < AT_ONCE && bytes < BYTES_AT_ONCE {
            let Some(place) = places.next() else { break };
            bytes += place.as_ref().map_or(0, Place::size);
            some.push(place);
        }
        let each = |place: Result<Place, Error>| place.and_then(|place| work(&place));
        // One input needs no threads, and starting them costs more than a short article.
        let results: Vec<_> = match some.len() {
            1 => some.into_iter().map(each).collect(),
            _ => some.into_par_iter().map(each).collect(),
        };
        results.into_iter().try_for_each(&mut take)?;
    }
    Ok(())
}
