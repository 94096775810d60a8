#ifndef ZFNET_TURBOJPEG_SHIM_H
#define ZFNET_TURBOJPEG_SHIM_H

#include <turbojpeg.h>

#endif
