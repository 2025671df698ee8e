/**
 * Classes of words, each in one place: bokmål, nynorsk, dialect and slips side by side. Patterns are made of them by
 * `alternation`, longest first; whole replies are read word by word with `tagged`. Nothing of a particular wave stands here.
 */
import { bare, digraph, lately, phrase } from './said.ts'

/** «Ikke», said of a word: «8, ikke 7». */
const denials = ['ikke', 'ikkje', 'ikkj', 'ikje', 'ike', 'itj', 'itte', 'itt', 'isje'] as const

// biome-ignore format: a table: a class of words, nb and nn on the same lines, dialect and slips last
const table = {
  /** Yes, by itself. «Ok» and «greit» are less: they confirm what was read, but delete nothing. */
  yes: [
    'ja', 'jo', 'jau', 'ja da', 'jada', 'jo da', 'joda', 'jau da', 'ja visst', 'javisst', 'jo visst', 'ja takk', 'jaja', 'ja ja', 'ja men visst', 'ja for all del', 'selvfølgelig', 'selvsagt', 'sjølvsagt', 'sjølvfølgeleg', 'naturligvis', 'naturlegvis', 'absolutt', 'så absolutt', 'definitivt', 'klart', 'klart det', 'så klart', 'såklart', 'helt klart', 'heilt klart', 'uten tvil', 'utan tvil', 'ingen tvil', 'gjerne', 'svært gjerne',
    'japp', 'jepp', 'jep', 'jupp', 'jup', 'jess', 'yes', 'yess', 'yep', 'yepp', 'yup', 'jæ', 'jao', 'jaggu', 'jamen', 'j',
  ],
  okay: ['ok', 'oki', 'greitt', 'det er greitt', 'okei', 'okey', 'okay', 'greit', 'den er grei', 'den er god', 'det er greit', 'det er ok', 'det er fint', 'det er bra', 'javel', 'ja vel', 'fint', 'flott', 'topp', 'supert', 'perfekt', 'kjempefint', 'kjempebra', 'utmerket', 'utmerka', 'bra', 'mhm', 'mm', 'mmm', 'aha'],
  /** What was read is right. */
  agree: [
    'stemmer', 'det stemmer', 'stemte', 'riktig', 'rett', 'korrekt', 'sant', 'ikke sant', 'ikkje sant', 'nettopp', 'nemlig', 'nemleg', 'akkurat', 'akkurat det', 'akkurat så', 'presis', 'eksakt', 'just det', 'som sagt', 'som nemnt', 'som nevnt', 'enig', 'einig', 'samd', 'bekrefter', 'bekreftet', 'bekreftes', 'bekrefta', 'bekreft', 'stadfestar', 'stadfesta', 'stadfester', 'forstått', 'forstod', 'skjønt', 'skjøna', 'oppfattet', 'oppfatta', 'hvorfor ikke', 'kvifor ikkje', 'ikke noe problem', 'ikkje noko problem', 'ingen innvendinger', 'ingen innvendingar', 'helt enig', 'heilt einig', 'du har rett', 'ser rett ut', 'ser riktig ut', 'ser bra ut', 'ser fint ut', 'det er det', 'det var det', 'det kan du',
    'stemme', 'stemmær', 'stæmme', 'stæmmer', 'stæmmar', 'stemt', 'stem', 'sto', 'stemmar', 'stemmer bra', 'rektig', 'rætt', 'rektigt', 'riktigt',
  ],
  /** Tells the bot to write it down. */
  store: ['lagre', 'lagra', 'lagre det', 'bruk', 'bruk mitt', 'bruk mitt svar', 'bruk svaret mitt', 'noter', 'notér', 'skriv', 'skriv opp', 'skriv det opp', 'skriv det', 'før opp', 'kjør', 'kjør på', 'køyr', 'køyr på', 'gjør det', 'gjer det', 'bruk det', 'ta det', 'sett det', 'registrer', 'behold', 'behald'],
  no: ['nei', 'neida', 'nei da', 'nei takk', 'nei nei', 'nope', 'niks', 'nix', 'nææ', 'næ', 'næh', 'nei du', 'nehei', 'neppe ja', 'n', 'langtifra', 'langt ifra', 'langt frå', 'slett ikke', 'slett ikkje', 'overhodet ikke', 'overhovudet ikkje', 'absolutt ikke', 'absolutt ikkje', 'definitivt ikke', 'definitivt ikkje', 'selvsagt ikke', 'selvfølgelig ikke', 'sjølvsagt ikkje'],
  not: [...denials, 'ke', 'aldri', 'ingen', 'inga', 'ingenting', 'uten', 'utan', 'hverken', 'verken', 'korkje'],
  denying: denials,
  /** What was read is wrong, or is to be put otherwise. */
  wrong: ['feil', 'galt', 'gale', 'gæli', 'bom', 'tull', 'tullball', 'misforstått', 'misforstod', 'misforsto', 'endre', 'endra', 'endres', 'endrast', 'rette', 'rettes', 'rettast', 'korriger', 'korrigere', 'glem', 'glem det', 'gløym', 'gløym det', 'glemte', 'gløymde', 'avbryt', 'stryk', 'slett det', 'noe annet', 'noko anna', 'et annet', 'eit anna', 'omvendt', 'tvert imot', 'tvert om', 'motsatt', 'motsett'],
  /** Neither yes nor no. */
  hedge: [
    'kanskje', 'kanskje det', 'muligens', 'mulig', 'mogleg', 'moglegvis', 'muligvis', 'tror', 'tror det', 'tror ikke', 'trur', 'trur det', 'trur ikkje', 'tenker', 'tenkjer', 'usikker', 'usikre', 'uviss', 'vet ikke', 'vet ikke helt', 'veit ikkje', 'veit ikkje heilt', 'vetikke', 'vettikke', 'veitikkje', 'vet', 'veit', 'vett', 'aner', 'anar', 'husker', 'hugsar', 'hugser', 'minnes', 'tja', 'tjaa', 'nja', 'njaa', 'njæ', 'njei', 'jein', 'både og', 'både ja og nei', 'ja og nei', 'delvis', 'til dels', 'nesten', 'på en måte', 'på ein måte', 'på sett og vis', 'sannsynligvis', 'sannsynlegvis', 'trolig', 'truleg', 'antakelig', 'antagelig', 'antakeleg', 'sikkert', 'vel', 'vel sagt', 'litt', 'egentlig', 'eigentleg', 'liksom', 'hm', 'hmm', 'hmmm', 'eh', 'øh', 'tipper', 'tippar', 'gjetter', 'gjettar', 'kommer an på', 'kjem an på', 'det spørs', 'spørs', 'avhenger', 'begge deler', 'begge delar', 'sånn passe', 'så som så', 'neppe', 'omtrent', 'vanskelig å si', 'vanskeleg å seie', 'noenlunde', 'nokolunde', 'ish', 'i tvil', 'tviler', 'tvilar', 'vent', 'vent litt', 'et øyeblikk', 'eit augneblink',
    'kansje', 'kansj', 'kanskje d', 'kainnskje', 'kanskji', 'mulegens', 'muligens d', 'veitsje', 'veit itj', 'veit itte', 'vetkje', 'vet ei',
  ],
  /** Takes back some of what stands before it. */
  but: ['men', 'unntatt', 'unnteke', 'bortsett', 'utenom', 'utanom', 'hvis', 'viss', 'dersom', 'med mindre', 'bare', 'berre', 'kun', 'heller', 'eller', 'likevel', 'samtidig', 'forutsatt', 'skulle', 'burde'],
  /** About what was said or written, and not about the world. */
  saying: ['mente', 'meinte', 'mener', 'meiner', 'meinar', 'mein', 'meinn', 'ment', 'meint', 'meninga', 'meningen', 'meininga', 'meining', 'sa', 'sier', 'seier', 'sagt', 'skrev', 'skreiv', 'skreivde', 'skriver', 'skriv', 'svarte', 'svara', 'svart', 'svarer', 'svarar', 'gjorde', 'gjør', 'gjer', 'ville', 'svaret', 'svar', 'tenkte', 'tenkt', 'vil', 'valgte', 'valde', 'vel'],
  /** About the world: «det har vi». */
  claim: ['har', 'hadde', 'hatt', 'gjør', 'gjer', 'finnes', 'finst', 'fins', 'fikk', 'fekk', 'hev', 'ha'],
  self: ['jeg', 'eg', 'æ', 'æg', 'ej', 'je', 'i', 'jæ', 'ag', 'meg', 'mitt', 'min', 'mi', 'mæ'],
  we: ['vi', 'me', 'mæ', 'vårt', 'vår', 'våre', 'oss', 'kommunen', 'kommuna', 'bydelen', 'kommune', 'dykk'],
  /** Change nothing in a yes or no. */
  filler: [
    'haha', 'hehe', 'hihi', 'hæhæ', 'lol', 'æsj', 'huff', 'uff', 'hoi', 'det', 'de', 'd', 'den', 'dette', 'er', 'e', 'æ', 'ær', 'var', 'va', 'blir', 'blei', 'ble', 'vart', 'vert', 'skal', 'kan', 'du', 'dere', 'de', 'dokker', 'dåkker', 'deg', 'da', 'då', 'no', 'nå', 'altså', 'jo', 'nok', 'så', 'helt', 'heilt', 'hælt', 'som', 'at', 'og', 'og så', 'her', 'der', 'hos', 'takk', 'tusen takk', 'mange takk', 'hei', 'for all del', 'vær så snill', 'ver så snill', 'vennligst', 'please', 'bare bra', 'virkelig', 'verkeleg', 'faktisk', 'alltid', 'alt', 'alle', 'sammen', 'saman', 'å', 'på', 'i', 'til', 'med', 'fra', 'frå', 'av', 'om', 'for', 'opp', 'inn', 'slik', 'sånn', 'samme', 'same', 'igjen', 'godt', 'bra', 'fint', 'dessverre', 'diverre', 'beklager', 'egen', 'visst', 'sikker', 'sikre', 'nei takk', 'gang', 'en gang', 'svaret mitt', 'svaret vårt', 'det samme', 'det same', 'den', 'denne', 'disse', 'desse', 'bekreftende', 'til slutt', 'ut', 'ser',
  ],
  /** That there is none. */
  nothing: ['ingenting', 'intet', 'ingen ting', 'inkje', 'ingen', 'inga', 'null', 'nada', 'niks', 'ikke noe', 'ikkje noko', 'ikkje nåkka', 'ikke nåkka', 'itj nå', 'itj nåkka', 'ikke noen', 'ikkje nokon', 'ikke mer', 'ikkje meir', 'ikke annet', 'ikkje anna', 'ikke som jeg kommer på', 'ikke som eg kjem på', 'ikkje som eg kjem på', 'ikke noe som jeg kommer på', 'ikkje noko som eg kjem på', 'ikke noe jeg kommer på', 'ikkje noko eg kjem på', 'ikke nå', 'ikkje no', 'det er alt', 'det var alt', 'det holder', 'det held', 'det var det hele', 'det var det heile', 'det er det hele', 'det er det heile', 'det er nok', 'sagt nok', 'sagt alt', 'sagt mitt', 'sagt vårt', 'sagt det meste', 'skrevet nok', 'skrive nok', 'fått sagt alt', 'fått sagt mitt', 'ikke som vi kommer på', 'ikkje som me kjem på', 'itj som æ kommer på', 'itj som æ kjem på', 'kommer ikke på noe', 'kommer ikke på noen', 'kjem ikkje på noko', 'kjem itj på nå', 'kommer itj på nå', 'kjem ikkje på nåkka', 'husker ikke noe', 'hugsar ikkje noko', 'tomt'],
  something: ['noe', 'noko', 'noen', 'nokon', 'nåkka', 'nokka', 'nokke', 'nå', 'no'],
  /** What is done with a remark, and what it may be. */
  adding: ['å skrive', 'å skriv', 'å si', 'å seie', 'å sei', 'å melde', 'å legge til', 'å leggje til', 'å tilføye', 'å føye til', 'å bemerke', 'å kommentere', 'å komme med', 'å kome med', 'å tilføre', 'å utdype', 'skrive', 'skriv', 'legge til', 'leggje til', 'tilføye', 'melde', 'kommentar', 'kommentarer', 'kommentarar', 'merknad', 'merknader', 'merknadar', 'spesielt', 'særlig', 'særleg', 'særskilt', 'fornuftig', 'vettugt', 'vettig', 'lurt', 'viktig', 'annet', 'anna', 'mer', 'meir', 'videre', 'vidare', 'savner', 'savne', 'savna', 'savnet', 'saknar', 'sakne', 'sakna', 'mangler', 'mangla', 'mangle', 'manglar', 'ønsker', 'ønskjer', 'trenger', 'treng', 'behov', 'på hjertet', 'på hjarta', 'på lager', 'til dere', 'til dykk', 'til imdi', 'her', 'der', 'denne gangen', 'denne gongen'],
  skipping: ['hopp', 'hopp over', 'hopp øve', 'neste', 'neste spørsmål', 'gå videre', 'gå vidare', 'videre', 'vidare', 'pass', 'skip', 'står over', 'stå over', 'dropp', 'droppe', 'dropper', 'droppar', 'ferdig'],
  sending: ['send', 'sende', 'sendes', 'sendast', 'sendt', 'send inn', 'send det inn', 'lever', 'levere', 'innsending', 'send i vei', 'send av gårde', 'send av garde'],
  deleting: ['slett', 'slette', 'slettes', 'slettast', 'sletta', 'fjern', 'fjerne', 'ta bort', 'ta vekk', 'koble', 'kople', 'koblet', 'kopla', 'kople frå', 'koble fra'],
  /** What is sent in or deleted. */
  answers: ['svar', 'svara', 'svarene', 'svaret', 'mine', 'mitt', 'våre', 'vårt', 'alt', 'alle', 'dei', 'de', 'dem', 'det', 'dette', 'skjemaet', 'skjema', 'undersøkelsen', 'undersøkinga', 'alt sammen', 'alt saman', 'meg', 'oss', 'straks', 'med en gang', 'med ein gong', 'nå', 'no', 'bare', 'berre', 'kan', 'vil', 'ønsker', 'ønskjer', 'skal', 'jeg', 'eg', 'vi', 'me', 'er sikker', 'er ferdig', 'ferdig', 'klar', 'du kan', 'kan du', 'vær så god', 'ver så god', 'vær så snill', 'ver så snill'],
  about: [
    'ca', 'cirka', 'sirka', 'circa', 'omtrent', 'omtrentlig', 'omtrentleg', 'om lag', 'omlag', 'omkring', 'rundt', 'rundt regnet', 'rundt regna', 'rundt rekna', 'grovt regnet', 'grovt regna', 'grovt rekna', 'kring', 'sånn', 'sånn ca', 'sånn cirka', 'sånn omtrent', 'sånn rundt', 'sånn om lag', 'bortimot', 'bort imot', 'nesten', 'snart', 'nær', 'nærmere', 'nærare', 'i underkant av', 'i overkant av', 'drøyt', 'drygt', 'drøye', 'drøy', 'snaut', 'snautt', 'snaue', 'snau', 'knapt', 'knappe', 'knapp', 'vel', 'godt og vel', 'pluss minus', 'plussminus', 'anslagsvis', 'noe sånt som', 'noko slikt som',
  ],
  /** Since when somebody has been there. */
  began: ['begynte', 'begynt', 'byrja', 'byrjte', 'byrjing', 'starta', 'startet', 'start', 'tiltrådte', 'tiltrådde', 'tilsatt', 'tilsett', 'ansatt', 'ansettelse', 'tok over', 'overtok', 'kom', 'kom hit', 'vært her siden', 'vore her sidan'],
  /** Around a figure, telling nothing of it but that it is so. */
  around: ['vi', 'me', 'mæ', 'jeg', 'eg', 'æ', 'kommunen', 'kommuna', 'bydelen', 'det', 'de', 'dei', 'har', 'hadde', 'er', 'var', 'ble', 'blei', 'vart', 'blir', 'ligger', 'ligg', 'lå', 'står', 'på', 'i', 'her', 'nå', 'no', 'så langt', 'hittil', 'i år', 'fått', 'hatt', 'tatt imot', 'tok imot', 'teke imot', 'tok', 'som', 'da', 'då', 'jo', 'nok', 'stk'],
  // Steps of a scale, said by themselves or beside an adjective.
  highest: ['helt topp', 'heilt topp', 'topp', 'kjempebra', 'kjempegod', 'kjempegodt', 'kjempefint', 'supert', 'strålende', 'strålande', 'fantastisk', 'fantastiske', 'utmerket', 'utmerka', 'glimrende', 'glimrande', 'perfekt', 'toppers', 'fremragende', 'framifrå', 'veldig', 'kjempefornøyd', 'veldig bra', 'svært bra', 'meget bra', 'særs bra'],
  crucial: ['helt avgjørende', 'heilt avgjerande', 'avgjørende', 'avgjerande', 'livsviktig', 'helt nødvendig', 'heilt nødvendig', 'helt kritisk', 'kritisk', 'essensielt', 'helt essensielt', 'av største betydning', 'høyeste prioritet', 'veldig', 'kjempe', 'viktigst'],
  quiteGood: ['ganske bra', 'nokså bra', 'rimelig bra', 'helt greit', 'heilt greitt', 'bra nok', 'ganske fint', 'godkjent', 'helt fint'],
  middling: ['midt på treet', 'midt på tre', 'midt i', 'midt i mellom', 'midt imellom', 'sånn midt i', 'sånn midt imellom', 'sånn midt på treet', 'midt på', 'middels', 'middels bra', 'middelmådig', 'sånn passe', 'så passe', 'passe', 'passelig', 'passeleg', 'sånn passelig', 'så som så', 'både og', 'både-og', 'verken eller', 'hverken eller', 'korkje eller', 'verken det ene eller det andre', 'hverken det ene eller det andre', 'korkje det eine eller det andre', 'verken det eine eller det andre', 'verken godt eller dårlig', 'nøytral', 'nøytralt', 'gjennomsnittlig', 'en viss grad', 'ein viss grad', 'til en viss grad', 'til ein viss grad', 'i en viss grad', 'i ein viss grad', 'i noe grad', 'noenlunde', 'nokolunde', 'sånn noenlunde', 'sånn tålelig', 'tja'],
  /** A no with something left of it. */
  hardly: ['ikke noe særlig', 'ikkje noko særleg', 'ikkje noe særleg', 'ikke noe særleg', 'ikke særlig', 'ikkje særleg', 'ikke særlig mye', 'ikkje særleg mykje', 'ikke nevneverdig', 'ikkje nemneverdig', 'ikke spesielt', 'ikkje spesielt', 'ikke i særlig grad', 'ikkje i særleg grad', 'ikke i nevneverdig grad', 'ikkje i nemneverdig grad', 'ikke så veldig', 'ikkje så veldig', 'ikke veldig', 'ikkje veldig', 'ikke så mye', 'ikkje så mykje', 'ikke så nøye', 'ikkje så nøye', 'ikke stort', 'ikkje stort', 'itj nå særlig', 'itj så veldig', 'nei ikke særlig', 'nei ikke noe særlig', 'nei ikkje noko særleg', 'nei ikke nevneverdig', 'ikke så bra', 'ikkje så bra', 'ikke så god', 'ikkje så god', 'ikke så godt', 'ikkje så godt', 'i liten grad', 'lite'],
  lowest: ['elendig', 'under all kritikk', 'under enhver kritikk', 'håpløst', 'håplaust', 'forferdelig', 'forferdeleg', 'grusomt', 'ræva', 'rævva', 'krise', 'katastrofe', 'katastrofalt', 'helt krise', 'ubrukelig', 'ubrukeleg', 'null verdi', 'bunn', 'kjempedårlig', 'kjempedårleg', 'skikkelig dårlig', 'skikkeleg dårleg'],
  notAtAll: ['overhodet ikke', 'overhovudet ikkje', 'slett ikke', 'slett ikkje', 'absolutt ikke', 'absolutt ikkje', 'på ingen måte'],
  intensely: ['veldig', 'meget', 'særs', 'svært', 'utrolig', 'utruleg', 'ekstremt', 'kjempe', 'super', 'skikkelig', 'skikkeleg', 'uhyre', 'særdeles', 'voldsomt', 'kolossalt', 'enormt', 'veldig veldig', 'utrolig veldig', 'svært svært', 'drit', 'sykt', 'knall', 'kjempe kjempe'],
  fairly: ['ganske', 'nokså', 'rimelig', 'rimeleg', 'temmelig', 'temmeleg', 'relativt', 'forholdsvis', 'ganske så', 'jevnt over', 'jamt over', 'stort sett'],
  notSo: ['ikke så', 'ikkje så', 'ikke særlig', 'ikkje særleg', 'ikke så veldig', 'ikkje så veldig', 'ikke veldig', 'ikkje veldig', 'ikke spesielt', 'ikkje spesielt', 'ikke noe særlig', 'ikkje noko særleg', 'ikke altfor', 'ikkje altfor', 'mindre', 'itj så', 'ikke akkurat'],
  /** The words on the start button. */
  start: ['start', 'starte', 'begynn', 'begynne', 'byrj', 'byrje', 'kom i gang', 'sett i gang', 'set i gang', 'i gang'],
  /** The whole, and nobody, when something is passed on. */
  whole: ['0', 'alt', 'alle', 'hele', 'heile', 'hele delen', 'heile delen', 'hele skjemaet', 'heile skjemaet', 'alt sammen', 'alt saman', 'alle spørsmål', 'alle spørsmålene', 'alle spørsmåla'],
  nobody: ['nei', 'vet ikke', 'veit ikkje', 'vet ikkje', 'veit ikke', 'aner ikke', 'anar ikkje', 'ingen', 'usikker'],
  passedOn: ['sendt videre', 'sendt vidare', 'hva er sendt videre', 'hva som er sendt videre', 'kva er sendt vidare', 'kva som er sendt vidare', 'vis sendt videre', 'vis sendt vidare', 'sjå sendt vidare', 'se sendt videre', 'vis hva som er sendt videre', 'vis kva som er sendt vidare', 'se hva som er sendt videre', 'sjå kva som er sendt vidare', 'ta tilbake', 'take tilbake', 'ta att'],
  // Putting right what was answered.
  /** «Skulle vært»: what an answer ought to be, and the verb after it. */
  should: ['skulle', 'skal', 'ska', 'sku', 'skull'],
  ought: ['må', 'bør', 'burde', 'vil', 'ville', 'kan', 'kunne'],
  being: ['være', 'vere', 'vær', 'vara', 'vært', 'vore', 'stå', 'stått', 'bli', 'blitt', 'blei'],
  is: ['er', 'e', 'æ', 'var', 'va', 'blir', 'ble', 'blei', 'vart'],
  notRight: ['feil', 'galt', 'gale', 'gæli', 'bom'],
  right: ['rett', 'riktig', 'sant'],
  matching: ['stemmer', 'stemmar', 'stemte'],
  /** Takes back what was just written, by oneself. */
  slip: ['sorry', 'beklager', 'orsak', 'unnskyld', 'oi', 'oisann', 'ups', 'æsj', 'hov', 'omvendt', 'feil', 'rettelse', 'retting', 'rettere sagt', 'rettare sagt', 'mente', 'meinte', 'stryk'],
  /** «Alle unntatt 2», «alt utenom grunnskole». */
  except: ['unntatt', 'unnateke', 'unnateken', 'untatt', 'unnteke', 'unntatt for', 'med unntak av', 'med unntak for', 'unntak av', 'utenom', 'utanom', 'bortsett fra', 'bortsett frå', 'sett bort fra', 'så nær som', 'foruten', 'forutan'],
  /** «Stryk økonomi», «ta bort den»; «slett» may be all answers, and stands where that is settled. */
  takingOut: ['dropp', 'droppe', 'stryk', 'stryke', 'fjern', 'fjerne', 'kutt', 'kutte', 'kutt ut', 'sløyf', 'sløyfe', 'ta bort', 'ta vekk', 'ta ut'],
  /** «Økonomi skal bort», «bolig må strykes». */
  takenOut: ['bort', 'vekk', 'ut', 'strykes', 'strykast', 'fjernes', 'fjernast'],
  /** «8 i stedet for 7». */
  insteadOf: ['i stedet for', 'i staden for', 'istedenfor', 'istadenfor'],
  /** «Forrige», of a question or an answer. */
  previous: ['forrige', 'førre', 'forre', 'forige'],
  /** Words that begin a question. */
  asking: ['hva', 'hvem', 'hvor', 'hvordan', 'hvorfor', 'hvilken', 'hvilket', 'hvilke', 'hva for', 'når', 'kva', 'kven', 'kor', 'korleis', 'kvifor', 'kva for', 'koss', 'hva slags', 'kva slags', 'hvorledes', 'ka', 'kem', 'kæm', 'koffer', 'kofor', 'koffor', 'korsen', 'korsn', 'kossen', 'åssen', 'håssen', 'ker', 'kæ', 'hå', 'åffer', 'hæ', 'kordan', 'hvofor', 'vorfor'],
  /** Verbs that begin a question: «er det …», «må vi …». */
  inverting: ['er', 'blir', 'vert', 'var', 'har', 'kan', 'kunne', 'må', 'skal', 'skulle', 'bør', 'burde', 'får', 'vil', 'gjelder', 'gjeld', 'teller', 'tel', 'regnes', 'reknas', 'reknast', 'mener', 'meiner', 'menes', 'meinast', 'hører', 'høyrer', 'trenger', 'treng', 'finnes', 'finst', 'betyr', 'tyder', 'kommer', 'kjem', 'lagres', 'lagrast', 'publiseres', 'inkluderer', 'går', 'ser', 'les', 'leser', 'bruker', 'brukar', 'tar', 'tek', 'holder', 'held', 'spør', 'ønsker', 'ønskjer', 'e', 'ær', 'bli', 'ska', 'kain', 'kanj', 'gjell', 'telle'],
  /** Who or what such a question is about. */
  asked: ['det', 'dette', 'den', 'de', 'dei', 'dere', 'du', 'dokker', 'dykk', 'jeg', 'eg', 'vi', 'me', 'æ', 'noen', 'nokon', 'alle', 'andre', 'svara', 'svarene', 'svaret', 'svar', 'undersøkelsen', 'undersøkinga', 'skjemaet', 'spørsmålet', 'man', 'ein', 'det her', 'd', 'imdi'],
} as const satisfies Record<string, readonly string[]>

