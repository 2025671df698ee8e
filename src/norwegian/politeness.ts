/** The answer inside a polite sentence: «Hei, svaret er ja. Med vennlig hilsen Kari» → «ja». Never used on free texts. */
import { clean, trimOf } from './normalise.ts'

/** `hedged`: «jeg tror», «kanskje» stood around it, so that the answer is confirmed before it is stored. */
export type Core = { core: string; hedged: boolean }

const ends = '(?=[ ,.:;!]|$)'
const signature =
  /(?:^|[\s,.!])(?:med (?:(?:vennlig|venleg|vennleg|beste|god) )?(?:hilsen|helsing|hilsning)|(?:vennlig|venleg|vennleg|beste|god) (?:hilsen|helsing|hilsning)|m\.?v\.?h\.?|hilsen|helsing|hilsning|vh)(?=[\s,.:!]|$)/i
const greeting = new RegExp(
  `^(?:hei(?:[ ,]+hei)?|hei ?sann|heisan|hallo|halla|heia|hei igjen|god ?dag|god ?(?:morgen|morgon|kveld|ettermiddag)|morn|mor'n|takk for (?:sist|spørsmålet|meldingen|meldinga))${ends}(?: (?:imdi|igjen|der|du|dere|dokker|alle(?: sammen| saman)?|på (?:deg|dere|dykk)|bot|robot)${ends})?`,
  'i',
)
const leads = [
  'svaret (?:vårt |mitt |her )?(?:er|blir|vert)(?: at)?',
  '(?:vårt|mitt) svar (?:er|blir)',
  'svaret(?: vårt| mitt)?(?=:)',
  'svar(?=:)',
  'her er svar(?:et|a|ene)(?: vårt| vår| våre)?',
  '(?:jeg|eg|vi|me) (?:vil|ville|må|kan) (?:si|seie|svare|svara)(?: at)?',
  '(?:jeg|eg|vi|me) (?:svarer|svarar|velger|vel|vurderer|vurderar|mener|meiner|synes|syns|synest|ønsker å svare|ønskjer å svare|går for)(?: at)?',
  '(?:vi|me|kommunen|kommuna|bydelen|jeg|eg|dette|det|den|antallet|talet|tallet|andelen|datoen|delen|resultatet) (?:har|er|blir|vert|var|hadde|ble|blei|vart)',
  '(?:jeg|eg) (?:jobber|jobbar|arbeider|arbeidar|er (?:ansatt|tilsett)) (?:her )?som',
  '(?:stillingen|stillinga|tittelen|rollen|rolla) (?:min|mi) (?:er|=)',
  '(?:har|hadde) (?:vi|me|kommunen|bydelen)',
  '(?:er|blir) (?:det|dette)',
  '(?:ifølge|i følge|iflg\\.?) [\\p{L}-]+(?=,? (?:ca|om|rundt|er|har|\\d))',
  '(?:antall|tall|tal|andel|dato|valg|val|prosent)(?=:)',
  '(?:hos oss|i vår kommune|i kommunen vår|i kommunen|i bydelen|her|for oss|for vår del)(?: (?:er|har) (?:det|vi|me))?',
  '(?:bare|kun|berre|altså|beklager|orsak|sorry|dessverre|diverre|hm+|uff)(?=[ ,])',
  '(?:og|at|som)(?= )',
]
const lead = new RegExp(`^(?:${leads.join('|')})${ends}`, 'iu')
const hedge =
  /^(?:(?:jeg|eg|vi|me) )?(?:tror|trur|antar|anslår|tipper|gjetter|gjettar|vil anta|vil anslå|vil tro|mener å huske|meiner å hugse|kanskje|muligens|mogleg|trolig|truleg|antakelig|sannsynligvis|sannsynlegvis|sikkert|vel(?=[ ,]+(?:ja|jo|nei|det|vi)))(?: (?:det (?:er|må være|må vere)|vi har|me har|at|det))?(?=[ ,.:;!]|$)/i
