"""The words around a name that say: here is a person."""

from __future__ import annotations

__all__ = [
    "ABSTRACT",
    "AFFAIRS",
    "BELONGINGS",
    "CONTACTS",
    "CONTACTS_BEFORE_PREPOSITION",
    "COPULAS",
    "DETERMINERS",
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
    patient client resident victim perpetrator suspect adult person widow widower inlaw law half godmother godfather
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
NAMINGS = word_set("name names called named nicknamed renamed christened surnamed aka alias nee née")
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
    """)
# After these somebody follows: "spoke to ...", "a letter from ...", "per ...".
CONTACTS = word_set(
    """
    rang emailed phoned telephoned texted contacted interviewed visited per told asked met saw informed
    messaged
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
    wife
    """
)
# What somebody has: "Ikechukwu's injuries".
BELONGINGS = word_set(
    """
    injuries injury death bruises wounds bedroom room flat phone mobile tenancy attendance behaviour wishes feelings
    views mood weight height diagnosis birth pregnancy disclosure medication teacher class school nursery gp
    upbringing childhood disability presentation whereabouts hair arm arms leg legs face eye eyes head body hands
    bank belongings clothes toys voice lived sexuality identity ethnicity capacity drinking drug alcohol mental
    physical learning autism parents family children ex social
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
MODALS = word_set("does did doesnt didnt would wouldnt could couldnt cannot cant might")
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
DETERMINERS = word_set("the a an this that these those each every any no our your some both another")
# Words before a name that make a thing of it: "Operation Florence".
HEADS_BEFORE = word_set("operation project hmp hmyoi yoi ark programme")
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