export type WordClass = keyof typeof table

/** As lists are compared: the form of `Said.bare`. */
const inBare = (word: string): string => bare(phrase(word))

const longestFirst = (list: readonly string[]): string[] =>
  [...new Set(list.map(inBare))].filter((word) => word !== '').sort((a, b) => b.length - a.length)

/** A class for a pattern of `bare` text: its words, longest first, joined by `|`. */
export const alternation = (name: WordClass): string =>
  longestFirst(table[name])
    .map((word) => word.replace(/[.+*?()[\]\\]/g, '\\$&'))
    .join('|')

/** The same for text as it was typed, in any case; also written without æ, ø and å. */
export const typedAlternation = (name: WordClass): string =>
  [...new Set(table[name].flatMap((word) => [word.toLowerCase(), inBare(word)]))]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.+*?()[\]\\]/g, '\\$&'))
    .join('|')

type Entry = { classes: WordClass[] }

const index = new Map<string, Entry>()
for (const [name, list] of Object.entries(table) as [WordClass, readonly string[]][])
  for (const word of longestFirst(list)) {
    const known = index.get(word)
    if (known === undefined) index.set(word, { classes: [name] })
    else known.classes.push(name)
  }

/** Words in the longest phrase of the table. */
const longest = Math.max(...[...index.keys()].map((word) => word.split(' ').length))

