import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { Schemas } from '@/api/contract'

export type ActivationSlip = Schemas['ActivationSlip']

/** Slips that were just issued. Their codes are shown once: they live in this page and are gone when it is closed. */
export const useSlips = defineStore('slips', () => {
  const slips = ref<ActivationSlip[]>([])
  return {
    slips,
    keep: (issued: ActivationSlip[]) => (slips.value = issued),
  }
})
