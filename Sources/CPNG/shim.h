#ifndef ZFNET_PNG_SHIM_H
#define ZFNET_PNG_SHIM_H

#include <png.h>

#endif
