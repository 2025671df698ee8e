/** How a command ends: done, refused with reasons, used wrongly (sysexits.h EX_USAGE), wrong settings (EX_CONFIG). */
export const exitCode = { done: 0, refused: 1, usage: 64, settings: 78 } as const
export type ExitCode = (typeof exitCode)[keyof typeof exitCode]
