/** Yes, no and partly inside short sentences: «ja, det har vi», «nei det gjør vi ikke», «ikke ja». */

import { keptWith } from '../memory.ts'
import type { Asked } from '../questionnaire/schema.ts'
import { type Candidate, choiceWords, isFormOf, matchInFull } from './match.ts'
import { bare, lately, phrase, type Said, saidOf, tidy } from './said.ts'
import { isHindered, isSent } from './sending-off.ts'
import { isOf, standingAt, tagged, type Word, type WordClass, withoutSoFar, wordOf } from './words.ts'

/** `mixed`: words that contradict each other. `not_yes`: a yes turned by a negation. `thumb_…`: to be confirmed. */
export type Stance = 'yes' | 'no' | 'partly' | 'mixed' | 'not_yes' | 'thumb_up' | 'thumb_down'

// biome-ignore format: words around a yes or no that change nothing
const fillers = new Set([
  'det', 'har', 'vi', 'me', 'gjør', 'gjer', 'er', 'takk', 'da', 'då', 'hos', 'oss', 'kommunen', 'kommuna', 'bydelen', 'jeg', 'eg', 'vil', 'si', 'seie', 'mener', 'meiner',
  'dette', 'den', 'svaret', 'dessverre', 'diverre', 'visst', 'gjorde', 'hadde', 'var', 'skal',
])
const otherTimes = new Set(['skal', 'vil', 'hadde', 'var', 'gjorde'])
/** «det har vi ikke» is a no; «ikke nå» and «ikke helt» are not. */
const verbs = new Set(['har', 'gjør', 'gjer', 'er', 'gjorde', 'hadde', 'var', 'skal'])
/** «Nei, det har vi», «nei, visst har vi det»: a no that goes on like a yes. */
const claims = /^(?:nei|neida|nope|niks|næ) .*\b(?:har|gjør|gjer|er|skal) (?:vi|me|kommunen|bydelen|det)\b/
const clearNo = /^(?:nei|neida|nope|niks|næ)$/
/** Whole sentences that say yes without the word. Beside a «nei» they are fillers. */
const affirming = new Set([
  'det gjør vi',
  'det gjer vi',
  'det har vi',
  'vi har det',
  'det gjør kommunen',
  'det har kommunen',
])
/** «Ja, det har vi absolutt hatt». */
const affirmed =
  /^(?:(?:ja|jo|jau|jada|joda) )?(?:det|dette) (?:har|gjor|gjer|er) (?:vi|me|kommunen|bydelen)(?: (?:absolutt|sa absolutt|definitivt|virkelig|verkeleg|visst|faktisk|helt klart|heilt klart|uten tvil|utan tvil|jo|da))*(?: hatt)?$/
/** The longest phrase of the yes/no table, in words. */
const longestPhrase = 4

/** «vil ikke si nei», «verken ja eller nei», «ikke sant»: what is negated is the word itself. */
const refusesToSay =
  /(?:ikke|ikkje) (?:si|seie|svare|svara|påstå)(?: \p{L}+)? (?:ja|jo|jau|nei)\b|(?:er|var|blir) (?:ikke|ikkje) (?:et |eit )?(?:ja|nei)\b|^(?:har|gjør|gjer|er) (?:vi|me|det) (?:ikke|ikkje)(?: det)? (?:da|då|vel|eller)$|(?:^| )(?:verken|hverken|korkje) (?:ja|nei)\b|^(?:ikke|ikkje) sant$/u

/** The stance of a whole text made of yes, no and filler words; undefined when anything else stands in it. */
export const stanceOf = lately((text): Stance | undefined => {
  const whole = wordOf(text)
  if (whole === 'yes' || whole === 'no' || whole === 'partly') return whole
  if (affirming.has(phrase(text)) || affirmed.test(bare(phrase(text)))) return 'yes'
  const thumbs = tidy(text).replace(/[ .!]/g, '')
  if (/^(?:👍)+$/u.test(thumbs)) return 'thumb_up'
  if (/^(?:👎)+$/u.test(thumbs)) return 'thumb_down'
  const said = phrase(text)
  if (/^(?:slett )?(?:ikke|ikkje) (?:ja|jau|jo|sant)$/.test(said)) return 'not_yes'
  if (/^(?:\p{L}+ ){0,2}(?:ikke|ikkje) (?:nei|delvis)$/u.test(said)) return 'mixed'
  if (refusesToSay.test(said)) return undefined
  const tokens = said.split(/[ ?:/]+/)
  return tokens.length > 12 ? undefined : ofTokens(tokens)
})