/** A piece of a reply: the longest phrase that stands in one of the classes asked for, or a word that stands in none. */
export type Tag = { words: string; of: WordClass | undefined }

/** `tokens`, read from the left, each time the longest phrase of the classes `among`; of two classes the one named first. */
export const tagged = (tokens: readonly string[], among: readonly WordClass[]): Tag[] => {
  const tags: Tag[] = []
  for (let at = 0; at < tokens.length; ) {
    const tag = tagAt(tokens, at, among)
    tags.push(tag)
    at += tag.words.split(' ').length
  }
  return tags
}

const tagAt = (tokens: readonly string[], at: number, among: readonly WordClass[]): Tag => {
  for (let length = Math.min(longest, tokens.length - at); length > 0; length--) {
    const words = tokens.slice(at, at + length).join(' ')
    const classes = index.get(words)?.classes
    const of = classes === undefined ? undefined : among.find((name) => classes.includes(name))
    if (of !== undefined) return { words, of }
  }
  return { words: tokens[at] ?? '', of: undefined }
}

/** Whether the whole text is one phrase of the class. `text` is in `bare` form. */
export const isOf = (name: WordClass, text: string): boolean => index.get(text)?.classes.includes(name) === true

// biome-ignore format: words that stand in many texts: a part made of these alone may be about something else
export const general = new Set([
  'andre', 'annen', 'annet', 'egen', 'eget', 'egne', 'eigen', 'eiga', 'leder', 'stilling', 'tid', 'tida', 'kontor', 'kontoret', 'tjeneste', 'tjenester', 'tjenestene', 'tenester', 'tenestene', 'kommune', 'kommunen',
  'kommuner', 'opplaring', 'opplaringen', 'opplaringa', 'skole', 'skule', 'plass', 'plasser', 'plassar', 'evaluering', 'arbeid', 'utdanning', 'program', 'programmet', 'samarbeid', 'mate', 'sted', 'stad', 'grad', 'ar', 'aret', 'mange', 'hvor',
  'driver', 'driv', 'hand', 'sammen', 'saman', 'gang', 'ganger', 'informasjon', 'veiledning', 'rettleiing', 'rad', 'bruk', 'utvikling', 'deling', 'praksis', 'hjelp', 'finne', 'registeret', 'fa', 'ledige', 'hver', 'maned',
])

