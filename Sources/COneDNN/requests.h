// From a request to what the library takes.
#ifndef ZFNET_ONEDNN_REQUESTS_H
#define ZFNET_ONEDNN_REQUESTS_H

#include "descriptors.h"
#include "onednn_operations.h"

/// The attributes of an operation, to be destroyed by the caller; null where they cannot be made.
dnnl_primitive_attr_t attributes_of(const zfnet_dnnl_request *request);

static inline dnnl_prop_kind_t forward_kind(bool is_inference) {
  return is_inference ? dnnl_forward_inference : dnnl_forward_training;
}

#if DNNL_VERSION_MAJOR >= 3

/// Evaluates `call`, which may use `attributes`, those of `request`, and whose status it is.
#define WITH_ATTRIBUTES(request, call)                              \
  do {                                                              \
    dnnl_primitive_attr_t attributes = attributes_of(request);      \
    if (!attributes) return dnnl_out_of_memory;                     \
    const dnnl_status_t status = (call);                            \
    dnnl_primitive_attr_destroy(attributes);                        \
    return status;                                                  \
  } while (0)

/// What dilations are where there are none.
static const dnnl_dims_t no_dilation = {0};

#else

/// The second step of version 2: from an operation's descriptor, if that could be made, to the primitive's.
dnnl_status_t choose_kernel(
    dnnl_primitive_desc_t *made, const zfnet_dnnl_request *request, dnnl_status_t described,
    const_dnnl_op_desc_t operation);

#endif
#endif
