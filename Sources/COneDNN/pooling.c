#include "requests.h"

#if DNNL_VERSION_MAJOR >= 3

dnnl_status_t zfnet_dnnl_pooling_forward(
    dnnl_primitive_desc_t *made, const zfnet_dnnl_request *request, bool is_inference,
    const zfnet_dnnl_layout *source, const zfnet_dnnl_layout *target, const zfnet_dnnl_window *window) {
  WITH_ATTRIBUTES(
      request, dnnl_pooling_forward_primitive_desc_create(
                   made, request->engine, forward_kind(is_inference), dnnl_pooling_max, of(source), of(target),
                   window->strides, window->kernel, no_dilation, window->near_pad, window->far_pad, attributes));
}

dnnl_status_t zfnet_dnnl_pooling_backward(
    dnnl_primitive_desc_t *made, const zfnet_dnnl_request *request, const zfnet_dnnl_layout *source,
    const zfnet_dnnl_layout *target, const zfnet_dnnl_window *window) {
  WITH_ATTRIBUTES(
      request, dnnl_pooling_backward_primitive_desc_create(
                   made, request->engine, dnnl_pooling_max, of(source), of(target), window->strides,
                   window->kernel, no_dilation, window->near_pad, window->far_pad, request->hint, attributes));
}

#else

dnnl_status_t zfnet_dnnl_pooling_forward(
    dnnl_primitive_desc_t *made, const zfnet_dnnl_request *request, bool is_inference,
    const zfnet_dnnl_layout *source, const zfnet_dnnl_layout *target, const zfnet_dnnl_window *window) {
  dnnl_pooling_desc_t operation;
  const dnnl_status_t described = dnnl_pooling_forward_desc_init(
      &operation, forward_kind(is_inference), dnnl_pooling_max, of(source), of(target), window->strides,
      window->kernel, window->near_pad, window->far_pad);
  return choose_kernel(made, request, described, &operation);
}

dnnl_status_t zfnet_dnnl_pooling_backward(
    dnnl_primitive_desc_t *made, const zfnet_dnnl_request *request, const zfnet_dnnl_layout *source,
    const zfnet_dnnl_layout *target, const zfnet_dnnl_window *window) {
  dnnl_pooling_desc_t operation;
  const dnnl_status_t described = dnnl_pooling_backward_desc_init(
      &operation, dnnl_pooling_max, of(source), of(target), window->strides, window->kernel, window->near_pad,
      window->far_pad);
  return choose_kernel(made, request, described, &operation);
}

#endif