function ofTokens(tokens: readonly string[]): Stance | undefined {
  const heard = new Set<Word>()
  for (let i = 0; i < tokens.length; ) {
    const found = standingAt(tokens, i, longestPhrase)
    if (found !== undefined) heard.add(found.word)
    else if (!fillers.has(tokens[i] ?? '')) return undefined
    i += found?.length ?? 1
  }
  if (heard.size > 1) return 'mixed'
  // «Ja, si det» wonders; «vil jeg si» says.
  if (tokens.some((t, i) => /^(?:si|seie)$/.test(t) && !/^(?:vil|jeg|eg|vi|me)$/.test(tokens[i - 1] ?? '')))
    return undefined
  const negated = tokens.some((t) => t === 'ikke' || t === 'ikkje')
  if (negated && !tokens.some((t) => verbs.has(t) || clearNo.test(t))) return undefined
  const [only] = heard
  // «Ja, det skal vi» and «ja, det hadde vi» are about another time.
  if (only === 'yes' && tokens.some((token) => otherTimes.has(token))) return undefined
  if (only === 'no' && !negated && claims.test(tokens.join(' '))) return 'not_yes'
  return only === 'yes' || only === 'no' || only === 'partly' ? only : undefined
}

const heads = new Map<string, 'yes' | 'no'>([
  ...['ja', 'jo', 'jau', 'jada', 'japp', 'jepp'].map((w) => [w, 'yes'] as const),
  ...['nei', 'neida', 'næ', 'nope'].map((w) => [w, 'no'] as const),
])
/** Words after a yes or no that take some of it back, and those that do so after one of them only. */
export const contrary = {
  any: /\b(?:men|bare|berre|kun|delvis|kanskje|an pa|begge|hopp|slett|send|avslutt|tilbake|stopp|pause|neste sporsmal|avheng\w*|tja|bade (?:ja|og|nei)|muligens|mulig|mogleg\w*|tror|trur|usikker|vet|veit|hvis|dersom|om|unntatt|(?:egentlig|eigentleg)(?! ikk?j?e$)|nesten|stort sett|til dels|eller|av og til|stundom|enkelte|utenom|bortsett|likevel|heller|hva|kva|hvem|kven|hvor|kor|hvorfor|kvifor|hvordan|korleis|lurer|sa du|feil|aner|anar|husker|hugsar|peiling|anelse|aning|oversikt|formening|kan ikke|kan ikkje)\b|[👍👎]/u,
  yes: /\b(?:ikke|ikkje|ingen|inga|aldri|uten|utan|nei|neida|litt|lite|no|non|noko|nokon|nokre|snart|etter hvert|etter kvart|planlegg\w*|vurder\w*|tidligere|tidlegare|for|onsker|onskjer|haper|forsok\w*|sjelden|skulle|burde)\b/,
  no: /\b(?:ja|jo|jada|jau|helt|heilt|alle|alltid|mye|mykje|mange|ofte|direkte|sarlig|sarleg|fullt|ferdig\w*|nok|andre|annet|anna|formel\w*)\b/,
}
/** How a clear yes goes on: who says so, since when, how much. What begins otherwise may be about something else. */
const yesGoesOn =
  /^(?:(?:det|dei?|dette) (?:har|er|gjor|gjer|finnes|finst|kan|ma|blir?|stemmer|synes|synest|mener|meiner|tror|trur|vet|veit)|vi|me|kommun\w*|bydel\w*|fordi|fra|siden|sidan|sia|19\d\d|20\d\d|i (?:19|20)\d\d|i (?:stor|svart stor|hoy|hog) grad|absolutt|helt|heilt|sa|og|mange|mye|mykje|masse|store?|svart|veldig|kjempe\w*|klart|definitivt|visst|da|takk|hele|heile|har|er|er det|gjor|gjer|hvert|kvart|serlig|selvfolgelig|selvsagt|sjolvsagt|alle|i alle|i aller|spesielt|saerlig|sarlig .|med)(?= |$|.$)/