// biome-ignore format: the glossary's list, nb and nn
export const bounds = [
  'over', 'mer enn', 'meir enn', 'minst', 'under', 'mindre enn', 'færre enn', 'maks', 'maksimalt', 'maksimum', 'høyst', 'høgst', 'opptil', 'opp til', 'inntil', 'minimum',
  'flere enn', 'fleire enn', 'litt over', 'litt under', 'godt over', 'godt under', 'langt over', 'langt under', 'like over', 'like under', 'noe over', 'noe under', 'noko over',
  'noko under', 'ikke mer enn', 'ikkje meir enn', 'ikke over', 'ikkje over', 'i hvert fall', 'i alle fall', 'ikke under', 'ikkje under', 'så mye som', 'fra', 'frå',
]

// biome-ignore format: the glossary's list, nb and nn
export const vagueWords = [
  'noen', 'nokre', 'nokon', 'et par', 'eit par', 'flere', 'fleire', 'mange', 'få', 'en del', 'ein del', 'de fleste', 'dei fleste', 'de aller fleste', 'dei aller fleste',
  'flertallet', 'fleirtalet', 'et flertall', 'eit fleirtal', 'nesten alle', 'alle', 'et dusin', 'eit dusin', 'dusin', 'et titalls', 'titalls', 'hundrevis', 'litt', 'lite', 'mye', 'mykje',
  'noen få', 'nokre få', 'mesteparten', 'et fåtall', 'eit fåtal', 'fåtall', 'et knippe', 'eit knippe', 'en håndfull', 'ei handfull', 'halvparten', 'helvta', 'et mindretall', 'eit mindretal',
  'noen titalls', 'de færreste', 'dei færraste', 'svært få', 'svært mange',
]

