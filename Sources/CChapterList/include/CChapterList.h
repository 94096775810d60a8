#ifndef CCHAPTERLIST_H
#define CCHAPTERLIST_H

/// The names of the chapters' executables in the report's order, separated by commas: the table in Package.swift.
const char *zfnet_chapter_list(void);

#endif
