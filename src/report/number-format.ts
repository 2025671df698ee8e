/** Numbers as Norwegian readers write them. */
import type { Language } from '../questionnaire/schema.ts'

const formats: Record<Language, Intl.NumberFormat> = {
  nb: new Intl.NumberFormat('nb-NO', { maximumFractionDigits: 1 }),
  nn: new Intl.NumberFormat('nn-NO', { maximumFractionDigits: 1 }),
}

/** At most one decimal, decimal comma, a space that does not break between thousands. */
export const formatNumber = (language: Language, value: number): string => formats[language].format(value)
