"""Names of people, streets, towns and firms: common ones and invented ones, put together by chance."""

from random import Random

WOMEN = """
Alice Amelia Amy Anna Beatrice Bethan Carol Catherine Charlotte Chloe Clare Daisy Deborah Diane Eleanor Ellen
Elizabeth Emily Emma Esther Eve Faith Fiona Frances Freya Gemma Georgia Gillian Grace Hannah Harriet Heather Helen
Holly Imogen Iris Isla Jane Janet Jasmine Jennifer Jessica Joan Joanne Judith Julia Karen Katherine Kirsty Laura
Lauren Lily Linda Louise Lucy Lynn Maisie Margaret Marian Martha Mary Matilda Megan Molly Nadine Naomi Natalie Nicola
Nora Olivia Orla Pamela Patricia Pauline Phoebe Poppy Rachel Rebecca Rosie Ruby Ruth Sally Samantha Sandra Sarah
Sheila Sian Sophie Susan Sylvia Tamsin Tessa Valerie Vera Victoria Violet Wendy Winifred Yvonne Zara
""".split()
MEN = """Aaron Adam Adrian Alan Alasdair Albert Alex Alistair Andrew Angus Anthony Arthur Barry Benjamin Bernard Brian
Callum Cameron Charles Christopher Colin Connor Craig Daniel David Dennis Dominic Donald Douglas Duncan Dylan Edward
Elliot Eric Ethan Euan Evan Finlay Frank Frederick Gareth Gary Geoffrey George Gerald Glyn Gordon Graham Gregory Harry
Henry Howard Hugh Huw Iain Ian Jack Jacob James Jamie Jason Jeremy Joel John Jonathan Joseph Joshua Julian Keith Kenneth
Kevin Laurence Lee Leon Lewis Liam Luke Malcolm Marcus Mark Martin Matthew Maurice Michael Nathan Neil Nicholas Nigel
Noah Oliver Oscar Owen Patrick Paul Peter Philip Ralph Raymond Reece Rhys Richard Robert Robin Roger Ronan Rory Roy
Russell Ryan Samuel Scott Sean Simon Stanley Stephen Stuart Terence Theo Thomas Timothy Toby Trevor Victor Vincent
Walter William Zachary""".split()
SURNAMES = """
Abbott Adams Ainsworth Allen Appleby Archer Armitage Atherton Bailey Baker Barker Barlow Barnes Bartlett Bateman
Beckett Bell Bennett Blackwell Booth Bowen Bradshaw Briggs Brook Browning Burgess Burrows Butler Calder Cameron
Campbell Carmichael Carter Chadwick Chandler Chapman Clarke Clayton Coates Coleman Collier Cooper Cowan Crawford
Crosby Dalton Davenport Davidson Dawson Dixon Donnelly Douglas Drummond Duffy Dyer Eastwood Edwards Ellis Emerson
Evans Farrell Fenwick Fielding Fisher Fleming Fletcher Forsyth Foster Fraser Gallimore Garner Gibson Gilbert Glover
Goodwin Graham Grant Greenwood Griffiths Hargreaves Harper Harris Hartley Hayward Henderson Hewitt Hobbs Holland
Hopkins Howell Hudson Humphreys Hunter Ingram Irving Jackson James Jarvis Jennings Johnston Jones Joyce Kavanagh Kemp
Kendall Kennedy Kirby Knight Lambert Lawson Leach Lister Lloyd Lockwood Logan Lowe Macdonald Mackay Mallory Marlow
Marsden Mason Maxwell McAllister McBride McCarthy McIntyre Mellor Mercer Middleton Millward Mitchell Morgan Morton
Murray Naylor Newton Nichols Norris Norton Oakley Oldfield Osborne Owen Palmer Parkin Parsons Pearce Perkins Platt
Pollard Porter Powell Preston Price Pugh Quinn Radcliffe Ramsay Redfern Reid Reynolds Rhodes Riley Roberts Robson Rowe
Russell Sanderson Saunders Sharpe Shaw Sheridan Sinclair Skelton Slater Spencer Stafford Stanton Stephenson Stokes
Stringer Sutton Swift Talbot Tate Temple Thornton Tierney Todd Townsend Tranter Tucker Turnbull Underhill Vaughan
Wainwright Walker Wallis Walton Warburton Waters Watkins Webster Wheatley Whitaker Wilkins Winstanley Wolfe Woodward
Wright Wyatt Yates Young
""".split()

