/**
 * An answer in a sentence of one's own: which choice it tells of, or whether it says yes or no. For what is no answer by
 * itself; everything that turns it, or that is told beside it, makes it one to be confirmed.
 */

import type { Answer } from '../questionnaire/answer.ts'
import type { Asked } from '../questionnaire/schema.ts'
import { asks, type QuestionOfShape } from '../questionnaire/shape.ts'
import { correctionOf, unwrap, withoutNegated } from './around.ts'
import { repairedList } from './list-repair.ts'
import { type Candidate, candidatesOf } from './match.ts'
import { ask, type Content, type Hearing } from './meaning.ts'
import { isQuestion } from './questions.ts'
import { rowsTold, whyNotHere } from './rows-told.ts'
import type { Said } from './said.ts'
import { type Piece, piecesOf, type Turn } from './sentences.ts'
import { type Mention, mentionsIn, type Told } from './signs.ts'
import { nameBySpan } from './times.ts'
import { toldStance } from './told-stance.ts'
import { longestClosed } from './understand.ts'

/** Faults of reading after which the sentence is read once more. */
// biome-ignore format: words of a kind share a line
const rereadable = new Set([
  'unknown_choice', 'ambiguous_choice', 'not_understood', 'not_a_number', 'several_given', 'ambiguous_number',
  'number_vague', 'number_range', 'other_unit', 'number_bound', 'share_as_fraction', 'exclusive', 'too_few',
])

/**
 * The meaning of a whole message at a closed question, where `content` is what was read of it as an answer alone. `isTalk`: whether
 * it may be said to the bot, so that it is asked about at least.
 */
export function toldIn(said: Said, content: Content, hearing: Hearing, isTalk: () => boolean): Content {
  const { question } = hearing
  if (said.text.length > longestClosed) return content
  if (question === undefined || said.text.includes('?') || isQuestion(said) || asking.test(said.bare)) return content
  if (asks(question, 'rows')) return rowsToldIn(said, content, hearing, question)
  if (asks(question, 'figure')) return content
  if (content.type !== 'confirm' && (content.type !== 'ask' || !rereadable.has(content.problem.code))) return content
  if (content.type === 'confirm' && 'other' in content.answer && content.answer.other !== undefined) return content
  const told = read(said, content, hearing)
  if (told === undefined) return content
  return told.type === 'answer' && !beginsWithIt(said, question, told.answer) && isTalk()
    ? { type: 'confirm', answer: told.answer }
    : told
}

/** Rows of a matrix in sentences, unless the words alone have told them for certain. */
function rowsToldIn(said: Said, content: Content, hearing: Hearing, question: QuestionOfShape<'rows'>): Content {
  if (content.type === 'rows' || content.type === 'missing' || content.type === 'command') return content
  const scale = candidatesOf(question.choices, hearing.choiceIds)
  const rows = candidatesOf(question.rows, hearing.rowIds)
  const told = rowsTold(said.text, hearing, scale, rows)
  // «Svært god, nei vent, god», «ikke svært god, men god»: which of the two is meant is said.
  const isPutRight = content.type === 'confirm' && correctedIn(said, question)
  if (told !== undefined && (told.type !== 'ask' || (content.type !== 'ask' && !isPutRight))) return told
  if (content.type !== 'confirm' || content.answer.kind !== 'rows') return content
  const proposed = Object.keys({ ...content.answer.value, ...content.answer.missing })
  const code = proposed.length === 1 ? whyNotHere(said.text, proposed, rows) : undefined
  return code === undefined ? content : ask({ code })
}

const correctedIn = ({ text }: Said, question: Asked): boolean => {
  const { core } = unwrap(text)
  return correctionOf(core, question) !== undefined || withoutNegated(core) !== undefined || notButThis.test(text)
}

/** «… skal ikkje vera ikkje nyttig, det er ganske nyttig». */
const notButThis =
  /(?<!\p{L})(?:skal|skulle|var|er|ble|vart) (?:ikke|ikkje|itj) [^,.;]{3,50}, (?:men )?(?:(?:det|den) )?(?:er|skal|var|skulle) \S/iu

/** A question that has lost its sign. */
const asking =
  /(?:^|[.!:;] )(?:(?:hmm*|eh|ja|ok|og|men|du|hei) )*(?:hva|kva|ka|ke|hvem|kven|kem|hvor|kor|hvordan|korleis|korsn|hvorfor|kvifor|koffer|hvilke[nt]?|kva for|gjelder|gjeld|teller|tel|mener dere|meiner de)\b|\b(?:forskjell\w*|skilnad\w*) (?:pa|mellom)\b|\bdet (?:samme|same) som\b/

/** «Ja, vi kjører det med egne folk»: whoever begins with the answer answers, whatever is told after it. */
function beginsWithIt({ text }: Said, question: Asked, answer: Answer): boolean {
  const [first] = piecesOf(text)
  if (first === undefined || typeof answer.value !== 'string' || !asks(question, 'choice')) return false
  const candidates = candidatesOf(
    question.choices,
    question.choices.map(({ id }) => id),
  )
  return (
    /^(?:ja|jo|jau|jada|joda|japp|jepp|nei|neida)(?!\p{L})/u.test(first.text) ||
    mentionsIn(first, candidates).some(({ of, strong }) => strong && of === answer.value)
  )
}

