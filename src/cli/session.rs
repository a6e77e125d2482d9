//! What a run works with: the catalogue, the settings, the language of each input.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::args::{ChoiceArguments, InputArguments, SourceArguments};
use super::config::Config;
use super::inputs::{Place, in_order, places};
use super::prefix;
use super::run::say_note;
use crate::analysis::Analysed;
use crate::analysis::names::across::{self, Run};
use crate::article::{Article, Input, Spellings, plain};
use crate::engine::{Linter, Settings};
use crate::error::{Error, Mistake};
use crate::rule::catalogue::in_prefix;
use crate::rule::{Catalogue, Certainty, RuleSource, Severity, glossary, load};
use crate::text::glossary::Term;
use crate::text::{House, Lang, LineIndex, identify, names};

/// A run of `check` or `fix`.
pub(crate) struct Session {
    pub(crate) linter: Linter,
    pub(crate) fail_on: Severity,
    /// What the user should know before the findings.
    pub(crate) notes: Vec<String>,
    /// Inputs that can be read only once, kept where they are read twice.
    kept: Mutex<BTreeMap<String, Vec<u8>>>,
    /// By language, the names that the articles of the run spell in several ways, where that was asked for.
    spellings: BTreeMap<Lang, Arc<Spellings>>,
    lang: Option<Lang>,
    source_lang: Option<Lang>,
    /// Tags of the languages that have a folder.
    tags: Vec<String>,
}

impl Session {
    pub(crate) fn new(inputs: &InputArguments, choice: &ChoiceArguments) -> Result<Self, Vec<Error>> {
        // Started late and only where used; fails only if threads were started before, which nothing does.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(inputs.threads.into()).build_global();
        let config = configuration(&choice.source)?;
        let catalogue = catalogue(&choice.source, &config)?;
        config.check(&catalogue)?;
        let chosen = |typed: &[String], kept: &[String]| match typed {
            [] => Ok(kept.to_vec()),
            typed => known(&catalogue, typed),
        };
        let settings = Settings {
            certainty: choice.certainty.or(config.certainty()).unwrap_or(Certainty::Likely),
            select: chosen(&choice.select, config.select())?,
            ignore: chosen(&choice.ignore, config.ignore())?,
            house: house(choice, &config, &catalogue)?,
        };
        let typed = |option: &str, tag: &Option<String>| {
            let lang = tag.as_deref().map(names::known).transpose();
            lang.map_err(|message| vec![Error::Usage(format!("{option}: {message}"))])
        };
        let lang = typed("--lang", &inputs.lang)?.or_else(|| config.lang.clone());
        let source_lang = typed("--source-lang", &inputs.source_lang)?;
        let mut notes = hidden(&catalogue, &settings);
        notes.extend(lang.as_ref().and_then(|lang| without_file(&catalogue, lang)));
        Ok(Self {
            fail_on: choice.fail_on.or(config.fail_on()).unwrap_or(Severity::Neutral),
            notes,
            kept: Mutex::default(),
            spellings: BTreeMap::new(),
            lang,
            source_lang,
            tags: catalogue.languages.files.keys().cloned().collect(),
            linter: Linter::new(catalogue, settings),
        })
    }

    /// The language of an input: as told, by its name, by its text, or unknown.
    pub(crate) fn lang(&self, place: &Place, input: &Input) -> Lang {
        let told = self.lang.clone().or_else(|| self.lang_of_name(&place.name()));
        told.or_else(|| identify(&input.text)).unwrap_or_else(Lang::unknown)
    }

    /// Whether the language of a text is known. A text without letters is in none.
    pub(crate) fn is_recognised(&self, lang: &Lang, text: &str) -> bool {
        self.lang.is_some() || *lang != Lang::unknown() || !text.contains(char::is_alphabetic)
    }

    /// `pt` of `a.pt.txt`. A part that could be a tag and is that of no language known here is part of the name.
    fn lang_of_name(&self, name: &str) -> Option<Lang> {
        let stem = Path::new(name).file_stem()?.to_str()?;
        let lang = Lang::new(stem.rsplit_once('.')?.1)?;
        let has_folder = lang.lineage().any(|tag| self.tags.iter().any(|known| known == tag));
        (has_folder || identify::is_known(&lang)).then_some(lang)
    }

    /// A text as an article in a language.
    pub(crate) fn article(&self, text: &str, lang: &Lang) -> Article {
        let target = plain::read(text.into(), self.linter.profile(lang));
        let spellings = self.spellings.get(&lang.to_base()).cloned();
        Article { source_lang: self.source_lang.clone(), spellings, ..Article::of(target) }
    }

