"""Names of things: software, modules, acronyms, places, firms, ships, products. They are nobody's, and many look like
people's names; `{tool:a}` is the same thing wherever it stands in a document, `{tool}` is another one each time."""

import random

from names import Pool, cultures, split_of

Rng = random.Random

HEADS = """bar brin cal cor dal dex dor el fal fen gal gor hal hex ion jar kal kes lar lex lum mar mer mon nar nex nim nov ob
or par pel pho pix quor ral ren rho sal sel sil sol tal tan ter tor ul vel ver vex vil vor wim xan yar zan zel zor""".split()
MIDDLES = """a ba be ci da de di do e fa fi ga go i ka ki la li lo ma mi mo na ne ni no o pa pi ra ri ro sa se si ta te ti to
u va vi za""".split()
TAILS = """ber bit by ca cast d dex don dra form fy gen gon ks l ler lis lix ly m mail matic mus n na nda ndo net nia nix nox
nt ny on onic path phi pt que r ra rax ric rin ris rix ro rt s scan sis stack sync t ta tec ter tex th tic tis to ton tor
tra trix tron type va vis x xa xis xo y zar zen zo""".split()
WORDS = """anchor anvil arrow atlas aurora axis badger barrel beacon birch bishop blaze bolt bramble breeze bridge buffer
cairn canvas carbon cascade castle cedar charm chisel cipher cobalt comet compass copper coral crane crest crystal dagger
dawn delta depot dolphin domino dragon drift eagle echo eclipse ember engine falcon feather fern flint forge fox galaxy
garnet gazelle glacier grove hammer harbor harvest hawk hazel helix heron hive horizon hunter indigo iris ivory jade jasper
juniper kernel kestrel ladder lantern lark lattice laurel ledger lemon lever lily lion lotus lynx magnet mango maple marble
mason meadow mercury merlin meteor mill mint mirror monarch moss nebula nectar needle north oasis olive onyx opal orbit
orchid osprey otter owl page parcel pebble pepper phoenix pilot pine pioneer planet plover poppy porter prism pulse quartz
quill raven reef ridge river robin rocket rose ruby saddle saffron sage sapphire scarlet scout sentinel shepherd sierra
silver sparrow spark spring sterling stone summit swan swift tailor tango temple thistle thorn tiger torch trident tulip
turner valley velvet violet walker warden weaver willow winter wolf wren zebra zenith zephyr""".split()
PARTS = """access account address adapter allocator archive argument array audit backup batch binding block body branch
buffer bundle byte cache call channel check chunk client clock cluster code codec column command commit config context
cookie core count cursor data decoder default delay device digest directory document domain driver encoder entry error
event export factory feature field file filter flag folder format frame group guard handle handler hash header heap host
hook image import index input item iterator job key label layer level limit line link list listener loader local lock log
loop map mark mask matcher memory merge message method mode model module monitor mutex name node number object offset
option order output owner packet page panel parent parser patch path pattern peer pipe plugin point pool port prefix print
probe process profile property protocol provider proxy query queue range reader record recover region registry release
remote report request resolver resource response result retry role root route row rule runtime sample scale schema scope
script search section segment sequence server service session set shard shell sign signal size slice socket sort source
span stack stage start state status step storage store stream string style suffix symbol sync system table tag target task
template test text thread time token trace tree trigger type union unit update user validator value vector version view
visitor volume wait walk watch window word worker wrapper writer zone""".split()
PLACE_HEADS = """Ash Beck Birk Black Bram Brook Cald Car Clay Cold Crow Dal Den Dun East Elm Fair Far Gat Glen Green Hag Har Haw
Hazel High Hol Horn Kel King Kirk Lang Lin Low Mar Mel Mill Mor New Nor Oak Old Over Pen Quarr Rad Rock Ros Rush Salt Sand
Sel Shel South Stan Stave Stock Sut Swan Thorn Thur Tor Up Wal War Wat Wel West Wham Whit Win Wood Wool Wyke""".split()
PLACE_TAILS = """bourne bridge burn bury by caster combe cot dale den don ey fell field ford gate ham head holme hurst ington
land leigh ley low mere minster moor ness port ridge shaw side stead stoke stone ston ter thorpe thwaite ton vale well wick
wold wood worth""".split()
FOREIGN_PLACES = """Aldrovia Borsa-Kend Cantavir Chamel Dorogan Esmerin Fontarel Gorsk-Novy Halmstrand Ikatuba Jorvala Kastamel
Lublany Marovica Nakhtara Oulavik Pernissa Quelara Ruzhanka Sabandor Tarquena Ustaran Valmiere-Sud Wagasaki Xalapar Yenkara
Zarovia Bel-Ombre Tres Colinas Pointe-Claire Mindelheim-West Kuala-Batu Nam-Phong Tel-Arod Al-Mahrub Rio-Seco Vila-Torta
Sint-Aldegonde Bad-Erlen Grand-Mesnil""".split()
SHIP_HEADS = "Northern Southern Ocean Royal Star Pacific Golden Highland Blue".split()
ENDINGS = ["Ltd", "plc", "Group", "Partners", "Holdings", "LLP", "GmbH", "Inc.", "Bank", "Insurance", "Energy", "Foods", "Systems"]


