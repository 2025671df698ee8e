/** What is said of answers that were given, and of what became of them: put right, asked for, sent. Wherever it is said. */

import { changeSaid } from './correction-words.ts'
import { correctionsIn, numberAlone, numberIn, placeIn } from './corrections.ts'
import { readNumeral } from './figures.ts'
import type { GivenAs, Meaning, OfGiven } from './meaning.ts'
import { clean, type Said, saidOf } from './said.ts'
import { othersAgree, wishesToSend } from './sending-off.ts'
import { twoSentences } from './sentences.ts'
import { alternation, isOf, typedAlternation } from './words.ts'

/**
 * Every such reading of a text, the likeliest first: each counts only where it leads to something (there is a question of that
 * number, the value fits it, something has been sent). Empty for most that is typed. Pure.
 */
export const givenIn = (said: Said): readonly OfGiven[] => {
  // «14»: a figure by itself is the number of a question at the most.
  if (said.tokens.length === 1 && /\d/.test(said.text)) {
    const corrections = numberAlone(said.text)
    return corrections.length === 0 ? none : [{ act: 'correct', text: said.text, corrections }]
  }
  return mayBeOfGiven(said) ? readingsIn(said) : none
}

const none: readonly OfGiven[] = []

/** The same, of any text: most have no word of it in them, and need not be read. */
export const readingsIn = (said: Said): readonly OfGiven[] => {
  const all = correctionsIn(said.text)
  const [first, second] = (twoSentences(said.text) ?? []).map(correctionsIn)
  const isTwo = first !== undefined && second !== undefined && first.corrections.length > 0
  return [
    ...asked(said),
    ...(isTwo && second.corrections.length > 0 ? [{ act: 'two', sentences: [first, second] } as const] : []),
    ...(all.corrections.length > 0 ? [{ act: 'correct', ...all } as const] : []),
  ]
}

const mayBeOfGiven = ({ text, tokens }: Said): boolean => {
  if (tokens.length === 1 && readNumeral(tokens[0] ?? '') !== undefined) return true
  if (/[=→>]/.test(text)) return true
  // «Jeg er rådmann, ikke kommunalsjef».
  if (tokens.some((token) => saying.has(token)) && tokens.some((token) => isOf('denying', token))) return true
  const hasFigure = /\d/.test(text)
  // «Andelen ansatte: 6, ikke 7», «5: ja».
  if (text.includes(':') && (hasFigure || tokens.some((token) => isOf('denying', token)))) return true
  return tokens.some((token, i) => {
    if (token.length > 3 ? begins.has(token.slice(0, 4)) : shortWords.has(token)) return true
    if (hasFigure && besideFigure.has(token)) return true
    if (token === 'med') return wished.has(tokens[i - 1] ?? '')
    return pointing.has(token) && prepositions.has(tokens[i - 1] ?? '')
  })
}

/** What longer words of the readings begin with, in `bare` form: to change, to answer, what should be, what is wrong, what is asked for. */
const begins: ReadonlySet<string> = new Set(
  (
    'endr byte bytt rett korr sett fora just skif skul skal svar skre skri sagt feil ment mein glem gloy angr apne opna opne ' +
    'forr fori sist slut valg vald oppg satt fort stod star stat stem kvit refe refn saks gjen igje over navn namn pers send leve ' +
    'enig eini samd godk godt klar gron gitt fekk fikk sier seie seia gaml fyrs fors tidl oppr opph spor numm punk tall tale legg foye fjer stry drop kutt sloy mang slet'
  ).split(' '),
)
// biome-ignore format: words of a kind share a line
const shortWords: ReadonlySet<string> = new Set([
  'sa', 'sto', 'sta', 'nr', 'spm', 'ska', 'sku', 'set', 'byt', 'far', 'la', 'ta',
])
/** «12 er ja», «7, ta bort bolig». */
const besideFigure: ReadonlySet<string> = new Set(
  (['is', 'should', 'ought', 'being'] as const)
    .flatMap((name) => alternation(name).split('|'))
    .concat('der', 'legg', 'ta', 'fjern', 'nei', 'ja', 'ok', 'pa', 'om'),
)
const saying: ReadonlySet<string> = new Set(['jeg', 'eg', 'a', 'vi', 'me', 'det', 'svaret'])
/** «Må ha med økonomi», «bolig bør være med»: what stands before «med» where something is to be added. */
const wished: ReadonlySet<string> = new Set(
  saidOf('ha tar skal ska må bør skulle burde være vere vært vore også òg').tokens,
)
/** «På den om grunnskole, det va 8». */
const pointing: ReadonlySet<string> = new Set(['den', 'det', 'der'])
const prepositions: ReadonlySet<string> = new Set(['pa', 'i', 'for', 'under', 'om'])

