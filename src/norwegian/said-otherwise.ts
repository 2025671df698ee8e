/** The words of an answer, and something in them that says the contrary, or of whom or when else: asked about, however likely it looks. */

import type { Asked } from '../questionnaire/schema.ts'
import { asks, gives, hasChoices } from '../questionnaire/shape.ts'
import { saysOfOurselves } from './called.ts'
import { type Candidate, candidatesOf, choiceWords, isFormOf, matchInFull } from './match.ts'
import { ask, type Content, type Hearing, toConfirm } from './meaning.ts'
import type { Said } from './said.ts'
import { type Piece, piecesOf, type Turn } from './sentences.ts'
import { type Mention, mentionsIn } from './signs.ts'
import { choicesFor } from './yes-no.ts'

const insteadOf =
  /(?<!\p{L})(?:i stedet for|i staden for|istedenfor|istadenfor|istedet for|framfor|fremfor)(?: å)? (\p{L}{3})/iu

const no = '^\\P{L}{0,3}(?:nei|neida|næ)(?!\\p{L}).{0,40}(?<!\\p{L})'
const not = '(?:ikke|ikkje|itj|itte)'
const easy = '(?:lett|enkelt|greitt?|problemfritt|uproblematisk|moro)'
/** «Nei, det har ikke vært lett», «nei, lett var det ikke»: it was hard. */
const notEasy = new RegExp(
  `${no}(?:${not}(?: \\p{L}+){0,3} ${easy}|${easy} (?:har|var|er|e|va) d(?:et)? ${not})(?!\\p{L})`,
  'iu',
)

/** «Kjøpt boliger i stedet for å leie», where a choice is «leid boliger i stedet for å kjøpe»: the same words, the other way round. */
const isSwapped = (text: string, question: Asked): boolean => {
  const left = insteadOf.exec(text)?.[1]?.toLowerCase()
  if (left === undefined || !hasChoices(question)) return false
  const compared = question.choices.flatMap((choice) => insteadOf.exec(choice.text.nb)?.[1]?.toLowerCase() ?? [])
  return compared.length > 0 && !compared.includes(left)
}

const subjects =
  'nabo\\p{L}*|gran+e\\p{L}*|(?:statens?|landets?) \\p{L}+|d(?:et|ei|e) nasjonale|fylkesmann\\p{L}*|(?:kollegene|kollegane|dem|dæm|dei|de|folk) i \\p{L}+'
/** «Nabobydelen sliter med lokaler», «i Moss er det dyrt å bo», «statens mål gjelder …»: who begins so tells of others. */
const ofOthers = new RegExp(
  `^\\P{L}*(?:(?:hos|hjå|i) )?(?:${subjects}) \\p{L}|^\\P{L}*i (?!(?:dag|år|fjor|vår|sum|alt|tillegg|praksis|hovedsak|hovudsak|prinsippet|programmet|kommun\\p{L}*|bydel\\p{L}*|høst|haust|sommer|sommar|vinter|stor|liten|noen|nokon|alle)(?!\\p{L}))\\p{L}{3,} (?:er|e|har|hadde|var|va) (?:det|d|dem|dæm|de|dei)(?!\\p{L})`,
  'iu',
)
/** At a question about the one who answers: «han som skulle svare er …», «sjefen min er …». */
const ofSomebody =
  /^\P{L}*(?:(?:han|hun|ho|hu|hain)(?: \p{L}+){0,4}|(?:sjefen|lederen|leiaren|kona|mannen|svigerinn?[ae]|kollegaen)(?: min| mi)?|\p{Lu}\p{Ll}+(?: min| mi)?) (?:er|e|leder|leiar) /u
/** «Skriv rådmann, han har delegert alt til meg»: who sends it on. */
const sentOn =
  /(?<!\p{L})(?:han|hun|ho|hu|hain|sjefen) (?:har |hadde )?(?:delegert|delegerte|sendt|sendte|bedt|ba|bad|overlatt|overlot|gitt|ga|gav|sende|videresend\p{L}*|vidaresend\p{L}*|skubba|skjøv)(?!\p{L})/iu
