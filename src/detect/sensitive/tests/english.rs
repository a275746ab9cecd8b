//! English sentences that tie a word to a person, and those that only mention it.

use super::*;

#[test]
fn health_of_a_person() {
    check(&[
        ("{Anna Bell} has epilepsy.", &["health: epilepsy"]),
        ("{Anna Bell} was diagnosed with MS in March.", &["health: diagnosed with"]),
        ("{Anna Bell} suffers from severe asthma.", &["health: asthma"]),
        ("Please note that {Tomasz Nowicki} is coeliac.", &["health: coeliac"]),
        ("{Tomasz Nowicki} - coeliac", &["health: coeliac"]),
        ("{Tomasz Nowicki} (wheelchair user)", &["health: wheelchair user"]),
        ("{Tomasz Nowicki}: nut allergy", &["health: nut allergy"]),
        ("{Anna Bell}, diabetic", &["health: diabetic"]),
        ("Dietary: {Anna} (nut allergy), {Bob} (vegetarian)", &["health: nut allergy"]),
        ("{Anna Bell} has been signed off with stress.", &["health: signed off with", "health: stress"]),
        ("{Anna Bell} is on maternity leave until June.", &["health: maternity leave"]),
        ("{Anna Bell}'s chemotherapy starts on Monday.", &["health: chemotherapy"]),
        ("{Anna Bell} has type 1 diabetes and needs breaks.", &["health: type 1 diabetes"]),
        ("{Anna Bell} arrives at noon. She uses a wheelchair.", &["health: wheelchair"]),
        ("{Anna Bell} told us about her epilepsy.", &["health: epilepsy"]),
        ("Wheelchair access for {Anna Bell}", &["health: Wheelchair access"]),
        ("We need a ramp for {Anna Bell}, who uses a wheelchair.", &["health: wheelchair"]),
        ("{Anna Bell} could not attend because of a migraine.", &["health: migraine"]),
        ("{Anna Bell} is pregnant and will leave in May.", &["health: pregnant"]),
        ("{Anna Bell} takes sertraline.", &["health: sertraline"]),
        ("{Imran Qureshi} told the team that he has bipolar disorder.", &["health: bipolar disorder"]),
        ("{Anna Bell}, {Bob Hay} and {Carl Orr} have dyslexia.", &["health: dyslexia"]),
        ("Regards,\n{Anna Bell}\n\nPS. I have epilepsy, {Bob}.", &["health: epilepsy"]),
        ("Name: {Anna Bell}\nMedical conditions: asthma\nAllergies: none", &["health: asthma"]),
        (
            "{Anna Bell} carries an EpiPen for her peanut allergy.",
            &["health: carries an EpiPen", "health: peanut allergy"],
        ),
    ]);
}

#[test]
fn health_as_a_matter() {
    check(&[
        ("Mental health first aid module, taught by {Anna Bell}.", &[]),
        ("{Anna Bell}, Health and Safety Manager, sent the epilepsy policy.", &[]),
        ("{Anna Bell} will run the workshop on disability and epilepsy.", &[]),
        ("{Anna Bell} is head of cancer services.", &[]),
        ("{Anna Bell}, Diabetes Nurse", &[]),
        ("{Anna Bell} chairs Cancer Research UK.", &[]),
        ("{Anna Bell} works at Macmillan Cancer Support.", &[]),
        ("{Anna Bell} wrote about dementia in the workplace.", &[]),
        ("{Anna Bell} raised money for a dementia charity.", &[]),
        ("{Bob Smith} noted that many employees suffer from migraine.", &[]),
        ("{Bob Smith} said that people with epilepsy need breaks.", &[]),
        ("Employees who are signed off sick must tell {Anna Bell}.", &[]),
        ("If a delegate has epilepsy, {Anna Bell} should be told.", &[]),
        ("{Anna Bell} has no known allergies and no asthma.", &[]),
        ("{Anna Bell} does not have epilepsy.", &[]),
        ("For wheelchair access please contact {Anna Bell}.", &[]),
        ("{Anna Bell} asked for the diabetes awareness week posters.", &[]),
        ("Epilepsy is a common condition.", &[]),
        ("The depression of 1929, as {Anna Bell} explains, hit trade.", &[]),
        ("{Anna Bell} discussed depression and stress at work.", &[]),
        ("{Anna Bell} ordered visual aids for the course.", &[]),
        ("{Anna Bell} booked the room.\n\nEpilepsy: what to do in an emergency.", &[]),
        ("{Anna Bell} is blind copied.", &[]),
        ("{Anna Bell} prefers vegetarian food.", &[]),
        ("We market an asthma inhaler; {Anna Bell} leads the asthma team.", &[]),
        ("e.g. {Jane Doe} has epilepsy", &[]),
    ]);
}

