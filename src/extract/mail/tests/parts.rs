//! Trees of parts.

use super::*;

const MIXED: &str = "From: Ada <ada@lund.example>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"b 1\"\n\n\
    This is a multi-part message in MIME format.\n--b 1\nContent-Type: text/plain\n\nHello Bob,\n\n--b 1\n\
    Content-Type: application/octet-stream; name=\"a.bin\"\nContent-Transfer-Encoding: base64\n\nAAEC\n--b 1\n\
    Content-Type: message/rfc822\n\nFrom: Bob\nSubject: Inner one\nContent-Type: multipart/mixed; boundary=b2\n\n--b2\n\nx\n--b2--\n--b 1--\n";

#[test]
fn attachments_are_members() {
    let (heard, result) = hear(&EML, MIXED.as_bytes(), Limits::default());
    assert!(result.is_ok() && heard.incidents.is_empty(), "{:?}", heard.incidents);
    assert_eq!(heard.segment_lines(), ["header=From: Ada <ada@lund.example>", "body=Hello Bob,"]);
    assert_eq!(heard.members[0], ("a.bin".to_owned(), Ok(vec![0, 1, 2])));
    assert_eq!(heard.members[1].0, "Inner one.eml");
    let inner = heard.members[1].1.clone().unwrap();
    assert!(inner.starts_with(b"From: Bob") && inner.ends_with(b"--b2--"), "{}", String::from_utf8_lossy(&inner));
}

#[test]
fn inline_files_are_members_and_nameless_ones_get_names() {
    let text = "Content-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n<p>Hi</p>\n--x\n\
                Content-Type: image/png\nContent-Disposition: inline\n\np\n--x\nContent-Type: text/plain; name=notes.txt\n\nn\n--x--";
    mail(text, &["body | Body | Hi", "member part 2.png | p", "member notes.txt | n"]);
}

#[test]
fn alternatives_are_compared() {
    let mail_of = |html: &str| {
        format!(
            "Content-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/plain\n\nDear Bob,\nsee \
             you on Monday <https://lund.example>\n\n--x\nContent-Type: text/html\n\n{html}\n--x--\n"
        )
    };
    let plain = ["body | Body | Dear Bob,", "body | Body | see you on Monday <https://lund.example>"];
    mail(&mail_of("<p>Dear <b>Bob</b>,<p>see you<br>on <a href='https://lund.example'>Monday</a>"), &plain);
    let more = [plain[0], plain[1], "body, HTML version | Body | Ada's phone"];
    mail(&mail_of("<p>Dear Bob,<p>see you on Monday<p>Ada's phone"), &more);
}

#[test]
fn what_stands_outside_of_the_parts_is_read() {
    let text = "Content-Type: multipart/mixed; boundary=x\n\nbefore\n--x\n\none\n--x--\nafter\n";
    mail(text, &["outside of the parts | Body | before", "body | Body | one", "outside of the parts | Body | after"]);
}

#[test]
fn faults_of_multiparts() {
    // The boundary is not declared; a part has no header; the end of an inner multipart is missing.
    mail("Content-Type: multipart/mixed\n\n--x\n\none\n--x--\n", &["body | Body | one"]);
    mail(
        "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: multipart/mixed; boundary=y\n\n--y\n\none\n--x\n\ntwo\n--x--\n",
        &["body | Body | one", "body | Body | two"],
    );
    let cut = "Content-Type: multipart/mixed; boundary=x\n\n--x\n\none\n--x\n\ntwo";
    let (lines, kinds) = run(EML.extract, cut.as_bytes(), &Limits::default());
    assert_eq!(
        (lines, kinds),
        (vec!["body | Body | one".into(), "body | Body | two".into()], vec![IncidentKind::Truncated])
    );
}

#[test]
fn what_is_encrypted_is_said_to_be() {
    for text in [
        "Subject: x\nContent-Type: multipart/encrypted; boundary=x\n\n--x\n\nVersion: 1\n--x--",
        "Subject: x\n\nHello\n-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n",
        "Subject: x\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nxx",
        "Subject: x\nContent-Type: application/pkcs7-mime\nContent-Transfer-Encoding: base64\n\nMAsGCSqGSIb3DQEHAw==",
    ] {
        let (lines, kinds) = run(EML.extract, text.as_bytes(), &Limits::default());
        assert_eq!(kinds, [IncidentKind::Encrypted], "{text}");
        assert!(!lines.iter().any(|line| line.contains("hQEMA")), "{lines:?}");
    }
    let protected = "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: application/octet-stream; name=message.rpmsg\n\nv\n--x--";
    mail(protected, &["member message.rpmsg | Encrypted"]);
}

#[test]
fn what_is_only_signed_is_read() {
    let clear = "Content-Type: multipart/signed; boundary=x\n\n--x\nContent-Type: text/plain\n\none\n--x\n\
                 Content-Type: application/pgp-signature; name=signature.asc\n\ns\n--x--";
    mail(clear, &["body | Body | one", "member signature.asc | s"]);
    // SignedData whose content stands in two octet strings, indefinite lengths throughout.
    let mut der = vec![0x30, 0x80, 0x06, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 2, 0xA0, 0x80, 0x30, 0x80];
    der.extend([0x02, 1, 1, 0x31, 0, 0x30, 0x80, 0x06, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 1, 0xA0, 0x80]);
    der.extend([0x24, 0x80, 0x04, 9]);
    der.extend(b"Content-T");
    der.extend([0x04, 21]);
    der.extend(b"ype: text/plain\r\n\r\nHi");
    der.extend([0; 12]);
    let mut bytes = b"Content-Type: application/pkcs7-mime; smime-type=signed-data\n\n".to_vec();
    bytes.extend(der);
    let want = "member signed content.eml | MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nHi";
    check(EML.extract, &bytes, &[want]);
    let (alone, kinds) = run(P7M.extract, &bytes[62..], &Limits::default());
    assert_eq!((alone, kinds), (vec![want.to_owned()], vec![]));
    let (_, kinds) = run(P7M.extract, b"\x30\x0b\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03", &Limits::default());
    assert_eq!(kinds, [IncidentKind::Encrypted]);
}

#[test]
fn a_saved_page_is_one_document() {
    let page = "From: <Saved by Blink>\nSubject: People\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n\
        Content-Type: text/html\n\n<title>People</title><p>Ada Lund\n--x\nContent-Type: text/css\n\np{}\n--x\n\
        Content-Type: image/png\n\np\n--x\nContent-Type: application/octet-stream; name=list.txt\n\nBob\n--x--\n";
    check(
        MHTML.extract,
        page.as_bytes(),
        &[
            "header | Body | From: <Saved by Blink>",
            "header | Body | Subject: People",
            "body | Body | People",
            "body | Body | Ada Lund",
            "embedded list.txt, paragraph 1 | Body | Bob",
        ],
    );
}

#[test]
fn every_cut_is_read() {
    for length in 0..MIXED.len() {
        let _ = hear(&EML, &MIXED.as_bytes()[..length], Limits::default());
        let _ = hear(&MBOX, &MIXED.as_bytes()[..length], Limits::default());
    }
}
