/** Letters on paper: a page for each respondent whose part has no answer, with their code and where to use it. */

import nb from '../../../locales/nb/letters.json' with { type: 'json' }
import nn from '../../../locales/nn/letters.json' with { type: 'json' }
import type { Language } from '../../questionnaire/schema.ts'
import { languageOfUnit } from '../../questionnaire/wave.ts'
import { fill, partTitle, surveyData } from '../../texts/translate.ts'
import { FORMS_PATH } from '../../wording/form-address.ts'
import { endText } from '../../wording/moment.ts'
import type { ListedRespondent, RespondentBook } from '../ports/register.ts'
import { allProgress, placeKey, progressAt } from '../progress.ts'
import type { PlanDeps, Survey } from '../service.ts'
import { type Invitation, type InviteRequest, inviteListed, unitInLetter } from './invite.ts'

/** A letter in the words of its reader. `steps`: in order; the code stands after the one that asks for it. */
export type PaperLetter = {
  language: Language
  /** The lines of the address. */
  to: string[]
  heading: string
  invited: string
  howHeading: string
  steps: { before: string[]; code: string; after: string[] }
  /** Paragraphs after the steps. */
  rest: string[]
}

/** `ids` null: everybody who is neither linked nor has declined; `lacking`: those of them who have no code yet. */
export type LettersAsked = { ids: readonly string[] | 'lacking' | null; parts: readonly string[] | null }

export type Letters = {
  invitations: Invitation[]
  /** Left out because something of the part is answered: a code would open it. */
  answered: ListedRespondent[]
  /** Ids that no respondent of the wave has, or that may have no code. */
  unknown: string[]
}

type Deps = Pick<PlanDeps, 'survey' | 'progress' | 'campaigns'> & { book: RespondentBook }

/**
 * Makes the codes. A code opens its person's answers, so there is none for a part that has any, or has been sent in: nobody who
 * prints letters sees what stands there. Throws `StoreAway`.
 */
export async function makeLetters(deps: Deps, { ids, parts }: LettersAsked, request: InviteRequest): Promise<Letters> {
  const isNamed = ids !== null && ids !== 'lacking'
  const all = (await deps.book.list(isNamed ? { ids } : {})).filter(
    ({ email, part }) => email !== '' && (parts === null || parts.includes(part)),
  )
  const byId = new Map(all.map((one) => [one.id, one]))
  const asked = isNamed
    ? ids.flatMap((id) => byId.get(id) ?? [])
    : all.filter(({ status }) => status === 'imported' || (ids === null && status === 'invited'))
  const isUntouched = await untouchedParts(deps, asked)
  const invitations = await inviteListed(deps.book, asked.filter(isUntouched), request)
  // Who makes a letter can read the code: that is told of each by itself.
  const { at, actor } = request
  await deps.book.audit(
    ...invitations.map(({ respondent: { id: subject } }) => ({ at, actor, action: 'respondents.letter', subject })),
  )
  return {
    invitations,
    answered: asked.filter((one) => !isUntouched(one)),
    unknown: isNamed ? ids.filter((id) => !byId.has(id)) : [],
  }
}

type Place = Pick<ListedRespondent, 'unitId' | 'part'>

/**
 * Tells of a respondent whether their part has no answer yet, so that their code opens nobody's. `places`: of whom it will be
 * asked; of others it says no. Throws `StoreAway`.
 */
export const untouchedParts = async (
  deps: Pick<Deps, 'survey' | 'progress'> & { campaigns: Pick<Deps['campaigns'], 'submitted'> },
  places: readonly Place[] | 'all',
): Promise<(respondent: Place) => boolean> => {
  const progress = places === 'all' ? await allProgress(deps) : await progressAt(deps, places)
  return ({ unitId, part }) => {
    const place = progress.get(placeKey(unitId, part))
    return place !== undefined && place.answered === 0 && place.state === 'not_started' && place.submittedAt === null
  }
}

/** `address`: of the pages. `inTeams`: whether there is a chat to answer in. */
export type LetterWorld = { survey: Survey; address: string; inTeams: boolean }

/** The letter that brings an invitation, in the respondent's language or else their unit's. */
export function paperLetter({ respondent, code, expiresAt }: Invitation, world: LetterWorld): PaperLetter {
  const { survey, address, inTeams } = world
  const { wave, closesAt, units } = survey
  const unit = units.get(respondent.unitId)
  const language = respondent.language ?? languageOfUnit(unit)
  const texts = { nb, nn }[language].paper
  const vars = {
    ...surveyData(wave, language),
    name: respondent.name,
    unit: unitInLetter(respondent.unitName, unit?.kind),
    part: partTitle(wave, respondent.part, language),
    address: `${address}/svar`,
    forms: `${address}${FORMS_PATH}`,
    expires: endText(expiresAt.getTime()),
    closes: endText(closesAt),
  }
  const t = (name: keyof typeof texts): string => fill(language, texts[name], vars)
  return {
    language,
    to: t('to').split('\n'),
    heading: t('heading'),
    invited: t('invited'),
    howHeading: t('how_heading'),
    steps: { before: [t('open'), t('type')], code, after: [t('go')] },
    rest: [...(inTeams ? [t('teams')] : []), t('form'), t('lasts'), t('closes'), t('contact'), t('bye')],
  }
}

/** The pages of a file of letters, and what it is called in a reader's window; nn where all are. */
export const lettersFile = (invitations: readonly Invitation[], world: LetterWorld) => {
  const pages = invitations.map((invitation) => paperLetter(invitation, world))
  const language: Language = pages.every((one) => one.language === 'nn') ? 'nn' : 'nb'
  const { survey } = world
  return { pages, about: { title: lettersTitle(survey, language), author: survey.wave.controller[language], language } }
}

/** What the file is called in a reader's window. */
export const lettersTitle = ({ wave }: Survey, language: Language): string =>
  fill(language, { nb, nn }[language].paper.pdf_title, { title: wave.title[language] })
