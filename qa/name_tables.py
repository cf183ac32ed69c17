"""What is known of names beforehand: offices, given names, nicknames, spellings.

Public knowledge, kept small on purpose: what is missing here costs a merge, never a wrong one.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What stands before a name, by the walk of life it belongs to. Two people of one name whose
# offices belong to different walks are two people; "" goes with every walk.
# fmt: off
_OFFICES = {
    "": (
        "mr mrs ms miss dr sir dame lord lady chief director leader head chairman chairwoman chair "
        "chairperson founder co-founder cofounder boss spokesman spokeswoman spokesperson adviser "
        "advisor official sheikh executive analyst author candidate member manager owner "
        "representative negotiator mediator"
    ),
    "state": (
        "president minister premier chancellor secretary senator sen governor gov mayor "
        "ambassador envoy congressman congresswoman mp lawmaker councillor diplomat commissioner "
        "vice-president speaker rep"
    ),
    "force": (
        "general gen colonel col captain capt commander lieutenant lt sergeant sgt major maj "
        "admiral adm marshal corporal brigadier spymaster"
    ),
    "court": "judge justice prosecutor lawyer attorney solicitor",
    "learning": "professor prof doctor economist historian scientist researcher",
    "sport": "coach striker goalkeeper defender midfielder trainer referee",
    "faith": "pope bishop archbishop cardinal rabbi imam ayatollah father sister reverend rev",
    "crown": "king queen prince princess emperor empress emir sultan duke duchess",
}
OFFICES: dict[str, str] = {
    word: walk for walk, words in _OFFICES.items() for word in words.split()
}
MONONYMOUS = _words(
    """
    king queen prince princess pope emperor empress sister father emir sultan duke duchess
    """
)
"""After these, a single name is a given name."""
POLITE = _words(
    """
    mr mrs ms miss sir dr dame lord lady sheikh
    """
)
"""They name no office."""
MALE_TITLES = _words(
    """
    mr sir king prince emperor spokesman chairman congressman duke lord
    """
)
FEMALE_TITLES = _words(
    """
    mrs ms miss dame queen princess empress spokeswoman chairwoman congresswoman duchess lady
    """
)
AFTER_OFFICE = frozenset({"emeritus", "elect", "designate"})
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})

ARABIC_ARTICLES = frozenset({"al", "el", "as", "ash", "ar", "an", "ad", "at", "az", "ul"})
PATRONYMICS = frozenset({"bin", "ibn", "ben", "bint"})
PARTICLES = _words(
    """
    van von de der den da di del della dos das du la le ter ten vander abu
    """
)

MALE = _words(
    """
    aaron abbas abdullah abraham adam adolf adrian ahmed ahmad alan albert alejandro aleksandr
    alex alexander alexei alexey alfred ali allan allen amir anders andre andrea andreas
    andrei andrew andrey andy angus anthony antony antonio antonin arnold arthur asif avi
    avigdor aziz barack bashar ben benedict benny benjamin bernard bernie bezalel bill billy
    binyamin bob bobby boris brad brendan brian bruce bruno carl carlos cesar charles charlie
    chris christoph christopher claude colin craig cyril dan daniel danny dave david dennis
    dick diego dieter dimitri dmitri dmitry dmytro don donald doug douglas ed eddie edgar
    eduardo edward edwin eli elias elon emil emmanuel enrique eric erik ernest eugene ewan
    fadi fahd faisal felipe felix fernando francisco francois frank franz fred frederick
    friedrich gabriel gary gavin geoffrey george georg gerald gerhard gideon giorgio giovanni
    giuseppe gordon graham greg gregory guillaume gustav guy hakan hamid hans harold harry
    hasan hassan heinz helmut henri henrik henry herbert herzl hugh hugo hussein hossein ian
    ibrahim igor ilan ismail ivan jack jacob jacques jaime jake jakob jamal james jamie jan
    jared jason javier jay jean jeff jeffrey jens jeremy jerome jerry jesse jim jimmy joao joe
    joel johan johannes john johnny jon jonas jonathan jorge jose josef joseph josh joshua
    juan julian julio jurgen justin kamal karim karl keir keith ken kenneth kevin khaled
    khalid klaus kurt kyle lars laurent lawrence leo leon leonard leonid leopold lewis lloyd
    louis luca lucas luigi luis luiz lukas magnus mahmoud malcolm manfred manuel marc marcel
    marco marcus mario marius mark markus martin marwan mateusz matt matteo matthew matthias
    maurice luther max maximilian michael michel miguel mike mikhail mitch mitt mohamed
    mohammad mohammed moshe muhammad mustafa naftali nasser nathan neil nelson nicholas nick
    nicolas nigel nikolai noah norman olaf oleg oleksandr olivier omar oscar osama oswald otto
    owen pablo patrick paul paulo pavel pedro per pete peter petr philip philippe phillip
    pierre pieter rafael rahul ralph raul ray raymond recep reinhard rene ricardo richard rick
    rishi rob robert roberto robin rodrigo roger roland rolf roman ron ronald ronen rory ross
    roy rudolf rupert russell ryan saad salman sam sami samir samuel saul scott sean sebastian
    serge sergei sergey sergio shimon sidney silvio simon stan stanley stefan stephen steve
    steven stewart stuart sven tamim ted terence terry thabo thomas tim timothy toby todd tom
    tomas tommy tony travis tyler umar uri usama valery vaclav victor viktor vincent vitaly
    vladimir volker volodymyr walter warren wayne werner wilhelm william willy winston
    wolfgang xavier yahya yair yasser yasir yitzhak yoav yuri yusuf yousef youssef zbigniew
    """
)
ARABIC = _words(
    """
    abbas abdullah ahmed ahmad aisha ali amir asif aziz bashar fadi fahd faisal farah fatima
    hamid hasan hassan hussein hossein husain ibrahim ismail jamal kamal karim kareem khaled
    khalid mahmoud mahmud marwan mohamed mohammad mohammed muhammad muammar mustafa nasser
    omar osama saad salman sami samir tamim umar usama yahya yasser yasir yousef youssef yusuf
    zeinab
    """
)
FEMALE = _words(
    """
    agnes aisha alex alexandra alice alison amal amanda amelia amina amy ana andrea angela
    angelina ann anna anne annette annie antonia astrid audrey barbara beatrice beth betty
    birgit brenda brigitte camilla carla carly carol carole caroline catherine cathy cecilia
    charlotte chelsea chris cheryl christina christine claire clara claudia colleen cornelia
    cristina cynthia dana daniela deborah debbie denise diana diane dolores donna doris
    dorothy edith eileen elaine eleanor elena elisabeth elise eliza elizabeth ella ellen elsa
    emily emma erica erika esther eva eve evelyn fatima fiona frances francesca gabriela gail
    gemma gina giorgia gloria grace greta hanna hannah harriet heather heidi helen helena
    helga hilary hillary ida ines ingrid irene iris isabel isabella ivanka jacinda jackie
    jacqueline jamie jan jane janet jasmine jean jeanne jenny jennifer jessica jill joan
    joanna joanne josephine joyce judith judy julia juliane julie kaja kamala karen karin kate
    katharina katherine kathleen kathryn kathy katie katrin kelly kim kirsten kristalina
    kristina laura lauren layla leila lena leonie lesley liliana linda lisa liz liza lois
    lotte louise lucia lucy lydia madeleine magdalena malala manuela margaret margarita
    margrethe maria marianne marie marina marta martha mary mathilde maya melania melanie
    melissa mette michelle miriam molly monica monika nadia nancy naomi natalia natalie
    natasha nicola nicole nikki nina nora olga olivia pamela patricia paula pauline penny
    petra priti rachel rebecca renate rita roberta robin sam rosa rosemary ruth sabine sally
    samantha sandra sanna sara sarah sharon sheila silvia simone sofia sonia sophia sophie
    stella stephanie susan susanne suzanne svetlana sylvia tamara tanya tatiana teresa theresa
    tina tulsi ursula valerie vanessa vera veronica viola vivian wendy yael yasmin yulia
    yvette yvonne zeinab zoe
    """
)

# Only forms of one name that news uses for one person; "Jack" is a name of its own by now.
_NICKNAMES = """
    william bill will billy willy | robert bob bobby rob | richard dick rick | james jim jimmy |
    joseph joe joey | michael mike | thomas tom tommy | benjamin ben benny binyamin bibi |
    edward ed eddie ted | charles charlie | antony anthony tony | timothy tim | daniel dan danny |
    donald don | ronald ron | kenneth ken | gregory greg | jeffrey jeff | matthew matt |
    christopher chris | nicholas nick | stephen steve | steven steve | david dave | andrew andy |
    samuel sam | alexander alex sasha | alexandra alex sasha | patrick pat | patricia pat |
    martin marty | lawrence larry | gerald gerry | jeremy jerry | raymond ray | frederick fred |
    philip phil |
    phillip phil | peter pete | zachary zach | joshua josh | jacob jake | bernard bernie |
    elizabeth liz beth betty | margaret maggie peggy | katherine kate kathy katie |
    catherine kate cathy katie | deborah debbie | susan sue | barbara barb | judith judy |
    jennifer jenny | victoria vicky | jacqueline jackie | rebecca becky | pamela pam |
    leonard leo lenny | douglas doug | eugene gene | theodore ted teddy | francis frank |
    volodymyr vladimir | sergei sergey serhiy | dmitri dmitry dmytro | yitzhak isaac |
    oleksandr aleksandr alexander | alexei alexey aleksei | andrei andrey | yuri yury |
    nikolai nikolay | mikhail mikhael | khalid khaled
