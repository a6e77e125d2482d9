//! The arguments, and what `--help` says of them.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::rule::{Certainty, Severity};

/// Finds what machine translation got wrong in news articles, says why, and offers fixes.
///
/// Exit status: 0 nothing to report, 1 findings, 2 the run itself failed (arguments, configuration, rules, an input that
/// cannot be read).
#[derive(Debug, Parser)]
#[command(name = "mtlint", version, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Report findings
    ///
    /// Exit status: 0 no finding at or above --fail-on, 1 there are some, 2 an input, the configuration or a rule could
    /// not be read; the other inputs are checked all the same.
    Check(CheckArguments),
    /// Apply fixes
    ///
    /// Applies the first fix of every finding, again and again until nothing changes. A file is replaced in one step or
    /// not at all; line ends, encoding, byte-order mark and permissions stay. With `-` the fixed text is printed.
    ///
    /// Exit status as for check, of the findings that are left in the inputs after the run.
    Fix(FixArguments),
    /// List rules, or explain one
    ///
    /// The list ends with the languages that more is known of. A language in place of a rule shows what applies to it.
    ///
    /// Exit status: 0, or 2 if there is no such rule.
    Rules(RulesArguments),
    /// List the classes of words that patterns of a language may name, or the words of one
    ///
    /// Exit status: 0, or 2 if there is no such language or class.
    Words(WordsArguments),
    /// Prove rules against their examples
    ///
    /// Exit status: 0 every example holds, 1 some fail, 2 the rules cannot be read.
    Test(TestArguments),
    /// Write a commented mtlint.toml into the working folder
    Init,
}

#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    #[command(flatten)]
    pub(crate) inputs: InputArguments,
    #[command(flatten)]
    pub(crate) choice: ChoiceArguments,
    /// How findings are shown
    #[arg(long, value_enum, default_value_t = Format::Pretty)]
    pub(crate) format: Format,
    /// Also count findings by rule (on standard error where the format is jsonl)
    #[arg(long)]
    pub(crate) statistics: bool,
}

#[derive(Debug, Args)]
pub(crate) struct FixArguments {
    #[command(flatten)]
    pub(crate) inputs: InputArguments,
    #[command(flatten)]
    pub(crate) choice: ChoiceArguments,
    /// Show what would change as a unified diff, and write nothing
    #[arg(long)]
    pub(crate) diff: bool,
    /// Also apply fixes that need a person's look
    #[arg(long)]
    pub(crate) r#unsafe: bool,
}

#[derive(Debug, Args)]
pub(crate) struct InputArguments {
    /// Files and folders; `-` is standard input
    ///
    /// Without PATHS the working folder. Of a folder the files that end in .txt or .text are read, those excluded by .gitignore and hidden ones are not.
    /// A file that is named is read as plain text whatever its ending, unless the ending is that of another format.
    #[arg(value_name = "PATHS", default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,
    /// What standard input is called in reports; its ending tells the language as that of a file does
    #[arg(long, value_name = "NAME", default_value = "-")]
    pub(crate) stdin_name: String,
    /// Language of all inputs, as a BCP 47 tag: en, pt-BR, zh-Hant
    ///
    /// Without it: `lang` of the configuration, the ending of the file name (a.pt.txt), what the text looks like where
    /// that is reliable, and else und, for which only rules of any language are used.
    #[arg(long, value_name = "TAG")]
    pub(crate) lang: Option<String>,

    /// Language of the originals, as a BCP 47 tag
    ///
    /// Some entries of rules count only in text translated from certain languages. Without it the findings and the words of
    /// an article say where it comes from, or nothing does and those entries are silent.
    #[arg(long, value_name = "TAG")]
    pub(crate) source_lang: Option<String>,
    /// How many threads work, at most 64; 0: one a core
    #[arg(long, value_name = "NUMBER", default_value_t = 0, allow_negative_numbers = true, value_parser = clap::value_parser!(u8).range(0..=64))]
    pub(crate) threads: u8,
}

#[derive(Debug, Args)]
pub(crate) struct ChoiceArguments {
    /// Show findings from this certainty on [default: likely]
    #[arg(long, value_name = "CERTAINTY", value_parser = certainty())]
    pub(crate) certainty: Option<Certainty>,
    /// Use only these rules: ids or folders of ids, such as any/quotation; repeatable, or separated by commas
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(crate) select: Vec<String>,
    /// Use none of these rules
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(crate) ignore: Vec<String>,
    /// Report spellings of public names that this style guide writes in another way: ap, bbc, guardian, reuters
    #[arg(long, value_name = "STYLE")]
    pub(crate) style: Option<String>,
    /// Use the names and terms of this glossary, CSV or TBX; repeatable
    #[arg(long, value_name = "FILE")]
    pub(crate) glossary: Vec<PathBuf>,
    /// Also compare the names of all articles of the run, so that nobody has two spellings in two of them
    ///
    /// Every input is read twice: for its names, and again for its findings.
    #[arg(long)]
    pub(crate) consistency: bool,
    /// Exit with 1 from this severity on [default: neutral, that is for any finding]
    #[arg(long, value_name = "SEVERITY", value_parser = severity())]
    pub(crate) fail_on: Option<Severity>,
    #[command(flatten)]
    pub(crate) source: SourceArguments,
}

#[derive(Debug, Args)]
pub(crate) struct SourceArguments {
    /// Add the rules of this folder to the embedded ones; repeatable; a rule with the same id takes the embedded one's place
    #[arg(long, value_name = "DIR")]
    pub(crate) rules: Vec<PathBuf>,
    /// Ignore mtlint.toml
    #[arg(long)]
    pub(crate) no_config: bool,
}

#[derive(Debug, Args)]
pub(crate) struct RulesArguments {
    /// A rule to explain, a folder of ids to list (any/quotation), or a language (de)
    #[arg(value_name = "ID|PREFIX|LANG")]
    pub(crate) rule: Option<String>,
    /// How rules are shown
    #[arg(long, value_enum, default_value_t = RuleFormat::Pretty)]
    pub(crate) format: RuleFormat,
    #[command(flatten)]
    pub(crate) source: SourceArguments,
}

#[derive(Debug, Args)]
pub(crate) struct WordsArguments {
    /// The language, as a BCP 47 tag
    pub(crate) lang: String,
    /// A class, with or without the @ of patterns
    pub(crate) class: Option<String>,
    #[command(flatten)]
    pub(crate) source: SourceArguments,
}

#[derive(Debug, Args)]
pub(crate) struct TestArguments {
    /// A folder of rules; without it the embedded rules are proved
    ///
    /// The folder is laid out as rules/ of mtlint is: <language>/<family>/<name>.toml. Its rules are proved together
    /// with the embedded ones: in a good example no rule may say anything.
    #[arg(value_name = "RULE DIR")]
    pub(crate) folder: Option<PathBuf>,
    /// Prove only these rules
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(crate) select: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Pretty,
    /// One JSON document
    Json,
    /// One JSON object a finding, on a line of its own
    Jsonl,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RuleFormat {
    /// For people
    Pretty,
    /// A JSON list with everything the rule files say
    Json,
}

fn certainty() -> impl TypedValueParser<Value = Certainty> {
    let names = PossibleValuesParser::new(Certainty::ALL.iter().map(|one| one.as_str()));
    names.map(|name| Certainty::parse(&name).unwrap_or(Certainty::Likely))
}

fn severity() -> impl TypedValueParser<Value = Severity> {
    let names = PossibleValuesParser::new(Severity::ALL.iter().map(|one| one.as_str()));
    names.map(|name| Severity::parse(&name).unwrap_or(Severity::Neutral))
}