function read(said: Said, content: Content, hearing: Hearing): Content | undefined {
  const { question, choiceIds, year } = hearing
  if (question === undefined) return undefined
  const { hedged } = unwrap(said.text)
  if (!asks(question, 'choice', 'choices')) return undefined
  const candidates = candidatesOf(question.choices, choiceIds)
  if (asks(question, 'choices') && repairedList(said.text, candidates) !== undefined) return undefined
  const pieces = piecesOf(ofYears.test(question.text.nb) ? said.text.replace(lastYear, ' ') : said.text)
  const words = pieces.reduce((all, { raw }) => all + raw.length, 0)
  if (words < 5 && content.type !== 'ask') return undefined
  const between =
    content.type === 'ask' && (content.problem.code === 'ambiguous_choice' || content.problem.code === 'several_given')
  if (between && pieces.length < 2) return undefined
  const stance = asks(question, 'choice') ? toldStance(pieces, question, candidates, year) : undefined
  if (content.type === 'confirm' && stance === undefined && leavesOut.test(said.text)) return undefined
  const told = stance ?? (asks(question, 'choice') ? toldOne(pieces, candidates) : toldSeveral(pieces, candidates))
  if (told === undefined) return undefined
  const sure = told.sure && !hedged && words > 4 && words <= mostWords && (!between || stance !== undefined)
  const answer: Answer = asks(question, 'choice')
    ? { kind: 'single', value: told.ids[0] ?? '' }
    : { kind: 'multiple', value: [...told.ids] }
  // What was offered already stands, unless the sentence tells it better.
  if (!sure && content.type === 'confirm' && pieces.length < 2) return undefined
  return { type: sure ? 'answer' : 'confirm', answer }
}

/** «De siste to årene» has last year in it. */
const ofYears = /siste (?:to|tre|fire|fem|\d+) årene/u
const lastYear = / ?(?<!\p{L})i ?fjord?(?!\p{L})/giu

/** Words; whoever writes more tells a story, of which one part may turn another. */
const mostWords = 30

const turned: readonly Turn[] = ['negated', 'intended', 'before', 'doubted', 'of_others', 'fine']

/** What a piece says of the choices it tells of. */
type Heard = { piece: Piece; mentions: readonly Mention[]; live: ReadonlySet<string>; turned: boolean }

function heardIn(pieces: readonly Piece[], candidates: readonly Candidate[]): Heard[] {
  return pieces.map((piece) => {
    const found = mentionsIn(piece, candidates)
    const mentions = found.length > 0 ? found : spanIn(piece, candidates)
    const isOff = ({ turns }: Mention) => off.some((turn) => piece.turns.has(turn) && !turns.has(turn))
    const live = new Set(mentions.filter((mention) => !isOff(mention)).map(({ of }) => of))
    const said = new Set(mentions.flatMap(({ turns }) => [...turns]))
    // «Resten gikk seg til»: nothing more to tell.
    const isDone = mentions.length === 0 && piece.turns.has('fine')
    return { piece, mentions, live, turned: !isDone && turned.some((turn) => piece.turns.has(turn) && !said.has(turn)) }
  })
}
const off: readonly Turn[] = ['negated', 'intended', 'before', 'of_others']

const span =
  /(?:(?<![\p{L}\d])(?:(?:et par|eit par|\p{L}+|\d+)(?:(?: ?[-–] ?| til | eller )(?:\p{L}+|\d+)?)?) )?(?:år|måneder|månader|måned|månad|mnd|uker|veker|ganger|gonger)(?: (?:i|om|pr|per) (?:året|måneden|månaden|uka|veka|måned|månad|år))?(?!\p{L})|(?<!\p{L})(?:hver|kvar|hvert|kvart|annenhver|annakvar|annethvert|annakvart)(?: (?:eneste|einaste))? (?:dag|uke|veke|måned|månad|kvartal|tertial|halvår|år)(?!\p{L})/u

/** «Tre-fire måneder tenker jeg»: how soon or how often, inside of a sentence. */
function spanIn(piece: Piece, candidates: readonly Candidate[]): readonly Mention[] {
  const said = candidates.some(({ range }) => range !== undefined && range.of !== 'number')
    ? span.exec(piece.text)?.[0]
    : undefined
  const found = said === undefined ? undefined : nameBySpan(said.trim().replace(/(?:eneste|einaste) /, ''), candidates)
  return found === undefined ? [] : [{ of: found.id, at: [0], turns: new Set(), strong: false }]
}