    /// The bytes of an input. Standard input and pipes give theirs only once.
    pub(crate) fn read(&self, place: &Place) -> Result<Vec<u8>, Error> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner).remove(&place.name());
        place.read(kept)
    }

    /// Reads all inputs for their names, and says what became of those that were too many. What cannot be read is said when
    /// the inputs are read again.
    pub(crate) fn compare_names(&mut self, inputs: &InputArguments) -> io::Result<()> {
        let mut run = Run::default();
        let names = |place: &Place| {
            let name = place.name();
            let once = if place.is_lasting() { None } else { Some(place.bytes()?) };
            if let Some(bytes) = &once {
                let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
                kept.insert(name.clone(), bytes.clone());
            }
            let input = Input::decode(Path::new(&name), place.read(once)?)?;
            let lang = self.lang(place, &input);
            let article = self.article(&input.text, &lang);
            let names = across::read(&Analysed::new(&article), &name);
            Ok((lang, names))
        };
        in_order(places(&inputs.paths, &inputs.stdin_name), names, |read| {
            if let Ok((lang, names)) = read {
                run.add(&lang, names);
            }
            Ok(())
        })?;
        let of = |lang: &Lang| (lang.clone(), Arc::new(run.spellings(lang, &self.linter.profile(lang))));
        self.spellings = run.langs().map(of).collect();
        if run.forgotten() > 0 {
            let most = across::MOST;
            say_note(&format!(
                "the articles have more than {most} names; {} of the rarest were not compared with those of later articles",
                run.forgotten()
            ));
        }
        Ok(())
    }
}

/// What the newsroom has laid down.
fn house(choice: &ChoiceArguments, config: &Config, catalogue: &Catalogue) -> Result<House, Vec<Error>> {
    let style = match &choice.style {
        Some(style) => match load::style_mistake(&catalogue.languages, style) {
            Some(message) => return Err(vec![Error::Usage(format!("--style: {message}"))]),
            None => Some(style.clone()),
        },
        None => config.style().map(str::to_owned),
    };
    let files = if choice.glossary.is_empty() { config.glossary() } else { choice.glossary.clone() };
    Ok(House { style, terms: terms(&files)?.into() })
}

/// The terms of glossaries: of all, or all mistakes.
fn terms(files: &[PathBuf]) -> Result<Vec<Term>, Vec<Error>> {
    let (mut terms, mut errors) = (Vec::new(), Vec::new());
    for path in files {
        let read = || {
            let wrong = |message: String| vec![Error::Format { path: path.clone(), message }];
            let format = glossary::Format::of(path).map_err(wrong)?;
            let failed = |cause| vec![Error::File { path: path.clone(), cause }];
            let input = Input::decode(path, fs::read(path).map_err(failed)?).map_err(|error| vec![error])?;
            let read = glossary::read(format, &path.display().to_string(), &input.text);
            read.map_err(|mistakes| mistakes.into_iter().map(Error::Rule).collect::<Vec<_>>())
        };
        match read() {
            Ok(more) => terms.extend(more),
            Err(more) => errors.extend(more),
        }
    }
    if errors.is_empty() { Ok(terms) } else { Err(errors) }
}

/// The configuration that counts for a run.
pub(crate) fn configuration(source: &SourceArguments) -> Result<Config, Vec<Error>> {
    if source.no_config {
        return Ok(Config::default());
    }
    let folder = env::current_dir().map_err(|cause| vec![Error::File { path: PathBuf::from("."), cause }])?;
    Config::find(&folder)
}

/// The embedded rules and those of the folders that the arguments or the configuration name.
pub(crate) fn catalogue(source: &SourceArguments, config: &Config) -> Result<Catalogue, Vec<Error>> {
    let mut catalogue = Catalogue::embedded();
    let folders = if source.rules.is_empty() { config.rules() } else { source.rules.clone() };
    if !folders.is_empty() {
        let own = load_folders(&folders, &catalogue)?;
        add(&mut catalogue, own);
    }
    Ok(catalogue)
}

/// Rules named in a remark.
const NAMED: usize = 3;

/// Adds rules of a user's and says which embedded ones they take the place of.
pub(crate) fn add(catalogue: &mut Catalogue, own: Catalogue) {
    let replaced = catalogue.extend(own);
    let names: Vec<String> = replaced.iter().take(NAMED).map(|id| format!("“{id}”")).collect();
    let more = if replaced.len() > NAMED { format!(" and {} more", replaced.len() - NAMED) } else { String::new() };
    let names = format!("{}{more}", names.join(", "));
    match replaced.len() {
        0 => {}
        1 => say_note(&format!("your rule {names} takes the place of the embedded one; to have both, rename yours")),
        _ => say_note(&format!("your rules {names} take the places of the embedded ones; to have both, rename yours")),
    }
}

