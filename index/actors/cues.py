"""The words that tell what a capitalised phrase is: titles, head words, and words that make no name at all.

Straight apostrophes, case as in running text.
"""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    return frozenset(words.split())


STOPS = word_set(
    """
    The A An This That These Those There It He She They We I You His Her Hers Their Theirs Our Ours My Mine Your
    Yours Its Him Them Us Me Himself Herself Itself Themselves Who Whom Whose What Which When Where Why How
    While After Before Since Although Though However Instead Both Either Neither Any Some Many Most All None No
    Not Yes Nor Or But And If As At By For From In Into On Onto Of Off Out Over Under Up Down With Without
    Within Between Among Against About Above Across Through During Despite Until Till To Toward Towards Upon Via
    Per Than Then Thus Hence Also Only Even Still Just Yet Now Once Again Here Elsewhere Meanwhile Moreover
    Furthermore Nevertheless Otherwise Perhaps Maybe Please Would Could Should Will Shall Might Must Can Cannot
    Did Does Do Done Is Are Was Were Be Been Being Has Have Had Having So Such Too Very More Less Least Much
    Each Every Everyone Everybody Someone Somebody Anyone Nobody Nothing Something Everything Another Other
    Others One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve
    Thirteen Fourteen Fifteen Sixteen Seventeen Eighteen Nineteen Twenty Thirty Forty Fifty Sixty Seventy Eighty
    Ninety Half Twice Dozens Hundreds Thousands Millions
    Billions First Second Third Fourth Last Next Later Earlier Recently Previously Former Formerly According
    Asked Let Because Unless Whether Rather Like Unlike Including Following Given Regarding Concerning Said Says
    Say Adding Added Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mondays Tuesdays Wednesdays
    Thursdays Fridays Saturdays Sundays Mon Tue Tues Wed Thu Thur Thurs Fri January February March July
    September October November December Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Jan. Feb. Mar. Apr. Jun.
    Jul. Aug. Sept. Sep. Oct. Nov. Dec. Today Tomorrow Yesterday Tonight AM PM GMT EST EDT ET PT BST CET UTC PST
    PDT CEST TV VIDEO PHOTO PHOTOS UPDATE GDP CEO CFO COO CTO CIO IPO ATM DNA RNA HIV AIDS SARS MERS COVID
    COVID-19 Covid Covid-19 UFO VIP MP MPs MEP MEPs IT PC PCs DVD CD CDs DVDs SUV SUVs CPI PPI PMI VAT GST GNP
    EPS QE LPG LNG CO2 WMD IED IEDs PTSD LGBT LGBTQ GMO GPS USB LED LCD FAQ FAQs Q&A OK Mr Mrs Ms Internet Web
    Website Email English-language Net No. Nos. vs vs. Vs Etc Ok NB PS RE FW CC PDF HTML URL
    FACTBOX RPT WRAPUP CORRECTED TIMELINE ANALYSIS INTERVIEW REFILE NEWSMAKER SCENARIOS PREVIEW SNAPSHOT
    ADVISORY CORRECTION URGENT BRIEF OS SDK GHz MHz USD GBP EUR Wi-Fi WiFi VoIP BREAKING Breaking Exclusive
    EXCLUSIVE Photo Photos Video Videos Image Images File Story Continued Below Advertisement Read Click Watch
    Share Sign Subscribe Newsletter Related Editing Reporting Writing Additional Compiled Correspondent
    Contributing Copyright Caption God Allah Majesty Highness Excellency Replay Enlarge Toggle WATCH WATCHED
    MUST JUST MORE Jesus Christ Bible Koran Quran Qur'an Islam Islamic Muslim Muslims Moslem Moslems Christian
    Christians Christianity Catholic Catholics Protestant Protestants Hindu Hindus Buddhist Buddhists Sunni
    Sunnis Shiite Shiites Shi'ite Shi'ites Shia Judaism Catholicism Hinduism Buddhism Islamist Islamists
    Communist Communists Marxist Republican Republicans Democrat Democrats Democratic Socialist Socialists
    Liberal Liberals Nazi Nazis Zionist Orthodox II III IV VI VII VIII IX XI XII Earth Jupiter Saturn Windows
    Android iPhone iPad Kindle Xbox PlayStation Mac Macs Macintosh Boxing Christmas Easter Ramadan Thanksgiving
    Halloween Passover Hanukkah Diwali Eid Yom Kippur Lent Eve Mideast-peace Xmas Obamacare ObamaCare Medicare
    Medicaid Ebola Zika DACA Libor LIBOR Euribor EURIBOR M&A
    """
)
"""Never the start of a name and never one alone. Faiths and political colours are none either."""

