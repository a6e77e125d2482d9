//! The program as a user meets it: exit status, formats, files that are not what they should be.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use tempfile::TempDir;

/// One finding of `RULE` in English, with a fix that needs a look.
const BROKEN: &str = "The mayor of the town opened the new bridge over the river on Monday morning, and the first cars crossed it before noon.\n\n“Nobody asked us first, said Maria Pons.\n";
const MENDED: &str = "The mayor of the town opened the new bridge over the river on Monday morning, and the first cars crossed it before noon.\n\n“Nobody asked us first,” said Maria Pons.\n";
const GOOD: &str = "The mayor of the town opened the new bridge over the river on Monday morning, and the first cars crossed it before noon.\n";
const RULE: &str = "any/quotation/never-closed";

struct Run {
    code: i32,
    out: String,
    err: String,
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("mtlint"));
    command
        .current_dir(folder)
        .args(arguments)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .env_remove("CLICOLOR");
    command
}

fn shown(output: &Output) -> Run {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    Run { code: output.status.code().unwrap(), out: text(&output.stdout), err: text(&output.stderr) }
}

fn run(folder: &TempDir, arguments: &[&str]) -> Run {
    shown(&command(folder.path(), arguments).output().unwrap())
}

fn piped(arguments: &[&str], input: &[u8]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    shown(&command(folder.path(), arguments).write_stdin(input).output().unwrap())
}