/** What is asked of answers that stand, or of what became of them, and that they are to be sent. */
const asked = (said: Said): OfGiven[] => {
  const stands = whatStands(said.text)
  const receipt = receiptAsked(said)
  const send = wishesToSend(said) ? 'self' : othersAgree(said) ? 'others' : undefined
  const readings: (OfGiven | undefined)[] = [
    receipt && { act: 'receipt', ...receipt },
    asksOfOld(said) ? { act: 'old' } : undefined,
    stands && { act: 'stands', ...stands },
    asksHowToChange(said) ? { act: 'how_to_change' } : undefined,
    takesNameOut(said) ? { act: 'without_name' } : undefined,
    wordsOut.test(said.bare) ? { act: 'without_words' } : undefined,
    lastBack.test(said.bare) ? { act: 'take_back' } : undefined,
    passedOver.test(said.bare) ? { act: 'passed_over' } : undefined,
    wantsToReadOver(said) ? { act: 'read_over' } : undefined,
    send && { act: 'send', by: send },
  ]
  return readings.filter((reading) => reading !== undefined)
}

/** Words; who writes more tells something. */
const longest = 16

const gave =
  'svarte|svara|svart|skrev|skreiv|skrevet|skrive|sa|sagt|valgte|valde|valgt|oppga|oppgav|satte|sette|førte|la inn|står|stod|sto|stå'
const asking = new RegExp(
  `(?<!\\p{L})(?:${typedAlternation('asking')})(?!\\p{L}).*(?<!\\p{L})(?:${gave})(?!\\p{L})|(?<!\\p{L})(?:skrev|skreiv|svarte|svara) .*(?:hvor|kvar|kor) (?:ble|blei|vart)(?!\\p{L})`,
  'iu',
)
const after = new RegExp(
  `(?<!\\p{L})(?:${gave})(?: (?:det|jeg|eg|æ|vi|me|jo|no|nå|nok|noe|noko))*(?: (?:på|om|for|under|ved|i|der|som))+ (?<words>.+)$`,
  'iu',
)
/** «Rakk jeg å svare på det om tolk før jeg stakk?» */
const didAnswer =
  /(?<!\p{L})(?:rakk|fikk|fekk|har|klarte|hann) (?:jeg|eg|æ|je|vi|me) (?:\p{L}+ ){0,3}?(?:svare|svart|svara|skrive|skrevet|fylt ut|gjort)(?: noe| noko)?(?: på| om)+ (?:det |den |de |dei )?(?:om |med )?(?<words>\p{L}[^?]*?)(?: (?:før|da|då|i stad|i sted) [^?]*)?\?/iu
/** «Ka va det forrige spørsmålet igjen?» */
const whatWasAsked =
  /(?<!\p{L})(?:hva|kva|ka|hvilket|kva for eit) (?:var|va|er|e|gjaldt|handla|handlet|gjekk|gikk) [^?]{0,20}(?:forrige|førre) (?:spørsmål|spm)/iu
/** «Vil gjerne lese gjennom svaret på spørsmål 8 en gang til». */
const readsAgain =
  /(?<!\p{L})(?:lese?|lesa|se|sjå|høre|høyre) [^?]{0,30}(?:svaret|svara|svarene|det som står|det jeg skrev|det eg skreiv)(?!\p{L})/iu
/** Of others, of last time, or of why. */
const ofOthers =
  /(?<!\p{L})(?:andre|dei andre|naboen|kollega\p{L}*|ordfører\p{L}*|i fjor|sist|dere|dokker|hvorfor|kvifor|koffer|hvordan|korleis|feil|skal|ska|skulle|mener|meiner|menes|betyr|tyder|gjør|gjer|skjer|brukes|brukast)(?!\p{L})/iu

/** «Hva svarte jeg på nr 3?», «ka står det på årsverk?»; undefined: nothing of the kind is asked. Pure. */
const whatStands = (text: string): Omit<GivenAs<'stands'>, 'act'> | undefined => {
  const said = clean(text)
  if (saidOf(said).tokens.length > longest || /^hæ(?!\p{L})/iu.test(said)) return undefined
  const { words: asked } = didAnswer.exec(said)?.groups ?? {}
  if (asked !== undefined && !ofOthers.test(said)) return { words: asked }
  if (whatWasAsked.test(said)) return { at: { place: 'previous' }, words: '', asked: true }
  const again = readsAgain.test(said) ? numberIn(said) : undefined
  if (again !== undefined) return { at: { number: again }, words: '' }
  if (!asking.test(said)) return undefined
  const place = placeIn(said)
  if (ofOthers.test(place === undefined ? said : said.replace(/(?:det |den )?siste/iu, ''))) return undefined
  const number = numberIn(said)
  const words = (after.exec(said)?.groups?.words ?? '').replace(/(?<![?.! ])[?.! ]+$/u, '')
  const at = number === undefined ? (place === undefined ? undefined : { place }) : { number }
  const who = asksWho.test(saidOf(said).bare) ? { who: true as const } : {}
  return at === undefined && words === '' ? undefined : { ...(at === undefined ? {} : { at }), words, ...who }
}

