#ifndef ZFNET_ARCHIVE_SHIM_H
#define ZFNET_ARCHIVE_SHIM_H

#include <archive.h>
#include <archive_entry.h>

#endif