/// Findings in JSON Lines of files that are checked with one rule.
fn findings(folder: &TempDir, paths: &[&str]) -> Vec<serde_json::Value> {
    let arguments = [&["check", "--lang", "en", "--select", RULE, "--format", "jsonl"], paths].concat();
    run(folder, &arguments).out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn check_exits_with_1_where_there_are_findings_and_0_where_there_are_none() {
    let folder = folder(&[("bad.txt", BROKEN), ("good.txt", GOOD)]);
    assert_eq!(run(&folder, &["check", "bad.txt"]).code, 1);
    let good = run(&folder, &["check", "good.txt"]);
    assert_eq!((good.code, good.out.as_str(), good.err.as_str()), (0, "no findings in 1 article (en)\n", ""));
}

#[test]
fn fail_on_sets_the_severity_from_which_the_status_is_1() {
    let folder = folder(&[("bad.txt", BROKEN)]);
    assert_eq!(run(&folder, &["check", "--fail-on", "major", "bad.txt"]).code, 1);
    let milder = run(&folder, &["check", "--fail-on", "critical", "bad.txt"]);
    assert_eq!(milder.code, 0);
    assert!(milder.out.contains(RULE));
}

#[test]
fn an_input_that_cannot_be_read_is_named_and_the_others_are_checked() {
    let folder = folder(&[("bad.txt", BROKEN), ("page.html", "<p>x"), ("empty/readme", "")]);
    fs::write(folder.path().join("binary.txt"), b"abc\0\xff\xfe").unwrap();
    let run =
        run(&folder, &["check", "nowhere.txt", "page.html", "binary.txt", "empty", "bad.txt", "--format", "jsonl"]);
    assert_eq!(run.code, 2);
    assert_eq!(run.out.lines().count(), 1);
    let errors: Vec<&str> = run.err.lines().collect();
    assert!(errors[0].starts_with("error: nowhere.txt: "), "{errors:?}");
    assert!(errors[1].starts_with("error: page.html: files that end in .html"), "{errors:?}");
    assert!(errors[2].starts_with("error: binary.txt: byte 4 is not valid UTF-8"), "{errors:?}");
    assert!(errors[3].starts_with("error: empty: no file in this folder"), "{errors:?}");
}

#[test]
fn a_folder_in_which_nothing_is_read_says_why() {
    let folder = folder(&[
        ("hidden/.gitignore", "*.txt"),
        ("hidden/a.txt", GOOD),
        ("hidden/.b.txt", GOOD),
        ("pages/a.html", "<p>"),
        ("pages/b.docx", "x"),
    ]);
    let run = run(&folder, &["check", "hidden", "pages"]);
    assert_eq!((run.code, run.out.as_str()), (2, "no article was checked\n"));
    assert!(
        run.err.contains("hidden: no file in this folder is read: its 2 text files are hidden or excluded"),
        "{}",
        run.err
    );
    assert!(
        run.err.contains("pages: no file in this folder ends in .txt or .text; 2 end in .docx, .html"),
        "{}",
        run.err
    );
}

#[cfg(unix)]
#[test]
fn a_pipe_is_read_to_its_end_and_a_file_without_an_end_is_refused() {
    let found = piped(&["check", "--lang", "en", "--select", RULE, "/dev/stdin"], BROKEN.as_bytes());
    assert_eq!(found.code, 1, "{}", found.err);
    let endless = piped(&["check", "--lang", "en", "/dev/zero"], b"");
    assert_eq!(endless.code, 2);
    assert!(endless.err.contains("/dev/zero: there was still more after 268435456 bytes"), "{}", endless.err);
}

#[test]
fn encodings_are_named_as_far_as_they_can_be_told() {
    let folder = folder(&[]);
    fs::write(folder.path().join("narrow.txt"), b"caf\xe9").unwrap();
    fs::write(
        folder.path().join("wide.txt"),
        "The bridge".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>(),
    )
    .unwrap();
    fs::write(folder.path().join("image.txt"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").unwrap();
    let run = run(&folder, &["check", "narrow.txt", "wide.txt", "image.txt"]);
    let errors: Vec<&str> = run.err.lines().collect();
    assert!(errors[0].contains("byte 3 is not valid UTF-8 (bytes count from 0); it may be windows-1252"), "{errors:?}");
    assert!(errors[1].contains("this looks like UTF-16LE without a byte-order mark"), "{errors:?}");
    assert!(
        errors[2].contains("byte 0 is not valid UTF-8 (bytes count from 0) and byte 8 is NUL: this is no text file"),
        "{errors:?}"
    );
}

#[test]
fn the_language_is_shown_once_a_file_and_a_remark_stands_where_it_is_not_known() {
    let folder = folder(&[("a.txt", &format!("{BROKEN}\n{BROKEN}")), ("b.de.txt", ""), ("short.txt", "“No, he said.")]);
    let shown = run(&folder, &["check", "--select", RULE, "a.txt"]);
    assert_eq!((shown.out.matches("a.txt:").count(), shown.out.matches("(en)").count()), (2, 1), "{}", shown.out);
    assert_eq!(run(&folder, &["check", "b.de.txt"]).out, "no findings in 1 article (de)\n");
    for arguments in
        [&["check", "short.txt"][..], &["check", "--format", "jsonl", "short.txt"], &["fix", "--diff", "short.txt"]]
    {
        let run = run(&folder, arguments);
        assert!(
            run.err.contains("note: the language of short.txt was not recognised") && run.err.contains("--lang TAG"),
            "{}",
            run.err
        );
    }
    assert_eq!(run(&folder, &["check", "--lang", "und", "short.txt"]).err, "");
}

#[test]
fn the_language_of_the_original_turns_on_what_counts_only_in_text_from_it() {
    let text =
        "The driver of the lorry had come off the road with his car, the police in the village said on Tuesday.\n";
    let folder = folder(&[("a.txt", text)]);
    let run =
        |more: &[&str]| run(&folder, &[&["check", "--lang", "en", "--select", "en/calque", "a.txt"], more].concat());
    assert_eq!(run(&[]).code, 0);
    assert_eq!(run(&["--source-lang", "fr"]).code, 0);
    let german = run(&["--source-lang", "de"]);
    assert!(german.code == 1 && german.out.contains("en/calque/de"), "{}", german.out);
    assert!(run(&["--source-lang", "jp"]).err.contains("error: --source-lang: “jp”"));
}

#[test]
fn a_language_that_is_none_is_refused_and_one_without_a_file_is_noted() {
    let folder = folder(&[("a.txt", GOOD)]);
    for (typed, expected) in [
        ("xx", "error: --lang: “xx” is the code of no language; write one such as en"),
        ("german", "error: --lang: “german” is no language tag; did you mean de (German)?"),
        ("jp", "did you mean ja (Japanese)?"),
    ] {
        let run = run(&folder, &["check", "--lang", typed, "a.txt"]);
        assert!(run.code == 2 && run.err.contains(expected), "{}", run.err);
    }
    let noted = run(&folder, &["check", "--lang", "pcm", "--format", "jsonl", "a.txt"]);
    assert_eq!(noted.code, 0);
    assert!(noted.err.starts_with("note: there is no language file for Nigerian Pidgin (pcm)"), "{}", noted.err);
    fs::write(folder.path().join("mtlint.toml"), "certainty = \"likely\"\nlang = \"frnch\"\n").unwrap();
    let wrong = run(&folder, &["check", "a.txt"]);
    assert!(
        wrong.err.contains("mtlint.toml:2:8: “frnch” is no language tag; did you mean fr (French)?"),
        "{}",
        wrong.err
    );
}

#[test]
fn findings_that_are_not_shown_are_counted() {
    let folder = folder(&[("a.txt", &format!("{GOOD}The cars  went on.\n"))]);
    let run = |arguments: &[&str]| run(&folder, &[arguments, &["a.txt"]].concat());
    let hidden = run(&["check"]);
    assert_eq!(
        (hidden.code, hidden.out.as_str()),
        (0, "no findings in 1 article (en); 1 less certain: --certainty possible shows it\n")
    );
    assert!(run(&["check", "--certainty", "possible"]).out.contains("1 finding in 1 article (1 possible)"));
    let ignored = run(&["check", "--ignore", "any/spacing/doubled"]);
    assert_eq!(ignored.out, "no findings in 1 article (en)\n");
}

#[test]
fn arguments_that_mean_nothing_are_exit_2() {
    let folder = folder(&[("good.txt", GOOD)]);
    for wrong in [
        &["check", "--nonsense"][..],
        &["check", "--lang", "english"],
        &["check", "--format", "xml"],
        &["publish"],
        &[],
    ] {
        assert_eq!(run(&folder, wrong).code, 2, "{wrong:?}");
    }
}

#[test]
fn an_unknown_rule_is_exit_2_with_a_proposal() {
    let folder = folder(&[("good.txt", GOOD)]);
    for arguments in [
        &["check", "--select", "any/quotatoin", "good.txt"][..],
        &["check", "--ignore", "quotation", "good.txt"],
        &["rules", "any/quotaton"],
    ] {
        let run = run(&folder, arguments);
        assert_eq!(run.code, 2);
        assert!(run.err.contains("did you mean “any/quotation”?"), "{}", run.err);
    }
}

#[test]
fn select_and_ignore_take_prefixes_repeated_or_separated_by_commas() {
    let folder = folder(&[("bad.txt", BROKEN)]);
    assert_eq!(run(&folder, &["check", "bad.txt", "--select", RULE]).code, 1);
    assert_eq!(
        run(&folder, &["check", "bad.txt", "--select", "any", "--ignore", &format!("{RULE},any/quotation")]).code,
        0
    );
    assert_eq!(run(&folder, &["check", "bad.txt", "--ignore", "any"]).code, 0);
}

#[test]
fn standard_input_is_checked_under_its_name() {
    let run = piped(&["check", "-", "--format", "jsonl"], BROKEN.as_bytes());
    assert_eq!(run.code, 1);
    assert!(run.out.starts_with("{\"file\":\"-\",\"lang\":\"en\""), "{}", run.out);
    let named =
        piped(&["check", "-", "--stdin-name", "desk.de.txt", "--select", RULE, "--format", "jsonl"], BROKEN.as_bytes());
    assert!(
        named.out.is_empty() || named.out.starts_with("{\"file\":\"desk.de.txt\",\"lang\":\"de\""),
        "{}",
        named.out
    );
    assert_eq!(piped(&["check", "-", "--stdin-name", "a.docx"], b"x").code, 2);
}

#[test]
fn jsonl_has_the_fields_of_the_contract_in_their_order() {
    let folder = folder(&[("a.txt", BROKEN)]);
    let run = run(&folder, &["check", "--format", "jsonl", "--select", RULE, "a.txt"]);
    let start = BROKEN.find("first,").unwrap();
    let mark = BROKEN.find('“').unwrap();
    let expected = format!(
        "{{\"file\":\"a.txt\",\"lang\":\"en\",\"rule\":\"{RULE}\",\"start\":{start},\"end\":{},\"line\":3,\"column\":18,\"end_line\":3,\"end_column\":24,\
         \"text\":\"first,\",\"message\":\"the quotation is never closed; put ” at “first,”\",\"severity\":\"major\",\"certainty\":\"{}\",\
         \"mqm\":\"linguistic-conventions/punctuation\",\"fixes\":[{{\"title\":\"insert ” after “first,”\",\"safety\":\"unsafe\",\"edits\":[{{\"start\":{},\"end\":{},\"text\":\"”\"}}]}}",
        start + 6,
        mtlint::rule::Catalogue::embedded().rule(RULE).unwrap().file.certainty,
        start + 6,
        start + 6
    );
    assert!(run.out.starts_with(&expected), "{}\n{expected}", run.out);
    let related = format!(
        "\"related\":[{{\"start\":{mark},\"end\":{},\"message\":\"“ opens the quotation here\"}}],\"fingerprint\":\"",
        mark + 3
    );
    assert!(run.out.contains(&related), "{}", run.out);
    assert_eq!(run.out.lines().count(), 1);
}

#[test]
fn json_is_one_document_with_findings_errors_and_totals() {
    let folder = folder(&[("a.txt", BROKEN), ("b.txt", BROKEN), ("c.txt", GOOD)]);
    let run = run(&folder, &["check", "--format", "json", "--select", RULE, ".", "nowhere"]);
    let document: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(run.code, 2);
    assert_eq!(document["findings"].as_array().unwrap().len(), 2);
    assert_eq!(document["findings"][1]["file"], "b.txt");
    assert_eq!(document["summary"]["articles"], 3);
    assert_eq!(document["summary"]["rules"][RULE], 2);
    assert_eq!(document["errors"].as_array().unwrap().len(), 1);
}

#[test]
fn statistics_count_by_rule_and_leave_jsonl_alone() {
    let folder = folder(&[("a.txt", BROKEN)]);
    let pretty = run(&folder, &["check", "--statistics", "--select", RULE, "a.txt"]);
    assert!(pretty.out.ends_with(&format!("\n      1  {RULE}\n")), "{}", pretty.out);
    let lines = run(&folder, &["check", "--statistics", "--select", RULE, "--format", "jsonl", "a.txt"]);
    assert_eq!((lines.out.lines().count(), lines.err), (1, format!("      1  {RULE}\n")));
}

#[test]
fn a_long_paragraph_does_not_fill_the_screen() {
    let folder = folder(&[("a.txt", &format!("{} {}{}", "It rained all day. ".repeat(80), BROKEN, GOOD.repeat(40)))]);
    let run = run(&folder, &["check", "--lang", "en", "--select", RULE, "a.txt"]);
    assert!(run.out.contains("^^^^^^") && run.out.lines().all(|line| line.chars().count() < 160), "{}", run.out);
}

#[test]
fn colour_follows_the_terminal_and_the_environment() {
    let folder = folder(&[("a.txt", BROKEN)]);
    let colour = |key: &str, value: &str| {
        let output = command(folder.path(), &["check", "a.txt"]).env(key, value).output().unwrap();
        output.stdout.contains(&0x1b)
    };
    assert!(!colour("X", ""));
    assert!(colour("CLICOLOR_FORCE", "1"));
    assert!(!colour("NO_COLOR", "1"));
}

#[test]
fn offsets_are_those_of_the_file_in_every_encoding() {
    let folder = folder(&[("bom.txt", &format!("\u{FEFF}{BROKEN}")), ("crlf.txt", &BROKEN.replace('\n', "\r\n"))]);
    let wide: Vec<u8> = format!("\u{FEFF}{BROKEN}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(folder.path().join("wide.txt"), &wide).unwrap();
    let at = BROKEN.find("first,").unwrap();
    let cases = [("bom.txt", at + 3, 6), ("crlf.txt", at + 2, 6), ("wide.txt", 2 + 2 * (at - 2), 12)];
    for (name, start, length) in cases {
        let found = findings(&folder, &[name]);
        assert_eq!(found.len(), 1, "{name}");
        assert_eq!(
            (found[0]["start"].as_u64(), found[0]["end"].as_u64()),
            (Some(start as u64), Some((start + length) as u64)),
            "{name}"
        );
        assert_eq!((found[0]["line"].as_u64(), found[0]["column"].as_u64()), (Some(3), Some(18)), "{name}");
    }
}

#[test]
fn fixing_keeps_byte_order_mark_line_ends_and_encoding() {
    let french = "Le maire a ouvert le pont lundi matin, après des mois de travaux et des années d’attente à la mairie.\r\n\r\n“Personne ne nous a demandé notre avis”, a déclaré Hélène Béranger. “Nobody asked us first, said Maria Pons.\r\n";
    let folder = folder(&[("bom.txt", &format!("\u{FEFF}{}", BROKEN.replace('\n', "\r\n")))]);
    let wide: Vec<u8> = format!("\u{FEFF}{BROKEN}").encode_utf16().flat_map(u16::to_be_bytes).collect();
    fs::write(folder.path().join("wide.txt"), &wide).unwrap();
    let (narrow, ..) = encoding_rs::WINDOWS_1252.encode(french);
    fs::write(folder.path().join("narrow.txt"), &narrow).unwrap();
    let run = run(&folder, &["fix", "--unsafe", "--lang", "en", "--select", RULE, "bom.txt", "wide.txt", "narrow.txt"]);
    assert_eq!((run.code, run.err.as_str()), (0, "applied 3 fixes in 3 files\n"));
    let read = |name: &str| fs::read(folder.path().join(name)).unwrap();
    assert_eq!(read("bom.txt"), format!("\u{FEFF}{}", MENDED.replace('\n', "\r\n")).into_bytes());
    assert_eq!(
        read("wide.txt"),
        format!("\u{FEFF}{MENDED}").encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>()
    );
    let (narrow, ..) = encoding_rs::WINDOWS_1252.encode(french).clone();
    let mended = read("narrow.txt");
    assert_eq!(mended.len(), narrow.len() + 1);
    assert!(mended.contains(&0x94) && mended.ends_with(b"\r\n"));
}

#[test]
fn safe_fixes_alone_leave_a_file_whose_fixes_need_a_look() {
    let folder = folder(&[("a.txt", BROKEN)]);
    let before = fs::metadata(folder.path().join("a.txt")).unwrap().modified().unwrap();
    let run = run(&folder, &["fix", "--select", RULE, "a.txt"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.err, "applied 0 fixes in 0 files; 1 finding left, 1 with a fix that needs a look (--unsafe)\n");
    assert_eq!(fs::metadata(folder.path().join("a.txt")).unwrap().modified().unwrap(), before);
}

#[test]
fn fixing_twice_changes_no_more_than_fixing_once() {
    let folder = folder(&[("a.txt", BROKEN)]);
    run(&folder, &["fix", "--unsafe", "a.txt"]);
    let once = fs::read_to_string(folder.path().join("a.txt")).unwrap();
    assert_eq!(once, MENDED);
    let again = run(&folder, &["fix", "--unsafe", "a.txt"]);
    assert_eq!((again.code, again.err.as_str()), (0, "applied 0 fixes in 0 files\n"));
    assert_eq!(fs::read_to_string(folder.path().join("a.txt")).unwrap(), once);
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "no temporary file stays behind");
}

#[test]
fn a_diff_is_shown_and_nothing_is_written() {
    let folder = folder(&[("a.txt", BROKEN)]);
    let run = run(&folder, &["fix", "--unsafe", "--diff", "--select", RULE, "a.txt"]);
    assert_eq!(run.code, 1);
    assert!(run.out.starts_with("--- a.txt\n+++ a.txt\n@@ -1,3 +1,3 @@\n"), "{}", run.out);
    assert!(
        run.out.contains("\n-“Nobody asked us first, said Maria Pons.\n+“Nobody asked us first,” said Maria Pons.\n"),
        "{}",
        run.out
    );
    assert_eq!(run.err, "would apply 1 fix in 1 file\n");
    assert_eq!(fs::read_to_string(folder.path().join("a.txt")).unwrap(), BROKEN);
}

#[test]
fn standard_input_is_fixed_to_standard_output() {
    let run = piped(&["fix", "--unsafe", "--lang", "en", "-"], BROKEN.as_bytes());
    assert_eq!((run.code, run.out.as_str()), (0, MENDED));
    let untouched = piped(&["fix", "-"], GOOD.as_bytes());
    assert_eq!((untouched.code, untouched.out.as_str()), (0, GOOD));
}

#[cfg(unix)]
#[test]
fn fixing_keeps_permissions_and_writes_through_links() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder(&[("real/a.txt", BROKEN), ("locked.txt", BROKEN)]);
    let (real, link, locked) =
        (folder.path().join("real/a.txt"), folder.path().join("link.txt"), folder.path().join("locked.txt"));
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o444)).unwrap();
    symlink("real/a.txt", &link).unwrap();
    let run = run(&folder, &["fix", "--unsafe", "link.txt", "locked.txt"]);
    assert_eq!(run.code, 2);
    assert!(run.err.starts_with("error: locked.txt: read-only"), "{}", run.err);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(&real).unwrap(), MENDED);
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(fs::read_to_string(&locked).unwrap(), BROKEN);
}