NEVER_ALONE = word_set("Brent Oscar Emmy Grammy")
"""Given names, but by themselves oil and prizes."""
MONTHS_THAT_ARE_NAMES = word_set("April August May June Jan")
ENDINGS_OF_WORDS = (
    "ism",
    "isms",
    "ness",
    "tion",
    "tions",
    "sion",
    "ments",
    "ously",
    "ingly",
    "edly",
    "ability",
    "ically",
    "ization",
)
"""Of words that a dictionary of ordinary length lacks."""

ORGANISATION_PREFIXES = word_set(
    """
    Bank Radio Club Team Grupo Banco Partido Air Real Dynamo Dinamo Spartak Sporting Atletico Olympique Inter
    Deportivo Racing Al-Ahli Credit Banque Banca Royal-Bank Petroleos Grupa Telekom FC AC AS SV VfB Borussia
    """
)
"""They make an organisation of the name after them: "Air Canada", "Banco Santander"."""

SURNAMES_LIKE_TITLES = word_set(
    """
    King Bishop Pope Prince Dean Judge Major Marshal Baron Duke Lord Captain Father Earl Page Singer Constable
    Herr Winger Tycoon Lance Duchess Count Abbot Chancellor Mullah Sheikh Shah Sultan Khan Cardinal Justice Knight
    Coach Fellow Friend
    """
)
TOWN_OF_COLLEGES = word_set("College University School")
"""A place may end the name of one: "Imperial College London"."""

SURNAMES_LIKE_HEADS = word_set(
    """
    Hill Hills Field Fields Park Parks Lane Hall Street Bridge Bridges Wood Woods Banks Rivers Gates Wall Pass
    Base Church Marsh Forest Stone Beach Castle Temple Creek Downs Port Ward Cross Power Fleet Band Mint Law
    Bill Page Price Day Best West North Mail Rail Camp Dam Gate Glacier Garden Gardens Booth Cole Fox Post Corps
    Chambers Court Ridge Cape Gore Mall Coast Bowl Cup Watch
    """
)
"""After a given name these are surnames."""

FAITHS = word_set(
    """
    Islamic Muslim Christian Catholic Protestant Hindu Buddhist Sunni Shiite Shia Communist Marxist Socialist
    Liberal
    """
)
FAITHS |= word_set(
    """
    Republican Democratic Democrat Nazi Zionist Orthodox Moslem English-language First Second Third Internet
    Jesus Christ
    """
)
"""Stops that may still open an organisation's name ("Islamic Jihad", "Christian Science Monitor")."""

TITLES = word_set(
    """
    Mr Mr. Mrs Mrs. Ms Ms. Miss Dr Dr. Prof Prof. Professor Sir Lord Lady Dame Baroness Baron Count Countess
    Duke Duchess President Vice-President Premier Minister Ministers Chancellor King Queen Prince Princess
    Sheikh Sheik Shaikh Sultan Emir Emperor Empress Shah Tsar Czar Pope Cardinal Archbishop Bishop Rev Rev.
    Reverend Father Sister Brother Monsignor Rabbi Imam Ayatollah Mullah Mufti Patriarch Pastor General Gen Gen.
    Colonel Col Col. Lieutenant Lt Lt. Major Maj Maj. Captain Capt Capt. Sergeant Sgt Sgt. Corporal Cpl Cpl.
    Private Pvt Pvt. Admiral Adm Adm. Marshal Brigadier Brig Brig. Commander Cmdr Cmdr. Commodore Senator Sen
    Sen. Sens. Representative Rep Rep. Reps. Congressman Congresswoman Governor Gov Gov. Lieutenant-General
    Major-General Brigadier-General Attorney-General Secretary-General Vice-Chancellor Rear-Admiral Vice-Admiral
    Field-Marshal Mayor Judge Justice Secretary Sec. Ambassador Envoy Chairman Chairwoman Chairperson Chair
    Chief CEO CFO COO Director Spokesman Spokeswoman Spokesperson Speaker Leader Coach Manager Analyst Economist
    Adviser Advisor Deputy Assistant Undersecretary Superintendent Inspector Detective Constable Officer Sheriff
    Attorney Counsel Prosecutor Commissioner Councillor Councilman Councilwoman Alderman Archduke Lance Trooper
    Pilot Actor Actress Singer Author Editor Reporter Writer Journalist Correspondent Photographer Founder Owner
    Executive Treasurer Controller Trustee Dictator Strongman Warlord Businessman Businesswoman Assemblyman
    Assemblywoman Comedian Filmmaker Playwright Novelist Historian Activist Broadcaster Podcaster Blogger Rapper
    Researcher Scientist Tycoon Billionaire Winger Quarterback Golfer Cyclist Jockey President-elect
    Hon Hon. Honorable Rt Comptroller Vice Co-founder Co-chairman Ex-President Premier-designate Interim Acting
    Then-President Lawmaker Lawyer Dean Midfielder Striker Defender Goalkeeper Captain-elect Pres. Supt. Det. Insp. Sec
    Madam Madame Monsieur Mme Mme. M. Herr Frau Signor Senor Señor Doña Aunt Uncle Grandma Saint-Emperor
    St-President PM MP MEP Officials Leaders Lawmakers Residents Police Troops Presidents Chairmen Governors
    Mayors Senators Messrs Messrs.
    """
)
"""Titles and roles: never part of a name; what follows one is a person."""

