/** What should hardly stand in an answer for a municipality: an identity number, a person's health, or somebody by name. */

import validator from '@navikt/fnrvalidator'
import { legible } from './written.ts'

export type Personal = 'identity_number' | 'health' | 'person'

export const personalKinds: ReadonlySet<string> = new Set<Personal>(['identity_number', 'health', 'person'])

/** What of this kind stands in a text; undefined when nothing evident does. The number is the surer sign and comes first. */
export function personalIn(text: string): Personal | undefined {
  const read = legible(text).normalize('NFKC')
  if (holdsIdentityNumber(read)) return 'identity_number'
  if (tellsOfHealth(read)) return 'health'
  return tellsOfNamed(read) ? 'person' : undefined
}

/** Digits as people part them: «010190 12345», «01.01.90-12345», «0 1 0 1 9 0 …». */
const digits = /\p{Nd}(?:[\s.,:;\-–—_/·()]{0,3}\p{Nd}){10,}/gu
const LENGTH = 11

/** Fødselsnummer, D-number and the numbers of the health service, wherever groups of digits make one. */
function holdsIdentityNumber(text: string): boolean {
  return [...text.matchAll(digits)].some(([run]) => {
    const groups = run.match(/\p{Nd}+/gu) ?? []
    return groups.some((_, i) => beginsNumber(groups.slice(i, i + LENGTH)))
  })
}

function beginsNumber(groups: readonly string[]): boolean {
  let number = ''
  for (const group of groups) {
    number += group
    if (number.length >= LENGTH) break
  }
  return number.length === LENGTH && validator.fnr(inAscii(number)).status === 'valid'
}

/** Arabic and Persian keyboards have digits of their own. */
const inAscii = (number: string): string => number.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) % 16))

// biome-ignore format: a list
const conditions = [
  'kreft', '\\p{L}+kreft', 'diabetes', 'sukkersyke', 'sukkersjuke', 'depresjon(?:er|ar)?', 'deprimert', 'depressiv', 'angst', 'angstlidelse', 'angstliding', 'psykose', 'psykotisk',
  'schizofreni', 'schizofren', 'bipolar(?: lidelse)?', 'ptsd', 'PTSD', 'ADHD', 'HIV', 'AIDS', 'KOLS', 'TBC', 'posttraumatisk stress\\p{L}*', 'hiv', 'hiv-?positiv', 'aids', 'hepatitt', 'tuberkulose', 'tbc', 'epilepsi', 'demens', 'dement',
  'alzheimers?', 'adhd', 'autisme', 'autist(?:isk)?', 'asperger', 'selvmords\\p{L}+', 'sjølvmords\\p{L}+', 'anoreksi', 'bulimi', 'spiseforstyrrelse', 'eteforstyrring',
  'rusavhengig(?:het|heit)?', 'rusproblem(?:er)?', 'rusmisbruker', 'rusmisbrukar', 'narkoman', 'narkotikaproblem(?:er)?', 'narkotikamisbruk', 'alkoholproblem(?:er)?', 'rusa', 'ruset', 'alkoholiker', 'alkoholikar', 'utviklingshemm?(?:et|a|ing|ming)', '(?:langtids)?(?:sykmeldt|sykemeldt|sjukmeld)', 'utbrent', 'utbrend', 'alkoholisert', 'hjerteproblem(?:er)?', 'hjarteproblem', 'hjertesykdom', 'hjartesjukdom', 'hjernesvulst', 'kreftsyk', 'kreftsjuk',
  'gravid', 'hjerteinfarkt', 'hjarteinfarkt', 'hjerneslag', 'hjerneblødning', 'slag', 'kols', 'astma', 'covid(?:-?19)?', 'korona', 'leukemi', 'multippel sklerose', 'parkinsons?', 'migrene',
  '(?:psykisk|kronisk|alvorlig|alvorleg|dødelig|dødeleg|mentalt|fysisk) (?:syk|sjuk|sykdom|sjukdom|lidelse|liding|funksjonshemm?(?:et|a))', 'psykiske (?:lidelser|lidingar|problemer|problem|vansker|vanskar)',
  'syk', 'sjuk', 'alvorlig skadet', 'innlagt(?: på (?:sykehus|sjukehus|psykiatrisk|dps)\\p{L}*)?', 'tvangsinnlagt', 'traumatisert', 'hjerneskade', 'lam', 'blind', 'døv', 'ufør', 'nedsatt (?:hørsel|syn|funksjonsevne)',
  'en diagnose', 'ein diagnose', 'diagnosen \\p{L}+',
]
// biome-ignore format: a list
const people = [
  'han', 'hun', 'ho', 'hu', 'hain', 'hainn', "han'n", 'hen', 'vedkommende', 'vedkomande', 'jeg', 'eg',
  '(?:en|ein|ei|én|éin|et|eit|denne|den|dette|det|vår|vårt|min|mitt|mi|hans|hennes|hennar)(?: \\p{L}+){0,2} (?:mann|kvinne|dame|gutt|gut|jente|person|flyktning|innvandrer|innvandrar|deltaker|deltakar|bruker|brukar|elev|student|pasient|klient|beboer|bebuar|ansatt|tilsett|kollega|leder|leiar|\\p{L}+leder|\\p{L}+leiar|nabo|barn|ungdom|mor|far|sønn|son|datter|dotter|bror|søster|kone|ektefelle|asylsøker|asylsøkar)(?:en|a|et)?',
  '(?:en|ein|ei|én|éin) av (?:de|dei|våre|jentene|guttene|gutane|barna|borna|flyktningene|flyktningane|deltakerne|deltakarane|elevene|elevane|brukerne|brukarane|mødrene|fedrene|de ansatte|dei tilsette)(?: (?:bosatte|busette|ansatte|tilsette|nye|eldste|eldre|yngste|våre|unge))?',
  '(?:kona|mannen|moren|mora|faren|sønnen|sonen|datteren|dottera|broren|søsteren|søstera|rådmannen|ordføreren|ordføraren|lederen|leiaren|\\p{L}+lederen|\\p{L}+leiaren|\\p{L}+rådgiveren|\\p{L}+rådgjevaren|\\p{L}+konsulenten|læreren|læraren|eleven|deltakeren|deltakaren|brukeren|brukaren|pasienten|naboen|kollegaen)(?: (?:min|mi|vår|hans|hennes|hennar))?',
]
const verbs =
  '(?:har?(?: nå| no| fått| hatt| vært| vore)?|(?:har? |hev )?(?:gått|går|gjekk|gikk|levd|lever|slitt|slite|bor|budd)(?: \\p{L}+){0,3} (?:med|me|mæ)|hadde|fikk|fekk|får|er(?: nå| no)?|var|ble|blei|vart|blir|lider av|lid av|led av|leid av|sliter med|slit med|døde av|døydde av|behandles for|blir behandla for|har vært|har vore)'
