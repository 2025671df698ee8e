/** The card of a reminder or an invitation: how far the unit is, until when, why it comes, how to stop it; one button. */

import type { Language } from '../../questionnaire/schema.ts'
import { stageOf } from '../../reminders/whom.ts'
import { translate } from '../../texts/translate.ts'
import { unitData } from '../../texts/unit-words.ts'
import { endText } from '../../wording/moment.ts'
import type { View } from '../../wording/view.ts'
import type { Template } from '../ports/campaigns.ts'
import type { PartProgress } from '../progress.ts'
import type { Survey } from '../service.ts'

type Message = { template: Template; language: Language; place: PartProgress }

/** The texts of a message, and what they are filled with; `count`: questions left. */
export const reminderTexts = (survey: Survey, { language, place }: Pick<Message, 'language' | 'place'>) => {
  const { wave, closesAt } = survey
  const unit = survey.units.get(place.unitId)
  const vars = {
    ...(unit === undefined ? {} : unitData(language, unit)),
    wave: wave.title[language],
    part: wave.parts[place.part]?.title[language] ?? place.part,
    closes: endText(closesAt),
    answered: place.answered,
    of: place.of,
    count: Math.max(0, place.of - place.answered),
    minutes: place.minutesLeft,
    contact: wave.contact.email,
  }
  return { vars, t: (key: string): string => translate(language, `reminders.${key}`, vars) }
}

/**
 * The summary, which a phone shows on its lock screen, names the survey only. The button carries the session: it resumes
 * where the person is, whatever has happened since.
 */
export const reminderView = (survey: Survey, message: Message): View => {
  const { template, language, place } = message
  const {
    t,
    vars: { count: left },
  } = reminderTexts(survey, message)
  const stage = stageOf(place)
  return {
    type: 'panel',
    language,
    summary: t(`summary.${template}`),
    title: t(`title.${template}`),
    blocks: [
      {
        lines: [
          { text: t(`stage.${stage}`) },
          ...(left > 0 && stage !== 'not_started' ? [{ text: t('left') }] : []),
          ...(stage === 'not_started' ? [{ text: t('takes') }] : []),
          { text: t('closes'), strong: true },
        ],
      },
      {
        lines: [
          { text: t(`why.${template}`), subtle: true },
          { text: t('stop'), subtle: true },
        ],
      },
    ],
    actions: [{ verb: 'continue', title: t(`button.${stage}`), ref: { s: place.sessionId }, main: true }],
  }
}
