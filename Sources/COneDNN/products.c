// Matrix products, and copies from one layout to another.
#include "requests.h"

#include <stddef.h>

dnnl_status_t zfnet_dnnl_product(
    dnnl_primitive_desc_t *made, const zfnet_dnnl_request *request, const zfnet_dnnl_layout *left,
    const zfnet_dnnl_layout *right, const zfnet_dnnl_layout *biases, const zfnet_dnnl_layout *target) {
#if DNNL_VERSION_MAJOR >= 3
  WITH_ATTRIBUTES(
      request, dnnl_matmul_primitive_desc_create(
                   made, request->engine, of(left), of(right), of(biases), of(target), attributes));
#else
  dnnl_matmul_desc_t operation;
  const dnnl_status_t described =
      dnnl_matmul_desc_init(&operation, of(left), of(right), of(biases), of(target));
  return choose_kernel(made, request, described, &operation);
#endif
}

dnnl_status_t zfnet_dnnl_reorder(
    dnnl_primitive_desc_t *made, const zfnet_dnnl_request *request, const zfnet_dnnl_layout *source,
    const zfnet_dnnl_layout *target) {
  dnnl_primitive_attr_t attributes = attributes_of(request);
  if (!attributes) return dnnl_out_of_memory;
  const dnnl_status_t status = dnnl_reorder_primitive_desc_create(
      made, of(source), request->engine, of(target), request->engine, attributes);
  dnnl_primitive_attr_destroy(attributes);
  return status;
}
