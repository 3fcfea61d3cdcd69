#pragma once

#include <system_error>

namespace rasid::store {

/// Why the store could not do what was asked. The message of each says what an operator can do.
enum class StoreError {
  busy = 1,         // another connection held the database for longer than we wait; a later try may work
  full,             // no space on the disk, in the quota or under the configured limit; works again once there is some
  corrupt,          // the file is damaged or no SQLite database; it is left exactly as it is
  locked_by_other,  // another process has the same file open for writing
  schema_too_new,   // written by a newer Rasid
  schema_too_old,   // not yet migrated, which the daemon does when it starts
  not_rasid,        // a healthy SQLite database of another program
  read_only,        // no permission to write the file or its folder
  io,               // the disk failed, or the file cannot be reached
  too_large,        // a text beyond what one row holds (1 GB)
  constraint,       // the schema refuses the values: a bug of the caller
  unknown_article,  // finish_article() for an article that record_visit() never stored
  out_of_memory,
  overloaded,  // StoreThread: more jobs wait than the limit allows
  stopped,     // StoreThread: stopped before this job came
  cancelled,   // StoreThread: the waiter was cancelled; the job is done all the same
  internal,    // anything else SQLite reports: a bug of ours
};
std::error_code make_error_code(StoreError error);

}  // namespace rasid::store

template <>
struct std::is_error_code_enum<rasid::store::StoreError> : std::true_type {};
