#include "requests.h"

#if DNNL_VERSION_MAJOR >= 3

dnnl_status_t zfnet_dnnl_convolution_forward(
    dnnl_primitive_desc_t *made, const zfnet_dnnl_request *request, bool is_inference,
    const zfnet_dnnl_layout *source, const zfnet_dnnl_layout *weights, const zfnet_dnnl_layout *biases,
    const zfnet_dnnl_layout *target, const zfnet_dnnl_window *window) {
  WITH_ATTRIBUTES(
      request, dnnl_convolution_forward_primitive_desc_create(
                   made, request->engine, forward_kind(is_inference), dnnl_convolution_direct, of(source),
                   of(weights), of(biases), of(target), window->strides, no_dilation, window->near_pad,
                   window->far_pad, attributes));
}

dnnl_status_t zfnet_dnnl_convolution_backward_data(
    dnnl_primitive_desc_t *made, const zfnet_dnnl_request *request, const zfnet_dnnl_layout *source,
    const zfnet_dnnl_layout *weights, const zfnet_dnnl_layout *target, const zfnet_dnnl_window *window) {
  WITH_ATTRIBUTES(
      request, dnnl_convolution_backward_data_primitive_desc_create(
                   made, request->engine, dnnl_convolution_direct, of(source), of(weights), of(target),
                   window->strides, no_dilation, window->near_pad, window->far_pad, request->hint, attributes));
}

dnnl_status_t zfnet_dnnl_convolution_backward_weights(
    dnnl_primitive_desc_t *made, const zfnet_dnnl_request *request, const zfnet_dnnl_layout *source,
    const zfnet_dnnl_layout *weights, const zfnet_dnnl_layout *biases, const zfnet_dnnl_layout *target,
    const zfnet_dnnl_window *window) {
  WITH_ATTRIBUTES(
      request, dnnl_convolution_backward_weights_primitive_desc_create(
                   made, request->engine, dnnl_convolution_direct, of(source), of(weights), of(biases),
                   of(target), window->strides, no_dilation, window->near_pad, window->far_pad, request->hint,
                   attributes));
}

#else

dnnl_status_t zfnet_dnnl_convolution_forward(
    dnnl_primitive_desc_t *made, const zfnet_dnnl_request *request, bool is_inference,
    const zfnet_dnnl_layout *source, const zfnet_dnnl_layout *weights, const zfnet_dnnl_layout *biases,
    const zfnet_dnnl_layout *target, const zfnet_dnnl_window *window) {
  dnnl_convolution_desc_t operation;
  const dnnl_status_t described = dnnl_convolution_forward_desc_init(
      &operation, forward_kind(is_inference), dnnl_convolution_direct, of(source), of(weights), of(biases),
      of(target), window->strides, window->near_pad, window->far_pad);
  return choose_kernel(made, request, described, &operation);
}

dnnl_status_t zfnet_dnnl_convolution_backward_data(
    dnnl_primitive_desc_t *made, const zfnet_dnnl_request *request, const zfnet_dnnl_layout *source,
    const zfnet_dnnl_layout *weights, const zfnet_dnnl_layout *target, const zfnet_dnnl_window *window) {
  dnnl_convolution_desc_t operation;
  const dnnl_status_t described = dnnl_convolution_backward_data_desc_init(
      &operation, dnnl_convolution_direct, of(source), of(weights), of(target), window->strides,
      window->near_pad, window->far_pad);
  return choose_kernel(made, request, described, &operation);
}

dnnl_status_t zfnet_dnnl_convolution_backward_weights(
    dnnl_primitive_desc_t *made, const zfnet_dnnl_request *request, const zfnet_dnnl_layout *source,
    const zfnet_dnnl_layout *weights, const zfnet_dnnl_layout *biases, const zfnet_dnnl_layout *target,
    const zfnet_dnnl_window *window) {
  dnnl_convolution_desc_t operation;
  const dnnl_status_t described = dnnl_convolution_backward_weights_desc_init(
      &operation, dnnl_convolution_direct, of(source), of(weights), of(biases), of(target), window->strides,
      window->near_pad, window->far_pad);
  return choose_kernel(made, request, described, &operation);
}

#endif