#[cfg(unix)]
#[test]
fn a_reader_that_stops_reading_is_no_failure() {
    use std::io::Read;
    use std::process::{Command, Stdio};
    let folder = folder(&[("a.txt", &BROKEN.repeat(3000))]);
    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("mtlint"))
        .current_dir(folder.path())
        .args(["check", "--format", "jsonl", "a.txt"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap().as_str()), (Some(0), ""));
}

#[test]
fn the_order_of_the_report_is_that_of_the_arguments_and_folders_are_sorted() {
    let names = ["d/b.txt", "d/a.txt", "d/sub/c.text", "z.txt"];
    let folder = folder(&names.map(|name| (name, BROKEN)));
    let order = |paths: &[&str]| -> Vec<String> {
        findings(&folder, paths).iter().map(|finding| finding["file"].as_str().unwrap().replace('\\', "/")).collect()
    };
    assert_eq!(order(&["z.txt", "d"]), ["z.txt", "d/a.txt", "d/b.txt", "d/sub/c.text"]);
    assert_eq!(order(&["d/b.txt", "d", "z.txt", "z.txt"]), ["d/b.txt", "d/a.txt", "d/sub/c.text", "z.txt"]);
    assert_eq!(order(&["d/sub", "."]), ["d/sub/c.text", "d/a.txt", "d/b.txt", "z.txt"]);
    let all: Vec<serde_json::Value> = findings(&folder, &["d", "z.txt"]);
    let alone = findings(&folder, &["d/b.txt"]);
    assert_eq!(all[1], alone[0], "a finding does not depend on the other files");
}

