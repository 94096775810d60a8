// The operations that the project uses, each described to the library by one call. Version 2 takes a description in two
// steps, version 3 in one, with more arguments.
#ifndef ZFNET_ONEDNN_OPERATIONS_H
#define ZFNET_ONEDNN_OPERATIONS_H

#include "onednn_layouts.h"

/// What is done to a result before it is stored.
typedef enum {
  zfnet_dnnl_nothing,
  /// A ReLU.
  zfnet_dnnl_relu,
  /// What the target held is added.
  zfnet_dnnl_add,
} zfnet_dnnl_post_op;

/// What all operations are asked with. They take the memory that they need while they run from their caller: the library's
/// own would be that of the thread that compiled them.
typedef struct {
  dnnl_engine_t engine;
  zfnet_dnnl_post_op post_op;
  /// The forward operation that a backward one belongs to; null for others.
  const_dnnl_primitive_desc_t hint;
} zfnet_dnnl_request;

/// A window over two axes, rows first: its extents, its steps, and what it sees of zeros before and after the map.
typedef struct {
  dnnl_dim_t kernel[2];
  dnnl_dim_t strides[2];
  dnnl_dim_t near_pad[2];
  dnnl_dim_t far_pad[2];
} zfnet_dnnl_window;

/// The constants of a response normalization across maps.
typedef struct {
  dnnl_dim_t size;
  float alpha;
  float beta;
  float k;
} zfnet_dnnl_normalization;

// Each makes a primitive descriptor, to be compiled by `dnnl_primitive_create` and destroyed by the caller.

/// A convolution; `biases` may be null. Its window's kernel is that of the weights.
dnnl_status_t zfnet_dnnl_convolution_forward(
    dnnl_primitive_desc_t *made, const zfnet_dnnl_request *request, bool is_inference,
    const zfnet_dnnl_layout *source, const zfnet_dnnl_layout *weights, const zfnet_dnnl_layout *biases,
    const zfnet_dnnl_layout *target, const zfnet_dnnl_window *window);

dnnl_status_t zfnet_dnnl_convolution_backward_data(
    dnnl_primitive_desc_t *made, const zfnet_dnnl_request *request, const zfnet_dnnl_layout *source,
    const zfnet_dnnl_layout *weights, const zfnet_dnnl_layout *target, const zfnet_dnnl_window *window);

dnnl_status_t zfnet_dnnl_convolution_backward_weights(
    dnnl_primitive_desc_t *made, const zfnet_dnnl_request *request, const zfnet_dnnl_layout *source,
    const zfnet_dnnl_layout *weights, const zfnet_dnnl_layout *biases, const zfnet_dnnl_layout *target,
    const zfnet_dnnl_window *window);

/// Max pooling.
dnnl_status_t zfnet_dnnl_pooling_forward(
    dnnl_primitive_desc_t *made, const zfnet_dnnl_request *request, bool is_inference,
    const zfnet_dnnl_layout *source, const zfnet_dnnl_layout *target, const zfnet_dnnl_window *window);

dnnl_status_t zfnet_dnnl_pooling_backward(
    dnnl_primitive_desc_t *made, const zfnet_dnnl_request *request, const zfnet_dnnl_layout *source,
    const zfnet_dnnl_layout *target, const zfnet_dnnl_window *window);

/// Response normalization across maps, from and to the same layout.
dnnl_status_t zfnet_dnnl_normalization_forward(
    dnnl_primitive_desc_t *made, const zfnet_dnnl_request *request, bool is_inference,
    const zfnet_dnnl_layout *values, zfnet_dnnl_normalization constants);

dnnl_status_t zfnet_dnnl_normalization_backward(
    dnnl_primitive_desc_t *made, const zfnet_dnnl_request *request, const zfnet_dnnl_layout *values,
    zfnet_dnnl_normalization constants);

/// A ReLU, from and to the same layout.
///
/// @param keeps_output Whether it is the hint of a backward operation that reads the ReLU's output, not its input.
dnnl_status_t zfnet_dnnl_relu_forward(
    dnnl_primitive_desc_t *made, const zfnet_dnnl_request *request, const zfnet_dnnl_layout *values,
    bool keeps_output);

/// A ReLU's gradient by its output.
dnnl_status_t zfnet_dnnl_relu_backward(
    dnnl_primitive_desc_t *made, const zfnet_dnnl_request *request, const zfnet_dnnl_layout *values);

/// A matrix product; `biases`, a row that is added to each, may be null.
dnnl_status_t zfnet_dnnl_product(
    dnnl_primitive_desc_t *made, const zfnet_dnnl_request *request, const zfnet_dnnl_layout *left,
    const zfnet_dnnl_layout *right, const zfnet_dnnl_layout *biases, const zfnet_dnnl_layout *target);

/// A copy from one layout to another.
dnnl_status_t zfnet_dnnl_reorder(
    dnnl_primitive_desc_t *made, const zfnet_dnnl_request *request, const zfnet_dnnl_layout *source,
    const zfnet_dnnl_layout *target);

/// The name of the kernel that was chosen, for example `jit:avx2`; it lives as long as the descriptor.
const char *zfnet_dnnl_kernel_name(const_dnnl_primitive_desc_t operation);

#endif