const ofOneself =
  /(?<!\p{L})(?:jeg|eg|æ|je) (?:er|e|var|va|leder|leiar|jobber|jobbar)(?!\p{L})|selv er jeg|sjølv er eg/iu
const isAboutOneself = (question: Asked): boolean => /(?<!\p{L})du(?!\p{L})/u.test(question.text.nb)

/** «NAV-kontoret snakker med dem hver uke», where no answer is NAV's. */
const ofNav =
  /^\P{L}*nav(?:-?\p{L}+)? (?:rapporterer|rapporterar|ringer|ringjer|snakker|snakkar|møter|møtar|melder|melde) /iu

const isOfOthers = (text: string, question: Asked): boolean => {
  if (!asks(question, 'choice', 'choices')) return false
  if (isAboutOneself(question)) return (ofSomebody.test(text) || sentOn.test(text)) && !ofOneself.test(text)
  if (saysOfOurselves(text)) return false
  return ofOthers.test(text) || (ofNav.test(text) && !question.choices.some((choice) => /nav/i.test(choice.text.nb)))
}

/** «2018–2021»: from one year to another. */
const years = /(?<!\d)((?:19|20)\d\d) ?(?:[-–—/]|til|te) ?((?:19|20)?\d\d)(?!\d)/giu
const lastOf = (from: string, to: string): number => Number(to.length === 2 ? `${from.slice(0, 2)}${to}` : to)

/** «Fra 2019», when what is asked about is told of a year before; a plan for 2018–2021 is of 2018 as well. */
const isLater = (text: string, question: Asked, year: number): boolean =>
  asks(question, 'choice', 'choices') &&
  [
    ...text
      .replace(years, (all, from, to) => (Number(from) <= year && lastOf(from, to) >= year ? ' ' : all))
      .matchAll(/(?<!\d)20\d\d(?!\d)/g),
  ].some(([named]) => Number(named) > year)

/** «NAV sier NAV. Jeg sier næringsforeningen»: the one's own of two that are told. */
export const insteadOfOthers =
  /^[^.,;]{1,60} (?:sier|seier|mener|meiner) [^.,;]{1,60}[.,;] *(?:men )?(?:jeg|eg|æ|vi|me) (?:sier|seier|mener|meiner) (\S.*)$/isu

/** Whether something in the text turns the answer that its words look like. `year`: of the survey. */
export const isSaidOtherwise = (text: string, question: Asked, year: number): boolean =>
  notEasy.test(text) ||
  insteadOfOthers.test(text) ||
  isSwapped(text, question) ||
  isLater(text, question, year) ||
  isOfOthers(text, question) ||
  (asks(question, 'choices') && handedOver.test(text)) ||
  isVaguelySoon(text, question)

/** «NAV tar seg av det»: who does it, where it is asked which of several things are done. */
const handedOver =
  /^\P{L}*(?:(?:det|dette|slikt) (?:er (?:det |jo )?)?)?\p{L}+(?: som)? (?:tar|tek) (?:seg|hand|hånd) (?:av|om)(?: \p{L}+)?[\s.!]*$|^\P{L}*\p{L}+ (?:gjør|gjer|ordner|ordnar|fikser|fiksar|driver med|driv med|har ansvaret for|står for) (?:det|dette|slikt|sånt|alt)[\s.!]*$/iu

const vaguelySoon =
  /^\P{L}*(?:ganske |veldig |svært |nokså |temmelig )?(?:fort|raskt|kjapt|straks|snart|umiddelbart|med en gang|med ein gong|på dagen)[\s.,!;:–-]+\p{L}+ \p{L}/iu
const spans = /\d|(?<!\p{L})(?:år|halvår|måned\p{L}*|månad\p{L}*|mnd|uker?|veker?|dager?|dagar?)(?!\p{L})/iu

