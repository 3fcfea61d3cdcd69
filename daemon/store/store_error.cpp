#include "daemon/store/store_error.h"

#include <string>

namespace rasid::store {
namespace {

char const* text_of(StoreError error) {
  switch (error) {
    case StoreError::busy:
      return "another program holds the database; close it, or wait";
    case StoreError::full:
      return "no space left for the database; nothing is lost, free some and it goes on";
    case StoreError::corrupt:
      return "the database file is damaged; it was left as it is: keep a copy, then restore a backup or salvage it "
             "with "
             "\"sqlite3 FILE .recover\"";
    case StoreError::locked_by_other:
      return "another Rasid has the database open; stop it first";
    case StoreError::schema_too_old:
      return "the database was written by an older Rasid and is not yet migrated; start the daemon once";
    case StoreError::schema_too_new:
      return "the database was written by a newer Rasid; install that version or a later one";
    case StoreError::not_rasid:
      return "the file is a database of another program; choose another path";
    case StoreError::read_only:
      return "the database cannot be written; check owner and mode of the file and its folder";
    case StoreError::io:
      return "reading or writing the database failed; check the disk and the path";
    case StoreError::too_large:
      return "too large for the database";
    case StoreError::constraint:
      return "the database refuses these values";
    case StoreError::unknown_article:
      return "the article was never stored";
    case StoreError::out_of_memory:
      return "out of memory";
    case StoreError::overloaded:
      return "too much work waits for the database";
    case StoreError::stopped:
      return "the store is closed";
    case StoreError::cancelled:
      return "cancelled while the work was queued; it is done all the same";
    case StoreError::internal:
      return "unexpected database error";
  }
  return "unknown store error";
}

class StoreCategory final : public std::error_category {
 public:
  char const* name() const noexcept override { return "store"; }
  std::string message(int value) const override { return text_of(static_cast<StoreError>(value)); }
};

}  // namespace

std::error_code make_error_code(StoreError error) {
  static StoreCategory const category;
  return {static_cast<int>(error), category};
}

}  // namespace rasid::store
