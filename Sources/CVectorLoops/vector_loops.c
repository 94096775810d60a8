#include "vector_loops.h"

#include <string.h>

// The choice between the units is made while the program is loaded, when the sanitizers' own memory is not there yet.
#if defined(__has_feature)
#if __has_feature(thread_sanitizer) || __has_feature(address_sanitizer)
#define IS_SANITIZED 1
#endif
#endif

#if defined(__x86_64__) && !defined(IS_SANITIZED)
#define FOR_EACH_VECTOR_UNIT __attribute__((target_clones("default", "avx2", "avx512bw")))
#else
#define FOR_EACH_VECTOR_UNIT
#endif

static inline float value(uint16_t bits) {
  uint32_t pattern = (uint32_t)bits << 16;
  float result;
  memcpy(&result, &pattern, sizeof result);
  return result;
}

static inline uint16_t rounded(float number) {
  uint32_t pattern;
  memcpy(&pattern, &number, sizeof pattern);
  return (uint16_t)((pattern + 0x7FFF + ((pattern >> 16) & 1)) >> 16);
}

// Whole numbers in the order of the numbers that the bits stand for; its own inverse.
static inline int16_t ordered(uint16_t bits) {
  int16_t number = (int16_t)bits;
  return number ^ ((number >> 15) & 0x7FFF);
}

FOR_EACH_VECTOR_UNIT
void bf16_pool_window(
    const uint16_t *values, ptrdiff_t row_stride, ptrdiff_t column_stride, int rows, int columns, int position,
    int kernel, int maps, uint16_t *restrict maxima, uint16_t *restrict positions) {
  for (int map = 0; map < maps; map++) {
    maxima[map] = (uint16_t)ordered(values[map]);
    positions[map] = (uint16_t)position;
  }
  for (int row = 0; row < rows; row++) {
    for (int column = row == 0; column < columns; column++) {
      const uint16_t *line = values + row * row_stride + column * column_stride;
      uint16_t here = (uint16_t)(position + row * kernel + column);
      for (int map = 0; map < maps; map++) {
        int16_t key = ordered(line[map]);
        int16_t best = (int16_t)maxima[map];
        maxima[map] = (uint16_t)(key > best ? key : best);
        positions[map] = key > best ? here : positions[map];
      }
    }
  }
  for (int map = 0; map < maps; map++) maxima[map] = (uint16_t)ordered(maxima[map]);
}

FOR_EACH_VECTOR_UNIT
void bf16_add_where(
    const uint16_t *positions, const uint16_t *signal, uint16_t position, int maps, float *restrict sums) {
  for (int map = 0; map < maps; map++) {
    sums[map] += value(positions[map] == position ? signal[map] : 0);
  }
}

FOR_EACH_VECTOR_UNIT
void f32_add_filters(
    const float *values, int maps, const float *filters, int rows, ptrdiff_t row_length, float *restrict sums,
    ptrdiff_t sums_stride) {
  for (int map = 0; map < maps; map++) {
    float scale = values[map];
    if (scale == 0) continue;
    for (int row = 0; row < rows; row++) {
      const float *filter = filters + (map * rows + row) * row_length;
      float *target = sums + row * sums_stride;
      for (ptrdiff_t index = 0; index < row_length; index++) target[index] += scale * filter[index];
    }
  }
}

FOR_EACH_VECTOR_UNIT
void bf16_round(const float *values, ptrdiff_t count, uint16_t *restrict target) {
  for (ptrdiff_t index = 0; index < count; index++) target[index] = rounded(values[index]);
}

FOR_EACH_VECTOR_UNIT
void bf16_interleave(
    const uint16_t *first, const uint16_t *second, ptrdiff_t count, uint32_t *restrict target) {
  for (ptrdiff_t index = 0; index < count; index++) {
    target[index] = (uint32_t)first[index] | (uint32_t)second[index] << 16;
  }
}

// Without the C library's error number, which would keep loops from being vectorized.
static inline float square_root(float number) { return __builtin_elementwise_sqrt(number); }

// What is inlined with a constant `reach` is vectorized: the sum over the neighbors then has no loop of its own.
#define INLINED static inline __attribute__((always_inline))

INLINED float neighbors(const float *numbers, int reach) {
  float sum = 0;
  for (int offset = 0; offset <= 2 * reach; offset++) sum += numbers[offset];
  return sum;
}

