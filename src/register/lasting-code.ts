/** The code of a respondent that can be made again: from a secret and who it is for, so that it need not be stored. */
import { createHmac } from 'node:crypto'
import { hashOfOwn, makeCode } from './code.ts'

/** Whose code it is. `generation` rises when the code is revoked; 1 is the first. */
export type CodeOf = { wave: string; respondentId: string; generation: number }

/** What codes are made from: the first makes them, all of them count, so that letters survive a change of secret. */
export type CodeSecrets = readonly [string, ...string[]]

/** `XXXX-XXXX-XXXX-X`, 65 bits, the same each time. */
export function lastingCode(secret: string, { wave, respondentId, generation }: CodeOf): string {
  for (let round = 0; ; round++) {
    const what = ['kommunedialog code', wave, respondentId, generation, round].join('\n')
    // A round in fifty million has no code with a digit in it, which `makeCode` asks for.
    const code = makeCode(createHmac('sha512', secret).update(what).digest())
    if (code !== null) return code
  }
}

/** What is stored of a respondent's code, and what older secrets made of the same; those go on working. */
export function lastingHashes(secrets: CodeSecrets, of: CodeOf): { hash: string; previous: string[] } {
  const [hash = '', ...previous] = secrets.map((secret) => hashOfOwn(lastingCode(secret, of)))
  return { hash, previous }
}
