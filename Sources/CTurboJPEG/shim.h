#ifndef ZFNET_TURBOJPEG_SHIM_H
#define ZFNET_TURBOJPEG_SHIM_H

#include <turbojpeg.h>

// The library has no function that tells its version; the header of its other interface does, where it is installed.
#if __has_include(<jconfig.h>)
#include <jconfig.h>
#endif

#define ZFNET_TEXT_OF(value) #value
#define ZFNET_TEXT(value) ZFNET_TEXT_OF(value)

static inline const char *zfnet_turbojpeg_version(void) {
#ifdef LIBJPEG_TURBO_VERSION
  return ZFNET_TEXT(LIBJPEG_TURBO_VERSION);
#else
  return "of unknown version";
#endif
}

#endif