// Tables of whole phrases, found also when æ, ø and å are written ae, oe, aa or without their marks.

export type PhraseTable<M extends string> = readonly (readonly [M, readonly string[]])[]
type PhraseIndex<M extends string> = {
  exact: Map<string, M>
  digraph: Map<string, M>
  /** Undefined: two meanings fall together without the marks, so the bare form means nothing. */
  bare: Map<string, M | undefined>
}

/** Builds the index of a table; a phrase that stands under two meanings there is a fault of ours and throws. */
export function indexPhrases<M extends string>(table: PhraseTable<M>): PhraseIndex<M> {
  const index: PhraseIndex<M> = { exact: new Map(), digraph: new Map(), bare: new Map() }
  for (const [meaning, phrases] of table) for (const text of phrases) add(index, meaning, phrase(text))
  return index
}

function add<M extends string>(index: PhraseIndex<M>, meaning: M, key: string): void {
  const known = index.exact.get(key)
  if (known !== undefined && known !== meaning) throw new Error(`«${key}» means both ${known} and ${meaning}`)
  index.exact.set(key, meaning)
  if (!index.digraph.has(digraph(key))) index.digraph.set(digraph(key), meaning)
  const folded = bare(key)
  if (folded.length < shortestBare) return
  const clash = index.bare.has(folded) && index.bare.get(folded) !== meaning
  index.bare.set(folded, clash ? undefined : meaning)
}