/** The one choice that is told of and not taken back. */
function toldOne(pieces: readonly Piece[], candidates: readonly Candidate[]): Told | undefined {
  const heard = heardIn(pieces, candidates)
  const live = new Set(heard.flatMap((one) => [...one.live]))
  const all = new Set(heard.flatMap(({ mentions }) => mentions.map(({ of }) => of)))
  const id = live.size === 1 ? [...live][0] : lastOf(heard)
  // Words of one's own stand beside it, and are to be asked for.
  if (id === undefined || candidates.some((one) => one.id === id && one.specify)) return undefined
  const strong = heard.some(({ piece, mentions, live: of }) =>
    mentions.some((one) => one.of === id && one.strong && of.has(id) && !isBeside(piece, one)),
  )
  const noes = pieces.filter(({ turns }) => turns.has('negated')).length
  const plain =
    live.size === 1 &&
    all.size === 1 &&
    strong &&
    noes < 2 &&
    heard.every((one) => !one.turned) &&
    !twice.test(pieces.map(({ text }) => text).join(' '))
  const rest = heard.filter(({ mentions }) => mentions.length === 0)
  return {
    ids: [id],
    sure:
      plain && !pieces.some(({ turns }, i) => i > 0 && turns.has('men')) && rest.every(({ piece }) => isAside(piece)),
  }
}

/** Two noes in one sentence are a yes as often. */
const twice = /(?<!\p{L})(?:ikke|ikkje|itj)(?!\p{L}).*(?<!\p{L})(?:ikke|ikkje|itj)(?!\p{L})/u

/** «Under avdelingsdirektøren», «i staben hos rådmannen»: where somebody stands, and not what she is. */
const isBeside = ({ raw }: Piece, { at }: Mention): boolean =>
  /^(?:hos|under|til|bak|av|fra|fra|utenom|hja)$/.test(raw[Math.min(...at) - 1] ?? '')

/** «Skulle vært hvert halvår, men i praksis en gang i året»: what stands after the «men», where that is one. */
function lastOf(heard: readonly Heard[]): string | undefined {
  const at = heard.findLastIndex(({ piece }) => now.test(piece.text))
  const live = new Set(heard.slice(at).flatMap((one) => [...one.live]))
  return at < 1 || live.size !== 1 ? undefined : [...live][0]
}
const now = /^men(?!\p{L})|(?<!\p{L})(?:nå|no|i praksis|i dag|siste året|egentlig er|faktisk)(?!\p{L})/u

/** All choices that are told of and not taken back. */
function toldSeveral(pieces: readonly Piece[], candidates: readonly Candidate[]): Told | undefined {
  const heard = heardIn(pieces, candidates)
  const alone = new Set(candidates.filter(({ exclusive }) => exclusive).map(({ id }) => id))
  const live = new Set(heard.flatMap((one) => [...one.live]))
  const ordinary = [...live].filter((id) => !alone.has(id))
  const ids = ordinary.length > 0 ? ordinary : [...live]
  if (ids.length === 0 || candidates.some(({ id, specify }) => specify && ids.includes(id))) return undefined
  const order = candidates.map(({ id }) => id).filter((id) => ids.includes(id))
  const named = heard.filter(({ mentions }) => mentions.length > 0)
  const strong = ids.every((id) => named.some(({ mentions }) => mentions.some((one) => one.of === id && one.strong)))
  const rest = heard.filter(({ mentions }) => mentions.length === 0)
  const sure =
    strong &&
    (ordinary.length === live.size || live.size === 1) &&
    heard.every((one) => !one.turned && (!one.piece.turns.has('men') || one.piece.turns.has('fine')) && isWhole(one)) &&
    rest.every(({ piece }) => isAside(piece)) &&
    !pieces.some(({ text }) => leavesOut.test(text))
  return { ids: order, sure }
}

/** A piece that goes on about what was named: it names nothing by itself. */
const isAside = ({ text }: Piece): boolean =>
  /^(?:det|dette|som|så|vi|me|hele|heile|begge|alt|for|slik|sånn|i tillegg til|resten|uten|utan|og så måtte|og det|hun|ho|han|de|dei|der|her|jeg|eg|æ|hos oss|noe annet|takk|uff|haha)(?!\p{L})/u.test(
    text,
  )

/** Of «arbeid og buss» each side names something, or the piece is a sentence. */
const isWhole = ({ piece: { raw }, mentions }: Heard): boolean => {
  const joints = raw.flatMap((word, i) => (word === 'og' || word === 'samt' || word === 'pluss' ? [i] : []))
  const sides = [-1, ...joints].map((from, i) => [from + 1, joints[i] ?? raw.length] as const)
  return sides.every(([from, to]) => {
    const named = new Set(mentions.filter(({ at }) => at.some((i) => i >= from && i < to)).map(({ of }) => of))
    // «Jobbspesialister i NAV» is one thing, and which of the two is to be asked.
    const isSentence = to - from > 4 && !/^(?:en|ein|ei|et|eit|non|nokre|flere|fleire|mange|for)$/.test(raw[from] ?? '')
    return named.size === 1 || (named.size === 0 && (isSentence || to === from))
  })
}

const leavesOut = /(?<!\p{L})(?:alle|alt|unntatt|bortsett|andre|annet|anna|pluss)(?!\p{L})/u