#[test]
fn threads_change_nothing() {
    let files: Vec<(String, String)> =
        (0..150).map(|n| (format!("{n:03}.txt"), format!("{BROKEN}{}", GOOD.repeat(n)))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let folder = folder(&files);
    let one = run(&folder, &["check", "--threads", "1"]);
    let four = run(&folder, &["check", "--threads", "4"]);
    assert_eq!(one.out, four.out);
    assert!(one.out.contains("in 150 articles"));
}

#[test]
fn folders_give_plain_text_that_git_does_not_ignore() {
    let folder = folder(&[
        (".gitignore", "drafts/\n"),
        ("a.txt", BROKEN),
        ("a.md", BROKEN),
        (".b.txt", BROKEN),
        ("drafts/c.txt", BROKEN),
    ]);
    assert_eq!(findings(&folder, &["."]).len(), 1);
    assert_eq!(findings(&folder, &["drafts/c.txt", ".b.txt"]).len(), 2, "what is named is read");
}

#[test]
fn an_empty_file_has_no_findings() {
    let folder = folder(&[("empty.txt", ""), ("blank.txt", "\n\n"), ("bom.txt", "\u{FEFF}")]);
    let run = run(&folder, &["check", "empty.txt", "blank.txt", "bom.txt"]);
    assert_eq!((run.code, run.out.as_str()), (0, "no findings in 3 articles\n"), "{}", run.err);
    assert_eq!(run.err, "", "a text without letters is in no language");
}

#[test]
fn the_language_comes_from_the_option_the_configuration_the_name_or_the_text() {
    let folder =
        folder(&[("a.txt", BROKEN), ("a.de.txt", BROKEN), ("a.old.txt", BROKEN), ("short.txt", "“No, he said.")]);
    let lang = |arguments: &[&str]| {
        let run = run(&folder, &[&["check", "--format", "jsonl", "--certainty", "possible"], arguments].concat());
        let first = run.out.lines().next().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        first.map(|finding| finding["lang"].as_str().unwrap().to_owned()).unwrap_or_default()
    };
    assert_eq!(lang(&["a.txt"]), "en");
    assert_eq!(lang(&["a.old.txt"]), "en");
    assert_eq!(lang(&["a.txt", "--lang", "en-gb"]), "en-GB");
    assert!(["de", ""].contains(&lang(&["a.de.txt"]).as_str()));
    fs::write(folder.path().join("mtlint.toml"), "lang = \"en-AU\"\n").unwrap();
    assert_eq!(lang(&["a.txt"]), "en-AU");
    assert_eq!(lang(&["a.txt", "--no-config"]), "en");
    assert_eq!(lang(&["a.txt", "--lang", "en"]), "en");
}

#[test]
fn the_configuration_counts_in_its_folder_and_below_and_the_command_line_before_it() {
    let folder = folder(&[("mtlint.toml", &format!("ignore = [\"{RULE}\"]\n")), ("sub/a.txt", BROKEN)]);
    let below = |arguments: &[&str]| shown(&command(&folder.path().join("sub"), arguments).output().unwrap()).code;
    assert_eq!(below(&["check", "a.txt", "--select", RULE]), 0);
    assert_eq!(below(&["check", "a.txt", "--select", RULE, "--no-config"]), 1);
    assert_eq!(
        below(&["check", "a.txt", "--select", RULE, "--ignore", "any/quotation/left-open"]),
        if rule_exists("any/quotation/left-open") { 1 } else { 2 }
    );
    fs::write(folder.path().join("mtlint.toml"), "certainty = \"likely\"\nignores = []\n").unwrap();
    let run = run(&folder, &["check", "sub"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("mtlint.toml:2:1: there is no key `ignores` here; did you mean “ignore”?"), "{}", run.err);
}

fn rule_exists(id: &str) -> bool {
    mtlint::rule::Catalogue::embedded().rule(id).is_some()
}

const OWN: &str = r#"summary   = "quotation opened and never closed (ours)"
why       = "For the test."
mqm       = "linguistic-conventions/punctuation"
severity  = "minor"
certainty = "certain"
message   = "close “{found}” with {expected}"
fix       = "unsafe"

[detect.quotation]
fault = "never-closed"

[[bad]]
text  = "“Nobody asked us [[first,]] said Maria Pons."
fixed = "“Nobody asked us first,” said Maria Pons."

[[good]]
text = "“Nobody asked us first,” said Maria Pons."
"#;

#[test]
fn a_house_style_comes_from_the_option_or_the_configuration_and_is_one_that_there_is() {
    let text = "On Monday President Zelensky left Kiev.\n";
    let folder = folder(&[("a.txt", text), ("mtlint.toml", "style = \"bbc\"\n")]);
    let told = |arguments: &[&str]| {
        let run = run(&folder, &[&["check", "--lang", "en", "--format", "jsonl"], arguments, &["a.txt"]].concat());
        let lines = run.out.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        lines.map(|one| one["message"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(told(&["--no-config"]), Vec::<String>::new());
    assert_eq!(told(&[]), ["“Kiev” is written “Kyiv” by the house style (bbc)"]);
    assert_eq!(told(&["--style", "ap"]).len(), 2);
    let wrong = run(&folder, &["check", "--style", "gardian", "a.txt"]);
    assert_eq!(wrong.code, 2);
    assert!(
        wrong.err.contains("--style: there is no house style “gardian”; did you mean “guardian”?"),
        "{}",
        wrong.err
    );
}

#[test]
fn glossaries_come_from_the_option_or_the_configuration_and_their_mistakes_are_exit_2() {
    let table = "source,target,forbidden\nКиїв,Kyiv,Kiev\n";
    let tbx = r#"<tbx><text><body><conceptEntry><langSec xml:lang="en"><termSec><term>ferry</term></termSec><termSec><term>boat liner</term>
        <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec></langSec></conceptEntry></body></text></tbx>"#;
    let text = "On Monday two boat liners left Kiev for the south.\n";
    let configuration = "glossary = [\"terms/names.csv\"]\n";
    let folder = folder(&[
        ("desk/a.txt", text),
        ("desk/broken.csv", "source,target\nа,\nб,b\nв,\"c\n"),
        ("desk/terms.tbx", tbx),
        ("terms/names.csv", table),
        ("mtlint.toml", configuration),
    ]);
    let desk = folder.path().join("desk");
    let checked = |arguments: &[&str]| {
        shown(
            &command(&desk, &[&["check", "--lang", "en", "--format", "jsonl"], arguments, &["a.txt"]].concat())
                .output()
                .unwrap(),
        )
    };
    let told = |arguments: &[&str]| -> Vec<String> {
        let lines = checked(arguments).out;
        let message =
            |line| serde_json::from_str::<serde_json::Value>(line).unwrap()["message"].as_str().unwrap().to_owned();
        lines.lines().map(message).collect()
    };
    let (kiev, liners) = (
        "the glossary does not want “Kiev”; write “Kyiv”",
        "the glossary does not want “boat liners”; write “ferries”",
    );
    assert_eq!(told(&["--no-config"]), Vec::<String>::new());
    assert_eq!(told(&[]), [kiev]);
    assert_eq!(told(&["--glossary", "terms.tbx"]), [liners]);
    assert_eq!(told(&["--glossary", "terms.tbx", "--glossary", "../terms/names.csv"]), [liners, kiev]);
    let wrong = checked(&["--glossary", "broken.csv", "--glossary", "none.csv", "--glossary", "a.docx"]);
    assert_eq!((wrong.code, wrong.out.as_str()), (2, ""));
    for expected in [
        "broken.csv:2:3: no target term",
        "broken.csv:4:3: a quotation mark opens a field here and none closes it",
        "none.csv: there is no such file",
        "a.docx: a glossary is a table (.csv, .tsv) or a TBX file (.tbx)",
    ] {
        assert!(wrong.err.contains(expected), "{expected}: {}", wrong.err);
    }
    let fixed = shown(
        &command(&desk, &["fix", "--unsafe", "--lang", "en", "--glossary", "terms.tbx", "a.txt"]).output().unwrap(),
    );
    assert_eq!(fixed.code, 0, "{}", fixed.err);
    assert_eq!(fs::read_to_string(desk.join("a.txt")).unwrap(), "On Monday two ferries left Kiev for the south.\n");
}

#[test]
fn rules_of_a_folder_work_as_the_embedded_ones_do() {
    let folder = folder(&[("own/en/desk/quotes.toml", OWN), ("a.txt", BROKEN)]);
    let found = run(&folder, &["check", "--rules", "own", "--select", "en/desk", "--format", "jsonl", "a.txt"]);
    assert!(
        found.out.contains("\"rule\":\"en/desk/quotes\"") && found.out.contains("close “first,” with ”"),
        "{}{}",
        found.out,
        found.err
    );
    let explained = run(&folder, &["rules", "--rules", "own", "en/desk/quotes"]);
    assert!(explained.out.starts_with("en/desk/quotes: quotation opened"), "{}", explained.out);
    fs::write(folder.path().join("mtlint.toml"), "rules = [\"own\"]\n").unwrap();
    assert!(run(&folder, &["rules"]).out.contains("en/desk/quotes "));
}

#[test]
fn a_mistake_in_a_rule_is_exit_2_with_its_place() {
    let folder = folder(&[
        ("own/en/desk/quotes.toml", &OWN.replace("\"minor\"", "\"mild\"")),
        ("own/en/desk/none.toml", ""),
        ("a.txt", GOOD),
        ("hollow/x", ""),
    ]);
    for arguments in [&["check", "--rules", "own", "a.txt"][..], &["test", "own"], &["rules", "--rules", "own"]] {
        let run = run(&folder, arguments);
        assert_eq!(run.code, 2, "{arguments:?}");
        let place = Path::new("own/en/desk/quotes.toml");
        assert!(
            run.err.contains(&format!(
                "error: {}:4:13: `severity` cannot be “mild”; it is one of neutral, minor",
                place.display()
            )),
            "{}",
            run.err
        );
        assert!(run.err.contains("none.toml:1:1: the keys `"), "{}", run.err);
    }
    assert_eq!(run(&folder, &["check", "--rules", "nowhere", "a.txt"]).code, 2);
    assert_eq!(run(&folder, &["test", "hollow"]).code, 2);
}

#[test]
fn test_proves_the_rules_of_a_folder() {
    let folder = folder(&[("own/en/desk/quotes.toml", OWN)]);
    let proved = run(&folder, &["test", "own"]);
    assert_eq!((proved.code, proved.out.as_str()), (0, "1 rule, 2 examples: all hold\n"));
    let wrong = OWN.replace("us [[first,]]", "[[us]] first,");
    fs::write(folder.path().join("own/en/desk/quotes.toml"), wrong).unwrap();
    let failed = run(&folder, &["test", "own"]);
    assert_eq!(failed.code, 1);
    let outcomes = ["missing: “us” is marked and not found", "noisy: “first,” is found and not marked"];
    assert!(outcomes.iter().all(|outcome| failed.out.contains(&format!("\n  {outcome}\n"))), "{}", failed.out);
    let place = Path::new("own/en/desk/quotes.toml");
    assert!(failed.out.starts_with(&format!("{}:13: en/desk/quotes bad 1\n", place.display())), "{}", failed.out);
    let marks = "  marks: - expected, + found\n    - “Nobody asked [[us]] first, said Maria Pons.\n    + “Nobody asked us [[first,]] said Maria Pons.\n";
    assert!(failed.out.contains(marks), "{}", failed.out);
    assert!(failed.out.ends_with("1 rule, 2 examples: 1 of them fails\n"), "{}", failed.out);
    assert_eq!(run(&folder, &["test", "--select", "any/quotations"]).code, 2);
}

#[test]
fn test_says_what_it_wants_where_it_is_given_something_else() {
    let folder =
        folder(&[("own/en/desk/quotes.toml", OWN), ("a.txt", GOOD), ("hollow/x", ""), ("pack/en/language.toml", "")]);
    let cases = [
        (
            "own/en/desk/quotes.toml",
            "a file, where a folder of rules is asked for; name the folder that has it: own --select en/desk/quotes",
        ),
        ("a.txt", "a.txt: a file, where a folder of rules is asked for"),
        ("nowhere", "nowhere: there is no such folder"),
        ("hollow", "hollow: no rule file in this folder; rules stand at <language>/<family>/<name>.toml below it"),
        ("pack", "pack: only words and languages stand here, all of them right, and no rule"),
        ("any/quotation", "to prove those of the embedded rules: --select any/quotation"),
    ];
    for (given, expected) in cases {
        let run = run(&folder, &["test", given]);
        assert_eq!(run.code, 2, "{given}");
        assert!(run.err.contains(expected), "{given}: {}", run.err);
    }
}

#[test]
fn brackets_in_an_example_are_escaped() {
    let text = OWN.replace("us [[first,]] said Maria Pons.", "us \\\\[[here\\\\]] [[first,]] said Maria Pons.");
    let text = text.replace("us first,”", "us [[here]] first,”");
    let folder = folder(&[("own/en/desk/quotes.toml", &text)]);
    let good = run(&folder, &["test", "own"]);
    assert!(good.err.contains("for the brackets themselves write \\[["), "{}", good.err);
    let text =
        text.replace("text = \"“Nobody asked us [[here]] first", "text = \"“Nobody asked us \\\\[[here\\\\]] first");
    fs::write(folder.path().join("own/en/desk/quotes.toml"), text).unwrap();
    let proved = run(&folder, &["test", "own"]);
    assert_eq!((proved.code, proved.out.as_str()), (0, "1 rule, 2 examples: all hold\n"), "{}", proved.err);
}

#[test]
fn rules_are_listed_and_explained() {
    let folder = folder(&[]);
    let all = run(&folder, &["rules"]);
    assert!(all.code == 0 && all.out.lines().any(|line| line.starts_with(RULE)));
    let list: serde_json::Value =
        serde_json::from_str(&run(&folder, &["rules", RULE, "--format", "json"]).out).unwrap();
    assert_eq!((list[0]["id"].as_str(), list[0]["severity"].as_str()), (Some(RULE), Some("major")));
    assert!(all.out.contains("Languages that more is known of") && all.out.contains(" de-CH el en (+"), "{}", all.out);
    let none = run(&folder, &["rules", "gl"]);
    assert!(none.code == 0 && none.out.starts_with("Galician (gl): no rules of its own; "), "{}", none.out);
    let none = run(&folder, &["rules", "pcm"]);
    assert!(none.out.contains("with the defaults of Unicode"), "{}", none.out);
    let one = run(&folder, &["rules", RULE]);
    assert!(one.out.contains("severity   major") && one.out.contains("[[first,]]"), "{}", one.out);
}

#[test]
fn classes_of_words_are_listed() {
    let folder = folder(&[("own/en/words/desk.toml", "[classes.desk]\nwords = [\"copy-edit\", \"sub-edit\"]\n")]);
    let all = run(&folder, &["words", "en", "--rules", "own"]);
    assert!(all.code == 0 && all.out.lines().any(|line| line.starts_with("@desk ")), "{}", all.err);
    let own = run(&folder, &["words", "en", "@desk", "--rules", "own"]);
    assert_eq!((own.code, own.out.as_str()), (0, "copy-edit\nsub-edit\n"), "{}", own.err);
    let say = run(&folder, &["words", "en", "say"]).out;
    assert!(say.starts_with("forms: ") && say.lines().any(|line| line.starts_with("say, says, said, ")), "{say}");
    let none = run(&folder, &["words", "en", "desks", "--rules", "own"]);
    assert_eq!((none.code, none.err.as_str()), (2, "error: en has no class “desks”; did you mean “desk”?\n"));
}

#[test]
fn init_writes_a_configuration_once() {
    let folder = folder(&[("a.txt", GOOD)]);
    assert_eq!(run(&folder, &["init"]).code, 0);
    assert_eq!(run(&folder, &["check", "a.txt"]).code, 0);
    let again = run(&folder, &["init"]);
    assert_eq!((again.code, again.err.as_str()), (2, "error: mtlint.toml is already here; nothing was written\n"));
}

#[test]
fn help_is_as_judged() {
    let folder = folder(&[]);
    let mut text = String::new();
    for arguments in [
        &["--help"][..],
        &["check", "--help"],
        &["fix", "--help"],
        &["rules", "--help"],
        &["words", "--help"],
        &["test", "--help"],
        &["init", "--help"],
    ] {
        let _ = write!(text, "$ mtlint {}\n\n{}\n\n", arguments.join(" "), run(&folder, arguments).out.trim_end());
    }
    insta::assert_snapshot!("help", text.replace("mtlint.exe", "mtlint"));
}

/// Output in the documents is what the program prints: `MTLINT_WRITE=1 cargo test --test cli` writes it.
#[test]
fn the_documents_show_what_the_program_prints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shown = |arguments: &[&str]| shown(&command(root, arguments).output().unwrap());
    let harbour = shown(&["check", "fixtures/en-from-pt-harbour.txt"]).out;
    let blocks: Vec<&str> = harbour.split("\n\n").collect();
    let (findings, summary) = blocks.split_at(blocks.len() - 1);
    let left = findings.len() - 3;
    let harbour = format!("{}\n\n[… {left} more]\n\n{}", findings[..3].join("\n\n"), summary[0]);

    let wrong = OWN
        .replace("\"minor\"", "\"mijor\"")
        .replace("evidence", "evidense")
        .replace("{expected}", "{expect}")
        .replace("[detect.quotation]", "yields_to = [\"any/quotations\"]\n\n[detect.quotation]");
    let own = folder(&[("own/en/desk/quotes.toml", &wrong)]);
    let mistakes = run(&own, &["test", "own"]).err.replace('\\', "/");
    fs::write(
        own.path().join("own/en/desk/quotes.toml"),
        OWN.replace("[[first,]]", "first[[,]]")
            .replace("first,” said Maria Pons.\"\n\n[[", "first”, said Maria Pons.\"\n\n[["),
    )
    .unwrap();
    let failure = run(&own, &["test", "own"]).out.replace('\\', "/");

    let feed = folder(LUDERS);
    let feed = run(&feed, &["check", "--consistency", "feed"]).out;
    let feed = format!("$ mtlint check --consistency feed\n{}", feed.replace('\\', "/"));

    for (path, name, text) in [
        ("README.md", "REAL OUTPUT", harbour),
        ("README.md", "ACROSS", feed),
        ("rules/README.md", "MISTAKES", mistakes),
        ("rules/README.md", "FAILURE", failure),
    ] {
        let path = root.join(path);
        let kept = fs::read_to_string(&path).unwrap();
        let begin = kept.find(&format!("<!-- {name}: begin")).unwrap();
        let begin = begin + kept[begin..].find("-->\n").unwrap() + 4;
        let end = kept.find(&format!("<!-- {name}: end")).unwrap();
        let block = format!("```text\n{}\n```\n", text.trim_end());
        if std::env::var_os("MTLINT_WRITE").is_some() {
            fs::write(&path, format!("{}{block}{}", &kept[..begin], &kept[end..])).unwrap();
        } else {
            assert!(kept[begin..end] == block, "{}: MTLINT_WRITE=1 cargo test --test cli\n{block}", path.display());
        }
    }
}

#[test]
fn the_rule_that_the_guide_for_contributors_writes_holds() {
    let guide = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("CONTRIBUTING.md")).unwrap();
    let rule = guide.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let rule = rule.lines().map(str::trim_start).collect::<Vec<_>>().join("\n");
    let own = folder(&[("own/en/page/page-counter.toml", &rule)]);
    let proved = run(&own, &["test", "own"]);
    assert_eq!((proved.code, proved.out.as_str()), (0, "1 rule, 2 examples: all hold\n"), "{}", proved.err);
}

#[test]
fn the_summary_says_the_options_again_that_a_fix_needs() {
    let own = folder(&[("a b.txt", "“We go , said the mayor.\n\nThe town is small , and old.\n")]);
    let checked = run(&own, &["check", "--no-config", "--lang", "en", "--select", "any/spacing", "a b.txt"]);
    let expected = "mtlint fix --lang en --select any/spacing --no-config 'a b.txt'\n";
    assert!(checked.out.ends_with(expected), "{}", checked.out);
    let piped = piped(&["check", "--lang", "en", "-"], "The town is small , and old.\n".as_bytes());
    assert!(piped.out.trim_end().ends_with("1 can be fixed safely"), "{}", piped.out);
}

#[test]
fn the_folder_of_one_language_is_no_rule_folder() {
    let own = folder(&[("own/en/desk/quotes.toml", OWN)]);
    let refused = run(&own, &["test", "own/en"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("name the folder that it stands in: own --select en"), "{}", refused.err);
    fs::write(own.path().join("own/en/desk/quotes.toml"), b"summary = \"x\"\nwhy = \"\xFF\"").unwrap();
    let refused = run(&own, &["test", "own"]);
    assert!(refused.err.contains("quotes.toml:2:8: not valid UTF-8"), "{}", refused.err);
}

/// A rule that writes one word for another.
fn swaps(word: &str, other: &str) -> String {
    format!(
        r#"summary = "{word} for {other}"
why = "A rule of a test."
mqm = "terminology/wrong-term"
severity = "minor"
certainty = "certain"
message = "“{{found}}” is {{meant}}"
fix = "safe"
[detect.pattern]
match = "{word}"
replace = "{other}"
[[bad]]
text = "The [[{word}]] was here."
fixed = "The {other} was here."
[[good]]
text = "The house was here."
"#
    )
}

#[test]
fn rules_that_undo_each_other_are_named_and_the_other_fixes_are_kept() {
    let (one, other, sound) = (swaps("lorry", "truck"), swaps("truck", "lorry"), swaps("motorcar", "car"));
    let files = [
        ("own/en/desk/one.toml", one.as_str()),
        ("own/en/desk/other.toml", &other),
        ("own/en/desk/sound.toml", &sound),
        ("a.txt", "The lorry hit a motorcar.\n"),
    ];
    let folder = folder(&files);
    let fix = ["fix", "--lang", "en", "--rules", "own", "--select", "en/desk", "a.txt"];
    let first = run(&folder, &fix);
    let text = || fs::read_to_string(folder.path().join("a.txt")).unwrap();
    assert_eq!(text(), "The lorry hit a car.\n");
    assert!(
        first.err.contains(
            "note: a.txt: the fixes of en/desk/one and en/desk/other undo or feed each other without end, which is a \
             mistake in the rules; they were not applied, all others were"
        ),
        "{}",
        first.err
    );
    assert!(run(&folder, &fix).err.contains("en/desk/one and en/desk/other"));
    assert_eq!(text(), "The lorry hit a car.\n", "fixing twice is fixing once");
}

#[test]
fn a_rule_whose_fix_feeds_itself_is_named() {
    let grows = swaps("lorry", "lorry lorry");
    let folder = folder(&[("own/en/desk/grows.toml", &grows), ("a.txt", "The lorry hit a car.\n")]);
    let fixed = run(&folder, &["fix", "--lang", "en", "--rules", "own", "--select", "en/desk", "a.txt"]);
    assert!(fixed.err.contains("the fixes of en/desk/grows call for each other"), "{}", fixed.err);
    assert_eq!(fs::read_to_string(folder.path().join("a.txt")).unwrap(), "The lorry hit a car.\n");
}

#[test]
fn a_document_in_html_is_refused_whatever_it_is_called_and_a_tag_left_in_a_text_is_not() {
    let html = "<!DOCTYPE html>\n<html><body><p>The mayor left.</p></body></html>\n";
    for input in [html, "\u{FEFF} <html>", "<?xml version=\"1.0\"?><a/>", "<p>The mayor left.</p>\n"] {
        for command in ["check", "fix"] {
            let refused = piped(&[command, "-"], input.as_bytes());
            assert_eq!(refused.code, 2, "{input}");
            assert!(refused.err.contains("-: this is HTML or XML, which is not read yet"), "{}", refused.err);
        }
    }
    for text in ["<b>The mayor left.\n", "<p>The mayor left.\n\nHe came back.\n"] {
        assert_ne!(piped(&["check", "--lang", "en", "-"], text.as_bytes()).code, 2, "{text}");
    }
}

#[test]
fn an_option_of_another_command_says_whose_it_is() {
    for (command, option, right) in [
        ("check", "--diff", "fix"),
        ("check", "--unsafe", "fix"),
        ("fix", "--format", "check"),
        ("fix", "--statistics", "check"),
    ] {
        let refused = piped(&[command, option, "-"], b"");
        assert_eq!(refused.code, 2);
        assert!(refused.err.contains(&format!("only `mtlint {right}` has {option}")), "{}", refused.err);
    }
    assert!(piped(&["check", "--nothing"], b"").err.contains("unexpected argument '--nothing'"));
}

/// What `patch` makes of a file by a difference: each line that goes is there, byte by byte.
fn patched(before: &[u8], diff: &[u8]) -> Vec<u8> {
    let mut old = before.split_inclusive(|byte| *byte == b'\n');
    let (mut text, mut ended) = (Vec::new(), None);
    for line in diff.split_inclusive(|byte| *byte == b'\n').skip(3) {
        let (sign, line) = line.split_first().unwrap();
        match sign {
            // The line before has no end.
            b'\\' => {
                if ended == Some(b'+') {
                    text.pop();
                }
            }
            b'+' => text.extend(line),
            b'-' => assert!(line.strip_suffix(b"\n").unwrap().starts_with(old.next().unwrap().trim_ascii_end())),
            _ => text.extend(old.next().unwrap()),
        }
        ended = Some(*sign);
    }
    text
}

#[test]
fn a_difference_is_that_of_the_bytes_of_the_file() {
    let german = "Der Bürgermeister der Stadt hat am Montag die neue Brücke über den Fluss eröffnet , und die ersten Autos überquerten sie noch vor Mittag.\n";
    let text = "The mayor of the town opened the new bridge over the river , and the first cars crossed it.\n\nThe work is done.";
    let (narrow, ..) = encoding_rs::WINDOWS_1252.encode(german);
    let cases: [(&str, Vec<u8>, &str); 4] = [
        ("a.en.txt", text.as_bytes().to_vec(), ""),
        ("crlf.en.txt", text.replace('\n', "\r\n").into_bytes(), ""),
        ("cr.en.txt", text.replace('\n', "\r").into_bytes(), "note: cr.en.txt: its lines end with a carriage return"),
        ("narrow.de.txt", narrow.into_owned(), "note: narrow.de.txt: it is in windows-1252, and so is its patch"),
    ];
    for (name, bytes, note) in cases {
        let folder = folder(&[]);
        fs::write(folder.path().join(name), &bytes).unwrap();
        let shown = command(folder.path(), &["fix", "--diff", "--select", "any/spacing", name]).output().unwrap();
        let err = String::from_utf8(shown.stderr).unwrap();
        assert!(err.starts_with(note) && err.ends_with("would apply 1 fix in 1 file\n"), "{err}");
        let mended = patched(&bytes, &shown.stdout);
        assert_eq!(run(&folder, &["fix", "--select", "any/spacing", name]).code, 0);
        assert_eq!(mended, fs::read(folder.path().join(name)).unwrap(), "{name}");
    }
    let folder = folder(&[]);
    let wide: Vec<u8> = format!("\u{FEFF}{text}\n").encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(folder.path().join("wide.en.txt"), wide).unwrap();
    let shown = run(&folder, &["fix", "--diff", "--select", "any/spacing", "wide.en.txt"]);
    assert!(shown.out.contains("\n+The mayor of the town opened the new bridge over the river, and"), "{}", shown.out);
    let note = "note: wide.en.txt is in UTF-16LE, so what is shown of it is text and no patch that can be applied";
    assert!(shown.err.starts_with(note), "{}", shown.err);
}

#[test]
fn lines_may_end_with_a_carriage_return_alone() {
    let folder = folder(&[("cr.txt", &BROKEN.replace('\n', "\r")), ("lf.txt", BROKEN)]);
    let found = findings(&folder, &["cr.txt", "lf.txt"]);
    for field in ["line", "column", "start", "text", "fixes", "fingerprint"] {
        assert_eq!(found[0][field], found[1][field]);
    }
    assert_eq!(found[0]["line"], 3);
}

#[cfg(unix)]
#[test]
fn what_cannot_be_written_is_reported_with_its_findings_and_the_other_files_are_fixed() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("a.txt", BROKEN), ("b.txt", BROKEN)]);
    let locked = folder.path().join("a.txt");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o444)).unwrap();
    let fixed = run(&folder, &["fix", "--unsafe", "--lang", "en", "--select", RULE, "a.txt", "b.txt"]);
    assert_eq!(fixed.code, 2);
    let expected = "error: a.txt: read-only; nothing was written\napplied 1 fix in 1 file; 1 finding left, 1 in 1 file that could not be written\n";
    assert_eq!(fixed.err, expected);
    assert_eq!(fs::read_to_string(folder.path().join("b.txt")).unwrap(), MENDED);
    assert_eq!(fs::read_to_string(&locked).unwrap(), BROKEN);
}

