//! Closed lists by which a cell is judged: what says nothing, what says yes, what is a grade. Phrases are split by bars.

/// What stands in a cell that says nothing.
pub(super) const NOTHING: &str = "\
    no|none|nil|na|n a|not applicable|not known|not stated|not specified|not disclosed|not provided|\
    not declared|not recorded|not asked|undisclosed|unknown|unspecified|blank|prefer not to say|\
    prefer not to answer|prefer not to disclose|rather not say|declined to say|declined|decline to answer|\
    withheld|tbc|tba|tbd|pending|false|nothing|none known|none declared|no known allergies|nka|nkda|\
    no requirements|no allergies|none stated|no answer|no response|no preference|no dietary requirements|\
    standard|normal|all ok|ok|fine|clear|no convictions|no record|no criminal record|not a member|\
    eats everything|anything|no restrictions|n|keine|keiner|keins|kein|nein|nichts|entfallt|keine angabe|\
    nicht bekannt|unbekannt|ohne|trifft nicht zu|non|aucun|aucune|neant|rien|sans objet|non renseigne|\
    ne souhaite pas|ne se prononce pas|non communique|inconnu|pas de|ninguno|ninguna|nada|no aplica|no procede|\
    no contesta|prefiero no decirlo|desconocido|sin|nessuno|nessuna|niente|non applicabile|preferisco non dirlo|\
    sconosciuto|geen|nee|niet van toepassing|nvt|n v t|onbekend|zeg ik liever niet|wil ik niet zeggen|s o|k a|\
    ei|sans|nihil|null|not given";

/// Diets that tell neither health nor belief.
pub(super) const PLAIN_DIET: &str = "\
    vegetarian|veggie|veg|vegan|pescatarian|flexitarian|no meat|no fish|no red meat|no seafood|omnivore|meat|\
    fish|chicken|beef|vegetarisch|vegetarier|vegetarierin|veganer|vegetarien|vegetarienne|vegetalien|\
    vegetariano|vegetariana|vegano|vegana|veganistisch|no mushrooms|no coriander|no spicy food|low carb|keto|\
    plant based|dairy free preferred|no preference|non vegetarian|tea|coffee|water|alles|omnivoor|\
    ne mange pas de viande";

/// Words that may stand beside a one-word header of the assessment rule: `Final score`, `Mark (%)`, `Module 2 grade`.
pub(super) const PLAIN_BESIDE: &str = "\
    a|an|the|of|out|for|in|final|overall|total|average|mean|test|exam|examination|assessment|module|course|unit|\
    paper|part|section|round|stage|attempt|percentage|percent|pct|max|post|pre|before|after|interview|appraisal|\
    performance|review|candidate|participant|delegate|student|learner|employee|individual|self|peer|manager|\
    line|year|end|mid|term|your|their|his|her|current|previous|predicted|target|baseline|raw|scaled|\
    standardised|standardized|t|sten|quiz|essay|presentation|coursework|assignment|case|study|simulation|\
    exercise|role|play|group|written|oral|practical|theory|day|week|q1|q2|q3|q4|h1|h2|letter|calibrated|1st|2nd|\
    pass|mark|score|grade|result|rating|level|points|fail|numeracy|verbal|numerical|abstract|reasoning|english|\
    maths|writing|reading|listening|speaking|leadership|communication|360|finale|endgultige|gesamt|totale|\
    totaal|eind|media|moyenne|generale|global";

/// Verdicts on someone that mean little else.
pub(super) const VERDICTS: &str = "\
    pass|passed|fail|failed|merit|distinction|high distinction|refer|referred|resit|re sit|retake|not passed|\
    pass with merit|pass with distinction|ungraded|unclassified|not yet competent|competent|not competent|\
    exceeds expectations|meets expectations|below expectations|above expectations|needs improvement|\
    requires improvement|unsatisfactory|satisfactory|upper second|lower second|first class|grade a|grade b|\
    grade c|grade d|grade e|grade f|grade #|grade u|grade a star|appointable|not appointable|bestanden|\
    nicht bestanden|sehr gut|befriedigend|ausreichend|mangelhaft|ungenugend|durchgefallen|note #|admis|admise|\
    ajourne|ajournee|recu|refuse|mention bien|mention tres bien|mention assez bien|insuffisant|aprobado|aprobada|\
    suspenso|sobresaliente|apto|no apto|apta|no apta|promosso|promossa|bocciato|bocciata|idoneo|idonea|\
    non idoneo|non idonea|insufficiente|geslaagd|gezakt|onvoldoende|ruim voldoende|voldoende";