/** «Hvem svarte på spørsmål 3?» */
const asksWho = /^(?:(?:og|men|ja|hei|ok) )?(?:hvem|kven|kem|kim)\b/

/** «Får jeg kvittering?», «kva var referansen?», «referansenummer»; `by: 'mail'`: one that comes by e-mail. */
const receiptAsked = ({ tokens, bare }: Said): Omit<GivenAs<'receipt'>, 'act'> | undefined => {
  if (tokens.length > longest || !/\b(?:kvittering\w*|referanse\w*|refnr|saksnummer\w*)\b/.test(bare)) return undefined
  return /\b(?:e ?-?post\w*|epost\w*|mail\w*|postkasse\w*)\b/.test(bare) ? { by: 'mail' } : {}
}

/** «Blir det gamle borte nå?», where answers that were sent in are opened again. */
const asksOfOld = ({ text, tokens, bare }: Said): boolean =>
  tokens.length <= longest &&
  text.includes('?') &&
  /\b(?:gamle|forrige|forre|forste|fyrste|tidligere|tidlegare|opprinnelige|opphavlege|sendte|sende)\b/.test(bare) &&
  /\b(?:borte|bort|vekk|slett\w*|overskr\w*|forsvinn\w*|forsvunn\w*|gjelder|gjeld|ugyldig\w*|erstatt\w*)\b/.test(bare)

/** «Kan jeg lese gjennom alt først?», where the answers are what there is to read. */
const wantsToReadOver = ({ tokens, bare }: Said): boolean =>
  tokens.length <= longest &&
  /\b(?:jeg|eg|a|vi|me)\b/.test(bare) &&
  /\b(?:lese?|lesa|se|sja|ga|sjekke|sjekka) (?:\w+ ){0,2}?(?:gjennom|igjennom|over)\b/.test(bare) &&
  !/\b(?:sporsmal\w*|radmann\w*|sjef\w*|leder\w*|leiar\w*|kollega\w*|hun|hu|han|ho|noen|nokon|andre|dere|imdi|ma)\b/.test(
    bare,
  )

/** «Hvordan retter jeg på et svar?» asks how, and of no answer. */
const asksHowToChange = ({ tokens, bare }: Said): boolean =>
  tokens.length <= 9 &&
  /^(?:\w+ ){0,2}?(?:hvordan|korleis|kordan|assen|korsn?|korsen|kossen|hvor kan|kor kan)\b/.test(bare) &&
  /\b(?:rette?r?|rettar|endre?r?|endrar|korriger\w*|bytte?r?)\b/.test(bare)

/** «Ta bort navnet», «namnet skal vekk». */
const takesNameOut = ({ text, tokens, bare }: Said): boolean =>
  tokens.length <= 10 &&
  changeSaid(text) === 'remove' &&
  /\b(?:navn|navnet|navna|namn|namnet|personen|personnavnet)\b/.test(bare)

const out = `(?:${alternation('takingOut')}|slette?|sletta|visk(?:e)? ut|fa (?:bort|vekk))`
const own = '(?:merknad|kommentar|tekst|fritekst|bemerkning|merknade|tilbakemelding)(?:en|a|ane|ene)?'
const small =
  '(?:(?:nei|ja|ok|oi|vent|hei|men|og|kan|kunne|vil|ma|skal|du|dere|de|jeg|eg|a|vi|me|gjerne|heller|forresten|please|plis|er|sa|snill) )*'