/** «Fort. Vi har tomme boliger»: how soon, with no span of time in it, and a story after it. */
const isVaguelySoon = (text: string, question: Asked): boolean =>
  hasChoices(question) &&
  question.choices.some(({ range }) => range?.of === 'months') &&
  vaguelySoon.test(text) &&
  !spans.test(text)

const stance = '(?:ja|jo|jau|jada|joda|jepp|japp|nei|neida|næ)'
const earlier =
  '(?:(?:helt |heilt )?(?:(?:bare|berre|ikke|ikkje|itj) )?(?:i (?:fjor|fjord|forfjor|forrige \\p{L}+|førre \\p{L}+)|i (?:19|20)\\d\\d|(?:19|20)\\d\\d ?(?:[-–—/]|til) ?(?:19|20)?\\d\\d|(?:forrige|førre) (?:år|periode|gang|gong)|for (?:\\p{L}+|\\d+) år (?:siden|sidan|sia)|den ?(?:gangen|gongen)|da vi starta|då me starta))'
/** «Ja, i fjor», «nei, ikke i 2016», «ja, 2012–2015»: a yes or a no, and nothing but another time than is asked about. */
const ofAnotherTime = new RegExp(
  `^\\P{L}*${stance}[\\s,.!:–-]+(?:(?:det (?:har|hadde|gjorde|fikk|fekk) (?:vi|me)|(?:vi|me) (?:hadde|gjorde|fikk|fekk) (?:det|den|dem|en|ein|ei)|(?:og|både|iallfall|i hvert fall|i alle fall))[\\s,]+)*${earlier}(?:(?: og |, ?| ?& ?)(?:${earlier}|(?:19|20)\\d\\d))*[\\s.!]*$`,
  'iu',
)
const isOfAnotherTime = (text: string, year: number): boolean =>
  ofAnotherTime.test(text) &&
  !new RegExp(`(?<!\\d)${year}(?!\\d)`).test(text) &&
  ![...text.matchAll(years)].some(([, from = '', to = '']) => Number(from) <= year && lastOf(from, to) >= year)

/** «Me har snakka om det i ti år»: talked about, which is neither yes nor no. */
const talkedOf =
  /^(?!\P{L}*(?:nei|neida|næ)(?!\p{L})).*(?<!\p{L})(?:(?:snakk|prat|tenk|diskuter|drøft|krangl)\p{L}* (?:\p{L}+ ){0,2}?(?:om|på) (?:det|dette|saken|saka)|(?:diskuter|drøft|vurder)\p{L}* (?:det|dette|saken|saka)|(?:vært|vore|vøre) (?:oppe|tema|til vurdering)|(?:tema|oppe) (?:på|i) \p{L}+)(?!\p{L})/isu

/** «Det burde vi hatt», «skulle vært godt»: as it ought to be, and nothing of how it is. */
const oughtTo =
  /^(?!\P{L}*(?:ja|jo|jau|jada|joda|jepp|nei|neida)(?!\p{L})(?![\s,.!]+(?:det )?(?:burde|bør|skulle|ønsker|ønskjer|håper|håpar))).*(?<!\p{L})(?:burde|bør|skulle (?:\p{L}+ )?(?:vært|vore|hatt|ha|vere|være|stått|gjort)|ønsker|ønskjer|håper|håpar)(?!\p{L})(?!.*(?<!\p{L})(?:men|nå|no|i praksis)(?!\p{L}))/isu

/** «Oss ring ho Fatima»: one person is named instead of what is asked. */
const namesPerson = /(?<!\p{L})(?:han|hun|ho|hu|hain|hanj) (?!NAV)\p{Lu}\p{Ll}+/u

/** «Ett år tok det sist»: how it went another time. */
const lastTime =
  /(?<!\p{L})(?:(?:tok|brukte|trengte|trong|klarte|gikk|gjekk) (?:det |vi |me |oss )*(?:sist|forrige gang|førre gong)|sist (?:tok|brukte|gang|gong)|forrige gang|førre gong)(?!\p{L})/iu