"""


def _forms() -> dict[str, frozenset[str]]:
    """A form of a given name, and the names that it may be a form of, itself included."""
    found: dict[str, set[str]] = {}
    for line in _NICKNAMES.split("|"):
        full, *short = line.split()
        for form in (full, *short):
            found.setdefault(form, set()).add(full)
    return {form: frozenset(names) for form, names in found.items()}


FORMS = _forms()

# Where a table is the only honest rule: family names that are spelled in several ways.
_SPELLINGS = """
    zelensky zelenskyy zelenskiy zelenskyi | netanyahu netanyahou nethanyahu |
    gaddafi qaddafi kadhafi gadhafi | khamenei khameini | lukashenko lukashenka |
    navalny navalnyy navalniy | yanukovych yanukovich | putin poutine | gorbachev gorbachov |
    khrushchev khruschev | mueller muller | schroeder schroder | laden ladin | sinwar sinouar |
    erdogan erdoghan | rouhani rohani | assad asad
"""
SPELLINGS = {form: line.split()[0] for line in _SPELLINGS.split("|") for form in line.split()}

FAMILY_FIRST = _words(
    """
    xi kim li wang zhang liu zhao hu jiang deng mao yoon moon park nguyen tran chen qin lee
    """
)

PLACES = _words(
    """
    jordan georgia chad lincoln austin houston dallas sydney victoria santiago
    """
)
"""Standing alone, more often a place than a family name."""

# Capitalised, and no part of a person's name.
NOT_NAMES = _words(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april june
    july august september october november december state states foreign prime defence defense
    interior finance health justice security national council house ministry minister
    government army force forces navy police court bank university party union group agency
    service office department committee board board company club network street road river
    lake sea island islands city town village valley camp strip gulf mount north south east
    west northern southern eastern western central upper lower new old great united republic
    kingdom emirates nations european european arab african asian latin middle american
    british french german italian spanish russian chinese japanese indian turkish israeli
    palestinian egyptian qatari saudi iranian iraqi syrian lebanese jordanian ukrainian polish
    israel gaza egypt qatar turkey russia china japan india iran iraq syria lebanon ukraine
    poland france germany italy spain britain england scotland wales ireland america canada
    mexico brazil korea vietnam australia europe africa asia greece sweden norway denmark
    finland cairo rafah washington london paris berlin moscow beijing tokyo jerusalem kyiv
    kiev hamas hezbollah mossad fatah cia fbi nato un eu us uk usa white red green blue black
    royal the a an this that these those when then after before on in at for and but or if as
    he she they it we his her their its our who which what where there here some many most all
    both one two workers people officials sources families soldiers troops first second third
    last next former ex deputy vice acting senior top
    """
)
# fmt: on
