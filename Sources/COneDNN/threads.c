#define _GNU_SOURCE
#include "onednn_threads.h"

#include "onednn_library.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>

typedef void (*thread_setter)(int);

/// OpenMP's own function, of whichever OpenMP the library brings along.
static thread_setter find_thread_setter(void) { return (thread_setter)dlsym(RTLD_DEFAULT, "omp_set_num_threads"); }

const char *zfnet_dnnl_threads_objection(void) {
  switch (dnnl_version()->cpu_runtime) {
    case DNNL_RUNTIME_SEQ: return NULL;
    case DNNL_RUNTIME_OMP:
      return find_thread_setter() ? NULL
                                  : "it was built on OpenMP, whose function omp_set_num_threads is not to be found";
    case DNNL_RUNTIME_TBB: return "it was built on TBB; one that was built on OpenMP, or without threads, is needed";
    case DNNL_RUNTIME_THREADPOOL:
      return "it was built for a thread pool; one that was built on OpenMP, or without threads, is needed";
    default: return "it was built on neither OpenMP nor nothing; one that was built on OpenMP is needed";
  }
}

void zfnet_dnnl_use_calling_thread(void) {
  // OpenMP's setting is each thread's own. Without OpenMP the library uses the calling thread anyway.
  static _Thread_local int is_set = 0;
  if (is_set) return;
  const thread_setter set_threads = find_thread_setter();
  if (set_threads) set_threads(1);
  is_set = 1;
}

struct scratchpad {
  void *bytes;
  size_t size;
};

static pthread_key_t scratchpad_key;
static pthread_once_t scratchpad_once = PTHREAD_ONCE_INIT;

static void release(void *value) {
  struct scratchpad *pad = value;
  free(pad->bytes);
  free(pad);
}

static void make_key(void) {
  if (pthread_key_create(&scratchpad_key, release) != 0) abort();
}

void *zfnet_dnnl_scratchpad(size_t bytes) {
  pthread_once(&scratchpad_once, make_key);
  struct scratchpad *pad = pthread_getspecific(scratchpad_key);
  if (!pad) {
    pad = calloc(1, sizeof *pad);
    if (!pad || pthread_setspecific(scratchpad_key, pad) != 0) abort();
  }
  if (pad->size < bytes) {
    free(pad->bytes);
    pad->size = (bytes + 63) / 64 * 64;
    if (posix_memalign(&pad->bytes, 64, pad->size) != 0) abort();
  }
  return pad->bytes;
}