/** What tells of one's health by itself: «hun bruker rullestol». */
// biome-ignore format: a list
const livingWith = [
  '(?:bruker|brukar|brukte|sitter i|sit i|satt i|sat i|trenger|treng|har(?: fått)?|fikk|fekk|er avhengig av|er avhengig av å bruke) (?:elektrisk )?(?:rullestol|rullator|krykker|protese|høreapparat|høyreapparat|hørselsapparat|insulin|metadon|antidepressiva|respirator|stomi|dialyse)',
  '(?:går|gjekk|gikk) (?:på|med) (?:rullator|krykker|metadon|antidepressiva|sterke medisiner|sterke medisinar|insulin|dialyse|cellegift)', '(?:går|gjekk|gikk) (?:til|hos) (?:psykolog|psykiater|dps|bup)\\p{L}*', '(?:går|gjekk|gikk) i terapi',
  '(?:får|fikk|fekk|tar|tek|har fått) (?:cellegift|strålebehandling|dialyse|metadon|antidepressiva|antipsykotika|insulin)',
  '(?:selvskader|sjølvskader|sjølvskadar|selvskada|sjølvskada|selvskadet)', '(?:skader|skadar|skadet|skada|kutter|kuttar|kuttet|kutta|ruser|rusar|ruset|rusa) seg(?: selv| sjølv)?', '(?:driver|driv|dreiv|drev) (?:og |med )(?:selvskading|sjølvskading)',
  '(?:drikker|drikk|drakk) for (?:mye|mykje)', '(?:hører|høyrer|ser) (?:veldig |svært )?(?:dårlig|dårleg)', '(?:hallusinerer|hallusinerar)', '(?:hører|høyrer) stemmer',
]
const between = '(?: (?!(?:ikke|ikkje|ingen|ansvar|ansvaret|om|for|med)(?!\\p{L}))\\p{L}+){0,3}?'
const condition = `(?:${conditions.join('|')})(?!\\p{L})`

const saysOfSomeone = new RegExp(
  `(?<!\\p{L})(?:${people.join('|')})(?: (?:som|også|òg|selv|sjølv))? ${verbs}${between} ${condition}`,
  'iu',
)
const livesWithIt = `${between}(?: som| også| òg| selv| sjølv| begge)? (?:${livingWith.join('|')})(?!\\p{L})`
const livesOfSomeone = new RegExp(`(?<!\\p{L})(?:${people.join('|')})${livesWithIt}`, 'iu')
/** First names that end as forms of common words do. */
const likeForms =
  'Per|Peder|Petter|Peter|Peer|Alexander|Kristoffer|Christoffer|Oliver|Jesper|Kasper|Ester|Esther|Samer|Amer|Tahir|Roar|Einar|Ivar|Gunnar|Oskar|Ragnar|Hallvar|Steinar|Omar|Anwar|Morten|Espen|Karsten|Torsten|Jørgen|Steffen|Sven|Karen|Maren|Kirsten|Ellen|Helen|Iren|Elisabet|Margaret|Harriet'
