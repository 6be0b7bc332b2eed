import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import type { QuestionState, StaffQuestion } from '@/api/contract'

export type Tab = 'pending' | 'shown' | 'settled'

const tabOf: Record<QuestionState, Tab> = {
  pending: 'pending',
  approved: 'shown',
  answering: 'shown',
  answered: 'settled',
  dismissed: 'settled',
}

export interface QuestionDesk {
  tab: Ref<Tab>
  rows: ComputedRef<StaffQuestion[]>
  /** How many belong to this tab and are not in sight yet. */
  waiting: ComputedRef<number>
  counts: ComputedRef<Record<Tab, number>>
  selected: Ref<number>
  takeIn: () => void
  move: (by: number) => void
}

/**
 * The list under the lecturer's hand: what comes in waits behind a button, and what somebody else has handled stays in its
 * place with its new state, until the list is taken in anew.
 */
export function useQuestionDesk(questions: Ref<StaffQuestion[]>, votes: Ref<Record<string, number>>): QuestionDesk {
  const tab = ref<Tab>('pending')
  const shown = ref<string[]>([])
  const selected = ref(0)

  const byId = computed(() => new Map(questions.value.map((q) => [q.questionId, q])))
  const inTab = computed(() => questions.value.filter((q) => tabOf[q.state] === tab.value))
  const rows = computed(() => shown.value.flatMap((id) => byId.value.get(id) ?? []))
  const waiting = computed(() => inTab.value.filter((q) => !shown.value.includes(q.questionId)).length)
  const counts = computed(() => {
    const all: Record<Tab, number> = { pending: 0, shown: 0, settled: 0 }
    for (const q of questions.value) all[tabOf[q.state]]++
    return all
  })

  function takeIn(): void {
    const kept = rows.value[selected.value]?.questionId
    const votesOf = (q: StaffQuestion) => votes.value[q.questionId] ?? 0
    const list = tab.value === 'shown' ? [...inTab.value].sort((a, b) => votesOf(b) - votesOf(a)) : [...inTab.value]
    if (tab.value === 'settled') list.reverse()
    shown.value = list.map((q) => q.questionId)
    selected.value = Math.max(0, shown.value.indexOf(kept ?? ''))
  }

  function move(by: number): void {
    selected.value = Math.max(0, Math.min(rows.value.length - 1, selected.value + by))
  }

  watch(tab, () => {
    selected.value = 0
    takeIn()
  })
  // An empty list has nothing that could move under a hand.
  watch(
    [questions, waiting],
    () => {
      if (rows.value.length === 0 && waiting.value > 0) takeIn()
    },
    { immediate: true },
  )
  return { tab, rows, waiting, counts, selected, takeIn, move }
}
