#include "CChapterList.h"

// Package.swift defines ZFNET_CHAPTERS from its table of chapters.
const char *zfnet_chapter_list(void) { return ZFNET_CHAPTERS; }
