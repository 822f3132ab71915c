"""The words that tell a description from the rest of a sentence: its noun, and what can't be part of it.

Lower case, singular, straight apostrophes. A noun that is missing here costs a description, never a wrong one.
"""

from __future__ import annotations

from index.actors.cues import word_set

PERSON_NOUNS = word_set(
    """
    abbot academic accomplice accountant acolyte activist actor actress adjutant administrator admiral adversary
    adviser advisor advocate agent aide alderman ally ambassador analyst anchor anchorman anchorwoman apologist
    appointee apprentice archbishop archduke architect artist assassin assistant associate astronaut athlete
    attaché attorney attorney-general author autocrat ayatollah backer banker baritone baron baroness bassist
    batsman benefactor billionaire biographer bishop blogger bodyguard boss boxer boyfriend breeder brigadier
    broadcaster broker brother brother-in-law builder bureaucrat businessman businessperson businesswoman
    campaigner candidate captain cardinal caretaker cartoonist celebrity cellist chair chairman chairperson
    chairwoman challenger champion chancellor chaplain chef chemist chief chieftain choreographer chronicler
    cleric clerk climber co-author co-chair co-chairman co-chairwoman co-conspirator co-creator co-defendant
    co-director co-editor co-founder co-host co-leader co-owner co-president co-producer co-sponsor co-star
    co-worker coach collaborator colleague collector colonel columnist comedian commandant commander
    commander-in-chief commentator commissioner communist companion compatriot composer comptroller confidant
    confidante congressman congresswoman conductor conservative conspirator constable consul consultant
    contender contestant contractor contributor controller convert convict co-ordinator coordinator corporal
    correspondent cosmonaut councillor councilman councilor councilwoman counsel counsellor counselor
    counterpart courtier cousin creator cricketer critic crusader curator custodian cyclist czar dancer daughter
    daughter-in-law dealer dean defector defendant defender delegate demagogue democrat dentist deputy
    descendant designer designee despot detainee detective developer devotee dictator diplomat director disciple
    dissident doctor donor doyen dramatist driver drummer duchess duke economist editor editor-at-large
    editor-in-chief educator elder electrician emir emissary emperor employee empress enforcer engineer
    entertainer entrepreneur envoy evangelist ex-boyfriend ex-girlfriend ex-husband ex-wife executive exile
    expert explorer extremist eyewitness fan farmer father father-in-law favorite favourite fiancé fiancée
    fiancee fielder fighter figure figurehead filmmaker film-maker financier finalist firebrand firefighter
    fisherman forecaster foreman forward founder frontman front-runner frontrunner fugitive fundraiser gangster
    general geographer girlfriend goalkeeper godfather golfer governor graduate grandfather grandmother grandson
    granddaughter guard guardian guerrilla guitarist gunman guru hacker half-brother half-sister hard-liner
    hardliner head headmaster heir heiress hero heroine historian hitman hopeful host hostage hunter husband
    icon ideologue imam impresario incumbent industrialist influencer inmate insider inspector instructor
    insurgent intellectual interpreter intern inventor investigator investor jailer jockey journalist judge
    juror jurist justice keeper kicker king kingmaker kingpin landlord landowner lawmaker lawyer leader lecturer
    legend legislator liberal libertarian lieutenant lieutenant-general linebacker linguist lobbyist loyalist
    magistrate magnate major major-general manager marine marksman marshal mastermind mathematician maverick
    mayor mechanic mediator medallist medalist member mentor mercenary merchant metropolitan midfielder militant
    millionaire minder minister missionary moderate moderator mogul monarch monk mother mother-in-law mouthpiece
    mufti mullah musician namesake nationalist navigator negotiator neighbor neighbour nemesis nephew newcomer
    niece nobleman nominee novelist novice nun nurse observer officer official oligarch ombudsman operative
    opponent organiser organizer outfielder outsider owner painter paramedic parliamentarian participant
    partisan partner pastor pathologist patriarch patient patron paymaster performer personality philanthropist
    philosopher photographer physician physicist pianist pilot pioneer pirate pitcher planner player playmaker
    playwright poet policeman policewoman politician pollster polymath pontiff pope populist preacher
    predecessor premier presenter president president-elect priest primate prince princess principal prisoner
    producer professor programmer progressive promoter proponent proprietor prosecutor protagonist protege
    protégé provost psychiatrist psychologist publicist publisher pundit quarterback queen rabbi racer radical
    raider rancher rapper realtor rebel receiver recruiter recruit rector referee reformer reformist refugee
    registrar relative reporter representative republican researcher restaurateur retiree revolutionary rider
    right-hander left-hander rival rookie ruler runner runner-up sailor salesman saxophonist scholar scientist
    scion scorer scout screenwriter sculptor secretary secretary-general senator separatist sergeant servant
    shaman shareholder sheikh sheik sheriff shopkeeper shortstop sibling signatory singer singer-songwriter
    sister sister-in-law skater skier skipper slugger smuggler sniper socialist socialite sociologist soldier
    solicitor solicitor-general son son-in-law songwriter soprano sovereign specialist speaker speechwriter
    spokesman spokesperson spokeswoman sponsor sportsman sprinter spy spymaster staffer stalwart standard-bearer
    star statesman stepfather stepmother stepson stepdaughter steward stockbroker strategist striker strongman
    student substitute successor sultan superintendent supermodel superstar supervisor supporter surgeon
    surveyor survivor suspect swimmer sympathiser sympathizer tailor teacher teammate technician technocrat
    televangelist tenor terrorist theologian theorist therapist trader trainer traitor translator treasurer
    trooper trumpeter trustee tsar tutor twin tycoon tyrant umpire uncle undersecretary under-secretary veteran
    vicar vice-captain vice-chairman vice-chancellor vice-president victim violinist visionary vocalist
    volunteer warlord warrior whip whistle-blower whistleblower widow widower wife winger winner witness worker
    wrestler writer zealot aunt centrist contrarian creditor denier announcer assemblyman beneficiary booster
    cameraman classmate co-head co-manager comic committeeman competitor darling dealmaker debater deserter
    elector entrant exec fellow fixer foe fraudster friend great-grandson hotelier housekeeper interlocutor
    interviewer leaker librarian madman mega-donor middleman neurosurgeon paralegal perpetrator plaintiff
    policymaker practitioner provocateur reservist rower shooter showman skeptic sceptic statistician surrogate
    swindler titan vice-admiral waitress watchdog
    """
)
"""What a person can be. Nouns of age, sex and origin alone ("man", "resident") say too little and are none of them."""

