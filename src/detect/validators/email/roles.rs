//! Words of which the local parts of office mailboxes are made, in order: RFC 2142 and the usage of business in six languages.

/// What an office's mailbox is called.
#[rustfmt::skip]
pub(super) const ROLES: &[&str] = &[
    "abuse", "academy", "account", "accounting", "accounts", "admin", "administration", "administrator",
    "admissions", "ads", "advertising", "alert", "alerts", "analytics", "apply", "ask", "assistance", "atencion",
    "auto", "automated", "bestellung", "billing", "board", "booking", "bookings", "bot", "bounce", "bounces",
    "buchhaltung", "business", "calendar", "campaigns", "care", "careers", "ci", "clientes", "clients",
    "comercial", "commercial", "comms", "communications", "community", "compliance", "compta", "comptabilite",
    "confirmation", "contact", "contacto", "contacts", "contatti", "contatto", "courses", "crew", "customercare",
    "customers", "customerservice", "customerservices", "customersupport", "daemon", "data", "dataprotection",
    "datenschutz", "default", "delegates", "demo", "design", "dev", "developers", "devops", "digest", "digital",
    "donotreply", "dpo", "editor", "editorial", "education", "email", "empleo", "engineering", "enquiries",
    "enquiry", "estates", "event", "events", "everyone", "example", "exams", "export", "facilities",
    "facturacion", "facturation", "factuur", "faculty", "fatture", "feedback", "finance", "firstname",
    "fundraising", "gdpr", "git", "group", "hallo", "headoffice", "health", "hello", "help", "helpdesk",
    "helpline", "hi", "hostmaster", "hr", "humanresources", "import", "info", "informacion", "informatie",
    "information", "informazioni", "inquiries", "inquiry", "insurance", "internal", "invoice", "invoices",
    "invoicing", "it", "itsupport", "jobs", "klantenservice", "kontakt", "kundenservice", "lastname", "learning",
    "legal", "library", "list", "lists", "logistics", "mail", "mailbox", "mailer", "mailerdaemon", "mailing",
    "maintenance", "management", "marketing", "media", "meetings", "members", "membership", "monitoring", "name",
    "network", "news", "newsletter", "newsletters", "nobody", "noc", "noreply", "notification", "notifications",
    "notify", "office", "oficina", "online", "operations", "ops", "order", "orders", "organisers", "owner",
    "partners", "partnerships", "payments", "payroll", "people", "personal", "personnel", "planning", "post",
    "postbus", "postmaster", "poststelle", "prenotazioni", "press", "presse", "printer", "privacy", "procurement",
    "production", "programme", "programmes", "projects", "publicity", "purchasing", "quality", "questions",
    "recepcion", "reception", "recruiting", "recruitment", "registrar", "registration", "registrations", "reply",
    "reports", "request", "requests", "reservas", "reservation", "reservations", "returns", "risk", "rooms",
    "root", "safety", "sales", "scanner", "school", "secretaria", "secretariat", "secretary", "security",
    "segreteria", "sekretariat", "server", "service", "servicedesk", "services", "shop", "someone", "soporte",
    "sponsorship", "staff", "store", "studio", "subscribe", "subscriptions", "supplier", "suppliers", "support",
    "survey", "surveys", "system", "talent", "team", "tech", "technical", "tender", "tenders", "test", "tickets",
    "tips", "training", "travel", "treasury", "unsubscribe", "updates", "user", "username", "vendas", "vendite",
    "vendors", "ventas", "vente", "ventes", "venue", "verkauf", "verkoop", "verwaltung", "visitors", "volunteer",
    "volunteering", "web", "webmaster", "website", "welcome", "you", "yourname",
];

/// What may stand beside it.
#[rustfmt::skip]
pub(super) const COMPANIONS: &[&str] = &[
    "all", "apac", "central", "client", "corporate", "customer", "de", "department", "dept", "desk", "do", "east",
    "emea", "eu", "europe", "general", "global", "group", "international", "la", "london", "no", "north", "not",
    "office", "online", "our", "regional", "south", "team", "teams", "the", "uk", "und", "usa", "west",
];

#[cfg(test)]
mod tests {
    #[test]
    fn lists_are_sorted() {
        assert!(super::ROLES.is_sorted() && super::COMPANIONS.is_sorted());
    }
}
