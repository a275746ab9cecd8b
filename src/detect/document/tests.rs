//! Prose in, findings out.

use crate::detect::Trace;
use crate::detect::testing::{detector, prose, told};
use crate::document::{Locator, Role, Segment, Sink};
use crate::finding::Confidence;

/// What must be found in a text at medium confidence or more.
fn check(text: &str, want: &str) {
    let detection = prose(text);
    assert_eq!(told(&detection, Confidence::Medium), want, "{text}\n{:#?}", detection.matches);
}

/// What must be found in one segment of a role.
fn check_role(role: Role, text: &str, want: &str) {
    let mut document = detector().start(Trace::default());
    let _ = document.segment(Segment::new(text, Locator::path()).with_role(role));
    let (detection, _) = document.finish();
    assert_eq!(told(&detection, Confidence::Medium), want, "{role:?} {text}\n{:#?}", detection.findings);
}

#[test]
fn finds_addresses() {
    check("Please write to jane.smithers@harborne-consulting.co.uk by Friday.", "email 1, subjects 1");
    check("Write to info@harborne-consulting.co.uk by Friday.", "subjects 0");
}

#[test]
fn one_person_under_name_address_and_phone() {
    check(
        "Kind regards,\nSusan Robinson\nsusan.robinson@lowmoor-foods.co.uk\nMobile: 07712 345678",
        "email 1, person-name 1, phone 1, subjects 1",
    );
    check(
        "Susan Robinson will chair.\n\nReply to susan.robinson@lowmoor-foods.co.uk please.",
        "email 1, person-name 1, subjects 1",
    );
}

#[test]
fn sensitive_words_need_a_person() {
    check("Module 4 covers mental health, religion and belief at work.", "subjects 0");
    check("Susan Robinson was diagnosed with depression in March.", "health 2, person-name 1, subjects 1");
}

#[test]
fn own_staff_are_exempt_but_for_what_is_sensitive() {
    check("Call Tamsin Oakeshott on 07712 345678.", "subjects 0");
    check("Write to tamsin.oakeshott@ourfirm-training.co.uk.", "subjects 0");
}

#[test]
fn roles_weigh_differently() {
    check_role(Role::Author, "Susan Robinson", "subjects 0");
    check_role(Role::Path, "Lowmoor Foods/2. Design/Susan Robinson CV.docx", "person-name 1, subjects 1");
    check_role(Role::Path, "Lowmoor Foods/2. Design/Susan_Robinson_CV.docx", "person-name 1, subjects 1");
    check_role(Role::Path, "Lowmoor Foods/2. Design/Agenda v2.docx", "subjects 0");
}

#[test]
fn a_title_or_a_form_says_whom_it_is_about() {
    check("Name: Susan Robinson\n\nReligion: Hindu", "person-name 1, religion 1, subjects 1");
    check("Employee: Susan Robinson\n\nShe has epilepsy.", "health 1, person-name 1, subjects 1");
    check("Tutor: Susan Robinson\n\nDepression: signs and support", "person-name 1, subjects 1");
    check(
        "Coaching notes - Susan Robinson\n\nTends to dominate discussions and needs to listen more.",
        "assessment-result 1, person-name 1, subjects 1",
    );
    check("Agenda - Susan Robinson\n\nWe need to listen more to stakeholders.", "person-name 1, subjects 1");
}

#[test]
fn a_number_may_stand_for_a_person() {
    check("Employee 20417 was diagnosed with epilepsy.", "health 2, subjects 2");
    check("Patient A has asthma.", "health 1, subjects 1");
    check("Employee assistance covers asthma.", "subjects 0");
}

#[test]
fn a_person_right_before_it_vouches() {
    let number = "person-name 1, phone 1, subjects 1";
    check("Out of reach: Susan Robinson, 0117 955 5229.", number);
    check("Susan Robinson left. We met at Harborne Ltd (0117 955 5229).", "person-name 1, subjects 1");
    check("The sign says 0117 955 5229.", "subjects 0");
    let address = "person-name 1, postal-address 1, subjects 1";
    check("Susan Robinson of 14 Acacia Avenue, Leeds LS6 2QB signed it.", address);
    check("Susan Robinson spoke at Harborne Ltd, 14 Acacia Avenue, Leeds LS6 2QB.", "person-name 1, subjects 1");
    check("Susan Robinson is on £38k.", "pay 1, person-name 1, subjects 1");
    check("Susan Robinson saved us £38,000 a year.", "person-name 1, subjects 1");
    check("The council had to pay £400 to Susan Robinson.", "person-name 1, subjects 1");
}
