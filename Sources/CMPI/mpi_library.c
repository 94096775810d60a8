#include "mpi_library.h"

#include <dlfcn.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum {
  /// MPI_THREAD_SERIALIZED: calls come from any thread, one at a time.
  thread_level = 2,
  /// MPI_MAX_LIBRARY_VERSION_STRING and MPI_MAX_ERROR_STRING are 256.
  text_size = 512,
};

/// A communicator, a data type, an error handler, or a request.
typedef void *object;

static struct {
  int (*init)(int *, char ***, int, int *);
  int (*finalize)(void);
  int (*abort)(object, int);
  int (*rank)(object, int *);
  int (*size)(object, int *);
  int (*set_error_handler)(object, object);
  int (*send)(const void *, int, object, int, int, object, object *);
  int (*receive)(void *, int, object, int, int, object, object *);
  int (*test)(object *, int *, void *);
  int (*describe)(int, char *, int *);
  int (*name)(char *, int *);
  object world, byte, errors_return;
} mpi;

static const struct {
  const char *name;
  void *place;
} symbols[] = {
    {"MPI_Init_thread", &mpi.init},
    {"MPI_Finalize", &mpi.finalize},
    {"MPI_Abort", &mpi.abort},
    {"MPI_Comm_rank", &mpi.rank},
    {"MPI_Comm_size", &mpi.size},
    {"MPI_Comm_set_errhandler", &mpi.set_error_handler},
    {"MPI_Isend", &mpi.send},
    {"MPI_Irecv", &mpi.receive},
    {"MPI_Test", &mpi.test},
    {"MPI_Error_string", &mpi.describe},
    {"MPI_Get_library_version", &mpi.name},
    {"ompi_mpi_comm_world", &mpi.world},
    {"ompi_mpi_byte", &mpi.byte},
    {"ompi_mpi_errors_return", &mpi.errors_return},
};

const char *zfnet_mpi_load(void) {
  static bool is_loaded = false;
  static char reason[text_size];
  if (is_loaded) return NULL;
  // Open MPI's own modules look for its functions among those that are everybody's.
  void *library = dlopen("libmpi.so.40", RTLD_NOW | RTLD_GLOBAL);
  for (size_t index = 0; library && index < sizeof symbols / sizeof symbols[0]; index++) {
    void *found = dlsym(library, symbols[index].name);
    if (!found) library = NULL;
    memcpy(symbols[index].place, &found, sizeof found);
  }
  if (!library) {
    const char *cause = dlerror();
    strncpy(reason, cause ? cause : "it is not Open MPI's", sizeof reason - 1);
    return reason;
  }
  is_loaded = true;
  return NULL;
}

const char *zfnet_mpi_name(void) {
  static char text[text_size];
  int length = 0;
  if (mpi.name(text, &length) != 0) return "an MPI library";
  text[strcspn(text, ",\n")] = 0;
  return text;
}

int zfnet_mpi_join(int *rank, int *size) {
  int provided = 0;
  int error = mpi.init(NULL, NULL, thread_level, &provided);
  // One that fails is to be told of, and not to end the process.
  if (!error) error = mpi.set_error_handler(mpi.world, mpi.errors_return);
  if (!error) error = mpi.rank(mpi.world, rank);
  if (!error) error = mpi.size(mpi.world, size);
  return error;
}

int zfnet_mpi_send(const void *bytes, int count, int rank, void **request) {
  return mpi.send(bytes, count, mpi.byte, rank, 0, mpi.world, request);
}

int zfnet_mpi_receive(void *bytes, int count, int rank, void **request) {
  return mpi.receive(bytes, count, mpi.byte, rank, 0, mpi.world, request);
}

int zfnet_mpi_test(void **request, bool *is_done) {
  int flag = 0;
  int error = mpi.test(request, &flag, NULL);
  *is_done = flag != 0;
  return error;
}

void zfnet_mpi_leave(void) { mpi.finalize(); }

_Noreturn void zfnet_mpi_abort(int code) {
  mpi.abort(mpi.world, code);
  _Exit(code);
}

const char *zfnet_mpi_describe(int error) {
  static char text[text_size];
  int length = 0;
  if (mpi.describe(error, text, &length) != 0) return "an error without a name";
  return text;
}
