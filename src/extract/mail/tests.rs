use super::*;
use crate::config::Limits;
use crate::extract::testing::{Heard, check, run};
use crate::extract::{FORMATS, format};
use crate::incident::IncidentKind;
use proptest::prelude::*;
use std::io::Cursor;

mod hostile;
mod parts;

/// What a mail with this header and body says, without an incident.
#[track_caller]
fn mail(text: &str, want: &[&str]) {
    check(EML.extract, text.replace('\n', "\r\n").as_bytes(), want);
    check(EML.extract, text.as_bytes(), want);
}

fn hear(format: &Format, bytes: &[u8], limits: Limits) -> (Heard, Result<(), ExtractError>) {
    let mut heard = Heard::default();
    let result = (format.extract)(&mut Cursor::new(bytes), &Options::from(limits), &mut heard);
    (heard, result)
}

#[test]
fn formats_are_in_the_table() {
    for name in ["eml", "mhtml", "mbox"] {
        assert!(format(name).is_some_and(|format| !format.isolated), "{name}");
    }
    assert!(FORMATS.len() > 6);
}

#[test]
fn headers() {
    mail(
        "Received: from a (b [192.0.2.7])\nFrom: \"Osei, Abena\" <abena@osei.example>\nTo: Tim Lund <tim@lund.example>,\n \
         =?utf-8?Q?Zo=C3=AB_N=C3=A9?= =?UTF-8?Q?meth?= <zoe@n.example>\nX-Mailer: Thing 1.0\nSubject: =?ISO-8859-1?B?R3L832U=?= to\n all\n\
         Date: Mon, 2 Nov 2026 09:00:00 +0000\n\nHello Tim,\n\nsee you.\n",
        &[
            "header | Body | From: Osei, Abena <abena@osei.example>",
            "header | Body | To: Tim Lund <tim@lund.example>; Zo\u{eb} N\u{e9}meth <zoe@n.example>",
            "header | Body | Subject: Gr\u{fc}\u{df}e to all",
            "header | Body | Date: Mon, 2 Nov 2026 09:00:00 +0000",
            "body | Body | Hello Tim,",
            "body | Body | see you.",
        ],
    );
    mail(
        "Bcc: a@b.example\n no colon here\nno field\n\nx",
        &["header | Body | Bcc: a@b.example no colon here", "body | Body | no field", "body | Body | x"],
    );
    mail(
        "From: tim@lund.example (Tim \"T\" Lund)\nReturn-Path: <r@lund.example>\n\n",
        &["header | Body | From: tim@lund.example (Tim T Lund)", "header | Machine | return-path: <r@lund.example>"],
    );
}

#[test]
fn encoded_words() {
    for (value, want) in [
        ("=?utf-8?B?w4lsw6lvbm9yZQ==?=", "\u{c9}l\u{e9}onore"),
        // A character cut between two words; a language after the charset.
        ("=?utf-8*en?B?w4?= =?utf-8?B?iQ==?=", "\u{c9}"),
        ("=?iso-2022-jp?B?GyRCO3NFRBsoQg==?= san", "\u{5c71}\u{7530} san"),
        ("a =?utf-8?Q?b?= c =?utf-8?Q?d_e?=", "a b c d e"),
        ("=?utf-8?X?b?= =?utf-8?Q?open", "=?utf-8?X?b?= =?utf-8?Q?open"),
        ("=?utf-7?Q?Zo+AOs-?=", "Zo\u{eb}"),
        ("=?nonsense?Q?Zo=C3=AB?=", "Zo\u{eb}"),
        ("one\r\ntwo", "one  two"),
    ] {
        let decoded = words::decode(value);
        if value.contains("2022-jp") {
            assert!(decoded.ends_with(" san") && !decoded.contains(['?', '\u{1b}']), "{decoded}");
        } else {
            assert_eq!(decoded, want, "{value}");
        }
    }
}

#[test]
fn parameters() {
    let names = |field: &str| {
        let text = format!("Content-Disposition: {field}\n\n");
        let mut cursor = Cursor::new(text.into_bytes());
        names::attached(&header::Header::read(&mut input::Input::new(&mut cursor).unwrap()).unwrap())
    };
    for (field, want) in [
        ("attachment; filename=\"a; b.txt\"", "a; b.txt"),
        ("attachment; filename=plain.txt; size=3", "plain.txt"),
        ("attachment; filename*=utf-8''Zo%C3%AB%20CV.pdf", "Zo\u{eb} CV.pdf"),
        ("attachment; filename*0=\"long \"; filename*1=\"name.doc\"", "long name.doc"),
        ("attachment; filename*1*=%C3%AB.doc; filename*0*=utf-8'en'Zo; filename=x", "Zo\u{eb}.doc"),
        ("attachment; filename=\"=?utf-8?Q?Zo=C3=AB.doc?=\"", "Zo\u{eb}.doc"),
        ("attachment; filename=\"C:\\dir\\a.txt\"", "C:_dir_a.txt"),
        ("attachment; filename=\"../../etc/pass\\\"wd\"", ".._.._etc_pass\"wd"),
    ] {
        assert_eq!(names(field).as_deref(), Some(want), "{field}");
    }
    assert_eq!(names("attachment"), None);
    let long = format!("{}.docx", "n".repeat(400));
    assert!(file_name(&long, "").len() < 140 && file_name(&long, "").ends_with(".docx"));
}