# People whose families came from elsewhere: given name, surname, and how they write themselves in an e-mail address.
FURTHER = [
    line.split("|")
    for line in """Aleksandra|Wiśniewska|aleksandra.wisniewska
Krzysztof|Dąbrowski|krzysztof.dabrowski
Małgorzata|Zielińska|malgorzata.zielinska
Paweł|Kamiński|pawel.kaminski
Priyanka|Sharma|priyanka.sharma
Rajesh|Iyer|rajesh.iyer
Harpreet|Gill|harpreet.gill
Ayesha|Siddiqui|ayesha.siddiqui
Bilal|Mahmood|bilal.mahmood
Chidi|Okonkwo|chidi.okonkwo
Folake|Adebayo|folake.adebayo
Kwame|Boateng|kwame.boateng
Abena|Mensah|abena.mensah
João|Gonçalves|joao.goncalves
Inês|Magalhães|ines.magalhaes
Zoltán|Kovács|zoltan.kovacs
Søren|Mikkelsen|soren.mikkelsen
Åsa|Lindström|asa.lindstrom
Jürgen|Weiß|juergen.weiss
François|Lefèvre|francois.lefevre
Mihai|Țurcanu|mihai.turcanu
Nguyễn|Thị Hà|nguyen.thiha
Γιώργος|Αντωνίου|giorgos.antoniou
Μαρία|Νικολάου|maria.nikolaou
Олена|Шевченко|olena.shevchenko
محمد|العلي|mohammed.alali
فاطمة|منصور|fatima.mansour
อรุณี|ศรีสุข|arunee.srisuk
陈|美玲|meiling.chen
김|민준|minjun.kim
さくら|田中|sakura.tanaka""".splitlines()
]

# Town, the drama area of its telephone numbers, districts of its postcodes, how many of a hundred customers live there.
TOWNS = (
    ("Reading", "reading", "RG1 RG2 RG4 RG6 RG30", 17),
    ("Wokingham", "elsewhere", "RG40 RG41", 6),
    ("London", "london", "W5 N8 SE22 SW12 E17", 10),
    ("Bristol", "bristol", "BS3 BS6 BS16", 8),
    ("Birmingham", "birmingham", "B13 B17 B29", 8),
    ("Leeds", "leeds", "LS6 LS8 LS17", 7),
    ("Sheffield", "sheffield", "S7 S10 S11", 6),
    ("Nottingham", "nottingham", "NG3 NG7", 6),
    ("Leicester", "leicester", "LE2 LE3", 6),
    ("Manchester", "manchester", "M20 M21 M33", 8),
    ("Liverpool", "liverpool", "L15 L18", 5),
    ("Edinburgh", "edinburgh", "EH4 EH9", 4),
    ("Glasgow", "glasgow", "G11 G41", 4),
    ("Cardiff", "cardiff", "CF5 CF14", 4),
    ("Belfast", "belfast", "BT5 BT9", 1),
)
STREET = """
Larkfield Foundry Alder Harbour Orchard Mill Quarry Kestrel Bramble Chapel Station Priory Meadow Beacon Tannery Willow
Abbey Copper Fuller Garrick Hawthorn Juniper Kiln Linden Market Northgate Osier Paddock Ropewalk Saddler Tenter
Viaduct Weaver Yarrow Cobbler Drover Elder Farrier Glebe Hazel
""".split()
KIND_OF_STREET = "Road Street Avenue Close Rise Lane Gardens Terrace Way Drive Crescent Grove".split()

FIRM_FIRST = (
    "Harbour Lane|Oakwell|Riverside|Castlegate|Beacon Hill|Northfield|Silverdale|Thistle|Bramley|Copperfield|"
    "Linden Park|Millstone|Orchard|Pennant|Quayside|Redbrick|Saltmarsh|Tideway|Union Street|Whitestone|Ashgrove|"
    "Brindle|Cloverleaf|Drayton|Fairweather|Greenacre|Highmoor|Ivybridge|Kingfisher|Longmeadow"
).split("|")
FIRM_TRADE = (
    "Dental|Accountants|Joinery|Veterinary|Lettings|Catering|Motors|Opticians|Print Works|Plumbing|Solicitors|Bakery|"
    "Physiotherapy|Landscapes|Removals|Interiors|Engineering|Day Nursery|Brewery|Pharmacy"
).split("|")
FIRM_JOBS = (
    "Office manager|Director|Practice manager|Accounts|Receptionist|Operations|Finance manager|IT lead|Owner".split("|")
)


def given_name(rng: Random) -> tuple[str, str, str]:
    """Title, given name and surname of a customer like most."""
    if rng.random() < 0.5:
        return rng.choice(("Mrs", "Ms", "Miss", "Ms", "Dr")), rng.choice(WOMEN), rng.choice(SURNAMES)
    return rng.choice(("Mr", "Mr", "Mr", "Mr", "Dr", "")), rng.choice(MEN), rng.choice(SURNAMES)


def town(rng: Random) -> tuple[str, str, str]:
    """A town, the area of its telephone numbers, a district of its postcodes."""
    name, area, districts, _ = rng.choices(TOWNS, [each[3] for each in TOWNS])[0]
    return name, area, rng.choice(districts.split())


def street(rng: Random) -> str:
    """A house number and a street that is nowhere."""
    return f"{rng.randrange(1, 160)} {rng.choice(STREET)} {rng.choice(KIND_OF_STREET)}"


def firm(rng: Random) -> str:
    """A firm's name; whether it has been used already the caller knows."""
    return f"{rng.choice(FIRM_FIRST)} {rng.choice(FIRM_TRADE)}"