/** «Nei, ikke ennå, men to kom i går»: none, and some who came. */
const cameAfter =
  /^\P{L}*(?:nei|neida|næ)[ ,.]+(?:(?:ikke|ikkje|itj|itte|ittje) )?(?:ennå|enno|enda|ænno|ingen|inga)[ ,.]+men .*(?<!\p{L})(?:kom|fikk|fekk|tok|flyttet|flytta|(?:har|er) (?:\p{L}+ )?(?:kommet|komme|komen|flyttet|flytta))(?!\p{L})/isu

/** «NAV sitter vegg i vegg»: who is next door. */
const nextDoor =
  /(?<!\p{L})(?:vegg i vegg|dør om dør|dør i dør|samlokalisert\p{L}*|(?:i |på )?(?:samme|same) (?:bygg|hus|etasje|gang|tak)\p{L}*|ved siden av|ved sida av)(?!\p{L})/iu

/** Whether one choice would be stored of words that tell of another time, of what ought to be, of a talk, or of who is known. */
export const saysOtherThan = ({ text }: Said, { question, year, choiceIds }: Hearing): boolean => {
  if (!asks(question, 'choice')) return false
  const candidates = candidatesOf(question.choices, choiceIds)
  if (matchInFull(choiceWords(text), candidates).type === 'one') return false
  const isYesNo = choicesFor('yes', candidates).length > 0 && choicesFor('no', candidates).length > 0
  if (isYesNo && (isOfAnotherTime(text, year) || talkedOf.test(text))) return true
  return [oughtTo, namesPerson, lastTime, nextDoor, cameAfter].some((one) => one.test(text))
}

/** «Alt er viktig», where there are «svært viktig» and «ganske viktig»: of all rows at once, and of none how much. */
const steps =
  '(?:ganske|nokså|rimelig|rimeleg|temmelig|temmeleg|relativt|forholdsvis|litt|lite|mindre|ikke|ikkje|itj|svært|veldig|meget|kjempe|utrolig|ekstremt|mest|så|særlig|særleg|middels)'
const useful = '(?:viktige?|viktigt|nyttige?|nyttigt)(?!\\p{L})'
const bareOfAll = new RegExp(
  `^(?!.*(?<!\\p{L})${steps} ${useful})(?=.*(?<!\\p{L})(?:alt|alle|allting|samtlige|samtlege|begge|hele|heile)(?!\\p{L})).*(?<!\\p{L})${useful}`,
  'isu',
)
export const isBareOfAll = ({ text }: Said, content: Content, { question, choiceIds }: Hearing): boolean =>
  content.type === 'rows' &&
  asks(question, 'rows') &&
  bareOfAll.test(text) &&
  new Set(Object.values(content.value)).size === 1 &&
  candidatesOf(question.choices, choiceIds).some(
    ({ id, plain }) => Object.values(content.value).includes(id) && plain.some((own) => /^(?:ganske|nokså) /.test(own)),
  )

/** Of what is hard, what goes well is a no, and what lacks is the hardship itself. */
const ofHardship = /(?<!\p{L})(?:krevende|vanske?l\p{L}*|vansker|grensen|grunnen når)(?!\p{L})/u
/** «Hva har kommunen gjort …?»: what was done before is told of with right. */
const ofPast = /(?<!\p{L})(?:har|er) (?:\p{L}+ ){0,4}?(?:gjort|vært|fått)(?!\p{L})/u
const away = (question: Asked): readonly Turn[] => {
  const { nb } = question.text
  const turns: readonly Turn[] = ofHardship.test(nb)
    ? ['fine', 'before']
    : ['negated', 'intended', 'before', 'of_others']
  return ofPast.test(nb) ? turns.filter((turn) => turn !== 'before') : turns
}

/** «Var boliger, nå er det jobb». */
const isFormer = (piece: Piece, next: Piece | undefined): boolean =>
  /^(?:det )?(?:var|va|hadde)(?!\p{L})/u.test(piece.text) &&
  /^(?:men )?(?:nå|no|nu|i dag)(?!\p{L})/u.test(next?.text ?? '')

