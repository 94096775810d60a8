// Cairo draws, Pango sets text.
#ifndef ZFNET_CAIRO_SHIM_H
#define ZFNET_CAIRO_SHIM_H

#include <cairo.h>
#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <pango/pangocairo.h>

#endif
