import type { Problem } from './contract'

/** A refusal of the server, or the lack of an answer; `code` is one of the contract's, or `no_network`. */
export class ApiProblem extends Error {
  readonly code: string
  readonly status: number
  readonly field: string | undefined
  readonly retryAfterMs: number | undefined

  constructor(problem: Partial<Problem> & { code: string }) {
    super(problem.detail ?? problem.code)
    this.name = 'ApiProblem'
    this.code = problem.code
    this.status = problem.status ?? 0
    this.field = problem.field
    this.retryAfterMs = problem.retryAfterMs
  }

  /** Whether the same request with the same key may succeed later by itself. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500
  }
}

/** Reads an error answer; one that is no problem document (a proxy's page) gets a code by its status. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const type = response.headers.get('content-type') ?? ''
  if (type.includes('json')) {
    try {
      const body = (await response.json()) as Partial<Problem>
      if (typeof body.code === 'string') {
        return new ApiProblem({ ...body, code: body.code, status: response.status })
      }
    } catch {
      return new ApiProblem({ code: 'malformed_answer', status: response.status })
    }
  }
  const code = { 401: 'unauthenticated', 403: 'forbidden', 404: 'not_found', 413: 'too_large', 429: 'rate_limited' }[
    response.status
  ]
  return new ApiProblem({ code: code ?? 'unavailable', status: response.status })
}

export function asProblem(error: unknown): ApiProblem {
  return error instanceof ApiProblem ? error : new ApiProblem({ code: 'no_network' })
}