PORTFOLIOS = word_set(
    """
    Foreign Interior Defence Defense Finance Economy Economic Economics Trade Commerce Energy Oil Petroleum
    Justice Health Education Labor Labour Agriculture Transport Transportation Environment Culture Tourism
    Industry Information Communications Planning Development Housing Home Cabinet Prime First Second Deputy Vice
    Acting Interim Assistant Senior Chief State Treasury Security Affairs Executive Financial Operating
    Marketing Technology Legal General Field Press Public Relations Attorney Science Sports Youth Women Social
    Welfare Immigration Police Fire Army Air Navy Naval Military Intelligence Lord High Special International
    National Political Majority Minority Party House Senate Whip Floor Managing Supreme Crown Associate District
    Circuit Solicitor Surgeon Inspector Auditor Governor Water Mines Mining Resources Natural Fisheries Forestry
    Works Infrastructure Privatisation Privatization Budget Revenue Tax Industrial Veterans Homeland Urban Human
    Services Shadow
    """
)
"""Words beside a title that say what for: "Interior Minister", "Minister of State for Foreign Affairs"."""

ORGANISATION_HEADS = word_set(
    """
    Party Army Armies Force Forces Council Councils Ministry Ministries Government Parliament Senate Congress
    Bank Banks Institute Institution University College School Academy Agency Agencies Union Unions Organization
    Organisation Group Groups Corporation Company Companies Committee Court Courts Commission Commissioners
    League Front Movement Brigade Brigades Battalion Militia Nations Crescent Cross Office Department
    Departments Association Associations Federation Confederation Times Post News Newspaper Newspapers Press
    Radio Television Telegraph Tribune Gazette Herald Chronicle Journal Magazine Club Foundation Fund Funds
    Trust Society Authority Administration Bureau Board Service Services Assembly Alliance Coalition Consortium
    Guard Guards Corps Navy Fleet Squadron Regiment Division Police Network Networks Channel Studios Studio
    Pictures Records Entertainment Industries Industry Holdings Holding Partners Associates Brothers Sons
    Systems Technologies Technology Electronics Software Airlines Airways Aviation Aerospace Motors Motor Steel
    Oil Petroleum Gas Energy Power Electric Chemical Chemicals Pharmaceuticals Pharmaceutical Pharma
    Pharmaceutica Laboratories Labs Insurance Financial Finance Capital Securities Investments Investment
    Investors Management Advisors Advisers Telecom Telecommunications Communications Media Publishing
    Publications Railways Railway Railroad Rail Logistics Shipping Stores Foods Beverages Brewery Brewing Mining
    Resources Minerals Metals Exchange Institutes Center Centre Clinic Church Diocese Archdiocese Congregation
    Synod Orchestra Philharmonic Ensemble Opera Ballet Theatre Theater Choir Band Team Rovers Wanderers City-FC
    FC AFC Athletic Rangers Hospital Hospitals Registry Tribunal Legislature Knesset Cabinet Politburo
    Directorate Inspectorate Secretariat Treasury Command Headquarters Jihad Brotherhood Faction Wing Cartel
    Gang Syndicate Mafia Initiative Project Programme Program Campaign Lobby Caucus Conservancy Observatory
    Watch International Worldwide Global Monitor Review Observer Mirror Express Mail Bulletin Weekly Daily
    Communion Seminary Conservatory Enterprises Enterprise Solutions Ventures Airport-Authority Cooperative
    Co-operative Utility Utilities Facility Mechanism System Workers Teamsters Teachers Republic-Party
    Parliament-House Legion Army-Command Mint Reserve Prosecutor's Research Analytics Consulting Therapeutics
    Biosciences Semiconductor Semiconductors Robotics Wireless Broadcasting Bancorp Bancshares Reinsurance
    Restaurants Realty
    """
)
"""A capitalised phrase that ends in one of these is an organisation."""