INLINED void write_squares(const uint16_t *values, int maps, int reach, float *restrict squares) {
  memset(squares, 0, reach * sizeof *squares);
  memset(squares + reach + maps, 0, reach * sizeof *squares);
  for (int map = 0; map < maps; map++) squares[reach + map] = value(values[map]) * value(values[map]);
}

INLINED void normalize(
    const uint16_t *values, int maps, int reach, float k, float share, float *restrict squares,
    uint16_t *restrict target) {
  write_squares(values, maps, reach, squares);
  for (int map = 0; map < maps; map++) {
    float root = square_root(k + share * neighbors(squares + map, reach));
    target[map] = rounded(value(values[map]) / (root * square_root(root)));
  }
}

// dx = g · s^-0.75 − 1.5 · share · x · Σ over the neighbors of g · x · s^-1.75.
INLINED void normalize_backward(
    const uint16_t *values, const uint16_t *signal, int maps, int reach, float k, float share,
    float *restrict squares, float *restrict factors, float *restrict terms, uint16_t *restrict target) {
  write_squares(values, maps, reach, squares);
  memset(terms, 0, reach * sizeof *terms);
  memset(terms + reach + maps, 0, reach * sizeof *terms);
  for (int map = 0; map < maps; map++) {
    float sum = k + share * neighbors(squares + map, reach);
    float root = square_root(sum);
    factors[map] = value(signal[map]) / (root * square_root(root));
    terms[reach + map] = factors[map] * value(values[map]) / sum;
  }
  for (int map = 0; map < maps; map++) {
    float sum = 1.5f * share * value(values[map]) * neighbors(terms + map, reach);
    target[map] = rounded(factors[map] - sum);
  }
}

FOR_EACH_VECTOR_UNIT
void bf16_normalize(
    const uint16_t *values, int maps, int reach, float k, float share, float *restrict scratch,
    uint16_t *restrict target) {
  if (reach == 2) {
    normalize(values, maps, 2, k, share, scratch, target);
  } else {
    normalize(values, maps, reach, k, share, scratch, target);
  }
}

FOR_EACH_VECTOR_UNIT
void bf16_normalize_backward(
    const uint16_t *values, const uint16_t *signal, int maps, int reach, float k, float share,
    float *restrict scratch, uint16_t *restrict target) {
  float *factors = scratch + maps + 2 * reach;
  float *terms = factors + maps + 2 * reach;
  if (reach == 2) {
    normalize_backward(values, signal, maps, 2, k, share, scratch, factors, terms, target);
  } else {
    normalize_backward(values, signal, maps, reach, k, share, scratch, factors, terms, target);
  }
}

INLINED void normalize_wide_backward(
    const float *values, const float *signal, int maps, int reach, float k, float share, float *restrict squares,
    float *restrict factors, float *restrict terms, float *restrict target) {
  memset(squares, 0, reach * sizeof *squares);
  memset(squares + reach + maps, 0, reach * sizeof *squares);
  memset(terms, 0, reach * sizeof *terms);
  memset(terms + reach + maps, 0, reach * sizeof *terms);
  for (int map = 0; map < maps; map++) squares[reach + map] = values[map] * values[map];
  for (int map = 0; map < maps; map++) {
    float sum = k + share * neighbors(squares + map, reach);
    float root = square_root(sum);
    factors[map] = signal[map] / (root * square_root(root));
    terms[reach + map] = factors[map] * values[map] / sum;
  }
  for (int map = 0; map < maps; map++)
    target[map] = factors[map] - 1.5f * share * values[map] * neighbors(terms + map, reach);
}

FOR_EACH_VECTOR_UNIT
void f32_normalize_backward(
    const float *values, const float *signal, int maps, int reach, float k, float share, float *restrict scratch,
    float *restrict target) {
  float *factors = scratch + maps + 2 * reach;
  float *terms = factors + maps + 2 * reach;
  if (reach == 2) {
    normalize_wide_backward(values, signal, maps, 2, k, share, scratch, factors, terms, target);
  } else {
    normalize_wide_backward(values, signal, maps, reach, k, share, scratch, factors, terms, target);
  }
}

