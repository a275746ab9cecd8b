use super::*;
use crate::config::Limits;
use crate::extract::testing::{StopAfter, check, run};
use crate::extract::{ExtractError, Options};
use crate::incident::IncidentKind;
use proptest::prelude::*;
use std::io::Cursor;

const CARDS: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Lund;Ad\r\n a;;Dr;\r\nFN:Dr Ada Lund\r\nitem1.TEL;TYPE=\"home,voice\":+44 7700 900\r\n 123\r\n\
    TEL:+44 20 7946 0000\r\nEMAIL;TYPE=work:ada@lund.example\r\nADR;TYPE=home:;;1\\, Mill Lane;Leeds;;LS1 4AP;UK\r\nBDAY:19840611\r\n\
    NOTE:Likes tea\\; no milk\\nCalls back\r\nPHOTO;ENCODING=b:AAAA\r\n BBBB\r\nX-THING:blue\r\nEND:VCARD\r\n\
    BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:N=C3=A9meth;Zo=\r\n=C3=AB\r\nTEL;CELL:1\r\nTEL:2\r\nTEL:3\r\nTEL:4\r\n\
    BDAY:--0611\r\nEND:VCARD\r\n";

fn values(lines: Vec<String>) -> Vec<String> {
    lines
        .into_iter()
        .skip(17)
        .map(|line| line.replace("table contacts, column ", "").replace(" | Body | ", "="))
        .collect()
}

#[test]
fn contacts_are_a_table() {
    for text in [CARDS.to_owned(), CARDS.replace('\r', "")] {
        let (lines, kinds) = run(VCF.extract, text.as_bytes(), &Limits::default());
        assert_eq!(kinds, []);
        assert_eq!(lines[0], "table contacts, column Name, row 0 | Body | Name");
        assert_eq!(
            values(lines),
            [
                "Name, row 1=Dr Ada Lund",
                "E-mail, row 1=ada@lund.example",
                "Phone, row 1=+44 7700 900123",
                "Phone 2, row 1=+44 20 7946 0000",
                "Address, row 1=1, Mill Lane, Leeds, LS1 4AP, UK",
                "Date of birth, row 1 | Date | 1984-06-11",
                "Note, row 1=Likes tea; no milk Calls back",
                "Other, row 1=blue",
                "Name, row 2=Zo\u{eb} N\u{e9}meth",
                "Phone, row 2=1",
                "Phone 2, row 2=2",
                "Phone 3, row 2=3; 4",
                "Date of birth, row 2=--0611",
            ]
        );
    }
}

#[test]
fn cards_without_end_and_limits() {
    let (lines, kinds) = run(VCF.extract, b"BEGIN:VCARD\nFN:Ada Lund", &Limits::default());
    assert_eq!((values(lines), kinds), (vec!["Name, row 1=Ada Lund".to_owned()], vec![]));
    let (lines, kinds) = run(VCF.extract, CARDS.as_bytes(), &Limits { cells: 9, ..Limits::default() });
    assert_eq!((values(lines).len(), kinds), (8, vec![IncidentKind::LimitEntries]));
    let long = format!("BEGIN:VCARD\nPHOTO:{}\n AA\nFN:Ada\nEND:VCARD", "A".repeat(17 << 20));
    let (lines, _) = run(VCF.extract, long.as_bytes(), &Limits::default());
    assert_eq!(values(lines), ["Name, row 1=Ada"]);
    let result = (VCF.extract)(&mut Cursor::new(CARDS), &Options::default(), &mut StopAfter(2));
    assert!(matches!(result, Err(ExtractError::Stopped)));
}

#[test]
fn calendars() {
    let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Coaching of Ad\n a Lund\\, part 1\nDTSTART;TZID=Europe/London:20261102T090000\n\
        ORGANIZER;CN=\"Okafor: Bea\";SENT-BY=\"mailto:cy@lund.example\":MAILTO:bea@lund.example\nATTENDEE;CN=dee@lund.example;PARTSTAT=ACCEPTED:mailto:dee@lund.example\n\
        ATTENDEE;CN=Eve Ng:invalid:nomail\nDESCRIPTION:First\\n\\nSecond\nX-ALT-DESC;FMTTYPE=text/html:<p>First<p>Zo&euml\\;\nATTACH;ENCODING=BASE64;VALUE=BINARY;X-FILENAME=a.txt:QWRh\n IEx1bmQ=\nEND:VEVENT\n";
    check(
        ICS.extract,
        text.as_bytes(),
        &[
            "line 4 | Body | Event: Coaching of Ada Lund, part 1",
            "line 6 | Body | Start: 20261102T090000",
            "line 7 | Body | Organizer: Okafor: Bea <bea@lund.example>, sent by cy@lund.example",
            "line 8 | Body | Attendee: dee@lund.example",
            "line 9 | Body | Attendee: Eve Ng",
            "line 10 | Body | Description: First",
            "line 10 | Body | Second",
            "line 11 | Body | Description: First",
            "line 11 | Body | Zo\u{eb}",
            "member a.txt | Ada Lund",
        ],
    );
    let attached = "ATTACH;VALUE=BINARY:QWRh\n".repeat(3);
    let (_, kinds) = run(ICS.extract, attached.as_bytes(), &Limits { entries: 2, ..Limits::default() });
    assert_eq!(kinds, [IncidentKind::LimitEntries]);
    let long = format!("SUMMARY:{}\nLOCATION:Leeds", "A".repeat(17 << 20));
    let (lines, kinds) = run(ICS.extract, long.as_bytes(), &Limits::default());
    assert_eq!((lines, kinds), (vec!["line 2 | Body | Location: Leeds".to_owned()], vec![IncidentKind::LimitMemory]));
}

#[test]
fn every_cut_is_read() {
    for length in 0..CARDS.len() {
        run(VCF.extract, &CARDS.as_bytes()[..length], &Limits::default());
        run(ICS.extract, &CARDS.as_bytes()[..length], &Limits::default());
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..500), text in "(BEGIN:VCARD|N|TEL|ATTENDEE|;|:|=|\"|\\\\|\n| |QUOTED-PRINTABLE|é){0,60}") {
        for bytes in [bytes.as_slice(), text.as_bytes()] {
            run(VCF.extract, bytes, &Limits::default());
            run(ICS.extract, bytes, &Limits::default());
        }
    }
}
