// oneDNN 2.6 as Debian 12 ships it. What Swift cannot see in its header (pointer-valued macros), what differs in version
// 3, and what belongs to a thread of its own stands here and nowhere else.
#ifndef ZFNET_ONEDNN_SHIM_H
#define ZFNET_ONEDNN_SHIM_H

#include <oneapi/dnnl/dnnl.h>
#include <oneapi/dnnl/dnnl_debug.h>
#include <stddef.h>

/// `DNNL_MEMORY_NONE` is a pointer-valued macro, which Swift does not import.
static inline void *zfnet_dnnl_memory_none(void) { return DNNL_MEMORY_NONE; }

/// Has the library compute with the calling thread alone, in what this thread compiles and runs from now on. To be called
/// before each; what is compiled for one thread gives the same bits on every thread.
void zfnet_dnnl_use_calling_thread(void);

/// Memory of the calling thread's own, of at least so many bytes, aligned to 64; what the thread's operations use while
/// they run. It stays until the thread ends; its contents do not.
void *zfnet_dnnl_scratchpad(size_t bytes);

#endif
