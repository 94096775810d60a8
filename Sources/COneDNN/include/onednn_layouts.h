// How an array lies in memory. The library's descriptor is a structure in version 2 and an object in version 3; here it is
// an object that is made, cloned, asked and destroyed, and never changed.
#ifndef ZFNET_ONEDNN_LAYOUTS_H
#define ZFNET_ONEDNN_LAYOUTS_H

#include "onednn_library.h"

#include <stddef.h>

typedef struct zfnet_dnnl_layout zfnet_dnnl_layout;

/// What a layout says of itself.
typedef struct {
  /// How many of the entries below hold.
  int axis_count;
  dnnl_dims_t extents;
  /// Extents filled up to whole blocks.
  dnnl_dims_t padded_extents;
  dnnl_data_type_t data_type;
  /// Whether the order is strides and blocks, and what follows says which. It is not where it is left to the library, or
  /// known to the library alone.
  bool is_blocked;
  /// From one number to the next, or from one block to the next, in numbers.
  dnnl_dims_t strides;
  /// Blocks whose numbers lie side by side, the outermost first: how many there are, their sizes, and the axes they are
  /// taken from.
  int block_count;
  dnnl_dims_t block_sizes;
  dnnl_dims_t block_axes;
} zfnet_dnnl_layout_info;

/// An order by its name; `dnnl_format_tag_any` leaves it to the library.
dnnl_status_t zfnet_dnnl_layout_create(
    zfnet_dnnl_layout **made, int axis_count, const dnnl_dim_t *extents, dnnl_data_type_t data_type,
    dnnl_format_tag_t tag);

/// Axes of the given extents and strides, in numbers.
dnnl_status_t zfnet_dnnl_layout_create_strided(
    zfnet_dnnl_layout **made, int axis_count, const dnnl_dim_t *extents, dnnl_data_type_t data_type,
    const dnnl_dim_t *strides);

/// The same order of numbers of another data type.
dnnl_status_t zfnet_dnnl_layout_create_converted(
    zfnet_dnnl_layout **made, const zfnet_dnnl_layout *layout, dnnl_data_type_t data_type);

/// The layout that an operation chose for one of its arguments; one of no bytes where it has no such argument.
dnnl_status_t zfnet_dnnl_layout_create_chosen(
    zfnet_dnnl_layout **made, const_dnnl_primitive_desc_t operation, dnnl_query_t argument);

void zfnet_dnnl_layout_destroy(zfnet_dnnl_layout *layout);

zfnet_dnnl_layout_info zfnet_dnnl_layout_get_info(const zfnet_dnnl_layout *layout);

bool zfnet_dnnl_layout_equal(const zfnet_dnnl_layout *first, const zfnet_dnnl_layout *second);

/// The bytes that an array of this layout takes, padding of the blocks included.
size_t zfnet_dnnl_layout_size(const zfnet_dnnl_layout *layout);

/// An array of this layout, in memory of the caller's.
dnnl_status_t zfnet_dnnl_memory_create(
    dnnl_memory_t *made, const zfnet_dnnl_layout *layout, dnnl_engine_t engine, void *bytes);

#endif