/** «Ingenting av dette utenom grunnskole»: what stands after it is left of what is denied. */
const leavesOut =
  /(?<!\p{L})(?:utenom|utanom|unntatt|unnateke|bortsett fra|bortsett frå|(?:annet|anna|andre|annen) enn)(?!\p{L})/iu

/** «Ikke boliger»: the no stands before the thing itself, and nothing before the no. */
const isDenied = ({ raw }: Piece, { at }: Mention): boolean => {
  const from = Math.min(...at) - 1
  return (
    /^(?:ikke|ikkje|itj|itte|ittje)$/.test(raw[from] ?? '') && /^(?:|nei|ja|og|men|absolutt)$/.test(raw[from - 1] ?? '')
  )
}

const prepositions = /^(?:av|på|om|med|for|til|i|fra|blant|hos|der|som|innen)$/u
const notVerbBefore = /^(?:og|eller|med|om|for|i|på|til|fra|blant)$/u
/** Words; in more there is something told. */
const mostOfNoun = 3

/**
 * «Flere boliger», where a choice is «leid boliger i stedet for å kjøpe», «arbeidsgivere», where one is «egne avtaler med arbeidsgivere»: what
 * the choice names beside, and nothing of what it says of it.
 */
const isNounBeside = (text: string, { id, plain, texts }: Candidate, candidates: readonly Candidate[]): boolean => {
  const typed = choiceWords(text)
  if (
    typed.length > mostOfNoun ||
    piecesOf(text).some((piece) => mentionsIn(piece, candidates).some(({ of }) => of === id))
  )
    return false
  const [own = ''] = plain
  const [first = '', second = '', ...more] = own.split(' ')
  if (more.length === 0) return false
  const isVerb = /^\p{L}+(?:[tdrk]|tt)$/u.test(first) && second !== '' && !notVerbBefore.test(second)
  const at = own.split(' ').findIndex((word, i) => i > 0 && prepositions.test(word))
  const head = choiceWords(
    isVerb
      ? first
      : own
          .split(' ')
          .slice(0, at < 0 ? undefined : at)
          .join(' '),
  )
  const [all = []] = texts
  const isIn = (words: readonly string[]) =>
    typed.some((word) => word.length > 3 && words.some((it) => it === word || isFormOf(word, it)))
  return isIn(all) && !isIn(head)
}

/**
 * What would be stored of several choices, without those that are only told of as not so, or not so now: «ikke boliger», «boliger er ikke
 * noe problem», «var boliger, nå er det jobb». What is left is asked about; where nothing is, the answer is asked for.
 */
export const withoutTurnedAway = ({ text }: Said, content: Content, { question, choiceIds }: Hearing): Content => {
  if (content.type !== 'answer' || !gives(content.answer, 'choices') || !asks(question, 'choices')) return content
  const candidates = candidatesOf(question.choices, choiceIds)
  if (matchInFull(choiceWords(text), candidates).type === 'one') return content
  if (leavesOut.test(text)) return content
  const turns = away(question)
  const pieces = piecesOf(text)
  const mentions = pieces.flatMap((piece, i) =>
    mentionsIn(piece, candidates).map((mention) => ({
      of: mention.of,
      isAway:
        isFormer(piece, pieces[i + 1]) ||
        isDenied(piece, mention) ||
        turns.some((turn) => piece.turns.has(turn) && !mention.turns.has(turn)),
    })),
  )
  const isKept = (id: string): boolean => {
    const told = mentions.filter(({ of }) => of === id)
    return (
      told.length === 0 || told.some(({ isAway }) => !isAway) || candidates.some((it) => it.id === id && it.exclusive)
    )
  }
  const { answer } = content
  const [only, ...others] = candidates.filter(({ id }) => answer.value.includes(id))
  if (only !== undefined && others.length === 0 && isNounBeside(text, only, candidates)) return toConfirm(content)
  const value = answer.value.filter(isKept)
  if (value.length === answer.value.length) return content
  return value.length === 0 ? ask({ code: 'unknown_choice' }) : toConfirm({ ...content, answer: { ...answer, value } })
}
