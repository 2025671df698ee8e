/** What Teams shows of the app, in both language forms. A test reads every command title aloud to the bot. */
import type { Language } from '../../src/questionnaire/schema.ts'

export type AppTexts = {
  name: { short: string; full: string }
  description: { short: string; full: string }
  /** Title is what is sent when it is chosen. At most 12. */
  commands: { title: string; description: string }[]
}

const nb: AppTexts = {
  name: { short: 'Kommuneundersøkelsen', full: 'IMDis kommuneundersøkelse' },
  description: {
    short: 'Svar på IMDis kommuneundersøkelse her i Teams, når det passer deg.',
    full: 'Kommuner og bydeler svarer på IMDis kommuneundersøkelse i en chat i Teams. Svar med knapper eller ved å skrive, ta pauser når du vil, og se over og endre alt før dere sender inn. Bare de som er invitert for sin kommune eller bydel, får se spørsmålene.',
  },
  commands: [
    { title: 'fortsett', description: 'Ta opp tråden der du slapp' },
    { title: 'status', description: 'Hvor langt du er kommet' },
    { title: 'vis svar', description: 'Se over svarene og endre dem' },
    { title: 'se alle spørsmål', description: 'Alle spørsmålene på ett sted' },
    { title: 'send inn', description: 'Send inn når alt er klart' },
    { title: 'pause', description: 'Ta en pause; alt er lagret' },
    { title: 'send videre', description: 'En kollega skal svare i stedet' },
    { title: 'nynorsk', description: 'Bytt til nynorsk' },
    { title: 'personvern', description: 'Hva som lagres, og hvor lenge' },
    { title: 'hjelp', description: 'Hva du kan skrive' },
  ],
}

const nn: AppTexts = {
  name: { short: 'Kommuneundersøkinga', full: 'Kommuneundersøkinga til IMDi' },
  description: {
    short: 'Svar på kommuneundersøkinga til IMDi her i Teams, når det passar deg.',
    full: 'Kommunar og bydelar svarer på kommuneundersøkinga til IMDi i ein chat i Teams. Svar med knappar eller ved å skrive, ta pausar når du vil, og sjå over og endre alt før de sender inn. Berre dei som er inviterte for kommunen eller bydelen sin, får sjå spørsmåla.',
  },
  commands: [
    { title: 'hald fram', description: 'Ta opp tråden der du slapp' },
    { title: 'status', description: 'Kor langt du er komen' },
    { title: 'vis svar', description: 'Sjå over svara og endre dei' },
    { title: 'sjå alle spørsmål', description: 'Alle spørsmåla på éin stad' },
    { title: 'send inn', description: 'Send inn når alt er klart' },
    { title: 'pause', description: 'Ta ein pause; alt er lagra' },
    { title: 'send vidare', description: 'Ein kollega skal svare i staden' },
    { title: 'bokmål', description: 'Byt til bokmål' },
    { title: 'personvern', description: 'Kva som blir lagra, og kor lenge' },
    { title: 'hjelp', description: 'Kva du kan skrive' },
  ],
}

/** The manifest itself is in bokmål. */
export const texts: Record<Language, AppTexts> = { nb, nn }
