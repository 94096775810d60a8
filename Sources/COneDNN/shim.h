// oneDNN 2.6 as Debian 12 ships it. What Swift cannot see in its header (pointer-valued macros) or what
// differs in version 3 belongs here and nowhere else.
#ifndef ZFNET_ONEDNN_SHIM_H
#define ZFNET_ONEDNN_SHIM_H

#include <oneapi/dnnl/dnnl.h>
#include <oneapi/dnnl/dnnl_debug.h>

/// `DNNL_MEMORY_NONE` is a pointer-valued macro, which Swift does not import.
static inline void *zfnet_dnnl_memory_none(void) { return DNNL_MEMORY_NONE; }

#endif
