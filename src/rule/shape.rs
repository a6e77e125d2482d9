//! The shape of a rule or language file: every key known, every value of its type, nothing missing.
//!
//! serde stops at the first mistake and speaks of sequences and variants. This walks the whole document along the JSON
//! schema that is made from the same structs, names all mistakes in words, and puts right what it can, so that what is
//! wrong with the meaning can be told in the same run. It is asked only where serde has failed.

use serde_json::{Map, Value};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::text::nearest::{hint, nearest};

/// A mistake of shape.
#[derive(Debug)]
pub(super) struct Flaw {
    /// Offset in bytes.
    pub(super) at: usize,
    /// What is wrong and what to do.
    pub(super) message: String,
    /// Whether it is that something is not there.
    pub(super) missing: bool,
}

/// A document with its flaws.
#[derive(Debug)]
pub(super) struct Shaped {
    /// All flaws, in order.
    pub(super) flaws: Vec<Flaw>,
    /// The document with something in place of each flaw.
    pub(super) value: Value,
    /// Paths to what was put right; what is said of those is not to be trusted.
    pub(super) mended: Vec<Vec<String>>,
}

/// Compares a document with a schema.
pub(super) fn shape(text: &str, root: &Spanned<DeTable<'_>>, schema: &Value) -> Shaped {
    let mut walk = Walk { text, schema, flaws: Vec::new(), mended: Vec::new(), path: Vec::new() };
    let value = walk.table(root.get_ref(), 0, schema);
    walk.flaws.sort_by_key(|flaw| flaw.at);
    Shaped { flaws: walk.flaws, value, mended: walk.mended }
}

/// Where a value begins as a reader sees it: that of a table at the first bracket of its header.
pub(super) fn start(text: &str, at: usize) -> usize {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let before = &text[line..at];
    if before.chars().all(|c| c == '[' || c.is_whitespace()) {
        line + before.find('[').unwrap_or(at - line)
    } else {
        at
    }
}

struct Walk<'a> {
    text: &'a str,
    schema: &'a Value,
    flaws: Vec<Flaw>,
    mended: Vec<Vec<String>>,
    path: Vec<String>,
}

impl<'a> Walk<'a> {
    fn value(&mut self, value: &Spanned<DeValue<'_>>, schema: &'a Value) -> Value {
        let at = start(self.text, value.span().start);
        let schema = chosen(self.schema, schema, value.get_ref());
        if let Some(choices) = schema["oneOf"].as_array() {
            return match choices.iter().map(|choice| choice["const"].as_str()).collect::<Option<Vec<_>>>() {
                Some(names) => self.name(value.get_ref(), at, &names),
                None => self.kind(value.get_ref(), at, choices),
            };
        }
        match (type_of(schema), value.get_ref()) {
            ("string", DeValue::String(text)) => Value::String(text.to_string()),
            ("boolean", DeValue::Boolean(yes)) => Value::Bool(*yes),
            ("array", DeValue::Array(array)) => {
                let each = |(index, value): (usize, &Spanned<DeValue<'_>>)| {
                    self.within(&index.to_string(), |walk| walk.value(value, &schema["items"]))
                };
                array.iter().enumerate().map(each).collect()
            }
            ("array", DeValue::Table(table)) if self.is_table(&schema["items"]) => {
                let message = format!("{} is a list of tables; write {}", self.key(), self.header());
                self.flaw(at, message);
                let items = resolved(self.schema, &schema["items"]);
                Value::Array(vec![self.within("0", |walk| walk.table(table, at, items))])
            }
            ("object", DeValue::Table(table)) => self.table(table, at, schema),
            (_, other) => {
                let message = format!("{} must be {}; this is {}", self.key(), self.wanted(schema), given(other));
                self.mend(at, message, schema)
            }
        }
    }

