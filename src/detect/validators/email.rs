//! Mail addresses: what a domain is by the Public Suffix List, what is set aside for examples, and whose mailbox it is.

mod roles;

use super::Checked;

/// Longest local part and domain of RFC 5321, 4.5.3.1.
pub(crate) const LOCAL_LIMIT: usize = 64;
/// Longest domain.
pub(crate) const DOMAIN_LIMIT: usize = 253;

/// Checks a whole address.
pub(crate) fn check(text: &str) -> Checked {
    let Some((local, domain)) = text.rsplit_once('@') else { return Checked::INVALID };
    let good = !local.is_empty()
        && local.len() <= LOCAL_LIMIT
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && !local.contains('@');
    if !good { Checked::INVALID } else { check_domain(domain) }
}

/// Checks the domain alone.
pub(crate) fn check_domain(domain: &str) -> Checked {
    if domain.len() > DOMAIN_LIMIT || !domain.contains('.') || domain.split('.').any(|label| !is_label(label)) {
        return Checked::INVALID;
    }
    if is_reserved(domain) {
        return Checked::example("domain reserved for examples");
    }
    // `logo@2x.zip`: a picture for dense screens, whatever the list says of the ending.
    if matches!(domain.as_bytes(), [b'0'..=b'9', b'x', b'.', ..]) {
        return Checked::INVALID;
    }
    let lower = domain.to_lowercase();
    match psl::domain(lower.as_bytes()) {
        Some(registered) if registered.suffix().is_known() => Checked::valid("domain under a public suffix"),
        _ => Checked::INVALID,
    }
}

fn is_label(label: &str) -> bool {
    let inner = |letter: char| letter.is_alphanumeric() || letter == '-';
    !label.is_empty()
        && label.len() <= 63
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.chars().all(inner)
}

/// RFC 2606 and RFC 6761.
fn is_reserved(domain: &str) -> bool {
    let under = |parent: &str| {
        let (Some(cut), true) = (domain.len().checked_sub(parent.len()), domain.is_ascii()) else { return false };
        let (head, tail) = domain.split_at(cut);
        tail.eq_ignore_ascii_case(parent) && (head.is_empty() || head.ends_with('.'))
    };
    ["example", "test", "invalid", "localhost", "local", "example.com", "example.net", "example.org", "example.co.uk"]
        .into_iter()
        .any(under)
}

/// The registrable part's public suffix: `co.uk` of `mail.example.co.uk`.
pub(crate) fn public_suffix(domain: &str) -> &str {
    let dots = psl::suffix(domain.to_ascii_lowercase().as_bytes())
        .map_or(1, |suffix| suffix.as_bytes().iter().filter(|&&byte| byte == b'.').count() + 1);
    let from = domain.rmatch_indices('.').nth(dots - 1).map_or(domain.len(), |(at, _)| at + 1);
    domain.get(from..).unwrap_or_default()
}

/// Whether the mailbox is an office's, not a person's, judged by its local part.
pub(crate) fn is_role(local: &str) -> bool {
    let mut parts = local.split(['.', '_', '-', '+']).filter(|part| !part.is_empty());
    let Some(first) = parts.next() else { return false };
    let general = |part: &str| part.len() == 2 || is_number(part) || listed(roles::COMPANIONS, part);
    let mut role = listed(roles::ROLES, first);
    if !role && (!general(first) || is_number(first)) {
        return false;
    }
    for part in parts {
        let office = listed(roles::ROLES, part);
        if !office && !general(part) {
            return false;
        }
        role |= office;
    }
    role
}

fn is_number(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a sorted list has the word, digits at its end and case aside.
fn listed(list: &[&str], word: &str) -> bool {
    let word = word.trim_end_matches(|last: char| last.is_ascii_digit()).bytes().map(|byte| byte.to_ascii_lowercase());
    list.binary_search_by(|have| have.bytes().cmp(word.clone())).is_ok()
}

/// Whether the address stands for any address: `john.doe@`, `foo@bar.com`, `you@yourcompany.com`.
pub(crate) fn is_placeholder(local: &str, domain: &str) -> bool {
    const LOCALS: &[&str] = &[
        "foo",
        "bar",
        "baz",
        "qux",
        "abc",
        "xyz",
        "xx",
        "xxx",
        "xxxx",
        "aaa",
        "asdf",
        "john.doe",
        "jane.doe",
        "johndoe",
        "janedoe",
        "john-doe",
        "jane-doe",
        "john_doe",
        "jane_doe",
        "jdoe",
        "max.mustermann",
        "erika.mustermann",
        "first.last",
        "firstname.lastname",
        "name.surname",
        "firstname.surname",
        "vorname.nachname",
        "prenom.nom",
        "nombre.apellido",
        "nome.cognome",
        "voornaam.achternaam",
        "your.name",
        "your.email",
        "youremail",
        "your-email",
        "my.name",
    ];
    const DOMAINS: &[&str] = &[
        "foo",
        "bar",
        "baz",
        "yourdomain",
        "your-domain",
        "mydomain",
        "yourcompany",
        "your-company",
        "mycompany",
        "xx",
        "xxx",
        "xyz",
    ];
    let label = domain.split('.').next().unwrap_or_default();
    let listed = |list: &[&str], word: &str| list.iter().any(|have| have.eq_ignore_ascii_case(word));
    listed(LOCALS, local) || listed(DOMAINS, label)
}