FOR_EACH_VECTOR_UNIT
void u8_center_row(
    const uint8_t *restrict pixels, const float *restrict mean, ptrdiff_t count, float scale, ptrdiff_t step,
    float *restrict red, float *restrict green, float *restrict blue) {
  if (step > 0) {
    for (ptrdiff_t i = 0; i < count; i++) {
      red[i] = ((float)pixels[3 * i] - mean[3 * i]) * scale;
      green[i] = ((float)pixels[3 * i + 1] - mean[3 * i + 1]) * scale;
      blue[i] = ((float)pixels[3 * i + 2] - mean[3 * i + 2]) * scale;
    }
  } else {
    for (ptrdiff_t i = 0; i < count; i++) {
      red[-i] = ((float)pixels[3 * i] - mean[3 * i]) * scale;
      green[-i] = ((float)pixels[3 * i + 1] - mean[3 * i + 1]) * scale;
      blue[-i] = ((float)pixels[3 * i + 2] - mean[3 * i + 2]) * scale;
    }
  }
}

static inline int larger(int a, int b) { return a > b ? a : b; }
static inline int smaller(int a, int b) { return a < b ? a : b; }

INLINED void pool_row(
    const float *plane, int block, const struct pooled_plane *shape, int row, float *restrict maxima,
    int32_t *restrict positions) {
  int top = row * shape->row_stride - shape->top_pad;
  int first_row = larger(top, 0);
  int last_row = smaller(top + shape->kernel_rows, shape->height);
  for (int column = 0; column < shape->output_width; column++) {
    int left = column * shape->column_stride - shape->left_pad;
    int first_column = larger(left, 0);
    int last_column = smaller(left + shape->kernel_columns, shape->width);
    float best[16];
    int32_t where[16];
    const float *corner = plane + ((ptrdiff_t)first_row * shape->width + first_column) * block;
    for (int map = 0; map < block; map++) {
      best[map] = corner[map];
      where[map] = (first_row - top) * shape->kernel_columns + first_column - left;
    }
    for (int y = first_row; y < last_row; y++) {
      const float *line = plane + (ptrdiff_t)y * shape->width * block;
      for (int x = first_column; x < last_column; x++) {
        int32_t here = (y - top) * shape->kernel_columns + x - left;
        for (int map = 0; map < block; map++) {
          float value = line[x * block + map];
          where[map] = value > best[map] ? here : where[map];
          best[map] = value > best[map] ? value : best[map];
        }
      }
    }
    for (int map = 0; map < block; map++) maxima[column * block + map] = best[map];
    if (!positions) continue;
    for (int map = 0; map < block; map++) positions[column * block + map] = where[map];
  }
}

INLINED void unpool_plane(
    const int32_t *positions, const float *signal, int block, const struct pooled_plane *shape,
    float *restrict below) {
  memset(below, 0, (size_t)shape->height * shape->width * block * sizeof *below);
  for (int row = 0; row < shape->output_height; row++) {
    int top = row * shape->row_stride - shape->top_pad;
    int last_row = smaller(top + shape->kernel_rows, shape->height);
    for (int column = 0; column < shape->output_width; column++) {
      int left = column * shape->column_stride - shape->left_pad;
      int first_column = larger(left, 0);
      int last_column = smaller(left + shape->kernel_columns, shape->width);
      int32_t where[16];
      float value[16];
      ptrdiff_t from = ((ptrdiff_t)row * shape->output_width + column) * block;
      for (int map = 0; map < block; map++) {
        where[map] = positions[from + map];
        value[map] = signal[from + map];
      }
      for (int y = larger(top, 0); y < last_row; y++) {
        float *line = below + (ptrdiff_t)y * shape->width * block;
        for (int x = first_column; x < last_column; x++) {
          int32_t here = (y - top) * shape->kernel_columns + x - left;
          for (int map = 0; map < block; map++) {
            line[x * block + map] += where[map] == here ? value[map] : 0;
          }
        }
      }
    }
  }
}

FOR_EACH_VECTOR_UNIT
void f32_pool_row(
    const float *plane, int block, const struct pooled_plane *shape, int row, float *maxima,
    int32_t *positions) {
  if (block == 8) {
    pool_row(plane, 8, shape, row, maxima, positions);
  } else {
    pool_row(plane, 16, shape, row, maxima, positions);
  }
}

FOR_EACH_VECTOR_UNIT
void f32_unpool_plane(
    const int32_t *positions, const float *signal, int block, const struct pooled_plane *shape,
    float *below) {
  if (block == 8) {
    unpool_plane(positions, signal, 8, shape, below);
  } else {
    unpool_plane(positions, signal, 16, shape, below);
  }
}