    fn table(&mut self, table: &DeTable<'_>, at: usize, schema: &'a Value) -> Value {
        let mut shaped = Map::new();
        let Some(properties) = schema["properties"].as_object() else {
            // A table whose keys are free.
            for (key, value) in table {
                let name = key.get_ref().to_string();
                let value = self.within(&name, |walk| walk.value(value, &schema["additionalProperties"]));
                shaped.insert(name, value);
            }
            return Value::Object(shaped);
        };
        let has = |name: &str| table.iter().any(|(key, _)| key.get_ref() == name);
        for (key, value) in table {
            let mut name = key.get_ref().to_string();
            if !properties.contains_key(&name) {
                let near = nearest(&name, properties.keys().map(String::as_str));
                let all = || format!("the keys here are {}", properties.keys().cloned().collect::<Vec<_>>().join(", "));
                self.flaw(key.span().start, format!("there is no key `{name}` here; {}", hint(near, all)));
                match near.filter(|near| !has(near) && !shaped.contains_key(*near)) {
                    Some(near) => near.clone_into(&mut name),
                    None => continue,
                }
            }
            let value = self.within(&name, |walk| walk.value(value, &properties[&name]));
            shaped.insert(name, value);
        }
        let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let missing: Vec<&str> = required.filter(|name| !shaped.contains_key(*name)).collect();
        if let [name] = missing[..] {
            let message = format!("the key `{name}` is missing: {}", said(&properties[name]));
            self.flaws.push(Flaw { at, message, missing: true });
        } else if !missing.is_empty() {
            let all: Vec<String> = missing.iter().map(|name| format!("`{name}`")).collect();
            let message = format!("the keys {} are missing", all.join(", "));
            self.flaws.push(Flaw { at, message, missing: true });
        }
        for name in missing {
            self.path.push(name.to_owned());
            self.mended.push(self.path.clone());
            self.path.pop();
            shaped.insert(name.to_owned(), least(self.schema, &properties[name]));
        }
        Value::Object(shaped)
    }

    /// One of some names.
    fn name(&mut self, value: &DeValue<'_>, at: usize, names: &[&str]) -> Value {
        let all = names.join(", ");
        let first = |near: Option<&str>| Value::String(near.or(names.first().copied()).unwrap_or_default().to_owned());
        let Some(given) = value.as_str() else {
            self.mended.push(self.path.clone());
            self.flaw(at, format!("{} must be one of {all}; this is {}", self.key(), given(value)));
            return first(None);
        };
        if names.contains(&given) {
            return Value::String(given.to_owned());
        }
        let near = nearest(given, names.iter().copied());
        self.mended.push(self.path.clone());
        self.flaw(at, format!("{} cannot be “{given}”; {}", self.key(), hint(near, || format!("it is one of {all}"))));
        first(near)
    }

    /// A table with the one key that names a kind.
    fn kind(&mut self, value: &DeValue<'_>, at: usize, kinds: &'a [Value]) -> Value {
        let named: Vec<(&str, &'a Value)> = kinds
            .iter()
            .filter_map(|kind| kind["properties"].as_object()?.iter().next())
            .map(|(name, schema)| (name.as_str(), schema))
            .collect();
        let all = || format!("the kinds are {}", named.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", "));
        let mut found = None;
        let Some(table) = value.as_table() else {
            self.flaw(at, format!("{} must be a table, [detect.<kind>]; {}", self.key(), all()));
            return self.unknown_kind(&named);
        };
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            let known = |name: &str| named.iter().copied().find(|(known, _)| *known == name);
            let (name, schema) = if let Some(kind) = known(name) {
                kind
            } else {
                let near = nearest(name, named.iter().map(|(name, _)| *name));
                self.flaw(key.span().start, format!("there is no kind “{name}”; {}", hint(near, all)));
                let Some(kind) = near.and_then(known) else { continue };
                kind
            };
            if found.is_some() {
                self.flaw(key.span().start, format!("a rule has one kind; “{name}” needs a rule of its own"));
                continue;
            }
            let value = self.within(name, |walk| walk.value(value, schema));
            found = Some(Value::Object(Map::from_iter([(name.to_owned(), value)])));
        }
        found.unwrap_or_else(|| {
            if table.is_empty() {
                self.flaw(at, format!("name the kind, as in [detect.residue]; {}", all()));
            }
            self.unknown_kind(&named)
        })
    }

    /// Stands for a kind that nobody can know; then what the message says is not known either.
    fn unknown_kind(&mut self, kinds: &[(&str, &Value)]) -> Value {
        self.mended.extend(["detect", "message", "evidence"].map(|key| vec![key.to_owned()]));
        kinds.first().map_or(Value::Null, |(name, schema)| {
            Value::Object(Map::from_iter([((*name).to_owned(), least(self.schema, schema))]))
        })
    }

    fn within<T>(&mut self, key: &str, walk: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(key.to_owned());
        let value = walk(self);
        self.path.pop();
        value
    }

    fn flaw(&mut self, at: usize, message: String) {
        self.flaws.push(Flaw { at, message, missing: false });
    }

    fn mend(&mut self, at: usize, message: String, schema: &Value) -> Value {
        self.flaw(at, message);
        self.mended.push(self.path.clone());
        least(self.schema, schema)
    }

    /// The key that is looked at, in words.
    fn key(&self) -> String {
        match &self.path[..] {
            [.., key, index] if index.parse::<usize>().is_ok() => format!("each of `{key}`"),
            [.., key] => format!("`{key}`"),
            [] => "the file".to_owned(),
        }
    }

    /// `[[bad]]`.
    fn header(&self) -> String {
        format!("[[{}]]", self.path.join("."))
    }

    fn is_table(&self, schema: &Value) -> bool {
        type_of(resolved(self.schema, schema)) == "object"
    }

    /// What a schema asks for, in words.
    fn wanted(&self, schema: &Value) -> String {
        let schema = resolved(self.schema, schema);
        match type_of(schema) {
            "string" => "a text in quotes".to_owned(),
            "boolean" => "true or false".to_owned(),
            "array" => {
                let items = resolved(self.schema, &schema["items"]);
                let names: Option<Vec<&str>> = items["oneOf"]
                    .as_array()
                    .and_then(|choices| choices.iter().map(|choice| choice["const"].as_str()).collect());
                match (type_of(items), names) {
                    (_, Some(names)) => format!("a list of names in brackets: [\"{}\"]", names.join("\", \"")),
                    ("object", _) if self.path.len() == 1 => format!("a list of tables; write {}", self.header()),
                    ("object", _) => {
                        let keys = items["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
                        let keys: Vec<String> = keys.map(|key| format!("{key} = \"…\"")).collect();
                        format!("a list of tables: [{{ {} }}]", keys.join(", "))
                    }
                    _ => "a list of texts in brackets: [\"…\", \"…\"]".to_owned(),
                }
            }
            _ => format!("a table; write [{}]", self.path.join(".")),
        }
    }
}