CAPITAL_TITLES = word_set(
    """
    gen gen. lt lt. col col. maj maj. capt capt. sgt sgt. cpl cpl. pvt pvt. adm adm. brig brig. cmdr cmdr. sen
    sen. rep rep. gov gov. rev rev. prof prof. pres pres. supt. insp. det. lady lord sir dame sheikh sheik
    shaikh count countess premier speaker father sister brother monsignor congressperson vice-premier ceo cfo
    coo cto pm mp mep tsar
    """
)
"""Titles that describe only with a capital, or shortened."""

COURTESY = word_set("mr mr. mrs mrs. ms ms. miss messrs messrs. mx mx. dr dr. madame monsieur mme mme. m. herr frau")
"""They say nothing of whom they stand before."""

ORGANISATION_NOUNS = word_set(
    """
    administration affiliate agency airline alliance arm army association authority automaker bank body
    bookmaker brand brewer broadcaster broker brokerage bureau business bookseller cabinet carmaker carrier
    cartel chain channel charity chipmaker church club coalition collective command commission committee company
    competitor conglomerate consortium consultancy contractor cooperative corporation council court creditor
    crew daily department developer distributor division drugmaker drug-maker empire enterprise exchange
    exporter faction federation firm force foundation franchise front fund gang giant government group grouping
    guerrillas hospital importer institute institution insurer investor junta label lab laboratory
    leader league legislature lender lobby magazine maker manufacturer militia miner ministry
    mission monopoly movement museum network newspaper non-profit nonprofit operator opponent organisation
    organization outfit outlet owner paper parent parliament partner party planemaker platform player powerhouse
    processor producer programme project provider publication publisher rebels refiner regime regiment regulator
    retailer rival school seller service shareholder shipbuilder site start-up startup station steelmaker studio
    subsidiary supplier syndicate team think-tank trader troupe union unit university buyer entity partnership
    plant tracker utility vendor venture wholesaler watchdog website weekly wing lobbyist offshoot predecessor
    successor
    """
)
PLACE_NOUNS = word_set(
    """
    airport archipelago area ally base battleground bastion birthplace borough capital canton centre center city
    citadel colony country county crossroads democracy destination dictatorship district donor economy emirate
    enclave epicentre epicenter exclave exporter fiefdom flashpoint fortress gateway hamlet heartland home
    hometown hotspot hub importer island kingdom member metropolis monarchy municipality nation neighborhood
    neighbourhood neighbor neighbour outpost peninsula port power powerhouse prefecture producer protectorate
    province rival region republic resort river seat seaport settlement sheikhdom state stronghold suburb
    superpower supplier territory theocracy town village
    """
)
EVENT_NOUNS = word_set(
    """
    battle celebration championship competition conference contest festival hurricane operation race rally storm
    summit tournament typhoon war
    """
)

