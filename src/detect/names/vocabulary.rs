//! The words of headers and labels, folded and singular, with what each says. The table is worked out by the compiler, so
//! that a word costs one hash and start-up nothing.

use super::header::Class;

/// A name, or one half of it in some languages.
const NAMES: &str = "\
    name naam nom nombre nome navn namn nimi nev fullname noms nombres nomes numm nafn nama ime jmeno meno nume vards \
    ad adi isim emri isem izena enw ainm onoma onomateponymo adsoyad имя име фио фіо піб імя ονομα ονοματεπωνυμο";
/// A given name.
const GIVEN: &str = "\
    forename firstname fname givenname given christian preferred vorname vornamen rufname prenom pila voornaam \
    roepnaam fornavn fornamn tilltalsnamn etunimi imie keresztnev utonev prenume vardas eesnimi virnumm eiginnafn \
    prenoms imiona forenames";
/// A surname.
const SURNAMES: &str = "\
    surname lastname lname familyname maiden nachname familienname zuname famille apellido cognome achternaam \
    familienaam sobrenome apelido efternavn efternamn etternavn sukunimi nazwisko prijmeni priezvisko vezeteknev \
    csaladnev csaladi prezime pavarde uzvards perekonnanimi perenimi priimek soyad soyadi soyisim mbiemri kunjom \
    cyfenw sloinne cognoms cognom abizena abizenak apelidos sobrenomes eponymo familiya фамилия прізвище презиме \
    επωνυμο";
/// A middle name or initial.
const MIDDLE: &str = "\
    middle middlename initial zweitname tussenvoegsel mname";
/// A title.
const TITLES: &str = "\
    title salutation anrede civilite tratamiento titolo aanhef honorific titel";

/// Someone whose name stands under the header.
const PERSONS: &str = "\
    delegate participant attendee learner trainee student pupil employee manager trainer coach coachee \
    facilitator contact person people assessor assessee interviewer interviewee candidate applicant author \
    signatory assignee presenter speaker tutor mentor mentee supervisor colleague nominee respondent rater \
    beneficiary kin spouse patient tenant guest visitor driver passenger director leader head consultant adviser \
    advisor teacher instructor lecturer holder member staff worker organiser organizer requester requestor \
    approver reviewer owner by invitee sponsor parent guardian child dependant next teilnehmer teilnehmerin \
    mitarbeiter mitarbeiterin ansprechpartner kontaktperson vorgesetzter leiter leiterin bearbeiter verfasser \
    referent dozent schuler salarie employe collaborateur stagiaire formateur intervenant responsable \
    interlocuteur asistente alumno empleado participante contacto formador profesor partecipante partecipanti \
    dipendente dipendenti docente referente contatto deelnemer medewerker werknemer contactpersoon cursist \
    leidinggevende begeleider funcionario aluno formando deltager deltagare medarbejder medarbetare ansatt \
    uczestnik pracownik who wer qui quien chi wie \
    lead assigned allocated accountable panel user agent nurse doctor clinician gp carer carers keyworker caseworker postholder executor executrix trustee \
    borrower lender claimant defendant witness victim juror player captain runner jockey soloist conductor performer \
    swimmer competitor entrant volunteer donor subscriber technician engineer operator inspector surveyor \
    investigator researcher deputy chair chairman chairperson secretary treasurer councillor governor starter \
    leaver joiner appointee referee counsel judge assistant officer coordinator administrator president clerk \
    resident occupant occupier landlord lodger lessee salesperson rep reports buddy sender recipient addressee \
    cleaner caller worker scorer editor translator interpreter photographer chef cook pilot crew cashier registrar \
    invigilator marker examiner proposer seconder minister householder shareholder \
    betreuer prufer verantwortlich verantwortlicher verantwortliche antragsteller schulerin lehrer lehrerin fahrer \
    fahrerin mieter kursleiter sachbearbeiter mitglied besucher bewerber kollege empfanger prufling \
    apprenant eleve enseignant enseignante professeur candidat candidate chauffeur animateur demandeur titulaire \
    locataire membre inscrit referente encadrant participante visiteur conducteur \
    alumna trabajador trabajadora empleada docente profesora paciente solicitante encargado encargada conductor \
    socio socia asistenta participantes asistentes alumnos tutora \
    responsabile allievo allieva studente studentessa autista candidato insegnante relatore iscritto titolare \
    formatore lavoratore paziente \
    responsavel colaborador colaboradora formador professor participantes motorista utente formanda \
    leerling bewoner aanwezige collega verantwoordelijke lid huurder aanvrager bestuurder cliente docenten \
    anstalld elev larare ansvarig handlaggare forare medlem ansvarlig laerer kursist sagsbehandler deltaker leder \
    osallistuja tyontekija opiskelija yhteyshenkilo henkilo vastuuhenkilo opettaja jasen esimies \
    osaleja tootaja opilane opetaja darbinieks dalibnieks darbuotojas dalyvis mokinys \
    uczen nauczyciel kierowca osoba kierownik prowadzacy odpowiedzialny zamestnanec ucastnik zak ucitel ridic \
    vedouci lektor lektorka ziak vodic resztvevo dolgozo munkavallalo tanulo diak tanar sofor kapcsolattarto felelos \
    angajat angajatul profesor sofer responsabil zaposlenik zaposleni sudionik ucenik vozac delavec udelezenec \
    katilimci calisan ogrenci personel ogretmen sorumlu cyfranogwr myfyriwr rheolwr cyswllt rannphairti \
    сотрудник участник ученик студент работник водитель служител учител співробітник учасник υπαλληλος";

