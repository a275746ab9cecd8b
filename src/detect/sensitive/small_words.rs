//! The small words by what they do, in English, German, French, Spanish, Italian and Dutch; folded (no diacritics).

use super::grammar::Class;

/// Each class with its words.
pub(super) const LISTS: &[(Class, &str)] = &[
    (Class::SUBJECT, "he she they him them er sie elle elles lui ella lei egli hij zij ze"),
    (
        Class::POSSESSIVE,
        "his her hers their sein seine seiner seinem seinen ihr ihre ihrer ihrem ihren son sa ses leur su sus suo sua suoi sue \
         zijn haar hun",
    ),
    (
        Class::FIRST,
        "i my me im ive ich mein meine meiner meinem meinen mich j je mon ma mes yo mi mis io mio mia miei mie ik mijn",
    ),
    (
        Class::BE,
        "is was are were be been being am m re isn ist war sind waren bin est etait sont es era esta fue son e era sono ben zijn \
         became becomes identifies identify identifying became remains",
    ),
    (
        Class::PLAIN,
        "a an the also now currently openly very still quite severely profoundly partially totally registered practising \
         practicing devout lapsed proud committed active lifelong newly recently mildly highly both ein eine einen auch jetzt \
         seit derzeit stark schwer leicht offen praktizierender un une aussi tres gravement actuellement una muy tambien \
         actualmente anche molto attualmente gravemente een ook erg zeer momenteel ernstig who that which and as",
    ),
    (
        Class::LINK,
        "s ve d ll has have had having gets got getting suffers suffer suffered suffering with from to of on off for by at in \
         due because owing following after since until lives living live needs need needed requires require required uses use \
         using used takes take taking took diagnosed diagnosis as who whom whose which that and or plus but mentioned disclosed declared confirmed revealed us me it this these some his mild moderate severe chronic \
         acute serious bad terrible history early late advanced stage type form recurring recurrent suspected ongoing \
         longstanding long term known food really only just then will would be may can could does do did been carries manages \
         managing cope coping copes struggling struggles struggled recovering recovered recovers undergoing undergo underwent \
         having receiving received receives awaiting treated treatment treatments being been voted votes joined belongs \
         belong member came come coming ended finished placed left right both out up once again today yesterday tomorrow week weeks month months year years day days \
         one two three four five six seven eight nine ten eleven twelve eighteen twenty several few couple fortnight half \
         rang rings phoned phones texted texts wears wear wearing wore calls called entered enters served spent faces faced facing beat beats survived contracted caught developed fights fighting fought \
         battles battling battled owes owed filed underwent starts started starting stopped begins began continues \
         continued continuing attends attended attending sees seeing saw signed rushed fears lost minor major slight small \
         nasty awful little quiet severe heavy broken recent first second previous past current ongoing \
         january february march april june july august september october november december monday tuesday wednesday \
         thursday friday own new old during before through throughout when where again soon later next last first second third life threatening insulin dependent allergic intolerant reports \
         reported hat haben hatte hatten leidet litt leiden unter an mit wegen aufgrund seit bis zum zur von \
         vom der die das dem den des ein eine einer einem einen und oder wurde wird braucht benotigt nimmt nutzt als im am \
         gegen schwere schwerer schweren leichte chronische akute diagnostiziert gestellt krankgeschrieben gehort ge a ont \
         avait souffre souffrait de d du des la le les l une un et ou avec pour qui que en depuis jusqu suite cause besoin \
         prend utilise atteint atteinte ete diagnostique diagnostiquee tres grave severe chronique y tiene tenia padece sufre \
         sufria con por para que del el la los las un una o debido desde hasta necesita toma usa sido diagnosticado \
         diagnosticada grave severa cronica ha aveva soffre soffriva di da del della dei con per che il lo gli uno causa \
         bisogno prende usa stato stata diagnosticato diagnosticata malato malata affetto affetta heeft had lijdt aan met \
         door vanwege sinds tot het de een van voor die dat in op nodig gebruikt neemt ernstige zware chronische",
    ),
    (
        Class::SAY,
        "says said say told tells tell explained explains asked asks noted notes thinks thought believes argues argued claims \
         sagt sagte meint fragte dit disait explique demande dice dijo explica pregunta disse spiega chiede zegt zei vraagt",
    ),
    (
        Class::NEGATION,
        "nothing nobody none no not never without non nor neither isn wasn aren doesn didn don hasn haven hadn won denies denied nobody kein keine \
         keinen keiner keinerlei nicht ohne nie niemals pas aucun aucune sans jamais sin ningun ninguna nunca nessun nessuna \
         nessuno senza mai geen niet zonder nooit free",
    ),
    (
        Class::PERHAPS,
        "if whether eg g si alguna algun alguno quelque eventuelle eventuel eventueller eventuali qualche eventuele \
         example examples such might any anyone anybody someone somebody everyone unless suppose imagine \
         hypothetical hypothetically fictional fictitious falls wenn ob jemand beispiel beispielsweise etwa quelqu quiconque \
         exemple alguien ejemplo qualcuno qualcun esempio indien iemand bijvoorbeeld scenario",
    ),
    (
        Class::JOKE,
        "joke jokes joked joking jokingly kidding haha lol metaphorically figuratively jest pun quips quipped scherz \
         scherzhaft plaisante blague broma bromea scherzo scherza scherzosamente grapje grapt",
    ),
    (
        Class::PEOPLE,
        "people persons employee employees staff colleagues delegates participants attendees patients clients customers women \
         men children adults students pupils workers leaders managers individuals users residents members families parents \
         communities community population citizens those many others teams groups sufferers survivors applicants candidates \
         carers youth teenagers girls boys veterans everyone anyone someone mitarbeiter mitarbeitende menschen personen \
         patienten teilnehmer frauen manner kinder salaries employes personnes patients femmes hommes enfants empleados \
         personas pacientes mujeres hombres ninos dipendenti persone pazienti donne uomini bambini medewerkers mensen \
         patienten vrouwen mannen kinderen voters",
    ),
    (
        Class::PLACE,
        "room rooms venue venues hotel hotels building buildings site sites location locations restaurant restaurants office \
         offices floor house bus train car raum hotel gebaude salle lieu batiment sala edificio gebouw zaal",
    ),
    (
        Class::OFFER,
        "offer offers offered offering provide provides provided providing serve serves serving available availability \
         ordered ordering bietet anbieten offre propose ofrece ofrecen offrono biedt",
    ),
    (
        Class::NEED,
        "needs need needed require requires required requested requests wants braucht benotigt besoin demande necesita requiere \
         bisogno richiede nodig",
    ),
    (
        Class::ABOUT,
        "about regarding concerning re around uber sur sul sulla sui sugli sulle sull concernant sobre acerca riguardo riguardante circa betreffende omtrent \
         specialises specializes specialising specialist specialists expert experts researches teaches teaching taught \
         lectures lectured wrote writes writing written treats treating campaigns campaigned discuss discussed discusses \
         discussing presented presents presenting understanding explore explored explores covering covers covered",
    ),
    (
        Class::OF,
        "on of for in into against to towards within fur zu in au aux de du des dans contre en contra nel nella della di sul \
         over voor tegen naar van",
    ),
    (
        Class::TOPIC,
        "copied copy spot spots provision provisions ledger collection collections recovery financing relief exposure portfolio portfolios figures trend trends pandemic pathway sales launches curve gap ratio levels claims lawyers experts therapy area test tests testing kit kits app apps tool tools reader readers scanner scanners solution solutions policy policies procedure strategy module course workshop training seminar webinar lecture talk session programme \
         program syllabus curriculum chapter article paper book novel film documentary podcast blog magazine journal \
         newsletter study studies research survey statistics report whitepaper guidance guideline guide leaflet toolkit \
         handbook manual checklist framework act law legislation regulation regulations directive awareness campaign charity \
         charities foundation trust society association federation institute centre center clinic hospital hospice museum \
         gallery street road avenue lane square station church cathedral mosque synagogue temple chapel school college \
         university academy faculty department team unit service services sector industry market company ltd plc gmbh inc \
         group network forum committee council board commission panel conference congress summit \
         fundraiser fundraising appeal donation donations project initiative pilot bill debate election campaigner manager \
         management nurse officer advisor adviser consultant director coordinator champion ambassador aider trainer lecturer \
         professor doctor physician surgeon researcher therapist psychologist psychiatrist counsellor practitioner lead head \
         chair chairman president secretary editor author scientist epidemiologist oncologist lawyer solicitor analyst \
         architect engineer first aid insurance insurer provider product products brand fund drug drugs vaccine vaccines \
         trial trials prevention literature history art culture cuisine food music language holiday holidays festival \
         calendar estimate estimates approach approaches assumption assumptions view views government minister party mp \
         parliament club bar bars quarter area district town village region country theology studies data figures rate rates \
         category categories definition term terms question questions form monitoring benefit benefits budget cost costs \
         model case cases theme topic subject item agenda slide slides section pride parade movement rights heritage \
         interest interests expertise experience specialism knowledge portfolio launch pump pumps inhaler inhalers device devices batteries franchise therapeutics pipeline timetable schedule script options option menus menu buffet catering station stand parking toilet toilets space spaces entrance ramp lift \
         richtlinie strategie kurs schulung seminar vortrag workshop programm kapitel artikel studie forschung bericht \
         leitfaden gesetz stiftung verein verband gesellschaft klinik krankenhaus museum strasse kirche schule universitat \
         beauftragte beauftragter beauftragten referent leiter leiterin arzt arztin manager politique formation cours \
         atelier seminaire conference chapitre livre etude recherche rapport guide loi association fondation clinique hopital \
         musee rue eglise ecole universite responsable referent directeur directrice medecin infirmier infirmiere journee \
         politica curso taller formacion seminario capitulo articulo libro estudio investigacion informe guia ley \
         asociacion fundacion clinica hospital museo calle iglesia escuela universidad responsable director directora \
         enfermera medico corso formazione laboratorio capitolo articolo libro studio ricerca relazione guida \
         legge associazione fondazione clinica ospedale museo via chiesa scuola universita responsabile direttore medico \
         infermiere giornata beleid cursus training lezing hoofdstuk boek onderzoek rapport gids wet vereniging \
         stichting kliniek ziekenhuis straat kerk school universiteit manager adviseur arts verpleegkundige",
    ),
    (
        Class::CONTACT,
        "tutor coach assessor interviewer examiner instructor formateur formatrice ausbilder trainerin docente instructor opleider contact contacts let email mail call phone ring ask inform tell notify speak by author authors presenter speaker \
         facilitator trainer tutor host sponsor editor kontakt kontaktieren ansprechpartner ansprechpartnerin referentin \
         contacter contactez auteur contactar contacte ponente contattare contatti relatore neem spreker",
    ),
    (
        Class::MUST,
        "must should shall required entitled eligible muss mussen soll sollen doit doivent debe deben deve devono moet moeten \
         please bitte",
    ),
    (Class::AND, "and but or so und aber oder et mais y pero ma ed en maar although while"),
    (Class::CAUSE, "because due owing following wegen aufgrund cause raison debido causa vanwege wegens as since"),
];