TOWNS = word_set(
    """
    borough center centre city enclave fortress hamlet harbour hometown hub island neighbour outpost port resort
    seaport settlement state stronghold suburb town village
    """
)
COUNTRIES = word_set("country emirate island kingdom monarchy nation republic sheikhdom superpower")
"""Nouns that an "of" ties to the name of the place itself: "the coastal city of Sirte"."""
ALSO_VERBS = word_set(
    """
    force fund head host lead chair sponsor front partner rival label court chain judge coach guard convict
    suspect star champion pilot spy scout recruit father author captain nurse tutor broker doctor mentor team
    market back model guide trader tailor
    """
)
"""Nouns that, small and alone before a name, can be a verb: "to convict X"."""

EMPTY = word_set("another other same such second third fourth fifth sixth seventh certain single separate new local")
"""What makes no noun that is too general say more."""
COMPOUNDS = {"tank": ("think",), "lady": ("first",), "mate": ("running",), "emeritus": ("professor",)}
"""Nouns of two words: the last → what must stand before it."""

GENERIC = word_set(
    """
    company firm group agency team paper consortium organisation organization bank business unit body club fund
    party channel service site city town village country state county province region district island river area
    nation base airport port member official figure head player partner worker employee student participant
    graduate patient fan chief maker producer provider supplier seller operator owner manager manufacturer
    processor distributor developer carrier exporter importer miner parent giant affiliate home seat source
    power rival predecessor successor son daughter wife husband brother sister mother father cousin uncle aunt
    nephew niece grandson granddaughter grandfather grandmother boyfriend girlfriend twin sibling relative
    neighbour neighbor namesake counterpart colleague teammate companion compatriot boss host guard fellow
    friend
    """
)
"""Nouns that describe only together with a word that says which kind."""

EPITHET_ENDS = word_set(
    """
    held controlled led backed recognised recognized styled proclaimed declared armed torn rich stricken
    dominated allied aligned occupied run owned ravaged besieged strapped laden supported sponsored starved hit
    ridden funded financed plagued hungry battered scarred annexed administered ruled poor
    """
)
"""Ends of compounds that describe an organisation or place from before its name: "rebel-held", "self-styled"."""

EPITHETS = word_set(
    """
    so-called embattled beleaguered renegade rogue breakaway besieged troubled ailing war-torn secretive defunct
    disgraced scandal-plagued cash-strapped debt-laden reclusive isolated impoverished oil-rich
    """
)