#[test]
fn beliefs_and_origins() {
    check(&[
        ("{Yusuf Demir} is a practising Muslim.", &["religion: practising Muslim"]),
        ("{Anna Bell} is Jewish and leaves early on Fridays.", &["religion: Jewish"]),
        ("{Anna Bell} is a devout Catholic.", &["religion: devout Catholic"]),
        ("{Anna Bell}, a Sikh, wears a turban.", &["religion: a Sikh", "religion: wears a turban"]),
        ("{Imran Qureshi} - halal", &["religion: halal"]),
        ("{Imran Qureshi} eats halal.", &["religion: eats halal"]),
        ("Name: {Anna Bell}\nReligion: Hindu", &["religion: Hindu"]),
        ("{Anna Bell} visited the Jewish Museum.", &[]),
        ("{Christian Dior} sells scent.", &[]),
        ("{Anna Bell} likes Christian Dior.", &[]),
        ("{Anna Bell} teaches Islamic finance.", &[]),
        ("{Anna Bell} met the Catholic bishop.", &[]),
        ("{Anna Bell} acted in good faith.", &[]),
        ("{Ngozi Adeyemi} is of Nigerian descent.", &["ethnicity: of Nigerian descent"]),
        ("{Ngozi Adeyemi} identifies as Black.", &["ethnicity: Black"]),
        ("{Ngozi Adeyemi} (White British)", &["ethnicity: White British"]),
        ("{Anna Bell} wore black.", &[]),
        ("{Anna Bell} is white with anger.", &[]),
        ("The Asian market grew, said {Anna Bell}.", &[]),
        ("{Anna Bell} is Chinese market lead.", &[]),
    ]);
}

#[test]
fn politics_unions_orientation() {
    check(&[
        ("{Anna Bell} is a member of the Green Party.", &["political-opinion: Green Party"]),
        ("{Anna Bell} votes Labour.", &["political-opinion: Labour"]),
        ("{Anna Bell} gave a conservative estimate of labour costs.", &[]),
        ("{Anna Bell} is conservative in her estimates.", &[]),
        ("{Anna Bell} reported on the Labour government.", &[]),
        ("{Anna Bell} is a member of Unison.", &["trade-union: Unison"]),
        ("{Anna Bell} joined the union last year.", &["trade-union: union"]),
        ("{Anna Bell} lives at 4 Union Street.", &[]),
        ("{Anna Bell} works for the Credit Union.", &[]),
        ("{Anna Bell} spoke of the European Union.", &[]),
        ("{Anna Bell} identifies as non-binary.", &["sexual-orientation: non-binary"]),
        ("{Bob Hay} is gay.", &["sexual-orientation: gay"]),
        ("{Bob Hay} told us he is openly gay.", &["sexual-orientation: gay"]),
        ("{Bob Hay} edits the gay bar guide.", &[]),
        ("{Bob Hay} took the straight road.", &[]),
        ("{Bob Hay} asked for the diversity policy.", &[]),
    ]);
}

#[test]
fn crime_and_genes() {
    check(&[
        ("{Bob Hay} was convicted of fraud in 2019.", &["criminal-record: convicted of", "criminal-record: fraud"]),
        ("{Bob Hay} has a criminal record.", &["criminal-record: has a criminal record"]),
        ("{Bob Hay} pleaded guilty to theft.", &["criminal-record: pleaded guilty to", "criminal-record: theft"]),
        ("{Bob Hay} runs the fraud prevention team.", &[]),
        ("The firm was convicted of a breach.", &[]),
        ("{Anna Bell} carries the BRCA1 gene.", &["genetic-biometric: carries the BRCA1 gene"]),
        ("{Anna Bell} bought fingerprint readers.", &[]),
    ]);
}

#[test]
fn assessments() {
    check(&[
        ("{Anna Bell} scored 72% in the final test.", &["assessment-result: scored 72%"]),
        (
            "{Anna Bell} was rated below expectations.",
            &["assessment-result: was rated", "assessment-result: below expectations"],
        ),
        ("{Anna Bell} needs to work on her presence.", &["assessment-result: needs to work on her"]),
        ("{Anna Bell} failed the exam.", &["assessment-result: failed the exam"]),
        ("{Anna Bell} is an ENTJ.", &["assessment-result: is an ENTJ"]),
        ("{Anna Bell} said that the bid scored 72%.", &[]),
        ("The supplier scored 4 out of 5, {Anna Bell} wrote.", &[]),
        ("The budget met expectations, said {Anna Bell}.", &[]),
        ("{Anna Bell}: the product was rated as good.", &[]),
        ("Delegates scored 4.5 on average.", &[]),
    ]);
}
