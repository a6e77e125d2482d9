//! TBX: concepts with terms in several languages. Each language of a concept is a term of its own.
//!
//! Entities other than those of XML itself are refused, and a document type is never read, so that nothing is expanded and
//! nothing is fetched.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, escape};

use super::Flaw;
use crate::text::glossary::Term;
use crate::text::names;

/// The terms of a file, and what is wrong with it.
pub(super) fn read(text: &str) -> (Vec<Term>, Vec<Flaw>) {
    let start = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
    let mut reader = Reader::from_str(&text[start..]);
    reader.config_mut().expand_empty_elements = true;
    let mut file = File::default();
    let result = loop {
        let at = start + reader.buffer_position() as usize;
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => {
                break Err(Flaw {
                    at: start + reader.error_position() as usize,
                    message: format!("this is no XML: {error}"),
                });
            }
        };
        let taken = match event {
            Event::Start(element) => file.open(&element),
            Event::End(element) => {
                file.close(element.local_name().as_ref());
                Ok(())
            }
            Event::Text(piece) => {
                file.add(&piece.xml10_content());
                Ok(())
            }
            Event::CData(piece) => {
                file.add(&piece.xml10_content());
                Ok(())
            }
            Event::GeneralRef(reference) => file.entity(&reference),
            Event::Eof => break Ok(()),
            _ => Ok(()),
        };
        if let Err(message) = taken {
            break Err(Flaw { at, message });
        }
    };
    let mut flaws: Vec<Flaw> = result.err().into_iter().collect();
    if flaws.is_empty() && !file.open.is_empty() {
        let message = format!("the file ends inside <{}>; it was cut off", file.open.join("> <"));
        flaws.push(Flaw { at: text.len(), message });
    }
    if flaws.is_empty() && !file.has_concepts {
        let message = "no <termEntry> or <conceptEntry> is in this file; it is no TBX glossary".to_owned();
        flaws.push(Flaw { at: 0, message });
    }
    (file.terms, flaws)
}

/// Elements inside one another, at most: TBX needs ten.
const DEEPEST: usize = 64;

/// What was read so far.
#[derive(Default)]
struct File {
    terms: Vec<Term>,
    has_concepts: bool,
    /// The local names of the elements that are open.
    open: Vec<String>,
    /// Text of the element whose text is read.
    text: String,
    reading: bool,
    /// The languages of the concept.
    concept: Vec<Term>,
    /// The remark of the concept.
    note: String,
    /// What the open `termNote` is about.
    about: String,
    /// The term of the open section, and whether it is not to be used.
    term: String,
    forbidden: bool,
}

impl File {
    fn open(&mut self, element: &BytesStart<'_>) -> Result<(), String> {
        let name = element.local_name();
        let name = name.as_ref();
        let attribute = |wanted: &str| {
            let found = element.try_get_attribute(wanted).map_err(|error| format!("this is no XML: {error}"))?;
            Ok::<_, String>(found.map(|found| found.value.into_owned()))
        };
        match name {
            "termEntry" | "conceptEntry" => self.has_concepts = true,
            "langSet" | "langSec" => {
                let tag = attribute("xml:lang")?.or(attribute("lang")?);
                let tag =
                    tag.ok_or_else(|| format!("this <{name}> has no xml:lang; say which language its terms are in"))?;
                self.concept.push(Term { lang: Some(names::known(&tag)?), ..Term::default() });
            }
            "termNote" => self.about = attribute("type")?.unwrap_or_default(),
            _ => {}
        }
        if self.open.len() == DEEPEST {
            return Err(format!("more than {DEEPEST} elements inside one another; this is no TBX glossary"));
        }
        self.open.push(name.to_owned());
        // Elements inside of a term, such as <hi>, are part of it.
        if matches!(name, "term" | "termNote" | "note" | "administrativeStatus") {
            self.text.clear();
            self.reading = true;
        }
        Ok(())
    }

    fn close(&mut self, name: &str) {
        self.open.pop();
        match name {
            "term" => self.term = self.read(),
            "termNote" => {
                let status = self.read();
                if self.about == "administrativeStatus" {
                    self.forbidden = is_unwanted(&status);
                }
            }
            "administrativeStatus" => self.forbidden = is_unwanted(&self.read()),
            "note" => {
                let note = self.read();
                if self.note.is_empty() {
                    self.note = note;
                }
            }
            "tig" | "ntig" | "termSec" => self.settle(),
            "termEntry" | "conceptEntry" => self.conclude(),
            _ => {}
        }
    }

    /// The text of the element that ends.
    fn read(&mut self) -> String {
        self.reading = false;
        self.text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn add(&mut self, text: &str) {
        if self.reading {
            self.text.push_str(text);
        }
    }

    /// Takes the term of a section.
    fn settle(&mut self) {
        let term = std::mem::take(&mut self.term);
        let forbidden = std::mem::take(&mut self.forbidden);
        if let Some(language) = self.concept.last_mut().filter(|_| !term.is_empty()) {
            if forbidden { &mut language.forbidden } else { &mut language.targets }.push(term);
        }
    }

    /// Takes the languages of a concept, each with the terms of another one as its source.
    fn conclude(&mut self) {
        let note = std::mem::take(&mut self.note);
        let concept = std::mem::take(&mut self.concept);
        let first: Vec<Option<String>> = concept.iter().map(|term| term.targets.first().cloned()).collect();
        for (at, mut term) in concept.into_iter().enumerate() {
            let mut others = first.iter().enumerate().filter(|(other, _)| *other != at);
            term.source = others.find_map(|(_, first)| first.clone()).unwrap_or_default();
            term.note.clone_from(&note);
            self.terms.push(term);
        }
    }

    fn entity(&mut self, name: &str) -> Result<(), String> {
        let code = name.strip_prefix('#').map(|code| match code.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => code.parse(),
        });
        let character = code.and_then(Result::ok).and_then(char::from_u32).map(String::from);
        let known = character.or_else(|| escape::resolve_xml_entity(name).map(str::to_owned));
        let text =
            known.ok_or_else(|| format!("the entity &{name}; is not one of XML; write the characters themselves"))?;
        self.add(&text);
        Ok(())
    }
}

/// Whether an administrative status says that a term is not to be used, by the picklists of TBX-Basic and TBX-Core.
fn is_unwanted(status: &str) -> bool {
    let status = status.trim_end_matches("-admn-sts").trim_end_matches("Term").to_lowercase();
    matches!(status.as_str(), "deprecated" | "superseded" | "forbidden" | "obsolete" | "notrecommended")
}
