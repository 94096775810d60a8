#ifndef ZFNET_ZLIB_SHIM_H
#define ZFNET_ZLIB_SHIM_H

#include <zlib.h>

#endif
