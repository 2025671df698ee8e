/** The forms in which somebody asks about the open question itself: what a word means, whether something counts, whose, which year. */

import { type Said, saidOf } from './said.ts'
import { alternation } from './words.ts'

/** `many`: how many of the answers may be chosen; `which`: «hele kommunen eller bare helse?»; `any`: it ends as a question does, and no more is known. */
export type Form = 'counts' | 'means' | 'differs' | 'when' | 'many' | 'which' | 'any'

const small =
  '(?:(?:og|men|ja|nei|ok|hei|du|eh|hm+|ha|na|no|sa|altsa|forresten|beklager|unnskyld|orsak|sorry|bare|berre|lurer pa(?: om)?|jeg lurer pa(?: om)?|eg lurer pa(?: om)?|sporsmal) )*'
const what =
  '(?:hva|kva|ka|hav|hvem|kven|kem|hvilke[nt]?|kva for(?: ein| ei| eit)?|ka for(?: en| et)?|hva slags|kva slags|ka slags)'
const you = '(?:dere|du|de|dokker|dokk|dykk|imdi|man|ein|en)'
const say = '(?:mener|meiner|meine|meinar|mein|tenker|tenkjer|tenke|sikter|sikta|spor|snakker|snakkar|vil)'
const is = '(?:er|e|ar|blir|bli|vert|var|ska|skal|kan|ma)'
const also = '(?:med|me|mee|inkludert|inkl|medregnet|medrekna|innafor|innenfor|innunder)'

/** «Må de være skriftlige?»: what the question speaks of is asked about by «de». */
export const ofIt = new RegExp(
  `^${small}(?:ma|lyt|skal|ska|treng(?:er)?|behover) (?:de|dei|den|det|dem|han|ho) (?:vare|vere|va|varra|ha|sta)\\b`,
)

const may =
  '\\b(?:kan|kain|kanj|far|fa|ma|lyt|lov|gar det an|gar d an|mulig|mogleg|hvor mange|kor mange|bor|skal|ska)\\b'
const tick =
  '(?:velge?|velje|vel|velj|valg|valje?|krysse?|kryss|huke|huka|hake|haka|merke|plukke)(?: (?:av|for|bare|berre|barre|mer enn|meir enn))*'
const several = '(?:flere|fleire|flera|alle|begge)'
const number = '(?:to|tre|tri|fire|fem|seks|sju|en|ein|ett|et|eitt|eit|ei|1|2|3|4|5|6|7)'
const why = '(?:hvorfor|kvifor|koffer|koffor|korfor|hvofor|kefor)'
const many = [
  `${may}.* ${tick} (?:${number}|${several}(?: enn ${number})?)(?: (?:kryss|svar|av dei|av dem|av de|valg|val|sted|stad|ting|alternativ|av disse|av desse))?(?: her)?$`,
  `\\b(?:lov|ok|greit|greitt|mulig|mogleg|gar det(?: an)?|an|innafor|tillatt) (?:med|me|a ta|a ha|a sette|a si|a seie) (?:bare |berre )?(?:${several}|${number})(?: (?:kryss|svar|her|av dei|av dem|ting))?$`,
  `^${small}${why} (?:far (?:jeg|eg|a|vi|me) )?(?:bare|berre|kun|maks|hoyst|ikke|ikkje|itj) (?:ta |velge |velje |ha )?(?:${number}|${several}|mer|meir)\\b`,
  `${may}.* (?:ta|ha|fa|legge til|leggje til|velge|velje) (?:med )?(?:en|ein|ett|eitt|et|eit) (?:fjerde|femte|sjette|til|ekstra)$`,
  `^${small}(?:${several}(?: enn ${number})?) (?:svar|kryss|valg|val)$`,
  `\\b(?:hvor|kor|ko) mange\\b.* ${tick}(?: her)?$`,
  `${may}.* (?:ta|tar|tek|ha|sette) (?:bare |berre )?(?:${several}|(?:${number}|${several}) (?:kryss|svar))$`,
  `\\b(?:blir|vert|er|kan)\\b.* (?:${number}|${several}) kryss\\b`,
  `${may}.* (?:hald[ae]?|holde|noye) (?:meg|oss|mae?|seg) (?:te|til|med|me) (?:bare |berre )?${number}$`,
  `^${small}(?:bare|berre|barre|kun|maks|hoyst) ${number}(?: (?:kryss|svar|av dei|av dem))?$`,
  '\\b(?:tak|grense|avgrensing|begrensning)\\b.* (?:hvor|kor) mange\\b',
  '\\b(?:hvor|kor) mange\\b(?: av \\S+)? (?:far|kan|skal|ma|kain) (?:jeg|eg|a|vi|me|man|ein|en) (?:ta|ha|ta med|ha med)(?: her)?$',
  `\\b(?:kan|kain)\\b (?:no|noko|nokka|det|en ting|ein ting) (?:vare|vere|va) (?:to|flere|fleire) ting\\b`,
].join('|')

