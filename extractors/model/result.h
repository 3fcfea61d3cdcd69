#pragma once

#include <expected>
#include <string>
#include <system_error>
#include <utility>

namespace rasid {

/// What went wrong and what we were doing. The code comes from a documented enum of the folder that reports it, or is a
/// std::errc; `doing` reads as the middle of a sentence: "fetching https://…", "opening /var/lib/rasid/rasid.db".
struct Error {
  std::error_code code;
  std::string doing;

  /// "fetching https://…: connection refused", for a person.
  [[nodiscard]] std::string message() const { return doing.empty() ? code.message() : doing + ": " + code.message(); }
};

/// A value or an Error. Used wherever the world can fail; exceptions mean a bug or no memory.
template <class T = void>
using Result = std::expected<T, Error>;

/// Shorthand for returning an error: `return failure(FetchError::timeout, "fetching " + url);`
template <class Code>
[[nodiscard]] std::unexpected<Error> failure(Code code, std::string doing) {
  return std::unexpected(Error{make_error_code(code), std::move(doing)});
}

}  // namespace rasid