/** Under three letters the mark is what tells words apart: «næ» is no, «na» is not applicable, «nå» is neither. */
const shortestBare = 3

/** The meaning of a whole text, or undefined. */
export function findPhrase<M extends string>(index: PhraseIndex<M>, text: string): M | undefined {
  const key = phrase(text)
  const found = index.exact.get(key)
  if (found !== undefined) return found
  const typed = /[æøå]/.test(key) ? digraph(key) : key
  return index.digraph.get(typed) ?? index.bare.get(bare(key))
}

// Words that answer by themselves (glossary section 3): yes, no, partly, don't know, not applicable, none.

export type Word = 'yes' | 'no' | 'partly' | 'dont_know' | 'not_applicable' | 'none'

const pronouns = ['', 'jeg ', 'eg ', 'vi ', 'me ', 'det ', 'dessverre ']
const before = (starts: readonly string[], phrases: readonly string[]) =>
  phrases.flatMap((p) => starts.map((s) => s + p))

const answeringTable: PhraseTable<Word> = [
  [
    'yes',
    // biome-ignore format: one line per language form and for the slips, as in the glossary
    [
      'ja', 'ja takk', 'stemmer', 'riktig', 'korrekt', 'selvsagt', 'selvfølgelig', 'absolutt', 'helt klart',
      'jau', 'sjølvsagt', 'heilt klart', 'sjølvfølgeleg',
      'j', 'ja da', 'jada', 'jepp', 'jup', 'jo', 'jo da', 'joda', 'japp', 'mhm', 'ok', 'okei', 'okey', 'greit', 'yes', 'naturligvis', 'naturlegvis', 'ja visst',
      'så absolutt', 'så klart', 'så visst', 'uten tvil', 'utan tvil', 'definitivt', 'jaja', 'ja ja', 'det kan du si', 'det kan du seie', 'det kan du tro', 'det kan du tru', 'det kan du banne på', 'det kan du skrive opp', 'det kan du ta gift på', 'det vil jeg si', 'det vil eg seie', 'det vil jeg absolutt si', 'det må jeg si', 'det må eg seie', 'jadå', 'jaa', 'jajamen', 'helt riktig', 'heilt rett', 'det har vi hatt', 'det har me hatt',
      'det stemmer', 'det er riktig', 'det er korrekt', 'det er rett', 'det er greit', 'bruk mitt svar', 'ja bruk mitt svar', 'bruk svaret mitt', 'ja bruk svaret mitt',
    ],
  ],
  [
    'no',
    // biome-ignore format: as above
    [
      'nei', 'nei takk', 'aldri', 'ikke', 'slett ikke', 'ikkje', 'slett ikkje',
      'n', 'neida', 'nei da', 'nope', 'niks', 'næ', 'itj', 'no', 'neei', 'neii', 'nææi', 'næi', 'langt ifra', 'langtifra', 'langt fra', 'langt frå', 'på ingen måte', 'ikke det minste', 'ikkje det minste',
      'stemmer ikke', 'stemmer ikkje', 'det stemmer ikke', 'det stemmer ikkje', 'ikke riktig', 'ikkje rett', 'feil', 'det er feil', 'absolutt ikke', 'absolutt ikkje', 'ikke nå lenger', 'ikkje no lenger', 'ikke lenger', 'ikkje lenger', 'overhodet ikke', 'overhovudet ikkje', 'så absolutt ikke', 'så absolutt ikkje', 'definitivt ikke', 'definitivt ikkje', 'selvsagt ikke', 'selvfølgelig ikke', 'sjølvsagt ikkje', 'naturligvis ikke', 'naturlegvis ikkje',
    ],
  ],
  [
    'partly',
    // biome-ignore format: as above
    [
      'delvis', 'til dels', 'både og', 'både ja og nei', 'tja', 'ja og nei', 'sånn passe', 'både/og', 'både-og',
      'nja', 'njæ', 'tjaa', 'jein',
    ],
  ],
  [
    'dont_know',
    // biome-ignore format: as above
    [
      ...before(pronouns, [
        'vet ikke', 'vet ei', 'usikker', 'er usikker', 'ikke sikker', 'er ikke sikker', 'aner ikke', 'husker ikke', 'kan ikke svare',
        'veit ikkje', 'ikkje sikker', 'er ikkje sikker', 'anar ikkje', 'hugsar ikkje', 'kan ikkje svare', 'kan ikkje svara',
        'vetikke', 'veitikkje', 'vet ikkje', 'veit ikke', "vet'ke", 'er usikre', 'er litt usikker',
        'vet ikke helt', 'veit ikkje heilt', 'vet dessverre ikke', 'veit diverre ikkje', 'kan ikke svare på det', 'kan ikkje svare på det',
        'har ikke oversikt', 'har ikkje oversikt', 'har ikke oversikt over det', 'har ikkje oversikt over det', 'har ikke tall på det', 'har ikkje tal på det', 'har ikke tall', 'har ikkje tal', 'har ingen formening', 'har inga meining',
      ]),
      'ingen formening', 'inga meining', 'ingen anelse', 'inga aning', 'ikke peiling', 'ikkje peiling',
      'det vet vi ikke', 'det vet jeg ikke', 'det veit vi ikkje', 'det veit eg ikkje', 'usikre', 'det har vi ikke oversikt over', 'det har jeg ikke oversikt over', 'det har eg ikkje oversikt over', 'det har vi ikkje oversikt over', 'det har me ikkje oversikt over',
      'det har vi ikke tall på', 'det har vi ikkje tal på', 'det kan jeg ikke svare på', 'det kan eg ikkje svare på', 'det kan vi ikke svare på', 'det kan vi ikkje svare på', 'vanskelig å si', 'vanskeleg å seie', 'umulig å si', 'umogleg å seie',
    ],
  ],
  [
    'not_applicable',
    // biome-ignore format: as above
    [
      ...before(['', 'det er '], [
        'ikke aktuelt', 'ikke relevant', 'ikkje aktuelt', 'ikkje relevant', 'uaktuelt', 'ikke aktuell', 'ikkje aktuell',
        'ikke aktuelt for oss', 'ikkje aktuelt for oss', 'ikke aktuelt hos oss', 'ikkje aktuelt hos oss', 'ikke relevant for oss', 'ikkje relevant for oss',
      ]),
      ...before(['', 'det '], ['gjelder ikke oss', 'gjeld ikkje oss', 'gjelder ikke', 'gjeld ikkje', 'gjelder ikke for oss', 'gjeld ikkje for oss']),
      'vi bosetter ikke', 'vi buset ikkje', 'vi bosetter ikke flyktninger', 'vi buset ikkje flyktningar', 'me buset ikkje',
      'i/a', 'ia', 'n/a', 'na',
    ],
  ],
  [
    'none',
    // biome-ignore format: as above
    [
      'ingen', 'ingen av disse', 'intet', 'ingen av desse', 'inkje', 'nada', 'ingen ting', 'ingenting',
      'ingen av dem', 'ingen av dei', 'ingen av delene', 'ingen av alternativene', 'ingen av alternativa', 'ingen av de',
      'ingenting av dette', 'ikke noe av det', 'ikkje noko av det', 'ingenting av det', 'itj nokka av det', 'ittnå av det', 'ittno av dette', 'inkji av da', 'ingen av delane', 'inkje av dette', 'ikke noe av dette', 'ikkje noko av dette', 'ikke noen', 'ikkje nokon', 'ikkje nokre', 'ikke noen av disse', 'ikkje nokon av desse', 'har ingen',
    ],
  ],
]
const answeringIndex = indexPhrases(answeringTable)

