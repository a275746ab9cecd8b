//! Nouns of the lists in sentences that stand in none: frames, pronouns, appositions; and everyday meanings.

use super::*;

#[test]
fn frames_tell_what_someone_is() {
    check(&[
        ("{Anna Bell} stood as a Liberal Democrat in May.", &["political-opinion: Liberal Democrat"]),
        ("{Anna Bell} has been an SNP activist for ten years.", &["political-opinion: SNP"]),
        ("{Bob Hay} is the GMB rep in Swindon.", &["trade-union: GMB"]),
        ("{Anna Bell} is of Jamaican descent.", &["ethnicity: Jamaican"]),
        ("{Anna Bell} converted to Islam.", &["religion: converted to Islam"]),
        ("{Luc Garnier} adhère à la CGT.", &["trade-union: CGT"]),
        ("{Marta Rey} milita en el PSOE.", &["political-opinion: PSOE"]),
        ("{Sanne Mulder} is lid van de PvdA.", &["political-opinion: PvdA"]),
        ("{Anna Bell} voted to remain in the room.", &[]),
        ("{Anna Bell} supports reform of the tax code.", &[]),
        ("{Anna Bell} joined the Unite Students account team.", &[]),
        ("{Anna Bell} compared the Labour and Green manifestos.", &[]),
    ]);
}

#[test]
fn weak_words_need_grammar() {
    check(&[
        ("{Bob Hay} had a nasty stroke.", &["health: stroke"]),
        ("{Bob Hay} was away. His depression is back.", &["health: depression"]),
        ("{Bob Hay}: shingles", &["health: shingles"]),
        ("{Bob Hay} entered an IVA.", &["debt: IVA"]),
        ("{Bob Hay} is two months in arrears.", &["debt: arrears"]),
        ("{Bob Hay} spoke of the depression in the housing market.", &[]),
        ("{Bob Hay} said the DNA of the brand is trust.", &[]),
        ("{Bob Hay} has a firm conviction that data wins.", &[]),
        ("{Bob Hay} manages bad debt provisions.", &[]),
        ("{Bob Hay} was convicted of nothing.", &[]),
        ("{Bob Hay} is a Christian Dior customer.", &[]),
    ]);
}

#[test]
fn everyday_words_need_a_frame() {
    check(&[
        ("{Anna Bell} is a member.", &[]),
        ("{Anna Bell} (Member)", &[]),
        ("{Anna Bell}, Community", &[]),
        ("{Anna Bell} (medical)", &[]),
        ("{Anna Bell} is nuts.", &[]),
        ("{Anna Bell}, Fraud", &[]),
        ("{Bob Hay} plays for the rugby union.", &[]),
        ("{Bob Hay} is our blind spot.", &[]),
        ("{Bob Hay} joked that he has epilepsy on Mondays.", &[]),
        ("{Anna Bell} was convicted of fraud.", &["criminal-record: convicted of", "criminal-record: fraud"]),
    ]);
}

#[test]
fn openings_and_notes_without_a_subject() {
    check(&[
        ("A lifelong asthmatic, {Anna Bell} ran the course.", &["health: asthmatic"]),
        ("{Anna Bell} came at noon. Has vascular dementia.", &["health: vascular dementia"]),
        ("Not eating: {Anna Bell} (coeliac)", &["health: coeliac"]),
        ("{Anna Bell} rang.\n\nShe has epilepsy.", &["health: epilepsy"]),
    ]);
}

#[test]
fn six_languages() {
    check(&[
        ("{Jana Vogt} ist im fünften Monat schwanger.", &["health: im fünften Monat schwanger"]),
        ("{Jana Vogt} nimmt Blutdruckmittel.", &["health: Blutdruckmittel"]),
        ("{Luc Garnier} est en fauteuil roulant.", &["health: fauteuil roulant"]),
        ("{Marta Rey} está embarazada.", &["health: está embarazada"]),
        ("{Elio Sarti} ha il morbo di Parkinson.", &["health: morbo di Parkinson"]),
        ("{Sanne Mulder} is slechthorend.", &["health: slechthorend"]),
        ("{Jana Vogt} hält einen Vortrag über Depressionen.", &[]),
        ("{Luc Garnier} donne une formation sur le handicap.", &[]),
        ("{Marta Rey} habla de la depresión económica.", &[]),
        ("{Elio Sarti} organizza un convegno sulla disabilità.", &[]),
        ("{Sanne Mulder} schreef een boek over ziekteverzuim.", &[]),
    ]);
}
