"""The words around a name that say: here is a person."""

from __future__ import annotations

__all__ = [
    "ABSTRACT",
    "ADVERBS",
    "AFFAIRS",
    "ANIMALS",
    "BELONGINGS",
    "CONTACTS",
    "CONTACTS_BEFORE_PREPOSITION",
    "COPULAS",
    "DETERMINERS",
    "ERRANDS",
    "GREETINGS",
    "HEADS_BEFORE",
    "HONORIFICS",
    "INTRODUCTIONS",
    "LABELS",
    "MODALS",
    "MONTHS",
    "MOTIONS",
    "NAMINGS",
    "PARTICLES",
    "PERSON_VERBS",
    "PLACE_PREPOSITIONS",
    "RELATIONS",
    "REVIEWS",
    "ROLES",
    "THINGS",
    "TITLES",
    "TITLES_OF_ANYBODY",
    "word_set",
]


def word_set(words: str) -> frozenset[str]:
    """The words of a text, written without quotes for legibility.

    >>> sorted(word_set("mr mrs"))
    ['mr', 'mrs']
    """
    return frozenset(words.split())


# After these a name follows whatever word it is ("Mr Long"); the longer list has words with a second meaning.
TITLES_OF_ANYBODY = word_set("mr mrs ms mx miss dr")
TITLES = TITLES_OF_ANYBODY | word_set("""
        prof professor doctor sir dame lord lady baroness rev revd reverend cllr councillor pc dc ds di dci dcs
    dsu dcc wpc
    pcso sgt sergeant inspector constable det judge hhj justice imam rabbi pastor sheikh canon deacon midwife nurse
    messrs master
    """)
RELATIONS = word_set("""
        mother father mum mummy mom dad daddy stepmother stepfather stepmum stepdad parent parents son sons
    daughter daughters
        stepson stepdaughter brother brothers sister sisters stepbrother stepsister sibling siblings twin twins
    aunt auntie
        aunty uncle cousin cousins niece nieces nephew nephews grandmother grandfather grandma grandpa granny gran
    nan nana
        nanny granddad grandad grandson granddaughter grandchild grandparent grandparents mgm mgf pgm pgf
    husband wife spouse
        partner partners boyfriend girlfriend fiance fiancee lover carer carers guardian friend friends neighbour
    neighbours
    landlord lodger flatmate housemate tenant boy girl man woman lady child children baby infant toddler teenager
    patient client resident victim perpetrator perp bro sis suspect adult person widow widower inlaw law half
    godmother godfather
    classmate colleague male female pt pts sibs twin bf gf
    """)
ROLES = word_set("""
    worker workers visitor gp nurse midwife doctor consultant psychiatrist paediatrician pediatrician officer officers
    teacher headteacher head headmaster headmistress coordinator manager solicitor barrister paramedic practitioner
        therapist physiotherapist psychologist psychotherapist counsellor advocate chair chairman chairwoman
    author reviewer
    detective superintendent matron registrar obstetrician gynaecologist surgeon neurologist oncologist geriatrician
    physician dentist optometrist pharmacist dietitian sw hv hvs sws idva isva cpn senco lado dsl imca lead director
    professional assistant clerk coroner clinician radiographer supervisor administrator secretary receptionist
    interpreter chaplain priest vicar mentor keyworker housekeeper warden assessor referrer informant caller foster
    guard caretaker volunteer trainer instructor lecturer tutor sonographer phlebotomist podiatrist magistrate
    sergeant cpo iro yos pcso
    minutes owner deputy nok specialist commissioner councillor mp guardian probation designate
    """)
# "Name: ...", "Seen by: ...": what stands before the colon of a filled-in line.
LABELS = word_set("""
        name names forename forenames surname firstname lastname alias aliases by author authors attendees
    attended present apologies
        apols minutes chair owner attending signed cc from to re contact subject client patient allocated worker
    completed referrer nok kin informant
    """)
NAMINGS = word_set("""
    name names called named nicknamed renamed christened surnamed aka alias nee née surname forename firstname
    nickname
    """)
# The word before and the cue itself, where the cue alone means too many other things.
INTRODUCTIONS = frozenset(
    {
        ("known", "as"),
        ("name", "is"),
        ("name", "was"),
        ("goes", "by"),
        ("went", "by"),
        ("k", "a"),
        ("identified", "as"),
        ("referred", "as"),
        ("nickname", "is"),
        ("street", "name"),
        ("calls", "himself"),
        ("calls", "herself"),
        ("calls", "him"),
        ("calls", "her"),
        ("call", "him"),
        ("call", "her"),
        ("called", "him"),
        ("called", "her"),
    }
)
# A thing is called something too: "an app called ...", "a ward named ...".
THINGS = word_set("""
            house houses app apps website websites site system systems programme project tool service services
    ward unit drug
    medication school
    company charity group gang game platform model approach policy law place street road estate town village hospital
    home clinic organisation agency team scheme course film book song band strain illness condition syndrome disorder
    dog cat pet brand product device method training pathway framework process clubs club pub bar
    """)
