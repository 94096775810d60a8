// oneDNN as Swift sees it, versions 2.6 to 3.x: its own names where both versions have them, `zfnet_dnnl_` before those of
// what differs or what Swift cannot import.
#ifndef ZFNET_ONEDNN_LIBRARY_H
#define ZFNET_ONEDNN_LIBRARY_H

#include <oneapi/dnnl/dnnl.h>
#include <oneapi/dnnl/dnnl_debug.h>
#include <stdbool.h>

/// The name of the widest instruction set that the library uses on this CPU: `avx512_core_bf16`, ….
const char *zfnet_dnnl_instruction_set(void);

/// Whether this CPU multiplies bf16 numbers by instructions made for them that the library trains with: AVX-512 BF16 or
/// AMX. The narrower AVX2 ones of some CPUs do not count: version 2 does not know them.
bool zfnet_dnnl_multiplies_bf16(void);

/// Whether this CPU trains sooner in bf16 than in f32: with AMX, and with the AVX-512 BF16 of AMD. On Intel's, where AMX is
/// missing or is kept from a virtual machine, bf16 was measured at half the speed of f32 (benchmarks/README.md).
bool zfnet_dnnl_gains_from_bf16(void);

/// `DNNL_MEMORY_NONE` is a pointer-valued macro, which Swift does not import.
static inline void *zfnet_dnnl_memory_none(void) { return DNNL_MEMORY_NONE; }

#endif
