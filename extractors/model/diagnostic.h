#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace rasid {

/// Something to tell a person about a file they wrote: what is wrong, where, and what to do about it.
struct Diagnostic {
  enum class Severity { error, warning };

  Severity severity = Severity::error;
  std::string file;         // as the user named it
  unsigned line = 0;        // from 1; 0 where the whole file is meant
  unsigned column = 0;      // from 1, in code points; 0 where the whole line is meant
  unsigned length = 1;      // code points to underline
  std::string message;      // "unknown actor \"Esmail Qani\""
  std::string source_line;  // the line itself, for the caret; may be empty
  std::string remedy;       // "did you mean \"Esmail Qaani\"?"; may be empty

  friend bool operator==(Diagnostic const&, Diagnostic const&) = default;
};

using Diagnostics = std::vector<Diagnostic>;

/// True where at least one of them is an error.
bool has_errors(Diagnostics const& all);

/// The form compilers use, readable by editors:
///     rules.d/x.yaml:4:11: error: unknown actor "Esmail Qani"
///       when: actor:"Esmail Qani" AND place:Baghdad
///                   ^~~~~~~~~~~~~
///       did you mean "Esmail Qaani"?
std::string render(Diagnostic const& diagnostic);

/// The `most` entries of `known` nearest to `word` by edit distance over code points, nearest first; only those near
/// enough to be a slip of the pen (at most a third of the word's length, and never more than 3 edits).
std::vector<std::string> nearest(std::string_view word, std::vector<std::string> const& known, std::size_t most = 3);

}  // namespace rasid
