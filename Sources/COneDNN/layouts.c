#include "descriptors.h"

#include <stdlib.h>
#include <string.h>

#if DNNL_VERSION_MAJOR >= 3

typedef dnnl_memory_desc_t new_descriptor;

static dnnl_status_t clone(new_descriptor *made, descriptor layout) { return dnnl_memory_desc_clone(made, layout); }

static dnnl_status_t by_tag(
    new_descriptor *made, int axis_count, const dnnl_dim_t *extents, dnnl_data_type_t data_type,
    dnnl_format_tag_t tag) {
  return dnnl_memory_desc_create_with_tag(made, axis_count, extents, data_type, tag);
}

static dnnl_status_t by_strides(
    new_descriptor *made, int axis_count, const dnnl_dim_t *extents, dnnl_data_type_t data_type,
    const dnnl_dim_t *strides) {
  return dnnl_memory_desc_create_with_strides(made, axis_count, extents, data_type, strides);
}

void zfnet_dnnl_layout_destroy(zfnet_dnnl_layout *layout) { dnnl_memory_desc_destroy((new_descriptor)layout); }

static void get_extents(descriptor layout, dnnl_query_t what, int count, dnnl_dims_t target) {
  const dnnl_dims_t *values = NULL;
  if (dnnl_memory_desc_query(layout, what, &values) == dnnl_success && values)
    memcpy(target, *values, (size_t)count * sizeof(dnnl_dim_t));
}

zfnet_dnnl_layout_info zfnet_dnnl_layout_get_info(const zfnet_dnnl_layout *layout) {
  const descriptor asked = of(layout);
  zfnet_dnnl_layout_info info = {0};
  dnnl_format_kind_t kind = dnnl_format_kind_undef;
  dnnl_memory_desc_query(asked, dnnl_query_ndims_s32, &info.axis_count);
  dnnl_memory_desc_query(asked, dnnl_query_data_type, &info.data_type);
  dnnl_memory_desc_query(asked, dnnl_query_format_kind, &kind);
  get_extents(asked, dnnl_query_dims, info.axis_count, info.extents);
  get_extents(asked, dnnl_query_padded_dims, info.axis_count, info.padded_extents);
  info.is_blocked = kind == dnnl_blocked;
  if (info.is_blocked) {
    get_extents(asked, dnnl_query_strides, info.axis_count, info.strides);
    dnnl_memory_desc_query(asked, dnnl_query_inner_nblks_s32, &info.block_count);
    get_extents(asked, dnnl_query_inner_blks, info.block_count, info.block_sizes);
    get_extents(asked, dnnl_query_inner_idxs, info.block_count, info.block_axes);
  }
  return info;
}

#else

typedef dnnl_memory_desc_t *new_descriptor;

static dnnl_status_t clone(new_descriptor *made, descriptor layout) {
  *made = malloc(sizeof **made);
  if (!*made) return dnnl_out_of_memory;
  **made = *layout;
  return dnnl_success;
}

static dnnl_status_t by_tag(
    new_descriptor *made, int axis_count, const dnnl_dim_t *extents, dnnl_data_type_t data_type,
    dnnl_format_tag_t tag) {
  dnnl_memory_desc_t described;
  dnnl_status_t status = dnnl_memory_desc_init_by_tag(&described, axis_count, extents, data_type, tag);
  return status == dnnl_success ? clone(made, &described) : status;
}

static dnnl_status_t by_strides(
    new_descriptor *made, int axis_count, const dnnl_dim_t *extents, dnnl_data_type_t data_type,
    const dnnl_dim_t *strides) {
  dnnl_memory_desc_t described;
  dnnl_status_t status = dnnl_memory_desc_init_by_strides(&described, axis_count, extents, data_type, strides);
  return status == dnnl_success ? clone(made, &described) : status;
}

void zfnet_dnnl_layout_destroy(zfnet_dnnl_layout *layout) { free(layout); }

