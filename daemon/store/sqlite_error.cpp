#include "daemon/store/sqlite_error.h"

#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

#include "daemon/store/store_error.h"

namespace rasid::store {
namespace {

StoreError kind_of(int code) {
  switch (code & 0xFF) {  // the primary code; the rest of an extended one only details it
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return StoreError::busy;
    case SQLITE_FULL:
      return StoreError::full;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return StoreError::corrupt;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return StoreError::read_only;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      return StoreError::io;
    case SQLITE_TOOBIG:
      return StoreError::too_large;
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
      return StoreError::constraint;
    case SQLITE_NOMEM:
      return StoreError::out_of_memory;
    default:
      return StoreError::internal;
  }
}

}  // namespace

Error error_of(SQLite::Exception const& thrown, std::string doing) {
  doing += " (SQLite: " + std::string(thrown.what()) + ")";
  return {make_error_code(kind_of(thrown.getErrorCode())), std::move(doing)};
}

}  // namespace rasid::store