# What stands before the name of an animal.
ANIMALS = word_set("dog dogs cat cats pet pets puppy kitten horse terrier bulldog rabbit hamster")
GREETINGS = word_set("dear hi hello thanks regards wishes sincerely faithfully")
PERSON_VERBS = word_set("""
            supported supports cares cared said says say told tells stated states reported disclosed alleged
    denied denies admitted asked asks
    replied explained
        described attended lives lived died presented moved refused declined returned rang phoned telephoned
    emailed texted
    called visited wants wanted felt feels believed thinks thought remembers recalled cried shouted screamed slept ate
    drank smoked smokes drinks overdosed self-harmed absconded ran left went came goes comes has had is was
    appeared seemed became gave got married divorced separated met knows knew loves loved likes liked hates hated
    threatened assaulted hit kicked punched slapped stabbed strangled hurt punished struggled engaged disengaged
    agreed confirmed expressed acknowledged apologised accepted requested raised noted recorded wrote signed completed
    arrived collapsed fell suffered experienced sustained witnessed confided requires required needs needed remains
    remained stayed continued started stopped began used spoke talked answered made took saw looked sent brought
    kept found lost tried worked works stays sleeps eats plays played enjoys likes weighs weighed underwent collected
    controls controlled coerced groomed raped abused hides hid wears wore uses speaks spoke sings cries shouts smells
    drives drove owns earns earned sends writes reads watches watched threatens hits kicks bites bit scratched pushed
    spat swore swears laughed smiled smiles walked walks runs sits sat stood stands woke wakes gets got gives takes
    makes brings buys bought sold sells owes owed stole steals hoped hopes fears feared worries worried wishes wished
    misses missed trusted trusts blamed blames begged insisted claimed claims complained complains argued argues
    miscarried conceived self-harms self-neglected overdoses absconds struggles suffers attends presents appears
    alleges discloses reports describes explains requests accepts declines refuses agrees disagrees knew
    dropped chaired undertook authored assessed reviewed referred discharged escalated contacted informed advised
    withdrew withdraws consented complied relapsed retracted reconciled reunited separated cohabited cohabits
    retired resigned queried questioned challenged chased apologises regretted regrets pleaded pleads confessed
    confesses swallowed choked vomited bled bleeds fainted drowned jumped hanged hung hugged kissed hurled threw
    throws
    grabbed grabs pulled dragged bruised locked broke breaks set rode rides forgot forgets learned learnt understood
    understands hopes dreamt dreams prayed prays believes converted travelled migrated emigrated fled flees hiding
    begs owned rented rents shared shares texts calls rings phones emails skipped truanted bunked vapes vaped injects
    injected drank relies relied depended depends lost loses cooked cooks cleans cleaned dressed washed showered
    bathed
    phoned voiced minimised minimises normalised dismissed ignored ignores avoided avoids downplayed lied lies admits
    admitted isolates isolated sentenced arrested charged convicted bailed remanded imprisoned cautioned detained
    seen admitted
    followed follows visits pays paid helps helped tells breached reoffended improved deteriorated recovered
    self-isolated self-medicated self-referred self-discharged
    """)
