/** A yes or a no with more told beside it: «ja, de ligger i kvalitetssystemet», «vi har ikke satt egne tall, så nei». */

import type { QuestionOf } from '../questionnaire/schema.ts'
import { type Candidate, isFormOf } from './match.ts'
import type { Piece, Turn } from './sentences.ts'
import { mentionsIn, type Told } from './signs.ts'
import { choicesFor, wordsAsked } from './yes-no.ts'

const yes =
  /^(?:nei (?:jo|ja|jau) )?(?:ja|jo|jau|jada|joda|jaud[aå]|jadå|jo da|ja da|jau då|japp|jepp|jess|yes|ja visst|javisst|absolutt|så absolutt|definitivt|selvsagt|sjølvsagt|selvfølgelig|helt klart|klart det|uten tvil|utan tvil|ja absolutt|jaggu|jammen)(?!\p{L})/u
const no =
  /^(?:nei|neida|neidå|næ|nææ|næi|nope|niks|nix|itj nå|itj no|ikke noe|ikkje noko|overhodet ikke|slett ikke|slett ikkje|aldri i livet|dessverre ikke|diverre ikkje)(?!\p{L})/u
const ends =
  /(?:^|[\s,])(?:(?:så|so|altså) (?:da |då )?(?:det )?(?:(?:blir|er|vert) (?:det |svaret )?)?(?:vel |nok )?)?(ja|jo|jau|nei|jada|neida)$/u
const concludes = /^(?:så|so|altså|dermed) .*(?<!\p{L})(?:ja|nei)$/u

/** Each of the two: «ja og nei», «nei, eller jo». */
const both = /(?<!\p{L})(?:(?:ja|jo|jau) (?:og|eller) nei|nei (?:og|eller) (?:ja|jo|jau))(?!\p{L})/u

type Stance = 'yes' | 'no'

/** The yes or no that the pieces say; undefined where they say neither or both, or where the choices do not. */
export function toldStance(
  pieces: readonly Piece[],
  question: QuestionOf<'single'>,
  candidates: readonly Candidate[],
  year: number,
): Told | undefined {
  const [first, ...others] = pieces
  const whole = pieces.map(({ text }) => text).join(' ')
  if (first === undefined || candidates.length > 4 || both.test(whole)) return undefined
  const head: Stance | undefined = yes.test(first.text) ? 'yes' : no.test(first.text) ? 'no' : undefined
  const last = pieces.at(-1) ?? first
  const said = ends.exec(last.text)?.[1]
  const tail: Stance | undefined =
    said === undefined ||
    /(?<!\p{L})(?:si|seie|svare|svara|påstå) (?:ja|nei)$/u.test(last.text) ||
    (last === first && head !== undefined)
      ? undefined
      : /^n/.test(said)
        ? 'no'
        : 'yes'
  const stance = tail !== undefined && concludes.test(last.text) ? tail : (head ?? tail)
  if (stance === undefined || (head !== undefined && tail !== undefined && head !== tail)) return undefined
  const which = choicesFor(stance, candidates)
  const told =
    which.length === 1
      ? which
      : which.filter(({ id }) => pieces.some((piece) => mentionsIn(piece, which).some(({ of }) => of === id)))
  const [only, ...more] = told
  if (only === undefined || more.length > 0) return undefined
  const headless = first.text.replace(stance === 'yes' ? yes : no, ' ')
  const rest = [...(head === undefined ? [first.text] : [headless]), ...others.map(({ text }) => text)].join(' , ')
  const rivals = candidates.filter((one) => one.id !== only.id)
  const against = pieces.some((piece) => mentionsIn(piece, rivals).length > 0 || speaksOf(piece, rivals, only))
  // «Med NAV, ja» may be a yes to something else.
  const isSaid = head !== undefined || concludes.test(last.text)
  const agrees =
    isSaid &&
    !against &&
    !doubts.test(rest) &&
    (stance === 'yes'
      ? !turnsYes.test(rest) &&
        !later(rest, year) &&
        !pieces.some(({ turns }) => notNow.some((turn) => turns.has(turn)))
      : agreesWithNo(rest, question))
  return { ids: [only.id], sure: agrees }
}

