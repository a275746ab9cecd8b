//! Tables in, findings out.

use crate::detect::testing::{table, told};
use crate::finding::Confidence;

/// What must be found in a table at medium confidence or more.
fn check(text: &str, want: &str) {
    let detection = table(text.trim_matches('\n'), '|');
    assert_eq!(told(&detection, Confidence::Medium), want, "{text}\n{:#?}", detection.matches);
}

#[test]
fn a_list_of_delegates() {
    check(
        "
Name|Email|Phone
Harriet Pemberton|harriet.pemberton@lowmoor-foods.co.uk|020 7946 0123
Owen Gallagher|owen.gallagher@lowmoor-foods.co.uk|07712 345678
Priya Raghunathan|priya.raghunathan@lowmoor-foods.co.uk|07712 345679
Tomasz Wieczorek|tomasz.wieczorek@lowmoor-foods.co.uk|07712 345680",
        "email 4, person-name 4, phone 3, subjects 4",
    );
}

#[test]
fn names_of_no_list_by_their_addresses() {
    check(
        "
Deltagare|E-post
Xilokan Tsemaru|xilokan.tsemaru@brindle-works.com
Oquendi Fafarule|oquendi.fafarule@brindle-works.com
Baktrune Wollesh|baktrune.wollesh@brindle-works.com",
        "email 3, person-name 3, subjects 3",
    );
}

#[test]
fn header_in_the_fifth_row() {
    check(
        "
Delegate list

Programme: Leading change

First name|Surname|Job title
Harriet|Pemberton|Director
Owen|Gallagher|Head of Operations
Priya|Raghunathan|Analyst
Tomasz|Wieczorek|Buyer",
        "person-name 4, subjects 4",
    );
}

#[test]
fn names_without_a_header() {
    check(
        "
Harriet Pemberton|Director
Owen Gallagher|Head of Operations
Margaret Thompson|Analyst
Susan Robinson|Buyer
Peter Hughes|Driver",
        "person-name 5, subjects 5",
    );
}

#[test]
fn a_form_is_about_one_person() {
    check(
        "
Name|Harriet Pemberton
Email|harriet.pemberton@lowmoor-foods.co.uk
Mobile|07712 345678
Religion|Hindu",
        "email 1, person-name 1, phone 1, religion 1, subjects 1",
    );
}

#[test]
fn sensitive_values_need_a_person() {
    check(
        "
Name|Dietary requirements|Religion
Harriet Pemberton|Coeliac|Church of England
Owen Gallagher|None|Hindu
Susan Robinson||None",
        "health 1, person-name 3, religion 2, subjects 3",
    );
    check(
        "
Response ID|Religion|Comments
#101|Hindu|Good session
#102|Muslim|Too long
#103|None|Fine",
        "subjects 0",
    );
}

#[test]
fn scores_of_people() {
    check(
        "
Delegate|Final score
Harriet Pemberton|#78
Owen Gallagher|#64
Susan Robinson|#91",
        "assessment-result 3, person-name 3, subjects 3",
    );
}

#[test]
fn nothing_in_ordinary_tables() {
    for text in [
        "
Company name|City|Sector
Marks & Spencer|London|Retail
Hughes Robinson Ltd|Leeds|Legal
Thompson Partners|York|Legal
Victoria Mills|Bradford|Textiles",
        "
Product|Quantity|Price|Total
Oak desk|#12|#149.99|#1799.88
Swivel chair|#40|#89.5|#3580
Standing lamp|#8|#45|#360",
        "
Room|Capacity|Floor
Churchill|#40|#2
Nelson Mandela|#12|#1
Florence Nightingale|#20|#3",
        "
Invoice no|Date|Amount
#2024000101|@2024-01-03|#1200
#2024000102|@2024-01-09|#880
#2024000103|@2024-02-11|#12050",
        "
Role|Location|Headcount
Finance Director|Head Office|#1
Project Manager|New York|#4
Sales Executive|Milton Keynes|#12
Health and Safety Manager|Head Office|#1",
        "
Name|Email|Phone
Delegate 1|name@example.com|
Delegate 2|xxx|
Name 3||",
        "
Company|Contact|Website
Brindle Works|info@brindle-works.com|www.brindle-works.com
Lowmoor Foods|sales@lowmoor-foods.co.uk|www.lowmoor-foods.co.uk",
        "
First name|Surname|Email|Mobile",
        "
Week|Module|Topic
1|Leading self|Mental health at work
2|Leading others|Diversity, religion and belief
3|Leading change|Trade union relations",
    ] {
        check(text, "subjects 0");
    }
}

