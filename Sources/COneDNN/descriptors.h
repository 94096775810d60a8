// A layout is the library's descriptor under another name. Inside this folder it goes by the library's type.
#ifndef ZFNET_ONEDNN_DESCRIPTORS_H
#define ZFNET_ONEDNN_DESCRIPTORS_H

#include "onednn_layouts.h"

#if DNNL_VERSION_MAJOR >= 3
typedef const_dnnl_memory_desc_t descriptor;
#else
typedef const dnnl_memory_desc_t *descriptor;
#endif

/// The descriptor that a layout is; null for null.
static inline descriptor of(const zfnet_dnnl_layout *layout) { return (descriptor)layout; }

#endif