/** Words after a yes or no that may be about another time, a part, or why it is not asked of them: confirmed. */
const wavering = {
  yes: /\b(?:skal|vil|kommer|kjem|tenker|tenkjer|under arbeid|(?:holder|held) pa|pa (?:gang|trappene|vei|veg)|planen|neste|hadde|var|hatt|en gang|ein gong)\b/,
  no: /\b(?:egentlig|eigentleg|for|riktig|rett|sant|ikk?j?e .*\bikk?j?e|hele|heile|hver|hvert|kvar|kvart|stor|store|stort|spesielt|serlig|sarskilt|si|seie|aktuel\w*|relevant|gjelder|gjeld|bosett\w*|bosatt|buset\w*|busett|litt|(?<!ikk?j?e )(?:noe|no|noko))\b/,
}
/** Words after it: as many tell why or since when; more is a story, so it is confirmed. */
const shortTail = { yes: 6, no: 8 }
const longestTail = 14

/**
 * A clear yes or no with a few words after it that take nothing back: «nei ikkje enno», «ja frå 2016». Not `sure`: to be
 * confirmed. Undefined when the text is something else.
 */
export function stanceWithTail(text: string): { stance: 'yes' | 'no'; sure: boolean; tail: string } | undefined {
  const [head = '', ...tail] = phrase(text).split(/[ :]+/)
  const stance = heads.get(head)
  const rest = bare(tail.join(' ')).replace(/\b(ikk?j?e) i det (?:hele(?: tatt)?|heile(?: teke)?)\b/, '$1')
  if (stance === undefined || tail.length === 0 || tail.length > longestTail) return undefined
  if (contrary.any.test(rest) || contrary[stance].test(rest)) return undefined
  const figures = rest.replace(/\b(?:19|20)\d\d\b/g, '')
  // «nei, vi gjør det sammen med naboen» tells of something that is there.
  const agrees =
    stance === 'yes' || /\b(?:ikke|ikkje|ingen|inga|aldri|uten|utan)\b/.test(rest) || withoutSoFar(`x ${rest}`) === 'x'
  const goesOn = stance === 'no' || yesGoesOn.test(rest)
  return {
    stance,
    sure: agrees && goesOn && !wavering[stance].test(rest) && tail.length <= shortTail[stance] && !/\d/.test(figures),
    tail: rest,
  }
}

const firstWord = { yes: ['ja', 'jo'], no: ['nei'], partly: ['delvis', 'til dels', 'både og'] }

/** The shown choices that a yes, no or partly can mean: the bare one if there is one, else all that begin with it. */
export function choicesFor(stance: keyof typeof firstWord, candidates: readonly Candidate[]): readonly Candidate[] {
  return choicesByStance(candidates)[stance]
}

const choicesByStance = keptWith((candidates: readonly Candidate[]) => ({
  yes: beginningWith(firstWord.yes, candidates),
  no: beginningWith(firstWord.no, candidates),
  partly: beginningWith(firstWord.partly, candidates),
}))

const beginningWith = (starts: readonly string[], candidates: readonly Candidate[]): readonly Candidate[] => {
  const alone = candidates.filter((c) => c.plain.some((text) => starts.includes(phrase(text))))
  if (alone.length > 0) return alone
  const begins = (text: string) =>
    starts.some((s) => text === s || text.startsWith(`${s} `) || text.startsWith(`${s},`) || text.startsWith(`${s}:`))
  return candidates.filter((c) => c.plain.some(begins) || starts.includes(c.id))
}

// Whether what is told after a yes or no speaks of nothing but what was asked: «ja, vi har en avtale siden 2015».