/** A name has capitals: two of them or a few (the time grows with the length alone), or one that is no form of a common word. */
const name = `(?:(?:${likeForms})|\\p{Lu}\\p{Ll}+(?:[ -]\\p{Lu}\\p{Ll}+){1,5}|(?!(?:Vi|Me|De|Dei|Det|Den|Dette|Noen|Nokre|Mange|Alle|Flere|Fleire|Ingen|Hvem|Kven|Hva|Kva|Her|Der|Som|Man|Ein|En)(?!\\p{L}))\\p{Lu}\\p{Ll}+(?<!en|et|er|ar|ene|ane|sjon|kommune))`
/** «Ola på NAV-kontoret», «Ola A. på skolen». */
const ofPlace = '(?: \\p{Lu}\\.)?(?: (?:i|på|hos|ved|fra|frå) \\p{L}[\\p{L}-]{1,40}){0,2}'
const saysOfNamed = new RegExp(`(?<!\\p{L})${name}${ofPlace} ${verbs}${between} ${condition}`, 'u')
const livesOfNamed = new RegExp(`(?<!\\p{L})${name}${ofPlace}${livesWithIt}`, 'u')
const ownIllness = new RegExp(`(?<!\\p{L})(?:hans|hennes|hennar) (?:\\p{L}+ )?${condition}`, 'iu')
const illnessOf =
  /(?<!\p{L})(?:depresjonen|sykdommen|sjukdomen|diagnosen|kreften|angsten|sykmeldingen|sykemeldingen|sjukmeldinga|graviditeten) (?:til \p{Lu}\p{Ll}+|hans|hennes|hennar)(?!\p{L})/iu

/** «En deltaker tok livet av seg». */
const suicide =
  '(?:\\p{L}+ ){0,2}?(?:tok|tatt|teke|ta|tar|tek) (?:livet av seg|(?:sitt eget|sitt eige) liv|livet sitt)(?!\\p{L})'
const suicideOfSomeone = new RegExp(`(?<!\\p{L})(?:${people.join('|')}) ${suicide}`, 'iu')
const suicideOfNamed = new RegExp(`(?<!\\p{L})${name} ${suicide}`, 'u')

const tellsOfSuicide = (text: string): boolean =>
  /livet av seg|sitt eget liv|sitt eige liv|livet sitt/iu.test(text) &&
  (suicideOfSomeone.test(text) || suicideOfNamed.test(text))

/** Without one of these words the sentences around them are not looked for. */
const namesIllness = new RegExp(` ${condition}`, 'iu')
const namesAid = new RegExp(` (?:${livingWith.join('|')})(?!\\p{L})`, 'iu')

/** One person, a verb and an illness close together; that many are ill, and what a service is for, is nobody's secret. */
function tellsOfHealth(text: string): boolean {
  return (
    (namesIllness.test(text) && [saysOfSomeone, saysOfNamed, ownIllness].some((says) => says.test(text))) ||
    (namesAid.test(text) && [livesOfSomeone, livesOfNamed].some((lives) => lives.test(text))) ||
    illnessOf.test(text) ||
    tellsOfSuicide(text)
  )
}

/** «Kyrkjevegen 4»: where somebody lives. */
const address =
  /(?<!\p{L})\p{Lu}\p{Ll}+(?:veien|vegen|gata|gaten|gate|vei|veg|svingen|bakken|lia|stien)? ?(?<=veien|vegen|gata|gaten|gate|vei|veg|svingen|bakken|lia|stien|veien |vegen |gata |gaten |gate |vei |veg |svingen |bakken |lia |stien )\d{1,3} ?[A-F]?(?![\p{L}\d])/u
/** A first name with a surname or its letter, and of one person: «Ahmed Y. … han», «Kari Nordmann … hennar». */
const fullName =
  /(?<!\p{L})(?!(?:Nasjonal|Norsk|Nye|Nav|NAV|Indre|Ytre|Nord|Sør|Øst|Vest|Midt|Store|Stor|Det|Den|Med|Kjære|Hei|Hilsen|Mvh|Helsing)(?!\p{L}))\p{Lu}\p{Ll}{2,}(?:[ -]\p{Lu}\p{Ll}+)?(?: \p{Lu}\.| \p{Lu}\p{Ll}{2,}(?<!kommune|kommunen|skole|skule|senter|fylke|dal|sund|vik|øy))(?=[\s,.])/u
