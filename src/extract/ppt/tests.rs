use super::*;
use crate::config::Limits;
use crate::extract::compound::testing::{self as compound, batter};
use crate::extract::testing::Heard;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use proptest::prelude::*;
use std::io::Write;

fn hear(bytes: &[u8]) -> Heard {
    Heard::of(&FORMAT, bytes, &Limits::default())
}

fn record(version: u16, instance: u16, kind: u16, data: &[u8]) -> Vec<u8> {
    let first = instance << 4 | version;
    [&first.to_le_bytes()[..], &kind.to_le_bytes(), &(data.len() as u32).to_le_bytes(), data].concat()
}

fn container(kind: u16, parts: &[Vec<u8>]) -> Vec<u8> {
    record(0xF, 0, kind, &parts.concat())
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn chars(text: &str) -> Vec<u8> {
    record(0, 0, 4000, &wide(text))
}

fn string(instance: u16, text: &str) -> Vec<u8> {
    record(0, instance, 4026, &wide(text))
}

fn numbers(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// The current-user stream.
fn user(token: u32, edit: u32) -> Vec<u8> {
    let mut data = numbers(&[20, token, edit]);
    data.extend([7, 0, 0xF4, 3, 3, 0, 0, 0]);
    data.extend(b"Bea Fox");
    record(0, 0, 4086, &data)
}

/// A presentation of these records, of which the numbered ones are current; the first of them is the presentation itself.
fn presentation(records: &[(Option<u32>, Vec<u8>)]) -> Vec<u8> {
    let mut stream = Vec::new();
    let mut places = Vec::new();
    for (id, bytes) in records {
        if let Some(id) = id {
            places.push((*id, stream.len() as u32));
        }
        stream.extend(bytes);
    }
    let directory = stream.len() as u32;
    let entries: Vec<u8> = places.iter().flat_map(|(id, place)| numbers(&[1 << 20 | id, *place])).collect();
    stream.extend(record(0, 0, 6002, &entries));
    let edit = stream.len() as u32;
    let document = places.first().map_or(0, |(id, _)| *id);
    stream.extend(record(0, 0, 4085, &numbers(&[256, 0, 0, directory, document, 9, 0])));
    compound::file(&[("Current User", &user(0xE391_C05F, edit)), ("PowerPoint Document", &stream)])
}

fn persist(object: u32, slide: u32) -> Vec<u8> {
    record(0, 0, 1011, &numbers(&[object, 0, 0, slide, 0]))
}

fn sample() -> Vec<u8> {
    let comment = container(12_000, &[string(0, "Cy Orr"), string(1, "Call Ann"), string(2, "CO")]);
    let tag = container(5002, &[string(0, "___PPT10"), record(0, 0, 5003, &comment)]);
    let list = [
        persist(3, 257),
        record(0, 0, 3999, &numbers(&[0])),
        chars("Second\u{b}title"),
        persist(2, 256),
        chars("In the outline\rTwo"),
    ];
    let document = container(
        1000,
        &[
            record(0xF, 0, 4080, &list.concat()),
            container(4055, &[string(0, "Ann"), string(1, "mailto:ann@example.org")]),
            container(4057, &[string(2, "A footer")]),
        ],
    );
    let hidden = record(0, 0, 1017, &[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0]);
    let old = container(1006, &[chars("On the slide"), chars("Deleted words")]);
    let notes = container(1008, &[record(0, 0, 1009, &numbers(&[256, 0])), chars("Say hello to Zoë")]);
    presentation(&[
        (None, old),
        (Some(1), document),
        (Some(2), container(1006, &[container(1036, &[chars("On the slide")]), container(5000, &[tag])])),
        (Some(3), container(1006, &[hidden, record(0, 0, 4008, b"Caf\xe9")])),
        (Some(4), notes),
        (Some(5), container(1016, &[chars("Master words")])),
    ])
}

#[test]
fn slides_notes_comments() {
    let heard = hear(&sample());
    assert_eq!(heard.kinds(), []);
    assert_eq!(
        heard.segment_lines(),
        [
            "properties=Bea Fox",
            "slide 1=Second\ntitle",
            "slide 2=In the outline",
            "slide 2=Two",
            "links=mailto:ann@example.org",
            "presentation=A footer",
            "slide 2=On the slide",
            "slide 2, comments=Cy Orr",
            "slide 2, comments=Call Ann",
            "slide 2, comments=CO",
            "slide 1, hidden slide=Café",
            "slide 2, notes=Say hello to Zoë",
            "master=Master words",
            "left over from an earlier version=Deleted words",
        ]
    );
    use crate::document::Role;
    let roles: Vec<Role> = heard.segments.iter().map(|segment| segment.role).collect();
    assert_eq!((roles[1], roles[4], roles[5], roles[7]), (Role::Heading, Role::Body, Role::HeaderFooter, Role::Author));
}

#[test]
fn without_its_directory_slides_count_as_they_come() {
    let slides = [container(1006, &[chars("One")]), container(1006, &[chars("Two")])].concat();
    let heard = hear(&compound::file(&[("PowerPoint Document", &slides)]));
    assert_eq!(heard.segment_lines(), ["slide 1=One", "slide 2=Two"]);
}

#[test]
fn embedded_objects() {
    let inner = compound::file(&[("PowerPoint Document", &container(1006, &[chars("Inner")]))]);
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    packed.write_all(&inner).unwrap();
    let packed = [&numbers(&[inner.len() as u32])[..], &packed.finish().unwrap()].concat();
    let stream =
        [record(0, 1, 4113, &packed), record(0, 0, 4113, &inner), record(0, 1, 4113, b"\x05\0\0\0junk")].concat();
    let heard = hear(&compound::file(&[("PowerPoint Document", &stream)]));
    assert_eq!(heard.segment_lines(), ["embedded object 1, slide 1=Inner", "embedded object 2, slide 1=Inner"]);
    assert_eq!(heard.kinds(), [IncidentKind::Corrupt, IncidentKind::Truncated], "{:?}", heard.incidents);
}

#[test]
fn faults_and_limits() {
    let slide = container(1006, &[chars("One")]);
    let locked = compound::file(&[("Current User", &user(0xF3D1_C4DF, 0)), ("PowerPoint Document", &slide)]);
    assert_eq!(hear(&locked).kinds(), [IncidentKind::Encrypted]);
    let locked = compound::file(&[("PowerPoint Document", &record(0, 0, 12_052, &[0; 8]))]);
    assert_eq!(hear(&locked).kinds(), [IncidentKind::Encrypted]);
    assert_eq!(hear(&compound::file(&[("Other", b"x")])).kinds(), [IncidentKind::Corrupt]);
    let deep = (0..300).fold(chars("Deep"), |inner, _| container(1006, &[inner]));
    let heard = hear(&compound::file(&[("PowerPoint Document", &[deep, slide.clone()].concat())]));
    assert_eq!(
        (heard.segment_lines(), heard.kinds()),
        (vec!["slide 2=One".to_owned()], vec![IncidentKind::LimitDepth])
    );
    let heard = hear(&compound::file(&[("PowerPoint Document", &slide[..slide.len() - 2])]));
    assert_eq!((heard.segment_lines(), heard.kinds()), (vec!["slide 1=On".to_owned()], vec![IncidentKind::Truncated]));
    let limits = Limits { expanded_bytes: 100, ..Limits::default() };
    assert!(Heard::of(&FORMAT, &sample(), &limits).kinds().contains(&IncidentKind::LimitBytes));
}

#[test]
fn any_change_comes_back() {
    batter(&FORMAT, &sample(), 3);
}

proptest! {
    #[test]
    fn any_records_come_back(records in proptest::collection::vec((0u16..17, 0usize..16, proptest::collection::vec(any::<u8>(), 0..40)), 0..30)) {
        const KINDS: [u16; 16] = [
            1000, 1006, 1008, 1009, 1011, 1016, 1017, 3999, 4000, 4008, 4026, 4055, 4080, 4085, 4113, 6002,
        ];
        let stream: Vec<u8> =
            records.iter().flat_map(|(version, kind, data)| record(*version, 0, KINDS[*kind], data)).collect();
        hear(&compound::file(&[("Current User", &user(0, 0)), ("PowerPoint Document", &stream)]));
    }
}