#[test]
fn a_rule_of_ones_own_stays_where_an_embedded_one_finds_the_same_words() {
    let text = "The work will cost 3.2 million euros , and the town will pay.\n";
    let own = swaps("euros ,", "crowns,").replace("match = \"euros ,\"", "match = 'euros \",\"'");
    let own = own.replace("\"certain\"", "\"likely\"");
    let folder = folder(&[("own/en/desk/euros.toml", own.as_str()), ("a.txt", text)]);
    let rules = |arguments: &[&str]| -> Vec<String> {
        let shown = run(&folder, &[&["check", "--lang", "en", "--format", "jsonl", "a.txt"], arguments].concat());
        let of =
            |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["rule"].as_str().unwrap().to_owned();
        shown.out.lines().map(of).collect()
    };
    assert_eq!(rules(&[]), ["any/spacing/before-mark"]);
    assert_eq!(rules(&["--rules", "own"]), ["en/desk/euros"]);
}

#[test]
fn a_rule_with_the_id_of_an_embedded_one_takes_its_place_and_a_remark_says_so() {
    let own = swaps("lorry", "truck");
    let folder = folder(&[("own/any/spacing/before-mark.toml", own.as_str()), ("a.txt", "The lorry , and a car.\n")]);
    let shown = run(&folder, &["check", "--lang", "en", "--rules", "own", "--format", "jsonl", "a.txt"]);
    let note =
        "note: your rule “any/spacing/before-mark” takes the place of the embedded one; to have both, rename yours\n";
    assert_eq!(shown.err, note);
    assert!(shown.out.contains("\"text\":\"lorry\"") && shown.out.lines().count() == 1, "{}", shown.out);
    let embedded = concat!(env!("CARGO_MANIFEST_DIR"), "/rules");
    assert_eq!(run(&folder, &["rules", "--rules", embedded, "any/spacing"]).err, "", "these say the same");
}

