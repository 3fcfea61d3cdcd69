#include <cstdint>
#include <cstdlib>

#include "rules/parser.h"

/// Any bytes: either errors, or a condition that prints to a text which reads back to the same.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace rasid::rules;
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  auto const condition = parse_condition(text);
  if (!condition) {
    for (Problem const& problem : condition.error()) {
      if (problem.span.offset > size) std::abort();
    }
    return 0;
  }
  std::string const printed = to_text(*condition);
  if (printed.size() > max_condition_bytes) return 0;
  auto const again = parse_condition(printed);
  if (!again || to_text(*again) != printed) std::abort();
  return 0;
}
