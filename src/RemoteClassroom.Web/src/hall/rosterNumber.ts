/** Whether a typed or scanned roster number can be this masked one: the same length, and no visible sign differs. */
export function fitsNumber(masked: string, typed: string): boolean {
  const [shown, given] = [[...masked.toUpperCase()], [...typed.trim().toUpperCase()]]
  return (
    given.length > 0 && shown.length === given.length && shown.every((char, i) => char === '*' || char === given[i])
  )
}