/// What has a name and is no person.
const THINGS: &str = "\
    company organisation organization org firm business employer client product file filename folder document \
    doc course module programme program project event room venue hotel supplier vendor brand team department \
    dept division unit school university college site location city country town county region street building \
    table column field sheet server host hostname computer device machine asset username login domain group \
    bank category job role position session workshop class task item app application model type plan package \
    database schema layer style template variable centre center entity trading trade campaign material resource \
    equipment system software report list account pet ship vessel boat yacht ferry horse pony mare locomotive \
    aircraft plugin repository stadium satellite font breed pferd navire bateau cheval barco caballo cavallo paard \
    firma firmen unternehmen unternehmens produkt \
    datei ordner kurs projekt raum ort orts lieferant lieferanten abteilung abteilungs stadt strasse societe \
    entreprise produit fichier dossier cours projet salle fournisseur ville service formation empresa producto \
    archivo curso proyecto sala proveedor ciudad azienda societa prodotto corso progetto fornitore citta bedrijf \
    organisatie bestand cursus zaal leverancier stad plaats afdeling";

/// What is said of someone.
const ATTRIBUTES: &str = "\
    id no nr number nummer numero ref reference email mail phone tel telephone telefon mobile date datum dob \
    birth score rating grade result mark comment feedback note count total cost fee price rate address adresse \
    postcode code status attended signature gender age level hour day time percent satisfaction evaluation \
    review requirement diet dietary meeting development training experience how what which why is do did per \
    payment fees budget year month week quarter yes";

/// Words that join two halves.
const AND: &str = "and et und y e i en och og ja a es si ir un kai и та";

/// What is said of things, and hardly ever of people. Of the words of a header one is enough.
const OF_THINGS: &str = "\
    sku rrp price stock colour color shade hex imo mmsi berth draught tonnage gt cas hazard species genus cultivar \
    variety habit breed sire dam flavour flavor abv vintage grape scent isbn isrc publisher runtime cert screen \
    platform line latitude longitude lat lon lng easting northing elevation opened built capacity length width depth \
    volume finish fabric pattern material qty quantity version release licence license url hostname ip mw kw kwh \
    voltage engine km mileage make foundry typeface ingredient serves kcal calories population area hectares \
    households rank horse odds jockeys distance surface contractor manufacturer model unit units pack pallet barcode \
    ean upc moq margin discount catalogue tog watts lumens preis farbe menge bestand gewicht prix couleur quantite \
    poids precio color cantidad peso prezzo colore quantita prijs kleur aantal gewicht cena kolor ilosc pris farve";

/// Words that bind what follows to the word before.
const OF: &str = "of de der des della del d da";
/// Halves of a name where `name` stands beside them.
const FIRST: &str = "first fore";
const LAST: &str = "last family sur";

/// All lists. A word that stands in two of them is what the first says.
const LISTS: [(&str, Class); 12] = [
    (NAMES, Class::Name),
    (GIVEN, Class::Given),
    (SURNAMES, Class::Surname),
    (MIDDLE, Class::Middle),
    (TITLES, Class::Title),
    (OF, Class::Of),
    (AND, Class::And),
    (FIRST, Class::First),
    (LAST, Class::Last),
    (PERSONS, Class::Person),
    (THINGS, Class::Thing),
    (ATTRIBUTES, Class::Attribute),
];

/// Places of the table, a power of two well above the number of words.
const PLACES: usize = 2048;

/// Where a word stands: its list, first byte and length; a length of 0 where nothing does.
#[derive(Clone, Copy)]
struct Listed {
    list: u8,
    length: u8,
    start: u16,
}

static TABLE: [Listed; PLACES] = table();

/// What a folded word says.
pub(super) fn class_of(word: &str) -> Class {
    let mut place = place(word.as_bytes(), 0, word.len());
    while let Some(listed) = TABLE.get(place).filter(|listed| listed.length > 0) {
        let (start, length) = (usize::from(listed.start), usize::from(listed.length));
        if let Some((words, class)) = LISTS.get(usize::from(listed.list))
            && words.get(start..start + length) == Some(word)
        {
            return *class;
        }
        place = (place + 1) % PLACES;
    }
    Class::Other
}

/// Whether a folded word is said of things.
pub(super) fn is_of_things(word: &str) -> bool {
    OF_THINGS.split(' ').any(|thing| thing == word)
}

/// Where a word belongs in the table.
const fn place(bytes: &[u8], start: usize, end: usize) -> usize {
    let mut hash: u32 = 0x811c_9dc5;
    let mut at = start;
    while at < end {
        hash = (hash ^ bytes[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    (hash ^ hash >> 15) as usize % PLACES
}

const fn table() -> [Listed; PLACES] {
    let mut table = [Listed { list: 0, length: 0, start: 0 }; PLACES];
    let mut list = 0;
    while list < LISTS.len() {
        let bytes = LISTS[list].0.as_bytes();
        let mut start = 0;
        while start < bytes.len() {
            let mut end = start;
            while end < bytes.len() && bytes[end] != b' ' {
                end += 1;
            }
            if end > start {
                let mut place = place(bytes, start, end);
                while table[place].length > 0 {
                    place = (place + 1) % PLACES;
                }
                table[place] = Listed { list: list as u8, length: (end - start) as u8, start: start as u16 };
            }
            start = end + 1;
        }
        list += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_as_its_first_list_says() {
        for (at, (words, class)) in LISTS.iter().enumerate() {
            for word in words.split(' ').filter(|word| !word.is_empty()) {
                let before = LISTS.iter().take(at).find(|(words, _)| words.split(' ').any(|other| other == word));
                assert_eq!(class_of(word), before.map_or(*class, |(_, class)| *class), "{word}");
            }
        }
    }

    #[test]
    fn other_words_are_not() {
        for word in ["", " ", "nam", "names", "name naam", "kitchen", "é"] {
            assert_eq!(class_of(word), Class::Other, "{word}");
        }
    }
}
