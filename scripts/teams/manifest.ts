import { accent } from './icons.ts'
import { type AppTexts, texts } from './texts.ts'

/** New enough for twelve commands, old enough for every Teams client in use (the newest schema is 1.30). */
export const manifestVersion = '1.25'

/** IMDi's own pages; another owner writes theirs here. */
const developer = {
  name: 'IMDi',
  websiteUrl: 'https://www.imdi.no/',
  privacyUrl: 'https://www.imdi.no/om-imdi/personvern/',
  termsOfUseUrl: 'https://www.imdi.no/om-imdi/',
}

/** The manifest of a bot in personal chats. `botId`: the registered app, which is the Teams app's id too. */
export function manifestOf({ botId, version }: { botId: string; version: string }): Record<string, unknown> {
  const { name, description, commands } = texts.nb
  return {
    $schema: `https://developer.microsoft.com/json-schemas/teams/v${manifestVersion}/MicrosoftTeams.schema.json`,
    manifestVersion,
    version,
    id: botId,
    localizationInfo: { defaultLanguageTag: 'nb', additionalLanguages: [{ languageTag: 'nn', file: 'nn.json' }] },
    developer,
    name,
    description,
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: accent,
    defaultInstallScope: 'personal',
    bots: [
      {
        botId,
        scopes: ['personal'],
        isNotificationOnly: false,
        supportsCalling: false,
        supportsVideo: false,
        supportsFiles: false,
        commandLists: [{ scopes: ['personal'], commands }],
      },
    ],
  }
}

/** The file of another language: JSON paths into the manifest, and the texts there. */
export function localisationOf({ name, description, commands }: AppTexts): Record<string, string> {
  const at = (i: number, field: string) => `bots[0].commandLists[0].commands[${i}].${field}`
  return {
    $schema: `https://developer.microsoft.com/json-schemas/teams/v${manifestVersion}/MicrosoftTeams.Localization.schema.json`,
    'name.short': name.short,
    'name.full': name.full,
    'description.short': description.short,
    'description.full': description.full,
    ...Object.fromEntries(
      commands.flatMap((command, i) => [
        [at(i, 'title'), command.title],
        [at(i, 'description'), command.description],
      ]),
    ),
  }
}
