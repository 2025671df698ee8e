/** Where the form of a part is found as PDF: the same address in the chat, in letters and mail, and on the pages. */

import type { Language } from '../questionnaire/schema.ts'
import type { UnitKind } from '../questionnaire/wave.ts'

/** `screen`: to read before answering; `paper`: to fill in by hand and send back. */
export type FormUse = 'screen' | 'paper'

/** Which form: of the newest version of a part, for municipalities or districts. */
export type FormNamed = { wave: string; part: string; kind: UnitKind; language: Language; use: FormUse }

/** The page with every form. */
export const FORMS_PATH = '/svar/pdf'

/** What the file is called: «raadmann-kommune-nb.pdf», «raadmann-bydel-nn-papir.pdf». */
export const formFile = ({ part, kind, language, use }: Omit<FormNamed, 'wave'>): string =>
  `${part}-${kind}-${language}${use === 'paper' ? '-papir' : ''}.pdf`

/** Where the file is: the same address in the chat, in letters and mail, and on the pages. */
export const formPath = (named: FormNamed): string =>
  `${FORMS_PATH}/${encodeURIComponent(named.wave)}/${encodeURIComponent(formFile(named))}`
