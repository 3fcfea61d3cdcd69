#pragma once

#include <string>
#include <string_view>

namespace rasid::feeds {

/// JSON text as RFC 8259 has it.
struct RepairedJson {
  std::string text;
  bool cut = false;  // the text ended inside an item of a feed, its last
};

/// Makes JSON that is nearly right readable, in one pass: control characters inside strings, escapes that are none,
/// and an end that comes too early: a string that is open is closed, a name without its value goes, and so does what
/// else was begun; brackets are closed. What is wrong otherwise stays so.
RepairedJson repair_json(std::string_view text);

/// More values than `limit` in it, counted by commas and brackets: asked before memory is spent on them.
bool has_more_values(std::string_view json, std::size_t limit);

}  // namespace rasid::feeds
