/** Hands one thing to many users in turn. Who has it keeps it over several uses, until `release` or `leave`. */
export type Turns<User> = {
  /** Runs `use` as soon as it is the user's turn, in the order of asking; the turn stays with the user afterwards. */
  take(user: User, use: () => Promise<void>): Promise<void>
  release(user: User): void
  /** Forgets what the user waits for, and releases. */
  leave(user: User): void
  isHeldBy(user: User): boolean
}

type Waiting<User> = { user: User; start: () => void; giveUp: () => void }

export function turns<User>(): Turns<User> {
  let holder: User | undefined
  let waiting: Waiting<User>[] = []

  const isHeldBy = (user: User) => holder === user
  const release = (user: User) => {
    if (!isHeldBy(user)) return
    holder = undefined
    const next = waiting.shift()
    if (!next) return
    holder = next.user
    next.start()
  }
  return {
    isHeldBy,
    release,
    async take(user, use) {
      if (holder === undefined) holder = user
      else if (!isHeldBy(user)) {
        const mayStart = await new Promise<boolean>((resolve) => {
          waiting.push({ user, start: () => resolve(true), giveUp: () => resolve(false) })
        })
        if (!mayStart) return
      }
      await use()
    },
    leave(user) {
      const given = waiting.filter((one) => one.user === user)
      waiting = waiting.filter((one) => one.user !== user)
      for (const one of given) one.giveUp()
      release(user)
    },
  }
}