/** «det husker jeg ikke helt», «eg er ikkje heilt sikker». */
const ignorance =
  /^(?:(?:(?:nei|neida)(?= det)|tja|nja|hm+|uff|oi|puh) )?(?:(?:jeg|eg|vi|me|det|dette|a|e|i|ej|je) )?(?:(?:vet|veit|vett|husker|hugsar|hugser|aner|anar)(?: (?:jeg|eg|vi|me|det))?(?: (?:da|jo|saktens|sannelig|jammen|nok))?(?: dessverre| diverre| virkelig| verkeleg| faktisk| arlig talt| rett og slett| helt arlig)? (?:ikke|ikkje|itj|itte|ikkj|isje)(?: (?:helt|heilt|sikkert|dette|det|enna|enda|enno|na|no|noe om det|noko om det))?|(?:er )?(?:ikke|ikkje) (?:helt |heilt |sa )?(?:sikker|sikre)|har (?:ikke|ikkje|inga|ingen) (?:peiling|anelse|aning|ide)|er (?:litt |noe |noko )?(?:usikker|usikre)(?: pa (?:dette|det))?|(?:er )?(?:altfor|alt for|litt for|for|forr) (?:nye?|fersk|ferske)(?: her| i jobben)? til a (?:si|seie|sei|vite|veta|svare|svara|mene|meine)(?: (?:no|noe|noko))?(?: (?:om|pa) (?:det|dette)| det)?)$/

