use super::*;
use crate::config::Limits;
use crate::extract::testing::Heard;

/// A document of these objects, numbered from 1; the first is the catalogue.
fn document(objects: &[String], trailer: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(objects) {
        places.push(bytes.len());
        bytes.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let table = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).bytes());
    for place in &places {
        bytes.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let size = places.len() + 1;
    bytes.extend(format!("trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n").bytes());
    bytes
}

fn stream(dictionary: &str, content: &str) -> String {
    format!("<< {dictionary} /Length {} >>\nstream\n{content}\nendstream", content.len())
}

/// Two pages: one of text with a note and a form field, one that is a picture.
fn sample() -> Vec<u8> {
    let text = "BT /F1 12 Tf 72 720 Td (Attendance list) Tj 0 -20 Td (Tamsin Oakeshott, 07911 123456) Tj ET";
    document(
        &[
            "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [8 0 R] >> >>".into(),
            "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>".into(),
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Annots [7 0 R 8 0 R] \
              /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
                .into(),
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 9 0 R \
              /Resources << /XObject << /I 6 0 R >> >> >>"
                .into(),
            stream("", text),
            stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", "x"),
            "<< /Type /Annot /Subtype /Text /Rect [10 10 20 20] /Contents (Ask her about the fee) /T (Piers Lorimer) >>"
                .into(),
            "<< /Type /Annot /Subtype /Widget /FT /Tx /T (dob) /TU (Date of birth) /V (12/03/1984) /Rect [0 0 9 9] >>"
                .into(),
            stream("", "q 600 0 0 700 0 0 cm /I Do Q"),
            "<< /Title (Day 1) /Author (Piers Lorimer) >>".into(),
        ],
        "/Info 10 0 R",
    )
}

fn hear(bytes: &[u8]) -> Heard {
    Heard::of(&FORMAT, bytes, &Limits::default())
}

#[test]
fn pages_notes_fields_and_properties_are_read() {
    let heard = hear(&sample());
    let lines = heard.segment_lines().join("\n");
    for want in [
        "page 1=Attendance list",
        "Tamsin Oakeshott, 07911 123456",
        "page 1=Ask her about the fee",
        "page 1=Piers Lorimer",
        "form fields=Date of birth: 12/03/1984",
        "properties=Day 1",
    ] {
        assert!(lines.contains(want), "{want} in:\n{lines}");
    }
}

#[test]
fn a_page_that_is_a_picture_is_said_to_be_unread() {
    let heard = hear(&sample());
    assert_eq!(heard.kinds(), [IncidentKind::Unsupported]);
    assert!(heard.incidents[0].detail.contains(": 2"), "{:?}", heard.incidents);
}

#[test]
fn what_is_broken_is_said_and_never_a_panic() {
    let whole = sample();
    for length in (0..whole.len()).step_by(37) {
        hear(&whole[..length]);
    }
    assert!(!hear(b"%PDF-1.7\nnothing").kinds().is_empty());
    for at in (0..whole.len()).step_by(29) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        hear(&bytes);
    }
}

#[test]
fn an_encrypted_document_is_told_apart() {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [] /Count 0 >>".to_owned(),
        "<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 \
          /O <0000000000000000000000000000000000000000000000000000000000000000> \
          /U <1111111111111111111111111111111111111111111111111111111111111111> >>"
            .to_owned(),
    ];
    let id = "/Encrypt 3 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]";
    assert_eq!(hear(&document(&objects, id)).kinds(), [IncidentKind::Encrypted]);
}
