#define _GNU_SOURCE
#include "onednn_shim.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>

void zfnet_dnnl_use_calling_thread(void) {
  // The library is built on OpenMP, whose setting is each thread's own. Where it is built on nothing of the kind, it uses
  // the calling thread anyway.
  static _Thread_local int is_set = 0;
  if (is_set) return;
  void (*set_threads)(int) = (void (*)(int))dlsym(RTLD_DEFAULT, "omp_set_num_threads");
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