#[test]
fn files_of_a_rule_folder_that_are_nearly_rule_files_are_named() {
    let own = swaps("lorry", "truck");
    let names = ["a.toml", "b.tml", "c.toml.txt", "d.TOML", "e.toml~", "f.md", "notes.txt"];
    let files = names.map(|name| (format!("own/en/desk/{name}"), own.as_str()));
    let folder = folder(&files.each_ref().map(|(name, text)| (name.as_str(), *text)));
    let said = run(&folder, &["test", "own"]).err.replace('\\', "/");
    let expected = ["b.tml", "c.toml.txt", "d.TOML"]
        .map(|name| format!("note: own/en/desk/{name} is not read; a rule file ends in .toml\n"));
    assert_eq!(said, expected.concat());
}

#[test]
fn evidence_that_is_not_shown_is_counted_and_json_has_it() {
    let text =
        format!("Yevgeny Prigozhin left. {}In the end Progozhin said no.\n", "Later Prigozhin said so. ".repeat(9));
    let folder = folder(&[("a.en.txt", &text)]);
    let arguments = ["check", "--select", "any/names/variant", "a.en.txt", "--format"];
    let pretty = run(&folder, &[&arguments[..], &["pretty"]].concat()).out;
    assert!(pretty.contains("= note: and 6 more such places (--format json shows them)"), "{pretty}");
    let json = run(&folder, &[&arguments[..], &["jsonl"]].concat()).out;
    let finding: serde_json::Value = serde_json::from_str(json.trim_end()).unwrap();
    assert_eq!(finding["related"].as_array().unwrap().len(), 10);
}

