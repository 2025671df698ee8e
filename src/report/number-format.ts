/** Numbers as Norwegian readers write them. */
import type { Language } from '../questionnaire/schema.ts'
import { translate } from '../wording/translate.ts'

const formats: Record<Language, Intl.NumberFormat> = {
  nb: new Intl.NumberFormat('nb-NO', { maximumFractionDigits: 1 }),
  nn: new Intl.NumberFormat('nn-NO', { maximumFractionDigits: 1 }),
}

/** At most one decimal, decimal comma, a space that does not break between thousands. */
export const formatNumber = (language: Language, value: number): string => formats[language].format(value)

/** A value of a series; one that the source gives as about so much says so. */
export const seriesValue = (
  language: Language,
  { value, about }: { value: number; about?: true | undefined },
): string =>
  about
    ? translate(language, 'report.share.about', { fraction: formatNumber(language, value) })
    : formatNumber(language, value)