#[test]
fn own_staff_are_exempt() {
    check(
        "
Coach|Email|Mobile
Tamsin Oakeshott|tamsin.oakeshott@ourfirm-training.co.uk|07712 345678
Susan Robinson|susan.robinson@lowmoor-foods.co.uk|07712 345679",
        "email 1, person-name 1, phone 1, subjects 1",
    );
}

#[test]
fn a_needle_in_a_clean_table() {
    check(
        "
Week|Module|Notes
1|Leading self|Room booked
2|Leading others|call Susan Robinson on 07712 345678 about the venue
3|Leading change|Handouts printed
4|Review|",
        "person-name 1, phone 1, subjects 1",
    );
}

#[test]
fn two_tables_on_a_sheet() {
    check(
        "
Item|Cost
Venue|#1200
Catering|#800
Printing|#80

Name|Email
Susan Robinson|susan.robinson@lowmoor-foods.co.uk
Owen Gallagher|owen.gallagher@lowmoor-foods.co.uk",
        "email 2, person-name 2, subjects 2",
    );
}

#[test]
fn an_address_among_headers_is_a_header() {
    check(
        "
Name|Salary|Religion|Ask hr.lead@lowmoor-foods.co.uk
Harriet Pemberton|41,000|Hindu|x
Owen Gallagher|39,500|Jewish|x
Priya Raghunathan|44,250|Sikh|x",
        "email 1, pay 3, person-name 3, religion 3, subjects 4",
    );
}

#[test]
fn a_key_stands_for_a_person() {
    check(
        "\nEmployee ID|Condition|Medical condition\n10420|x|Asthma\n10427|y|None\n10433|z|Epilepsy",
        "health 2, subjects 2",
    );
    check("\nOrder no|Medical condition\n10420|Asthma\n10427|None\n10433|Epilepsy", "subjects 0");
}

#[test]
fn marks_under_the_names_of_modules() {
    check(
        "
Name|Essay|Exam
Harriet Pemberton|62|58
Owen Gallagher|71|66
Susan Robinson|48|90",
        "assessment-result 6, person-name 3, subjects 3",
    );
    check(
        "
Name|Age|Room
Harriet Pemberton|62|58
Owen Gallagher|41|66
Susan Robinson|48|90",
        "age 3, person-name 3, subjects 3",
    );
}

#[test]
fn marks_under_any_header() {
    check(
        "
Participant|Manual handling|Fire safety
Harriet Pemberton|Pass|Refer
Owen Gallagher|Pass|Pass
Priya Raghunathan|Fail|Pass
Tomasz Wieczorek|Pass|Pass",
        "assessment-result 8, person-name 4, subjects 4",
    );
    check(
        "
Name|Leadership|Teamwork
Harriet Pemberton|B|A
Owen Gallagher|C+|B
Priya Raghunathan|A|D
Tomasz Wieczorek|B|B",
        "assessment-result 8, person-name 4, subjects 4",
    );
    check(
        "
Risk title|Owner|Score
Supplier fails|Harriet Pemberton|12
Site floods|Owen Gallagher|9
Systems fail|Priya Raghunathan|16
Staff leave|Tomasz Wieczorek|20",
        "person-name 4, subjects 4",
    );
}

#[test]
fn a_header_that_means_someone_over_names_and_departments() {
    check(
        "
Risk no|Owner|Status
1|Harriet Pemberton|Open
2|Estates|Open
3|Owen Gallagher / Margaret Thompson (acting)|Closed
4|The Occupier|Open",
        "person-name 3, subjects 3",
    );
}

#[test]
fn a_word_for_a_name_beside_surnames_is_the_given_name() {
    check(
        "
Apellidos;Nombre;Grupo
Ollegorta;Teogildo;2A
Martínez Castro;Javier;2A
Garaquero;Leoquia;2B"
            .replace(';', "|")
            .as_str(),
        "person-name 3, subjects 3",
    );
}

#[test]
fn an_account_over_two_columns() {
    check(
        "
Name|Sort code|Account
Harriet Pemberton|20-41-55|#71829304
Owen Gallagher|#204155|#1829305
Susan Robinson|20 41 55|08293041",
        "bank-account 3, person-name 3, subjects 3",
    );
    check(
        "
Name|Department|Account
Harriet Pemberton|Sales|#71829304
Owen Gallagher|Finance|#1829305
Susan Robinson|Sales|#8293041",
        "person-name 3, subjects 3",
    );
}
