import { onScopeDispose, ref, watch, type Ref } from 'vue'

const audible = 0.004

/** The level of a video's sound, 0 to 1 by ear (60 dB), and how long nothing has been heard. */
export function useLevelMeter(
  video: Ref<HTMLVideoElement | null>,
  on: Ref<boolean>,
): { level: Ref<number>; silentMs: Ref<number> } {
  const level = ref(0)
  const silentMs = ref(0)
  let context: AudioContext | undefined
  let timer: ReturnType<typeof setInterval> | undefined

  function begin(element: HTMLVideoElement): void {
    context = new AudioContext()
    const analyser = context.createAnalyser()
    analyser.fftSize = 1024
    context.createMediaElementSource(element).connect(analyser)
    element.muted = false
    void context.resume()
    const samples = new Float32Array(analyser.fftSize)
    let heardAt = performance.now()
    timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples)
      const power = samples.reduce((s, x) => s + x * x, 0) / samples.length
      const loud = Math.sqrt(power)
      const now = performance.now()
      if (loud > audible || element.paused || context?.state !== 'running') heardAt = now
      silentMs.value = now - heardAt
      level.value = loud > 0 ? Math.max(0, Math.min(1, 1 + (20 * Math.log10(loud)) / 60)) : 0
    }, 100)
  }

  watch(
    [video, on],
    ([element, wanted]) => {
      if (element && wanted && !context) begin(element)
    },
    { flush: 'post' },
  )
  onScopeDispose(() => {
    clearInterval(timer)
    void context?.close()
  })
  return { level, silentMs }
}