MODIFIERS = word_set(
    """
    former late longtime long-time long-term one-time onetime sometime then ex senior junior top chief deputy
    vice acting interim outgoing incoming incumbent current new newly fellow renegade rebel military civilian
    prime gas foreign interior defense defence finance economy economic trade energy oil health education labor
    labour transport agriculture justice opposition government state federal local regional national
    international police army navy air fire union party campaign company bank fund hedge portfolio assistant
    associate executive managing general financial operating marketing legal communications press media news
    sports film movie television tv radio rock pop jazz folk country rap opera football soccer basketball
    baseball hockey tennis golf cricket rugby boxing chess racing world olympic league team club star veteran
    retired disgraced ousted jailed exiled deposed embattled slain murdered convicted accused suspected alleged
    failed defeated elected appointed designated hard-line hardline moderate conservative liberal progressive
    left-wing right-wing far-right far-left leftist rightist centrist republican democratic socialist communist
    islamist nationalist separatist anti-abortion human rights civil climate environmental consumer political
    public private special independent chairman founding co-founding billionaire millionaire self-made real
    estate property technology tech internet software computer car auto airline insurance investment market
    equity stock bond currency commodity commodities policy research science law criminal constitutional tax
    budget house senate congressional parliamentary presidential vice-presidential gubernatorial mayoral city
    county town district village provincial tribal religious spiritual supreme head lead leading prominent
    influential powerful famous noted renowned celebrated legendary popular controversial outspoken staunch
    vocal fierce close old young longest-serving highest-ranking high-ranking second-ranking lone sole only
    first second third last next two-term three-term one-term first-term freshman sophomore rookie future
    wannabe likely possible potential presumptive presumed prospective eventual unofficial official unnamed
    personal guerrilla militia gang drug arms crime mafia cult affairs systems operations sales markets
    securities economics politics physics mathematics services forces resources homeland works women's men's
    derivatives futures electronics earnings logistics robotics ethics athletics weapons accounts business
    access compliance process overseas wireless mass class glass parts nursing mining banking shipping
    manufacturing engineering advertising building training broadcasting consulting northern southern eastern
    western central north south east west northeast northwest southeast southwest northeastern northwestern
    southeastern southwestern north-eastern north-western south-eastern south-western north-east north-west
    south-east south-west midwestern coastal inland nearby neighbouring neighboring small smaller tiny big
    bigger biggest large larger largest major minor main key top-ranked great rich wealthy poor strategic
    ancient holy historic war-torn giant struggling bankrupt ailing troubled trading publishing printing housing
    lending investing gaming gambling fishing farming voting planning networking fundraising running counselling
    counseling lobbying recruiting smuggling trafficking polling writing teaching
    """
)
"""What may stand before the noun wherever it begins; other words are weighed by what is before them."""

PARTICIPLES = word_set(
    """
    retired disgraced ousted jailed exiled deposed slain murdered convicted accused suspected alleged failed
    defeated elected re-elected appointed designated acclaimed respected renowned noted celebrated decorated
    embattled impeached indicted toppled imprisoned detained assassinated captured wanted unelected self-styled
    self-proclaimed self-appointed self-described self-declared so-called newly-elected beloved troubled injured
    wounded naturalized naturalised displaced unnamed unidentified seasoned experienced talented gifted famed
    esteemed distinguished disbarred suspended sacked fired deceased estranged adopted married dethroned
    beleaguered besieged armed registered certified licensed trusted admired despised feared hated reviled
    red-haired bearded acting outgoing incoming leading managing founding ruling governing visiting sitting
    serving surviving losing winning reigning defending starting competing opposing aspiring rising
    up-and-coming operating marketing remaining supporting dissenting presiding commanding controlling
    contributing consulting attending dying aging ageing
    """
)
"""Words in -ed and -ing that describe; others are verbs."""
ADJECTIVAL = word_set(
    """
    retired disgraced acclaimed respected renowned noted celebrated decorated embattled self-styled self-proclaimed
    self-appointed self-described self-declared so-called newly-elected beloved unelected unnamed unidentified
    seasoned experienced talented gifted famed esteemed distinguished deceased estranged beleaguered registered
    certified licensed red-haired bearded acting outgoing incoming leading managing founding ruling sitting reigning
    rising
    """
)
"""Those that are no verbs with a person behind them."""