/** «ikkje relevant for vår kommune», «ikke aktuelt i vår bydel», «vi har ikke satt oss noe tall». */
const notForUs =
  /^(?:(?:det|dette) er )?(?:ikke|ikkje) (?:aktuelt|aktuell|relevant) (?:for|hos|i) (?:(?:var|denne) (?:kommune|bydel)|(?:kommunen|kommuna|bydelen)(?: var)?|dykk|var del)$|^(?:(?:vi|me) har )?(?:ikke|ikkje) (?:satt|sett) (?:oss )?(?:no|noe|noko) tal+$/

/** «neeei», «jaaa»: a letter three times or more, or the vowel of a yes or no drawn out. */
const drawn = /(\p{L})\1{2,}/gu

/** What a whole text means by itself; undefined when it is none of these words. «-» and «0» go by the kind of question. */
export const wordOf = lately((text): Word | undefined => {
  const undrawn = text.replace(drawn, '$1')
  const found = findPhrase(answeringIndex, text) ?? (undrawn === text ? undefined : findPhrase(answeringIndex, undrawn))
  if (found !== undefined) return found
  const said = bare(phrase(text))
  if (ignorance.test(said)) return 'dont_know'
  if (notForUs.test(said)) return 'not_applicable'
  const now = withoutSoFar(said)
  return now !== said && findPhrase(answeringIndex, now) === 'none' ? 'none' : undefined
})

const standing: ReadonlySet<Word | undefined> = new Set(['yes', 'no', 'partly'])
const firstWords = new Set(
  answeringTable.flatMap(([word, phrases]) =>
    standing.has(word) ? phrases.map((text) => bare(phrase(text)).split(' ')[0] ?? '') : [],
  ),
)
const isDrawn = /(\p{L})\1{2}/u

/** The yes, no or partly that words from the first on are, `most` at most, the longest phrase of them; undefined: none. */
export function standingAt(
  tokens: readonly string[],
  from: number,
  most: number,
): { word: 'yes' | 'no' | 'partly'; length: number } | undefined {
  const first = tokens[from] ?? ''
  if (!firstWords.has(bare(first)) && !isDrawn.test(first)) return undefined
  for (let length = Math.min(most, tokens.length - from); length > 0; length--) {
    const word = wordOf(tokens.slice(from, from + length).join(' '))
    if (word === 'yes' || word === 'no' || word === 'partly') return { word, length }
  }
  return undefined
}

/** A lone dash: zero for a number, none for a list, not applicable otherwise. */
export function isDash(text: string): boolean {
  return /^ *-{1,3} *$/.test(text.replace(/[−–—]/g, '-'))
}

/** Words at the end that say «until now»: they change nothing in an answer about now. */

const later =
  '(?:sa langt|hittil|enna|enno|enda|forelopig|forelopeg|forebels|forelobig|til na|til no|per na|per no|pr na|akkurat na|akkurat no|for tiden|for tida|for oyeblikket|for augeblinken|na|(?<!ikk?j?e )no|per (?:i )?dag|pr\\.? (?:i )?dag|i dag|i ar|i \\d{4}|per dags dato|pr dags dato)'
const end = new RegExp(`[ ,]+\\(?(?:sa )?${later}(?: i ar| i \\d{4}| i dag)?\\)?[.! ]*$`)

/** A `bare` text without «så langt», «ennå», «førebels» and the like at its end; the whole text when nothing would be left. */
export function withoutSoFar(text: string): string {
  let rest = text
  for (let i = 0; i < 3; i++) {
    const shorter = rest.replace(end, '')
    if (shorter === '' || shorter === rest) break
    rest = shorter
  }
  return rest
}

/** What has not happened yet, or is told beside what has. */
export const future =
  /\b(?:kommer|kjem|komme|skal|planer|planar|planla\w*|planlegg\w*|neste|(?:av|for)?vent\w*|vedtak\w*|anmod\w*|oppmod\w*|tilsagn\w*|sok(?:er|jer|t)|utsatt|utsett|snart|sen(?:er|ar)e|sein(?:er|ar)e|fr[ae]mover|fr[ae]mtid\w*|desember|i tillegg)\b/
export const past = /\b(?:var|i fjor|for|tidligere|tidlegare|i (?:19|20)\d\d)\b/

/** «Om lag», «cirka» before anything. */
export const aboutAtStart = new RegExp(`^(?:ca\\.?|${alternation('about')}) +`)

export const about = new RegExp(
  `^(?:ca\\.?|${alternation('about')}|minst|kanskje|vanligvis|vanlegvis|stort sett|som regel|en del|ein del)\\s+`,
)