/// The rules of folders that stand beside those of a catalogue: all, or all mistakes.
pub(crate) fn load_folders(folders: &[PathBuf], beside: &Catalogue) -> Result<Catalogue, Vec<Error>> {
    let (mut sources, mut errors, mut seen) = (Vec::new(), Vec::new(), Vec::new());
    for folder in folders {
        let real = fs::canonicalize(folder).unwrap_or_else(|_| folder.clone());
        if seen.contains(&real) {
            continue;
        }
        seen.push(real);
        let before = sources.len();
        if let Err(error) = rule_folder(folder).and_then(|()| collect(folder, folder, &mut sources)) {
            errors.push(error);
        } else if sources.len() == before {
            let message =
                "no rule file in this folder; rules stand at <language>/<family>/<name>.toml below it".to_owned();
            errors.push(Error::Format { path: folder.clone(), message });
        } else if let Some(message) = of_one_language(folder, &sources[before..]) {
            errors.push(Error::Format { path: folder.clone(), message });
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    load::load(&sources, beside).map_err(|mistakes| mistakes.into_iter().map(Error::Rule).collect::<Vec<_>>())
}

/// What is wrong where a folder of rules should be.
fn rule_folder(path: &Path) -> Result<(), Error> {
    let wrong = |message: String| Err(Error::Format { path: path.to_owned(), message });
    if path.is_dir() {
        Ok(())
    } else if path.is_file() {
        // `own/en/desk/quotes.toml` stands in the folder `own`.
        match path.ancestors().nth(3).filter(|_| path.extension().is_some_and(|ending| ending == "toml")) {
            Some(folder) => {
                let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
                let id = path.with_extension("");
                let id = id.strip_prefix(folder).unwrap_or(&id).display().to_string().replace('\\', "/");
                wrong(format!(
                    "a file, where a folder of rules is asked for; name the folder that has it: {} --select {id}",
                    folder.display()
                ))
            }
            None => wrong("a file, where a folder of rules is asked for".to_owned()),
        }
    } else {
        wrong("there is no such folder".to_owned())
    }
}

/// What to say of a folder that holds the families of one language.
fn of_one_language(folder: &Path, sources: &[RuleSource]) -> Option<String> {
    let tag = folder.file_name()?.to_str()?;
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let here = |source: &RuleSource| source.path == "language.toml" || source.path.split('/').count() == 2;
    let is_tag = tag == "any" || names::known(tag).is_ok();
    (is_tag && sources.iter().all(here)).then(|| {
        format!("the folder of one language; name the folder that it stands in: {} --select {tag}", parent.display())
    })
}

fn collect(root: &Path, folder: &Path, sources: &mut Vec<RuleSource>) -> Result<(), Error> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |cause| Error::File { path, cause }
    };
    let entries = fs::read_dir(folder).map_err(failed(folder))?;
    let mut paths =
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>().map_err(failed(folder))?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(root, &path, sources)?;
        } else if path.extension().is_none_or(|ending| ending != "toml") {
            if is_nearly_toml(&path) {
                say_note(&format!("{} is not read; a rule file ends in .toml", path.display()));
            }
        } else {
            let bytes = fs::read(&path).map_err(failed(&path))?;
            let file = path.display().to_string();
            let text = String::from_utf8(bytes).map_err(|error| {
                let right = String::from_utf8_lossy(&error.as_bytes()[..error.utf8_error().valid_up_to()]);
                let (line, column) = LineIndex::new(&right).position(&right, right.len());
                Mistake {
                    file: file.clone(),
                    line,
                    column,
                    message: "not valid UTF-8; save the file as UTF-8".to_owned(),
                }
            })?;
            let parts = path.strip_prefix(root).unwrap_or(&path).iter().map(|part| part.to_string_lossy());
            sources.push(RuleSource { path: parts.collect::<Vec<_>>().join("/"), file, text });
        }
    }
    Ok(())
}

/// Whether a name is one slip away from that of a rule file: `x.tml`, `x.TOML`, `x.toml.txt`. Not what editors leave: `x.toml~`.
fn is_nearly_toml(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let mut parts = name.split('.').skip(1).filter(|part| !part.ends_with('~')).collect::<Vec<_>>();
    // Windows hides the last of two endings.
    if let [.., "toml", "txt"] = parts[..] {
        parts.pop();
    }
    parts.last().is_some_and(|ending| strsim::osa_distance(ending, "toml") < 2)
}

/// Prefixes that each name a rule, or what is wrong with those that do not.
pub(crate) fn known(catalogue: &Catalogue, prefixes: &[String]) -> Result<Vec<String>, Vec<Error>> {
    let wrong: Vec<Error> =
        prefixes.iter().filter_map(|prefix| prefix::mistake(catalogue, prefix)).map(Error::Usage).collect();
    if wrong.is_empty() { Ok(prefixes.to_vec()) } else { Err(wrong) }
}

/// A remark on a language that nothing is known of.
fn without_file(catalogue: &Catalogue, lang: &Lang) -> Option<String> {
    if *lang == Lang::unknown() || lang.lineage().any(|tag| catalogue.languages.files.contains_key(tag)) {
        return None;
    }
    let name = names::english(lang).unwrap_or("this language");
    Some(format!(
        "there is no language file for {name} ({lang}), so the rules of any language are used with the defaults of Unicode; `mtlint rules` lists the languages"
    ))
}

/// A remark for each selected prefix of which every rule is below the certainty that is shown.
fn hidden(catalogue: &Catalogue, settings: &Settings) -> Vec<String> {
    let best = |prefix: &str| {
        let rules = catalogue.rules.iter().filter(|rule| in_prefix(&rule.id, prefix));
        rules.map(|rule| rule.file.certainty).max()
    };
    let remark = |prefix: &String| {
        let best = best(prefix).filter(|best| *best < settings.certainty)?;
        Some(format!("“{prefix}” is {best} and not shown; add --certainty {best}"))
    };
    settings.select.iter().filter_map(remark).collect()
}
