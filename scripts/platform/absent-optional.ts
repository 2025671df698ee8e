export type Lock = { packages: Record<string, { optionalDependencies?: Record<string, string> }> }

/** Optional packages that some entry names and the lockfile does not hold, as `[path of the entry, name]`. */
export function absentOptional({ packages }: Lock): [string, string][] {
  const held = new Set(Object.keys(packages).map((path) => path.slice(path.lastIndexOf('node_modules/') + 13)))
  return Object.entries(packages).flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {}).flatMap((name): [string, string][] =>
      held.has(name) ? [] : [[path, name]],
    ),
  )
}
