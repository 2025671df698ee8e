/** Classes of words that people use about the survey itself, in the form that `talk.ts` reads; nothing of a wave stands here. */

import { bare, phrase } from './said.ts'

/** Bokmål, nynorsk, dialect and slips. `*` at the end stands for any ending of the word, `$` for the end of the text. */
// biome-ignore format: a table: a class of words in one to three lines
export const talkWords = {
  /** Verbs that begin a question to the bot, beside those of `words.ts`. */
  inverted: ['snakker', 'snakkar', 'lagres', 'lagrast', 'mister', 'misser', 'rekker', 'rekk', 'holder', 'held', 'slettes', 'slettast', 'haster', 'hastar', 'vises', 'visast', 'sendes', 'sendast', 'finnes', 'forsvinner', 'forsvinn', 'spør', 'leser', 'les', 'bruker', 'deles', 'ligger', 'ligg', 'stenger', 'stengjer', 'kostar', 'virker', 'funker', 'kainn', 'ska', 'e', 'havner', 'hamnar', 'leses', 'lesast', 'les', 'lagrar', 'lagrer', 'nærmer', 'nærmar', 'mangler', 'manglar', 'hoppa', 'hoppet', 'gikk', 'gjekk', 'fikk', 'fekk', 'kom', 'ble', 'blei', 'vart', 'forpliktar', 'forplikter', 'bind', 'binder', 'slipp', 'slipper', 'slepp', 'reknar', 'finst', 'stemmer', 'veit', 'vet', 'va', 'var', 'do', 'can', 'is', 'krever', 'krev', 'passer', 'hjelper', 'ser', 'treng', 'blei', 'skulle', 'kunne', 'gidder', 'snart', 'nok'],
  who: ['hvem', 'kven', 'kem', 'kæm', 'kim', 'hvem som', 'hven'],
  what: ['hva', 'kva', 'ka', 'kæ', 'hav'],
  when: ['når', 'når tid', 'ka tid', 'hvilken dag', 'hvilken dato', 'kva dag', 'kva dato', 'hvilket tidspunkt', 'nårtid'],
  why: ['hvorfor', 'kvifor', 'koffer', 'koffor', 'kofor', 'korfor', 'kvifår', 'åffer', 'hvofor', 'vorfor', 'hvofår', 'kefor', 'ka for'],
  how: ['hvordan', 'korleis', 'korsn', 'korsen', 'kossen', 'åssen', 'håssen', 'koss', 'kordan', 'hvorledes', 'hvordn', 'korles'],
  many: ['hvor mange', 'kor mange', 'hvor mye', 'kor mykje', 'kor mye', 'kor møkje', 'kor my', 'hvor langt', 'kor langt', 'hvor mykje', 'mye', 'mykje', 'mange', 'møe', 'my'],
  long: ['hvor lenge', 'kor lenge', 'hvor lang', 'kor lang', 'hvor lang tid', 'kor lang tid', 'hvor stor', 'kor stor', 'hvor stort', 'kor stort', 'hvor langt', 'kor langt', 'lang', 'langt', 'lenge', 'mye tid', 'mykje tid'],
  may: [
    'kan', 'kunne', 'må', 'får', 'få', 'lov', 'mulig', 'mogleg', 'greit', 'greitt', 'ok', 'okei', 'går', 'går det an', 'an', 'tillatt', 'anledning', 'høve', 'rekker', 'rekk', 'holder', 'held', 'skal', 'bør', 'burde', 'er', 'trenger', 'treng', 'behøver', 'har', 'blir', 'finnes', 'finst', 'fins',
    'går d', 'kainn', 'kain', 'ska', 'moglegheit', 'mulighet', 'e det', 'e d', 'va', 'vil',
  ],
  must: ['må', 'pliktig', 'pliktige', 'plikt', 'pålagt', 'obligatorisk', 'nødvendig', 'naudsynt', 'tvunget', 'tvungen', 'frivillig', 'krav', 'påbudt', 'trenger', 'treng', 'behøver'],
  see: ['ser', 'se', 'sjå', 'sjår', 'sett', 'leser', 'lese', 'les', 'lesa', 'innsyn', 'tilgang', 'lest', 'lesast', 'leses', 'får vite', 'veta', 'vite', 'sendes til', 'går til', 'vist', 'vises', 'deles', 'delt', 'delast', 'bruker', 'får'],
  open: ['offentlig*', 'offentleg*', 'publiser*', 'anonym*', 'konfidensiel*', 'hemmelig*', 'hemmeleg*', 'taushetsplikt', 'teieplikt', 'innsyn', 'spores', 'sporast', 'identifiser*', 'navngi*', 'postlista', 'postlisten', 'avisa', 'avisen', 'pressen', 'media', 'gdpr', 'personvern*'],
  answers: ['svar', 'svara', 'svarene', 'svaret', 'svaran', 'svarne', 'besvarels*', 'dette', 'det', 'det her', 'opplysningene', 'opplysningane', 'opplysninger', 'dataene', 'data', 'dataa', 'alt', 'skriver', 'skriv', 'skrive', 'skrevet', 'skreve', 'svarer', 'svarar'],
  survey: ['undersøkels*', 'undersøking*', 'skjema*', 'spørreskjema*', 'spørjeskjema*', 'spørreundersøk*', 'spørjeundersøk*', 'greia', 'greiene', 'greiene her', 'dette', 'det', 'det her', 'her', 'ditta', 'dette her', 'detta', 'd', 'meldingen', 'meldinga', 'denne', 'opplegget', 'lenka', 'lenken'],
  question: ['spørsmål*', 'spm', 'spørsmåla', 'dette', 'her', 'det', 'det her', 'akkurat dette', 'om det', 'denne'],
  deadline: ['frist*', 'svarfrist*', 'deadline', 'dødlinje', 'siste frist', 'tidsfrist*', 'innleveringsfrist*', 'siste dag', 'utsettelse', 'utsetjing'],
  closing: ['stenger', 'stengjer', 'stenge', 'lukker', 'lukkes', 'lukkar', 'går ut', 'ferdig', 'senest', 'seinast', 'levere', 'leverast', 'leveres', 'levert', 'være inne', 'vere inne', 'svare', 'svart', 'besvart', 'inn', 'utløper', 'gå ut', 'lukke', 'avsluttes', 'avsluttast'],
  someone: [
    'kollega*', 'noen andre', 'nokon andre', 'non andre', 'nokre andre', 'andre', 'en annen', 'ein annan', 'personalsjef*', 'hr', 'sjefen', 'leder*', 'leiar*', 'rådmann*', 'kommunedirektør*', 'avdeling*', 'fagleder*', 'fagleiar*', 'økonomi', 'økonomiavdeling*', 'økonomisjef*', 'nav', 'personalavdeling*', 'personal',
    'hu', 'hun', 'ho', 'han', 'vedkommende', 'vedkomande', 'rådgiver*', 'rådgjevar*', 'den som', 'de som', 'dei som', 'saksbehandler*', 'sakshandsamar*', 'noen i', 'nokon i', 'virksomhetsleder*', 'einingsleiar*', 'flyktningtjeneste*', 'flyktningteneste*', 'flere', 'fleire', 'vi to',
  ],
  passing: ['sende', 'send', 'sendes', 'sendast', 'videresende', 'vidaresende', 'ta', 'tar', 'tek', 'gi', 'gje', 'overlate', 'svare', 'svara', 'fylle ut', 'hjelpe', 'hjelpa', 'dele', 'videre', 'vidare', 'overta', 'delegere', 'svart på', 'fordele', 'samarbeide', 'svarer', 'svarar', 'sender', 'gir', 'hjelper', 'gjøre', 'gjere', 'besvare', 'spørre', 'spørje', 'kopiere inn'],
  skipping: ['hoppe', 'hopp', 'hoppa', 'stå over', 'droppe', 'utelate', 'la være', 'la vere', 'late vere', 'unngå', 'svare blankt', 'blankt', 'stå blankt', 'stå åpent', 'stå ope', 'stå tom*', 'passe', 'skippe', 'svare på alt', 'svare på alle', 'svare på alt sammen', 'svare på hvert', 'svare på kvart', 'alle spørsmål*', 'kommer tilbake til', 'kome tilbake til', 'tomt', 'tom'],
  changing: ['endre', 'endra', 'endrar', 'rette', 'retta', 'rettar', 'ombestemme', 'ombestemmer', 'skifte meining', 'angre', 'korrigere', 'korrigera', 'gjøre om', 'gjere om', 'legge til', 'legge inn', 'leggje til', 'føye til', 'oppdatere', 'redigere', 'forandre', 'tilbake til', 'bytte svar', 'supplere'],
  pausing: ['pause', 'stoppe', 'stoppa', 'ta resten', 'ta det senere', 'komme tilbake', 'kome tilbake', 'kome att', 'fortsette', 'fortsetja', 'halde fram', 'senere', 'seinare', 'lagre', 'lagres', 'lagra', 'lagret', 'lagrast', 'lukke', 'gå ut', 'logge av', 'logge ut', 'slå av', 'mellomlagre*', 'i morgen', 'i morgon', 'avbryte', 'ta opp att', 'mister', 'misser', 'forsvinner', 'forsvinn', 'underveis', 'undervegs', 'flere omganger', 'fleire omgangar'],
  sending: ['sende', 'sende inn', 'send inn', 'levere', 'leverer', 'sender inn', 'sender', 'innlevert', 'sendt', 'sendt inn', 'sendes inn', 'sendast inn', 'levert', 'lever'],
  unfinished: ['uferdig*', 'ufullstendig*', 'ikke ferdig', 'ikkje ferdig', 'ikke er ferdig', 'ikkje er ferdig', 'mangler', 'manglar', 'uten å svare', 'utan å svare', 'delvis', 'halvferdig*', 'bare noe', 'berre noko', 'noe av', 'noko av', 'det vi har', 'det me har', 'ikke alt', 'ikkje alt', 'ikke har svart', 'ikkje har svart', 'hull', 'hol'],
  copy: ['kopi', 'kopien', 'utskrift', 'skrive ut', 'skrive det ut', 'pdf', 'printe', 'kvittering', 'ta vare på', 'laste ned', 'laste det ned', 'laster jeg ned', 'laster vi ned', 'lastar eg ned', 'lastar vi ned', 'lastar me ned', 'lagre en', 'lagre ein', 'word', 'eksporter*', 'på epost', 'på e post', 'på mail', 'arkivere', 'arkiv*', 'bekreftelse', 'stadfesting'],
  paper: ['papir', 'papirskjema', 'på ark', 'for hånd', 'for hand', 'i posten', 'pr post', 'per post', 'på telefon', 'ringe inn', 'på nett', 'nettskjema', 'nettleser*', 'nettlesar*', 'epost', 'excel', 'pc', 'mobil', 'mobilen', 'questback'],
  report: ['rapport*', 'resultat*', 'funn', 'publisert', 'publiseres', 'publiserast', 'tallene', 'tala', 'tallene fra', 'fasit'],
  result: ['rapport*', 'resultatet', 'resultata', 'resultatene', 'resultat', 'funnene', 'funna', 'publisert', 'publiseres', 'publiserast'],
  others: ['andre', 'andre kommuner', 'andre kommunar', 'de andre', 'dei andre', 'nabokommune*', 'andres', 'andre har', 'andre bydeler', 'andre bydelar', 'snittet', 'gjennomsnittet', 'landet'],
  contact: ['kontakt*', 'ringe', 'ringa', 'skrive til', 'spørre', 'spørje', 'spør', 'epost', 'e post', 'epostadresse*', 'telefonnummer*', 'telefon', 'hjelpe', 'henvende', 'vende', 'snakke med', 'prate med', 'support', 'brukerstøtte', 'brukarstøtte', 'et menneske', 'eit menneske', 'ekte person', 'levende person'],
  language: ['nynorsk', 'bokmål', 'engelsk', 'samisk', 'språk', 'målform', 'språket', 'english', 'sidemål'],
  kept: ['lagre', 'lagres', 'lagra', 'lagret', 'lagrast', 'lagrer', 'lagrar', 'oppbevar*', 'slettes', 'slettet', 'slettast', 'sletta', 'slett*', 'registrer*', 'tatt vare på', 'tar dere vare på', 'noterer', 'samler', 'samlar', 'skjer med', 'ligger', 'ligg', 'bruker dere', 'brukes', 'brukast', 'bruke', 'fjernes', 'fjerna', 'sparer'],
  left: ['igjen', 'att', 'gjenstår', 'står att', 'attende', 'resten', 'til', 'mer', 'meir', 'ferdig', 'snart', 'halvveis', 'halvvegs', 'i alt', 'totalt', 'til sammen', 'til saman'],
  before: ['før$', 'før nå', 'før no', 'før da', 'tidligere', 'tidlegare', 'allerede', 'alt', 'nettopp', 'i fjor', 'forrige uke', 'førre veke', 'i forrige uke', 'på forhånd', 'igjen', 'to ganger', 'to gonger', 'en gang til', 'ein gong til', 'på nytt', 'forrige gang', 'sist', 'fra før', 'frå før', 'ein gong før'],
  swindle: ['svindel', 'scam', 'phishing', 'lureri', 'juks', 'ekte', 'spam', 'falsk', 'falskt', 'lurt', 'trygt', 'trygg', 'sikkert', 'virus', 'stole på', 'seriøst', 'svindle', 'hacket', 'hacka', 'phising', 'til å stole', 'lit på', 'legit', 'ekte vare', 'på ekte', 'fake', 'suspekt', 'mistenkelig', 'mistenkeleg'],
  you: ['du', 'deg', 'dere', 'dokker', 'dåkker', 'dykk', 'de', 'd'],
  robot: ['robot*', 'bot', 'boten', 'chatbot*', 'menneske', 'ai', 'ki', 'maskin', 'maskina', 'kunstig', 'kunstig intelligens', 'chatgpt', 'ekte person', 'ekte menneske', 'levende', 'automatisk', 'person'],
  self: ['jeg', 'eg', 'æ', 'æg', 'ej', 'je', 'vi', 'me', 'mi', 'oss', 'meg', 'man', 'ein', 'en', 'i', 'jæ', 'mæ', 'vårt'],
  not: ['ikke', 'ikkje', 'ikkj', 'ikje', 'ike', 'itj', 'itte', 'itt', 'isje', 'ke', 'kke', 'ingen', 'inga', 'aldri', 'neppe', 'ittj', 'ittje', 'ittno', 'uten', 'utan'],
  check: ['sjekke', 'sjekk', 'sjækk', 'sjekk opp', 'sjekka', 'sjekker', 'sjekkar', 'høre med', 'høyre med', 'høre', 'spørre', 'spørje', 'spør', 'spørr', 'undersøke', 'undersøka', 'finne ut', 'finne', 'finna', 'leite', 'lete', 'leite fram', 'slå opp', 'hente', 'rådføre', 'snakke med', 'prate med', 'ta det med', 'ta dette med', 'drøfte', 'diskutere', 'avklare', 'lufte', 'forhøre', 'regne', 'rekne', 'tenke', 'tenkje', 'tenkja', 'grave', 'kvalitetssikre', 'vise', 'forankre', 'konferere', 'se på', 'sjå på'],
  first: ['først', 'fyrst', 'litt', 'med', 'på det', 'på dette', 'opp', 'dette', 'det', 'fram', 'ut', 'over', 'rådmann*', 'sjefen', 'kollega*', 'hr', 'nav', 'økonomi*', 'tallene', 'tala', 'tall', 'tal', 'noe', 'noko', 'en', 'ein', 'ei'],
  time: ['tid', 'tida', 'kapasitet', 'rekker', 'rekk', 'travelt', 'travel', 'opptatt', 'oppteken', 'oppteke', 'stressa', 'stresset', 'hektisk', 'møte', 'møter', 'møtet', 'møta', 'ferie', 'permisjon', 'reise', 'telefonen', 'lunsj', 'kjøre', 'kjører', 'køyrer', 'på vei', 'på veg', 'på tur', 'på kurs', 'fullt opp', 'nedlesset'],
  later: ['senere', 'seinare', 'siden', 'sidan', 'etterpå', 'i morgen', 'i morgon', 'en annen gang', 'ein annan gong', 'tilbake', 'attende', 'neste uke', 'neste veke', 'på mandag', 'måndag', 'en annen dag', 'ein annan dag', 'på et senere', 'i kveld', 'over helga', 'over helgen', 'uti uka', 'til uka', 'ein dag', 'att'],
  able: ['vet mer', 'veit meir', 'vet best', 'veit best', 'svare', 'svara', 'svarer', 'svart', 'besvare', 'spør', 'spørre', 'spørje', 'ta', 'tar', 'tek', 'burde', 'bør', 'skulle', 'må', 'har tallene', 'har tala', 'har oversikt', 'kan dette', 'sitter på', 'sit på', 'vet', 'veit', 'kjenner', 'kjenner til', 'kan'],
  should: ['burde', 'bør', 'skulle', 'må', 'kan', 'heller', 'vet', 'veit', 'har', 'spør', 'bedre', 'betre', 'fått', 'sitter', 'sit', 'ta', 'skal', 'borde', 'bur'],
  fit: ['passer', 'passar', 'pass', 'gjelder', 'gjeld', 'relevant', 'aktuelt', 'aktuell', 'treffer', 'treff', 'gir mening', 'gjev meining', 'gir ikke mening', 'stemmer for', 'angår', 'passe', 'gjeller', 'gjælder', 'rammer'],
  refuse: ['delta', 'deltar', 'deltek', 'være med', 'vere med', 'bli med', 'svare på dette', 'svare på dere', 'svare på slikt', 'svare på noe', 'svare på noko', 'gidder', 'gidd', 'orker', 'orkar', 'gadd', 'interessert', 'ønsker å svare', 'ønskjer å svare', 'ønsker å delta', 'ønskjer å delta', 'bidra', 'vil svare', 'bruke tid', 'kaste bort tid', 'prioriterer', 'prioriterar', 'stille opp', 'akter', 'lyst', 'lyst til'],
  ill: ['syk', 'sjuk', 'sykmeldt', 'sjukmeldt', 'sjuke', 'syke', 'sykemeldt', 'influensa', 'forkjøla', 'forkjølet', 'på sykehus', 'migrene', 'vondt i hodet', 'sjukemeldt', 'sykt barn', 'sjukt barn'],
  fresh: ['ny', 'nytilsatt', 'nyansatt', 'fersk', 'begynte', 'byrja', 'starta', 'startet', 'begynt', 'akkurat begynt', 'nettopp begynt', 'nyss', 'vikar', 'vikarierer', 'konstituert', 'ny her', 'ny i jobben', 'overtok', 'tiltrådte', 'ganske ny', 'heilt ny', 'helt ny'],
  swear: ['faen', 'fan', 'fanden', 'fader', 'faan', 'fy faen', 'for faen', 'helvete', 'helvette', 'hælvete', 'jævla', 'jævlig', 'jævli', 'satan', 'søren', 'fy søren', 'dritt', 'drit', 'skit', 'pokker', 'herregud', 'herre gud', 'hersens', 'forbanna', 'forbannet', 'kuk', 'shit', 'fuck', 'fuck off', 'idiot', 'idioti', 'idiotisk', 'dust', 'møkk', 'møkka', 'ræva', 'rævva', 'dra til', 'hold kjeft', 'hald kjeft', 'kjeft', 'wtf', 'crap', 'damn', 'gudsjammerlig', 'fittig', 'teit', 'dum', 'dumme', 'steike', 'fy flate', 'fanken'],
  bad: ['tungvint*', 'tungvindt*', 'tullete', 'tull', 'tullball', 'sløsing', 'bortkasta', 'bortkastet', 'kjedelig*', 'keisam*', 'keisamt', 'irriterende', 'irriterande', 'forvirrende', 'forvirrande', 'rotete', 'rotet', 'uforståelig*', 'uforståeleg*', 'håpløs*', 'håplaus*', 'slitsom*', 'byråkrat*', 'plagsom*', 'masete', 'mas', 'maser', 'masar', 'for lang tid', 'så mange spørsmål', 'så mykje spørsmål', 'herlighet', 'mase', 'unødvendig*', 'unødig*', 'meningsløs*', 'meiningslaus*', 'frustrerende', 'frustrerande', 'lei', 'lite gjennomtenkt', 'krøkkete', 'altfor mange', 'alt for mange', 'for mange spørsmål', 'virker ikke', 'verkar ikkje', 'fungerer ikke', 'fungerer ikkje', 'funker ikke', 'funkar ikkje', 'for langt', 'altfor langt', 'lite brukervennlig', 'klager', 'klage'],
} as const satisfies Record<string, readonly string[]>

