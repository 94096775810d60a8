#include "requests.h"

#include <stddef.h>

static dnnl_status_t append(dnnl_post_ops_t operations, zfnet_dnnl_post_op operation) {
  switch (operation) {
    case zfnet_dnnl_nothing: return dnnl_success;
#if DNNL_VERSION_MAJOR >= 3
    case zfnet_dnnl_relu: return dnnl_post_ops_append_eltwise(operations, dnnl_eltwise_relu, 0, 0);
    case zfnet_dnnl_add: return dnnl_post_ops_append_sum(operations, 1, 0, dnnl_data_type_undef);
#else
    case zfnet_dnnl_relu: return dnnl_post_ops_append_eltwise(operations, 1, dnnl_eltwise_relu, 0, 0);
    case zfnet_dnnl_add: return dnnl_post_ops_append_sum(operations, 1);
#endif
  }
  return dnnl_invalid_arguments;
}

static dnnl_status_t set_post_op(dnnl_primitive_attr_t attributes, zfnet_dnnl_post_op operation) {
  if (operation == zfnet_dnnl_nothing) return dnnl_success;
  dnnl_post_ops_t operations = NULL;
  dnnl_status_t status = dnnl_post_ops_create(&operations);
  if (status != dnnl_success) return status;
  status = append(operations, operation);
  if (status == dnnl_success) status = dnnl_primitive_attr_set_post_ops(attributes, operations);
  dnnl_post_ops_destroy(operations);
  return status;
}

dnnl_primitive_attr_t attributes_of(const zfnet_dnnl_request *request) {
  dnnl_primitive_attr_t attributes = NULL;
  if (dnnl_primitive_attr_create(&attributes) != dnnl_success) return NULL;
  if (dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl_scratchpad_mode_user) == dnnl_success
      && set_post_op(attributes, request->post_op) == dnnl_success)
    return attributes;
  dnnl_primitive_attr_destroy(attributes);
  return NULL;
}

const char *zfnet_dnnl_kernel_name(const_dnnl_primitive_desc_t operation) {
  const char *name = NULL;
  dnnl_primitive_desc_query(operation, dnnl_query_impl_info_str, 0, &name);
  return name ? name : "unknown";
}

#if DNNL_VERSION_MAJOR < 3

dnnl_status_t choose_kernel(
    dnnl_primitive_desc_t *made, const zfnet_dnnl_request *request, dnnl_status_t described,
    const_dnnl_op_desc_t operation) {
  if (described != dnnl_success) return described;
  dnnl_primitive_attr_t attributes = attributes_of(request);
  if (!attributes) return dnnl_out_of_memory;
  const dnnl_status_t status =
      dnnl_primitive_desc_create(made, operation, attributes, request->engine, request->hint);
  dnnl_primitive_attr_destroy(attributes);
  return status;
}

#endif