const LUDERS: &[(&str, &str)] = &[
    (
        "feed/bridge.en.txt",
        "The mayor opened the bridge with Katrin Lüders on Monday, and the first cars crossed it.\n",
    ),
    ("feed/line.en.txt", "The line is closed, the spokeswoman Katrin Luders said. Later Luders spoke of Friday.\n"),
    ("feed/tram.en.txt", "On Friday the trams were late again. The town will ask Katrin Lüders about it.\n"),
];

#[test]
fn names_are_compared_across_the_articles_of_a_run_where_that_is_asked_for() {
    let folder = folder(LUDERS);
    assert_eq!(run(&folder, &["check", "feed"]).out, "no findings in 3 articles (en)\n");
    let check = |arguments: &[&str]| run(&folder, &[&["check", "--consistency"], arguments].concat());
    let pretty = check(&["feed"]);
    assert_eq!(pretty.code, 1);
    assert!(pretty.out.contains("\n  = note: “Katrin Lüders” stands in feed/bridge.en.txt:1:34\n"), "{}", pretty.out);
    assert_eq!(check(&["--fail-on", "critical", "feed"]).code, 0);
    let paths = ["feed/tram.en.txt", "feed/line.en.txt", "feed/bridge.en.txt"];
    let lines = check(&["--format", "jsonl", "feed"]).out;
    assert_eq!(lines, check(&[&["--format", "jsonl", "--threads", "1"], &paths[..]].concat()).out);
    let found: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(found.len(), 2);
    let places: Vec<&str> =
        found[0]["elsewhere"].as_array().unwrap().iter().map(|place| place["file"].as_str().unwrap()).collect();
    assert_eq!(places, ["feed/bridge.en.txt", "feed/tram.en.txt"]);
    assert_eq!((found[0]["line"].as_u64(), found[0]["column"].as_u64()), (Some(1), Some(44)));
    assert_eq!(found[0]["certainty"], "likely");
    let json: serde_json::Value = serde_json::from_str(&check(&["--format", "json", "feed"]).out).unwrap();
    assert_eq!(json["findings"].as_array().unwrap(), &found);
    assert_eq!(check(&["feed/line.en.txt"]).code, 0, "one article has it in one way");

    let fixed = run(&folder, &["fix", "--consistency", "--unsafe", "feed"]);
    assert_eq!((fixed.code, fixed.err.as_str()), (0, "applied 2 fixes in 1 file\n"));
    assert!(fs::read_to_string(folder.path().join("feed/line.en.txt")).unwrap().contains("Later Lüders spoke"));
}

