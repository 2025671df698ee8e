/** What the codes of a service on loopback are made from. */

import { readSettings } from '../../../src/settings/settings.ts'

export const codeSecrets = () => {
  const read = readSettings({})
  if (!read.ok || read.settings.web === null) throw new Error('there is no web on loopback')
  return read.settings.web.codeSecrets
}
