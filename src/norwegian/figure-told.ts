/** Words that tell something of a figure: of another time, place or person, a plan, a doubt, a part; and those that tell nothing. */

import { isShare } from '../questionnaire/shape.ts'
import { isUnitWord, people } from './figures.ts'
import { isFormOf } from './match.ts'
import type { FigureQuestion } from './numbers-in.ts'
import { words } from './said.ts'
import { monthsInFull } from './times.ts'
import { typedAlternation } from './words.ts'
import { wordsAsked } from './yes-no.ts'

/** Letters on neither side. */
export const word = (source: string): RegExp => new RegExp(`(?<!\\p{L})(?:${source})(?!\\p{L})`, 'u')

/** Words that take back what stands before them; the source of a pattern. */
export const takingBack = `nei|næ|neida|men nei|${typedAlternation('slip')}`

/** «Je sa 9. Null null glapp.»: the sentence in which somebody says what they meant, without these words; undefined: there is none. */
export const saidToBe = (text: string): string | undefined => meant.exec(text)?.[1]
const meant = /(?:^|[\s,.!])(?:jeg|eg|je|æ|vi|me) (?:sa|skrev|skreiv|mente|meinte) (\p{L}*\d?[^.!?]*)(?:[.!?]|$)/iu

// biome-ignore format: a table: what words about an amount tell, in its own clause, before it or after it
export const told = [
  ['before', word('i fjor|ifjor|i fjord|forrige|førre|forre|(?:fra|frå) før|før det|fyrr det|førr det|før dette|i forfjor|året før|tidligere|tidlegare|før (?:meg|mæ|eg|jeg|æ|den)|hadde|opprinnelig|(?:i|på) (?:vår|våren|sommer|vinter)')],
  ['now', word('nå|no|no\\p{L}|i år|i dag|hittil|så langt|akkurat|denne|per|pr|siste')],
  ['here', word('her|hær|hos oss|hjå oss|våre|vår|vårt|fer oss|frå oss|fra oss|i (?:denne |vår |den her )?kommun(?:en|a|å)|i bydelen')],
  ['we', word('vi|me|mæ|oss')],
  ['self', word('jeg|eg|æ|e|je|min|mi')],
  ['elsewhere', word('nabo\\p{L}*|grann\\p{L}*|landet|lands\\p{L}+|nasjonal\\p{L}*|staten|staten?s|byen|befolkning\\p{L}*|innbyggar\\p{L}*|innbygger\\p{L}*|andre kommun\\p{L}*|annen kommune|fylket|plattform')],
  ['others', word('forgj\\p{L}+|forgj|føregang\\p{L}*|etterfølg\\p{L}*|kolleg\\p{L}*|(?:hain|han|ho|hun|hu) (?:før|satt|sat|har|hadde)|dei busette|de bosatte|politik\\p{L}+|noen sier|barnebarn\\p{L}*|datter\\p{L}*|sønn\\p{L}*|unge(?:n|ne)|mannen|kona')],
  ['planned', word('plan\\p{L}*|vedt\\p{L}+|anmod\\p{L}*|bedt|bedd|bedne|bede|skulle|tildel\\p{L}*|tilvis\\p{L}*|oppmod\\p{L}*|søk\\p{L}*|skal|ska|kommer|kjem|kjæm|neste år|nyttår|(?:ut|gjennom) året|året er omme|hele (?:19|20|·)\\S*|vent(?:er|ar|ing|eliste)\\p{L}*|sein(?:are|ere)|senere|etterpå|når alle|kan (?:bli|ende)|vil|bli|ville|tilrådde|foresl\\p{L}*|ønsk\\p{L}*|midler')],
  ['soon', word('til (?:våren|sommeren|sommaren|høsten|hausten|jul|vinteren|neste)|te (?:våren|sommeren|høsten|hæsten|jul|neste)|i (?:november|desember)|snart|straks')],
  ['later', word('blir|blei|vert|fra|frå')],
  ['goal', word('mål\\p{L}*|sikt\\p{L}*|satt|ambisjon\\p{L}*|vedtok|vedtatt|krav\\p{L}*')],
  ['outcome', word('resultat\\p{L}*|nådde|endte|enda|fikk|fekk|klarte|ble|blei|vart|landet|landa|oppnådde|ligger på|ligg på|kom i|er i jobb|er ute i|fasit\\p{L}*|i virkeligheten|reelt')],
  ['of_them', word('(?:av|tå) (?:dem|dei|de|di|dæm|dæmm|disse|desse)')],
  ['included', word('inkl\\p{L}*|innbefatt\\p{L}*|medreg\\p{L}*|medrek\\p{L}*')],
  ['part', word('den (?:ene|eine)|de to|dei to|permisjon\\p{L}*|perm|avbrudd|pause|vakant|ledig')],
  ['left', word('flytt\\p{L}*|slutt\\p{L}*|reis\\p{L}*|stakk|ferdig\\p{L}*|fullfør\\p{L}*|dratt|forsv\\p{L}*|avbr\\p{L}*')],
  ['more', word('til|te|i tillegg|fleire|flere|færre|ekstra|mer|meir|nye|igjen|att|attåt|vente\\p{L}*|på vei')],
  ['thought', word('trodde|trudde|trudd|trodd|sa|sagt|sagde|skrev|skreiv|skreivde|svara|svarte|feilaktig|først|fyrst|rapporter\\p{L}*|på papiret|på telefon\\p{L}*|var det visst|huska|husket|stod|sto')],
  ['hedged', word('kanskje|kansje|kanskj|tror|trur|tru|muligens|mogleg\\p{L}*|usikker|usikre|antakelig|antagelig|antakeleg|sannsynligvis|trolig|truleg|tipper|tippa|gjetter|gjetta|sikkert|visst|gjetning|vet ikke|veit ikkje|veit itj')],
  ['conditional', word('hvis|viss|visst|dersom|om (?:du|de|dere|dokker|ein|man|skole\\p{L}*)|avheng\\p{L}*|alt etter|kommer an|kjem an|spørs|når (?:du|de|dere)|så i teorien|forutsatt')],
  ['concludes', word('altså|alts|altso|dvs|det vil si|da blir|blir det|då blir|vert det|så blir|skriv|sett|set|si|sei|riktig\\p{L}*|rett|korrekt|faktisk|fasit|så|reelt|egentlig|eigentleg')],
  ['total', word('til ?sammen|te ?sammen|til saman|sammen|totalt|i alt|samla|samlet|sum|tilsammen|tesammen|alt i alt|total')],
  ['only', word('bare|bærre|berre|kun|alene|aleine')],
  ['not', word('ikke|ikkje|itj|itte|ikkj|ittj|ikje|aldri|ingen|inga|uten|utan|unntatt|utenom')],
  ['age', word('år gam\\p{L}+|gammel|gamal|alder\\p{L}*|fyl\\p{L}+|født|er selv|er sjøl|pensjon\\p{L}*|(?:æ|jeg|eg|e) (?:er|e|blir)|(?:er|e|va|var|blir) (?:hun|han|ho|hu|hain)|yngste|eldste|yngst|eldst')],
  ['partly', word('delvis|litt av|deler av|delar av|halvparten|halve|noe av|noko av|trekk\\p{L}*')],
  ['each', word('(?:per|pr\\.?) (?!dags)\\p{L}{4,}|hver|kvar|hvert|kvart')],
  ['other_role', word('som (?:assist\\p{L}*|ass|nestleder|nestleiar|avdelingsleder|avdelingsleiar|rådgiver|rådgivar|konsulent|lærer|lærar|rektor|vanlig|vanleg|timelærer|timelærar)')],
  ['spread', word('(?:for)?delt (?:på|mellom)|spredt|spreidd|spredd|delt mellom')],
  ['feels', word('føles|føltes|kjennes|kjens|som om|kjennest|gjerne|virker')],
  ['asks', /\?/u],
  ['slip', word(`${takingBack}|vent|forresten|førresten|rettere|ops`)],
  ['date', word(`${monthsInFull}|møte\\p{L}*|kl|klokka|i morgen|bussen|skjema|spørsmål|batteri|min|minutt\\p{L}*`)],
  ['begun', word('begyn\\p{L}*|byrj\\p{L}*|start\\p{L}*|tiltrå\\p{L}*|tiltre\\p{L}*|siden|sidan|sia')],
  ['counted', word('tel|tell\\p{L}*|talt|regn\\p{L}*|rekn\\p{L}*|medregnet|inkludert|holdt utenfor')],
  ['work', word('årsverk\\p{L}*|still\\p{L}*|ansatte|tilsette|lærer\\p{L}*|klass\\p{L}*|kurs\\p{L}*|norsk\\p{L}*|elever')],
  ['kind', word('(?:på|i|hos|til|te|ved|som|fra|frå) \\p{L}+|kvinn\\p{L}*|menn|gut\\p{L}*|jent\\p{L}*|dame\\p{L}*|kar(?:er|ar)|barn|born|voks\\p{L}*|vaks\\p{L}*|ung\\p{L}*|onga|enslige?|kvote\\p{L}*|familie\\p{L}*|gjen\\p{L}*')],
] as const satisfies readonly (readonly [name: string, pattern: RegExp])[]