COMPANY_SUFFIXES = word_set(
    """
    Inc Inc. Corp Corp. Co Co. Ltd Ltd. LLC LLP PLC Plc plc AG SA S.A. NV N.V. GmbH SpA S.p.A. AB ASA Oyj AS KK
    Bhd Berhad Pty BV B.V. SE Limited Incorporated L.P. LP S.A.S. SAS Cos Cos. A/S Sdn Pvt Tbk
    """
)
"""What follows a company's name; part of it."""

OF_HEADS = (
    ORGANISATION_HEADS
    | word_set(
        """
    House Republic Kingdom Bay Gulf Isle Sea Strait Straits Cape Mount Battle Siege Treaty Museum Library
    Cathedral Temple Duchy Order Sons Daughters Friends Knights Sisters Brothers Chamber Islands Island Port
    Tower Palace Hall Valley Lake Rock Companions Confederacy Emirate Caliphate Sultanate Principality
    Commonwealth Medal Bishops Democrats Physicians Governors Ministers Conference Convention Teachers Students
    Engineers Scientists Journalists Lawyers Women Mothers Doctors Reporters Voice State
    """
    )
) - word_set("News Times Post Radio Gas Oil Capital Daily Police Guard Guards")
"""What may be followed by "of" within one name: "Bank of England", "Gulf of Sidra"."""

FOR_HEADS = word_set(
    """
    Council Institute Centre Center Agency Office Department Movement Committee Campaign Commission Corporation
    Organization Organisation Association Society Foundation Fund Coalition Alliance Ministry Party Network Bank
    Conference Union Board Bureau Project Group Federation Front League Forum Program Programme Academy School
    Partnership
    """
)
"""What may be followed by "for" or "on": "Council on Foreign Relations"."""

PLACE_HEADS = word_set(
    """
    River Lake Island Islands Isles Mountain Mountains Hill Hills Airport Airfield Airbase Street Avenue Road
    Boulevard Drive Lane Highway Freeway Expressway Turnpike Square Plaza Park Gardens Garden Bridge Tunnel
    Hotel Stadium Arena Ballpark Coliseum Speedway Circuit Beach Bay Harbor Harbour Port County Province State
    District Oblast Governorate Prefecture Township Borough Village Town City Valley Desert Peninsula Strait
    Straits Sea Ocean Canal Coast Cape Gulf Delta Basin Plateau Plains Forest Glacier Volcano Falls Springs
    Creek Ridge Pass Canyon Reef Palace Castle Tower Towers Building Cathedral Mosque Synagogue Temple Shrine
    Abbey Monastery Prison Jail Penitentiary Museum Library Cemetery Memorial Zoo Mall Station Terminal Dam
    Reservoir Camp Barracks Base Embassy Consulate Heights Terrace Gate Wall Zone Strip Region Territory
    Territories Republic Kingdom Emirate Parish Ward Wharf Pier Dock Docks Field Fields Course Raceway Downs
    Racecourse Oilfield Refinery Pipeline Neighborhood Quarter
    """
)
"""A capitalised phrase that ends in one of these is a place."""

LOWER_PLACE_HEADS = word_set(
    """
    airport island islands river province city town village district region county peninsula state valley
    volcano mountain mountains lake bay desert forest rainforest
    """
)
"""Written small after a name they say that it is a place; they stay out of the range unless the table has them."""

PLACE_PREFIXES = word_set(
    """
    Mount Mt Mt. Lake Fort Ft. Port Cape Camp San Santa São Sao Los Las Wadi Jebel Jabal Umm Tell Ras Beit
    Bandar Kfar Deir Nizhny Puerto Isla Isle Sierra Villa Ciudad Vila Bir Ain Khan Tal Tel Kibbutz Novo Nova
    Novy Novaya Stary Oblast
    """
)
DIRECTIONS = word_set(
    """
    North South East West Northern Southern Eastern Western Central Upper Lower Greater Inner Outer Northeast
    Northwest Southeast Southwest Northeastern Northwestern Southeastern Southwestern North-East North-West
    South-East South-West
    """
)
EVENT_HEADS = word_set(
    """
    War Cup Championship Championships Olympics Games Open Prix Festival Fest Marathon Summit Treaty Agreement
    Accord Accords Conference Revolution Uprising Derby Masters Trophy Tournament Invitational Classic
    Convention Biennale Expo Protocol Massacre Intifada Bowl Playoffs Rally Referendum Awards
    """
)
EVENT_PREFIXES = word_set("Hurricane Typhoon Cyclone Operation Battle Treaty Siege")

