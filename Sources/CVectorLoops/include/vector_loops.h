// Inner loops, most over bf16 numbers (the upper halves of 32-bit floats), compiled for each width of vector unit and chosen
// when the program starts. Swift has neither a type for these numbers nor a way to compile a loop more than once.
#ifndef VECTOR_LOOPS_H
#define VECTOR_LOOPS_H

#include <stddef.h>
#include <stdint.h>

// The maxima of one window over maps that lie side by side, and the positions (row · kernel + column) where they lie,
// the first of equal ones. The window's upper left value inside the image is `values`, at `position`.
void bf16_pool_window(
    const uint16_t *values, ptrdiff_t row_stride, ptrdiff_t column_stride, int rows, int columns, int position,
    int kernel, int maps, uint16_t *maxima, uint16_t *positions);

// Adds the signal of those maps that chose `position`.
void bf16_add_where(
    const uint16_t *positions, const uint16_t *signal, uint16_t position, int maps, float *sums);

// A plane of maps in 32 bits, of which `block` lie side by side at each position, and the windows that are pooled over it.
struct pooled_plane {
  int height, width;
  int kernel_rows, kernel_columns;
  int row_stride, column_stride;
  int top_pad, left_pad;
  int output_height, output_width;
};

// One row of the maxima of a plane's windows and, where `positions` is given, the positions (row · kernel columns + column)
// where they lie, the first of equal ones. `block` is 8 or 16.
void f32_pool_row(
    const float *plane, int block, const struct pooled_plane *shape, int row, float *maxima,
    int32_t *positions);

// A plane's signal: at each position the sum of the windows' signals whose maximum it was, added in the windows' order.
void f32_unpool_plane(
    const int32_t *positions, const float *signal, int block, const struct pooled_plane *shape,
    float *below);

// Adds the filter of each map whose value is not zero, scaled by it, to rows of sums that lie `sums_stride` apart; filters
// are [maps][rows][row_length].
void f32_add_filters(
    const float *values, int maps, const float *filters, int rows, ptrdiff_t row_length, float *sums,
    ptrdiff_t sums_stride);

// Rounds to the nearest, of two equally near the even one. No value may be not-a-number.
void bf16_round(const float *values, ptrdiff_t count, uint16_t *target);

// Two rows as pairs of numbers in one word, the first in the lower half.
void bf16_interleave(const uint16_t *first, const uint16_t *second, ptrdiff_t count, uint32_t *target);

// y = x · s^-0.75 across maps, s = k + share · Σ x² over `reach` maps on either side (Krizhevsky et al. 2012, 3.3).
// `scratch` holds maps + 2 · reach floats.
void bf16_normalize(
    const uint16_t *values, int maps, int reach, float k, float share, float *scratch, uint16_t *target);

// The gradient of `bf16_normalize`. `scratch` holds 3 · (maps + 2 · reach) floats.
void bf16_normalize_backward(
    const uint16_t *values, const uint16_t *signal, int maps, int reach, float k, float share, float *scratch,
    uint16_t *target);

// The same gradient over 32-bit numbers.
void f32_normalize_backward(
    const float *values, const float *signal, int maps, int reach, float k, float share, float *scratch,
    float *target);

// One row of pixels, red, green and blue side by side, as three rows of numbers: the mean taken off, scaled. With a
// `step` of -1 the row is mirrored, and the targets are its last numbers.
void u8_center_row(
    const uint8_t *pixels, const float *mean, ptrdiff_t count, float scale, ptrdiff_t step, float *red, float *green,
    float *blue);

#endif