/** «Tror ikke det», «trur vi har det»: a no and a yes that are not sure. */
const doubted: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:(?:jeg|eg|vi|me) )?(?:tror|trur|antar) (?:(?:nok|vel|egentlig|eigentleg) )?(?:ikke|ikkje) (?:det|vi har det|me har det|vi har|vi gjør det|vi gjer det)[.!]?$/i,
    'nei',
  ],
  [
    /^(?:(?:jeg|eg|vi|me) )?(?:tror|trur|antar) (?:(?:nok|vel) )?(?:det|vi har det|me har det|vi gjør det|vi gjer det|så)[.!]?$/i,
    'ja',
  ],
]
const hedgeEnd =
  /[ ,]+(?:(?:tror|trur|antar) (?:jeg|eg|vi|me)|vil (?:jeg|eg|vi) (?:tro|tru|anta)|kanskje|sannsynligvis|trolig|truleg|sikkert|om (?:jeg|eg) ikk?j?e (?:husker|hugsar) feil)$/i
const tail =
  /[ ,.!]+(?:(?:tusen |mange |hjertelig |hjarteleg )?takk(?: skal du ha| for (?:hjelpen|hjelpa|meg|spørsmålet|no|nå))?|på (?:forhånd|førehand) takk|ha en (?:fin|god) (?:dag|helg|kveld)|ha ei? (?:fin|god) (?:helg|kveld)|ha ein (?:fin|god) dag|god (?:helg|dag|jul|påske|sommer|sommar)|her(?: hos oss| i kommunen| i kommuna| i bydelen| på huset)?|hos oss|i vår kommune|i (?!annen|anna|anna?n|forrige|forre|førre|andre|ein|en|min|mi|tidligere|gamle|nabo)\p{L}+ kommune|i (?:denne )?kommunen(?: vår)?|i bydelen|for oss|for vår del|vil (?:jeg|eg|vi|me) (?:si|seie)|per i dag|i dag|pr i dag|dessverre|diverre|beklager|altså|:-?\)|;-?\)|smil)$/iu

/** The most wrappings taken off one after another; a sentence has three or four. */
const layers = 8

/** Text with greeting, lead-in, thanks and signature taken off; the whole text when nothing would be left. */
export function unwrap(text: string): Core {
  let core = withoutSignature(clean(text))
  // «ja?» and «30?» are answers that are not sure of themselves.
  let hedged = /[^ ?] ?\?+ *$/.test(core)
  for (let i = 0; i < layers; i++) {
    const before = core
    core = peel(core, greeting)
    core = peel(core, lead)
    const doubt = doubted.find(([pattern]) => pattern.test(core))?.[1]
    if (doubt !== undefined) return { core: doubt, hedged: true }
    const surer = peel(peel(core, hedge), hedgeEnd)
    hedged ||= surer !== core
    core = peel(surer, tail)
    if (core === before) break
  }
  return { core, hedged }
}

function withoutSignature(text: string): string {
  const at = text.search(signature)
  const rest = at <= 0 ? text : trimOf(text.slice(0, at), ' ,;')
  return rest === '' ? text : rest
}

/** Takes the pattern off; keeps the text when nothing would be left. Signs that may belong to an answer stay («<», «-», «%»). */
function peel(text: string, pattern: RegExp): string {
  const shorter = trimOf(text.replace(pattern, ''), ' ,;:!')
  const left = shorter.startsWith('. ') ? shorter.slice(2) : shorter
  return left === '' || left === '.' ? text : left
}

/** Nothing but a greeting or thanks: no answer, and no slip of «nei». */
export function isGreeting(text: string): boolean {
  return (
    trimOf(
      clean(text)
        .replace(greeting, '')
        .replace(/^(?:tusen |mange )?takk$/i, ''),
      ' ,;.!:',
    ) === ''
  )
}

/** Nothing but «Med vennlig hilsen», a name and a title. */
export function isSignature(text: string): boolean {
  const plain = clean(text).replace(/^[-_* ,]+/, '')
  if (plain.search(signature) !== 0) return false
  const rest = plain.replace(signature, '')
  return !/[?!:]|\b(?:vi|me|jeg|eg|dere|de|er|har|og takk|takk)\b/i.test(rest) && rest.split(/[ ,]+/).length <= 8
}
