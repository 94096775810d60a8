// LIBLINEAR 2.3 as Debian 12 ships it.
#ifndef ZFNET_LIBLINEAR_SHIM_H
#define ZFNET_LIBLINEAR_SHIM_H

#include <linear.h>

static void zfnet_liblinear_say_nothing(const char *text) { (void)text; }

/// The library prints dots while it works; they would end up among a command's results.
static inline void zfnet_liblinear_silence(void) { set_print_string_function(zfnet_liblinear_say_nothing); }

#endif