/// Things that are scored, in headers.
pub(super) const SCORED_THINGS: &str = "\
    risk|hazard|supplier|vendor|bidder|tender|bid|proposal|product|project|task|asset|property|test case|test id|\
    defect|bug|requirement|control|kpi|issue|ticket|option|initiative|criterion|criteria|site|risiko|lieferant|\
    angebot|projekt|risque|fournisseur|projet|riesgo|proveedor|proyecto|rischio|fornitore|progetto|risico|\
    leverancier";

/// What says that the header holds.
pub(super) const YES: &str = "\
    yes|y|x|true|1|ja|oui|si|member|disclosed|declared|vrai|wahr|waar|vero|verdadero";

/// First words of a cell that deny the rest.
pub(super) const DENIES: &str = "\
    no|not|none|non|nil|never|keine|keinen|kein|nicht|aucun|aucune|pas|sin|ningun|ninguna|ninguno|nessun|\
    nessuna|nessuno|senza|geen";

/// Words between plain diets.
pub(super) const JOINS: &str = "\
    and|or|und|oder|et|ou|y|o|e|en|of|no|please|only|diet|meal|option|meals";

/// Grades, ratings and types that are an assessment of someone.
pub(super) const GRADES: &str = "\
    a|b|c|d|e|f|u|aa|ab|bb|first|upper second|lower second|pass|passed|fail|failed|merit|distinction|\
    high distinction|credit|commended|refer|referred|resit|not passed|unclassified|ungraded|appointable|not appointable|reserve|nyc|retake|re sit|exceeds expectations|exceeds|exceeded|\
    meets expectations|meets|met|partially meets|partly met|below expectations|below|above expectations|above|\
    far exceeds|outstanding|excellent|very good|good|satisfactory|unsatisfactory|adequate|inadequate|weak|poor|\
    needs improvement|needs work|requires improvement|needs development|development area|strength|strong|\
    on track|off track|underperforming|under performing|solid performer|high performer|top performer|\
    low performer|high potential|emerging|developing|proficient|competent|not yet competent|not competent|\
    advanced|intermediate|beginner|novice|expert|foundation|basic|mastery|level #|band #|grade #|#|a1|a2|b1|b2|\
    c1|c2|high|medium|low|average|above average|below average|plant|shaper|resource investigator|\
    monitor evaluator|completer finisher|teamworker|team worker|co ordinator|implementer|red|yellow|green|blue|\
    fiery red|sunshine yellow|earth green|cool blue|dominance|influence|steadiness|conscientiousness|intj|intp|\
    entj|entp|infj|infp|enfj|enfp|istj|isfj|estj|esfj|istp|isfp|estp|esfp|promote|promotable|ready now|\
    not ready|recommended|not recommended|hire|no hire|strong hire|strong yes|strong no|accept|reject|rejected|\
    successful|unsuccessful|bestanden|nicht bestanden|sehr gut|gut|befriedigend|ausreichend|mangelhaft|\
    ungenugend|ubertrifft|erfullt|admis|ajourne|reussi|echoue|tres bien|bien|assez bien|passable|insuffisant|\
    aprobado|suspenso|notable|sobresaliente|apto|no apto|insuficiente|suficiente|promosso|bocciato|ottimo|\
    distinto|buono|sufficiente|insufficiente|idoneo|non idoneo|geslaagd|gezakt|voldoende|onvoldoende|goed|\
    zeer goed|uitstekend|matig";
