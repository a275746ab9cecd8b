//! What marks a document and what only speaks of confidentiality.

use super::*;

fn check(role: Role, cases: &[(&str, Option<&str>)]) {
    let markings =
        Markings::new(&["Confidential - Brightwell template".into(), "Brightwell, commercial in confidence.".into()]);
    let wrong: Vec<_> = cases
        .iter()
        .map(|(text, want)| (text, want, markings.find(text, role)))
        .filter(|(_, want, got)| *want != got)
        .collect();
    assert!(wrong.is_empty(), "{role:?}: (text, want, got) {wrong:#?}");
}

#[test]
fn file_names() {
    check(
        Role::Path,
        &[
            ("Acme/2. Design/Board paper - CONFIDENTIAL.docx", Some("confidential")),
            ("Strictly Confidential - pay review.xlsx", Some("strictly confidential")),
            ("Private_and_Confidential.pdf", Some("private and confidential")),
            ("Confidential.docx", Some("confidential")),
            ("Bericht (vertraulich).docx", Some("vertraulich")),
            ("Rapport_CONFIDENTIEL_v2.docx", Some("confidentiel")),
            ("Acme/0 Confidential/list.xlsx", None),
            ("0. Confidential", None),
            ("00_CONFIDENTIAL", None),
            ("Confidential", None),
            ("Confidentiality agreement.docx", None),
            ("Confidential waste collection.xlsx", None),
            ("Non-confidential summary.docx", None),
            ("Confidential disclosure agreement.docx", None),
            ("Secret Santa.xlsx", None),
            ("Internal use only.docx", None),
        ],
    );
}

#[test]
fn headings_headers_and_properties() {
    for role in [Role::Heading, Role::HeaderFooter, Role::Property] {
        check(
            role,
            &[
                ("Strictly Confidential", Some("strictly confidential")),
                ("CONFIDENTIAL", Some("confidential")),
                ("Confidential", Some("confidential")),
                ("Private & Confidential", Some("private & confidential")),
                ("Acme Board | Confidential | Page 3 of 9", Some("confidential")),
                ("Commercial in confidence", Some("commercial in confidence")),
                ("Confidential - do not distribute", Some("confidential do not distribute")),
                ("Streng vertraulich", Some("streng vertraulich")),
                ("Confidentiel", Some("confidentiel")),
                ("RISERVATO", Some("riservato")),
                ("Vertrouwelijk", Some("vertrouwelijk")),
                ("Confidencial", Some("confidencial")),
                ("Sensitivity: Highly Confidential", Some("highly confidential")),
                ("Confidential information", None),
                ("4. Confidentiality", None),
                ("Confidential waste", None),
                ("Internal use only", None),
                ("Confidential - Brightwell template", None),
                ("Page 2 - Brightwell: Commercial in Confidence", None),
                ("This e-mail is confidential and meant for its recipient only.", None),
                ("How we keep things confidential", None),
                ("Not confidential", None),
            ],
        );
    }
}

#[test]
fn body_lines() {
    check(
        Role::Body,
        &[
            ("STRICTLY PRIVATE AND CONFIDENTIAL\nDear colleague", Some("strictly private and confidential")),
            ("Acme review\n\nConfidential\n\n1. Summary", Some("confidential")),
            ("CONFIDENTIAL: draft for the board", Some("confidential")),
            ("Strictly Confidential – Board of Directors", Some("strictly confidential")),
            ("Each party shall treat as confidential information under clause 4 whatever it learns.", None),
            ("Please keep this confidential.", None),
            ("confidential", None),
            ("This e-mail is confidential. If you are not the intended recipient, delete it.", None),
            ("Private and confidential: this message is meant for its recipient only.", None),
            ("The confidentiality agreement is attached.", None),
            ("Our discussions were strictly confidential and useful.", None),
        ],
    );
}

#[test]
fn lines_that_say_it_of_the_document() {
    check(
        Role::Body,
        &[
            (
                "This report is confidential and must not be copied to anyone outside the board.",
                Some("this report is confidential"),
            ),
            (
                "Dieses Dokument ist streng vertraulich und nur für die Geschäftsleitung bestimmt.",
                Some("dieses dokument ist streng vertraulich"),
            ),
            ("Ce document est confidentiel. Merci de ne pas le faire circuler.", Some("ce document est confidentiel")),
            ("Este documento es confidencial y va dirigido al comité.", Some("este documento es confidencial")),
            ("Il presente documento è riservato ai soci.", Some("il presente documento è riservato")),
            ("Dit document is vertrouwelijk.", Some("dit document is vertrouwelijk")),
            ("Classification: Confidential", Some("confidential")),
            ("Einstufung: Vertraulich", Some("vertraulich")),
            ("Document status - Confidential", Some("confidential")),
            ("This e-mail and any attachments are confidential and may be privileged.", None),
            ("Diese E-Mail ist vertraulich.", None),
            ("Ce message est confidentiel.", None),
            ("\"Confidential Information\" means any information disclosed by either party.", None),
            ("Confidential Information means all information.", None),
            ("Whether this report is confidential is for the board to say.", None),
            ("Name of helpline: Confidential", None),
        ],
    );
}

#[test]
fn other_roles_mark_nothing() {
    for role in [Role::Comment, Role::Author, Role::Machine] {
        check(role, &[("Strictly Confidential", None)]);
    }
}

proptest::proptest! {
    #[test]
    fn any_text_does_no_harm(text in "(confidential|strictly|private|&|-|\n|/|\\.|é|\\PC| ){0,30}") {
        let markings = Markings::new(std::slice::from_ref(&text));
        for role in [Role::Path, Role::Body, Role::HeaderFooter] {
            markings.find(&text, role);
        }
    }
}
