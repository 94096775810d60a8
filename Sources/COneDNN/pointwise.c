// Operations from and to one layout: response normalization and the ReLU.
#include "requests.h"

#if DNNL_VERSION_MAJOR >= 3

dnnl_status_t zfnet_dnnl_normalization_forward(
    dnnl_primitive_desc_t *made, const zfnet_dnnl_request *request, bool is_inference,
    const zfnet_dnnl_layout *values, zfnet_dnnl_normalization constants) {
  WITH_ATTRIBUTES(
      request, dnnl_lrn_forward_primitive_desc_create(
                   made, request->engine, forward_kind(is_inference), dnnl_lrn_across_channels, of(values),
                   of(values), constants.size, constants.alpha, constants.beta, constants.k, attributes));
}

dnnl_status_t zfnet_dnnl_normalization_backward(
    dnnl_primitive_desc_t *made, const zfnet_dnnl_request *request, const zfnet_dnnl_layout *values,
    zfnet_dnnl_normalization constants) {
  WITH_ATTRIBUTES(
      request, dnnl_lrn_backward_primitive_desc_create(
                   made, request->engine, dnnl_lrn_across_channels, of(values), of(values), of(values),
                   constants.size, constants.alpha, constants.beta, constants.k, request->hint, attributes));
}

dnnl_status_t zfnet_dnnl_relu_forward(
    dnnl_primitive_desc_t *made, const zfnet_dnnl_request *request, const zfnet_dnnl_layout *values,
    bool keeps_output) {
  const dnnl_alg_kind_t kind = keeps_output ? dnnl_eltwise_relu_use_dst_for_bwd : dnnl_eltwise_relu;
  WITH_ATTRIBUTES(
      request, dnnl_eltwise_forward_primitive_desc_create(
                   made, request->engine, dnnl_forward_training, kind, of(values), of(values), 0, 0,
                   attributes));
}

dnnl_status_t zfnet_dnnl_relu_backward(
    dnnl_primitive_desc_t *made, const zfnet_dnnl_request *request, const zfnet_dnnl_layout *values) {
  WITH_ATTRIBUTES(
      request, dnnl_eltwise_backward_primitive_desc_create(
                   made, request->engine, dnnl_eltwise_relu_use_dst_for_bwd, of(values), of(values), of(values),
                   0, 0, request->hint, attributes));
}

#else

dnnl_status_t zfnet_dnnl_normalization_forward(
    dnnl_primitive_desc_t *made, const zfnet_dnnl_request *request, bool is_inference,
    const zfnet_dnnl_layout *values, zfnet_dnnl_normalization constants) {
  dnnl_lrn_desc_t operation;
  const dnnl_status_t described = dnnl_lrn_forward_desc_init(
      &operation, forward_kind(is_inference), dnnl_lrn_across_channels, of(values), constants.size,
      constants.alpha, constants.beta, constants.k);
  return choose_kernel(made, request, described, &operation);
}

dnnl_status_t zfnet_dnnl_normalization_backward(
    dnnl_primitive_desc_t *made, const zfnet_dnnl_request *request, const zfnet_dnnl_layout *values,
    zfnet_dnnl_normalization constants) {
  dnnl_lrn_desc_t operation;
  const dnnl_status_t described = dnnl_lrn_backward_desc_init(
      &operation, dnnl_lrn_across_channels, of(values), of(values), constants.size, constants.alpha,
      constants.beta, constants.k);
  return choose_kernel(made, request, described, &operation);
}

dnnl_status_t zfnet_dnnl_relu_forward(
    dnnl_primitive_desc_t *made, const zfnet_dnnl_request *request, const zfnet_dnnl_layout *values,
    bool keeps_output) {
  const dnnl_alg_kind_t kind = keeps_output ? dnnl_eltwise_relu_use_dst_for_bwd : dnnl_eltwise_relu;
  dnnl_eltwise_desc_t operation;
  const dnnl_status_t described =
      dnnl_eltwise_forward_desc_init(&operation, dnnl_forward_training, kind, of(values), 0, 0);
  return choose_kernel(made, request, described, &operation);
}

dnnl_status_t zfnet_dnnl_relu_backward(
    dnnl_primitive_desc_t *made, const zfnet_dnnl_request *request, const zfnet_dnnl_layout *values) {
  dnnl_eltwise_desc_t operation;
  const dnnl_status_t described = dnnl_eltwise_backward_desc_init(
      &operation, dnnl_eltwise_relu_use_dst_for_bwd, of(values), of(values), 0, 0);
  return choose_kernel(made, request, described, &operation);
}

#endif