// biome-ignore format: words, as `choiceWords` writes them, that tell of nothing else: who, since when, how much, and that it is so
const plain = new Set([
  'ja', 'jo', 'det', 'den', 'dette', 'disse', 'som', 'at', 'a', 'og', 'i', 'pa', 'av', 'til', 'fra', 'med', 'for', 'hos', 'om', 'en', 'et', 'ei', '1', 'vi', 'oss', 'var', 'vart', 'vare', 'jeg', 'kommunen', 'kommuna', 'bydelen', 'her',
  'har', 'er', 'gjor', 'finnes', 'finst', 'stemmer', 'siden', 'sidan', 'sia', 'lenge', 'lang', 'tid', 'alltid', 'fortsatt', 'fremdeles', 'framleis', 'na', 'no', 'ar', 'ara', 'arene', 'dag', 'hvert', 'hver', 'fast',
  'absolutt', 'helt', 'klart', 'heilt', 'definitivt', 'visst', 'selvfolgelig', 'selvsagt', 'sjolvsagt', 'så', 'sa', 'takk', 'da', 'stor', 'stort', 'store', 'hoy', 'hog', 'grad', 'svart', 'veldig', 'mye', 'mykje', 'masse', 'mange', 'flere', 'alle', 'hele',
  'kjempestore', 'kjempemye', 'faktisk', 'jo', 'nok', 'ogsa', 'dessverre', 'diverre', 'heldigvis', 'bade', 'skriftlig', 'skriftleg', 'skriftlige', 'vedtatt', 'vedteken',
  'nei', 'ikke', 'ingen', 'inga', 'aldri', 'noen', 'noe', 'slik', 'slike', 'slikt', 'enna', 'enda', 'enno', 'forelopig', 'forebels', 'hittil', 'langt', 'per', 'pr', 'pt', 'dags', 'dato', 'tiden', 'tida', 'oyeblikket', 'augneblinken', 'egen', 'eget', 'eige', 'eiga',
])
const negations = new Set(['ikke', 'ingen', 'inga', 'aldri', 'uten'])
/** Somebody else, also where the question speaks of them: «ja, det gjør andre kommuner». */
const others = new Set(['annet', 'annen', 'nabokommunen', 'naboen'])

/** «Ja, vi mangler avtale», «nei, den er ikke utløpt»: a yes or no to something else than was asked. */
export function goesOnOtherwise(
  core: string,
  candidates: readonly Candidate[],
  question: Asked,
  year: number,
): boolean {
  const said = stanceWithTail(core)
  if (said?.sure !== true || stanceOf(core) !== undefined || echoes(said.tail, question, year)) return false
  return matchInFull(choiceWords(core), candidates).type !== 'one'
}

/** A no to «stemmer det?» or to «fortsatt?»; beside a question it may be about the question. */
export const disputes =
  /^(?:(?:nei )?(?:det (?:er |var )?)?(?:feil|stemmer ikk?j?e|ikk?j?e (?:riktig|rett))|(?:det er )?ikk?j?e (?:na |no )?lenger)$/

/** Other words than those of the question and those that tell of nothing else make a yes or no unsure; so do two negations, and a year to come. */
const echoes = (tail: string, question: Asked, year: number): boolean => {
  const asked = wordsAsked(question)
  const told = choiceWords(withoutSoFar(tail))
  if (told.some((word) => others.has(word))) return false
  if (told.filter((word) => negations.has(word)).length > 1) return false
  if (told.some((word) => /^20\d\d$/.test(word) && Number(word) > year)) return false
  return told.every((word) => plain.has(word) || /^\d+$/.test(word) || asked.some((other) => speaksOf(word, other)))
}

/** «Avtale» speaks of «samarbeidsavtale». */
const speaksOf = (word: string, other: string): boolean =>
  isFormOf(word, other) || (word.length >= 4 && other.endsWith(word))

/** Questions stay the same from reply to reply. */
const known = new WeakMap<Asked, readonly string[]>()

/** The words of a question, as `choiceWords` writes them. */
export const wordsAsked = (question: Asked): readonly string[] => {
  const found = known.get(question) ?? choiceWords(`${question.text.nb} ${question.text.nn}`)
  known.set(question, found)
  return found
}