/** «Med eller ikke?» is no choice between two. */
const or = 'eller (?!(?:ikke|ikkje|ikkj|itj|ut|ute|nei|nah|hva|kva|ka)\\b)\\S+'

/** Each reads `bare` text. `telling`: such a sentence asks, whatever it begins with. */
const forms: readonly { form: Form; pattern: RegExp; telling?: true }[] = [
  {
    form: 'differs',
    telling: true,
    pattern:
      /\b(?:forskjell\w*|skilnad\w*|skil(?:et|jet)|skille[rt]?|skill|sondring\w*|skjell\w*|diff(?:en)?|vs|versus)\b/,
  },
  { form: 'differs', telling: true, pattern: /\b(?:ett fett|eitt feitt|samme ulla|same ulla|hipp som happ)\b/ },
  { form: 'differs', pattern: /\b(?:gar|er|e) grens(?:a|en)\b.* (?:mellom|og|mot)\b/ },
  { form: 'differs', telling: true, pattern: /^(?:er|e|ar) \S.* (?:og|a) \S.* (?:det )?(?:samme|same|likt|to ting)\b/ },
  {
    form: 'many',
    telling: true,
    pattern: new RegExp(many),
  },
  { form: 'differs', pattern: /\b(?:det samme|det same|samme|same|likt|lik) (?:som|so|sa)\b/ },
  {
    form: 'when',
    pattern: new RegExp(
      `^${small}(?:per |pr |fra |for |til )?(?:nar|ka tid|kva tid)(?= (?:er|e|da|no|na|skal|ska|gjelder|gjeld|gjell|menes|mener|meiner|regnes|regner|reknes|reknast|reknar|teller|telles|tel|var|du|de|dere|dokker)\\b|$)`,
    ),
  },
  { form: 'when', telling: true, pattern: /\b(?:gitt|gjeven|bestemt|viss) (?:dag|dato)\b/ },
  { form: 'when', pattern: /^(?:hvor|kor) (?:langt|lenge) (?:tilbake|attende|bakover|bak)\b/ },
  { form: 'when', telling: true, pattern: /^(?:siste?|neste|dette|hele|heile|per|pr)\b.* (?:eller|=)/ },
  {
    form: 'when',
    telling: true,
    pattern: /\b(?:pr|per|fra|innen|pa|til) (?:nar|(?:hvilken|hvilket|kva|ka) (?:dato|dag|tid|tidspunkt))\b/,
  },
  {
    form: 'when',
    pattern:
      /\b(?:hvilke[nt]?|kva|ka|kva for(?: ei[nt]?)?) (?:to )?(?:ar|aret|dato|periode|perioden|tidsrom|dag|maned|manad|tidspunkt)\b/,
  },
  {
    form: 'when',
    pattern: new RegExp(
      `^${small}(?:gjelder|gjeld|gjell|er|e|mener|meiner|meine)(?: ${you}| det| dette| d| her)* (?:for |i |bare |berre )*(?:20\\d\\d|na|no|i dag|i ar|i fjor|(?:hele|heile) (?:aret|perioden|tida|tiden))\\b`,
    ),
  },
  {
    form: 'counts',
    pattern: new RegExp(
      `^${small}(?:teller?|telle|tell|tel|taller|talle|telles|tellast|regnes|regne|reknes|reknast|rekna?s?|regner|reknar|rekner|inkluderer|omfatter|omfattar|innbefatter|gjelder|gjeld|gjell)\\b(?!.* (?:frist\\w*|obligatorisk))`,
    ),
  },
  {
    form: 'counts',
    pattern: new RegExp(
      `\\b(?:teller?|telle|tell|tel|taller|telles|telt|regnes?|regner?|regnet|regna|reknes?|reknast|reknar?|rekna|ta|tar|tek|tas|takast|tatt|hore|horer|hoyre|hoyrer|ha|har)(?: \\S+){0,9} ${also}\\b`,
    ),
  },
  {
    form: 'counts',
    pattern:
      /\b(?:inkluder\w*|medregn\w*|medrekn\w*|innbefatt\w*|omfatt\w*|reknes? det|regnes? det|reknast det|tell(?:er|e)? det|tel det)\b/,
  },
  { form: 'counts', pattern: new RegExp(`^${small}${is}(?: \\S+){1,9} ${also}\\b`) },
  { form: 'counts', pattern: ofIt },
  {
    form: 'counts',
    telling: true,
    pattern: new RegExp(
      `^${small}(?:gar|horer|hoyrer|kjem|kommer|inngar|faller|fell)(?: \\S+){1,4} (?:inn |vel |da )*(?:under|innunder|her|heime|hjemme|i|som)\\b(?!.*\\b(?:frist|tilbake|att|i (?:morgen|morgon|dag)))`,
    ),
  },
  {
    form: 'counts',
    telling: true,
    pattern:
      /\b(?:vil|ville|vilde) (?:(?:jo|sa|na|no|gjerne|helst|ogsa) )*(?:telje|telle|tella|ta med|rekne|regne|rekna)\b|\b(?:med|inn|inne) (?:eller|or) (?:ikke|ikkje|ikkj|itj|itte|ut|ute|uten|utan|ei)\b|\bin or out\b/,
  },
  { form: 'counts', pattern: new RegExp(`^${small}(?:hva|kva|ka) (?:med|me|om)\\b`) },
  {
    form: 'counts',
    pattern: new RegExp(`^${small}(?:${is} det|${say} ${you}|tenker ${you} pa|gjelder det|gjeld det|gjell det)\\b`),
  },
  {
    form: 'counts',
    pattern: new RegExp(`^(?!${small}${what} ).*\\b(?:${you} (?:da |na |no )?${say}|${say} ${you})\\b`),
  },
  { form: 'counts', pattern: new RegExp(`^${small}(?:skal|ska|ma|kan|bor|burde) (?:jeg|eg|a|ag|vi|me|man|ein|en)\\b`) },
  { form: 'counts', pattern: new RegExp(`^${small}${is}(?: \\S+){1,6} (?:som|i|eller|hos)\\b`) },
  {
    form: 'means',
    pattern: new RegExp(
      `^${small}${what}(?: i all verden| i alle dager| egentlig| eigentleg)? (?:${is}|betyr|betydde|tyder|menes|menast|meines|meinast|${say}|legger|legg|regnes|reknes|reknast|teller|tel|tell|ligger|ligg|inneb\\w+|vil det si|vil det seie|gar)\\b`,
    ),
  },
  {
    form: 'counts',
    pattern: new RegExp(
      `^${small}(?:holder|held|hold|er det nok|e det nok)(?: det| d)? (?:med|me|at|a|om|hvis|viss)\\b`,
    ),
  },
  {
    form: 'means',
    telling: true,
    pattern:
      /\b(?:oversett|omset|oversette|omsette|snakk norsk|pa (?:godt )?norsk|who dis|lost pa|(?:er|e|eg|jeg|heng|henger) (?:ikke|ikkje|kje|itj|ikkj) (?:helt |heilt )?med)\b$|\b(?:oversett|omset)$|\blost pa\b/,
  },
  {
    form: 'means',
    telling: true,
    pattern: /\b(?:definisjon\w*|definer\w*|forklar\w*|utdyp\w*|betyr|tyder|betydning\w*|menes med|meinast med)\b/,
  },
  {
    form: 'means',
    pattern: new RegExp(`^${small}(?:hva|kva|ka) (?:for noe|for noko|for nokka|for et|for eit|for en|for ein|for)\\b`),
  },
  {
    form: 'means',
    pattern:
      /\b(?:skjonner|skjonar|forstar|skjonte|vet|veit|husker|hugsar) (?:ikke|ikkje|itj|ikkj) (?:hva|kva|ka|ordet|hvem|kven)\b/,
  },
  {
    form: 'means',
    telling: true,
    pattern: new RegExp(`^${small}(?:hvilke[nt]?|kva for(?: ein| ei| eit)?|ka for(?: en| et)?) [a-z]{4,}$`),
  },
  { form: 'means', telling: true, pattern: / =$/ },
  {
    form: 'means',
    pattern:
      /^(?:hvordan|korleis|korsn|koss) (?:forstar|tolker|tolkar|definerer|(?:skal|ska|ma|bor) (?:jeg|eg|a|ag|vi|me|man|ein) (?:lese|lesa|forsta|tolke))\b/,
  },
  { form: 'means', pattern: new RegExp(`^${small}${what} \\S+ (?:er|e|${say}|menes|meinast)\\b`) },
  { form: 'which', telling: true, pattern: /\b(?:enn|for|av|fra|til|med|mot) (?:hva|ka|kva|hvem|kven|kem|kim)$/ },
  {
    form: 'which',
    telling: true,
    pattern: new RegExp(
      `^${small}(?:her|har|bare|berre|kun|hele|heile|inn?afor|innenfor|vare|viktig|per|pr) (?:\\S+ ){0,4}${or}`,
    ),
  },
  { form: 'which', pattern: new RegExp(`^(?:\\S+ ){1,6}${or}(?: \\S+){0,5}$`) },
]