fn given(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(true) => "true",
        DeValue::Boolean(false) => "false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// The type that a schema names, where a value may be missing that beside `null`.
fn type_of(schema: &Value) -> &str {
    schema["type"].as_str().or_else(|| schema["type"].get(0)?.as_str()).unwrap_or_default()
}

/// What a schema says of itself, on one line.
fn said(schema: &Value) -> String {
    let text = schema["description"].as_str().unwrap_or_default().replace('\n', " ");
    let text = text.trim_end_matches('.');
    let mut chars = text.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

/// What a reference leads to; where a value may be one table or a list of them, what this value is.
fn chosen<'a>(root: &'a Value, schema: &'a Value, value: &DeValue<'_>) -> &'a Value {
    let schema = schema["$ref"].as_str().map_or(schema, |path| definition(root, path));
    let wanted = if matches!(value, DeValue::Array(_)) { "array" } else { "object" };
    let choices = schema["anyOf"].as_array().into_iter().flatten().map(|choice| resolved(root, choice));
    choices.into_iter().find(|choice| type_of(choice) == wanted).unwrap_or_else(|| resolved(root, schema))
}

fn definition<'a>(root: &'a Value, path: &str) -> &'a Value {
    &root["$defs"][path.trim_start_matches("#/$defs/")]
}

/// What a reference leads to; of a value that may be missing, what it is otherwise.
pub(super) fn resolved<'a>(root: &'a Value, schema: &'a Value) -> &'a Value {
    if let Some(choice) = schema["anyOf"].get(0) {
        return resolved(root, choice);
    }
    match schema["$ref"].as_str() {
        Some(path) => resolved(root, definition(root, path)),
        None => schema,
    }
}

/// The least value that fits a schema, to have one at all.
pub(super) fn least(root: &Value, schema: &Value) -> Value {
    let schema = resolved(root, schema);
    if let Some(first) = schema["oneOf"].get(0) {
        return if first["const"].is_null() { least(root, first) } else { first["const"].clone() };
    }
    match type_of(schema) {
        "object" => {
            let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
            required.map(|key| (key.to_owned(), least(root, &schema["properties"][key]))).collect()
        }
        "array" => Value::Array(Vec::new()),
        "boolean" => Value::Bool(false),
        "integer" => Value::from(1),
        _ => Value::String(String::new()),
    }
}