# After these somebody follows: "spoke to ...", "a letter from ...", "per ...".
CONTACTS = word_set(
    """
    rang emailed phoned telephoned texted contacted interviewed visited per told asked met saw heard informed
    messaged ask tell reminded thanked helped hugged kissed married divorced blames blamed chased cautioned bailed
    arrested charged convicted sentenced released detained restrained slapped punched kicked hit hits bit stabbed
    strangled choked beat assaulted assaults attacked killed murdered raped abused abuses groomed threatened threatens
    followed stalked harassed hurt hurting believed believe trusts trusted loves loved hates hated misses missed
    adopted
    fostered raised protected protect safeguarding cuddled bathed dressed fed feed leaves leaving collected collecting
    examined weighed accompanied persuaded encouraged supported supporting allowed controlled controls isolated
    exploited coerced pushed shoved grabbed knows knew know like likes
    """
)
CONTACTS_BEFORE_PREPOSITION = word_set(
    """
    spoke spoken speak met meeting letter letters email emails e-mail call calls text texts message visit
    visits discussion discussed liaised seen ask asked asking conversation tc phoned referred introduced
    written wrote death case married engaged related betrothed pregnant contact living lives
    threats threatened abused assaulted raped groomed exploited controlled killed stabbed attacked
    death case trial funeral murder statement statements evidence photos photo account
    supervised assessed completed authored reviewed signed care disclosure according conviction arrest husband
    wife frightened scared afraid terrified fear wary jealous fond shouted shouting shouts screamed screaming swore
    swearing yelled angry concerns concern worried worries worry thinking thoughts relationship separated split
    divorce
    affair argument argued arguing fight fighting fought violence violent allegations allegation complaint complaints
    relating pertaining belonging known referral referrals risk risks risky mother father brother sister son daughter
    parents history information escalated passed complained handed apologised lied listened apart evicted bullied
    bullying sectioned hospitalised birthday memory whereabouts alone
    supervision prison sentence behalf impact loss bereavement injuries inflicted
    """
)
# What somebody has: "Ikechukwu's injuries".
BELONGINGS = word_set(
    """
    injuries injury death bruises wounds bedroom room flat phone mobile tenancy attendance behaviour wishes feelings
    views mood weight height diagnosis birth pregnancy disclosure medication teacher class school nursery gp
    upbringing childhood disability presentation whereabouts hair arm arms leg legs face eye eyes head body hands
    bank belongings clothes toys voice lived sexuality identity ethnicity capacity drinking drug alcohol mental
    physical learning autism parents family children ex social case wellbeing needs safety story history finances
    money words account version last first own life lived experience experiences journey partner new older younger
    relationship relationships bruising fall falls overdose suicide murder killing arrest bail sentence conviction
    refusal request complaint version carers support tenancy isolation relapse distress pain hunger appearance name
    """
)
MOTIONS = word_set(
    """
    moved move moves travelled traveled travel travelling flew trip returned return relocated came arrived
    went going drove fled transferred discharged placed placement live lives lived living visit visited
    visiting born deported evacuated commuting
    """
)
# After a surname: "the Kuzgun inquest".
AFFAIRS = word_set(
    """
    inquest case murder trial family sibling siblings children brothers sisters twins household
    """
)
# They follow a thing as well: "March saw a rise", "Faith is important to the family".
# "Ruby does not want to go home": they follow things as well, but seldom a thing with a capital inside a sentence.
MODALS = word_set("""
    does did doesnt didnt would wouldnt could couldnt cannot cant might hasnt havent hadnt isnt wasnt wont will
    shall must
    """)
# They stand between somebody and what he did: "Tolu then left".
ADVERBS = word_set("""
    also then never later initially still already often always reportedly allegedly again only just now subsequently
    repeatedly apparently eventually finally previously recently sometimes usually clearly really twice once both who
    since either currently
    """)
# After "to", what somebody is to do: "Tolu to chase".
ERRANDS = word_set("""
    confirm chair chase send update circulate email phone ring call check draft amend review arrange book invite ask
    speak contact follow write attend complete provide share forward meet take liaise escalate upload add lead
    """)
# Before the name of a review: "DHR Obasanjo".
REVIEWS = word_set("dhr dhrs sar sars cspr csprs lcspr scr dardr scsp imr")
COPULAS = word_set(
    """
    is was has had saw brought gave made came remains remained needs required requires took began seemed
    """
)
ABSTRACT = word_set(
    """
    hope faith joy charity patience justice art mercy liberty rain summer winter autumn heaven praise honey
    treasure
    """
)
# Nobody's name follows them, if no family or case does after it: "the Flynn report".
DETERMINERS = word_set("the a an this these those each every any no our your some both another")
# Words before a name that make a thing of it: "Operation Florence".
HEADS_BEFORE = word_set("operation op project hmp hmyoi yoi ark programme")
# Titles of the old and great, after whom schools and wards are named: "Sir William Perkins's School".
HONORIFICS = word_set(
    "sir dame lord lady baroness bishop canon cardinal archbishop archdeacon king queen prince princess"
)
PLACE_PREPOSITIONS = word_set("in at near into within across throughout outside around towards via")
MONTHS = word_set(
    """
    jan feb jun jul aug sept oct nov january february march april may june july august september october
    november december
    """
)
# They join the parts of one name.
PARTICLES = word_set(
    """
    al el ul ur ud bin bint binti ibn abu umm ben de da di do dos das del della la le van von der den ter st
    mac mc ap ait
    ould
    """
)