zfnet_dnnl_layout_info zfnet_dnnl_layout_get_info(const zfnet_dnnl_layout *layout) {
  const descriptor asked = of(layout);
  zfnet_dnnl_layout_info info = {0};
  info.axis_count = asked->ndims;
  info.data_type = asked->data_type;
  memcpy(info.extents, asked->dims, sizeof info.extents);
  memcpy(info.padded_extents, asked->padded_dims, sizeof info.padded_extents);
  info.is_blocked = asked->format_kind == dnnl_blocked;
  if (info.is_blocked) {
    const dnnl_blocking_desc_t *blocking = &asked->format_desc.blocking;
    memcpy(info.strides, blocking->strides, sizeof info.strides);
    info.block_count = blocking->inner_nblks;
    memcpy(info.block_sizes, blocking->inner_blks, sizeof info.block_sizes);
    memcpy(info.block_axes, blocking->inner_idxs, sizeof info.block_axes);
  }
  return info;
}

#endif

dnnl_status_t zfnet_dnnl_layout_create(
    zfnet_dnnl_layout **made, int axis_count, const dnnl_dim_t *extents, dnnl_data_type_t data_type,
    dnnl_format_tag_t tag) {
  return by_tag((new_descriptor *)made, axis_count, extents, data_type, tag);
}

dnnl_status_t zfnet_dnnl_layout_create_strided(
    zfnet_dnnl_layout **made, int axis_count, const dnnl_dim_t *extents, dnnl_data_type_t data_type,
    const dnnl_dim_t *strides) {
  return by_strides((new_descriptor *)made, axis_count, extents, data_type, strides);
}

dnnl_status_t zfnet_dnnl_layout_create_converted(
    zfnet_dnnl_layout **made, const zfnet_dnnl_layout *layout, dnnl_data_type_t data_type) {
  const zfnet_dnnl_layout_info info = zfnet_dnnl_layout_get_info(layout);
  if (info.data_type == data_type) return clone((new_descriptor *)made, of(layout));
  if (!info.is_blocked) return dnnl_invalid_arguments;
  if (info.block_count == 0)
    return zfnet_dnnl_layout_create_strided(made, info.axis_count, info.extents, data_type, info.strides);
  // An order in blocks has no other description than its name, which the library does not tell.
  for (int tag = dnnl_format_tag_any + 1; tag < dnnl_format_tag_last; tag++) {
    zfnet_dnnl_layout *named = NULL;
    if (zfnet_dnnl_layout_create(&named, info.axis_count, info.extents, info.data_type, tag) != dnnl_success)
      continue;
    const bool is_same = zfnet_dnnl_layout_equal(named, layout);
    zfnet_dnnl_layout_destroy(named);
    if (is_same) return zfnet_dnnl_layout_create(made, info.axis_count, info.extents, data_type, tag);
  }
  return dnnl_unimplemented;
}

dnnl_status_t zfnet_dnnl_layout_create_chosen(
    zfnet_dnnl_layout **made, const_dnnl_primitive_desc_t operation, dnnl_query_t argument) {
  const descriptor chosen = dnnl_primitive_desc_query_md(operation, argument, 0);
  return chosen ? clone((new_descriptor *)made, chosen) : dnnl_invalid_arguments;
}

bool zfnet_dnnl_layout_equal(const zfnet_dnnl_layout *first, const zfnet_dnnl_layout *second) {
  return dnnl_memory_desc_equal(of(first), of(second)) != 0;
}

size_t zfnet_dnnl_layout_size(const zfnet_dnnl_layout *layout) { return dnnl_memory_desc_get_size(of(layout)); }

dnnl_status_t zfnet_dnnl_memory_create(
    dnnl_memory_t *made, const zfnet_dnnl_layout *layout, dnnl_engine_t engine, void *bytes) {
  return dnnl_memory_create(made, of(layout), engine, bytes);
}
