//! Message templates: text with slots in braces.

/// A message with slots.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Slot(String),
}

impl Template {
    /// Parses a template. `{name}` is a slot, `{{` and `}}` are braces.
    ///
    /// # Errors
    /// A sentence that says which brace is wrong.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut parts = vec![Part::Text(String::new())];
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '{' | '}' if chars.peek() == Some(&c) => {
                    chars.next();
                    push(&mut parts, c);
                }
                '{' => {
                    let mut closed = false;
                    let name: String = chars
                        .by_ref()
                        .take_while(|c| !std::mem::replace(&mut closed, *c == '}') && *c != '}')
                        .collect();
                    if !closed || name.is_empty() || !name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') {
                        return Err(format!("“{{{name}” is not a slot; write a name in braces, or {{{{ for a brace"));
                    }
                    parts.push(Part::Slot(name));
                    parts.push(Part::Text(String::new()));
                }
                '}' => return Err("a closing brace without an opening one; write }} for a brace".to_owned()),
                _ => push(&mut parts, c),
            }
        }
        Ok(Self { parts })
    }

    /// The names of its slots.
    pub fn slots(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Slot(name) => Some(name.as_str()),
            Part::Text(_) => None,
        })
    }

    /// Fills the slots. A slot without a value stays empty; loading has checked that each can have one.
    pub fn render<'a>(&self, value: impl Fn(&str) -> Option<&'a str>) -> String {
        self.parts
            .iter()
            .map(|part| match part {
                Part::Text(text) => text.as_str(),
                Part::Slot(name) => value(name).unwrap_or_default(),
            })
            .collect()
    }
}

fn push(parts: &mut Vec<Part>, c: char) {
    match parts.last_mut() {
        Some(Part::Text(text)) => text.push(c),
        _ => parts.push(Part::Text(c.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_filled_and_doubled_braces_are_braces() {
        let template = Template::parse("“{found}” is {{not}} {count}").unwrap();
        assert_eq!(template.slots().collect::<Vec<_>>(), ["found", "count"]);
        assert_eq!(template.render(|name| (name == "found").then_some("x")), "“x” is {not} ");
    }

    #[test]
    fn a_broken_brace_is_an_error() {
        for bad in ["{", "{found", "{}", "}", "{a b}", "{Found}"] {
            assert!(Template::parse(bad).is_err(), "{bad}");
        }
    }
}
