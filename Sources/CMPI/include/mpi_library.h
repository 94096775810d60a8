// The few functions of Open MPI that are used, from the library that is on the machine, if there is one.
//
// It is loaded when it is first asked for, and never linked: one build runs with and without it, and no build needs its headers.
// What its header would say is said here: that communicators, data types and requests are pointers, and how the world's
// communicator and the type of bytes are called. Open MPI 3 to 5 agree on these.
#ifndef ZFNET_MPI_LIBRARY_H
#define ZFNET_MPI_LIBRARY_H

#include <stdbool.h>

/// Loads the library; NULL where it is there, otherwise why not.
const char *zfnet_mpi_load(void);

/// What the library calls itself, up to the first comma: `Open MPI v4.1.4`. It must be loaded.
const char *zfnet_mpi_name(void);

/// Joins the processes that were started together, of which it tells this one's number and how many there are. This and the
/// following give 0, or an error that `zfnet_mpi_describe` describes.
int zfnet_mpi_join(int *rank, int *size);

/// Begins to send bytes to a process; they must stay as they are until the request is done.
int zfnet_mpi_send(const void *bytes, int count, int rank, void **request);

/// Begins to receive as many bytes from a process.
int zfnet_mpi_receive(void *bytes, int count, int rank, void **request);

/// Whether a request is done, which is gone then; moves all others on too.
int zfnet_mpi_test(void **request, bool *is_done);

/// Leaves the other processes, once all of them do so.
void zfnet_mpi_leave(void);

/// Ends all processes, this one with the exit code.
_Noreturn void zfnet_mpi_abort(int code);

/// An error in the library's words.
const char *zfnet_mpi_describe(int error);

#endif