/** As most people write a word → as it is written in dialects and chats. `me` is both «med» and «vi», and stays. */
// biome-ignore format: a table
const talkDialect: Readonly<Record<string, readonly string[]>> = {
  er: ['e', 'ær'], skal: ['ska'], kan: ['kain', 'kainn', 'kanj'], jeg: ['æ', 'æg', 'ej', 'je', 'jæ'], meg: ['mæ'], deg: ['dæ'], dere: ['dokker', 'dokk', 'dåkker', 'dykk', 'dåkk'], ikke: ['itj', 'ikkj', 'ittj', 'ittje', 'isje', 'ikkje'],
  noen: ['nån', 'noken', 'nokken', 'non'], noe: ['nåkka', 'nokka', 'nåka', 'nokke', 'nåkke', 'noko'], til: ['te'], her: ['hær'], hvor: ['ker', 'hor'], hva: ['ka', 'kæ', 'kva'], hvem: ['kem', 'kæm', 'kim'], hvorfor: ['koffer', 'kofor', 'korfor', 'kefor'], hvordan: ['korsn', 'korsen', 'kossen', 'åssen', 'korr'],
  var: ['va'], gjøre: ['gjørra'], selv: ['sjøl', 'sjølv'], si: ['sei'], hun: ['hu'], han: ['hainn'], igjen: ['igjæn', 'att'], mer: ['meir'], tilbake: ['tebake', 'attende', 'tebars'], bare: ['berre', 'bærre'], vi: ['mi'], mye: ['mykje', 'møkje', 'my'], spørre: ['spørr'], spurt: ['spurd'], glemt: ['glømt', 'gløymt'], skrev: ['skreiv'], svart: ['svara'],
}

/** `bare` words of dialects and chats → as most write them. */
export const asMostWrite: ReadonlyMap<string, string> = new Map(
  Object.entries(talkDialect).flatMap(([most, others]) =>
    others.map((word) => [bare(phrase(word)), bare(phrase(most))]),
  ),
)

export type TalkClass = keyof typeof talkWords
