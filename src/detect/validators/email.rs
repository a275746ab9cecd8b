//! Mail addresses: what a domain is by the Public Suffix List, what is set aside for examples, and whose mailbox it is.

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
    if let [scale, b'x', b'.', ..] = domain.as_bytes() {
        if scale.is_ascii_digit() {
            return Checked::INVALID;
        }
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
    let known = |part: &str, list: &[&str]| {
        let word = part.trim_end_matches(|last: char| last.is_ascii_digit());
        word.is_empty() || list.iter().any(|have| have.eq_ignore_ascii_case(word))
    };
    let Some(first) = parts.next() else { return false };
    let rest_is_general = parts.all(|part| known(part, ROLES) || known(part, COMPANIONS) || part.len() == 2);
    rest_is_general
        && (known(first, ROLES) && !first.bytes().all(|byte| byte.is_ascii_digit()) || starts_general(first, local))
}

/// `uk-sales@`, `the.team@`: a general word before the office.
fn starts_general(first: &str, local: &str) -> bool {
    let has_role =
        local.split(['.', '_', '-', '+']).skip(1).any(|part| ROLES.iter().any(|have| have.eq_ignore_ascii_case(part)));
    has_role && (first.len() == 2 || COMPANIONS.iter().any(|have| have.eq_ignore_ascii_case(first)))
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

/// Words that say what an office's mailbox is for, beside [`ROLES`].
const COMPANIONS: &[&str] = &[
    "team",
    "teams",
    "the",
    "uk",
    "eu",
    "emea",
    "apac",
    "global",
    "group",
    "europe",
    "north",
    "south",
    "east",
    "west",
    "london",
    "usa",
    "international",
    "central",
    "regional",
    "online",
    "do",
    "not",
    "no",
    "our",
    "all",
    "dept",
    "department",
    "desk",
    "office",
    "client",
    "customer",
    "corporate",
    "general",
    "de",
    "la",
    "und",
];

/// Mailboxes of offices: RFC 2142, and the usual words of business in six languages.
const ROLES: &[&str] = &[
    "abuse",
    "academy",
    "account",
    "accounting",
    "accounts",
    "admin",
    "administration",
    "administrator",
    "admissions",
    "advertising",
    "ads",
    "alert",
    "alerts",
    "analytics",
    "apply",
    "ask",
    "assistance",
    "atencion",
    "auto",
    "automated",
    "billing",
    "board",
    "booking",
    "bookings",
    "bot",
    "bounce",
    "bounces",
    "buchhaltung",
    "business",
    "bestellung",
    "calendar",
    "campaigns",
    "care",
    "careers",
    "ci",
    "clients",
    "clientes",
    "comercial",
    "commercial",
    "comms",
    "communications",
    "community",
    "compliance",
    "compta",
    "comptabilite",
    "confirmation",
    "contact",
    "contacts",
    "contacto",
    "contatti",
    "contatto",
    "courses",
    "crew",
    "customercare",
    "customers",
    "customerservice",
    "customerservices",
    "customersupport",
    "daemon",
    "data",
    "dataprotection",
    "datenschutz",
    "default",
    "delegates",
    "demo",
    "design",
    "dev",
    "developers",
    "devops",
    "digest",
    "digital",
    "donotreply",
    "dpo",
    "editor",
    "editorial",
    "education",
    "email",
    "empleo",
    "engineering",
    "enquiries",
    "enquiry",
    "estates",
    "event",
    "events",
    "everyone",
    "exams",
    "export",
    "facilities",
    "factuur",
    "facturacion",
    "facturation",
    "faculty",
    "fatture",
    "feedback",
    "finance",
    "fundraising",
    "gdpr",
    "git",
    "group",
    "hallo",
    "headoffice",
    "health",
    "hello",
    "help",
    "helpdesk",
    "helpline",
    "hi",
    "hostmaster",
    "hr",
    "humanresources",
    "import",
    "info",
    "informacion",
    "informatie",
    "information",
    "informazioni",
    "inquiries",
    "inquiry",
    "insurance",
    "internal",
    "invoice",
    "invoices",
    "invoicing",
    "it",
    "itsupport",
    "jobs",
    "klantenservice",
    "kontakt",
    "kundenservice",
    "learning",
    "legal",
    "library",
    "list",
    "lists",
    "logistics",
    "mail",
    "mailbox",
    "mailer",
    "mailerdaemon",
    "mailing",
    "maintenance",
    "management",
    "marketing",
    "media",
    "members",
    "membership",
    "meetings",
    "monitoring",
    "name",
    "network",
    "news",
    "newsletter",
    "newsletters",
    "noc",
    "nobody",
    "noreply",
    "notification",
    "notifications",
    "notify",
    "office",
    "oficina",
    "online",
    "operations",
    "ops",
    "order",
    "orders",
    "organisers",
    "owner",
    "partners",
    "partnerships",
    "payments",
    "payroll",
    "people",
    "personal",
    "personnel",
    "planning",
    "postbus",
    "postmaster",
    "post",
    "poststelle",
    "prenotazioni",
    "presse",
    "press",
    "printer",
    "privacy",
    "procurement",
    "production",
    "programme",
    "programmes",
    "projects",
    "publicity",
    "purchasing",
    "quality",
    "questions",
    "recepcion",
    "reception",
    "recruiting",
    "recruitment",
    "registrar",
    "registration",
    "registrations",
    "reply",
    "reports",
    "request",
    "requests",
    "reservas",
    "reservation",
    "reservations",
    "returns",
    "risk",
    "rooms",
    "root",
    "safety",
    "sales",
    "scanner",
    "school",
    "secretaria",
    "secretariat",
    "secretary",
    "security",
    "segreteria",
    "sekretariat",
    "server",
    "service",
    "servicedesk",
    "services",
    "shop",
    "soporte",
    "sponsorship",
    "staff",
    "store",
    "studio",
    "subscribe",
    "subscriptions",
    "supplier",
    "suppliers",
    "support",
    "survey",
    "surveys",
    "system",
    "talent",
    "team",
    "tech",
    "technical",
    "tender",
    "tenders",
    "test",
    "tickets",
    "tips",
    "training",
    "travel",
    "treasury",
    "unsubscribe",
    "updates",
    "user",
    "username",
    "vendas",
    "vendors",
    "ventas",
    "vente",
    "ventes",
    "venue",
    "verkauf",
    "verkoop",
    "verwaltung",
    "vendite",
    "visitors",
    "volunteer",
    "volunteering",
    "web",
    "webmaster",
    "website",
    "welcome",
    "you",
    "yourname",
    "firstname",
    "lastname",
    "example",
    "someone",
];
