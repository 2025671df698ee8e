import type { Questionnaire } from '../../../questionnaire/schema.ts'
import type { Wave } from '../../../questionnaire/wave.ts'

const words = (text: string) => ({ nb: text, nn: text })

/** A wave for looking at a questionnaire's cards on its own; nothing of it is sent to anybody. */
export const exampleWave = ({ wave, part, version, title }: Questionnaire): Wave => ({
  schema: 'kommunedialog.wave.v1',
  ...{ id: wave, title, opensAt: '2018-01-01', closesAt: '2018-12-31' },
  ...{ parts: { [part]: { version, title } }, moveSessions: 'stay', rateBase: 'with_oslo', partials: 'keep' },
  interview: { complete: 80, partial: 50 },
  contact: { name: 'IMDi', email: 'kontakt@imdi.example' },
  ...{ controller: words('IMDi'), legalBasis: words('…') },
  retention: { progressDays: 0, linkDays: 0, textAnswerDays: 0 },
  reminders: {
    ...{ standing: false, daysBeforeClosing: [], minDaysBetween: 0, maxPerPerson: 0 },
    window: { from: '08:00', to: '16:00' },
  },
  ...{ quietDays: [], suppressionLimit: 5 },
})