/** «Stryk merknaden», «kommentaren min skal vekk». */
const wordsOut = new RegExp(
  `^${small}${out} (?:(?:den|det|hele|heile) )?${own}(?: (?:min|mi|mitt|var|der|igjen|takk))*$|^${small}(?:(?:den|hele|heile) )?${own} (?:(?:min|mi|mitt|var|der) )?(?:skal|ma|kan|bor) (?:${alternation('takenOut')}|slettes|slettast)(?: (?:igjen|takk|likevel))*$`,
)
/** «Angre det siste svaret», «slett det jeg svarte sist». */
const lastBack = new RegExp(
  `^${small}(?:${out}|angre|angra|angrer|angrar|omgjor|ta tilbake) (?:(?:det|den|mitt|pa) )*(?:siste|sist|forrige|forre) (?:svaret?|svar)(?: (?:mitt|vart|mi|igjen|takk))*$|^${small}(?:${out}|angre|angra|angrer|angrar) (?:det |pa det )(?:jeg|eg|a|vi|me) (?:nettopp |akkurat |sist )?(?:svarte|svara|skrev|skreiv|sa)(?: (?:sist|na|no|nettopp))*$`,
)
/** «Ta det vi hoppet over», «tilbake til dei eg stod over»; «hva hoppet jeg over?» asks which. */
const passedOver =
  /^(?:(?:ok|ja|nei|da|sa|na|no|kan|kunne|vil|ma|skal|fa|la|lat|vi|me|jeg|eg|a|oss|meg|heller|gjerne|ta|tar|tek|ga|tilbake|attende|til|svare|svara|besvare|fylle ut|hopp|pa|igjen|att|ferdig|klar|for) )*(?:det|den|de|dei|dem|sporsmalet|sporsmala|sporsmalene|alt)(?: som)? (?:(?:jeg|eg|a|vi|me|du|ble|blei|vart|er|har) )*(?:hoppet|hoppa|skippet|skippa|sto|stod|gikk|gjekk) (?:over|forbi)(?: (?:tidligere|tidlegare|i stad|i sted|istad|isted|forst|na|no|da|takk|sist|i starten))*$/

// Heard where it is said, and told of: what it names is looked up.

const pressed =
  'krysset|kryssa|trykte|trykket|trykka|trykt|tastet|tasta|skrev|skreiv|skreve|skrevet|svarte|svara|svart|valgte|valde|valgt|klikket|klikka|hukte|oppga|oppgav|forte'
const whatIsWrong =
  'svaret|svara|svarene|tallet|talet|tala|tallene|antallet|antalet|antall|antal|arstallet|arstalet|prosenten|andelen|delen|datoen|det|den|det der'
const isWrong = '(?:feil|galt|gale|bom|(?:ikke|ikkje|itj) (?:rett|riktig|sant))'
const wrongly = new RegExp(
  `\\b(?:${pressed})(?: [a-z]+){0,2} feil\\b|\\b(?:${whatIsWrong})(?: (?:pa|om|for|i|der|vart|mitt|ar|av)(?: [a-z]+){0,3})? (?:(?:er|var|ble|blei|vart|blir) (?:[a-z]+ )?${isWrong}|(?:stemmer|stemte|stemmar) (?:nok |visst |jo )?(?:ikke|ikkje|itj))\\b`,
)
/** Words. */
const longestWrong = 12

/** «Jeg trykte feil», «årstallet stemmer ikke»: an answer that was given is wrong, and it is not told what it should be. */
export const tellsOfWrong = (said: Said): boolean =>
  !said.asks &&
  !/\d|forrige|førre/iu.test(said.text) &&
  said.tokens.length <= longestWrong &&
  wrongly.test(said.tokens.join(' '))

/** «Ser bra ut, men …», «alt stemmer bortsett fra …»: what is agreed to with an exception, and the exception. */
export const exceptionIn = ({ text }: Said): Meaning['except'] | undefined => {
  const [, except] = excepted.exec(text) ?? []
  // «Ser greit ut, men vent med å sende»
  if (except === undefined || putOff.test(except)) return undefined
  return { ...correctionsIn(except), isWrong: tellsOfWrong(saidOf(except)) }
}
const putOff =
  /(?<!\p{L})(?:vent|vente|send|sende|først|fyrst|sjekke?|sjekka|snakke?|snakka|spørre|spørje|høre|høyre|tid|møte)(?!\p{L})/iu
const excepted = new RegExp(`(?:^|[\\s,.!])(?:men|${typedAlternation('except')})\\s+(\\S.{2,})$`, 'iu')

/** «Hva svarte jeg på tolk?», «hvor mange sa eg at vi busette?» */
export const asksOwnAnswer = (said: Said): boolean =>
  said.tokens.length <= longestWrong && ownAnswer.test(said.bare) && !ofOtherTimes.test(said.bare)
const ofOtherTimes = /\b(?:i fjor|fjoraret|sist gang|siste gong|sist|forrige|forre|i 20\d\d)\b/
const ownAnswer =
  /\b(?:hva|kva|ka|hvor (?:mange|mye|stor|lenge)|kor (?:mange|mykje|stor|lenge)|hvilke[nt]?|kva for)\b.{0,30}?\b(?:svarte|svara|sa|skrev|skreiv|oppga|oppgav|krysset|kryssa|valgte|valde) (?:jeg|eg|a|vi|me)\b/