/** What the words about an amount can tell. */
export type Told = (typeof told)[number][0]

/** The words of a clause that says the figure and nothing of it that could turn it; any other word makes it one to be asked about. */
const plain: ReadonlySet<string> = new Set(
  words(
    'vi me mæ jeg eg æ oss det d de dei der her hær hit inne har hatt er e var va vart vært vore ble blei blir vert går jobba jobbet jobbar jobber bosatt bosatte busett busette kommet kome kom komme komne tatt imot i på og som til sammen saman te totalt alt pr per den siste etter uttrekk telling nå no da då dag år året høst haust tida akkurat nøyaktig faktisk altså denne jobben stillingen rådmann leder sjef kommunen bydelen programmet skolen stk prosent pst om lag ca cirka rundt omtrent sånn bare berre kun bærre så hele heile ei en ein et nei ja jo blank blanke tilsett ansatt nok vel jul våren november desember september oktober av dem deltakerne målet satt mål vedtatt sier si skriv stolen funksjonen ligger ligg lå nei vent sorry beklager æsj omvendt oi ups feil unnskyld orsak men mente meinte forresten vet du litt takk hei nemlig',
  ),
)

/** Whether each word of a clause is one of these, of what is asked, or of what is counted. */
export const isKnown = (clause: string, question: FigureQuestion): boolean =>
  words(clause).every(
    (it) =>
      it.length < 2 ||
      plain.has(it) ||
      (!isShare(question) && (isUnitWord(it) || people.test(it))) ||
      wordsAsked(question).some((asked) => asked.length > 3 && isFormOf(it, asked)),
  )