const ofOne =
  /(?<!\p{L})(?:han|hun|ho|hen|hans|hennes|hennar|henne|honom|guten|gutten|jenta|mannen|kona|familien (?:hans|hennes|hennar|sin))(?!\p{L})/iu

/** Of a place, an office or a firm, not of a person: «Nordre Follo», «Rogaland Revisjon». */
const noPerson =
  'Nordre|Søndre|Søre|Østre|Vestre|Øvre|Nedre|Midtre|Indre|Ytre|Gamle|Nye|Ny|Stor|Store|Lille|Vesle|Nord|Sør|Øst|Aust|Vest|Midt|Norsk|Norske|Norges|Noregs|Statens|Røde|Raude|Redd|Bydel|Region|Nasjonal|Nasjonalt|Det|Den|Dei|De|Vi|Me|Alle|Mange|Noen|Nokre|Hei|Kjære|Hilsen|Helsing|Takk|Svar|Kommune|Nav|Fra|Frå|Hos|Ved|For|Når|Da|Då|Men|Og'
const noSurname =
  'revisjon|opplæring|senter|sentret|kommune|fylkeskommune|skole|skule|barnehage|kors|consult|consulting|forsking|forskning|union|forbund|forening|region|bydel|kyrkje|kirke|bank|gruppen|gruppa|barna|tjenesten|tenesta|kontoret|rådet|høgskole|høgskule|universitet|follo|elvdal|fron|land|toten|eiker|oslo'
    .split('|')
    .map((word) => `[${word.charAt(0)}${word.charAt(0).toUpperCase()}]${word.slice(1)}`)
    .join('|')
/** A first name and a surname, with an age, a year of birth or what that one does behind it: «Samir Haddad (14)», «Mari Olsen i … fortjener». */
const namedOne = new RegExp(
  `(?<![\\p{L}-])(?!(?:${noPerson})(?!\\p{L}))\\p{Lu}\\p{Ll}+(?:[ -]\\p{Lu}\\p{Ll}+){1,2}(?<!${noSurname})(?: \\(\\d{1,2}(?: år)?\\)|,? født (?:i )?\\d|(?: (?:i|på|hos|ved|fra|frå) \\p{L}[\\p{L}-]{1,40})? (?:svarer|svarar|svarte|svara|fortjener|fortener|gjør|gjer|gjorde|sier|seier|sa|venter|ventar|har|hadde|er|var|jobber|jobbar|må|burde|bør|kan|vil|vet|veit|fikk|fekk|tok|tar|tek)(?!\\p{L}))`,
  'u',
)
/** «Ein av dei busette, født 1994»: one, who is told apart by it. */
const bornOne =
  /(?<!\p{L})(?:en|ein|ei|én|éin|et|eit|han|hun|ho)(?: [\p{L}-]+){0,5},? (?:er |som er |som ble |som blei )?født (?:i )?(?:19|20)\d\d(?!\d)/iu

/** «Lederen i nabokommunen er ikke til å samarbeide med», «rådmannen er udugelig»: one person, blamed. */
const blamed =
  /(?<!\p{L})(?:han|hun|ho|(?:han |ho |hun |den )?(?:\p{L}*lederen|\p{L}*leiaren|\p{L}*rådmannen|\p{L}*sjefen|\p{L}*direktøren|\p{L}*rådgiveren|\p{L}*rådgjevaren|\p{L}*konsulenten|ordføreren|ordføraren|rektor|rektoren|kollegaen|naboen|saksbehandleren|saksbehandlaren|læreren|læraren)(?: (?:min|vår|deres|deira|der|her))?(?: (?:i|på|hos|ved|til)(?: \p{L}+){1,3}?)?) (?:er|e|var|har vært|har vore)(?: \p{L}+){0,2} (?:(?:ikke|ikkje|itj|umulig|umogleg|vanskelig|vanskeleg|uråd) (?:til )?å (?:samarbeide|jobbe|snakke|arbeide|ha med å gjøre|stole|lite|få tak)|udugelig|udugeleg|inkompetent|ubrukelig|ubrukeleg|håplaus|håpløs|lat|doven|dum|arrogant|uærlig|uærleg|upålitelig|upåliteleg|frekk|sjefete|rasist|en idiot|ein idiot|en tulling|ein tulling)(?!\p{L})/iu

/** Somebody's full name with what is told of that one person, or an address. A name under a letter is nobody else's. */
function tellsOfNamed(text: string): boolean {
  const told = text.replace(/(?:^|\n|[.!?] )(?:mvh|med (?:vennlig )?(?:hilsen|helsing)|hilsen|helsing)[\s\S]*$/iu, '')
  if (address.test(told) || blamed.test(told) || namedOne.test(told) || bornOne.test(told)) return true
  return fullName.test(told) && ofOne.test(told)
}
