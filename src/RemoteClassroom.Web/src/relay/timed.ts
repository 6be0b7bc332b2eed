/** An unanswered call is a dead link: a cut network closes no socket by itself. Rejects after `ms`. */
export function timed<T>(work: Promise<T>, ms: number, after: (ms: number, act: () => void) => () => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = after(ms, () => reject(new Error('no answer')))
    work.then(resolve, reject).finally(cancel)
  })
}
