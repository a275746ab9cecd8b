//! German, French, Spanish, Italian and Dutch.

use super::*;

#[test]
fn tied_to_a_person() {
    check(&[
        ("{Jana Vogt} leidet an Epilepsie.", &["health: leidet an", "health: Epilepsie"]),
        ("{Jana Vogt} ist seit Montag krankgeschrieben.", &["health: krankgeschrieben"]),
        ("{Jana Vogt} hat Zöliakie.", &["health: Zöliakie"]),
        ("{Jana Vogt} ist Gewerkschaftsmitglied.", &["trade-union: Gewerkschaftsmitglied"]),
        ("{Jana Vogt} ist evangelisch.", &["religion: evangelisch"]),
        ("{Jana Vogt} ist vorbestraft.", &["criminal-record: vorbestraft"]),
        ("{Luc Garnier} est diabétique.", &["health: diabétique"]),
        ("{Luc Garnier} est en arrêt maladie.", &["health: en arrêt maladie"]),
        ("{Luc Garnier} souffre d’une sclérose en plaques.", &["health: souffre d’une", "health: sclérose en plaques"]),
        ("{Luc Garnier} est syndiqué à la CGT.", &["trade-union: syndiqué", "trade-union: CGT"]),
        ("{Luc Garnier} est catholique.", &["religion: catholique"]),
        ("{Luc Garnier} a été condamné en 2019.", &["criminal-record: a été condamné"]),
        ("{Marta Rey} está embarazada.", &["health: está embarazada"]),
        ("{Marta Rey} es celíaca.", &["health: celíaca"]),
        ("{Marta Rey} está de baja médica.", &["health: está de baja"]),
        ("{Marta Rey} es afiliada a CCOO.", &["trade-union: CCOO"]),
        ("{Marta Rey} obtuvo un 7,5 en el examen.", &["assessment-result: obtuvo un 7,5"]),
        ("{Elio Sarti} soffre di asma.", &["health: soffre di", "health: asma"]),
        ("{Elio Sarti} è celiaco.", &["health: è celiaco"]),
        ("{Elio Sarti} è iscritto alla CGIL.", &["trade-union: CGIL"]),
        ("{Sanne Mulder} is ziekgemeld.", &["health: ziekgemeld"]),
        ("{Sanne Mulder} heeft een notenallergie.", &["health: notenallergie"]),
        ("{Sanne Mulder} is lid van de FNV.", &["trade-union: FNV"]),
        ("Naam: {Sanne Mulder}\nDieetwensen: glutenvrij", &["health: glutenvrij"]),
    ]);
}

#[test]
fn only_mentioned() {
    check(&[
        ("{Jana Vogt} leitet den Kurs über Epilepsie.", &[]),
        ("{Jana Vogt} hat keine Zöliakie.", &[]),
        ("{Jana Vogt} arbeitet in der Evangelischen Klinik.", &[]),
        ("{Luc Garnier} est responsable du programme diabète.", &[]),
        ("{Luc Garnier} n’a pas d’asthme.", &[]),
        ("{Marta Rey} dirige el curso sobre autismo.", &[]),
        ("{Marta Rey} no tiene asma.", &[]),
        ("{Elio Sarti} tiene un corso sul diabete.", &[]),
        ("{Sanne Mulder} geeft training over autisme.", &[]),
        ("{Sanne Mulder} heeft geen notenallergie.", &[]),
    ]);
}