const interrogative = new RegExp(
  `^${small}(?:${alternation('asking')}|${alternation('inverting')}|rekner|reknar|regner|rekna|regne|reknes|tell|tenker|tenkjer|sikter|inngar|omfatter|forklar|definer|skjonner|skjonar|forstar|betyr|tyder|hvem|kven)\\b`,
)

/** Somebody asks for another: «Rådmannen lurer på om …». */
const wonders = /\b(?:lurer|lurar|lurte|undres|undrast|spor|spurte|sporte) (?:(?:pa|litt pa|seg) )?(?:om|pa)\b/

/** The sentences of a text, with the sign that ends each. */
const sentencesOf = (text: string): string[] => {
  const last = text.lastIndexOf('\n') + 1
  return [...(text.slice(0, last).match(sentence) ?? []), ...(text.slice(last).match(sentenceOrRest) ?? [])]
}
const sentence = /(?<![^.!?\n])[^.!?\n]+(?:[.!?]+(?=\s)|\n)/gu
/** In the last line what is left over is one too. */
const sentenceOrRest = /(?<![^.!?])[^.!?]+(?:[.!?]+(?=\s|$)|$)|.+$/gsu

/** `marked`: plainly a question, by its sign or its form. */
export type Asking = { form: Form; said: Said; marked: boolean }