#[test]
fn what_can_be_read_only_once_is_compared_too() {
    let folder = folder(LUDERS);
    let line = LUDERS[1].1.as_bytes();
    let arguments = ["check", "--consistency", "--lang", "en", "feed/bridge.en.txt", "feed/tram.en.txt", "-"];
    let piped = shown(&command(folder.path(), &arguments).write_stdin(line).output().unwrap());
    assert_eq!(piped.code, 1);
    assert!(piped.out.contains("--> -:1:44 (en)"), "{}", piped.out);
    for input in [&b"abc\0\xff"[..], b"<!DOCTYPE html><p>x"] {
        let refused =
            shown(&command(folder.path(), &["check", "--consistency", "-"]).write_stdin(input).output().unwrap());
        assert_eq!(refused.code, 2, "{}", refused.err);
    }
}

#[test]
fn two_articles_may_be_about_two_people() {
    for (one, other, certainty) in [
        ("Nobody had asked Andrey Melnik on Monday.", "Nobody had asked Andrei Melnik on Monday.", "possible"),
        ("On Monday Oleg Verkhoglyad left.", "Nobody had phoned Verhoglyad on Monday.", ""),
        ("On Monday minister Oleg Verkhoglyad left.", "Nobody had phoned minister Verhoglyad on Monday.", "possible"),
        ("Nobody had asked Michael Johnson on Monday.", "Nobody had asked Michael Johnston on Monday.", ""),
        ("The man met Katrin Lüders on Monday.", "Nobody had asked his cousin Katrin Luders.", ""),
    ] {
        let folder = folder(&[("a.en.txt", one), ("b.en.txt", other)]);
        let arguments = ["check", "--consistency", "--certainty", "possible", "--select", "any/names/across"];
        let found = run(&folder, &[&arguments[..], &["--format", "jsonl"]].concat()).out;
        let of = |line: &str| {
            serde_json::from_str::<serde_json::Value>(line).unwrap()["certainty"].as_str().unwrap().to_owned()
        };
        assert_eq!(found.lines().map(of).collect::<String>(), certainty, "{other} {found}");
    }
}