#[test]
fn transfer_encodings_and_charsets() {
    let body = |fields: &str, text: &str, want: &str| {
        mail(&format!("MIME-Version: 1.0\n{fields}\n\n{text}"), &[&format!("body | Body | {want}")]);
    };
    let quoted = "Content-Transfer-Encoding: quoted-printable\nContent-Type: text/plain; charset=";
    body(&format!("{quoted}utf-8"), "Zo=C3=AB is h=\nere = 1=20", "Zo\u{eb} is here = 1");
    body(&format!("{quoted}windows-1250"), "=8Alar=9Ek=  \na =ZZ =4", "\u{160}lar\u{17e}ka =ZZ =4");
    body(&format!("{quoted}iso-8859-1"), "Zo=C3=AB", "Zo\u{eb}");
    body(&format!("{quoted}nothing"), "Zo=EB and Ren=E9e", "Zo\u{eb} and Ren\u{e9}e");
    body("Content-Transfer-Encoding: base64", "VGltIEx1\nbmQ=VGlt", "Tim LundTim");
    body("Content-Transfer-Encoding: x-uuencode", "begin 644 a\n(5&EM($QU;F0 \n`\nend", "Tim Lund");
    body("Content-Type: text/plain; charset=utf-7", "Zo+AOs- 1 +- 1", "Zo\u{eb} 1 + 1");
    body(
        "Content-Type: text/plain; charset=\"koi8-r\"\nContent-Transfer-Encoding: base64",
        "6dfBzg==",
        "\u{418}\u{432}\u{430}\u{43d}",
    );
}

#[test]
fn lines_are_put_together_where_they_were_only_broken() {
    let long =
        "The workshop on the second day was led by our new colleague Mrs Adaeze\nOkonkwo-Barnes, who came\nover.";
    mail(
        &format!("Subject: x\n\n{long}\n\nAdaeze\nCoach\n+44 20 7946 0000\n"),
        &[
            "header | Body | Subject: x",
            "body | Body | The workshop on the second day was led by our new colleague Mrs Adaeze Okonkwo-Barnes, who came",
            "body | Body | over.",
            "body | Body | Adaeze",
            "body | Body | Coach",
            "body | Body | +44 20 7946 0000",
        ],
    );
    mail(
        "Content-Type: text/plain; format=flowed; delsp=yes\n\n> Led by Ada \n> eze Okon\n>> kwo\n-- \nAda",
        &["body | Body | Led by Adaeze Okon", "body | Body | kwo", "body | Body | --", "body | Body | Ada"],
    );
}

#[test]
fn markup_becomes_text() {
    for (html, want) in [
        ("<p>Dear&nbsp;Zo&euml;,</p><p>one<br>two</p>", "Dear Zo\u{eb},|one|two"),
        ("<style>p{}</style><script>let a = '<p>';</script><!-- no -->x", "x"),
        ("<table><tr><td>A</td><td>B</td></tr></table>", "A\tB"),
        ("<a href=\"mailto:ada@lund.example?subject=x\">Ada</a>", "Ada <ada@lund.example>"),
        ("<a href='mailto:ada@lund.example'>ada@lund.example</a>", "ada@lund.example"),
        ("1 < 2 &amp; 3 &lt; 4 &unknown; &#233;&#x2019;&#150;", "1 < 2 & 3 < 4 &unknown; \u{e9}\u{2019}\u{2013}"),
        ("<p title=\"a > b\">x</p><p title=\"open>y</p>", "x|y"),
        ("<b>An</b>na<!-- open", "Anna"),
    ] {
        let text = markup::to_text(html);
        let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        assert_eq!(lines.join("|"), want, "{html}");
    }
}

#[test]
fn times() {
    for (text, want) in [
        ("Mon, 2 Nov 2026 09:00:00 +0000", Some("2026-11-02T09:00:00Z")),
        ("2 Nov 2026 10:00 +0100 (CET)", Some("2026-11-02T09:00:00Z")),
        ("yesterday", None),
        ("", None),
    ] {
        assert_eq!(message::time(text).map(|time| time.to_string()).as_deref(), want, "{text}");
    }
}

#[test]
fn mailboxes() {
    let text = "From ada@lund.example Mon Nov  2 09:00:00 2026\nFrom: Ada <ada@lund.example>\nSubject: One/two\n\nHello\n\n\
                From here on it is text.\n>From the start\n>>From twice\n\nFrom - Tue Nov 03 10:00:00 2026\nFrom: Bob\n\n\
                no subject\n\nFrom \nFrom: Cy\nSubject: last\n\nend";
    for text in [text.to_owned(), text.replace('\n', "\r\n")] {
        let (heard, result) = hear(&MBOX, text.as_bytes(), Limits::default());
        assert!(result.is_ok() && heard.incidents.is_empty());
        let names: Vec<&str> = heard.members.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["1 One_two.eml", "message 2.eml", "3 last.eml"]);
        let first = String::from_utf8(heard.members[0].1.clone().unwrap()).unwrap().replace('\r', "");
        assert!(first.ends_with("Hello\n\nFrom here on it is text.\nFrom the start\n>From twice\n\n"), "{first}");
    }
    let many = "From a Mon Nov  2 09:00:00 2026\nSubject: x\n\ny\n\n".repeat(5);
    let (heard, result) = hear(&MBOX, many.as_bytes(), Limits { entries: 3, ..Limits::default() });
    assert_eq!(heard.members.len(), 3);
    assert!(matches!(result, Err(ExtractError::Limit { kind: IncidentKind::LimitEntries, .. })));
    let (heard, _) = hear(&MBOX, many.as_bytes(), Limits { expanded_bytes: 30, ..Limits::default() });
    assert_eq!(heard.incidents.first().map(|incident| incident.kind), Some(IncidentKind::LimitBytes));
}