/** «Nei, ikke på egen hånd» speaks of «Ja, på egen hånd». */
const speaksOf = ({ words }: Piece, rivals: readonly Candidate[], chosen: Candidate): boolean =>
  words.some(
    (typed) =>
      typed.length >= 4 &&
      typed !== 'ikke' &&
      rivals.some(({ texts }) =>
        texts.some((text) => text.some((word) => word.length >= 4 && isFormOf(typed, word))),
      ) &&
      !chosen.texts.some((text) => text.some((word) => isFormOf(typed, word))),
  )

const doubts =
  /(?<!\p{L})(?:men|kanskje|kansje|kanskj|tror|trur|usikker|usikre|muligens|mogleg|vet|veit|vel|vent|eller|delvis|til dels|både|egentlig|eigentleg|nesten|stort sett|på en måte|på ein måte|hvis|viss|dersom|unntatt|bortsett|utenom|utanom|likevel|sikkert|visstnok|hva|kva|hvem|kven|lurer|husker|hugsar|avhenger|kommer an på|kjem an på|forresten|tja|nja|bare|berre|kun)(?!\p{L})|\?|👎|👍/u
/** What is gone, or what others only say. */
const notNow: readonly Turn[] = ['before', 'of_others']
const turnsYes =
  /(?<!\p{L})(?:ikke|ikkje|itj|itte|aldri|ingen|inga|ingenting|uten|utan|nei|planlegg\p{L}*|planlagt|skal|ska|vil|snart|neste|etter hvert|etter kvart|under arbeid|på trappene|på gang|hadde|tidligere|tidlegare|før|gikk ut|gjekk ut|burde|skulle|holder på|held på|i gang med|lage|lager|utarbeid\p{L}*|jobber|jobbar|arbeider|forslag|utkast|høring|savner|saknar|mangler|manglar|såfremt|forutsatt|frem til|fram til|i fjor|godt spørsmål|godt spørsmål|ønsker|ønskjer|vurder\p{L}*|sjelden|sjeldan|litt|lite)(?!\p{L})/u

/** «Ja, fra 2020»: not yet. */
const later = (rest: string, year: number): boolean =>
  [...rest.matchAll(/\b20\d\d\b/g)].some(([said]) => Number(said) > year)

const negating = /(?<!\p{L})(?:ikke|ikkje|itj|itte|aldri|ingen|inga|ingenting|uten|utan|verken)(?!\p{L})/gu

/** «Nei, visst har vi det», «nei, nå gir jeg meg». */
const claims =
  /(?<!\p{L})(?:(?:har|gjør|gjer|er|skal|fins|finnes) (?:vi|me|kommunen|bydelen)? ?(?:det|dette|slike?|slikt)(?! (?:ikke|ikkje|itj|aldri|\p{L}+ (?:ikke|ikkje|itj)))|(?:det|dette) (?:har|gjør|gjer|er|hadde) (?:vi|me|kommunen|bydelen)(?! (?:ikke|ikkje|itj|itte|aldri|ingen|\p{L}+ (?:ikke|ikkje|itj|aldri)))|(?:gir|gjev) (?:jeg|eg|æ)|stopp|slutt)(?!\p{L})/u

/** After a no: that there is none, why, or what is instead, and nothing of what is asked about that is there. */
const agreesWithNo = (rest: string, question: QuestionOf<'single'>): boolean => {
  if (claims.test(rest) || (rest.match(negating)?.length ?? 0) > 1) return false
  if (/(?<!\p{L})(?:ja|jo|jau|jada|helt|heilt|alle|alltid|mange|ofte)(?!\p{L})|\d/u.test(rest)) return false
  const asked = wordsAsked(question).filter((word) => word.length > 4)
  return rest
    .split(' , ')
    .every(
      (piece) =>
        /(?<!\p{L})(?:ikke|ikkje|itj|itte|aldri|ingen|inga|ingenting|uten|utan|verken|mangler|manglar)(?!\p{L})/u.test(
          piece,
        ) ||
        !piece
          .split(/[^\p{L}]+/u)
          .some((word) => word.length > 4 && asked.some((other) => other.startsWith(word.slice(0, 6)))),
    )
}