VERBS = word_set(
    """
    is are was were be been being am has have had having do does did done will would can could may might must
    shall should said say says saying told tell tells asked ask asks added adds noted notes called call calls
    calling met meet meets named name names made make makes saw see sees seen knew know knows known took take
    takes taken got get gets gave give gives given went go goes gone came come comes became become becomes left
    leave leaves kept keep keeps let lets put puts set sets sent send sends held hold holds won win wins lost
    lose loses led lead leads beat beats ran run runs brought bring brings bought buy buys caught catch found
    find finds fought fight fights felt feel feels hit hits hurt heard hear hears paid pay pays read reads rose
    rise rises sat sit sits sold sell sells shot shoot shoots spent spend stood stand stands swore swear sworn
    taught teach thought think thinks urge urges urged wrote write writes written back backs backed accuse
    accuses accused support supports supported oppose opposes opposed praise praises praised blame blames blamed
    want wants wanted need needs needed like likes liked love loves loved hate hates believe believes believed
    consider considers considered describe describes described include includes included join joins joined help
    helps helped visit visits visited defeat defeats defeated replace replaces replaced succeed succeeds
    succeeded appoint appoints appointed elect elects nominate nominates nominated hire hires hired fire fires
    fired arrest arrests arrested kill kills killed attack attacks attacked criticise criticize criticises
    criticizes criticised criticized condemn condemns condemned warn warns warned claim claims claimed deny
    denies denied expect expects expected seek seeks sought try tries tried use uses used show shows showed
    shown appear appears appeared remain remains remained seem seems seemed look looks looked work works worked
    live lives lived move moves moved play plays played stay stays stayed face faces faced grew grow grows drew
    draw draws drove drive drives flew fly spoke speak speaks broke break breaks chose choose chooses began
    begin begins fell fall falls plan plans planned announced announces announce agreed agree agrees allowed
    allow allows argued argue argues denounce denounces denounced prevent present represent invent lament
    torment implement supplement enable disable receive arrive forgive relieve survive deceive revive thrive
    strive reveal deal appeal steal heal signal conceal repeal seal unveil publish finish establish punish
    vanish abolish demolish diminish distinguish admonish assist resist enlist exist persist panic mimic grant
    warrant undid outlive imperil expel compel cancel add list feature features endorse endorses endorsed cite
    cites cited quote quotes quoted remove removes removed impeach impeaches ousts oust topple topples toppled
    trust investigate investigates investigated interview interviewed represents represented follow follows
    followed serve serves served start starts started return returns returned explain explains explained insist
    insists insisted suggest suggests suggested died dies die born earned won't can't didn't doesn't don't isn't
    wasn't aren't weren't hasn't haven't hadn't couldn't wouldn't shouldn't
    """
)
FUNCTION = word_set(
    """
    a an the this that these those my your his her its our their whose some any no each every both either
    neither all many most more much few several other another such what which who whom whoever when where why
    how whether if because although though while since until unless as than then so but and or nor yet not n't
    also too very even just only still already again now here there however meanwhile instead moreover therefore
    perhaps maybe rather quite almost i you he she it we they me him us them himself herself itself
    themselves myself of in on at by for from with without within to into onto upon over under above below between among
    amongst against across around through throughout during before after behind beyond beside besides near
    toward towards about along amid amidst via per plus minus like unlike including except despite versus vs vs.
    v. off out up down away one two three four five six seven eight nine ten dozen hundred thousand million
    billion today yesterday tomorrow tonight later earlier ago once twice
    """
)
PREPOSITIONS = word_set(
    """
    of for in at to on from with under by between among over against behind near within into about across around
    inside outside through without
    """
)
DETERMINERS = word_set("a an the his her its their our my your another")
ARTICLES = word_set("a an the")
OWNERS = word_set("his her its their our my your")
ADJECTIVES = word_set(
    """
    former late now long then newly recently new old top senior big large small major leading global ex
    """
)
"""Before a participle or a plural they tell that it is no verb."""
INSIDE = (
    PREPOSITIONS
    | DETERMINERS
    | word_set("and or one two three four five most more some that such only all several many")
)
"""Function words that a description may hold behind its noun."""
COUNTED = word_set("two three four first most more once")
"""Function words that may stand before the noun."""
DANGLING = PREPOSITIONS | DETERMINERS | word_set("and or")
"""No description ends with one."""
ASIDES = word_set("formerly currently himself herself also long now then once")
"""Between a comma and a description."""
BESIDE = word_set("jr jr. sr sr. left right center centre")
SPANS = word_set("week month year night morning evening spring summer autumn fall winter season weekend time")
SUBJECTS = word_set(
    """
    i you he she it we they who that which to not never would will can could should must may might did does do
    """
)
"""After these a word that could be noun or verb is a verb."""

RELATIVES = word_set("who whom whose which that where when while as if because after before since until but")
PRONOUNS = word_set("i you he she it we they me him us them himself herself itself themselves there this these those")
WHEN = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december mon. tue. tues. wed. thu. thurs. fri. sat. sun. jan. feb. mar. apr. aug.
    sept. oct. nov. dec. last this next yesterday today tomorrow
    """
)
OFFICES = word_set(
    """
    staff state government police parliament operations intelligence defence defense security congress
    opposition
    """
)
"""In lower case behind "of" they end a title: "chief of staff", "head of state"."""