/** Words, as `choiceWords` writes them, that a denial may have beside the question's own. */
// biome-ignore format: words of a kind share a line
const denying = new Set([
  'hatt', 'gjort', 'sant', 'slikt', 'slike', 'sanne', 'nokke', 'nakka', 'ma', 'mi', 'e', 'a', 'sa', 'fatt', 'brukt',
])

/** «Vi har ikke noe sånt», «ingen kontakt», «ikke nevneverdig»: what is asked about is denied, and nothing else is told. */
export const deniesAsked = (core: string, question: Asked): boolean => {
  if (isOf('hardly', bare(phrase(core)))) return true
  const told = choiceWords(core)
  if (
    told.length === 0 ||
    told.length > 8 ||
    told.filter((word) => negations.has(word)).length !== 1 ||
    /\d/.test(core)
  )
    return false
  if (told.some((word) => others.has(word)) || told.length < 2) return false
  const asked = wordsAsked(question)
  const speaks = (word: string) => asked.some((other) => speaksOf(word, other))
  const known = told.every((word) => plain.has(word) || denying.has(word) || speaks(word))
  const isAbout = told.some((word) => denied.has(word) || (word.length > 4 && !plain.has(word) && speaks(word)))
  return known && isAbout && !told.some((word) => notDenied.has(word))
}
/** What is denied, where it is not named. */
const denied = new Set(['gjort', 'sant', 'slikt', 'slike', 'sanne'])
const notDenied = new Set(['ja', 'jo', 'nei', 'flere', 'alle', 'mange', 'enna', 'enda', 'enno', 'forelopig', 'helt'])

// A yes that sends in or deletes: nothing less than a yes will do, and nothing may be asked, hedged or taken back with it.

const doing: Record<'submit' | 'delete', WordClass> = { submit: 'sending', delete: 'deleting' }

/** «Hilsen Marit, på vegne av …» to the end. */
const signature = /(?:[\s.,!])(?:(?:med |beste )?(?:vennlig |vennleg |venleg )?(?:hilsen|helsing)|mvh)(?!\p{L})[^?]*$/iu
const thumb = /^\s*👍\p{Emoji_Modifier}?\s*$/u
/** Colours a yes, and changes nothing in it. */
// biome-ignore format: words of a kind share a line
const cursing: ReadonlySet<string> = new Set([
  'fan', 'faenskapen', 'fanskapen', 'skiten', 'driten', 'dritten', 'svarte', 'jala', 'jevla',
])

/** Whether the whole text is a clear yes: «ja takk», «jepp, send», «ja, slett alt». «Ok», «ja?» and «ja, men …» are none. */
export const isConsent = (whole: Said, to: 'submit' | 'delete'): boolean => {
  const unsigned = whole.text.replace(signature, '')
  const said = unsigned === whole.text ? whole : saidOf(unsigned)
  if (said.asks || said.text.includes('?')) return false
  if (to === 'submit' && thumb.test(said.text)) return true
  const plainly = said.tokens.filter((word) => !cursing.has(word))
  const tags = tagged(plainly, ['yes', 'store', doing[to], 'agree', 'okay', 'answers', 'filler'])
  const [head] = tags.filter(({ of }) => of !== 'filler')
  if (head === undefined) return false
  if (tags.some(({ of }) => of === undefined)) return to === 'submit' && head.of === 'yes' && isSentOff(said)
  if (head.of === 'yes') return true
  // «Gjør det», «bare send dem»; a lone «slett alt» may be the order itself, come twice.
  if (head.of === 'store') return /^(?:gjor|gjer|kjor|koyr)/.test(head.words)
  return to === 'submit' && tags.some(({ of }) => of === 'sending') && tags.every(({ of }) => of !== 'agree')
}

/** «Ja ja, send det av garde, med helsing frå Sogn»: a yes, what to do, and nothing that puts it off, changes it or sends it elsewhere. */
const isSentOff = (said: Said): boolean =>
  said.tokens.length <= 12 &&
  said.tokens.some((word, i) => word === 'send' && isSent(said.tokens[i + 1])) &&
  !isHindered(said)
