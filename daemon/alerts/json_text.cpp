#include "daemon/alerts/json_text.h"

#include <cmath>

#include <fmt/format.h>
#include <boost/json/serialize.hpp>

#include "extractors/model/utf8.h"

namespace rasid::alerts {
namespace json = boost::json;
namespace {

/// Recursion is as deep as the payload's own shape, which is ours.
void write(std::string& out, json::value const& value) {
  if (auto const* object = value.if_object()) {
    out += '{';
    for (auto const& member : *object) {
      if (out.back() != '{') out += ',';
      out += json::serialize(member.key());
      out += ':';
      write(out, member.value());
    }
    out += '}';
  } else if (auto const* array = value.if_array()) {
    out += '[';
    for (auto const& element : *array) {
      if (&element != array->data()) out += ',';
      write(out, element);
    }
    out += ']';
  } else if (auto const* number = value.if_double()) {
    out += std::isfinite(*number) ? fmt::format("{}", *number) : "null";
  } else {
    out += json::serialize(value);
  }
}

}  // namespace

std::string json_text(json::value const& value) {
  std::string out;
  write(out, value);
  return out;
}

std::string clipped(std::string_view text, std::size_t most) {
  // A code point takes at most four bytes: nothing after them can count.
  std::string valid = make_valid_utf8(std::string(text.substr(0, 4 * most + 4)));
  std::size_t end = 0;
  for (std::size_t count = 0; end < valid.size() && count < most; ++count) end += decode(valid, end).bytes;
  valid.resize(end);
  return valid;
}

}  // namespace rasid::alerts