INSTRUMENTS = word_set(
    """
    Act Law Amendment Constitution Prize Award Medal Report Index Plan Code Section Article Chapter Rule Day
    Days Week Weekend Month Night Season Century Era
    """
)
"""Laws, prizes and papers: named, but of none of the kinds."""

PARTICLES = word_set(
    """
    de la del della di da do dos das du des van von der den zu zur bin ibn ben bint al el ul ur ud y le ter ten
    het af av abu d'
    """
)

HYPHEN_TAILS = word_set(
    """
    led based backed made born style wide sponsored mediated brokered held controlled run owned funded trained
    aligned allied dominated era ruled supported bound listed related affiliated linked recognized recognised
    imposed occupied only like free friendly speaking language educated designed built bred inspired drafted
    appointed elected drawn area registered flagged supplied administered approved authorized authorised loyal
    donated hosted organised organized sanctioned assisted minded type sized branded compatible specific driven
    heavy rich sector exclusive winning nominated majority minority
    """
)
"""What a hyphen may tie to a name without becoming part of it."""

PREFIXES_OF_PEOPLES = word_set(
    """
    Afro Anglo Austro Euro Franco Greco Indo Italo Russo Sino Serbo Arab Judeo Hispano Luso Turko
    """
)

PERSON_BEFORE = word_set(
    """
    spokesman spokeswoman spokesperson minister president leader adviser advisor chairman chairwoman chief
    commander general colonel ambassador envoy senator governor mayor judge justice lawyer attorney analyst
    economist director manager coach striker midfielder defender goalkeeper captain forward winger bowler
    batsman pitcher quarterback driver rider jockey golfer swimmer actor actress singer author writer editor
    journalist reporter correspondent professor doctor lawmaker congressman congresswoman warlord dictator
    strongman premier chancellor king queen prince princess pope bishop archbishop cardinal ayatollah sheikh
    imam president-elect candidate nominee secretary deputy counsel founder co-founder owner boss officer
    detective sheriff wife husband son daughter brother sister father mother cousin uncle nephew widow
    girlfriend boyfriend friend colleague veteran rival predecessor successor compatriot teammate counterpart
    defector fugitive tycoon billionaire magnate strategist trader dealer broker banker manager-elect rookie
    left-hander right-hander champion seed partner politician activist who whom named executive photographer
    historian researcher scientist pollster prosecutor superintendent commissioner comedian rapper musician
    composer architect designer filmmaker playwright novelist poet philosopher scorer keeper opener all-rounder
    lieutenant sergeant major admiral brigadier marshal resident retiree
    """
)
"""In lower case right before a name they make it a person."""

ORGANISATION_NOUNS = word_set(
    """
    company firm bank maker group retailer airline carrier broker brokerage insurer lender operator developer
    manufacturer automaker carmaker drugmaker chipmaker planemaker producer supplier provider distributor
    publisher agency newspaper daily magazine broadcaster channel network website startup start-up unit
    subsidiary conglomerate consultancy think-tank thinktank charity nonprofit union party movement militia
    faction club band university college school museum hospital refiner miner utility bookmaker brewer
    builder exchange fund institute organisation organization foundation association
    """
)
"""In lower case right before a name, or after it and an article, they make it an organisation."""

PLACE_BEFORE = word_set(
    """
    in near outside around across throughout inside into toward towards leaving entering
    """
)
PLACE_OF_BEFORE = word_set(
    """
    city town village province region port district capital island suburb county state municipality governorate
    republic
    """
)
SPEECH = word_set(
    """
    said says told added adds tweeted replied explained insisted asked warned noted argued wrote recalled
    testified acknowledged admitted confirmed denied predicted concluded joked who aged scored won beat defeated
    finished hit played struck resigned died married smiled nodded shot lost served led took
    """
)
ORGANISATION_AFTER = word_set(
    """
    shares stock officials executives spokesman spokeswoman chief chairman analyst analysts employees workers
    shareholders reported unit subsidiary plant headquarters management profits sales board fans supporters
    militants fighters rebels guerrillas lawmakers forces troops deal coach captain midfielder striker defender
    goalkeeper winger quarterback pitcher batsman
    """
)
HONORIFIC_SUFFIXES = word_set("Jr Jr. Sr Sr. II III IV")