def mine(make, r: Rng, split: str) -> str:
    """A made word that belongs to the split."""
    word = make()
    for _ in range(40):
        if split_of(word) == split:
            break
        word = make()
    return word


def invented(r: Rng, split: str) -> str:
    """A word that nobody has seen."""
    make = lambda: r.choice(HEADS) + (r.choice(MIDDLES) if r.random() < 0.6 else "") + r.choice(TAILS)  # noqa: E731
    return mine(make, r, split).capitalize()


def borrowed(r: Rng, kinds: str = "fms") -> str:
    """A given name or a surname: things are called so, too."""
    culture = cultures()[r.choice(["en", "en", "us", "fr", "de", "it", "es", "ga"])]
    return r.choice(culture.listed[r.choice(kinds)]).split("/")[0].split(" ")[0]


def tool(r: Rng, split: str) -> str:
    """A program, a library, a service."""
    kind = r.random()
    if kind < 0.4:
        return invented(r, split)
    if kind < 0.62:
        return r.choice(WORDS).capitalize()
    if kind < 0.82:
        return borrowed(r)
    if kind < 0.92:
        return r.choice(WORDS).capitalize() + r.choice(["DB", "Kit", "JS", "Flow", "Sync", "Hub", "MQ", "OS", "Desk", "Works"])
    return r.choice(["lib", "py", "go", "x", "open"]) + r.choice(WORDS)


def camel(r: Rng) -> str:
    """`RetryPolicy`, `Reader`."""
    return "".join(r.choice(PARTS).capitalize() for _ in range(r.choice([1, 1, 2, 2, 3])))


def ident(r: Rng) -> str:
    """A name in a program."""
    words = [r.choice(PARTS) for _ in range(r.choice([1, 2, 2, 3]))]
    kind = r.randrange(5)
    if kind == 0:
        return "_".join(words).upper()
    if kind == 1:
        return words[0] + "".join(word.capitalize() for word in words[1:])
    if kind == 2:
        return "_".join(word.capitalize() for word in words)
    return "_".join(words)


def acronym(r: Rng) -> str:
    """Two to five capitals."""
    return "".join(r.choice("ABCDEFGHIKLMNOPRSTUVWX") for _ in range(r.choice([2, 3, 3, 3, 4, 4, 5])))


def place(r: Rng, split: str) -> str:
    """A town, a ward, a district."""
    if r.random() < 0.15:
        return r.choice(FOREIGN_PLACES).replace("-", r.choice(["-", " "]))
    name = mine(lambda: r.choice(PLACE_HEADS) + r.choice(PLACE_TAILS), r, split)
    if r.random() < 0.2:
        name = r.choice(["Great", "Little", "Upper", "Lower", "North", "South", "East", "West"]) + " " + name
    if r.random() < 0.08:
        name += r.choice([" St Mary", " Magna", " on Sea", " Regis", " Green", " Cross", " under Edge", " Parva"])
    return name


def firm(r: Rng, split: str) -> str:
    """A company."""
    first = r.choice([lambda: invented(r, split), lambda: borrowed(r, "s"), lambda: r.choice(WORDS).capitalize(), lambda: place(r, split)])()
    if r.random() < 0.3:
        return f"{first} {r.choice(['&', 'and'])} {borrowed(r, 's')} {r.choice(ENDINGS)}"
    return f"{first} {r.choice(ENDINGS)}"


def ship(r: Rng, split: str) -> str:
    """A ship, a locomotive, a horse: things with names of their own."""
    kind = r.random()
    if kind < 0.3:
        return f"{r.choice(SHIP_HEADS)} {r.choice(WORDS).capitalize()}"
    if kind < 0.5:
        return f"{r.choice(['Lady', 'Princess', 'Queen', 'Saint'])} {borrowed(r, 'fm')}"
    if kind < 0.7:
        return f"{r.choice(WORDS).capitalize()} {r.choice(WORDS).capitalize()}"
    if kind < 0.85:
        return f"{borrowed(r)} {r.choice(['Express', 'Spirit', 'Pearl', 'Star', 'Pride', 'Boy', 'Belle', 'Dream', 'Maid', 'Venture'])}"
    return invented(r, split)


def model(r: Rng, split: str) -> str:
    """A product of a catalogue."""
    head = r.choice([r.choice(WORDS).capitalize(), invented(r, split), borrowed(r)])
    return f"{head} {r.choice(['Pro', 'Mini', '200', '45', 'X2', 'Classic', 'Plus', 'Oak', 'Grey', 'Set', 'Chair', 'Desk Lamp', 'Mug', 'Jacket'])}"


MAKERS = {
    "tool": tool, "camel": lambda r, split: camel(r), "ident": lambda r, split: ident(r), "acro": lambda r, split: acronym(r),
    "place": place, "firm": firm, "ship": ship, "model": model, "word": lambda r, split: r.choice(WORDS).capitalize(),
}  # fmt: skip


def is_thing(kind: str) -> bool:
    """Whether a slot asks for a thing."""
    return kind in MAKERS


def thing(kind: str, r: Rng, pool: Pool) -> str:
    """The name of a thing."""
    return MAKERS[kind](r, pool.split)