/** Words of a question that needs no sign. */
const shortUnmarked = 12

const verb =
  '(?:er|e|ar|skal|ska|kan|kain|ma|lyt|bor|telle?r?|tell|tel|tall|taller|telles|regnes|regner?|reknes|reknast|reknar?|rekne|rekna|gjeld|gjelder|gjell|tar|tek|ta|far|gar|gang|holder|held|duger|blir|bli|vert|horer|hoyrer|trekkes|inngar|hamner|hamnar|havner|gjor|kallar|kaller)'
const subject =
  '(?:det|d|da|de|den|dei|dem|han|ho|hun|hu|vi|me|jeg|eg|a|ag|man|ein|en|dere|dokker|dokk|dykk|disse|desse|slikt|sant|sanne|slike)'
/** «…, e det med», «…, rekne vi det», «…, ka gjer eg med dei»: the last clause asks, though no sign says so. */
const askingEnd = new RegExp(
  `^(?:(?:og|men|sa) )?(?:${verb}(?: (?:ikke|ikkje|ikkj|itj|na|no|vel|jo))? ${subject}\\b|(?:(?:om|for|av|til|med) )?(?:hva|kva|ka|hvilke[nt]?|hvor|kor|kvar|hvem|kven|kem|korleis|hvordan|korsn|koss) |(?:er|e|ar) (?:\\S+ ){1,5}(?:i|med|innunder|under) (?:den|det|da|der|her|har|dette|disse|tallet|talet)$)`,
)
/** «Hvis vi får penger, kan vi bosette flere», «når vi ser på det, er det greit»: what follows says what then is. */
const conditions =
  /^(?:(?:og|men|ja|nei) )*(?:hvis|viss|dersom|om|nar|siden|sidan|fordi|ettersom|selv om|sjolv om|hadde|far|skal|vil|kommer|kjem|i tilfelle|for a|etter|for|i|pa|fra)\b/
/** Words of a clause that asks at the end. */
const longestEnd = 9

/** Whether the last clause of a sentence asks about what the first ones tell. */
const asksAtEnd = (sentence: string): boolean => {
  const clauses = sentence.split(/[,;:]| [-–—] |\p{Extended_Pictographic}/u).filter((clause) => /\p{L}/u.test(clause))
  const last = clauses.length < 2 ? undefined : clauses.at(-1)
  if (last === undefined || conditions.test(saidOf(clauses[0] ?? '').bare)) return false
  const { bare, tokens } = saidOf(last)
  return tokens.length > 1 && tokens.length <= longestEnd && askingEnd.test(bare)
}

/** Those that ask without a sign of it. */
const telling = forms.filter((form) => form.telling)

/** The sentences that ask about the question, the first one of each. */
export const askingIn = (said: Said): Asking[] =>
  sentencesOf(said.text).flatMap((sentence): Asking[] => {
    const part = saidOf(sentence)
    const opens = interrogative.test(part.bare)
    const ends = asksAtEnd(sentence)
    const isAsking = part.asks || opens || ends || wonders.test(part.bare)
    if (!isAsking && !telling.some(({ pattern }) => pattern.test(part.bare))) return []
    const found = forms.filter(({ pattern }) => pattern.test(part.bare))
    if (found.length === 0)
      return part.asks || ends ? [{ form: ends ? 'counts' : 'any', said: part, marked: ends }] : []
    const marked = part.asks || ends || wonders.test(part.bare) || (opens && part.tokens.length <= shortUnmarked)
    return found.map(({ form }) => ({ form, said: part, marked }))
  })

/** Whether a sentence asks by its verb and subject, whatever sign it ends with: «…, er det med», «gjelder det EM òg». */
export const asksByForm = (said: Said): boolean =>
  sentencesOf(said.text).some((sentence) => asksAtEnd(sentence) || askingEnd.test(saidOf(sentence).bare))
