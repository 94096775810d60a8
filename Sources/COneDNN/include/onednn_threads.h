// What belongs to a thread of its own: how many threads the library takes, and the memory that operations use while they
// run.
#ifndef ZFNET_ONEDNN_THREADS_H
#define ZFNET_ONEDNN_THREADS_H

#include <stddef.h>

/// Why the library cannot be held to the thread that calls it, in one sentence; null where it can. It depends on what the
/// library was built on: OpenMP or nothing can be held, TBB, a thread pool or SYCL cannot.
const char *zfnet_dnnl_threads_objection(void);

/// Has the library compute with the calling thread alone, in what this thread compiles and runs from now on. To be called
/// before each; what is compiled for one thread gives the same bits on every thread.
void zfnet_dnnl_use_calling_thread(void);

/// Memory of the calling thread's own, of at least so many bytes, aligned to 64; what the thread's operations use while
/// they run. It stays until the thread ends; its contents do not.
void *zfnet_dnnl_scratchpad(size_t bytes);

#endif
